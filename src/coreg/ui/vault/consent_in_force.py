"""What a person has agreed to so far, newest first, each purpose with a button that takes it back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from coreg.domain.consent import ConsentEntry, Purpose
from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import STRONG
from coreg.ui.theme import Look
from coreg.ui.vault import consent_wording as wording
from coreg.ui.vault.page import Panel
from coreg.ui.words import Words


class WithdrawButton(KeyButton):
    """Takes back one purpose of one consent: `withdraw_asked(str, Purpose)`."""

    withdraw_asked = Signal(str, object)

    def __init__(self, entry: ConsentEntry, purpose: Purpose) -> None:
        super().__init__(wording.WITHDRAW)
        self._entry, self._purpose = entry, purpose
        self.setAccessibleName(f"{wording.WITHDRAW}: {wording.PURPOSE[purpose]}")
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        self.withdraw_asked.emit(self._entry.consent_id, self._purpose)


class ConsentInForce(Panel):
    """Lists consents. `withdraw_asked(str, Purpose)`."""

    withdraw_asked = Signal(str, object)

    def __init__(self, consents: Sequence[ConsentEntry]) -> None:
        super().__init__()
        self._words: list[Words] = []
        self.buttons: list[WithdrawButton] = []
        self._add(wording.SO_FAR, STRONG)
        for entry in reversed(consents):
            self._add(wording.entry_words(entry))
            self._add_purposes(entry)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        super().set_look(look)
        for words in self._words:
            words.set_look(look)
        for button in self.buttons:
            button.set_look(look)

    def _add(self, text: str, weight: int | None = None) -> None:
        words = Words(text, "body", "text", wraps=True) if weight is None else Words(text, "body", "text", weight)
        self._words.append(words)
        self.column.addWidget(words)

    def _add_purposes(self, entry: ConsentEntry) -> None:
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        for place, purpose in enumerate(each for each in Purpose if each in entry.purposes):
            words = Words(wording.purpose_line(entry, purpose), "body", "muted_text", wraps=True)
            self._words.append(words)
            grid.addWidget(words, place, 0)
            if purpose not in entry.withdrawn_utc:
                button = WithdrawButton(entry, purpose)
                button.withdraw_asked.connect(self.withdraw_asked)
                self.buttons.append(button)
                grid.addWidget(button, place, 1)
        self.column.addWidget(lines)
