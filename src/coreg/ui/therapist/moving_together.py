"""Moving together: so far only its place and the words that it isn't known."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coreg.ui import wording
from coreg.ui.card import Card
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.theme import Look
from coreg.ui.words import Words


class MovingTogether(Card):
    """Folded to its words: there is no timeline before there is something to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self.title = Words(wording.TOGETHER, "body", "text", STRONG)
        self.sentence = Words(wording.TOGETHER_NOT_YET, "body", "muted_text", MEDIUM)
        self.setAccessibleName(f"{wording.TOGETHER}: {wording.TOGETHER_NOT_YET}")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.sentence)
        row.addStretch(1)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.set_card_look(look)
        self.title.set_look(look)
        self.sentence.set_look(look)
