"""What a session was made of, in a row of figures with their names: read at a glance, without a sentence."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from coreg.ui.card import Card
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.theme import Look
from coreg.ui.therapist import ending_wording
from coreg.ui.words import Words

_EDGE_PX, _BETWEEN_PX = 20, 40


class EndingFacts(Card):
    """Figures beside each other; the last may be long, and wraps."""

    def __init__(self) -> None:
        super().__init__()
        names = (ending_wording.LENGTH, ending_wording.SETS, ending_wording.MARKED, ending_wording.RATINGS)
        self.names = {name: Words(name, "label", "muted_text", MEDIUM) for name in names}
        self.values = {name: Words("", "clock", "text", STRONG, wraps=name == names[-1]) for name in names}
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE_PX, 14, _EDGE_PX, 16)
        row.setSpacing(_BETWEEN_PX)
        for name in names:
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(self.names[name])
            column.addWidget(self.values[name])
            column.addStretch(1)
            row.addLayout(column, int(name == names[-1]))

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.set_card_look(look)
        for words in (*self.names.values(), *self.values.values()):
            words.set_look(look)

    def show_facts(self, facts: Mapping[str, str]) -> None:
        """Show these figures."""
        for name, value in facts.items():
            self.values[name].say(value, spoken=ending_wording.FACT_SPOKEN.format(name=name, value=value))
