"""Consent: the words that are agreed to, who agrees, how and for what; and what of it stands or is taken back."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coreg.domain.client import HealthNote
from coreg.domain.consent import KEPT_WITH_CLIENT, ConsentText, GivenBy, Manner, Purpose
from coreg.ui.buttons import KeyButton
from coreg.ui.tick_box import TickBox
from coreg.ui.vault import consent_wording as wording
from coreg.ui.vault import wording as words_of_vault
from coreg.ui.vault.choice import Choice
from coreg.ui.vault.consent_in_force import ConsentInForce
from coreg.ui.vault.consent_words import ConsentWords
from coreg.ui.vault.listing import PersonView
from coreg.ui.vault.page import ColumnPage, together


@dataclass(frozen=True, slots=True)
class Given:
    """A consent as it was ticked, not yet written."""

    given_by: GivenBy
    manner: Manner
    purposes: frozenset[Purpose]
    child_assents: bool | None
    health_notes: frozenset[HealthNote]


class ConsentPage(ColumnPage):
    """Asks one person.

    Signals: `given(Given)`, `text_changed(str)`, `withdraw_asked(str, Purpose)`, `watch_asked()`,
    `sheet_asked()` for the sheet that a client may keep.

    Parameters
    ----------
    is_on_the_way
        Whether a session is about to start: then watching only is offered beside.
    """

    given = Signal(object)
    text_changed = Signal(str)
    withdraw_asked = Signal(str, object)
    watch_asked = Signal()
    sheet_asked = Signal()

    def __init__(self, view: PersonView, text: ConsentText, *, is_on_the_way: bool) -> None:
        self._gives_own = view.gives_own
        main = KeyButton(wording.KEEP, words_of_vault.ENTER_KEY, is_main=True)
        super().__init__(wording.SECTION, wording.title(view.entry.pseudonym, view.gives_own), main)
        self.in_force = self.dress(ConsentInForce(view.consents))
        self.text = self.dress(ConsentWords(text))
        self.who = self.dress(Choice(wording.WHO, wording.GIVEN_BY))
        self.child = self.dress(Choice(wording.CHILD_ASKED, wording.CHILD_ANSWER))
        self.manner = self.dress(Choice(wording.MANNER_ASKED, wording.MANNER))
        self.purposes = {
            each: self.dress(TickBox(words, leaves_enter=True)) for each, words in wording.PURPOSE.items()
        }
        self.health = {
            each: self.dress(TickBox(words, leaves_enter=True)) for each, words in wording.HEALTH_NOTE.items()
        }
        self.asked = self.dress(TickBox(wording.ASKED, leaves_enter=True))
        self.watch = self.dress(KeyButton(wording.WATCH_ONLY))
        self.sheet = self.dress(KeyButton(wording.PRINT_SHEET))
        self._lay_out_cards()
        self.watch.setVisible(is_on_the_way)
        self._show_known(view)
        self.in_force.withdraw_asked.connect(self.withdraw_asked)
        self.text.changed.connect(self.text_changed)
        self.who.changed.connect(self._show_child)
        self.watch.clicked.connect(self.watch_asked)
        self.sheet.setVisible(self._gives_own is not GivenBy.THERAPIST)
        self.sheet.clicked.connect(self.sheet_asked)
        main.clicked.connect(self._give)

    @property
    def first(self) -> QWidget:
        """The words first: they are to be read."""
        return self.text.area

    def _lay_out_cards(self) -> None:
        how = wording.HOW if self._gives_own is None else wording.HOW_OWN[self._gives_own]
        self.column.addWidget(self.words(how))
        self.column.addWidget(self.in_force)
        words = self.card(self.text)
        words.column.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
        self.card(self.who, self.child, self.manner)
        self.card(
            self.heading(wording.FOR_WHAT),
            together(*self.purposes.values()),
            self.words(wording.NEEDED, is_muted=True),
        )
        self.card(
            self.heading(wording.HEALTH),
            together(*self.health.values()),
            self.words(wording.DIZZY, is_muted=True),
            self.asked,
        )
        self.finish(self.watch)

    def _show_known(self, view: PersonView) -> None:
        """Fill in what needs no asking: the second person gives their own; ticks on the heart stay as they were."""
        self.in_force.setVisible(bool(view.consents))
        if self._gives_own is not None:
            self.who.choose(GivenBy.CLIENT)
        self.who.setVisible(self._gives_own is None)
        self._show_child()
        is_noted = self._gives_own not in KEPT_WITH_CLIENT
        notes = view.entry.health_notes if is_noted else None
        for tick in self.health.values():
            tick.setVisible(is_noted)
        self.asked.setChecked(notes is not None)
        for note, tick in self.health.items():
            tick.setChecked(note in (notes or frozenset()))

    def _show_child(self) -> None:
        """A child is asked beside a guardian, and nobody else."""
        by_guardian = self.who.is_answered and self.who.value in (GivenBy.GUARDIAN, GivenBy.BOTH)
        self.child.setVisible(by_guardian and self._gives_own is None)

    def _missing(self) -> tuple[str, QWidget] | None:
        """What still has to be said, and where."""
        if self.text.is_changing:
            return wording.WORDS_OPEN, self.text.area
        if not self.who.is_answered:
            return wording.WHO_MISSING, self.who.first
        if not self.child.isHidden() and not self.child.is_answered:
            return wording.CHILD_MISSING, self.child.first
        if not self.manner.is_answered:
            return wording.MANNER_MISSING, self.manner.first
        if not any(tick.isChecked() for tick in self.purposes.values()):
            return wording.PURPOSE_MISSING, self.purposes[Purpose.SEEN_LIVE]
        if not self.asked.isChecked():
            return wording.HEALTH_MISSING, self.asked
        return None

    def _give(self) -> None:
        if self.is_busy:
            return
        missing = self._missing()
        if missing is not None:
            problem, where = missing
            self.say_problem(problem)
            self.go_to(where)
            return
        by, manner = self.who.value, self.manner.value
        if by is None or manner is None:
            return
        self.given.emit(
            Given(
                self._gives_own or by,
                manner,
                frozenset(each for each, tick in self.purposes.items() if tick.isChecked()),
                None if self.child.isHidden() else self.child.value,
                frozenset(each for each, tick in self.health.items() if tick.isChecked()),
            )
        )
