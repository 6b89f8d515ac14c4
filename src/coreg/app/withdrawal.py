"""Consent that was taken back in a session of the vault: written down, and what was recorded erased where asked."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coreg.app.notes import erase_kept
from coreg.domain.person import Role
from coreg.domain.withdrawal import Withdrawal

if TYPE_CHECKING:
    from coreg.recording.vault.library import OpenVault


def withdraw_in_session(vault: "OpenVault", session_id: str, withdrawal: Withdrawal) -> Withdrawal:
    """Take back every purpose that the person agreed to, then erase; returns what was carried out.

    The consent goes first: where erasing fails, nothing more can be recorded all the same.

    Raises
    ------
    SessionFileError, NotesFileError, DiskProblemError, VaultError
        The session can't be erased, for instance because its end is not in its file yet.
    """
    session = next(each for each in vault.sessions() if each.session_id == session_id)
    of_client = withdrawal.role is Role.CLIENT
    entries = vault.consents(session.person_id) if of_client else vault.second_consents(session.person_id)
    for entry in entries:
        for purpose in entry.purposes - set(entry.withdrawn_utc):
            vault.withdraw(entry.consent_id, purpose)
    if withdrawal.erases:
        whose = "both" if of_client else Role.THERAPIST.value
        span = (0.0, session.duration_s or 0.0, whose)
        erase_kept(vault, session_id, datetime.now(UTC), span=span, moments=())
    return withdrawal
