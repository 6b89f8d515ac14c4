"""The part of a curve that changes no more: painted once, then moved by whole pixels as time passes.

An hour of beats is as many lines as a lane has pixels, and drawing them at every beat was most of a frame
(benchmarks/session.py). A verdict changes a value at most 45 beats back, so two minutes later it is settled.
"""

import math
from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from coreg.ui.plots.curve import Columns, Field

_MARGIN_PX = 8
SETTLED_AFTER_S = 120.0  # our choice: 45 beats at 22 a minute

Draw = Callable[[QPainter, Columns], None]


def aligned_end_s(now_s: float, span_s: float, width_px: int) -> float:
    """Return the end of the pixel column that holds now: with it as a field's end, columns keep their times."""
    column_s = span_s / width_px
    return (math.floor(now_s / column_s) + 1) * column_s


class SettledPast:
    """Keeps the picture of a lane's past. `paint` is given fields whose end is aligned."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._of: tuple[object, ...] = ()
        self._first = 0  # columns are counted from the session's zero
        self._end = 0

    def paint(self, painter: QPainter, field: Field, now_s: float, of: tuple[object, ...], draw: Draw) -> Columns:
        """Paint the past, and return the columns that are left to be painted.

        Parameters
        ----------
        of
            What the picture depends on beside time: another one and it is painted anew.
        draw
            Paints these columns of the curve.
        """
        width = round(field.width_px)
        first = round(field.start_s / field.seconds(1.0))
        end = max(first, math.floor((now_s - SETTLED_AFTER_S) / field.seconds(1.0)))
        self._move_to(painter, field, first, of)
        if end > self._end:
            wanted = Columns(field.left_px + self._end - first, field.left_px + end - first)
            self._extend(field, wanted, draw)
            self._end = end
        painter.drawPixmap(0, 0, self._picture)
        return Columns(field.left_px + self._end - first, field.left_px + width)

    def _move_to(self, painter: QPainter, field: Field, first: int, of: tuple[object, ...]) -> None:
        device = painter.device()
        ratio = round(device.devicePixelRatio())
        of = (*of, ratio, device.width(), device.height(), field.scale, field.width_px, field.height_px)
        moved = first - self._first
        if of != self._of or not 0 <= moved < field.width_px:
            self._picture = QPixmap(device.width() * ratio, device.height() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            self._of, self._end = of, first
        elif moved:
            area = QRect(0, 0, self._picture.width(), self._picture.height())
            self._picture.scroll(-moved * ratio, 0, area)
            self._clear(field, self._end - first)
            self._end = max(self._end, first)
        self._first = first

    def _clear(self, field: Field, from_column: int) -> None:
        """Take away what stands left of the lane, and what moving left behind at its right."""
        painter = QPainter(self._picture)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        height = self._picture.height()
        painter.fillRect(QRectF(0, 0, field.left_px, height), Qt.GlobalColor.transparent)
        painter.fillRect(QRectF(field.left_px + from_column, 0, field.width_px, height), Qt.GlobalColor.transparent)
        painter.end()

    def _extend(self, field: Field, wanted: Columns, draw: Draw) -> None:
        """Draw on a piece of its own, wider than what is wanted: lines that Qt clips look different at the edge."""
        ratio, height = round(self._picture.devicePixelRatio()), self._picture.height()
        n_columns = round(wanted.to_px - wanted.from_px)
        piece = QPixmap((n_columns + 2 * _MARGIN_PX) * ratio, height)
        piece.setDevicePixelRatio(ratio)
        piece.fill(Qt.GlobalColor.transparent)
        painter = QPainter(piece)
        painter.translate(_MARGIN_PX - wanted.from_px, 0)
        painter.setClipRect(QRectF(0, field.top_px, wanted.to_px + _MARGIN_PX, field.height_px))
        draw(painter, wanted)
        painter.end()
        painter = QPainter(self._picture)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        of_piece = QRectF(_MARGIN_PX * ratio, 0, n_columns * ratio, height)
        painter.drawPixmap(QRectF(wanted.from_px, 0, n_columns, height / ratio), piece, of_piece)
        painter.end()
