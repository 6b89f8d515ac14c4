"""Buttons that name their key, and one that must be held. Enter presses the focused one; Space never does."""

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from coreg.ui.fonts import MEDIUM, STRONG, font
from coreg.ui.printed_keys import printed
from coreg.ui.theme import Look, mix

_TARGET_PX = 44  # WCAG 2.2, 2.5.5
_RING_PX = 3
_SIDE_PX, _BETWEEN_PX = 16, 14
_TICK, _NO_TICK = "✓", " "
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyButton(QAbstractButton):
    """A button that shows which key does the same. A click never gives it the focus, Tab does.

    Parameters
    ----------
    is_main
        Drawn filled: what is most likely wanted here.
    """

    def __init__(
        self, text: str, key_hint: str = "", *, is_main: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = Look()
        self._key_hint = printed(key_hint)
        self._is_main = is_main
        self.setText(text)
        self._texts: tuple[str, ...] = ()
        self._name_itself()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def show_words(self, text: str, *, is_main: bool) -> None:
        """Say something else, filled or not."""
        if (text, is_main) != (self.text(), self._is_main):
            self._is_main = is_main
            self.setText(text)
            self._name_itself()
            self.updateGeometry()
            self.update()

    def show_key(self, key_hint: str) -> None:
        """Name another key that does the same."""
        if key_hint != self._key_hint:
            self._key_hint = key_hint
            self._name_itself()
            self.updateGeometry()
            self.update()

    def keep_room_for(self, *texts: str) -> None:
        """Be as wide as the widest of these, so that nothing moves when one takes the other's place."""
        self._texts = texts
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the words and the key, at least 44 px each way."""
        metrics = QFontMetricsF(self._text_font())
        width = 2 * _SIDE_PX + max(metrics.horizontalAdvance(text) for text in (self.text(), *self._texts))
        if self._key_hint:
            width += _BETWEEN_PX + QFontMetricsF(self._hint_font()).horizontalAdvance(self._key_hint)
        return QSize(max(_TARGET_PX, round(width) + 1), max(_TARGET_PX, self._look.px(_TARGET_PX)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: words are never cut short."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click on Enter; leave every other key to the window."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Leave it to the window."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the ring of the focus, the words and the key."""
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        is_filled = self._is_main and self.isEnabled()
        ground = colours.text if is_filled else colours.panel
        if self.isDown():
            ground = mix(colours.control_edge, ground, 0.3)
        painter.setPen(QPen(QColor(colours.control_edge), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(area, 6, 6)
        self._paint_progress(painter, area)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.client if not is_filled else colours.control_edge), _RING_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        self._paint_words(painter, area, colours.panel if is_filled else colours.text)
        painter.end()

    def _name_itself(self) -> None:
        """Take the words, with the key, as the name that is read aloud."""
        self.setAccessibleName(f"{self.text()}, {self._key_hint}" if self._key_hint else self.text())

    def _paint_progress(self, painter: QPainter, area: QRectF) -> None:
        """Paint nothing: a plain button has no progress."""

    def _paint_words(self, painter: QPainter, area: QRectF, colour: str) -> None:
        if not self.isEnabled():
            colour = self._look.colours.muted_text
        painter.setPen(QColor(colour))
        painter.setFont(self._text_font())
        words = area.adjusted(_SIDE_PX - 1, 0, 1 - _SIDE_PX, 0)
        flags = Qt.AlignmentFlag.AlignVCenter
        if not self._key_hint:
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())
            return
        painter.drawText(words, flags | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(self._hint_font())
        painter.drawText(words, flags | Qt.AlignmentFlag.AlignRight, self._key_hint)

    def _text_font(self) -> QFont:
        return font(self._look, "body", STRONG if self._is_main else MEDIUM)

    def _hint_font(self) -> QFont:
        return font(self._look, "label", MEDIUM)


class ChoiceButton(KeyButton):
    """A button that stays down while its choice holds: filled then, and with a tick."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self._key_hint = _NO_TICK
        self.setCheckable(True)
        self.toggled.connect(self._show_choice)

    def sizeHint(self) -> QSize:
        """Return room for the filled button with its tick."""
        is_main, hint = self._is_main, self._key_hint
        self._is_main, self._key_hint = True, _TICK
        room = super().sizeHint()
        self._is_main, self._key_hint = is_main, hint
        return room

    def _show_choice(self, is_chosen: bool) -> None:
        self._is_main = is_chosen
        self._key_hint = _TICK if is_chosen else _NO_TICK
        self.update()


class HoldButton(KeyButton):
    """A button that acts only after it was held for a second, by mouse, Enter or its key; it fills meanwhile."""

    held = Signal()

    HOLD_MS = 1000
    # Under X11 a key that stays down is reported as let go and pressed again, 25 times a second, and Qt doesn't
    # always see that it is a repeat: only what stays let go for this long is let go.
    LET_GO_MS = 60

    def __init__(self, text: str, key_hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, key_hint, parent=parent)
        self._held_for = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self._grow)
        self._let_go = QTimer(self)
        self._let_go.setSingleShot(True)
        self._let_go.setInterval(self.LET_GO_MS)
        self._let_go.timeout.connect(self._stop)
        self.clicked.connect(self.held)  # only a screen reader clicks it: for mouse and keys it is held

    @property
    def is_being_held(self) -> bool:
        """Whether somebody holds it just now."""
        return self._timer.isActive() and not self._let_go.isActive()

    def begin_hold(self) -> None:
        """Start the second, or go on with it where the key only seemed to be let go."""
        self._let_go.stop()
        if not self._timer.isActive():
            self._held_for.start()
            self._timer.start()

    def end_hold(self) -> None:
        """Let go: nothing happens unless the second was over."""
        if self._timer.isActive():
            self._let_go.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start the second."""
        self.begin_hold()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.end_hold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start the second on Enter."""
        if event.key() in _ENTER:
            self.begin_hold()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of Enter."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.end_hold()
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go."""
        self._stop()
        super().focusOutEvent(event)

    def _stop(self) -> None:
        self._timer.stop()
        self._let_go.stop()
        self.update()

    def _grow(self) -> None:
        if self._held_for.hasExpired(self.HOLD_MS) and self.is_being_held:
            self._stop()
            self.held.emit()
        self.update()

    def _paint_progress(self, painter: QPainter, area: QRectF) -> None:
        if self._timer.isActive():
            share = min(1.0, self._held_for.elapsed() / self.HOLD_MS)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mix(self._look.colours.control_edge, self._look.colours.panel, 0.35)))
            painter.drawRoundedRect(QRectF(area.left(), area.top(), area.width() * share, area.height()), 6, 6)
