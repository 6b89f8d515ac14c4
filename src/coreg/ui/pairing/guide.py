"""Leads through the pairing screen: what is asked on it goes to the session, what the session finds comes back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from coreg.domain.act import Act, Request
from coreg.domain.client import Relation
from coreg.domain.person import Role
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.domain.strap import RememberedStrap
from coreg.session.plan import Plan
from coreg.ui.client.screens import mirrored_words
from coreg.ui.doors import Doors
from coreg.ui.pairing.window import PairingWindow
from coreg.ui.session_link import SessionLink
from coreg.ui.theme import Look

_SCAN_S = 5.0  # our choice: several advertisements of a strap, and of a minute to pair in the smaller part

PlanStraps = Callable[[str | None, str | None], Plan]


class PairingGuide(QObject):
    """Holds the pairing window while there is one. `left()` when somebody goes back from it."""

    left = Signal()

    def __init__(self, doors: Doors, link: SessionLink) -> None:
        super().__init__()
        self._doors, self._link = doors, link
        self._plan: PlanStraps = doors.plan_straps
        self.is_watched_only = False
        self._baseline_input = ""  # what the baseline was asked for with, until it begins
        self.window: PairingWindow | None = None
        link.straps_found.connect(self._show_straps)
        link.scan_failed.connect(self.say_problem)
        link.recording_refused.connect(self.say_problem)

    def open_straps(
        self,
        look: Look,
        plan: PlanStraps,
        remembered: dict[Role, RememberedStrap],
        *,
        who: str = "",
        relation: Relation = Relation.THERAPIST,
    ) -> PairingWindow:
        """Open it for straps; those that were worn when a session was last recorded connect at once.

        Parameters
        ----------
        who
            The client's pseudonym; where there is a vault, nothing is recorded of nobody's session.
        relation
            Who the second person is.
        """
        self._plan = plan
        may_record = bool(who) or self._doors.vault is None
        window = self._open(PairingWindow(look, remembered, may_record=may_record, who=who, relation=relation))
        if remembered:
            worn = {role: strap.identity for role, strap in remembered.items()}
            self._prepare(worn.get(Role.CLIENT), worn.get(Role.THERAPIST))
            window.show_cards(is_simulated=False)
        else:
            self._scan()
        return window

    def open_simulated(self, look: Look) -> PairingWindow:
        """Open it for two simulated people."""
        window = self._open(PairingWindow(look))
        window.show_cards(is_simulated=True)
        self._link.hold(partial(self._doors.plan_simulated, 1.0))
        return window

    def show_list(self, words: str) -> None:
        """Let those in reach be chosen: the straps are free again, or couldn't be used."""
        if self.window is not None:
            self.window.show_list(proposes=False)
            self.window.say_problem(words)
            self._scan()

    def say_problem(self, words: str) -> None:
        """Say what went wrong and what to do."""
        if self.window is not None:
            self.window.say_problem(words)

    def show_snapshot(self, snapshot: Snapshot) -> bool:
        """Show what is known of both straps now; whether the session has begun, and the window's time is over."""
        if self.window is None:
            return False
        if snapshot.record is RecordState.RECORDING or (
            self.is_watched_only and snapshot.record is RecordState.NONE
        ):
            self._begin_baseline()
            return True
        self.window.show_snapshot(snapshot)
        return False

    def hand_over(self) -> PairingWindow | None:
        """Give the window away, for another to stand in its place; the next session isn't this one."""
        self.is_watched_only = False
        self._baseline_input = ""
        window, self.window = self.window, None
        return window

    def _open(self, window: PairingWindow) -> PairingWindow:
        window.scan_asked.connect(self._scan)
        window.straps_chosen.connect(self._prepare)
        window.stand_up_asked.connect(self._link.ask_to_stand_up)
        window.swap_asked.connect(self._link.swap_roles)
        window.start_asked.connect(self._begin_recording)
        window.others_asked.connect(self._let_go)
        window.back_asked.connect(self._leave)
        self.is_watched_only = False
        self.window = window
        window.say_screens(mirrored_words(window))
        return window

    def _scan(self) -> None:
        self._link.scan(_SCAN_S)

    def _show_straps(self, straps: object) -> None:
        if self.window is not None and isinstance(straps, list):
            self.window.show_straps(straps)

    def _prepare(self, client_id: str | None, therapist_id: str | None) -> None:
        self._link.hold(partial(self._plan, client_id, therapist_id))

    def _begin_recording(self, confirmed: frozenset[Role], input_: str, with_baseline: bool) -> None:
        self._baseline_input = input_ if with_baseline else ""
        self.is_watched_only = self.window is not None and self.window.is_watched_only
        self._link.begin_recording(confirmed, input_, is_watched_only=self.is_watched_only)

    def _begin_baseline(self) -> None:
        """Begin it as the recording's first thing, where that was asked for."""
        input_, self._baseline_input = self._baseline_input, ""
        if input_:
            self._link.ask(Request(Act.BASELINE), input_)

    def _let_go(self) -> None:
        """Let go of the connected straps; the list follows once they are free."""
        if self._link.is_holding:
            self._link.stop()

    def _leave(self) -> None:
        self.is_watched_only = False
        self._let_go()
        self.left.emit()
