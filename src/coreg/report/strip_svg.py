"""The strip as a drawing: rows on one axis of time, both people in one row, sets shaded through all of them."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coreg.domain.person import Role
from coreg.report import colours
from coreg.report.figures import clock
from coreg.report.page import Line, Steps, Strip
from coreg.report.svg import Canvas, Drawing

WIDTH, _LEFT, _RIGHT, _ROW_GAP = 516.0, 58.0, 500.0, 5.0
_PHASES, _HEART_RATE, _HOLES, _RMSSD, _RATINGS, _TOGETHER, _AXIS = 11.0, 76.0, 9.0, 56.0, 42.0, 9.0, 12.0
_BPM_SCALES = ((50, 110), (40, 130), (30, 180))  # design section 6 (a): lanes widen in fixed steps
_MS_SCALES = ((8, 100), (4, 200), (2, 400))
_TICKS_MIN = (1, 2, 5, 10, 15, 30, 60)
_MOST_TICKS = 12
_DASH = {Role.CLIENT: "", Role.THERAPIST: "3.5 1.8"}
_LABEL_SIZE, _TICK_SIZE, _LEAST_PX_A_LETTER = 7.0, 6.5, 3.6


@dataclass(frozen=True, slots=True)
class Room:
    """What a strip is drawn into: more than itself where another is to be read on the same scales.

    Attributes
    ----------
    start_s, end_s
        The ends of the axis, on the session's own clock.
    like
        Strips whose values the scales hold too.
    """

    start_s: float
    end_s: float
    width: float = WIDTH
    like: tuple[Strip, ...] = ()

    def x_of(self, t_s: float) -> float:
        """Where an instant stands; what lies outside stands at the edge."""
        long_s = self.end_s - self.start_s
        share = (t_s - self.start_s) / long_s if long_s > 0.0 else 0.0
        return _LEFT + (self.width - WIDTH + _RIGHT - _LEFT) * min(1.0, max(0.0, share))


class _Rows:
    """Where each row lies, from top to bottom; a row that has nothing to show takes no room."""

    def __init__(self, strip: Strip) -> None:
        self.top: dict[str, float] = {}
        self.height = {
            "phases": _PHASES if strip.phases else 0.0,
            "heart_rate": _HEART_RATE if strip.heart_rate else 0.0,
            "holes": _HOLES if strip.holes else 0.0,
            "rmssd": _RMSSD if strip.rmssd else 0.0,
            "ratings": _RATINGS if strip.ratings else 0.0,
            "together": _TOGETHER if strip.together is not None else 0.0,
        }
        y = 8.0  # the numbers of the sets
        for name, height in self.height.items():
            self.top[name] = y
            y += height + (_ROW_GAP if height else 0.0)
        self.bottom = y - _ROW_GAP


def height_pt(strip: Strip) -> float:
    """Return how high the drawing is at its full width."""
    return _Rows(strip).bottom + _AXIS


def draw(strip: Strip) -> str:
    """Return the strip as SVG."""
    drawing = Drawing(WIDTH, height_pt(strip))
    paint(drawing, strip, Room(0.0, strip.length_s))
    return drawing.svg("strip", strip.title, strip.description)


def paint(drawing: Canvas, strip: Strip, room: Room) -> None:
    """Draw the strip into its room."""
    rows, x_of = _Rows(strip), room.x_of
    heart_rate = [line for one in (strip, *room.like) for line in one.heart_rate]
    rmssd = [line for one in (strip, *room.like) for line in one.rmssd]
    _sets(drawing, strip, rows, x_of)
    _phases(drawing, strip, rows, x_of)
    if strip.heart_rate:
        lane = _Lane(strip.names.heart_rate, rows.top["heart_rate"], _HEART_RATE, _scale(heart_rate, _BPM_SCALES))
        _draw_lane(drawing, lane, strip.heart_rate, x_of)
    if strip.rmssd:
        lane = _Lane(strip.names.rmssd, rows.top["rmssd"], _RMSSD, _scale(rmssd, _MS_SCALES), is_log=True)
        _draw_lane(drawing, lane, strip.rmssd, x_of)
    _holes(drawing, strip, rows, x_of)
    _ratings(drawing, strip, rows, x_of)
    _together(drawing, strip, rows, x_of)
    _left_out(drawing, strip, rows, x_of)
    _axis(drawing, room, rows.bottom)


def _name(drawing: Canvas, words: str, y: float) -> None:
    for i, line in enumerate(words.split("\n")):
        drawing.text(0, y + 8.5 * i, line, _LABEL_SIZE, colours.TEXT if not i else colours.MUTED)


def _sets(drawing: Canvas, strip: Strip, rows: _Rows, x_of: Callable[[float], float]) -> None:
    top, free_from = rows.top["heart_rate"] - _ROW_GAP / 2, -math.inf
    for one in strip.sets:
        left, right = x_of(one.start_s), x_of(one.end_s)
        drawing.rect(left, top, max(0.8, right - left), rows.bottom - top, colours.SET_SHADE)
        middle, half = (left + right) / 2, _LEAST_PX_A_LETTER * len(one.label) / 2
        if middle - half > free_from:
            drawing.text(middle, 6.0, one.label, 6.0, anchor="middle")
            free_from = middle + half + 1.0


def _phases(drawing: Canvas, strip: Strip, rows: _Rows, x_of: Callable[[float], float]) -> None:
    if not strip.phases:
        return
    y = rows.top["phases"]
    _name(drawing, strip.names.phases, y + 8.0)
    for one in strip.phases:
        left, right = x_of(one.start_s), x_of(one.end_s)
        drawing.line([(left, y), (left, y + _PHASES)], colours.MUTED, 0.6)
        number = one.label.partition(" ")[0]
        shown = next((word for word in (one.label, number) if _fits(word, right - left)), "")
        drawing.text(left + 2.5, y + 8.0, shown, _TICK_SIZE)


def _fits(words: str, width: float) -> bool:
    return _LEAST_PX_A_LETTER * len(words) + 3.0 <= width


@dataclass(frozen=True, slots=True)
class _Lane:
    """One row of curves: what it is called, where it lies, and its scale."""

    name: str
    top: float
    height: float
    scale: tuple[int, int]
    is_log: bool = False


def _draw_lane(drawing: Canvas, lane: _Lane, lines: Sequence[Line], x_of: Callable[[float], float]) -> None:
    name, top, height, is_log = lane.name, lane.top, lane.height, lane.is_log
    low, high = lane.scale
    first, last = (math.log(low), math.log(high)) if is_log else (low, high)

    def y_of(value: float) -> float:
        if math.isnan(value):
            return value
        at = math.log(max(value, 1e-3)) if is_log else value
        return top + height * (1.0 - min(1.0, max(0.0, (at - first) / (last - first))))

    _name(drawing, name, top + 7.0)
    for value in _ticks(low, high, is_log=is_log):
        drawing.line([(_LEFT, y_of(value)), (x_of(math.inf), y_of(value))], colours.GRID, 0.5)
        drawing.text(_LEFT - 3.0, y_of(value) + 2.3, f"{value:g}", _TICK_SIZE, anchor="end")
    for one in lines:
        if one.low:
            x = [x_of(t_s) for t_s in one.t_s]
            drawing.band(x, [y_of(v) for v in one.low], [y_of(v) for v in one.high], colours.LINE[one.role])
    for one in lines:
        points = [(x_of(t_s), y_of(v)) for t_s, v in zip(one.t_s, one.value, strict=True)]
        drawing.line(points, colours.LINE[one.role], 1.0, _DASH[one.role])


def _scale(lines: Sequence[Line], scales: Sequence[tuple[int, int]]) -> tuple[int, int]:
    values = [v for one in lines for v in one.value if not math.isnan(v)]
    held = (one for one in scales if not values or (one[0] <= min(values) and max(values) <= one[1]))
    return next(held, scales[-1])


def _ticks(low: int, high: int, *, is_log: bool) -> Iterator[float]:
    if not is_log:
        step = 20 if high - low <= 90 else 50
        yield from (v for v in range(0, high + 1, step) if low <= v)
        return
    yield from (v for v in (2, 5, 10, 20, 50, 100, 200, 400) if low <= v <= high)


def _holes(drawing: Canvas, strip: Strip, rows: _Rows, x_of: Callable[[float], float]) -> None:
    if not strip.holes:
        return
    y = rows.top["holes"]
    _name(drawing, strip.names.holes, y + 7.0)
    for one in strip.holes:
        left, right = x_of(one.start_s), x_of(one.end_s)
        track = y + (0.0 if one.role is Role.CLIENT else _HOLES / 2 + 0.5)
        drawing.rect(left, track, max(1.2, right - left), _HOLES / 2 - 0.5, colours.LINE[one.role])


def _ratings(drawing: Canvas, strip: Strip, rows: _Rows, x_of: Callable[[float], float]) -> None:
    if not strip.ratings:
        return
    top, bottom = rows.top["ratings"] + 7.0, rows.top["ratings"] + _RATINGS
    _name(drawing, strip.names.ratings, top)
    drawing.line([(_LEFT, bottom), (x_of(math.inf), bottom)], colours.GRID, 0.5)
    for one in strip.ratings:
        _steps(drawing, one, (top, bottom), x_of)


def _steps(drawing: Canvas, one: Steps, place: tuple[float, float], x_of: Callable[[float], float]) -> None:
    top, bottom = place

    def y_of(value: int) -> float:
        share = (value - one.scale_from) / (one.scale_to - one.scale_from)
        return bottom - (bottom - top) * min(1.0, max(0.0, share))

    corners: list[tuple[float, float]] = []
    for t_s, value in one.points:
        corners += [(x_of(t_s), corners[-1][1])] if corners else []
        corners.append((x_of(t_s), y_of(value)))
    drawing.line(corners, colours.TEXT, 0.9, "" if one.scale_from == 0 else "1.5 1.5")
    free_from = -math.inf
    for i, (t_s, value) in enumerate(one.points):
        words = f"{one.label} {value}" if not i else str(value)
        drawing.dot(x_of(t_s), y_of(value), colours.TEXT)
        if x_of(t_s) > free_from:
            drawing.text(x_of(t_s) + 2.5, y_of(value) - 2.0, words, _TICK_SIZE, colours.TEXT)
            free_from = x_of(t_s) + _LEAST_PX_A_LETTER * len(words) + 2.0


def _together(drawing: Canvas, strip: Strip, rows: _Rows, x_of: Callable[[float], float]) -> None:
    if strip.together is None:
        return
    y = rows.top["together"]
    _name(drawing, strip.names.together, y + 6.0)
    drawing.line([(_LEFT, y + _TOGETHER), (x_of(math.inf), y + _TOGETHER)], colours.GRID, 0.5)
    for one in strip.together:
        left, width = x_of(one.start_s), x_of(one.end_s) - x_of(one.start_s)
        if one.is_known:
            drawing.rect(left, y, width, _TOGETHER, colours.TOGETHER_SHADE)
        else:
            drawing.hatch(left, y, width, _TOGETHER, colours.HATCH)


def _left_out(drawing: Canvas, strip: Strip, rows: _Rows, x_of: Callable[[float], float]) -> None:
    top = rows.top["heart_rate"]
    for one in strip.left_out:
        left, right = x_of(one.start_s), x_of(one.end_s)
        drawing.hatch(left, top, right - left, rows.bottom - top, colours.HATCH)
        if _fits(one.label, right - left):
            drawing.rect(left + 1.5, top + 1.0, _LEAST_PX_A_LETTER * len(one.label) + 2.0, 8.0, colours.PANEL)
            drawing.text(left + 2.5, top + 7.0, one.label, _TICK_SIZE)


def _axis(drawing: Canvas, room: Room, bottom: float) -> None:
    x_of, length_s = room.x_of, room.end_s - max(0.0, room.start_s)
    step_min = next((s for s in _TICKS_MIN if length_s / 60.0 / s <= _MOST_TICKS), 120)
    drawing.line([(_LEFT, bottom + 1.0), (x_of(math.inf), bottom + 1.0)], colours.MUTED, 0.6)
    for minute in range(0, int(room.end_s / 60.0) + 1, step_min):
        x = x_of(minute * 60.0)
        drawing.line([(x, bottom + 1.0), (x, bottom + 3.5)], colours.MUTED, 0.6)
        drawing.text(x, bottom + 10.5, clock(minute * 60.0), _TICK_SIZE, anchor="middle")
