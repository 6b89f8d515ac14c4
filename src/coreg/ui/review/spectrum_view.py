"""One person's mean spectrum, shown when it is asked for: where the heart's slow and breathing rhythms are."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from coreg.domain.person import Role
from coreg.ui.fonts import MEDIUM, font
from coreg.ui.review import spectrum_wording as wording
from coreg.ui.theme import Look

_LEFT_PX, _FOOT_PX, _HEIGHT_PX = 12, 40, 190
_MOST_HZ = 0.5
_SHADED_HZ = (0.15, 0.4)  # Task Force 1996, the high-frequency band
_TICKS_HZ = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)


class SpectrumView(QWidget):
    """Power over frequency, scaled to its own highest peak: no value is read off it, only places."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._look = Look()
        self._hz: NDArray[np.float64] = np.empty(0)
        self._power: NDArray[np.float64] = np.empty(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(wording.unknown(role))

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return its height."""
        return QSize(200, self._look.px(_HEIGHT_PX))

    def show_spectrum(self, hz: NDArray[np.float64], ms2_per_hz: NDArray[np.float64]) -> str:
        """Take a spectrum; returns what it says in words."""
        is_known = bool(hz.size) and not np.isnan(ms2_per_hz).all()
        self._hz, self._power = (hz, ms2_per_hz) if is_known else (np.empty(0), np.empty(0))
        words = wording.peaks(self._role, *_peaks(hz, ms2_per_hz)) if is_known else wording.unknown(self._role)
        self.setAccessibleName(words)
        self.setVisible(is_known)
        self.update()
        return words

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the breathing band's shade, the curve, the frequencies."""
        painter = QPainter(self)
        painter.setFont(font(self._look, "tick", MEDIUM))
        metrics, colours = QFontMetricsF(painter.font()), self._look.colours
        field = QRectF(_LEFT_PX, 6, self.width() - 2 * _LEFT_PX, self.height() - self._look.px(_FOOT_PX) - 6)
        low, high = (field.left() + hz / _MOST_HZ * field.width() for hz in _SHADED_HZ)
        painter.fillRect(QRectF(low, field.top(), high - low, field.height()), QColor(colours.baseline_band))
        painter.setPen(QColor(colours.muted_text))
        painter.drawText(QPointF(low + 6, field.top() + metrics.ascent() + 2), wording.BREATHING)
        for hz in _TICKS_HZ:
            x, words = field.left() + hz / _MOST_HZ * field.width(), f"{hz:.1f}"
            painter.drawText(
                QPointF(x - metrics.horizontalAdvance(words) / 2, field.bottom() + 4 + metrics.ascent()), words
            )
        painter.drawText(
            QRectF(0, self.height() - metrics.height() - 1, self.width(), metrics.height()),
            Qt.AlignmentFlag.AlignCenter,
            wording.AXIS,
        )
        painter.drawLine(field.bottomLeft(), field.bottomRight())
        self._paint_curve(painter, field)
        painter.end()

    def _paint_curve(self, painter: QPainter, field: QRectF) -> None:
        if not self._hz.size:
            return
        top = float(np.nanmax(self._power)) or 1.0
        x = field.left() + self._hz / _MOST_HZ * field.width()
        y = field.bottom() - self._power / top * (field.height() - 22)
        points = [QPointF(px, py) for px, py in zip(x.tolist(), y.tolist(), strict=True)]
        ground = QColor(self._look.colours.of(self._role))
        ground.setAlphaF(0.2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawPolygon(
            QPolygonF([QPointF(points[0].x(), field.bottom()), *points, QPointF(points[-1].x(), field.bottom())])
        )
        painter.setPen(
            QPen(QColor(self._look.colours.of(self._role)), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        )
        for here, there in pairwise(points):
            painter.drawLine(here, there)


def _peaks(hz: NDArray[np.float64], power: NDArray[np.float64]) -> tuple[float, float]:
    """Where it is highest below, and where from 0.15 Hz on."""
    is_slow = (hz >= 0.04) & (hz < _SHADED_HZ[0])
    is_breath = (hz >= _SHADED_HZ[0]) & (hz <= _SHADED_HZ[1])
    slow, breath = (float(hz[part][np.argmax(power[part])]) for part in (is_slow, is_breath))
    return slow, breath
