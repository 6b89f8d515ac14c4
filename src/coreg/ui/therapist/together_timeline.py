"""The session so far as one bar: shaded where two hearts moved together, hatched where that isn't known.

No line of values: it holds or it doesn't, and how much says nothing.
"""

import math

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coreg.domain.together import TogetherSoFar, TogetherState, TogetherStretch
from coreg.ui.fonts import REGULAR, font
from coreg.ui.theme import Look

# Our choice: how much time the bar has room for, in minutes: the next of these. So it stands still for minutes.
SPANS_MIN = (15, 30, 60, 90, 120, 180, 240, 360, 480)
_TICKS_MIN = {15: 5, 30: 5, 60: 10, 90: 15, 120: 20}
_WIDE_TICK_MIN = 60
_BAR_PX, _GAP_PX, _TICK_PX, _RADIUS_PX = 14, 3, 4, 3
_MINUTE_S = 60.0
_EASED_S = 30.0  # our choice: an answer comes so late that its place stays empty for a moment


def span_min(now_s: float) -> int:
    """How many minutes the bar has room for.

    >>> span_min(0.0), span_min(901.0), span_min(3000.0)
    (15, 30, 60)
    """
    return next((span for span in SPANS_MIN if now_s <= span * _MINUTE_S), SPANS_MIN[-1])


class TogetherTimeline(QLabel):
    """Painted anew when an answer came or the bar grew by a pixel. A label: screen readers don't pass over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._stretches: tuple[TogetherStretch, ...] = ()
        self._now_s = 0.0
        self._drawn: tuple[object, int] = ((), -1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def stretches(self) -> tuple[TogetherStretch, ...]:
        """What is drawn, to now."""
        return self._stretches

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def show_together(self, together: TogetherSoFar, now_s: float) -> None:
        """Show the answers so far, and from the newest to now that nothing is known where that is so."""
        stretches = _to_now(together, now_s)
        x_px = round(self._x(now_s, now_s))
        self._stretches, self._now_s = stretches, now_s
        if (drawn := (together.stretches, x_px)) != self._drawn:
            self._drawn = drawn
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar and of the row of minutes beneath it."""
        row = QFontMetricsF(font(self._look, "tick", REGULAR)).height()
        return QSize(200, self._look.px(_BAR_PX) + self._look.px(_GAP_PX) + math.ceil(row))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, then the minutes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter)
        self._paint_minutes(painter)
        painter.end()

    def _paint_bar(self, painter: QPainter) -> None:
        colours, height = self._look.colours, float(self._look.px(_BAR_PX))
        now_px = self._x(self._now_s, self._now_s)
        so_far = QRectF(0.5, 0.5, max(1.0, now_px - 1.0), height - 1.0)
        painter.setPen(QPen(QColor(colours.grid), 1.0))
        painter.drawLine(QLineF(now_px, height / 2, self.width(), height / 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.window))
        painter.drawRoundedRect(so_far, _RADIUS_PX, _RADIUS_PX)
        for one in self._stretches:
            left, right = self._x(one.start_s, self._now_s), self._x(one.end_s, self._now_s)
            area = QRectF(left, 1.0, max(1.0, right - left), height - 2.0)
            if one.state is TogetherState.TOGETHER:
                painter.fillRect(area, QColor(colours.together))
            elif one.state is TogetherState.UNKNOWN:
                painter.fillRect(area, QBrush(QColor(colours.hatch), Qt.BrushStyle.BDiagPattern))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.control_edge), 1.0))
        painter.drawRoundedRect(so_far, _RADIUS_PX, _RADIUS_PX)

    def _paint_minutes(self, painter: QPainter) -> None:
        painter.setFont(font(self._look, "tick", REGULAR))
        painter.setPen(QColor(self._look.colours.muted_text))
        metrics = QFontMetricsF(painter.font())
        span = span_min(self._now_s)
        step = _TICKS_MIN.get(span, _WIDE_TICK_MIN)
        base = self._look.px(_BAR_PX) + self._look.px(_GAP_PX) + metrics.ascent()
        for minute in range(0, span + 1, step):
            words = f"{minute} min" if minute == span else str(minute)
            width = metrics.horizontalAdvance(words)
            left = self._x(minute * _MINUTE_S, self._now_s) - width / 2
            painter.drawText(round(min(max(0.0, left), self.width() - width)), round(base), words)

    def _x(self, t_s: float, now_s: float) -> float:
        return self.width() * min(1.0, t_s / (span_min(now_s) * _MINUTE_S))


def _to_now(together: TogetherSoFar, now_s: float) -> tuple[TogetherStretch, ...]:
    answered_s = together.stretches[-1].end_s if together.stretches else 0.0
    is_known = together.now.state is not TogetherState.UNKNOWN
    if is_known or now_s <= answered_s or (together.stretches and now_s - answered_s < _EASED_S):
        return together.stretches
    return (*together.stretches, TogetherStretch(answered_s, now_s, TogetherState.UNKNOWN))
