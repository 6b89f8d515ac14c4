"""What the window is handed of the vault, locked and open. No Qt in here, and nothing that takes time to import.

Everything here may block (a key takes up to a second to derive, a check reads every file): the window calls it on the
vault's thread alone (`vault_thread.py`), one thing after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coreg.domain.client import HealthNote, PersonEntry
    from coreg.domain.consent import ConsentEntry, ConsentText, GivenBy, Manner, Purpose
    from coreg.domain.person import Role
    from coreg.recording.vault.finding import Finding
    from coreg.recording.vault.stored_session import SessionEntry
    from coreg.recording.vault.strength import Strength
    from coreg.session.plan import Plan


class Opened(Protocol):
    """An unlocked vault as the window knows it; `recording.vault.library.OpenVault` is one."""

    def people(self) -> Sequence[PersonEntry]:
        """Everybody the vault knows."""
        ...

    def therapist(self) -> PersonEntry:
        """The vault's own person."""
        ...

    def add_person(self, pseudonym: str, role: Role = ..., name: str | None = None) -> PersonEntry:
        """Add a client."""
        ...

    def rename(self, person_id: str, pseudonym: str, name: str | None = None) -> PersonEntry:
        """Give another pseudonym and name."""
        ...

    def set_retention(self, person_id: str, retention: date | None) -> PersonEntry:
        """Say when a person's recordings fall due."""
        ...

    def set_health_notes(self, person_id: str, notes: Iterable[HealthNote]) -> PersonEntry:
        """Keep what was ticked about a person's heart."""
        ...

    def consents(self, person_id: str) -> Sequence[ConsentEntry]:
        """What a person has agreed to, the oldest first."""
        ...

    def add_consent(
        self,
        person_id: str,
        given_by: GivenBy,
        manner: Manner,
        purposes: Iterable[Purpose],
        *,
        child_assents: bool | None = None,
    ) -> ConsentEntry:
        """Write down a consent, given now, to the newest words."""
        ...

    def withdraw(self, consent_id: str, purpose: Purpose) -> ConsentEntry:
        """Take back one purpose of a consent, now."""
        ...

    def consent_texts(self) -> Sequence[ConsentText]:
        """Every version of the words, the oldest first."""
        ...

    def edit_consent_text(self, text: str) -> ConsentText:
        """Make a new version."""
        ...

    def sessions(self, person_id: str | None = None) -> Sequence[SessionEntry]:
        """A client's sessions, or all."""
        ...

    def forget(self, person_id: str) -> None:
        """Destroy keys, files and rows of a person."""
        ...

    def verify(self) -> Sequence[Finding]:
        """Name everything that isn't as it was put there."""
        ...

    def noticed(self) -> Sequence[Finding]:
        """What was wrong with the library when it was opened."""
        ...

    def backup(self, to: Path) -> Sequence[Finding]:
        """Copy the vault into a new folder; what isn't right in the copy."""
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
class Keychain:
    """The system's keychain, as a way into the vault.

    Attributes
    ----------
    is_there, is_used
        Whether the system has one that is trusted, and whether it opens this vault.
    unlock
        Open the vault with it.
    put, take_out
        Let it open the vault from now on, or no longer.
    """

    is_there: Callable[[], bool]
    is_used: Callable[[], bool]
    unlock: Callable[[], Opened]
    put: Callable[[Opened], None]
    take_out: Callable[[Opened], None]


@dataclass(frozen=True, slots=True)
class VaultDoors:
    """What may be asked while the vault is locked, and what the rest of the house does with an open one.

    Attributes
    ----------
    exists
        Whether there is a vault. Quick: asked on Qt's thread.
    create
        Make the vault under a passphrase; with it comes the recovery code, in groups.
    check
        Raise WrongPassphraseError where a passphrase doesn't open the vault; opens nothing.
    rebuild
        Open with the passphrase where the library is lost, and make it anew from the sessions.
    recover
        Open with the recovery code under a new passphrase; with it comes a new code.
    strength
        How long a passphrase would stand, in words.
    is_same_code
        Whether what was typed is this code, whatever spaces and capitals.
    keep
        A plan whose recording goes into the vault, for this person.
    plan_replay
        The replay of a session of the vault, by its id.
    export_formats, export
        Write a session, by its id, in a format of this name into a folder; the files.
    lock_after_min, set_lock_after_min
        After how many idle minutes the vault locks. Quick.
    """

    exists: Callable[[], bool]
    create: Callable[[str], tuple[Opened, str]]
    unlock: Callable[[str], Opened]
    check: Callable[[str], None]
    rebuild: Callable[[str], Opened]
    recover: Callable[[str, str], tuple[Opened, str]]
    change_passphrase: Callable[[str, str], None]
    strength: Callable[[str], Strength]
    is_same_code: Callable[[str, str], bool]
    keychain: Keychain
    keep: Callable[[Plan, Opened, str], Plan]
    plan_replay: Callable[[Opened, str], Plan]
    export_formats: tuple[ExportFormat, ...]
    export: Callable[[Opened, str, str, Path], Sequence[Path]]
    lock_after_min: Callable[[], int]
    set_lock_after_min: Callable[[int], None]
