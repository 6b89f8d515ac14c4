"""Pairing: the straps in reach, then a card for each person, live, until it is sure who wears which strap."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.person import Role
from coreg.domain.snapshot import Snapshot
from coreg.domain.stand_up import StandUp, StandUpState
from coreg.domain.strap import FoundStrap, RememberedStrap
from coreg.ui import wording as words_of_all
from coreg.ui.buttons import ChoiceButton, KeyButton
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.keys import PAIRING_KEYS, PairingAction
from coreg.ui.pairing import wording
from coreg.ui.pairing.person_card import PersonCard
from coreg.ui.pairing.strap_list import StrapList
from coreg.ui.plots.scales import HEART_RATE_STEPS, shared_step
from coreg.ui.theme import Look
from coreg.ui.words import Words

_EDGE_PX = 24
_LANE_S = 60.0


class PairingWindow(QWidget):
    """Two pages: the list of straps in reach, and the cards of those that are connected.

    Signals: `scan_asked()`, `straps_chosen(str | None, str | None)` with the client's and the therapist's address,
    `stand_up_asked()`, `swap_asked()`, `start_asked(frozenset[Role], str)` with whose strap is confirmed and how it
    was asked, `others_asked()` where the connected straps aren't the right ones, `back_asked()`.
    """

    scan_asked = Signal()
    straps_chosen = Signal(object, object)
    stand_up_asked = Signal()
    swap_asked = Signal()
    start_asked = Signal(object, str)
    others_asked = Signal()
    back_asked = Signal()

    def __init__(
        self, look: Look, remembered: dict[Role, RememberedStrap] | None = None, *, may_record: bool = True
    ) -> None:
        super().__init__()
        self._may_record = may_record
        self._look = look
        self._remembered = remembered or {}
        self._found: list[FoundStrap] = []
        self._proposes = True
        self._snapshot: Snapshot | None = None
        self._confirmed: frozenset[Role] = frozenset()
        self._is_skipped = False
        self.is_at_cards = False
        self.page = Words(wording.STRAPS, "body", "text", STRONG)
        self.banner = Words("", "body", "simulated", STRONG)
        self.saving = Words(words_of_all.NOTHING_RECORDED_YET, "body", "muted_text", MEDIUM)
        self.title = Words(wording.TITLE, "clock", "text", STRONG)
        self.how = Words(wording.CHOOSE, "role", "text", MEDIUM, wraps=True)
        self.problem = Words("", "body", "notice", MEDIUM, wraps=True)
        self.list = StrapList()
        self.cards = {role: PersonCard(role) for role in Role}
        self.unused = Words("", "label", "muted_text", MEDIUM, wraps=True)
        self.watch = ChoiceButton(f"{wording.WATCH}   {wording.WATCH_KEY}")
        self.watch.setChecked(not may_record)
        self.watch.setEnabled(may_record)
        self.buttons = _buttons()
        self.setWindowTitle(words_of_all.PRODUCT)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self._lay_out()
        self._connect()
        self.set_look(look)
        self.show_list(proposes=True)

    @property
    def whose(self) -> dict[Role, str]:
        """Which address each person wears, as chosen in the list."""
        return self.list.whose

    @property
    def is_watched_only(self) -> bool:
        """Whether nothing is to be written of what begins."""
        return self.watch.isChecked()

    @property
    def confirmed(self) -> frozenset[Role]:
        """Whose strap the therapist has said to be the right one."""
        return self._confirmed

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(look.colours.window))
        self.setPalette(palette)
        for words in (self.page, self.banner, self.saving, self.title, self.how, self.problem, self.unused):
            words.set_look(look)
        self.list.set_look(look)
        for card in self.cards.values():
            card.set_look(look)
        for button in (*self.buttons.values(), self.watch):
            button.set_look(look)

    def show_list(self, *, proposes: bool) -> None:
        """Show the list; `proposes` whether just as many straps as are wanted go straight to the cards."""
        self._proposes = proposes
        self._snapshot = None
        self.list.status.say(wording.SCANNING, "muted_text")
        self._turn_to(is_at_cards=False)
        self._show_list_words()

    def show_cards(self, *, is_simulated: bool) -> None:
        """Show a card for each person; snapshots follow."""
        self._confirmed, self._is_skipped = frozenset(), False
        self.banner.say(words_of_all.SIMULATED if is_simulated else "")
        self._turn_to(is_at_cards=True)
        self.how.say(wording.CONNECTING)

    def show_straps(self, straps: list[FoundStrap]) -> None:
        """Take what a scan found; exactly as many as are wanted are proposed at once."""
        self._found = straps
        if self.is_at_cards:
            return
        self.say_problem("")
        self.list.show_straps(straps)
        n_wanted = 1 if self.list.is_mine_only else len(Role)
        if self._proposes and len(straps) == n_wanted:
            for address, role in self._proposal():
                self.list.choose(address, role)
            self._connect_chosen()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is known of both straps now."""
        self._snapshot = snapshot
        people, now_s = snapshot.people, snapshot.t_s
        lanes = [person.numbers.heart_rate_lane for person in people.values()]
        scale = shared_step(HEART_RATE_STEPS, lanes, now_s, _LANE_S)
        for role, card in self.cards.items():
            card.show_person(people.get(role), now_s)
            card.show_lane(people.get(role), now_s, scale, snapshot.stand_up)
        self._show_check()

    def say_problem(self, text: str) -> None:
        """What went wrong and what to do; empty takes it away."""
        self.problem.say(text)
        self.problem.setVisible(bool(text))
        self._show_watch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the table of keys says; a digit moves a strap of the list on: client, therapist, nobody."""
        action = PAIRING_KEYS.get(Qt.Key(event.key()))
        row = event.key() - Qt.Key.Key_1
        if event.isAutoRepeat():
            return
        if action is not None:
            self._act(action, "key")
        elif 0 <= row < len(self.list.rows) and not self.is_at_cards:
            self.list.press(row)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go back to the start."""
        self.back_asked.emit()
        super().closeEvent(event)

    def _act(self, action: PairingAction, input_: str) -> None:
        if action is PairingAction.BACK:
            self.back_asked.emit()
        elif self.is_at_cards:
            self._act_at_cards(action, input_)
        else:
            self._act_at_list(action)

    def _act_at_list(self, action: PairingAction) -> None:
        match action:
            case PairingAction.BOTH:
                self.list.want_both()
            case PairingAction.MINE:
                self.list.want_mine()
            case PairingAction.LOOK_AGAIN:
                self.list.status.say(wording.SCANNING, "muted_text")
                self.scan_asked.emit()
            case PairingAction.GO_ON:
                self._connect_chosen()

    def _act_at_cards(self, action: PairingAction, input_: str) -> None:
        match action:
            case PairingAction.LOOK_AGAIN:
                self.others_asked.emit()
            case PairingAction.GO_ON:
                self.saving.say(wording.STARTING)
                self.start_asked.emit(self._confirmed, input_)
            case PairingAction.STAND_UP if self._may_stand_up:
                self._is_skipped = False
                self.stand_up_asked.emit()
            case PairingAction.SWAP:
                self._confirmed = frozenset()
                self.swap_asked.emit()
            case PairingAction.SKIP:
                self._is_skipped = True
            case PairingAction.WATCH if self._may_record:
                self.watch.setChecked(not self.watch.isChecked())
                self._show_watch()
            case PairingAction.CLIENT | PairingAction.THERAPIST:
                self._confirm(Role(action.value))
        self._show_check()

    def _confirm(self, role: Role) -> None:
        self._confirmed ^= {role}

    def _confirm_by_button(self, role: Role) -> None:
        self._confirm(role)
        self._show_check()

    @property
    def _may_stand_up(self) -> bool:
        check = self._check
        return not self._is_alone and (check.state is StandUpState.READY or check.asked_s is not None)

    @property
    def _check(self) -> StandUp:
        return StandUp() if self._snapshot is None else self._snapshot.stand_up

    @property
    def _is_alone(self) -> bool:
        cards = self.cards.values()
        return self._snapshot is not None and any(card.confirm.isHidden() for card in cards)

    def _show_check(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        check, is_alone = snapshot.stand_up, self._is_alone
        self.how.say(wording.check_words(check, snapshot.t_s, is_alone=is_alone, is_skipped=self._is_skipped))
        for role, card in self.cards.items():
            card.show_check(check, is_confirmed=role in self._confirmed)
        self.buttons[PairingAction.STAND_UP].setEnabled(self._may_stand_up)
        self.buttons[PairingAction.SKIP].setEnabled(not is_alone and not self._is_skipped)

    def _proposal(self) -> list[tuple[str, Role]]:
        """Who may wear what: as when last recorded, else the nearest to the computer is the therapist's."""
        nearest = [row.strap.address for row in self.list.rows]
        if self.list.is_mine_only:
            return [(nearest[0], Role.THERAPIST)]
        known = {strap.identity: role for role, strap in self._remembered.items()}
        therapist = next((each for each in nearest if known.get(each) is Role.THERAPIST), None)
        client = next((each for each in nearest if known.get(each) is Role.CLIENT), None)
        if therapist is None:
            therapist = next(each for each in nearest if each != client)
        return [(next(each for each in nearest if each != therapist), Role.CLIENT), (therapist, Role.THERAPIST)]

    def _connect_chosen(self) -> None:
        whose = self.list.whose
        if whose:
            self.straps_chosen.emit(whose.get(Role.CLIENT), whose.get(Role.THERAPIST))

    def _show_list_words(self) -> None:
        if not self.is_at_cards:
            self.how.say(wording.CHOOSE_MINE if self.list.is_mine_only else wording.CHOOSE)
            self.buttons[PairingAction.GO_ON].setEnabled(bool(self.list.whose))

    def _turn_to(self, *, is_at_cards: bool) -> None:
        self.is_at_cards = is_at_cards
        self.say_problem("")
        self.watch.setVisible(is_at_cards)
        self.banner.setVisible(is_at_cards and bool(self.banner.text()))
        self.list.setVisible(not is_at_cards)
        for card in self.cards.values():
            card.setVisible(is_at_cards)
        for action in (PairingAction.STAND_UP, PairingAction.SWAP, PairingAction.SKIP):
            self.buttons[action].setVisible(is_at_cards)
        worn = set(self.list.whose.values())
        unused = [strap for strap in self._found if strap.address not in worn]
        self.unused.say(wording.not_used(unused) if is_at_cards else "")
        go_on, others = self.buttons[PairingAction.GO_ON], self.buttons[PairingAction.LOOK_AGAIN]
        self._show_watch()
        others.show_words(wording.OTHERS if is_at_cards else wording.AGAIN, is_main=False)
        go_on.setEnabled(is_at_cards or bool(worn))

    def _show_watch(self) -> None:
        """Say what starting does."""
        start = wording.START_WATCHING if self.is_watched_only else wording.START
        go_on = self.buttons[PairingAction.GO_ON]
        go_on.show_words(start if self.is_at_cards else wording.CONNECT, is_main=True)
        self.saving.say(words_of_all.WATCHING_ONLY if self.is_watched_only else words_of_all.NOTHING_RECORDED_YET)

    def _connect(self) -> None:
        self.list.changed.connect(self._show_list_words)
        for card in self.cards.values():
            card.confirm_asked.connect(self._confirm_by_button)
        self.watch.clicked.connect(self._show_watch)
        for action, slot in (
            (PairingAction.BACK, self.back_asked),
            (PairingAction.LOOK_AGAIN, self._press_look_again),
            (PairingAction.STAND_UP, self._press_stand_up),
            (PairingAction.SWAP, self._press_swap),
            (PairingAction.SKIP, self._press_skip),
            (PairingAction.GO_ON, self._press_go_on),
        ):
            self.buttons[action].clicked.connect(slot)

    def _press_look_again(self) -> None:
        self._act(PairingAction.LOOK_AGAIN, "button")

    def _press_stand_up(self) -> None:
        self._act(PairingAction.STAND_UP, "button")

    def _press_swap(self) -> None:
        self._act(PairingAction.SWAP, "button")

    def _press_skip(self) -> None:
        self._act(PairingAction.SKIP, "button")

    def _press_go_on(self) -> None:
        self._act(PairingAction.GO_ON, "button")

    def _lay_out(self) -> None:
        top = QGridLayout()
        top.addWidget(self.page, 0, 0, Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self.banner, 0, 1, Qt.AlignmentFlag.AlignCenter)
        top.addWidget(self.saving, 0, 2, Qt.AlignmentFlag.AlignRight)
        top.setColumnStretch(0, 1)
        top.setColumnStretch(2, 1)
        people = QHBoxLayout()
        people.setSpacing(16)
        for card in self.cards.values():
            people.addWidget(card, 1)
        others = QHBoxLayout()
        others.setSpacing(12)
        others.addWidget(self.unused, 1)
        others.addWidget(self.watch)
        others.addWidget(self.buttons[PairingAction.LOOK_AGAIN])
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.buttons[PairingAction.BACK])
        foot.addStretch(1)
        for action in (PairingAction.STAND_UP, PairingAction.SWAP, PairingAction.SKIP, PairingAction.GO_ON):
            foot.addWidget(self.buttons[action])
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE_PX, 8, _EDGE_PX, 12)
        column.setSpacing(8)
        column.addLayout(top)
        for widget in (self.title, self.how, self.problem, self.list):
            column.addWidget(widget)
        column.addLayout(people, 1)
        column.addLayout(others)
        column.addLayout(foot)


def _buttons() -> dict[PairingAction, KeyButton]:
    """The buttons of the window, each with its key."""
    return {
        PairingAction.BACK: KeyButton(wording.BACK, wording.BACK_KEY),
        PairingAction.LOOK_AGAIN: KeyButton(wording.AGAIN, wording.AGAIN_KEY),
        PairingAction.STAND_UP: KeyButton(wording.STAND_UP, wording.STAND_UP_KEY),
        PairingAction.SWAP: KeyButton(wording.SWAP, wording.SWAP_KEY),
        PairingAction.SKIP: KeyButton(wording.SKIP, wording.SKIP_KEY),
        PairingAction.GO_ON: KeyButton(wording.CONNECT, wording.CONNECT_KEY, is_main=True),
    }
