"""A session as the library keeps it: whose it is, where it lies, its wrapped keys and its newest seal."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from coreg.domain.session import SessionHeader
from coreg.recording.seal import Seal
from coreg.recording.vault.keys import Context, Keys

_KEY, _SEAL_KEY, _NOTES_KEY = "session key", "session seal key", "session notes key"


class SessionState(Enum):
    """Where a session stands."""

    OPEN = "open"
    """Being recorded now, by this program."""
    CLOSED = "closed"
    INTERRUPTED = "interrupted"
    """Begun and never finished: a crash, a power cut, a closed window."""
    IMPORTED = "imported"
    MISSING = "missing"
    """The library knows it, and its file isn't there."""


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A session as the rest of the program sees it.

    Attributes
    ----------
    duration_s
        None while it isn't finished.
    seal
        The number and head of its newest seal; None before it was closed.
    """

    session_id: str
    path: Path
    person_id: str
    started_utc: str
    zone: str
    utc_offset_s: int
    duration_s: float | None
    state: SessionState
    is_simulated: bool
    seal: Seal | None
    has_notes: bool


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session's row.

    Attributes
    ----------
    next_key_wrap
        While the file is rewritten under a new key: that key. Which of the two opens the file shows how far it got.
    is_sealing
        A seal is being made: the file's newest one may be one that isn't known here.
    sidecar_n, is_sidecar_due
        The number of the library's seal that the sidecar is written under, and whether it still has to be.
    """

    header: SessionHeader
    file_id: str
    person_id: str
    key_wrap: bytes = field(repr=False)
    seal_key_wrap: bytes = field(repr=False)
    next_key_wrap: bytes | None = field(default=None, repr=False)
    notes_key_wrap: bytes | None = field(default=None, repr=False)
    is_imported: bool = False
    is_finished: bool = False
    duration_s: float | None = None
    seal: Seal | None = None
    is_sealing: bool = False
    sidecar_n: int = 0
    is_sidecar_due: bool = True

    @property
    def session_id(self) -> str:
        """The id that the session file holds too."""
        return self.header.session_id

    @property
    def file_name(self) -> str:
        """The session file's name."""
        return f"{self.file_id}.coreg"

    @property
    def notes_name(self) -> str:
        """The name of the second file, for what was typed."""
        return f"{self.file_id}.notes"

    def wrapped(self, keys: Keys, key: bytes) -> bytes:
        """Wrap a key of the session file."""
        return keys.wrap(key, Context.WRAP, _KEY, self.session_id, self.file_id)

    def wrapped_seal_key(self, keys: Keys, key: bytes) -> bytes:
        """Wrap the key of the session's seals."""
        return keys.wrap(key, Context.SEAL, _SEAL_KEY, self.session_id, self.file_id)

    def wrapped_notes_key(self, keys: Keys, key: bytes) -> bytes:
        """Wrap the key of the notes file."""
        return keys.wrap(key, Context.NOTES, _NOTES_KEY, self.session_id, self.file_id)

    def key(self, keys: Keys) -> bytes:
        """The session file's key."""
        return keys.unwrap(self.key_wrap, Context.WRAP, _KEY, self.session_id, self.file_id)

    def next_key(self, keys: Keys) -> bytes | None:
        """The key that the session file is being rewritten under."""
        if self.next_key_wrap is None:
            return None
        return keys.unwrap(self.next_key_wrap, Context.WRAP, _KEY, self.session_id, self.file_id)

    def seal_key(self, keys: Keys) -> bytes:
        """The key of the session's seals."""
        return keys.unwrap(self.seal_key_wrap, Context.SEAL, _SEAL_KEY, self.session_id, self.file_id)

    def notes_key(self, keys: Keys) -> bytes | None:
        """The notes file's key, None where no note was ever taken."""
        if self.notes_key_wrap is None:
            return None
        return keys.unwrap(self.notes_key_wrap, Context.NOTES, _NOTES_KEY, self.session_id, self.file_id)
