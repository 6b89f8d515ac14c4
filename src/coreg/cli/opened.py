"""The one place where a command finds what was named as FILE: a session file, or a session of the vault by its id.

A file that is there is that file. Otherwise eight or more of an id's letters and digits name a session of the
vault, which is unlocked for as long as the command reads it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coreg.cli.passphrase import passphrase
from coreg.domain.client import Relation
from coreg.domain.errors import UsageError
from coreg.domain.person import Role
from coreg.settings import data_folder

if TYPE_CHECKING:
    from coreg.domain.client import PersonEntry
    from coreg.domain.note import Note
    from coreg.recording.place import Place
    from coreg.recording.reader import Recording
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.stored_session import SessionEntry

_ID = re.compile(r"[0-9a-f]{8,32}")
_VAULT_FILE = "vault.toml"


def read(file_or_id: Path, passphrase_file: Path | None) -> "Recording":
    """Read the session that FILE names.

    Raises
    ------
    SessionFileError
        It isn't a session that this program can read.
    """
    from coreg.recording.reader import read_session

    with found(file_or_id, passphrase_file) as (place, _):
        return read_session(place.path, place.key)


@dataclass(frozen=True, slots=True)
class Known:
    """A session, and what the vault knows of it: who they were, and what was typed, where that was asked for."""

    recording: "Recording"
    people: "Mapping[Role, PersonEntry]"
    notes: "Sequence[Note]" = field(default=(), repr=False)


def read_known(file_or_id: Path, passphrase_file: Path | None, *, with_notes: bool = False) -> Known:
    """Read the session that FILE names, and who was in it.

    Raises
    ------
    SessionFileError, NotesFileError
        It isn't a session that this program can read.
    """
    from coreg.recording.notes_file import read_notes
    from coreg.recording.reader import read_session

    if not is_id(file_or_id):
        return Known(read_session(file_or_id), {})
    with vault(passphrase_file) as opened:
        entry = entry_of(opened, str(file_or_id))
        place = opened.place_of(entry.session_id)
        people = _people_of(opened, entry)
        is_read = with_notes and entry.has_notes
        notes = read_notes(opened.notes_of(entry.session_id)) if is_read else ()
        return Known(read_session(place.path, place.key), people, notes)


def _people_of(opened: "OpenVault", entry: "SessionEntry") -> "dict[Role, PersonEntry]":
    """Return the client and, where the second person is the vault's own therapist, them too."""
    client = opened.person(entry.person_id)
    own = [person for person in opened.people() if person.role is Role.THERAPIST]
    if client.relation is not Relation.THERAPIST or not own:
        return {Role.CLIENT: client}
    return {Role.CLIENT: client, Role.THERAPIST: min(own, key=lambda person: person.created_utc)}


@contextmanager
def found(file_or_id: Path, passphrase_file: Path | None) -> "Iterator[tuple[Place, SessionEntry | None]]":
    """Find the session that FILE names: where it lies, and the vault's entry where it is one of the vault's."""
    from coreg.recording.place import Place

    if not is_id(file_or_id):
        yield Place(file_or_id), None
        return
    with vault(passphrase_file) as opened:
        entry = entry_of(opened, str(file_or_id))
        yield opened.place_of(entry.session_id), entry


def is_id(file_or_id: Path) -> bool:
    """Whether FILE is no file but looks like a session's id, and there is a vault to ask."""
    looks_like = _ID.fullmatch(str(file_or_id)) is not None
    return looks_like and not file_or_id.exists() and (vault_folder() / _VAULT_FILE).is_file()


def entry_of(opened: "OpenVault", session_id: str) -> "SessionEntry":
    """Return the one session whose id begins so.

    Raises
    ------
    UsageError
        There is none, or several.
    """
    entries = [entry for entry in opened.sessions() if entry.session_id.startswith(session_id)]
    if len(entries) == 1:
        return entries[0]
    if entries:
        msg = f"{len(entries)} sessions begin with {session_id}: give more of the id (coreg sessions lists them)."
        raise UsageError(msg)
    msg = f"The vault holds no session {session_id}: coreg sessions lists those it holds."
    raise UsageError(msg)


def person_of(opened: "OpenVault", pseudonym: str) -> "PersonEntry":
    """Return the person of this pseudonym; UsageError where there is none."""
    for person in opened.people():
        if person.pseudonym == pseudonym:
            return person
    msg = f"The vault knows nobody called {pseudonym}."
    raise UsageError(msg)


@contextmanager
def vault(passphrase_file: Path | None) -> "Iterator[OpenVault]":
    """Unlock the vault for as long as the block lasts.

    Raises
    ------
    VaultError
        There is none, it is in use, or the passphrase doesn't open it.
    """
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.unlock import unlock

    folder = vault_folder()
    if not (folder / _VAULT_FILE).is_file():
        msg = f"There is no vault in {folder}: coreg vault create makes one, --data names another folder."
        raise UsageError(msg)
    opened = OpenVault(folder, unlock(folder, passphrase(passphrase_file)))
    try:
        yield opened
    finally:
        opened.lock()


def vault_folder() -> Path:
    """Return where the vault is, or would be."""
    return data_folder(click.get_current_context().find_root().params["data"])
