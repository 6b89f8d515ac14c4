"""The first start's first page: what is measured, what can't be known, and what to ask about before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.vault import first_start_wording, wording
from coreg.ui.vault.page import ColumnPage


class MeasuresPage(ColumnPage):
    """Leads on to the vault, `went_on()`."""

    went_on = Signal()

    def __init__(self) -> None:
        main = KeyButton(wording.GO_ON, wording.ENTER_KEY, is_main=True)
        super().__init__(wording.FIRST_START, first_start_wording.TITLE, main)
        words = first_start_wording
        self.card(self.heading(words.MEASURES_TITLE), *(self.words(line) for line in words.MEASURES))
        self.card(self.heading(words.CANNOT_TITLE), *(self.words(line) for line in words.CANNOT))
        health: list[QWidget] = [self.words(line) for line in wording.FIRST_START_HEALTH]
        self.card(
            self.heading(wording.BEFORE_YOU_BEGIN),
            self.words(f"{wording.INTENDED} {wording.NOT_FOR}"),
            *health,
        )
        self.finish()
        main.clicked.connect(self.went_on)
