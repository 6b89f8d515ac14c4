"""One person's place in the vault for new sessions: what a plan is handed."""

import logging
from collections.abc import Mapping

from coreg.domain.band import Band
from coreg.domain.errors import VaultError
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.strap import Strap
from coreg.recording.place import Place
from coreg.recording.vault.library import OpenVault

_log = logging.getLogger(__name__)


class PersonKeeper:
    """Begins, abandons and finishes sessions of one person."""

    def __init__(self, vault: OpenVault, person_id: str) -> None:
        self._vault = vault
        self._person_id = person_id

    def begin(self, header: SessionHeader) -> Place:
        """Draw keys for a new session; NoConsentError where nobody agreed to it."""
        return self._vault.begin_session(header, self._person_id)

    def resume(self, session_id: str) -> Place:
        """Go on with a session that was cut off."""
        return self._vault.resume_session(session_id)

    def notes(self, session_id: str) -> Place:
        """Where the session's notes are kept."""
        return self._vault.notes_of(session_id)

    def remember(self, straps: Mapping[Role, Strap]) -> None:
        """Remember who wears which strap. A disk that refuses is logged, no more: the session goes on."""
        try:
            self._vault.remember_straps(self._person_id, straps)
        except VaultError as problem:
            _log.warning("the straps can't be remembered: %s", type(problem).__name__)

    def earlier_band(self) -> Band | None:
        """The person's last band. A library that can't be read is logged, no more: nothing is offered."""
        try:
            return self._vault.band_of(self._person_id)
        except VaultError as problem:
            _log.warning("the band of the last session can't be read: %s", type(problem).__name__)
            return None

    def keep_band(self, band: Band) -> None:
        """Keep a band for the next session. A disk that refuses is logged, no more: the file has its numbers."""
        try:
            self._vault.keep_band(self._person_id, band)
        except VaultError as problem:
            _log.warning("the band can't be kept for the next session: %s", type(problem).__name__)

    def abandon(self, session_id: str) -> None:
        """Take back a session whose file couldn't be made."""
        self._vault.abandon_session(session_id)

    def finish(self, session_id: str, duration_s: float) -> None:
        """Seal a session whose file was closed."""
        self._vault.finish_session(session_id, duration_s)

    def set_aside(self, session_id: str) -> None:
        """Let go of a session in parts; it is finished when they are joined."""
        self._vault.set_aside_session(session_id)
