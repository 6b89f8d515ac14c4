"""The vault as the desk sees it: nothing of it is loaded before somebody wants it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coreg.domain.client import Relation
from coreg.ui.follow import follow

if TYPE_CHECKING:
    from collections.abc import Callable

    from coreg.domain.cut_off import CutOff
    from coreg.domain.person import Role
    from coreg.domain.strap import RememberedStrap
    from coreg.session.plan import Plan
    from coreg.ui.theme import Look
    from coreg.ui.vault.doors import VaultDoors
    from coreg.ui.vault.flow import VaultFlow

    PlanStraps = Callable[[str | None, str | None], Plan]


class VaultSide(QObject):
    """Makes the vault's flow when it is entered, and does nothing while there is none.

    Signals: `session_asked(object)` with the client's id or None to watch only, `replay_asked(object)` with what
    makes the plan of a session to be seen again or gone on with, `try_asked()` for the guided try, `left()`,
    `review_asked(ReviewSource)`,
    `idle()`.

    Parameters
    ----------
    plan_again
        The same straps as in a session that was cut off, or simulated people; called on a worker thread.
    """

    session_asked = Signal(object)
    replay_asked = Signal(object)
    try_asked = Signal()
    review_asked = Signal(object)
    left = Signal()
    idle = Signal()

    def __init__(self, doors: VaultDoors | None, plan_again: Callable[[CutOff], Plan]) -> None:
        super().__init__()
        self._doors = doors
        self._plan_again = plan_again
        self.flow: VaultFlow | None = None
        self._has_looked_around = False
        self.who = ""  # whose session it is that goes into the vault

    @property
    def is_open(self) -> bool:
        """Whether the vault is open."""
        return self.flow is not None and self.flow.is_open

    @property
    def is_wanted(self) -> bool:
        """Whether the way to a session leads through the vault."""
        return self._doors is not None and not self.is_looking_around

    @property
    def is_looking_around(self) -> bool:
        """Whether somebody wanted no vault today, and there is still none."""
        return self._has_looked_around and self._doors is not None and not self._doors.exists()

    def enter(self, look: Look, before: QWidget) -> None:
        """Show the vault in front of this window."""
        if self._doors is None:
            return
        if self.flow is None:
            from coreg.ui.vault.flow import VaultFlow

            self.flow = VaultFlow(self._doors, look)
            self.flow.session_asked.connect(self.session_asked)
            self.flow.replay_asked.connect(self._ask_replay)
            self.flow.review_asked.connect(self.review_asked)
            self.flow.resume_asked.connect(self._ask_resume)
            self.flow.try_asked.connect(self.try_asked)
            self.flow.left.connect(self.left)
            self.flow.looked_around.connect(self._look_around)
            self.flow.idle.connect(self.idle)
        self.flow.window.set_look(look)
        self.flow.enter(before)

    def in_front(self, otherwise: QWidget) -> QWidget:
        """Return the vault's window if it is seen."""
        return self.flow.window if self.flow is not None and self.flow.window.isVisible() else otherwise

    def leave_for(self, window: QWidget) -> None:
        """Show this window where the vault's stood, if it did."""
        if self.flow is not None and self.flow.window.isVisible():
            follow(self.flow.window, window)

    def lock(self, look: Look, in_session: QWidget | None) -> bool:
        """Lock the vault, in front of a session only the view; False where none is open."""
        if self.flow is None or not self.flow.is_open:
            return False
        self.flow.window.set_look(look)
        if in_session is not None:
            self.flow.lock_view(in_session)
        else:
            self.flow.lock()
        return True

    def watch(self, window: QWidget) -> None:
        """Let what is done in this window keep the vault open."""
        if self.flow is not None:
            self.flow.watch(window)

    def worn(self, otherwise: Callable[[], dict[Role, RememberedStrap]]) -> dict[Role, RememberedStrap]:
        """Return who wore which strap last: as the open vault knows it, else as it is told."""
        if self.flow is None or not self.flow.is_open:
            return otherwise()
        return self.flow.remembered_straps

    def keeping(self, plan: PlanStraps, person_id: str | None) -> PlanStraps:
        """Return what plans this client's sessions, to be kept in the vault; nobody's are planned as they are."""
        self.who = self.pseudonym(person_id)
        return plan if person_id is None else partial(self._plan_kept, plan, person_id)

    def pseudonym(self, person_id: str | None) -> str:
        """Return what a client is called; empty where nobody is known."""
        return "" if self.flow is None or person_id is None else self.flow.pseudonym(person_id)

    def relation(self, person_id: str | None) -> Relation:
        """Return who the second person in this client's sessions is; the therapist where nobody is known."""
        if self.flow is None or person_id is None:
            return Relation.THERAPIST
        return self.flow.relation(person_id)

    def end_soon(self) -> None:
        """A session is over: its view locks within two minutes."""
        if self.flow is not None:
            self.flow.end_soon()

    def export(self, session_id: str) -> None:
        """Show the page that writes this session for other programs."""
        if self.flow is not None:
            self.flow.export(session_id)

    def count(self) -> None:
        """Count the idle minutes from now."""
        if self.flow is not None:
            self.flow.count()

    def close(self) -> None:
        """Lock the vault, and let its window go."""
        if self.flow is not None:
            self.flow.close()
            self.flow = None

    def _plan_kept(self, plan: PlanStraps, person_id: str, client_id: str | None, therapist_id: str | None) -> Plan:
        planned = plan(client_id, therapist_id)
        return planned if self.flow is None else self.flow.keep(planned, person_id)

    def _ask_replay(self, session_id: str) -> None:
        if self.flow is not None:
            self.replay_asked.emit(self.flow.plan_replay(session_id))

    def _ask_resume(self, cut_off: CutOff) -> None:
        self.who = cut_off.who
        self.replay_asked.emit(partial(self._plan_resumed, cut_off))

    def _plan_resumed(self, cut_off: CutOff) -> Plan:
        plan = self._plan_again(cut_off)
        return plan if self.flow is None else self.flow.resume(plan, cut_off.session_id)

    def _look_around(self) -> None:
        self._has_looked_around = True
        self.left.emit()
