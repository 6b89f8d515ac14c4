"""A client's pseudonym, name, date and second person: for a new one, and to change them later."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coreg.domain.client import PersonEntry, Relation
from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.vault import library_wording as wording
from coreg.ui.vault import wording as words_of_vault
from coreg.ui.vault.choice import Choice
from coreg.ui.vault.page import ColumnPage


class ClientPage(ColumnPage):
    """`kept(str, object, object, Relation)`: pseudonym, name or None, date or None, who the second person is."""

    kept = Signal(str, object, object, object)

    def __init__(self, entry: PersonEntry | None = None) -> None:
        title = wording.ADD_TITLE if entry is None else wording.EDIT_TITLE
        main = KeyButton(wording.KEEP, words_of_vault.ENTER_KEY, is_main=True)
        super().__init__(wording.SECTION, title, main)
        self.pseudonym = self.dress(Field(wording.PSEUDONYM))
        self.name = self.dress(Field(wording.NAME))
        self.keep_until = self.dress(Field(wording.KEEP_UNTIL))
        self.second = self.dress(Choice(wording.SECOND_ASKED, wording.SECOND))
        self.second.choose(Relation.THERAPIST if entry is None else entry.relation)
        self.pseudonym.line.setMaxLength(wording.MOST_CHARACTERS)
        self.name.line.setMaxLength(2 * wording.MOST_CHARACTERS)
        self.pseudonym.say(wording.PSEUDONYM_HOW)
        self.name.say(wording.NAME_HOW)
        self.keep_until.say(wording.KEEP_UNTIL_HOW)
        if entry is not None:
            self.pseudonym.set_text(entry.pseudonym)
            self.name.set_text(entry.name or "")
            self.keep_until.set_text("" if entry.retention is None else entry.retention.isoformat())
        self.card(self.pseudonym, self.name, self.keep_until)
        self.card(self.second, self.words(wording.SECOND_HOW, is_muted=True))
        self.finish()
        main.clicked.connect(self._keep)

    @property
    def first(self) -> QWidget:
        """Where typing begins."""
        return self.pseudonym.line

    def _keep(self) -> None:
        if self.is_busy:
            return
        pseudonym, typed = self.pseudonym.text.strip(), self.keep_until.text.strip()
        try:
            retention = date.fromisoformat(typed) if typed else None
        except ValueError:
            self.say_problem(wording.KEEP_UNTIL_WRONG)
            self.go_to(self.keep_until.line)
            return
        if not pseudonym:
            self.say_problem(wording.NO_PSEUDONYM)
            self.go_to(self.pseudonym.line)
            return
        self.kept.emit(pseudonym, self.name.text.strip() or None, retention, self.second.value)
