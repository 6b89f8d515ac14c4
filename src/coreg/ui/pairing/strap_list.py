"""The straps in reach, and whose each is: chosen by click or by digit. One strap can never be two people."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.person import Role
from coreg.domain.strap import FoundStrap
from coreg.ui.buttons import ChoiceButton
from coreg.ui.fonts import MEDIUM
from coreg.ui.pairing import wording
from coreg.ui.pairing.second_wording import SecondWords
from coreg.ui.pairing.strap_row import StrapRow
from coreg.ui.theme import Look
from coreg.ui.words import Words

_MAX_ROWS = 9  # a digit each


class StrapList(QWidget):
    """Lists straps. `changed()` whenever another choice stands."""

    changed = Signal()

    def __init__(self, second: SecondWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._second = second
        self._look = Look()
        self._whose: dict[Role, str] = {}
        self.rows: list[StrapRow] = []
        self.is_mine_only = self.is_none = False
        self.both = ChoiceButton(f"{wording.BOTH}   {wording.BOTH_KEY}")
        self.mine = ChoiceButton(f"{second.only}   {wording.MINE_KEY}")
        self.none = ChoiceButton(f"{wording.NONE}   {wording.NONE_KEY}")
        self.status = Words(wording.SCANNING, "body", "muted_text", MEDIUM, wraps=True)
        self.line = Words(wording.CHOOSE_ONE, "body", "muted_text", MEDIUM)
        self.both.clicked.connect(self.want_both)
        self.mine.clicked.connect(self.want_mine)
        self.none.clicked.connect(self.want_none)
        self._lay_out()
        self._show_choice()

    @property
    def whose(self) -> dict[Role, str]:
        """Which address each person wears, as chosen so far."""
        return dict(self._whose)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        for words in (self.status, self.line):
            words.set_look(look)
        for button in (self.both, self.mine, self.none):
            button.set_look(look)
        for row in self.rows:
            row.set_look(look)

    def want_both(self) -> None:
        """Two straps today."""
        self._want()

    def want_mine(self) -> None:
        """Only the therapist's."""
        self._want(is_mine_only=True)

    def want_none(self) -> None:
        """None: a session of marks alone."""
        self._want(is_none=True)

    def show_straps(self, straps: list[FoundStrap]) -> None:
        """List what was found, the strongest first."""
        self.status.say(wording.n_found(len(straps)), "muted_text")
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        nearest = sorted(straps, key=_weakness)[:_MAX_ROWS]
        self.rows = [StrapRow(digit, strap, self._second.whose) for digit, strap in enumerate(nearest, start=1)]
        for row in self.rows:
            row.set_look(self._look)
            row.chosen.connect(self.choose)
            self._column.addWidget(row)
        found = {strap.address for strap in straps}
        self._whose = {role: address for role, address in self._whose.items() if address in found}
        self._show_choice()

    def choose(self, address: str, role: Role) -> None:
        """Give a strap to a person, or take it back from them; whoever had it has it no more."""
        had = self._whose.get(role)
        self._whose = {each: worn for each, worn in self._whose.items() if worn != address and each is not role}
        if had != address:
            self._whose[role] = address
        self._show_choice()

    def press(self, row: int) -> None:
        """By digit: the first role that is free; a strap that has one moves to the other, then to nobody."""
        if self.is_none or not 0 <= row < len(self.rows):
            return
        address = self.rows[row].strap.address
        mine = next((role for role, worn in self._whose.items() if worn == address), None)
        roles = (Role.THERAPIST,) if self.is_mine_only else tuple(Role)
        free = [role for role in roles if role not in self._whose]
        if mine is None:
            self.choose(address, free[0] if free else roles[0])
        elif mine is Role.CLIENT and Role.THERAPIST in free:
            self.choose(address, Role.THERAPIST)
        else:
            self.choose(address, mine)

    def _want(self, *, is_mine_only: bool = False, is_none: bool = False) -> None:
        self.is_mine_only, self.is_none = is_mine_only, is_none
        if is_none:
            self._whose.clear()
        if is_mine_only:
            self._whose.pop(Role.CLIENT, None)
        self._show_choice()

    def _show_choice(self) -> None:
        self.both.setChecked(not self.is_mine_only and not self.is_none)
        self.mine.setChecked(self.is_mine_only)
        self.none.setChecked(self.is_none)
        self.status.setVisible(not self.is_none)
        for row in self.rows:
            row.setVisible(not self.is_none)
            row.set_mine_only(self.is_mine_only)
            row.show_role(next((role for role, worn in self._whose.items() if worn == row.strap.address), None))
        is_enough = self.is_none or (self.is_mine_only and bool(self._whose))
        self.line.say("" if is_enough else (wording.CHOOSE_ONE, wording.ONE_STRAP, "")[len(self._whose)])
        self.changed.emit()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        how_many = QHBoxLayout()
        how_many.setSpacing(12)
        how_many.addWidget(self.both)
        how_many.addWidget(self.mine)
        how_many.addWidget(self.none)
        how_many.addStretch(1)
        page.addLayout(how_many)
        page.addWidget(self.status)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        page.addLayout(self._column)
        page.addWidget(self.line)
        page.addStretch(1)


def _weakness(strap: FoundStrap) -> int:
    return -(strap.rssi_dbm if strap.rssi_dbm is not None else -999)
