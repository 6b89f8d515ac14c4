"""What the window is handed of the vault, locked and open. No Qt in here, and nothing that takes time to import.

Everything here may block (a key takes up to a second to derive, a check reads every file): the window calls it on the
vault's thread alone (`vault_thread.py`), one thing after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coreg.domain.client import HealthNote, PersonEntry
    from coreg.domain.consent import ConsentEntry, ConsentText, GivenBy, Manner, Purpose
    from coreg.recording.vault.finding import Finding
    from coreg.recording.vault.session_entry import SessionEntry
    from coreg.recording.vault.strength import Strength


class Opened(Protocol):
    """An unlocked vault as the window knows it; `recording.vault.library.OpenVault` is one."""

    def people(self) -> Sequence[PersonEntry]:
        """The clients."""
        ...

    def therapist(self) -> PersonEntry:
        """The vault's own person."""
        ...

    def add_person(self, pseudonym: str, *, name: str | None = None) -> PersonEntry:
        """A new client."""
        ...

    def rename(self, person_id: str, pseudonym: str, *, name: str | None = None) -> None:
        """Another pseudonym or name."""
        ...

    def set_retention(self, person_id: str, retention: date | None) -> None:
        """When a person's recordings fall due."""
        ...

    def set_health_notes(self, person_id: str, notes: Collection[HealthNote]) -> None:
        """What was ticked about a person's heart."""
        ...

    def consents(self, person_id: str) -> Sequence[ConsentEntry]:
        """What a person has agreed to, the oldest first."""
        ...

    def add_consent(
        self,
        person_id: str,
        given_by: GivenBy,
        manner: Manner,
        purposes: Collection[Purpose],
        *,
        text_version: int,
        child_assents: bool | None = None,
    ) -> ConsentEntry:
        """One more, given now."""
        ...

    def withdraw(self, consent_id: str, purpose: Purpose) -> None:
        """Take back one purpose of a consent, now."""
        ...

    def consent_text(self) -> ConsentText:
        """The newest version of the words."""
        ...

    def write_consent_text(self, text: str) -> ConsentText:
        """A new version."""
        ...

    def sessions(self, person_id: str | None = None) -> Sequence[SessionEntry]:
        """A client's sessions, or all."""
        ...

    def forget(self, person_id: str) -> None:
        """Keys, files and rows of a person are destroyed."""
        ...

    def verify(self) -> Sequence[Finding]:
        """Everything that isn't as it was put there."""
        ...

    def backup(self, to: Path) -> None:
        """Copy the vault into a folder."""
        ...

    def lock(self) -> None:
        """Let go of every key."""
        ...


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format that a session can be written in: its name for the program and its words for people."""

    name: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class VaultDoors:
    """What may be asked while the vault is locked, and what the rest of the house does with an open one.

    Attributes
    ----------
    exists
        Whether there is a vault. Quick: asked on Qt's thread.
    create
        Make the vault under a passphrase; with it comes the recovery code, in groups.
    recover
        Open with the recovery code under a new passphrase; with it comes a new code.
    is_same_code
        Whether two codes are the same but for spaces, case and letters that look alike.
    has_keychain, use_keychain
        Whether the system has one that may be used, and put the open vault's key there or take it away.
    unlock_by_keychain
        Open without a passphrase; None where the keychain holds no key.
    export
        Write a session in a format into a folder; the files' names.
    lock_after_min, set_lock_after_min
        After how many idle minutes the vault locks. Quick.
    """

    exists: Callable[[], bool]
    create: Callable[[str], tuple[Opened, str]]
    unlock: Callable[[str], Opened]
    recover: Callable[[str, str], tuple[Opened, str]]
    change_passphrase: Callable[[str, str], None]
    strength: Callable[[str], Strength]
    is_same_code: Callable[[str, str], bool]
    has_keychain: Callable[[], bool]
    uses_keychain: Callable[[], bool]
    use_keychain: Callable[[Opened, bool], None]
    unlock_by_keychain: Callable[[], Opened | None]
    export_formats: tuple[ExportFormat, ...]
    export: Callable[[Opened, str, str, Path], Sequence[Path]]
    lock_after_min: Callable[[], int]
    set_lock_after_min: Callable[[int], None]
    backup_folder: Path
