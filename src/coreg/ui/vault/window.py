"""The vault's window: one page at a time. A page that is left is deleted, and what was typed in it with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coreg.ui import wording
from coreg.ui.theme import Look
from coreg.ui.vault.page import Page


class VaultWindow(QWidget):
    """Shows pages. `close_asked()` where the window is to go: it does when its owner says so."""

    close_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.page: Page | None = None
        self.may_close = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # pages come and go: it stays
        self.setMinimumSize(480, 420)
        self.setWindowTitle(wording.PRODUCT)
        self.setAutoFillBackground(True)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(look.colours.window))
        self.setPalette(palette)
        if self.page is not None:
            self.page.set_look(look)

    def turn_to(self, page: Page) -> None:
        """Show this page instead of the one before."""
        before, self.page = self.page, page
        page.set_look(self._look)
        self._column.addWidget(page)
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
        page.show()
        (page.first or page).setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, words: str) -> None:
        """Have the page say that something takes a moment."""
        if self.page is not None:
            self.page.begin(words)

    def end(self, problem: str = "") -> None:
        """Have the page say that it is over, and what went wrong if anything did."""
        if self.page is not None:
            self.page.end(problem)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask; a session behind it may go on."""
        if self.may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.close_asked.emit()
