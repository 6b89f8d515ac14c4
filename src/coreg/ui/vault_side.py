"""The desk's side towards the vault: made when it is first wanted, entered from the start, and left again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coreg.ui.doors import Doors
from coreg.ui.follow import follow
from coreg.ui.start_window import StartWindow
from coreg.ui.theme import Look

if TYPE_CHECKING:
    from coreg.domain.cut_off import CutOff
    from coreg.session.plan import Plan
    from coreg.ui.vault.flow import VaultFlow


class VaultSide(QObject):
    """One for the life of the program; `flow` is the vault's window and what leads through it, once there is one.

    Signals: `session_asked(object)` with the client's id or None to watch only, `plan_asked(object)` with what
    makes the plan of a session to be held, `left()` for the start, `looked_around()`, `idle()`.
    """

    session_asked = Signal(object)
    plan_asked = Signal(object)
    left = Signal()
    looked_around = Signal()
    idle = Signal()

    def __init__(self, doors: Doors, start: StartWindow) -> None:
        super().__init__()
        self._doors = doors
        self._start = start
        self.flow: VaultFlow | None = None

    @property
    def is_open(self) -> bool:
        """Whether the vault is open."""
        return self.flow is not None and self.flow.is_open

    @property
    def in_front(self) -> QWidget | None:
        """The vault's window where it is what one sees."""
        return self.flow.window if self.flow is not None and self.flow.window.isVisible() else None

    def enter(self, look: Look) -> None:
        """Show the library, or the way in."""
        if self._doors.vault is None:
            return
        if self.flow is None:
            from coreg.ui.vault.flow import VaultFlow

            flow = VaultFlow(self._doors.vault, look)
            flow.session_asked.connect(self.session_asked)
            flow.replay_asked.connect(self._replay)
            flow.resume_asked.connect(self._resume)
            flow.left.connect(self.leave)
            flow.looked_around.connect(self._look_around)
            flow.idle.connect(self.idle)
            self.flow = flow
        self._start.say_problem("")
        self.flow.enter(self._start)

    def leave(self) -> None:
        """Show the start again."""
        if self.flow is not None:
            follow(self.flow.window, self._start)
            self.left.emit()

    def lock(self, in_session: QWidget | None) -> None:
        """Lock the vault; in front of a session only the view."""
        if self.flow is not None and in_session is not None:
            self.flow.lock_view(in_session)
        elif self.flow is not None:
            self.flow.lock()

    def plan_kept(self, person_id: str, client_id: str | None, therapist_id: str | None) -> Plan:
        """Plan a session with straps that goes into the vault; runs on a worker thread."""
        plan = self._doors.plan_straps(client_id, therapist_id)
        return plan if self.flow is None else self.flow.keep(plan, person_id)

    def watch(self, window: QWidget) -> None:
        """Count what is done in this window as somebody being there."""
        if self.flow is not None:
            self.flow.watch(window)

    def close(self) -> None:
        """Lock, and let the window go."""
        if self.flow is not None:
            self.flow.close()
            self.flow = None

    def _replay(self, session_id: str) -> None:
        if self.flow is not None:
            make_plan = self.flow.plan_replay(session_id)
            self.leave()
            self.plan_asked.emit(make_plan)

    def _resume(self, cut_off: CutOff) -> None:
        self.leave()
        self.plan_asked.emit(partial(self._plan_resumed, cut_off))

    def _plan_resumed(self, cut_off: CutOff) -> Plan:
        """Plan to go on with the same straps, or with simulated people; runs on a worker thread."""
        from coreg.domain.person import Role

        if cut_off.is_simulated:
            plan = self._doors.plan_simulated(1.0)
        else:
            worn = cut_off.straps
            plan = self._doors.plan_straps(worn.get(Role.CLIENT), worn.get(Role.THERAPIST))
        return plan if self.flow is None else self.flow.resume(plan, cut_off.session_id)

    def _look_around(self) -> None:
        self.leave()
        self.looked_around.emit()
