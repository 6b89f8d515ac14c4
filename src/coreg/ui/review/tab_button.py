"""A button that chooses what is seen: underlined while its choice holds, and quieter than one that acts."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import MEDIUM, STRONG, font

_LINE_PX, _RING_PX, _SIDE_PX, _TARGET_PX = 3, 3, 8, 44


class TabButton(KeyButton):
    """One of a few. What is chosen is said by a line, by the weight of its letters, and to who hears the screen."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return room for the heavier letters."""
        width = QFontMetricsF(font(self._look, "label", STRONG)).horizontalAdvance(self.text())
        return QSize(max(_TARGET_PX, round(width) + 2 * _SIDE_PX), max(_TARGET_PX, self._look.px(_TARGET_PX)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, the line and the ring of the focus."""
        colours = self._look.colours
        painter = QPainter(self)
        painter.setFont(font(self._look, "label", STRONG if self.isChecked() else MEDIUM))
        painter.setPen(QColor(colours.text if self.isChecked() else colours.muted_text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.isChecked():
            foot = QRectF(_SIDE_PX, self.height() - 9, self.width() - 2 * _SIDE_PX, _LINE_PX)
            painter.fillRect(foot, QColor(colours.text))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.client), _RING_PX))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        painter.end()
