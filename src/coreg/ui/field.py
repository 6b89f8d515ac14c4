"""A line to type in, with its name above and what is to be said about it beneath."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from coreg.domain.language import _
from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import MEDIUM, font
from coreg.ui.sheet import line_height, line_sheet
from coreg.ui.theme import Look
from coreg.ui.words import Tone, Words

SHOW, HIDE = _("Show"), _("Hide")
_MOST_CHARACTERS = 1024


class Line(QLineEdit):
    """A line of text. One that is closed takes and gives nothing over the clipboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_closed = False
        self.setMaxLength(_MOST_CHARACTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def close_clipboard(self) -> None:
        """Let what is typed here come from the keyboard alone, and go nowhere."""
        self._is_closed = True
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        letters = QFont(font(look, "body"))
        letters.setFeature(QFont.Tag("calt"), 0)  # Inter else makes "1x3" in a code "1×3"
        self.setFont(letters)
        self.setStyleSheet(line_sheet(look))
        self.setFixedHeight(line_height(look))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Escape to the page; keep the clipboard out where it is closed."""
        keys = QKeySequence.StandardKey
        if event.key() == Qt.Key.Key_Escape or (
            self._is_closed and any(event.matches(key) for key in (keys.Copy, keys.Cut, keys.Paste))
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take no middle-click paste where the clipboard is closed (X11, Wayland)."""
        if self._is_closed and event.button() is Qt.MouseButton.MiddleButton:
            event.accept()
            return
        super().mouseReleaseEvent(event)


class Field(QWidget):
    """A named line. `changed(str)` as it is typed, `entered()` on Enter.

    Parameters
    ----------
    is_secret
        Dots instead of letters, with a button that shows them.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(self, name: str, *, is_secret: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Words(name, "label", "muted_text", MEDIUM)
        self.line = Line()
        self.below = Words("", "label", "muted_text", wraps=True)
        self.show_button = KeyButton(SHOW)
        self.line.setAccessibleName(name)
        self.name.setBuddy(self.line)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self.changed)
        self.line.returnPressed.connect(self.entered)
        self.show_button.clicked.connect(self._turn)
        self._is_secret = is_secret
        if is_secret:
            self.hide_letters()
        self._lay_out()
        self.show_button.setVisible(is_secret)
        self.say("")

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put this there."""
        self.line.setText(text)

    def clear(self) -> None:
        """Empty the line; a secret goes back to dots."""
        self.line.clear()
        if self._is_secret:
            self.hide_letters()

    def say(self, text: str, tone: Tone = "muted_text") -> None:
        """Say this beneath the line; empty takes it away."""
        self.below.say(text, tone)
        self.below.setVisible(bool(text))
        self.line.setAccessibleDescription(text)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        for part in (self.name, self.line, self.below, self.show_button):
            part.set_look(look)

    def add_beside(self, button: KeyButton) -> None:
        """Put a button at the end of the line."""
        self._row.addWidget(button)

    def hide_letters(self) -> None:
        """Show dots."""
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._name_button()

    def _turn(self) -> None:
        is_hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password)
        self._name_button()

    def _name_button(self) -> None:
        is_hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.show_button.show_words(SHOW if is_hidden else HIDE, is_main=False)
        self.show_button.setAccessibleName(f"{self.show_button.text()}: {self.name.text()}")

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.name)
        column.addLayout(self._row)
        column.addWidget(self.below)
