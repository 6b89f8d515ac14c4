"""The right column's page of differences: on demand, with how far it is, by cause and count."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from coreg.review.differences import Comparison
from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.review import differences_wording as say
from coreg.ui.review.dressed import dress
from coreg.ui.review.page import Page
from coreg.ui.theme import Look
from coreg.ui.words import Words


class DifferencesPage(Page):
    """`asked()` to compare."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_shown = False
        self.heading = Words(say.HEADING, "body", "text", STRONG, wraps=True)
        self.how = Words(say.HOW, "label", "muted_text", wraps=True)
        self.compare = KeyButton(say.COMPARE)
        self.state = Words("", "label", "text", MEDIUM, wraps=True)
        self.said = Words("", "label", "text", wraps=True)
        self.by_cause_heading = Words(say.BY_CAUSE, "body", "text", STRONG, wraps=True)
        self.by_cause = Words("", "label", "text", wraps=True)
        self.largest_heading = Words(say.LARGEST, "body", "text", STRONG, wraps=True)
        self.largest = Words("", "label", "muted_text", wraps=True)
        self.compare.clicked.connect(self.asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.how)
        row = QHBoxLayout()
        row.addWidget(self.compare)
        row.addStretch(1)
        column.addLayout(row)
        for part in self._found:
            column.addWidget(part)
            part.hide()
        column.addStretch(1)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.heading, self.how, self.compare, *self._found)

    def show_progress(self, share: float) -> None:
        """Say how far it is."""
        self.compare.setEnabled(False)
        self._say(say.progress(share))

    def show_found(self, found: Comparison) -> None:
        """Show what differs."""
        self._is_shown = True
        self.compare.setEnabled(True)
        self.compare.show_words(say.AGAIN, is_main=False)
        self._say("")
        self.said.say("\n".join((say.same(found), say.beats(found.n_beats_differing), say.versions(found))))
        counts = sorted(found.n_by_cause.items(), key=lambda each: each[1], reverse=True)
        self.by_cause.say("\n".join(say.cause(why, n) for why, n in counts) or say.NONE_DIFFERS)
        self.largest.say("\n".join(say.largest(found)))
        for part in (self.said, self.by_cause_heading, self.by_cause):
            part.show()
        for part in (self.largest_heading, self.largest):
            part.setVisible(bool(found.differences))

    def show_problem(self, words: str) -> None:
        """Say what went wrong."""
        self.compare.setEnabled(True)
        self.state.say(words, "notice")
        self.state.show()

    def show_changed(self) -> None:
        """The marks are others now: what is shown is of before."""
        if self._is_shown and self.compare.isEnabled():
            self._say(say.STALE)

    def _say(self, words: str) -> None:
        self.state.say(words, "text")
        self.state.setVisible(bool(words))

    @property
    def _found(self) -> tuple[Words, ...]:
        headed = (self.by_cause_heading, self.by_cause, self.largest_heading, self.largest)
        return (self.state, self.said, *headed)
