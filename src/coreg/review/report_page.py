"""A session as a report says it: every sentence and figure of the page, and nothing that its copy leaves out.

What a copy doesn't say is left out here, first of all: no renderer could show it, for it is given none of it.
"""

import math
from collections.abc import Iterator
from datetime import datetime, timedelta

from coreg import __version__
from coreg.domain.marks import Scale
from coreg.domain.moment import MomentKind
from coreg.domain.note import Note, NoteKind, one_line
from coreg.domain.person import Role
from coreg.readings import DEFINITIONS
from coreg.recording.reader import Ended
from coreg.report import wording
from coreg.report.asked import Asked, Known
from coreg.report.colours import SHAPE
from coreg.report.figures import clock, plain
from coreg.report.page import Copy, Page, PersonLine, Said, Tick
from coreg.review.report_part import Part, part_of
from coreg.review.report_sets import curve_picture, set_table
from coreg.review.report_strip import strip
from coreg.review.report_unknown import unknown
from coreg.review.reviewed import ReviewedSession

_DAY = timedelta(days=1)


def report_page(session: ReviewedSession, asked: Asked, known: Known | None = None) -> Page:
    """Return what the page says."""
    known = known or Known()
    part = part_of(session, asked, known.relation)
    return Page(
        title=wording.TITLE,
        heading=_heading(known),
        who=_who(asked, known),
        copy=wording.COPIES[asked.copy],
        facts=wording.BETWEEN.join(_facts(session, asked, known)),
        banners=tuple(_banners(session)),
        people=tuple(_person(part, role) for role in part.roles),
        strip=strip(part),
        sets=set_table(part),
        curve=curve_picture(part),
        readings=tuple(_readings(part)),
        accounts=tuple(_accounts(part, asked)),
        notes_title=wording.NOTES,
        notes=tuple(_notes(session, known)) if Tick.NOTES in asked.ticks else (),
        foot=tuple(_foot(session, asked)),
    )


def _heading(known: Known) -> str:
    if known.number is None:
        return wording.HEADING
    return wording.HEADING_NUMBERED.format(number=known.number)


def _who(asked: Asked, known: Known) -> str:
    pseudonym, name = one_line(known.pseudonym or ""), one_line(known.name or "")
    if Tick.NAMES not in asked.ticks or not name:
        return pseudonym
    return wording.NAMED.format(pseudonym=pseudonym, name=name)


def _facts(session: ReviewedSession, asked: Asked, known: Known) -> Iterator[str]:
    yield _when(session, asked, known)
    yield wording.LENGTH.format(length=clock(session.length_s))
    yield wording.n_sets(len(session.marks.sets))


def _when(session: ReviewedSession, asked: Asked, known: Known) -> str:
    """Say the date of the session's own zone; for supervision, only how many days after the first session."""
    header = session.recording.header
    offset = timedelta(seconds=header.utc_offset_s)
    started = datetime.fromisoformat(header.started_utc) + offset
    if asked.copy is not Copy.SUPERVISION:
        date = wording.DATE.format(day=started.day, month=wording.MONTHS[started.month - 1], year=started.year)
        return wording.STARTED.format(date=date, time=f"{started:%H:%M}")
    if known.first_utc is None:
        return wording.DAY_UNKNOWN
    first = datetime.fromisoformat(known.first_utc) + offset
    return wording.DAY.format(day=(started.date() - first.date()) // _DAY)


def _banners(session: ReviewedSession) -> Iterator[str]:
    header = session.recording.header
    if header.is_simulated:
        yield wording.SIMULATED
    if header.imported_from is not None:
        yield wording.IMPORTED.format(format=one_line(header.imported_from))
    if session.recording.ended is Ended.INTERRUPTED:
        yield wording.CUT_OFF
    if session.is_amended:
        yield wording.AMENDED


def _person(part: Part, role: Role) -> PersonLine:
    return PersonLine(SHAPE[role], part.name(role), wording.BETWEEN.join(_measured(part, role)))


def _measured(part: Part, role: Role) -> Iterator[str]:
    person = part.people.get(role)
    if person is None:
        yield wording.NOT_WORN
        return
    model = None if person.strap is None else person.strap.model
    yield wording.STRAP_UNKNOWN if model is None else wording.STRAP.format(model=one_line(model))
    if person.usable_share is None:
        yield wording.USABLE_UNKNOWN
    else:
        yield wording.USABLE.format(share=math.floor(100.0 * person.usable_share))
    baseline = person.baseline
    if baseline is None or baseline.heart_rate_bpm.value is None or baseline.ln_rmssd.value is None:
        return
    words = wording.BASELINE_UPSET if part.is_upset(role) else wording.BASELINE
    yield words.format(bpm=plain(baseline.heart_rate_bpm.value), rmssd=plain(math.exp(baseline.ln_rmssd.value)))


def _readings(part: Part) -> Iterator[Said]:
    lines: list[str] = []
    for role, person in part.people.items():
        who, sets = part.name(role), person.sets
        if sets.curve.rise_bpm.value is not None:
            lines.append(wording.curve(who, sets.curve))
        lines += wording.drift(who, sets.drift_bpm)
        if not part.is_upset(role):
            lines += wording.start_to_end(who, sets.start_to_end_bpm)
    if lines:
        yield Said(wording.IN_ALL, tuple(lines))
    if part.together is not None and len(part.people) == len(Role):
        yield Said(wording.TOGETHER, (*wording.together(part.together.review, part.relation), *_held(part)))


def _held(part: Part) -> Iterator[str]:
    held = [one for one in part.together_stretches if one.is_known]
    if held:
        yield wording.held(sum(one.end_s - one.start_s for one in held), held[0].start_s)


def _accounts(part: Part, asked: Asked) -> Iterator[Said]:
    lines = [*_rated(part, asked), *(_marked(part) if asked.shows_marks else ())]
    if lines:
        yield Said(wording.RATINGS, tuple(lines))
    yield Said(wording.UNKNOWN, tuple(unknown(part)) or (wording.NOTHING_UNKNOWN,))


def _rated(part: Part, asked: Asked) -> Iterator[str]:
    for scale in Scale:
        if scale is Scale.SELF_ENERGY and not asked.shows_marks:
            continue  # the therapist's judgement, not the client's word
        given = [one for one in part.marks.ratings if one.scale is scale]
        targets = sorted({one.target or 0 for one in given})
        for target in targets:
            values = ", ".join(
                wording.VALUE_AT.format(value=one.value, time=clock(one.t_s))
                for one in given
                if (one.target or 0) == target
            )
            yield wording.rated(scale, target if len(targets) > 1 else 0, values)


def _marked(part: Part) -> Iterator[str]:
    times: dict[MomentKind, list[str]] = {}
    for moment in part.marks.moments:
        if moment.kind in wording.MARKS:
            times.setdefault(moment.kind, []).append(clock(moment.t_s))
    if times:
        marks = wording.BETWEEN.join(
            wording.MARK_AT.format(mark=wording.MARKS[kind], times=", ".join(at)) for kind, at in times.items()
        )
        yield wording.MARKED.format(marks=marks)


def _notes(session: ReviewedSession, known: Known) -> Iterator[tuple[str, str]]:
    """Give the process notes whose mark stands, in the order of their marks; no part's or target's name."""
    typed: dict[object, Note] = {note.note_id: note for note in known.notes if note.kind is NoteKind.NOTE}
    for moment in session.marks.moments:
        note = typed.get(moment.payload.get("note")) if moment.kind is MomentKind.NOTE else None
        if note is not None:
            yield clock(moment.t_s), one_line(note.text)


def _foot(session: ReviewedSession, asked: Asked) -> Iterator[str]:
    recording = session.recording
    seal = recording.seal
    recorded = one_line(recording.settings.get("definitions", wording.NOT_KNOWN))
    made = wording.MADE.format(version=__version__, definitions=DEFINITIONS, recorded=recorded)
    if asked.copy is Copy.THERAPIST:
        made = wording.BETWEEN.join(
            (made, wording.SESSION_ID.format(session_id=one_line(recording.header.session_id)[:8]))
        )
    yield wording.NO_SEAL if seal is None else wording.SEAL.format(n=seal.n, head=seal.head.hex())
    yield wording.BETWEEN.join((made, wording.INTENDED))
