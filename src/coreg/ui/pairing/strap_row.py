"""One strap in reach: its number, what it is, and whose it is."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coreg.domain.person import Role
from coreg.domain.strap import FoundStrap
from coreg.ui.buttons import ChoiceButton
from coreg.ui.card import Card
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.pairing import wording
from coreg.ui.theme import Look
from coreg.ui.words import Words


class StrapRow(Card):
    """A strap with two choices. `chosen(address, Role)`; never shows an advertised name."""

    chosen = Signal(str, object)

    def __init__(
        self, digit: int, strap: FoundStrap, whose: Mapping[Role, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(None, parent)
        self.strap = strap
        self.digit = Words(str(digit), "role", "muted_text", STRONG)
        self.what = Words(wording.found_strap(strap), "body", "text", MEDIUM)
        self.choices = {role: ChoiceButton(words) for role, words in whose.items()}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.digit)
        row.addWidget(self.what)
        row.addStretch(1)
        for button in self.choices.values():
            row.addWidget(button)
        self.choices[Role.CLIENT].clicked.connect(self._choose_client)
        self.choices[Role.THERAPIST].clicked.connect(self._choose_therapist)
        for role, button in self.choices.items():
            button.setAccessibleName(f"{self.what.text()}, {whose[role]}")

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.set_card_look(look)
        self.digit.set_look(look)
        self.what.set_look(look)
        for button in self.choices.values():
            button.set_look(look)

    def set_mine_only(self, is_mine_only: bool) -> None:
        """Offer the strap to both people, or to the therapist alone."""
        self.choices[Role.CLIENT].setVisible(not is_mine_only)

    def show_role(self, role: Role | None) -> None:
        """Show whose it is."""
        for each, button in self.choices.items():
            button.setChecked(each is role)

    def _choose_client(self) -> None:
        self.chosen.emit(self.strap.address, Role.CLIENT)

    def _choose_therapist(self) -> None:
        self.chosen.emit(self.strap.address, Role.THERAPIST)
