"""After the session: the window says what was kept and what it comes to, and takes a few words for the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coreg.ui.therapist.ending_panel import Ending
from coreg.ui.vault_side import VaultSide

if TYPE_CHECKING:
    from coreg.session.plan import Plan
    from coreg.ui.therapist.ending_panel import EndingPanel
    from coreg.ui.therapist.window import TherapistWindow
    from coreg.ui.vault.vault_thread import Failed


class AfterSession(QObject):
    """One for the life of the program."""

    def __init__(self, vault: VaultSide) -> None:
        super().__init__()
        self._vault = vault
        self._session_id = ""
        self._panel: EndingPanel | None = None

    def show(self, window: TherapistWindow, plan: Plan) -> None:
        """Turn the window to the session's end; a replay has none of its own."""
        if plan.is_replay:
            return
        self._session_id = plan.header.session_id
        self._panel = window.ending
        takes_words = plan.keeper is not None and self._vault.is_open and window.is_sealed
        place = None if plan.keeper is not None or plan.place is None else plan.place.path
        window.ending.words_kept.connect(self._keep)
        window.show_ending(Ending(place, takes_words))

    def leave(self) -> None:
        """The window is going: nobody is told any more."""
        self._panel = None

    def _keep(self, text: str) -> None:
        if self._vault.flow is not None:
            self._vault.flow.keep_words(self._session_id, text, self._say_kept, self._say_refused)

    def _say_kept(self, _nothing: None) -> None:
        if self._panel is not None:
            self._panel.say_kept()

    def _say_refused(self, failed: Failed) -> None:
        if self._panel is not None:
            self._panel.say_refused(failed.words)
