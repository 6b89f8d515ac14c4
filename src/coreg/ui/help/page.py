"""The help as a page: sections under each other, scrolled by the arrow keys, and what can be printed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollBar

from coreg.ui.buttons import KeyButton
from coreg.ui.help import wording
from coreg.ui.vault.page import ColumnPage

_LINES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_LINE_PX = 60


class HelpPage(ColumnPage):
    """Signals: `print_asked()`, `sheet_asked()` for the client's sheet; back by Escape."""

    print_asked = Signal()
    sheet_asked = Signal()

    def __init__(self) -> None:
        super().__init__(wording.SECTION, wording.TITLE)
        self.print_this = self.dress(KeyButton(wording.PRINT))
        self.print_sheet = self.dress(KeyButton(wording.PRINT_SHEET))
        for title, paragraphs in wording.SECTIONS:
            self.card(self.heading(title), *(self.words(text) for text in paragraphs))
        self.finish(self.print_sheet, self.print_this)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.print_this.clicked.connect(self.print_asked)
        self.print_sheet.clicked.connect(self.sheet_asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, or leave it to the page."""
        if not scroll(self._area.verticalScrollBar(), Qt.Key(event.key())):
            super().keyPressEvent(event)


def scroll(bar: QScrollBar, key: Qt.Key) -> bool:
    """Scroll by a key; whether it is one that does."""
    if key in _LINES:
        bar.setValue(bar.value() + _LINES[key] * _LINE_PX)
    elif key in _PAGES:
        bar.setValue(bar.value() + _PAGES[key] * bar.pageStep())
    elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
    else:
        return False
    return True
