"""What lies over the therapist's window while the client can see the screen: nothing to read, recording goes on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coreg.ui import session_wording
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.theme import Look
from coreg.ui.words import Words


class Cover(QWidget):
    """Covers its parent. It is shown and hidden by the window; no key is its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Words(session_wording.RESTING, "state", "muted_text", STRONG)
        self.why = Words(session_wording.RESTING_WHY, "body", "muted_text", MEDIUM)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for words in (self.title, self.why):
            column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(look.colours.window))
        self.setPalette(palette)
        self.title.set_look(look)
        self.why.set_look(look)

    def cover(self, is_covered: bool) -> None:
        """Lie over everything, or go."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.setVisible(is_covered)
        self.raise_()
