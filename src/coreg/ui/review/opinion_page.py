"""The right column's page of a second opinion: NeuroKit's numbers beside ours, of one stretch, with reasons."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.person import Role
from coreg.review.second_opinion import SecondOpinion, Why
from coreg.review.second_opinion_wording import both, words_of
from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.review import opinion_wording as say
from coreg.ui.review import wording
from coreg.ui.review.dressed import dress
from coreg.ui.review.number_rows import NumberRows
from coreg.ui.review.page import Page
from coreg.ui.review.tab_button import TabButton
from coreg.ui.theme import Look
from coreg.ui.words import Tone, Words


class OpinionPage(Page):
    """`asked(object)` with the stretch, None for the whole session."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._span_s: tuple[float, float] | None = None
        self._found: Mapping[Role, SecondOpinion] = {}
        self.heading = Words(say.HEADING, "body", "text", STRONG, wraps=True)
        self.how = Words(say.HOW, "label", "muted_text", wraps=True)
        self.where = Words(say.where(None), "label", "text", wraps=True)
        self.ask = KeyButton(say.ASK)
        self.state = Words("", "label", "text", MEDIUM, wraps=True)
        self.who = {role: TabButton(wording.PERSON[role]) for role in Role}
        self.head = Words("", "label", "text", wraps=True)
        self.table = NumberRows(say.COLUMNS)
        self.why_heading = Words(say.WHY, "body", "text", STRONG, wraps=True)
        self.why = Words("", "label", "muted_text", wraps=True)
        self.state.hide()
        self.ask.clicked.connect(self._ask)
        for button in self.who.values():
            button.clicked.connect(self._choose_who)
        self._lay_out()
        self._show(None)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.heading, self.how, self.where, self.ask, self.state, *self.who.values(), self.head)
        dress(look, self.table, self.why_heading, self.why)

    def show_place(self, span_s: tuple[float, float] | None) -> None:
        """Say which stretch is chosen."""
        self._span_s = span_s
        self.where.say(say.where(span_s))

    def show_waiting(self, words: str) -> None:
        """Say what is being done."""
        self.ask.setEnabled(False)
        self._say(words)

    def show_found(self, found: Mapping[Role, SecondOpinion]) -> None:
        """Show the numbers, first the client's."""
        self._found = found
        self.ask.setEnabled(True)
        self._say("" if found else say.NOBODY)
        self._show(next(iter(found), None))

    def show_problem(self, words: str) -> None:
        """Say what went wrong."""
        self.ask.setEnabled(True)
        self._say(words, "notice")

    def forget(self) -> None:
        """Marks or stretches are others now: what was shown is of before."""
        self._found = {}
        self._show(None)

    def _say(self, words: str, tone: Tone = "text") -> None:
        self.state.say(words, tone)
        self.state.setVisible(bool(words))

    def _show(self, role: Role | None) -> None:
        found = None if role is None else self._found.get(role)
        for each, button in self.who.items():
            button.setVisible(len(self._found) > 1)
            button.setChecked(each is role)
        for part in (self.head, self.table, self.why_heading, self.why):
            part.setVisible(found is not None)
        if found is None or role is None:
            return
        self.head.say(say.head(wording.PERSON[role], found))
        self.table.show_rows([(say.cells(one), say.spoken(one)) for one in found.numbers])
        named = {why: [one.name for one in found.numbers if why in one.why] for why in Why}
        self.why.say("\n".join([*(say.why(names, words_of(why)) for why, names in named.items() if names), both()]))

    def _choose_who(self) -> None:
        self._show(next(role for role, button in self.who.items() if button is self.sender()))

    def _ask(self) -> None:
        self.asked.emit(self._span_s)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for part in (self.heading, self.how, self.where):
            column.addWidget(part)
        for widgets in ((self.ask,), tuple(self.who.values())):
            row = QHBoxLayout()
            row.setSpacing(6)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
            column.addLayout(row)
            if widgets[0] is self.ask:
                column.addWidget(self.state)
        below: tuple[QWidget, ...] = (self.head, self.table, self.why_heading, self.why)
        for shown in below:
            column.addWidget(shown)
        column.addStretch(1)
