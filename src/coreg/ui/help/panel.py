"""The help in a session: over the two people, never over the strip; every key of the session goes on acting."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.help import wording
from coreg.ui.help.page import scroll
from coreg.ui.theme import Look
from coreg.ui.vault.page import Area, Panel
from coreg.ui.words import Words


class HelpPanel(QWidget):
    """Hidden until it is wanted; what it shows is made then."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = Look()
        self._area: Area | None = None
        self._dressed: list[Words | Panel | Area] = []
        self.setAccessibleName(wording.TITLE)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        for part in self._dressed:
            part.set_look(look)
        self.update()

    def turn(self) -> None:
        """Lie over its place, or go."""
        if self._area is None:
            self._make()
            self.set_look(self._look)
        self.setVisible(not self.isVisible())
        self.raise_()

    def scroll_by(self, key: Qt.Key) -> bool:
        """Scroll by a key that nothing else takes; whether it is one that does."""
        return self._area is not None and self.isVisible() and scroll(self._area.verticalScrollBar(), key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.colours.window))
        painter.end()

    def _make(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(12)
        for title, paragraphs in wording.SECTIONS:
            panel = Panel()
            said = [Words(title, "body", "text", STRONG, wraps=True)]
            said += [Words(text, "body", "text", wraps=True) for text in paragraphs]
            for words in said:
                panel.column.addWidget(words)
            column.addWidget(panel)
            self._dressed += [panel, *said]
        column.addStretch(1)
        self._area = Area(column)
        head = [
            Words(wording.TITLE, "clock", "text", STRONG),
            Words(wording.GOES, "label", "muted_text", MEDIUM, wraps=True),
        ]
        self._dressed += [self._area, *head]
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 8, 0, 0)
        for words in head:
            page.addWidget(words)
        page.addWidget(self._area, 1)
