"""After the session: whether the two moved together in it as a whole, when it held, and what else can be said."""

from PySide6.QtWidgets import QVBoxLayout

from coreg.domain.client import Relation
from coreg.domain.snapshot import Snapshot
from coreg.ui.card import Card
from coreg.ui.fonts import STRONG
from coreg.ui.theme import Look
from coreg.ui.therapist import together_wording
from coreg.ui.words import Words

_EDGE_PX, _GAP_PX = 20, 8


class TogetherEnding(Card):
    """Sentences under a title; how often this errs stands beneath them, small."""

    def __init__(self, relation: Relation) -> None:
        super().__init__()
        self._relation = relation
        self.title = Words(together_wording.TITLE, "body", "text", STRONG)
        self.lines: list[Words] = []
        self.help = Words(together_wording.HELP, "label", "muted_text", wraps=True)
        self._look = Look()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE_PX, _EDGE_PX, _EDGE_PX, _EDGE_PX)
        self._column.setSpacing(_GAP_PX)
        self._column.addWidget(self.title)
        self._column.addWidget(self.help)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.set_card_look(look)
        for words in (self.title, *self.lines, self.help):
            words.set_look(look)

    def show_ending(self, snapshot: Snapshot) -> None:
        """Show what the session that has ended says."""
        for words in self.lines:
            self._column.removeWidget(words)
            words.deleteLater()
        together = snapshot.together
        first, *others = together_wording.of_session(together.review, together.now, self._relation)
        said = [first, together_wording.when(together.stretches), *others]
        self.lines = [Words(line, "body", "text", wraps=True) for line in said if line]
        for nth, words in enumerate(self.lines, start=1):
            words.set_look(self._look)
            self._column.insertWidget(nth, words)
        self.setAccessibleName(" ".join((together_wording.TITLE + ".", *(words.text() for words in self.lines))))
        self.help.setVisible(together.review is not None and together.review.unknown is None)
