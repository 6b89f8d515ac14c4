"""A page of the right column: whatever is put there, it is told how it is to look."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coreg.ui.theme import Look


class Page(QWidget):
    """One page; it scrolls where it is higher than the column."""

    def set_look(self, look: Look) -> None:
        """Change palette and text size: each page does it for what lies in it."""

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means on this page, while it is the one that is seen; False where it means nothing here."""
        return False
