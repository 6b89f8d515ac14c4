"""Words on a screen: labels that repaint only when their text changes, and say it when something is to be done."""

import math
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coreg.ui.fonts import REGULAR, font, font_of_px
from coreg.ui.theme import Look, TextSize

Tone = Literal["text", "muted_text", "client", "therapist", "notice", "simulated"]

_CHIP_PX = 10


class Words(QLabel):
    """Words in one of our sizes and tones; the tones `notice` and `simulated` stand on a ground of their own.

    Parameters
    ----------
    is_chip
        Whether the words may come to stand on such a ground later: room for it is kept.
    wraps
        Whether they may take several lines.
    """

    def __init__(
        self,
        text: str = "",
        size: TextSize = "body",
        tone: Tone = "text",
        weight: int = REGULAR,
        parent: QWidget | None = None,
        *,
        is_chip: bool = False,
        wraps: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._look = Look()
        self._size: TextSize = size
        self._tone: Tone = tone
        self._weight = weight
        self._is_chip = is_chip or bool(self._ground())
        self.setWordWrap(wraps)
        self.setTextFormat(Qt.TextFormat.PlainText)
        # What wraps may grow: where it is narrow, the height that Qt guesses is too low for a fixed one.
        up_and_down = QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, up_and_down)
        self._dress()

    def say(self, text: str, tone: Tone | None = None, spoken: str = "") -> None:
        """Show this text, in this tone if it is to change; `spoken` where it is read aloud in other words."""
        if tone is not None and tone != self._tone:
            self._tone = tone
            self._dress()
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(spoken or text)
            self._fix_size()

    @property
    def tone(self) -> Tone:
        """The tone just now."""
        return self._tone

    def width_of(self, text: str) -> int:
        """How much room this text would take."""
        margins = self.contentsMargins()
        return math.ceil(QFontMetricsF(self.font()).horizontalAdvance(text)) + 1 + margins.left() + margins.right()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        if look != self._look:
            self._look = look
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground where the tone has one, then the words."""
        ground = self._ground()
        if ground and self.text():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
            painter.end()
        super().paintEvent(event)

    def _ground(self) -> str:
        colours = self._look.colours
        return {"notice": colours.notice_ground, "simulated": colours.simulated_ground}.get(self._tone, "")

    def _dress(self) -> None:
        colours = self._look.colours
        colour = {"notice": colours.notice_text, "simulated": colours.simulated_text}.get(self._tone)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour or getattr(colours, self._tone)))
        self.setPalette(palette)
        self.setFont(font(self._look, self._size, self._weight))
        side = self._look.px(_CHIP_PX) if self._ground() else 0
        above = self._look.px(_CHIP_PX) // 3 if self._is_chip else 0  # kept in every tone: nothing else moves
        self.setContentsMargins(side, above, side, above)
        self._fix_size()
        self.update()

    def _fix_size(self) -> None:
        """Take exactly the room of the words: a label of fixed size has nothing laid out anew for a new figure."""
        if self.wordWrap():
            return
        margins = self.contentsMargins()  # QLabel's own hint never falls below a fixed size once it is set
        height = math.ceil(QFontMetricsF(self.font()).height()) + margins.top() + margins.bottom()
        needed = QSize(self.width_of(self.text()), height)
        if needed != self.size():
            self.setFixedSize(needed)


class LargeWords(Words):
    """Words in the largest size that their place allows, so that they are never cut short."""

    _STEPS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)

    def __init__(self, size: TextSize, weight: int, parent: QWidget | None = None) -> None:
        super().__init__("", size, "text", weight, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str, tone: Tone | None = None, spoken: str = "") -> None:
        """Show this text as large as it fits."""
        if text != self.text():
            super().say(text, tone, spoken)
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the height of the full size, whatever size the words have now: nothing else moves."""
        full = QFontMetricsF(font(self._look, self._size, self._weight))
        return QSize(0, round(full.height()))

    def sizeHint(self) -> QSize:
        """Return the same."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the size anew."""
        super().resizeEvent(event)
        self._fit()

    def _dress(self) -> None:
        super()._dress()
        self._fit()

    def _fix_size(self) -> None:
        """Leave the size to the layout."""

    def _fit(self) -> None:
        full_px = self._look.text_px(self._size)
        for step in self._STEPS:
            candidate = font_of_px(round(full_px * step), self._weight)
            if QFontMetricsF(candidate).horizontalAdvance(self.text()) <= self.width() - 2:
                break
        if candidate.pixelSize() != self.font().pixelSize():
            self.setFont(candidate)
