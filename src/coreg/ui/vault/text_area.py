"""A page of text that scrolls, to be read and, when asked, changed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coreg.ui.fonts import font
from coreg.ui.sheet import line_sheet
from coreg.ui.theme import Look

_HEIGHT_PX = 190


class TextArea(QPlainTextEdit):
    """Text in our size. Tab leaves it, Escape is the page's; arrow keys scroll it while it is only read."""

    def __init__(self, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = Look()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.let_change(is_allowed=False)

    def let_change(self, *, is_allowed: bool) -> None:
        """Whether it may be changed now."""
        self.setReadOnly(not is_allowed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextEditorInteraction
            if is_allowed
            else Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setStyleSheet(line_sheet(self._look))

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.setFont(font(look, "body"))
        self.setStyleSheet(line_sheet(look))
        self.setFixedHeight(look.px(_HEIGHT_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Escape to the page, and Enter too while nothing may be changed."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (is_enter and self.isReadOnly()):
            event.ignore()
        else:
            super().keyPressEvent(event)
