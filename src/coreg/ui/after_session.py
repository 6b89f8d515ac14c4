"""After the session: the window says what was kept and what it comes to, and takes a few words for the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coreg.ui.therapist.ending_panel import Ending
from coreg.ui.vault.side import VaultSide

if TYPE_CHECKING:
    from coreg.domain.course import ContextTick
    from coreg.session.plan import Plan
    from coreg.ui.session_link import SessionLink
    from coreg.ui.therapist.window import TherapistWindow
    from coreg.ui.vault.vault_thread import Failed


class AfterSession(QObject):
    """One for the life of the program."""

    def __init__(self, vault: VaultSide, link: SessionLink) -> None:
        super().__init__()
        self._vault = vault
        self._link = link
        self._plan: Plan | None = None
        self._window: TherapistWindow | None = None

    def watch(self, window: TherapistWindow, plan: Plan) -> None:
        """Have what is typed in this window reach the session, and the session's end the window."""
        self._window, self._plan = window, plan
        window.note_kept.connect(self._link.keep_note)
        window.has_ended.connect(self._show)
        window.is_closing.connect(self._leave)
        window.ending.words_kept.connect(self._keep)
        window.ending.day_said.connect(self._say_of_day)

    def _show(self) -> None:
        """Turn the window to the session's end; a replay has none of its own."""
        window, plan = self._window, self._plan
        if window is None or plan is None or plan.is_replay:
            return
        takes_words = plan.keeper is not None and self._vault.is_open and window.is_sealed
        place = None if plan.keeper is not None or plan.place is None else plan.place.path
        who = self._vault.who if plan.keeper is not None else ""
        window.show_ending(Ending(place, takes_words, who))

    def _leave(self) -> None:
        """The window is going: nobody is told any more; what the course needs is read while nobody waits for it."""
        flow, plan = self._vault.flow, self._plan
        if self._window is not None and self._window.is_sealed and flow is not None and plan is not None:
            flow.keep_course(plan.header.session_id)
        self._window = None

    def _keep(self, text: str) -> None:
        flow, plan = self._vault.flow, self._plan
        if flow is not None and plan is not None:
            flow.keep_words(plan.header.session_id, text, self._say_kept, self._say_refused)

    def _say_of_day(self, ticks: dict[ContextTick, bool], complete: dict[int, bool | None]) -> None:
        flow, plan = self._vault.flow, self._plan
        if flow is not None and plan is not None:
            flow.say_of_day(plan.header.session_id, ticks, complete, self._say_refused)

    def _say_kept(self, _nothing: None) -> None:
        if self._window is not None:
            self._window.ending.say_kept()

    def _say_refused(self, failed: Failed) -> None:
        if self._window is not None:
            self._window.ending.say_refused(failed.words)
