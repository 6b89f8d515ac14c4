"""Consent taken back in a session is carried out once its file is closed: written down, and erased where asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coreg.ui.therapist import withdraw_wording as words
from coreg.ui.vault.side import VaultSide

if TYPE_CHECKING:
    from coreg.domain.withdrawal import Withdrawal
    from coreg.session.plan import Plan
    from coreg.ui.therapist.window import TherapistWindow
    from coreg.ui.vault.vault_thread import Failed


class TakenBack(QObject):
    """One for the life of the program; told after everything else that follows a session's end."""

    def __init__(self, vault: VaultSide) -> None:
        super().__init__()
        self._vault = vault
        self._plan: Plan | None = None
        self._window: TherapistWindow | None = None

    def watch(self, window: TherapistWindow, plan: Plan) -> None:
        """Follow this window's session to its end."""
        self._window, self._plan = window, plan
        window.has_ended.connect(self._carry_out)
        window.is_closing.connect(self._leave)

    def _carry_out(self) -> None:
        window, plan = self._window, self._plan
        withdrawal = None if window is None else window.asides.withdrawal
        if window is None or plan is None or withdrawal is None:
            return
        if withdrawal.erases:
            window.ending.forget(withdrawal.role)
        if plan.keeper is None:
            window.notice.say(
                words.done(withdrawal, plan.relation)
            )  # a plain file has no consent entries; the moment stands in it
        elif self._vault.flow is None or not self._vault.is_open:
            window.notice.say(words.NO_VAULT)
        else:
            window.notice.say(words.DOING)
            self._vault.flow.withdraw(plan.header.session_id, withdrawal, self._say_done, self._say_failed)

    def _leave(self) -> None:
        self._window = None

    def _say_done(self, withdrawal: Withdrawal) -> None:
        if self._window is not None and self._plan is not None:
            self._window.notice.say(words.done(withdrawal, self._plan.relation))

    def _say_failed(self, failed: Failed) -> None:
        if self._window is not None:
            self._window.notice.say(words.FAILED.format(why=failed.words))
