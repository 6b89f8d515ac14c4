"""A tick with its words: Space and Enter turn it, the words wrap, and a ring shows the focus."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from coreg.ui.fonts import font
from coreg.ui.sheet import RING_PX, TARGET_PX
from coreg.ui.theme import Look

_BOX_PX, _GAP_PX, _SIDE_PX, _ABOVE_PX = 22, 12, 8, 10
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WRAPS = Qt.TextFlag.TextWordWrap


class TickBox(QAbstractButton):
    """Something that holds or doesn't.

    Parameters
    ----------
    leaves_enter
        Whether only Space turns it, because a button of the page says that Enter is its.
    """

    def __init__(self, text: str, parent: QWidget | None = None, *, leaves_enter: bool = False) -> None:
        super().__init__(parent)
        self._keys = (Qt.Key.Key_Space,) if leaves_enter else (Qt.Key.Key_Space, *_ENTER)
        self._look = Look()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.setFont(font(look, "body"))
        self._keep_height()
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return room for the words at this width, and for a finger."""
        words = QRect(0, 0, max(1, width - self._words_left() - _SIDE_PX), 10_000)
        needed = QFontMetrics(self.font()).boundingRect(words, _WRAPS, self.text()).height()
        return max(TARGET_PX, self._look.px(TARGET_PX), needed + 2 * _ABOVE_PX)

    def sizeHint(self) -> QSize:
        """Return room for the words on one line."""
        width = self._words_left() + QFontMetrics(self.font()).horizontalAdvance(self.text()) + _SIDE_PX + 1
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return what it takes when the words wrap."""
        width = self._words_left() + self._look.px(160)
        return QSize(width, max(TARGET_PX, self._look.px(TARGET_PX)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for every line of the words: not every layout asks how high it is at its width."""
        super().resizeEvent(event)
        self._keep_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn on its keys; leave every other key to the page."""
        if event.key() in self._keys and not event.isAutoRepeat():
            self.click()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Leave it to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, its tick, the words and the ring."""
        colours, side = self._look.colours, self._look.px(_BOX_PX)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first_line = QFontMetrics(self.font()).height()
        words_height = self.heightForWidth(self.width())
        above = max(_ABOVE_PX, (words_height - first_line) // 2 if self._is_one_line() else _ABOVE_PX)
        box = QRectF(_SIDE_PX + 0.5, above + (first_line - side) / 2 + 0.5, side - 1, side - 1)
        painter.setPen(QPen(QColor(colours.control_edge), 1.5))
        painter.setBrush(QColor(colours.text if self.isChecked() else colours.panel))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            self._paint_tick(painter, box)
        painter.setPen(QColor(colours.text if self.isEnabled() else colours.muted_text))
        words = QRect(self._words_left(), above, self.width() - self._words_left() - _SIDE_PX, self.height())
        painter.drawText(words, _WRAPS | Qt.AlignmentFlag.AlignTop, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.client), RING_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        painter.end()

    def _keep_height(self) -> None:
        needed = self.heightForWidth(self.width())
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)

    def _paint_tick(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(self._look.colours.panel), max(2.0, box.width() / 9)))
        corners = [(0.24, 0.52), (0.43, 0.70), (0.77, 0.30)]
        painter.drawPolyline(
            QPolygonF([QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in corners])
        )

    def _is_one_line(self) -> bool:
        room = self.width() - self._words_left() - _SIDE_PX
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) <= room

    def _words_left(self) -> int:
        return _SIDE_PX + self._look.px(_BOX_PX) + self._look.px(_GAP_PX)
