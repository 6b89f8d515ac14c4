"""Consent taken back in a session: whose, and keep or erase. No dialog; the recording has stopped meanwhile."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from coreg.domain.client import Relation
from coreg.domain.withdrawal import Withdrawal
from coreg.ui.buttons import HoldButton, KeyButton
from coreg.ui.card import Card
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.theme import Look
from coreg.ui.therapist import withdraw_wording
from coreg.ui.words import Words


class WithdrawPanel(Card):
    """Hidden until it is asked for. `chosen(Withdrawal)`, or `taken_back()` where nobody withdraws after all."""

    chosen = Signal(object)
    taken_back = Signal()

    def __init__(self, relation: Relation = Relation.THERAPIST, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self.title = Words(withdraw_wording.TITLE, "body", "text", STRONG)
        self.whose = Words(withdraw_wording.WHOSE, "body", "text", MEDIUM, wraps=True)
        self.names = (
            Words(withdraw_wording.OF_CLIENT, "body", "text", MEDIUM),
            Words(withdraw_wording.OF_SECOND[relation], "body", "text", MEDIUM),
        )
        self.buttons: dict[Withdrawal, KeyButton] = {
            Withdrawal.CLIENT_KEEPS: KeyButton(withdraw_wording.KEEP),
            Withdrawal.CLIENT_ERASES: HoldButton(withdraw_wording.ERASE_ALL, withdraw_wording.HOLD),
            Withdrawal.THERAPIST_KEEPS: KeyButton(withdraw_wording.KEEP),
            Withdrawal.THERAPIST_ERASES: HoldButton(withdraw_wording.ERASE_SECOND[relation], withdraw_wording.HOLD),
        }
        self.go_on = KeyButton(withdraw_wording.GO_ON)
        self.not_here = Words(withdraw_wording.NOT_HERE, "body", "muted_text", wraps=True)
        self._name_buttons()
        for button in self.buttons.values():
            (button.held if isinstance(button, HoldButton) else button.clicked).connect(self._choose)
        self.go_on.clicked.connect(self._go_on)
        self._lay_out()
        self.hide()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.set_card_look(look)
        for words in (self.title, self.whose, *self.names, self.not_here):
            words.set_look(look)
        for button in (*self.buttons.values(), self.go_on):
            button.set_look(look)

    def open(self, *, can_erase: bool) -> None:
        """Ask; nothing is chosen by itself."""
        for withdrawal, button in self.buttons.items():
            button.setVisible(can_erase or not withdrawal.erases)
        self.not_here.setVisible(not can_erase)
        self.show()
        self.buttons[Withdrawal.CLIENT_KEEPS].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the buttons by the arrow keys too; every other key is the session's."""
        forward = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down)
        if forward or event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.focusNextPrevChild(forward)
        else:
            event.ignore()

    def _choose(self) -> None:
        pressed = self.sender()
        chosen = next((each for each, button in self.buttons.items() if button is pressed), None)
        if chosen is not None and not self.isHidden():
            self.hide()
            self.chosen.emit(chosen)

    def _go_on(self) -> None:
        self.hide()
        self.taken_back.emit()

    def _name_buttons(self) -> None:
        """Say whose it is to those who hear the screen."""
        for withdrawal, button in self.buttons.items():
            name = self.names[0] if withdrawal in _OF_CLIENT else self.names[1]
            button.setAccessibleName(f"{name.text()}: {button.text()}")

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setSpacing(10)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.whose, 0, 1, 1, 3)
        for row, (keeps, erases) in enumerate((_OF_CLIENT, _OF_THERAPIST), start=1):
            grid.addWidget(self.names[row - 1], row, 0)
            grid.addWidget(self.buttons[keeps], row, 1)
            grid.addWidget(self.buttons[erases], row, 2)
        grid.addWidget(self.go_on, 1, 3, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.not_here, 3, 0, 1, 4)
        grid.setColumnStretch(3, 1)


_OF_CLIENT = (Withdrawal.CLIENT_KEEPS, Withdrawal.CLIENT_ERASES)
_OF_THERAPIST = (Withdrawal.THERAPIST_KEEPS, Withdrawal.THERAPIST_ERASES)
