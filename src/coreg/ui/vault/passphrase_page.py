"""A new passphrase: chosen, typed twice, and honestly judged. For making the vault, changing it, and recovering."""

import itertools
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.tick_box import TickBox
from coreg.ui.vault import wording
from coreg.ui.vault.page import ColumnPage


class Why(Enum):
    """What the new passphrase is for."""

    MAKE = "make"
    CHANGE = "change"
    RECOVER = "recover"


_TITLE = {
    Why.MAKE: wording.CHOOSE_PASSPHRASE,
    Why.CHANGE: wording.CHANGE_PASSPHRASE,
    Why.RECOVER: wording.RECOVER,
}
_ABOVE = {
    Why.MAKE: wording.HOW_TO_CHOOSE,
    Why.CHANGE: f"{wording.HOW_TO_CHOOSE} {wording.CHANGE_PASSPHRASE_HOW}",
    Why.RECOVER: wording.RECOVER_HOW,
}
_MAIN = {Why.MAKE: wording.MAKE, Why.CHANGE: wording.CHANGE_PASSPHRASE, Why.RECOVER: wording.OPEN}


class PassphrasePage(ColumnPage):
    """Asks for a new passphrase.

    Signals: `chosen(str, str)` with what opens the vault until now (empty, old passphrase or code) and the new
    passphrase, both typed alike; `typed(str)` whenever there is something new to judge.
    """

    chosen = Signal(str, str)
    typed = Signal(str)

    def __init__(self, why: Why, *, has_keychain: bool = False) -> None:
        super().__init__(wording.SECTION, _TITLE[why], KeyButton(_MAIN[why], wording.ENTER_KEY, is_main=True))
        is_code = why is Why.RECOVER
        self._why = why
        self.until_now = self.dress(
            Field(wording.CODE if is_code else wording.OLD_PASSPHRASE, is_secret=not is_code)
        )
        self.new = self.dress(
            Field(wording.PASSPHRASE if why is Why.MAKE else wording.NEW_PASSPHRASE, is_secret=True)
        )
        self.again = self.dress(Field(wording.PASSPHRASE_AGAIN, is_secret=True))
        self.keychain = self.dress(TickBox(wording.KEYCHAIN, leaves_enter=True))
        self.keychain_warns = self.words(wording.KEYCHAIN_WARNS)
        self.column.addWidget(self.words(_ABOVE[why]))
        self.card(self.until_now, self.new, self.again)
        self.keychain_card = self.card(self.keychain, self.keychain_warns)
        self.keychain_card.setVisible(has_keychain and why is Why.MAKE)
        self.until_now.setVisible(why is not Why.MAKE)
        self.until_now.line.close_clipboard()
        self.finish()
        self._let_tab_type()
        self.new.changed.connect(self._tell_typed)
        if self.main is not None:
            self.main.clicked.connect(self._choose)

    @property
    def first(self) -> QWidget:
        """Where typing begins."""
        return self.new.line if self._why is Why.MAKE else self.until_now.line

    def show_strength(self, passphrase: str, words: str, *, is_weak: bool) -> None:
        """Say how long it would stand, if it still is what stands there."""
        if passphrase == self.new.text:
            self.new.say(words, "notice" if is_weak else "muted_text")

    def refuse(self, problem: str) -> None:
        """Say what is wrong with what opened the vault until now."""
        self.end(problem)
        self.go_to(self.until_now.line)
        self.until_now.line.selectAll()

    def _let_tab_type(self) -> None:
        """Lead Tab from line to line, and then to what shows the letters."""
        fields = (self.until_now, self.new, self.again)
        for field in fields:
            # Qt would have Tab go into the line again on the way to its button.
            field.setFocusProxy(None)  # type: ignore[arg-type]  # the stub leaves out that None takes it away
        stops = [*(field.line for field in fields), *(field.show_button for field in fields), self.keychain]
        for before, after in itertools.pairwise(stops):
            self.setTabOrder(before, after)

    def _tell_typed(self, passphrase: str) -> None:
        if not passphrase:
            self.new.say("")
        self.typed.emit(passphrase)

    def _choose(self) -> None:
        if self.is_busy:
            return
        if self._why is not Why.MAKE and not self.until_now.text:
            self._stop_at(self.until_now, wording.CODE_FIRST if self._why is Why.RECOVER else wording.OLD_FIRST)
        elif not self.new.text:
            self._stop_at(self.new, wording.NOTHING_TYPED)
        elif self.again.text != self.new.text:
            self._stop_at(self.again, wording.DIFFERS if self.again.text else wording.TYPE_AGAIN)
        else:
            self.say_problem("")
            self.chosen.emit(self.until_now.text, self.new.text)

    def _stop_at(self, field: Field, problem: str) -> None:
        """Say what is missing; going on from field to field by Enter is no mistake worth a word twice."""
        self.say_problem(problem)
        self.go_to(field.line)
        field.line.selectAll()
