"""The picture of a course: a row for each number, on one axis of sessions, broken where they can't be compared."""

import math
from collections.abc import Callable, Iterator, Sequence

from coreg.report import colours
from coreg.report.course.page import CountsRow, Held, HeldRow, Picture, PointsRow, Row, StepsRow
from coreg.report.figures import plain
from coreg.report.svg import Canvas, Drawing

WIDTH = 516.0
_LEFT, _RIGHT_EDGE, _TOP, _ROW_GAP, _AXIS = 92.0, 8.0, 14.0, 10.0, 14.0
_HEIGHT: dict[type[Row], float] = {PointsRow: 62.0, StepsRow: 34.0, CountsRow: 26.0, HeldRow: 9.0}
_WIDEST_COLUMN = 44.0  # our choice: a few sessions aren't spread over the whole width
_MOST_TICKS, _NUMBERS_EVERY = 4, 9.0
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_SMALL, _LABEL = 6.5, 7.0
_Places = Callable[[float], float]


class _Columns:
    """Where each session stands."""

    def __init__(self, n: int, width: float) -> None:
        self.width = min(_WIDEST_COLUMN, (width - _LEFT - _RIGHT_EDGE) / max(1, n))
        self.n = n

    def middle(self, i: int) -> float:
        return _LEFT + self.width * (i + 0.5)

    def left(self, i: int) -> float:
        return _LEFT + self.width * i

    @property
    def right(self) -> float:
        return self.left(self.n)


def height_pt(picture: Picture) -> float:
    """Return how high the drawing is."""
    return _TOP + sum(_HEIGHT[type(row)] + _ROW_GAP for row in picture.rows) + _AXIS


def svg(picture: Picture) -> str:
    """Return the picture as SVG."""
    drawing = Drawing(WIDTH, height_pt(picture))
    paint(drawing, picture, WIDTH)
    return drawing.svg("course", picture.title, picture.description)


def session_at(picture: Picture, x: float, width: float) -> int | None:
    """Return which session (from 0) stands at this place; None where none does."""
    columns = _Columns(picture.n_sessions, width)
    i = math.floor((x - _LEFT) / columns.width)
    return i if 0 <= i < picture.n_sessions else None


def paint(canvas: Canvas, picture: Picture, width: float, chosen: int | None = None) -> None:
    """Draw the picture; the chosen session's column is shaded."""
    columns, bottom = _Columns(picture.n_sessions, width), height_pt(picture) - _AXIS
    if chosen is not None and chosen < picture.n_sessions:
        canvas.rect(columns.left(chosen), _TOP - 3.0, columns.width, bottom - _TOP + 3.0, colours.SET_SHADE)
    _breaks(canvas, picture, columns, bottom)
    top = _TOP
    for row in picture.rows:
        _row(canvas, row, columns, top, {at for at, _ in picture.breaks})
        top += _HEIGHT[type(row)] + _ROW_GAP
    _axis(canvas, picture, columns, bottom)


def _row(canvas: Canvas, row: Row, columns: _Columns, top: float, breaks: set[int]) -> None:
    for i, line in enumerate(row.name.split("\n")):
        canvas.text(0, top + 7.0 + 8.5 * i, line, _LABEL, colours.MUTED if i else colours.TEXT)
    bottom = top + _HEIGHT[type(row)]
    match row:
        case PointsRow():
            _points(canvas, row, columns, (top, bottom), breaks)
        case StepsRow():
            _steps(canvas, row, columns, (top, bottom))
        case CountsRow():
            _counts(canvas, row, columns, (top, bottom))
        case HeldRow():
            _held(canvas, row, columns, (top, bottom))


def _breaks(canvas: Canvas, picture: Picture, columns: _Columns, bottom: float) -> None:
    free_from = -math.inf
    for at, why in picture.breaks:
        x = columns.left(at)
        canvas.line([(x, _TOP - 3.0), (x, bottom)], colours.MUTED, 0.8, "2 2")
        if x + 2.0 > free_from:
            canvas.text(x + 2.0, _TOP - 6.0, why, _SMALL)
            free_from = x + 3.5 * len(why)


def _points(
    canvas: Canvas, row: PointsRow, columns: _Columns, place: tuple[float, float], breaks: set[int]
) -> None:
    low, high, step = _scale(row)
    y_of = _heights(low, high, place)
    for value in _between(low, high, step):
        canvas.line([(_LEFT, y_of(value)), (columns.right, y_of(value))], colours.GRID, 0.5)
        decimals = row.decimals if step < 1.0 else 0
        canvas.text(_LEFT - 3.0, y_of(value) + 2.3, plain(value, min(decimals, 1)), _SMALL, anchor="end")
    if row.usual is not None:
        left, right = columns.left(row.usual.first), columns.left(row.usual.last + 1)
        above = y_of(row.usual.high)
        canvas.rect(left, above, right - left, y_of(row.usual.low) - above, colours.USUAL)
    for i, point in enumerate(row.points):
        if point is None:
            _unknown(canvas, columns, i, place)
    for run in _runs(row, breaks):
        canvas.line([(columns.middle(i), y_of(value)) for i, value in run], colours.CLIENT, 0.8)
    for i, point in enumerate(row.points):
        if point is None:
            continue
        x = columns.middle(i)
        if point.low is not None:
            end = high if point.high is None else point.high
            canvas.line(
                [(x, y_of(point.low)), (x, y_of(end))], colours.CLIENT, 1.0, "2 1.5" if point.high is None else ""
            )
        if point.is_open:
            canvas.line([(x, y_of(point.value)), (x, place[0])], colours.CLIENT, 1.0, "2 1.5")
        canvas.dot(x, y_of(point.value), colours.CLIENT, 2.0)


def _runs(row: PointsRow, breaks: set[int]) -> Iterator[list[tuple[int, float]]]:
    """Give what a line joins: neighbours that are known, and no break between them."""
    run: list[tuple[int, float]] = []
    for i, point in enumerate(row.points):
        if run and (point is None or i in breaks):
            yield run
            run = []
        if point is not None:
            run.append((i, point.value))
    if run:
        yield run


def _unknown(canvas: Canvas, columns: _Columns, i: int, place: tuple[float, float]) -> None:
    wide = 0.6 * columns.width
    canvas.hatch(columns.middle(i) - wide / 2, place[0], wide, place[1] - place[0], colours.HATCH)


def _scale(row: PointsRow) -> tuple[float, float, float]:
    """Return both ends and the step of the scale."""
    ends = [end for p in row.points if p is not None for end in (p.value, p.low, p.high) if end is not None]
    if row.usual is not None:
        ends += [row.usual.low, row.usual.high]
    least, most = (min(ends), max(ends)) if ends else (0.0, row.least_span)
    spare = max(0.0, row.least_span - (most - least)) / 2
    least, most = least - spare, most + spare
    step = next((s for s in _STEPS if (most - least) / s <= _MOST_TICKS), _STEPS[-1])
    return math.floor(least / step) * step, math.ceil(most / step) * step, step


def _heights(low: float, high: float, place: tuple[float, float]) -> _Places:
    top, bottom = place

    def y_of(value: float) -> float:
        return bottom - (bottom - top) * min(1.0, max(0.0, (value - low) / (high - low)))

    return y_of


def _between(low: float, high: float, step: float) -> Iterator[float]:
    for i in range(round((high - low) / step) + 1):
        yield low + i * step


def _steps(canvas: Canvas, row: StepsRow, columns: _Columns, place: tuple[float, float]) -> None:
    top, bottom = place
    y_of = _heights(row.scale_from, row.scale_to, (top + 6.0, bottom))
    for value in (row.scale_from, row.scale_to):
        canvas.line([(_LEFT, y_of(value)), (columns.right, y_of(value))], colours.GRID, 0.5)
        canvas.text(_LEFT - 3.0, y_of(value) + 2.3, str(value), _SMALL, anchor="end")
    corners: list[tuple[float, float]] = []
    places = list(_step_places(row, columns))
    for x, value in places:
        corners += [(x, corners[-1][1])] if corners else []
        corners.append((x, y_of(value)))
    canvas.line(corners, colours.TEXT, 0.9, "" if row.scale_from == 0 else "1.5 1.5")
    free_from = -math.inf
    for x, value in places:
        canvas.dot(x, y_of(value), colours.TEXT)
        if x > free_from:
            canvas.text(x + 2.0, y_of(value) - 2.0, str(value), _SMALL, colours.TEXT)
            free_from = x + 4.0 * len(str(value)) + 2.0
    for session, is_complete in row.answers:
        _ring(canvas, columns.middle(session), bottom + 4.0, is_filled=is_complete)


def _step_places(row: StepsRow, columns: _Columns) -> Iterator[tuple[float, int]]:
    """Give where each rating stands: those of one session side by side in its column."""
    of_session: dict[int, list[int]] = {}
    for session, value in row.steps:
        of_session.setdefault(session, []).append(value)
    for session, values in of_session.items():
        for i, value in enumerate(values):
            yield columns.left(session) + columns.width * (i + 1) / (len(values) + 1), value


def _ring(canvas: Canvas, x: float, y: float, *, is_filled: bool) -> None:
    canvas.dot(x, y, colours.TEXT, 2.4)
    if not is_filled:
        canvas.dot(x, y, colours.PANEL, 1.5)


def _counts(canvas: Canvas, row: CountsRow, columns: _Columns, place: tuple[float, float]) -> None:
    top, bottom = place
    y_of = _heights(0.0, max(1, *row.counts, 1), (top + 8.0, bottom))
    canvas.line([(_LEFT, bottom), (columns.right, bottom)], colours.GRID, 0.5)
    wide, every = 0.5 * columns.width, _every(columns)
    for i, count in enumerate(row.counts):
        if count:
            y = y_of(count)
            canvas.rect(columns.middle(i) - wide / 2, y, wide, bottom - y, colours.COUNTS)
        if not i % every:
            canvas.text(columns.middle(i), (y_of(count)) - 2.0, str(count), _SMALL, anchor="middle")


def _held(canvas: Canvas, row: HeldRow, columns: _Columns, place: tuple[float, float]) -> None:
    top, bottom = place
    middle = (top + bottom) / 2
    for i, held in enumerate(row.held):
        if held is Held.UNKNOWN:
            _unknown(canvas, columns, i, place)
        elif held is Held.YES:
            canvas.dot(columns.middle(i), middle, colours.TEXT, 2.4)


def _axis(canvas: Canvas, picture: Picture, columns: _Columns, bottom: float) -> None:
    canvas.line([(_LEFT, bottom), (columns.right, bottom)], colours.MUTED, 0.6)
    canvas.text(0, bottom + 9.5, picture.axis, _LABEL, colours.TEXT)
    for i in _numbered(picture.n_sessions, _every(columns)):
        canvas.text(columns.middle(i), bottom + 9.5, str(i + 1), _SMALL, anchor="middle")


def _every(columns: _Columns) -> int:
    return max(1, math.ceil(_NUMBERS_EVERY / columns.width))


def _numbered(n: int, every: int) -> Sequence[int]:
    return range(0, n, every)
