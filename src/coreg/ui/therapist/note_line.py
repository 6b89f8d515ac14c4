"""The line for a process note: Enter keeps it, Esc drops it, and the session's hands-free keys go on acting."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coreg.domain.note import MOST_CHARACTERS
from coreg.ui import session_wording
from coreg.ui.field import Line
from coreg.ui.key_names import key_name
from coreg.ui.therapist.keyboard import Keyboard


class NoteLine(Line):
    """Hidden until it is opened. `kept(str)` with what was typed, `closed()` once it has gone again.

    Parameters
    ----------
    keyboard
        The session's keys: the learnt pedal, the F-keys, Ctrl+1 to 8, Ctrl+O and Ctrl+E act in here too; every
        other key writes.
    """

    kept = Signal(str)
    closed = Signal()

    def __init__(self, keyboard: Keyboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keyboard = keyboard
        self.setMaxLength(MOST_CHARACTERS)
        self.setPlaceholderText(session_wording.NOTE_HOW)
        self.setAccessibleName(session_wording.NOTE_NAME)
        self.hide()

    def open(self) -> None:
        """Take what is typed from now on."""
        self.show()
        self.setFocus()

    def take(self) -> str:
        """Close, and return what stands in it."""
        text = self.text()
        self._close()
        return text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act, keep, drop, or write."""
        if self._keyboard.take(event, in_note=True):
            event.accept()
        elif key_name(event) == "Enter":
            self._keep()
        elif key_name(event) == "Esc":
            self._close()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Leave it to the window: it lets go of the end."""
        event.ignore()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Keep the focus on Tab: Enter and Esc lead out."""
        return False

    def _keep(self) -> None:
        """Hand over what was typed; whoever takes it closes the line, or leaves it open where it can't be kept."""
        if self.text().strip():
            self.kept.emit(self.text())
        else:
            self._close()

    def _close(self) -> None:
        was_open = not self.isHidden()
        self.clear()
        self.hide()
        if was_open:
            self.closed.emit()
