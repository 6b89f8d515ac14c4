"""Pairing: which strap is whose, chosen by click or by its digit; one strap can never be two people."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.person import Role
from coreg.domain.strap import FoundStrap
from coreg.ui import wording
from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.pairing.strap_row import StrapRow
from coreg.ui.theme import Look
from coreg.ui.words import Words

_MAX_ROWS = 9  # a digit each


class PairingWindow(QWidget):
    """Lists straps in reach.

    Signals: `scan_asked()`, `start_asked(str | None, str | None)` with the client's and the therapist's address,
    `back_asked()`.
    """

    scan_asked = Signal()
    start_asked = Signal(object, object)
    back_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._whose: dict[Role, str] = {}
        self.rows: list[StrapRow] = []
        self.title = Words(wording.PAIRING, "state", "text", STRONG)
        self.how = Words(wording.PAIRING_HOW, "role", "muted_text", wraps=True)
        self.status = Words(wording.SCANNING, "body", "muted_text", MEDIUM)
        self.line = Words(wording.CHOOSE_ONE, "body", "muted_text", MEDIUM)
        self.back = KeyButton(wording.BACK, wording.BACK_KEY)
        self.again = KeyButton(wording.SCAN_AGAIN, wording.SCAN_AGAIN_KEY)
        self.start = KeyButton(wording.START_SESSION, wording.START_SESSION_KEY, is_main=True)
        self.setWindowTitle(wording.PRODUCT)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self._lay_out()
        self.back.clicked.connect(self.back_asked)
        self.again.clicked.connect(self._scan_again)
        self.start.clicked.connect(self._start)
        self.set_look(look)
        self._show_choice()

    @property
    def whose(self) -> dict[Role, str]:
        """Which address each person wears, as chosen so far."""
        return dict(self._whose)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(look.colours.window))
        self.setPalette(palette)
        for words in (self.title, self.how, self.status, self.line):
            words.set_look(look)
        for button in (self.back, self.again, self.start):
            button.set_look(look)
        for row in self.rows:
            row.set_look(look)

    def show_straps(self, straps: list[FoundStrap]) -> None:
        """List what was found, the strongest first."""
        self.status.say(wording.n_found(len(straps)))
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        nearest = sorted(straps, key=_weakness)[:_MAX_ROWS]
        self.rows = [StrapRow(digit, strap) for digit, strap in enumerate(nearest, start=1)]
        for row in self.rows:
            row.set_look(self._look)
            row.chosen.connect(self._choose)
            self._list.addWidget(row)
        found = {strap.address for strap in straps}
        self._whose = {role: address for role, address in self._whose.items() if address in found}
        self._show_choice()

    def say_problem(self, text: str) -> None:
        """Say why there is no list."""
        self.status.say(text, "notice")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit moves a strap on: client, therapist, nobody."""
        key = event.key()
        row = key - Qt.Key.Key_1
        if 0 <= row < len(self.rows):
            self._cycle(self.rows[row].strap.address)
        elif key == Qt.Key.Key_R:
            self._scan_again()
        elif key == Qt.Key.Key_Space:
            self._start()
        elif key == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go back to the start."""
        self.back_asked.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        for widget in (self.title, self.how, self.status):
            column.addWidget(widget)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.back)
        buttons.addWidget(self.line)
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        buttons.addWidget(self.start)
        column.addLayout(buttons)

    def _choose(self, address: str, role: Role) -> None:
        had = self._whose.get(role)
        self._whose = {each: worn for each, worn in self._whose.items() if worn != address and each is not role}
        if had != address:
            self._whose[role] = address
        self._show_choice()

    def _cycle(self, address: str) -> None:
        """By digit: the first role that is free; a strap that has one moves to the other, then to nobody."""
        mine = next((role for role, worn in self._whose.items() if worn == address), None)
        free = [role for role in Role if role not in self._whose]
        if mine is None:
            self._choose(address, free[0] if free else Role.CLIENT)
        elif mine is Role.CLIENT and Role.THERAPIST in free:
            self._choose(address, Role.THERAPIST)
        else:
            self._choose(address, mine)

    def _show_choice(self) -> None:
        for row in self.rows:
            row.show_role(next((role for role, worn in self._whose.items() if worn == row.strap.address), None))
        self.line.say((wording.CHOOSE_ONE, wording.ONE_STRAP, "")[len(self._whose)])
        self.start.setEnabled(bool(self._whose))

    def _scan_again(self) -> None:
        self.status.say(wording.SCANNING, "muted_text")
        self.scan_asked.emit()

    def _start(self) -> None:
        if self._whose:
            self.start_asked.emit(self._whose.get(Role.CLIENT), self._whose.get(Role.THERAPIST))


def _weakness(strap: FoundStrap) -> int:
    return -(strap.rssi_dbm if strap.rssi_dbm is not None else -999)
