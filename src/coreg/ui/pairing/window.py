"""Pairing: the straps in reach, then a card for each person, live, until it is sure who wears which strap."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.client import Relation
from coreg.domain.person import Role
from coreg.domain.snapshot import Snapshot
from coreg.domain.stand_up import StandUp, StandUpState
from coreg.domain.strap import FoundStrap, RememberedStrap
from coreg.ui import wording as words_of_all
from coreg.ui.buttons import ChoiceButton
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.keys import PAIRING_KEYS, PairingAction
from coreg.ui.pairing import wording
from coreg.ui.pairing.actions import buttons
from coreg.ui.pairing.person_card import PersonCard
from coreg.ui.pairing.proposal import proposal
from coreg.ui.pairing.second_wording import second_words
from coreg.ui.pairing.strap_list import StrapList
from coreg.ui.plots.scales import HEART_RATE_STEPS, shared_step
from coreg.ui.theme import Look
from coreg.ui.words import Words

_EDGE_PX = 24
_LANE_S = 60.0
_LOW_PX = 520  # at a text scale of 1


class PairingWindow(QWidget):
    """Two pages: the list of straps in reach, and the cards of those that are connected.

    Signals: `scan_asked()`, `straps_chosen(str | None, str | None)` with the client's and the therapist's address,
    `stand_up_asked()`, `swap_asked()`, `start_asked(frozenset[Role], str, bool)` with whose strap is confirmed, how
    it was asked and whether the baseline begins at once, `others_asked()` where these straps aren't the right ones,
    `back_asked()`.

    Parameters
    ----------
    who
        The client's pseudonym; stands in the page's head alone.
    """

    scan_asked = Signal()
    straps_chosen = Signal(object, object)
    stand_up_asked = Signal()
    swap_asked = Signal()
    start_asked = Signal(object, str, bool)
    others_asked = Signal()
    back_asked = Signal()

    def __init__(
        self,
        look: Look,
        remembered: dict[Role, RememberedStrap] | None = None,
        *,
        may_record: bool = True,
        who: str = "",
        relation: Relation = Relation.THERAPIST,
    ) -> None:
        super().__init__()
        self._second = second_words(relation)
        self._may_record = may_record
        self._look = look
        self._remembered = remembered or {}
        self._found: list[FoundStrap] = []
        self._proposes = True
        self._snapshot: Snapshot | None = None
        self._confirmed: frozenset[Role] = frozenset()
        self._is_skipped = False
        self.is_at_cards = False
        page = wording.STRAPS_FOR.format(who=who) if who else wording.STRAPS
        self.page = Words(page, "body", "text", STRONG)
        self.banner = Words("", "body", "simulated", STRONG)
        self.saving = Words(words_of_all.NOTHING_RECORDED_YET, "body", "muted_text", MEDIUM)
        self.title = Words(wording.TITLE, "clock", "text", STRONG)
        self.how = Words(wording.CHOOSE, "role", "text", MEDIUM, wraps=True)
        self.problem = Words("", "body", "notice", MEDIUM, wraps=True)
        self.screens = Words("", "body", "notice", MEDIUM, wraps=True)
        self.list = StrapList(self._second)
        self.cards = {role: PersonCard(role, relation) for role in Role}
        self.unused = Words("", "label", "muted_text", MEDIUM, wraps=True)
        self.watch = ChoiceButton(f"{wording.WATCH}   {wording.WATCH_KEY}")
        self.watch.setChecked(not may_record)
        self.watch.setEnabled(may_record)
        self.buttons = buttons()
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
        above = (self.page, self.banner, self.saving, self.title, self.how, self.problem, self.screens)
        for words in (*above, self.unused):
            words.set_look(look)
        self.list.set_look(look)
        for card in self.cards.values():
            card.set_look(look)
        for button in (*self.buttons.values(), self.watch):
            button.set_look(look)
        self._fold()

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
        if self._proposes and not self.list.is_none and len(straps) == n_wanted:
            nearest = [row.strap.address for row in self.list.rows]
            for address, role in proposal(nearest, self._remembered, is_mine_only=self.list.is_mine_only):
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

    def say_screens(self, text: str) -> None:
        """What is to be known of the client's screen before the session; empty takes it away."""
        self.screens.say(text)
        self.screens.setVisible(bool(text))

    def say_problem(self, text: str) -> None:
        """What went wrong and what to do; empty takes it away."""
        self.problem.say(text)
        self.problem.setVisible(bool(text))
        self._show_watch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the table of keys says; a digit moves a strap of the list on: client, therapist, nobody."""
        key = Qt.Key(event.key())
        action = PAIRING_KEYS.get(Qt.Key.Key_Return if key is Qt.Key.Key_Enter else key)
        row = event.key() - Qt.Key.Key_1
        if event.isAutoRepeat():
            return
        if action is not None:
            self._act(action, "key")
        elif 0 <= row < len(self.list.rows) and not self.is_at_cards:
            self.list.press(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out title and curve where large letters take its room."""
        super().resizeEvent(event)
        self._fold()

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
            case PairingAction.NONE:
                self.list.want_none()
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
                self._start(input_, with_baseline=self._may_begin_baseline)
            case PairingAction.START if self._may_begin_baseline:
                self._start(input_, with_baseline=False)
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

    def _start(self, input_: str, *, with_baseline: bool) -> None:
        self.saving.say(wording.STARTING)
        self.start_asked.emit(self._confirmed, input_, with_baseline)

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
    def _n_worn(self) -> int:
        return sum(not card.confirm.isHidden() for card in self.cards.values())

    @property
    def _is_alone(self) -> bool:
        return self._snapshot is not None and self._n_worn < len(Role)

    @property
    def _may_begin_baseline(self) -> bool:
        """Whether there is a heart to take a baseline of, and a recording to keep it."""
        return not self.is_watched_only and (self._snapshot is None or self._n_worn > 0)

    def _show_check(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        check, is_alone = snapshot.stand_up, self._is_alone
        who = self._second
        self.how.say(
            wording.check_words(check, snapshot.t_s, who, n_worn=self._n_worn, is_skipped=self._is_skipped)
        )
        self._show_start()
        for role, card in self.cards.items():
            card.show_check(check, is_confirmed=role in self._confirmed)
        self.buttons[PairingAction.STAND_UP].setEnabled(self._may_stand_up)
        self.buttons[PairingAction.SKIP].setEnabled(not is_alone and not self._is_skipped)

    def _connect_chosen(self) -> None:
        whose = self.list.whose
        if whose or self.list.is_none:
            self.straps_chosen.emit(whose.get(Role.CLIENT), whose.get(Role.THERAPIST))

    def _show_list_words(self) -> None:
        if not self.is_at_cards:
            chosen = self._second.choose_only if self.list.is_mine_only else wording.CHOOSE
            self.how.say(wording.CHOOSE_NONE if self.list.is_none else chosen)
            self.buttons[PairingAction.GO_ON].setEnabled(bool(self.list.whose) or self.list.is_none)

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
        go_on.setEnabled(is_at_cards or bool(worn) or self.list.is_none)

    def _show_watch(self) -> None:
        """Say what starting does, and what becomes of it."""
        self._show_start()
        self.saving.say(words_of_all.WATCHING_ONLY if self.is_watched_only else words_of_all.NOTHING_RECORDED_YET)

    def _fold(self) -> None:
        is_low = self.height() / self._look.scale < _LOW_PX
        self.title.setVisible(not is_low)
        for card in self.cards.values():
            card.set_lane_shown(not is_low)

    def _show_start(self) -> None:
        begin = wording.BEGIN if self._may_begin_baseline else wording.START
        start = wording.START_WATCHING if self.is_watched_only else begin
        connect = wording.GO_ON if self.list.is_none else wording.CONNECT
        self.buttons[PairingAction.GO_ON].show_words(start if self.is_at_cards else connect, is_main=True)
        self.buttons[PairingAction.START].setVisible(self.is_at_cards and self._may_begin_baseline)

    def _connect(self) -> None:
        self.list.changed.connect(self._show_list_words)
        for card in self.cards.values():
            card.confirm_asked.connect(self._confirm_by_button)
        self.watch.clicked.connect(self._show_watch)
        for button in self.buttons.values():
            button.clicked.connect(self._press)

    def _press(self) -> None:
        """Do what the button says that was pressed."""
        pressed = self.sender()
        for action, button in self.buttons.items():
            if button is pressed:
                self._act(action, "button")

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
        check = QHBoxLayout()
        check.setSpacing(12)
        check.addWidget(self.how, 1)
        for action in (PairingAction.STAND_UP, PairingAction.SWAP, PairingAction.SKIP):
            check.addWidget(self.buttons[action])
        others = QHBoxLayout()
        others.setSpacing(12)
        others.addWidget(self.unused, 1)
        others.addWidget(self.watch)
        others.addWidget(self.buttons[PairingAction.LOOK_AGAIN])
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.buttons[PairingAction.BACK])
        foot.addStretch(1)
        for action in (PairingAction.START, PairingAction.GO_ON):
            foot.addWidget(self.buttons[action])
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE_PX, 8, _EDGE_PX, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.title)
        column.addLayout(check)
        for widget in (self.problem, self.screens, self.list):
            column.addWidget(widget)
        self.screens.hide()
        column.addLayout(people, 1)
        column.addLayout(others)
        column.addLayout(foot)
