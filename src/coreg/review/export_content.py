"""A recording as what an export may say of it: beats with their verdicts, gaps, links and marks."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NoReturn

from coreg import __version__
from coreg.domain.errors import SessionFileError
from coreg.domain.language import _
from coreg.domain.marks import Marks, SetMark, Span
from coreg.domain.note import Note, NoteKind
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.together import Together
from coreg.export.content import (
    Content,
    ExportedAnchor,
    ExportedLink,
    ExportedNote,
    ExportedPacket,
    ExportedPerson,
)
from coreg.readings import DEFINITIONS
from coreg.readings.marks import read_marks, retracted_moments
from coreg.readings.series import BeatSeries
from coreg.recording.reader import Recording
from coreg.review.amended import is_amended
from coreg.review.dyad import LONGEST_S, classic_of_recording, together_of
from coreg.review.exported_beats import exported_beats, straps_of
from coreg.review.final_clock import by_final_clock
from coreg.review.person_gaps import person_gaps
from coreg.review.read_person import PersonRead, read_person
from coreg.review.recompute import latency_s
from coreg.review.reviewed import Clock
from coreg.review.worn import as_worn, read_wearing

_NS_PER_S = 1_000_000_000
_LONGEST_S = 7 * 86_400.0  # our choice: what says that it is longer than a week is no session
_FARTHEST_ZONE_S = 86_400
_LARGEST_NUMBER = 2**53  # what JSON, and every program that reads it, has exactly
_YEARS = range(1970, 3000)


def content_of(
    recording: Recording,
    pseudonyms: Mapping[Role, str] | None = None,
    names: Mapping[Role, str] | None = None,
    notes: Sequence[Note] = (),
    *,
    asked: Collection[NoteKind] = (),
    has_classic: bool = False,
) -> Content:
    """Return what an export may say of the recording: beats by the final clock, everything as amended since.

    Parameters
    ----------
    pseudonyms, names
        Who the vault says it was, names only where they were asked for; a plain file knows nobody.
    notes, asked
        What was typed, and which kinds of it were asked for: the others are left out.
    has_classic
        Whether to compute the measures from the literature: half a second of work for 50 minutes.

    Raises
    ------
    SessionFileError
        The file says what no session can: times beyond a week, a start that is no date.
    """
    check_possible(recording)
    pseudonyms, names = pseudonyms or {}, names or {}
    marks, worn, placed = read_marks(recording.moments), as_worn(recording), by_final_clock(recording)
    read = {role: read_person(placed, marks, role) for role in Role}
    asked_notes = [note for note in notes if note.kind in asked]
    return Content(
        header=recording.header,
        ended=recording.ended.value,
        duration_s=recording.duration_s,
        clock=_clock(recording, placed).value,
        coreg_version=__version__,
        definitions=DEFINITIONS,
        recorded_definitions=recording.settings.get("definitions"),
        people=tuple(
            _person(recording, placed, marks, role, read[role], pseudonyms.get(role), names.get(role))
            for role in Role
        ),
        packets=tuple(
            ExportedPacket(each.role, each.run, each.link, each.t_ns / _NS_PER_S, each.payload, each.outcome)
            for each in worn.packets
        ),
        links=tuple(
            ExportedLink(each.role, each.run, each.link, each.t_ns / _NS_PER_S, each.state, each.cause)
            for each in worn.link_events
        ),
        moments=recording.moments,
        marks=marks,
        is_amended=is_amended(recording.moments),
        anchors=tuple(
            ExportedAnchor(each.t_ns / _NS_PER_S, each.utc_ns / _NS_PER_S, each.slept_s, each.utc_step_s)
            for each in recording.anchors
        ),
        retracted=retracted_moments(recording.moments),
        settings=recording.settings,
        seal=None if recording.seal is None else f"{recording.seal.n} {recording.seal.head.hex()}",
        notes=tuple(_named_notes(recording, asked_notes)) if asked else None,
        asked=frozenset(asked),
        classic=classic_of_recording(placed) if has_classic else (),
        shown=recording.together,
        together=_together(placed, marks, {role: one.series for role, one in read.items()}),
    )


def _clock(recording: Recording, placed: Recording) -> Clock:
    if recording.header.imported_from is not None:
        return Clock.IMPORTED
    return Clock.LIVE if placed is recording else Clock.FINAL


def _together(placed: Recording, marks: Marks, series: Mapping[Role, BeatSeries]) -> Together | None:
    return together_of(placed, marks, series) if placed.duration_s <= LONGEST_S else None


def _named_notes(recording: Recording, notes: Sequence[Note]) -> Iterator[ExportedNote]:
    """Put what was typed beside the mark that names it; taken back or not, as the mark itself is exported."""
    named = {m.payload["note"]: m for m in recording.moments if "note" in m.payload}
    for note in notes:
        moment = named.get(note.note_id)
        yield ExportedNote(note, *((None, None) if moment is None else (moment.moment_id, moment.t_s)))


def _person(
    recording: Recording,
    placed: Recording,
    marks: Marks,
    role: Role,
    read: PersonRead,
    pseudonym: str | None,
    name: str | None,
) -> ExportedPerson:
    try:
        beats = exported_beats(recording, placed, marks, role)
    except ValueError:  # not one interval for each beat
        _refuse(recording)
    worn = as_worn(recording)
    outcomes = [packet.outcome for packet in worn.packets_of(role)]
    last = read_wearing(recording.moments).newest(role)
    straps = straps_of(beats)
    return ExportedPerson(
        role=role,
        pseudonym=pseudonym,
        name=name,
        strap=worn.strap_of(role),
        latency_s=straps[-1].latency_s if straps else latency_s(recording, last),
        n_packets=len(outcomes),
        n_malformed=outcomes.count(PacketOutcome.MALFORMED),
        n_duplicates=outcomes.count(PacketOutcome.DUPLICATE),
        beats=beats,
        gaps=person_gaps(placed, marks, role),
        worn=straps,
        baselines=read.baselines,
        sets=read.sets,
    )


def check_possible(recording: Recording) -> None:
    """Refuse what no session can say, so that no format has to; the types of what was read are right already."""
    numbers = [
        value for mark in recording.moments for value in mark.payload.values() if isinstance(value, int | float)
    ]
    changes_s = [each for anchor in recording.anchors for each in (anchor.slept_s, anchor.utc_step_s)]
    is_possible = (
        all(abs(value) <= _LARGEST_NUMBER for value in numbers)
        and all(abs(t_s) <= _LONGEST_S for t_s in _times_s(recording))
        and all(each is None or math.isfinite(each) for each in changes_s)
        and abs(recording.header.utc_offset_s) < _FARTHEST_ZONE_S
        and _is_date(recording.header.started_utc)
    )
    if not is_possible:
        _refuse(recording)


def _times_s(recording: Recording) -> Iterator[float]:
    """Give every time that a format may write as a date; those of marks as they were amended, too."""
    yield recording.duration_s
    yield from (each.beat.t_s for each in recording.beats)
    yield from (moment.t_s for moment in recording.moments)
    marks = read_marks(recording.moments)
    stretches: tuple[SetMark | Span, ...] = (*marks.sets, *marks.spans)
    for one in stretches:
        yield from (one.start_s, one.start_s if one.end_s is None else one.end_s)
    yield from (rating.t_s for rating in marks.ratings)


def _refuse(recording: Recording) -> NoReturn:
    msg = _("{path} is damaged: it says what no session can (a time, a date, or beats without intervals).").format(
        path=recording.path
    )
    raise SessionFileError(msg)


def _is_date(started_utc: str) -> bool:
    try:
        started = datetime.fromisoformat(started_utc)
    except ValueError:
        return False
    return started.tzinfo is not None and started.year in _YEARS
