"""From a course to the rows of its picture; a row that no session knows anything for is left out."""

from collections.abc import Iterator, Sequence

from coreg.domain.course import ContextTick, Course, CourseSession, Line, TargetCourse
from coreg.domain.marks import Scale
from coreg.domain.reading import Reading
from coreg.domain.together import TogetherState
from coreg.report.course import wording
from coreg.report.course.page import CountsRow, Field, Held, HeldRow, Picture, Point, PointsRow, Row, StepsRow

_RANGES = {Scale.SUD: (0, 10), Scale.VOC: (1, 7)}
_LEAST_BPM, _LEAST_LN, _LEAST_S = 10.0, 1.0, 20.0  # our choice: what is nearly the same isn't drawn as far apart
_HELD = {
    TogetherState.TOGETHER: Held.YES,
    TogetherState.CHANCE: Held.NO,
    TogetherState.OPPOSITE: Held.NO,
    TogetherState.UNKNOWN: Held.UNKNOWN,
}


def picture(course: Course) -> Picture:
    """Return the picture of a course that has sessions."""
    rows = tuple(_rows(course))
    return Picture(
        title=wording.picture_title(),
        description=wording.picture_is(
            "; ".join(row.name.replace("\n", " ") for row in rows), len(course.sessions)
        ),
        legend=tuple(_legend(course, rows)),
        axis=wording.axis(),
        n_sessions=len(course.sessions),
        rows=rows,
        breaks=tuple((at, ", ".join(map(wording.broken, why))) for at, why in course.breaks.items()),
    )


def _legend(course: Course, rows: Sequence[Row]) -> Iterator[str]:
    points = [row for row in rows if isinstance(row, PointsRow)]
    if points:
        yield wording.intervals_legend()
    if any(row.usual is not None for row in points):
        yield wording.usual_legend()
    if course.breaks:
        yield wording.break_legend()
    if any(isinstance(row, StepsRow) and row.answers for row in rows):
        yield wording.answers_legend()
    if any(one.together is not TogetherState.UNKNOWN for one in course.sessions):
        yield wording.together_legend()


def _rows(course: Course) -> Iterator[Row]:
    sessions = course.sessions
    yield from _line(wording.heart_rate_row(), 0, course.baseline_bpm, course, _LEAST_BPM)
    yield from _line(wording.variability_row(), 1, course.baseline_ln_rmssd, course, _LEAST_LN)
    settled = tuple(map(_settled, sessions))
    if any(settled):
        yield PointsRow(wording.settling_row(), 0, settled, least_span=_LEAST_S)
    yield CountsRow(wording.sets_row(), tuple(one.n_sets for one in sessions))
    if any(one.together is not TogetherState.UNKNOWN for one in sessions):
        yield HeldRow(wording.together_row(), tuple(_HELD[one.together] for one in sessions))
    for tick in ContextTick:
        if any(tick in one.context for one in sessions):
            held = tuple(Held.YES if tick in one.context else Held.NO for one in sessions)
            yield HeldRow(wording.tick(tick), held)
    for target in course.targets:
        yield from _target(target, sessions)


def _target(target: TargetCourse, sessions: Sequence[CourseSession]) -> Iterator[Row]:
    answers = tuple(
        (i, one.complete_targets[target.target])
        for i, one in enumerate(sessions)
        if target.target is not None and target.target in one.complete_targets
    )
    for scale, (lowest, highest) in _RANGES.items():
        steps = tuple((step.session, step.rating.value) for step in target.steps if step.rating.scale is scale)
        if steps:
            yield StepsRow(wording.target_row(target.target, scale), lowest, highest, steps, answers)
            answers = ()  # once a target


def _line(name: str, decimals: int, line: Line, course: Course, least_span: float) -> Iterator[Row]:
    points = tuple(map(_point, line.values))
    if not any(points):
        return
    usual = None
    if line.usual is not None:
        first = max(course.breaks, default=0)
        usual = Field(first, len(points) - 1, line.usual.low, line.usual.high)
    yield PointsRow(name, decimals, points, usual, least_span)


def _point(one: Reading) -> Point | None:
    return None if one.value is None else Point(one.value, one.low, one.high)


def _settled(one: CourseSession) -> Point | None:
    found = one.half_settle
    return None if found.seconds is None else Point(found.seconds, found.low_s, found.high_s, found.is_longer)
