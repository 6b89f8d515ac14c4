"""A heart's wave as a line that flows to the left and fades: no axis, no number, no end that jumps."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from coreg.ui.client.tones import Tones
from coreg.ui.theme import mix

SPAN_S = 26.0  # our choice: two and a half slow breaths
FADES_WITHIN_S = 4.0  # design section 6 (b): when the strap drops
_BEHIND_S = 1.0  # the head keeps so far behind the newest beat, and so flows evenly from beat to beat
_CATCHES_UP = 0.5
_HOLE_S = 3.0
_STEPS_PER_S = 6
_SOFTENED_S = 0.7  # our choice: single beats' jitter goes, a breath stays
_LEFT, _RIGHT = 0.17, 0.83
_MIDDLE, _SWING = 0.885, 0.045  # of the height
_THICK = 0.005
_HEAD_FADES = 0.05  # of the line
_N_PIECES = 32

Points = tuple[tuple[float, float], ...]


class WaveLine:
    """Keeps where the line's head is, and how much of the line is to be seen.

    Parameters
    ----------
    is_dashed
        Painted in dashes: the second of two lines.
    """

    def __init__(self, *, is_dashed: bool = False) -> None:
        self._shown_pieces = range(0, _N_PIECES, 2) if is_dashed else range(_N_PIECES)
        self._points: Points = ()
        self._head_s: float | None = None
        self.opacity = 0.0

    def show_points(self, points: Points) -> None:
        """Take the newest points; none at all leave the last ones, to fade."""
        if points:
            self._points = points

    def advance(self, passed_s: float, *, is_known: bool) -> None:
        """Let time pass: the head follows the newest beat, the whole fades in while it is known and out else."""
        step = passed_s / FADES_WITHIN_S
        self.opacity = min(1.0, max(0.0, self.opacity + (step if is_known and self._points else -step)))
        if not self._points:
            return
        newest_s = self._points[-1][0]
        if self._head_s is None or not -5.0 < newest_s - self._head_s < 10.0:
            self._head_s = newest_s - _BEHIND_S
        late_s = newest_s - self._head_s - _BEHIND_S
        pace = 1.0 + _CATCHES_UP * min(1.0, max(-1.0, late_s))
        self._head_s = min(newest_s, self._head_s + passed_s * pace)

    def area(self, width: int, height: int) -> QRectF:
        """Where it paints."""
        swing = (_SWING + 2.0 * _THICK) * height
        return QRectF(0.0, _MIDDLE * height - swing, width, 2.0 * swing)

    def paint(self, painter: QPainter, tones: Tones, width: int, height: int) -> None:
        """Paint the line, oldest end faintest; in opaque pieces, so that no joint shows."""
        if self.opacity <= 0.0 or self._head_s is None:
            return
        points, ages = self._places(self._head_s, width, height)
        pens = _pens(tones, round(self.opacity, 2), max(2.0, _THICK * height))
        pieces = np.minimum(_N_PIECES - 1, (ages * _N_PIECES).astype(int))
        for piece in self._shown_pieces:
            there = np.flatnonzero(pieces == piece)
            if there.size:
                painter.setPen(pens[piece])
                for run in _runs(points[there[0] : there[-1] + 2]):  # one more: where the next piece begins
                    painter.drawPolyline([QPointF(x, y) for x, y in run.tolist()])

    def _places(self, head_s: float, width: int, height: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the line's points, shape (n, 2), and each one's age, 0 at the head to 1 where it is gone."""
        t_s, level = np.array(self._points).T
        at_s, levels = softened(t_s, level, head_s - SPAN_S, head_s)
        age = np.clip((head_s - at_s) / SPAN_S, 0.0, 1.0)
        x, y = (_RIGHT - age * (_RIGHT - _LEFT)) * width, (_MIDDLE - _SWING * levels) * height
        return np.stack([x, y], axis=1), age


def _runs(points: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Cut where points are missing; a single point is no line."""
    missing = np.flatnonzero(np.isnan(points[:, 1]))
    parts = np.split(points, missing) if missing.size else [points]
    runs = [part[~np.isnan(part[:, 1])] for part in parts]
    return [run for run in runs if len(run) > 1]


@lru_cache(maxsize=4)
def _pens(tones: Tones, opacity: float, thick_px: float) -> list[QPen]:
    pens = []
    for piece in range(_N_PIECES):
        shade = mix(tones.line, tones.ground, opacity * _opacity_at((piece + 0.5) / _N_PIECES))
        pens.append(QPen(QColor(shade), thick_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    return pens


def _opacity_at(age: float) -> float:
    """How much of the line is to be seen at an age; the newest end comes softly too."""
    return min(1.0, (age + 0.02) / _HEAD_FADES) * (1.0 - age)


def softened(
    t_s: NDArray[np.float64], level: NDArray[np.float64], start_s: float, end_s: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return instants on a fixed grid in (start, end] and a smooth curve through the points; NaN in holes over 3 s.

    The grid stands still on the session's clock while the window moves over it, so that the curve doesn't shiver.
    """
    grid = np.arange(np.ceil(start_s * _STEPS_PER_S), np.floor(end_s * _STEPS_PER_S) + 1.0) / _STEPS_PER_S
    weights = np.exp(-0.5 * ((grid[:, None] - t_s) / _SOFTENED_S) ** 2)
    total = weights.sum(axis=1)
    curve = (weights @ level) / np.where(total > 0.0, total, 1.0)
    after = np.searchsorted(t_s, grid)
    is_inside = (after > 0) & (after < t_s.size)
    before = t_s[np.maximum(after - 1, 0)]
    is_hole = t_s[np.minimum(after, t_s.size - 1)] - before > _HOLE_S
    return grid, np.where(is_inside & ~is_hole, curve, np.nan)
