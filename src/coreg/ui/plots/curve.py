"""From a lane's values to what is painted: line segments, and the columns of the uncertainty band. Pixels, no Qt.

Above 2.5 points a pixel a column keeps its lowest and highest point, so that no excursion is lost. NaN, and more
than 3 s without a point, break the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coreg.domain.snapshot import Lane
from coreg.ui.plots.scales import Scale

_POINTS_PER_PX = 2.5
_BREAK_S = 3.0
_BESIDE_PX = 4.0  # a line's own width, and one whole column
_HOLD_S = 1.5  # how long the newest point's band reaches towards now: about one beat

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Field:
    """The rectangle that a lane is drawn in, and the stretch of time and values that it shows."""

    left_px: float
    top_px: float
    width_px: float
    height_px: float
    start_s: float
    end_s: float
    scale: Scale

    def x(self, t_s: Points) -> Points:
        """Pixels from the left."""
        return self.left_px + (t_s - self.start_s) * (self.width_px / (self.end_s - self.start_s))

    def y(self, value: Points) -> Points:
        """Pixels from the top."""
        return self.top_px + (1.0 - self.scale.fraction(value)) * self.height_px

    def seconds(self, px: float) -> float:
        """How much time so many pixels are."""
        return px * (self.end_s - self.start_s) / self.width_px


@dataclass(frozen=True, slots=True)
class Columns:
    """Some of a field's pixel columns, from one to before another."""

    from_px: float
    to_px: float


def segments(lane: Lane, field: Field, part: Columns | None = None) -> Points:
    """The line as segments, shape (n, 4): x1, y1, x2, y2. Of a part, what reaches into it comes along."""
    is_dense = _n_visible(lane, field) > _POINTS_PER_PX * field.width_px
    t_s, value = _visible(lane.t_s, field, part), _visible(lane.value, field, part, like=lane.t_s)
    if is_dense and t_s.size:
        t_s, value = _lowest_and_highest(t_s, value, field)
    if t_s.size < 2:
        return np.empty((0, 4))
    x, y = field.x(t_s), field.y(value)
    is_drawn = ~np.isnan(y[1:]) & ~np.isnan(y[:-1]) & (np.diff(t_s) <= max(_BREAK_S, field.seconds(2)))
    return np.column_stack((x[:-1], y[:-1], x[1:], y[1:]))[is_drawn]


def band_columns(lane: Lane, field: Field, part: Columns | None = None) -> Points:
    """The band as one-pixel columns, shape (n, 3): x, top, bottom. Each shows the newest point at or before it."""
    t_s = _visible(lane.t_s, field, part)
    if not len(lane.low) or not t_s.size:
        return np.empty((0, 3))
    low, high = _visible(lane.low, field, part, like=lane.t_s), _visible(lane.high, field, part, like=lane.t_s)
    part = part or Columns(field.left_px, field.left_px + field.width_px)
    column = np.arange(np.ceil(part.from_px), part.to_px)
    column_s = field.start_s + field.seconds(1.0) * (column - field.left_px)
    newest = np.searchsorted(t_s, column_s, side="right") - 1
    holds_s = np.full(t_s.size, max(_HOLD_S, field.seconds(2)))
    is_before_hole = np.diff(t_s) > max(_BREAK_S, field.seconds(2))
    holds_s[:-1] = np.where(is_before_hole, field.seconds(1), np.inf)
    is_near = (newest >= 0) & (column_s - t_s[newest] <= holds_s[newest])
    column, newest = column[is_near], newest[is_near]
    rows = np.column_stack((column, field.y(high[newest]), field.y(low[newest])))
    return rows[~np.isnan(rows).any(axis=1)]


def band_picture(columns: Points, colour: int) -> tuple[NDArray[np.uint32], int, int]:
    """The band's columns as an image, shape (height, width), and where its left upper corner lies.

    `colour` is opaque, as 0xffRRGGBB; what isn't band is 0, transparent.
    """
    x, top, bottom = columns.round().astype(np.int16).T  # a screen's pixels: a quarter of the time of int64
    y = np.arange(top.min(), bottom.max() + 1, dtype=np.int16)[:, np.newaxis]
    picture = ((top <= y) & (y <= bottom)) * np.uint32(colour)
    if len(x) != int(x[-1]) - int(x[0]) + 1:
        whole = np.zeros((len(y), int(x[-1]) - int(x[0]) + 1), dtype=np.uint32)
        whole[:, x - x[0]] = picture
        picture = whole
    return picture, int(x[0]), int(top.min())


def as_points(values: Sequence[float]) -> Points:
    """A few plain numbers as an array."""
    return np.asarray(values, dtype=np.float64)


def _n_visible(lane: Lane, field: Field) -> int:
    first, end = np.searchsorted(np.asarray(lane.t_s), (field.start_s, field.end_s))
    return int(end - first)


def _visible(
    series: "memoryview[float]", field: Field, part: Columns | None, like: "memoryview[float] | None" = None
) -> Points:
    """What the field shows of a series, with a point before it so that the line comes in from the edge.

    Of a part, with whole columns on both sides of it, so that its lines are those of the whole.
    """
    t_s = np.asarray(series if like is None else like)
    from_s, n = field.start_s, len(t_s)
    if part is not None:
        from_s += field.seconds(part.from_px - field.left_px - _BESIDE_PX)
        to_s = field.start_s + field.seconds(part.to_px - field.left_px + _BESIDE_PX)
        n = int(np.searchsorted(t_s, to_s)) + 1
    start = max(0, int(np.searchsorted(t_s, from_s)) - 1)
    return np.asarray(series)[start:n]


def _lowest_and_highest(t_s: Points, value: Points, field: Field) -> tuple[Points, Points]:
    """Two points a column, where the columns are counted from the session's zero: none changes as time passes."""
    column = np.floor(t_s / field.seconds(1.0)).astype(np.int64)
    first = np.flatnonzero(np.diff(column, prepend=column[0] - 1))
    with np.errstate(invalid="ignore"):  # a column of nothing but NaN stays NaN
        low, high = np.fmin.reduceat(value, first), np.fmax.reduceat(value, first)
    ends = np.column_stack((low, high))
    is_odd = column[first] % 2 == 1
    ends[is_odd] = ends[is_odd, ::-1]  # down one column, up the next: joins are short
    return np.repeat(t_s[first], 2), ends.ravel()


def last_minute(lane: Lane, now_s: float) -> tuple[float, float, float] | None:
    """The lowest, highest and newest value of the last minute, or None where nothing is known."""
    value = np.asarray(lane.value)[int(np.searchsorted(np.asarray(lane.t_s), now_s - 60.0)) :]
    known = value[~np.isnan(value)]
    return (float(known.min()), float(known.max()), float(known[-1])) if known.size else None
