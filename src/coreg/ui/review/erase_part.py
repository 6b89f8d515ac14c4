"""Erasing for good, beneath the audit list: what, whose, and a word to type; nothing is asked over the window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.moment import Moment
from coreg.domain.person import Role
from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.fonts import STRONG
from coreg.ui.review import history_wording as say
from coreg.ui.review.dressed import dress
from coreg.ui.review.tab_button import TabButton
from coreg.ui.theme import Look
from coreg.ui.words import Words

_BOTH = "both"


class ErasePart(QWidget):
    """`asked(object, object)`: a stretch (start, end, whose) or None, and the numbers of the marks."""

    asked = Signal(object, object)

    def __init__(self, *, is_kept: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moment: Moment | None = None
        self._span_s: tuple[float, float] | None = None
        self._who: Role | None = None
        self._is_stretch = False
        self.heading = Words(say.ERASE_TITLE, "body", "text", STRONG, wraps=True)
        self.how = Words(say.ERASE_HOW, "label", "muted_text", wraps=True)
        self.kept = Words(say.ERASE_VAULT if is_kept else say.ERASE_FILE, "label", "muted_text", wraps=True)
        self.of_mark, self.of_stretch = TabButton(say.WHAT_MARK), TabButton(say.WHAT_STRETCH)
        self.what = Words("", "label", "text", wraps=True)
        self.who = {who: TabButton(words) for who, words in say.OF.items()}
        self.word = Field(say.confirm())
        self.erase = KeyButton(say.ERASE)
        self.of_mark.clicked.connect(self._choose_mark)
        self.of_stretch.clicked.connect(self._choose_stretch)
        for button in self.who.values():
            button.clicked.connect(self._choose_who)
        self.word.entered.connect(self._ask)
        self.word.changed.connect(self._forget_problem)
        self.erase.clicked.connect(self._ask)
        self._lay_out()
        self._show()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.heading, self.how, self.kept, self.of_mark, self.of_stretch, self.what)
        dress(look, *self.who.values(), self.word, self.erase)

    def show_moment(self, moment: Moment | None) -> None:
        """Say which mark is chosen."""
        if moment != self._moment:
            self.word.clear()
        self._moment = moment
        self._show()

    def show_span(self, span_s: tuple[float, float] | None) -> None:
        """Say which stretch is chosen."""
        if span_s != self._span_s:
            self.word.clear()
        self._span_s = span_s
        self._show()

    def _show(self) -> None:
        self.of_mark.setChecked(not self._is_stretch)
        self.of_stretch.setChecked(self._is_stretch)
        words = say.erase_stretch(self._span_s) if self._is_stretch else say.erase_mark(self._moment)
        self.what.say(words)
        for who, button in self.who.items():
            button.setVisible(self._is_stretch)
            button.setChecked(who is self._who)
        can = self._span_s is not None if self._is_stretch else self._moment is not None
        self.erase.setEnabled(can)

    def _choose_mark(self) -> None:
        self._is_stretch = False
        self._show()

    def _choose_stretch(self) -> None:
        self._is_stretch = True
        self._show()

    def _choose_who(self) -> None:
        self._who = next(who for who, button in self.who.items() if button is self.sender())
        self._show()

    def _forget_problem(self) -> None:
        self.word.say("")

    def _ask(self) -> None:
        if not self.erase.isEnabled():
            return
        if self.word.text.strip() != say.WORD:
            self.word.say(say.not_typed(), "notice")
            return
        self.word.clear()
        if self._is_stretch and self._span_s is not None:
            whose = _BOTH if self._who is None else self._who.value
            self.asked.emit((*self._span_s, whose), ())
        elif self._moment is not None:
            self.asked.emit(None, (self._moment.moment_id,))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.heading, self.how, self.kept):
            column.addWidget(part)
        for widgets in ((self.of_mark, self.of_stretch), tuple(self.who.values())):
            row = QHBoxLayout()
            row.setSpacing(6)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
            column.addLayout(row)
            if widgets[0] is self.of_mark:
                column.addWidget(self.what)
        column.addWidget(self.word)
        foot = QHBoxLayout()
        foot.addWidget(self.erase)
        foot.addStretch(1)
        column.addLayout(foot)
