"""A number that is moved in steps: by the arrow keys, or by a click on its minus and plus. Tab reaches it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coreg.ui.fonts import MEDIUM, STRONG, font
from coreg.ui.theme import Look

_TARGET_PX, _RING_PX = 44, 3
_SIGN_PX = 30
_MINUS, _PLUS, _WIDEST = "−", "+", "000"
_UP = (Qt.Key.Key_Up, Qt.Key.Key_Right)
_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Left)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Stepper(QWidget):
    """Asks for a step: `stepped(int)` with 1 or -1, `entered()` on Enter. It shows what it is told.

    Parameters
    ----------
    spoken
        The value as a sentence, for those who hear the screen.
    """

    stepped = Signal(int)
    entered = Signal()

    def __init__(self, spoken: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._spoken = spoken
        self.text = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def show_value(self, text: str) -> None:
        """Show this value."""
        if text != self.text:
            self.text = text
            self.setAccessibleName(self._spoken(text))
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for three figures between the signs."""
        figures = QFontMetricsF(font(self._look, "body", STRONG)).horizontalAdvance(_WIDEST)
        return QSize(round(figures) + 2 * self._look.px(_SIGN_PX), max(_TARGET_PX, self._look.px(_TARGET_PX)))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take arrows and Enter; every other key is the session's."""
        if event.key() in _UP or event.key() in _DOWN:
            self.stepped.emit(1 if event.key() in _UP else -1)
        elif event.key() in _ENTER and not event.isAutoRepeat():
            self.entered.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Step down on the left half, up on the right."""
        self.stepped.emit(1 if event.position().x() > self.width() / 2 else -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint edge, signs and value; the ring where it has the focus."""
        colours, middle = self._look.colours, Qt.AlignmentFlag.AlignCenter
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_ring = self.hasFocus()
        inset = _RING_PX / 2 if has_ring else 0.5
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setBrush(QColor(colours.panel))
        painter.setPen(
            QPen(QColor(colours.client if has_ring else colours.control_edge), _RING_PX if has_ring else 1)
        )
        painter.drawRoundedRect(area, 6, 6)
        sign = self._look.px(_SIGN_PX)
        painter.setFont(font(self._look, "body", MEDIUM))
        painter.setPen(QColor(colours.muted_text))
        painter.drawText(QRectF(0, 0, sign, self.height()), middle, _MINUS)
        painter.drawText(QRectF(self.width() - sign, 0, sign, self.height()), middle, _PLUS)
        painter.setFont(font(self._look, "body", STRONG))
        painter.setPen(QColor(colours.text))
        painter.drawText(self.rect(), middle, self.text)
        painter.end()
