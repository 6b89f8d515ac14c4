"""Two sessions as a comparison says them: the client's part alone, on the same scales, without a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coreg import __version__
from coreg.domain.client import Relation
from coreg.domain.course import ContextTick, CourseSession
from coreg.domain.marks import Scale
from coreg.domain.person import Role
from coreg.domain.reading import Reading
from coreg.domain.together import TogetherState
from coreg.report.asked import Asked
from coreg.report.compare import wording
from coreg.report.compare.page import ComparePage, Ends
from coreg.report.course import wording as of_course
from coreg.report.course.tongue import Tongue
from coreg.report.figures import change, clock, plain
from coreg.report.letters import Letters
from coreg.report.page import Cell, Copy, CurvePicture, SetTable, Strip
from coreg.review.course import course_session
from coreg.review.report_part import Part, part_of
from coreg.review.report_sets import curve_picture
from coreg.review.report_strip import strip
from coreg.review.reviewed import ReviewedPerson, ReviewedSession

_CLIENT_ALONE = Asked(Copy.CLIENT)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of two sessions, and whose it is where that is known."""

    session: ReviewedSession
    who: str = ""

    @property
    def part(self) -> Part:
        """What of it is compared."""
        return part_of(self.session, _CLIENT_ALONE, Relation.THERAPIST)

    @property
    def client(self) -> ReviewedPerson | None:
        """The client's part; None where no strap was worn."""
        return self.session.people.get(Role.CLIENT)


def compare_page(first: Side, second: Side, tongue: Tongue | None = None) -> ComparePage:
    """Return what the page says, the first at the left."""
    tongue, sides = tongue or Tongue(), (first, second)
    names = (_name(first, tongue), _name(second, tongue))
    curves = tuple(curve_picture(side.part) for side in sides)
    words = (course_session(first.session), course_session(second.session))
    return ComparePage(
        title=wording.title(),
        heading=wording.heading(),
        names=names,
        banners=tuple(_banners(sides, words)),
        strips=(_strip(first, names[0]), _strip(second, names[1])),
        at_start=_at_start(first, second),
        at_first_set=_at_first_set(first, second),
        curve=_curve(curves, names, words),
        has_curve=(curves[0] is not None, curves[1] is not None),
        curve_key=_curve_key(curves, names),
        table=_table(sides, words, names, tongue),
        foot=(of_course.made(__version__, words[0].definitions), of_course.intended()),
    )


def _name(side: Side, tongue: Tongue) -> str:
    header = side.session.recording.header
    day = tongue.day(header.started_utc, header.utc_offset_s)
    return wording.session(side.who, day)


def _banners(sides: tuple[Side, Side], words: tuple[CourseSession, CourseSession]) -> Iterator[str]:
    if any(side.session.recording.header.is_simulated for side in sides):
        yield of_course.simulated()
    if sides[0].who != sides[1].who:
        yield wording.other_person()
    if all(one.has_strap for one in words) and words[0].strap_model != words[1].strap_model:
        yield wording.other_strap()
    if any(ContextTick.MEDICATION_CHANGED in one.context for one in words):
        yield wording.medication_changed()


def _strip(side: Side, name: str) -> Strip | None:
    """Return a session's strip without what needs no comparing."""
    found = strip(side.part)
    if found is None:
        return None
    return replace(
        found,
        title=wording.strip_title(name),
        description=wording.strip_is(clock(found.length_s), of_course.n_of_sets(len(found.sets))),
        names=wording.strip_names(),
        phases=(),
        left_out=tuple(replace(one, label=wording.left_out(one.label)) for one in found.left_out),
        together=None,
    )


def _at_start(first: Side, second: Side) -> Ends:
    end_s = max(first.session.length_s, second.session.length_s)
    return (0.0, end_s), (0.0, end_s)


def _at_first_set(first: Side, second: Side) -> Ends | None:
    begins = [side.session.marks.sets[0].start_s for side in (first, second) if side.session.marks.sets]
    if len(begins) < len((first, second)):
        return None
    before_s = max(begins)
    after_s = max(side.session.length_s - begin_s for side, begin_s in zip((first, second), begins, strict=True))
    one, other = ((begin_s - before_s, begin_s + after_s) for begin_s in begins)
    return one, other


def _curve(
    curves: tuple[CurvePicture | None, ...], names: tuple[str, str], words: tuple[CourseSession, CourseSession]
) -> CurvePicture | None:
    """Return both curves in one field, as far as both reach."""
    there = [one for one in curves if one is not None]
    if not there:
        return None
    n_after = min(len(one.after_s) for one in there)
    n = len(there[0].before_s) + len(there[0].share) + n_after
    lines = tuple(
        replace(line, bpm=line.bpm[:n], low=line.low[:n], high=line.high[:n]) for one in there for line in one.lines
    )
    said = " ".join(
        f"{name}: {of_course.rise(of_course.number(one.rise_bpm, 0))}"
        for name, one in zip(names, words, strict=True)
        if one.rise_bpm.is_known
    )
    before, within, after = wording.curve_labels()
    return replace(
        there[0],
        title=wording.curve_title(),
        description=wording.curve_is(said).strip(),
        after_s=there[0].after_s[:n_after],
        lines=lines,
        before_label=before,
        set_label=within,
        after_label=after,
    )


def _curve_key(curves: tuple[CurvePicture | None, ...], names: tuple[str, str]) -> str:
    there = [name for name, one in zip(names, curves, strict=True) if one is not None]
    if len(there) == len(names):
        return wording.curve_key(*names)
    return wording.one_curve(there[0]) if there else ""


def _table(
    sides: tuple[Side, Side], words: tuple[CourseSession, CourseSession], names: tuple[str, str], tongue: Tongue
) -> SetTable:
    letters = Letters()
    columns = [dict(_cells(side, one, letters, tongue)) for side, one in zip(sides, words, strict=True)]
    rows = tuple(
        (Cell(name), *(column[key] for column in columns))
        for key, name in wording.rows().items()
        if any(column[key].text for column in columns)
    )
    heads = ((wording.of_what(), ""), (names[0], ""), (names[1], ""))
    return SetTable(wording.table_title(), heads, rows, letters.said, (wording.remark(),))


def _cells(side: Side, one: CourseSession, letters: Letters, tongue: Tongue) -> Iterator[tuple[str, Cell]]:
    def unknown(reading: Reading) -> Cell:
        return Cell(of_course.UNKNOWN_CELL, letters.letter(tongue.why(reading)))

    def cell(reading: Reading, decimals: int) -> Cell:
        return Cell(of_course.number(reading, decimals)) if reading.is_known else unknown(reading)

    client = side.client
    yield "length", Cell(clock(one.length_s))
    yield "strap", Cell(wording.no_strap() if client is None else one.strap_model or wording.strap_unknown())
    share = None if client is None else client.usable_share
    yield "usable", Cell(of_course.UNKNOWN_CELL if share is None else plain(100.0 * share))
    yield "baseline_bpm", cell(one.baseline_bpm, 0)
    yield "baseline_ln_rmssd", cell(one.baseline_ln_rmssd, 2)
    yield "sets", Cell(str(one.n_sets))
    yield "rise", cell(one.rise_bpm, 0)
    settling = one.half_settle
    nothing = Reading(unknown=settling.unknown or one.rise_bpm.unknown)
    yield "settled", Cell(of_course.seconds(settling)) if settling.seconds is not None else unknown(nothing)
    drift = one.rise_bpm if client is None else client.sets.drift_bpm
    yield "drift", Cell(change(drift, 1)) if client is not None and drift.is_known else unknown(drift)
    for key, scale in (("sud", Scale.SUD), ("voc", Scale.VOC)):
        yield key, Cell(", ".join(str(given.value) for given in one.ratings if given.scale is scale))
    if one.together is TogetherState.UNKNOWN:
        yield "together", unknown(Reading(unknown=one.together_unknown))
    else:
        yield "together", Cell(of_course.together_cell(one.together))
    yield "day", Cell(of_course.ticks(one.context))
