"""What the window is handed of the vault, locked and open. No Qt in here, and nothing that takes time to import.

Everything here may block (a key takes up to a second to derive, a check reads every file): the window calls it
on the vault's thread alone (`vault_thread.py`), one thing after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coreg.domain.cut_off import CutOff
    from coreg.domain.withdrawal import Withdrawal
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.stored_session import SessionEntry
    from coreg.recording.vault.strength import Strength
    from coreg.session.plan import Plan
    from coreg.ui.review_source import ReviewSource
    from coreg.ui.vault.course_doors import CourseDoors


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
    unlock: Callable[[], OpenVault]
    put: Callable[[OpenVault], None]
    take_out: Callable[[OpenVault], None]


@dataclass(frozen=True, slots=True)
class SupervisionDoors:
    """How a session goes to a supervisor, and what they say of it comes back.

    Attributes
    ----------
    pack
        Put a session, by its id, into a package in a folder, under a passphrase: with the second person's heart,
        with what was typed. Returns the new file.
    take_back
        Merge a file of comments into the session that they are on: which it is, and how many were new.
    strength
        How long a package's passphrase would stand, in words.
    """

    pack: Callable[[OpenVault, str, Path, str, bool, bool], Path]
    take_back: Callable[[OpenVault, Path], tuple[SessionEntry, int]]
    strength: Callable[[str], Strength]


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
    cut_off
        The sessions that were cut off, the newest last; those that only weren't sealed yet are sealed on the way.
    end_cut_off, resume
        End one, by its id, where it stands; or a plan whose recording goes on with it.
    withdraw
        Carry out what was chosen where consent was taken back in a session, by its id.
    keep_words
        Keep a few words with a session, by its id, after it has ended.
    plan_replay
        The replay of a session of the vault, by its id.
    export_formats, export
        Write a session, by its id, in a format of this name into a folder; the new folder in it.
    review
        What a review of a session, by its id, is read from.
    supervision
        How a session goes to a supervisor and comments come back.
    lock_after_min, set_lock_after_min
        After how many idle minutes the vault locks. Quick.
    is_kept_out_of_capture, set_kept_out_of_capture
        Whether the therapist's windows stay out of screen captures, where the system can. Quick.
    course
        What may be asked of courses; None where they aren't shown.
    """

    exists: Callable[[], bool]
    create: Callable[[str], tuple[OpenVault, str]]
    unlock: Callable[[str], OpenVault]
    check: Callable[[str], None]
    rebuild: Callable[[str], OpenVault]
    recover: Callable[[str, str], tuple[OpenVault, str]]
    change_passphrase: Callable[[str, str], None]
    strength: Callable[[str], Strength]
    is_same_code: Callable[[str, str], bool]
    keychain: Keychain
    keep: Callable[[Plan, OpenVault, str], Plan]
    cut_off: Callable[[OpenVault], tuple[CutOff, ...]]
    end_cut_off: Callable[[OpenVault, str], float]
    resume: Callable[[Plan, OpenVault, str], Plan]
    keep_words: Callable[[OpenVault, str, str], None]
    withdraw: Callable[[OpenVault, str, Withdrawal], Withdrawal]
    plan_replay: Callable[[OpenVault, str], Plan]
    export_formats: tuple[ExportFormat, ...]
    export: Callable[[OpenVault, str, str, Path], Path]
    lock_after_min: Callable[[], int]
    set_lock_after_min: Callable[[int], None]
    is_kept_out_of_capture: Callable[[], bool]
    set_kept_out_of_capture: Callable[[bool], None]
    review: Callable[[OpenVault, str], ReviewSource] | None = None
    supervision: SupervisionDoors | None = None
    course: CourseDoors | None = None
