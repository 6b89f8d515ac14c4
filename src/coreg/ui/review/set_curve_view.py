"""The session's set curve: before, in and after the sets, with its band. All sets are drawn as long as one."""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coreg.domain.person import Role
from coreg.domain.set_readings import SetCurve
from coreg.ui.fonts import MEDIUM, font
from coreg.ui.plots.lines import Lines
from coreg.ui.review import sets_wording as wording
from coreg.ui.review.dashes import dashed
from coreg.ui.theme import Look, mix

_BEFORE, _INSIDE, _AFTER = 0.22, 0.36, 0.42  # of the width
_GUTTER_PX, _FOOT_PX, _HEIGHT_PX = 36, 22, 178
_BEFORE_S, _AFTER_S = 20.0, 60.0
_LEAST_REACH_BPM = 4.0
_TICKS_BPM = (2, 5, 10, 20, 50)

Points = NDArray[np.float64]


class SetCurveView(QLabel):
    """Shows the curves of those whose sets reach far enough; the client's on top. A label: see NumberView."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._curves: Mapping[Role, SetCurve] = {}
        self._lines = Lines()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(wording.CURVE_NAME)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return its height."""
        return QSize(200, self._look.px(_HEIGHT_PX))

    def show_curves(self, curves: Mapping[Role, SetCurve]) -> None:
        """Take everybody's curve; those without points aren't drawn."""
        self._curves = {role: curve for role, curve in curves.items() if curve.bpm}
        said = [wording.spoken_curve(role, curve) for role, curve in curves.items()]
        self.setAccessibleName(" ".join(said) or wording.CURVE_NAME)
        self.setVisible(bool(self._curves))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sets' shade, the scale, the bands, then the lines."""
        painter = QPainter(self)
        painter.setFont(font(self._look, "tick", MEDIUM))
        field = QRectF(
            self._look.px(_GUTTER_PX), 6, self.width() - self._look.px(_GUTTER_PX) - 6,
            self.height() - self._look.px(_FOOT_PX) - 8,
        )  # fmt: skip
        low, high = self._reach()
        self._paint_ground(painter, field, low, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for role in reversed(tuple(self._curves)):
            self._paint_band(painter, field, low, high, role)
        for role in reversed(tuple(self._curves)):
            self._paint_line(painter, field, low, high, role)
        painter.end()

    def _reach(self) -> tuple[float, float]:
        """From where to where the scale goes: all bands, and never less than four beats a minute."""
        ends = [
            value for curve in self._curves.values() for value in (*curve.low, *curve.high) if math.isfinite(value)
        ]
        return min([-_LEAST_REACH_BPM, *ends]) - 0.5, max([_LEAST_REACH_BPM, *ends]) + 0.5

    def _paint_ground(self, painter: QPainter, field: QRectF, low: float, high: float) -> None:
        colours, metrics = self._look.colours, QFontMetricsF(painter.font())
        inside = QRectF(
            field.left() + _BEFORE * field.width(), field.top(), _INSIDE * field.width(), field.height()
        )
        painter.fillRect(inside, QColor(colours.set_shade))
        painter.fillRect(
            QRectF(inside.left(), inside.bottom() - 2, inside.width(), 2), QColor(colours.control_edge)
        )
        step = next(step for step in _TICKS_BPM if (high - low) / step <= 6 or step == _TICKS_BPM[-1])
        for n in range(math.ceil(low / step), math.floor(high / step) + 1):
            y = round(_y(field, low, high, n * step)) + 0.5
            colour = colours.muted_text if n == 0 else mix(colours.control_edge, colours.set_shade, 0.35)
            painter.setPen(QPen(QColor(colour), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(QColor(colours.muted_text))
            place = QRectF(0, y - 9, field.left() - 6, 18)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, wording.signed(n * step, 0)
            )
        foot = field.bottom() + 4 + metrics.ascent()
        parts = (
            (0.0, _BEFORE, wording.BEFORE),
            (_BEFORE, _INSIDE, wording.IN_SET),
            (1 - _AFTER, _AFTER, wording.AFTER),
        )
        for start, share, words in parts:
            middle = field.left() + (start + share / 2) * field.width()
            left = max(0.0, middle - metrics.horizontalAdvance(words) / 2)
            painter.drawText(QPointF(left, foot), words)

    def _paint_band(self, painter: QPainter, field: QRectF, low: float, high: float, role: Role) -> None:
        curve = self._curves[role]
        x = _x(field, curve)
        edges = np.column_stack((x, _ys(field, low, high, curve.low), _ys(field, low, high, curve.high)))
        edges = edges[~np.isnan(edges).any(axis=1)]
        if len(edges) < 2:
            return
        above = [QPointF(px, py) for px, _, py in edges.tolist()]
        below = [QPointF(px, py) for px, py, _ in reversed(edges.tolist())]
        ground = QColor(self._look.colours.of(role))
        ground.setAlphaF(0.22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawPolygon(QPolygonF(above + below))

    def _paint_line(self, painter: QPainter, field: QRectF, low: float, high: float, role: Role) -> None:
        curve = self._curves[role]
        x, y = _x(field, curve), _ys(field, low, high, curve.bpm)
        rows = np.column_stack((x[:-1], y[:-1], x[1:], y[1:]))
        rows = rows[~np.isnan(rows).any(axis=1)]
        if role is Role.THERAPIST:
            rows = dashed(rows, field.left())
        pen = QPen(QColor(self._look.colours.of(role)), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLines(self._lines.of(rows))


def _x(field: QRectF, curve: SetCurve) -> Points:
    """Where the grid's points are: seconds before, parts of the set, seconds after."""
    before = (np.asarray(curve.before_s) + _BEFORE_S) / _BEFORE_S * _BEFORE
    inside = _BEFORE + np.asarray(curve.share) * _INSIDE
    after = 1 - _AFTER + np.asarray(curve.after_s) / _AFTER_S * _AFTER
    shares: Points = np.concatenate((before, inside, after))
    return field.left() + shares * field.width()


def _ys(field: QRectF, low: float, high: float, values: tuple[float, ...]) -> Points:
    share: Points = (np.asarray(values) - low) / (high - low)
    return field.bottom() - share * field.height()


def _y(field: QRectF, low: float, high: float, value: float) -> float:
    return field.bottom() - (value - low) / (high - low) * field.height()
