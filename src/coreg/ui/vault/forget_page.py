"""Forgetting a client: what goes, what can't be reached, and the pseudonym typed to say that it is meant."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.vault import library_wording as wording
from coreg.ui.vault.listing import PersonView
from coreg.ui.vault.page import ColumnPage


class ForgetPage(ColumnPage):
    """`forget_asked()` once the pseudonym stands there exactly."""

    forget_asked = Signal()

    def __init__(self, view: PersonView) -> None:
        main = KeyButton(wording.FORGET_NOW, is_main=True)
        super().__init__(wording.SECTION, wording.FORGET_TITLE, main)
        self._pseudonym = view.entry.pseudonym
        self.confirm = self.dress(Field(wording.type_to_forget(self._pseudonym)))
        goes, stays = wording.what_goes(self._pseudonym, len(view.sessions), len(view.consents))
        self.column.addWidget(self.heading(wording.FORGET_SURE))
        self.card(
            self.heading(wording.WHAT_GOES),
            *(self.words(f"· {line}") for line in goes),
            self.heading(wording.WHAT_STAYS),
            self.words(f"· {stays}"),
            self.words(f"· {wording.FORGET_COPIES}"),
        )
        self.card(self.confirm)
        self.finish()
        main.setEnabled(False)
        self.confirm.changed.connect(self._show_confirmed)
        main.clicked.connect(self._forget)

    @property
    def first(self) -> QWidget:
        """Where the pseudonym is typed."""
        return self.confirm.line

    def _show_busy(self) -> None:
        self._show_confirmed(self.confirm.text)

    def _show_confirmed(self, typed: str) -> None:
        if self.main is not None:
            self.main.setEnabled(typed == self._pseudonym and not self.is_busy)

    def _forget(self) -> None:
        if self.confirm.text == self._pseudonym and not self.is_busy:
            self.forget_asked.emit()
