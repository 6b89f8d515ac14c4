"""From a course to its page: every sentence and figure of it."""

from collections.abc import Iterator, Sequence

from coreg import __version__
from coreg.domain.course import Course, CourseSession, Line, TargetCourse
from coreg.domain.marks import Scale
from coreg.domain.reading import Reading
from coreg.domain.together import TogetherState
from coreg.report.course import lines_wording, wording
from coreg.report.course.page import CoursePage, SessionWords
from coreg.report.course.rows import picture
from coreg.report.course.tongue import Tongue
from coreg.report.letters import Letters
from coreg.report.page import Cell, Said, SetTable

_BPM, _LN = 0, 2  # decimals


def course_page(
    course: Course, who: str, tongue: Tongue | None = None, *, is_simulated: bool = False
) -> CoursePage:
    """Return what the page says.

    Parameters
    ----------
    who
        The client's pseudonym.
    """
    tongue = tongue or Tongue()
    return CoursePage(
        title=wording.title(),
        heading=wording.heading(),
        who=who,
        facts=wording.BETWEEN.join(_facts(course, tongue)),
        banners=tuple(_banners(course, is_simulated=is_simulated)),
        picture=picture(course) if course.sessions else None,
        said=tuple(_said(course)) if course.sessions else (),
        sessions=tuple(_words(course, i, tongue) for i in range(len(course.sessions))),
        table=_table(course, tongue) if course.sessions else None,
        foot=tuple(_foot(course)),
    )


def _facts(course: Course, tongue: Tongue) -> Iterator[str]:
    if not course.sessions:
        yield wording.no_session()
        return
    yield wording.n_sessions(len(course.sessions))
    first, last = (_day(one, tongue) for one in (course.sessions[0], course.sessions[-1]))
    yield first if first == last else wording.from_to(first, last)


def _banners(course: Course, *, is_simulated: bool) -> Iterator[str]:
    if is_simulated:
        yield wording.simulated()
    amended = [i for i, one in enumerate(course.sessions) if one.is_amended]
    if amended:
        yield wording.amended(_numbers(amended))


def _numbers(sessions: Sequence[int]) -> str:
    return ", ".join(str(i + 1) for i in sessions)


def _day(one: CourseSession, tongue: Tongue) -> str:
    return tongue.day(one.started_utc, one.utc_offset_s)


def _said(course: Course) -> Iterator[Said]:
    """Give what the sessions say together."""
    yield Said(wording.targets_title(), tuple(map(_target, course.targets)) or (wording.no_targets(),))
    if any(one.is_known for one in course.baseline_bpm.values):
        yield Said(lines_wording.heart_rate_title(), tuple(_line(course.baseline_bpm, 1)))
        yield Said(lines_wording.variability_title(), tuple(_line(course.baseline_ln_rmssd, _LN)))
    never = tuple(_never_known(course))
    if never:
        yield Said(lines_wording.unknown_title(), never)


def _target(one: TargetCourse) -> str:
    parts = []
    for scale in wording.SCALES:
        given: dict[int, list[str]] = {}
        for step in one.steps:
            if step.rating.scale is scale:
                given.setdefault(step.session, []).append(str(step.rating.value))
        if given:
            of_each = ", ".join(wording.in_session(" ".join(values), i + 1) for i, values in given.items())
            parts.append(wording.scale_over(scale, of_each))
    return wording.target_said(one, "; ".join(parts) or wording.no_rating())


def _line(line: Line, decimals: int) -> Iterator[str]:
    yield lines_wording.usual(line, decimals)
    if line.outside:
        yield lines_wording.outside(_numbers(line.outside))
    yield lines_wording.per_ten(line, decimals)
    yield lines_wording.overlap(line.overlap)
    if line.overlap.nap is not None:
        yield lines_wording.nap_is()


def _never_known(course: Course) -> Iterator[str]:
    sessions = course.sessions
    for name, is_known in (
        (wording.heart_rate_row(), any(one.baseline_bpm.is_known for one in sessions)),
        (wording.variability_row(), any(one.baseline_ln_rmssd.is_known for one in sessions)),
        (wording.settling_row(), any(one.half_settle.seconds is not None for one in sessions)),
        (wording.together_row(), any(one.together is not TogetherState.UNKNOWN for one in sessions)),
    ):
        if not is_known:
            yield lines_wording.never_known(name.replace("\n", " "))


def _words(course: Course, i: int, tongue: Tongue) -> SessionWords:
    one = course.sessions[i]
    title = wording.session_title(i + 1, _day(one, tongue), one.length_s)
    return SessionWords(one.session_id, title, tuple(_lines(course, i, tongue)))


def _lines(course: Course, i: int, tongue: Tongue) -> Iterator[str]:
    one = course.sessions[i]
    if i in course.breaks:
        yield wording.broken_before(", ".join(map(wording.broken, course.breaks[i])))
    if one.baseline_bpm.is_known and one.baseline_ln_rmssd.is_known:
        yield wording.baseline(wording.number(one.baseline_bpm, _BPM), wording.number(one.baseline_ln_rmssd, _LN))
    else:
        yield wording.baseline_unknown(tongue.why(one.baseline_bpm))
    yield wording.sets(one.n_sets, one.n_processing)
    if one.rise_bpm.is_known:
        yield wording.rise(wording.number(one.rise_bpm, _BPM))
        if one.half_settle.seconds is not None:
            yield wording.settled(one.half_settle)
    elif one.n_sets:
        yield wording.rise_unknown(tongue.why(one.rise_bpm))
    yield wording.together(one.together, tongue.why(_together_reading(one)))
    yield from _rated(one)
    for number, is_complete in sorted(one.complete_targets.items()):
        yield wording.answered(number, is_complete=is_complete)
    if one.context:
        yield wording.ticked(wording.ticks(one.context))


def _rated(one: CourseSession) -> Iterator[str]:
    given: dict[tuple[int | None, Scale], list[str]] = {}
    for rating in one.ratings:
        if rating.scale in wording.SCALES:
            given.setdefault((rating.target, rating.scale), []).append(str(rating.value))
    for (target, scale), values in given.items():
        yield wording.rated(target, scale, ", ".join(values))


def _together_reading(one: CourseSession) -> Reading:
    return Reading(unknown=one.together_unknown)


def _table(course: Course, tongue: Tongue) -> SetTable:
    letters = Letters()
    rows = tuple(_row(i, one, letters, tongue) for i, one in enumerate(course.sessions))
    return SetTable(wording.table_title(), wording.heads(), rows, letters.said, (wording.table_remark(),))


def _row(i: int, one: CourseSession, letters: Letters, tongue: Tongue) -> tuple[Cell, ...]:
    settling = one.half_settle
    settled = (
        Cell(wording.seconds(settling))
        if settling.seconds is not None
        else _unknown(Reading(unknown=settling.unknown or one.rise_bpm.unknown), letters, tongue)
    )
    together = (
        _unknown(_together_reading(one), letters, tongue)
        if one.together is TogetherState.UNKNOWN
        else Cell(wording.together_cell(one.together))
    )
    return (
        Cell(str(i + 1)),
        Cell(_day(one, tongue)),
        Cell(str(one.n_sets)),
        _cell(one.baseline_bpm, _BPM, letters, tongue),
        _cell(one.baseline_ln_rmssd, _LN, letters, tongue),
        _cell(one.rise_bpm, _BPM, letters, tongue),
        settled,
        together,
        Cell(wording.ticks(one.context)),
    )


def _cell(one: Reading, decimals: int, letters: Letters, tongue: Tongue) -> Cell:
    return Cell(wording.number(one, decimals)) if one.is_known else _unknown(one, letters, tongue)


def _unknown(one: Reading, letters: Letters, tongue: Tongue) -> Cell:
    return Cell(wording.UNKNOWN_CELL, letters.letter(tongue.why(one)))


def _foot(course: Course) -> Iterator[str]:
    made = {one.definitions: None for one in course.sessions}
    if made:
        yield wording.made(__version__, ", ".join(made))
    yield wording.intended()
