"""The library's people: added, found, changed. Their names are here and nowhere else."""

import json
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime

from coreg.domain.client import HealthNote, PersonEntry, Relation
from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.domain.person import Role
from coreg.domain.session import utc_words
from coreg.recording.vault.library_file import LibraryFile
from coreg.recording.vault.library_seal import Value

_LONGEST_NAME = 200  # characters; our choice


def new_id() -> str:
    """Draw an id that says nothing of whom or what it is for."""
    return secrets.token_hex(16)


def now_utc() -> str:
    """What time it is, as the library says it."""
    return utc_words(datetime.now(UTC))


def people(library: LibraryFile) -> list[PersonEntry]:
    """Everybody the vault knows, by pseudonym."""
    return [_entry(row) for row in library.rows("SELECT * FROM person ORDER BY pseudonym")]


def person(library: LibraryFile, person_id: str) -> PersonEntry:
    """One person; VaultError where the vault doesn't know the id."""
    found = library.rows("SELECT * FROM person WHERE person_id = ?", (person_id,))
    if not found:
        msg = _("The vault knows nobody with the id {person_id}.").format(person_id=person_id)
        raise VaultError(msg)
    return _entry(found[0])


def add(library: LibraryFile, entry: PersonEntry) -> None:
    """Write a new person."""
    _check(library, entry)
    with library.transaction():
        insert(library, entry)


def insert(library: LibraryFile, entry: PersonEntry) -> None:
    """Write a new person, inside a transaction."""
    library.change("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *_row(entry))


def replace(library: LibraryFile, entry: PersonEntry) -> None:
    """Write a person's entry anew, inside a transaction."""
    _check(library, entry)
    columns = "role = ?, pseudonym = ?, name = ?, relation = ?, retention = ?, health_notes = ?, created_utc = ?"
    person_id, *values = _row(entry)
    library.change(f"UPDATE person SET {columns} WHERE person_id = ?", *values, person_id)


def free_pseudonym(wanted: str, taken: Iterable[str]) -> str:
    """Return a pseudonym that nobody has yet.

    >>> free_pseudonym("K-12", ["K-12", "K-12 (2)"])
    'K-12 (3)'
    """
    taken = set(taken)
    candidates = (wanted if i == 1 else f"{wanted} ({i})" for i in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def _check(library: LibraryFile, entry: PersonEntry) -> None:
    if not entry.pseudonym.strip():
        msg = _("A person needs a pseudonym: a few letters or a number that tells you who it is.")
        raise VaultError(msg)
    if max(len(entry.pseudonym), len(entry.name or "")) > _LONGEST_NAME:
        msg = _("A pseudonym or name has {longest_name} characters at the most.").format(longest_name=_LONGEST_NAME)
        raise VaultError(msg)
    same = library.rows(
        "SELECT 1 FROM person WHERE pseudonym = ? AND person_id <> ?", (entry.pseudonym, entry.person_id)
    )
    if same:
        msg = _("Another person of the vault has this pseudonym already: choose another one.")
        raise VaultError(msg)


def _row(entry: PersonEntry) -> tuple[Value, ...]:
    notes = None if entry.health_notes is None else json.dumps(sorted(note.value for note in entry.health_notes))
    return (
        entry.person_id,
        entry.role.value,
        entry.pseudonym,
        entry.name,
        entry.relation.value,
        None if entry.retention is None else entry.retention.isoformat(),
        notes,
        entry.created_utc,
    )


def _entry(row: tuple[Value, ...]) -> PersonEntry:
    person_id, role, pseudonym, name, relation, retention, notes, created_utc = row
    return PersonEntry(
        person_id=str(person_id),
        role=Role(role),
        pseudonym=str(pseudonym),
        created_utc=str(created_utc),
        name=None if name is None else str(name),
        relation=Relation(relation),
        retention=None if retention is None else date.fromisoformat(str(retention)),
        health_notes=None if notes is None else frozenset(HealthNote(note) for note in json.loads(str(notes))),
    )
