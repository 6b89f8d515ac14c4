"""Makes a library anew from the sidecars beside the session files, and from what the old one still tells.

Consents that come from either ask to be confirmed: nobody can say any more what was taken back meanwhile.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from coreg.domain.client import PersonEntry
from coreg.domain.consent import ConsentEntry, ConsentState, ConsentText
from coreg.domain.errors import VaultError
from coreg.recording.vault import consents, people
from coreg.recording.vault.durable import remove, with_logs
from coreg.recording.vault.finding import Finding, Thing, Wrong
from coreg.recording.vault.forget import forgotten_ids, remove_files
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_file import LibraryFile, make_library, put_in_place
from coreg.recording.vault.library_seal import LibrarySeal, read_seal, write_seal
from coreg.recording.vault.opening import make_sessions_folder, open_with_any_key
from coreg.recording.vault.renewal import unfinished_renewal
from coreg.recording.vault.sessions import put, sessions_folder, stored_sessions
from coreg.recording.vault.sidecar import SUFFIX, Sidecar, read_sidecar
from coreg.recording.vault.stored_session import StoredSession
from coreg.recording.vault.unlock import library_keys, set_library_keys
from coreg.recording.vault.vault_file import MOST_LIBRARY_KEYS
from coreg.recording.vault.wrap import new_key


@dataclass
class _Known:
    """What is known of the vault without its library's word."""

    n: int = 0
    people: dict[str, PersonEntry] = field(default_factory=dict)
    consents: dict[str, list[ConsentEntry]] = field(default_factory=dict)
    texts: list[ConsentText] = field(default_factory=list)
    sessions: dict[str, StoredSession] = field(default_factory=dict)
    forgotten: set[str] = field(default_factory=set)


def rebuild_library(folder: Path, keys: Keys) -> list[Finding]:
    """Put a new library in the place of the one that is lost, and say which sidecars couldn't be read.

    The old library stays until the new one is whole.
    """
    make_sessions_folder(folder)
    known = _told_by_library(folder, keys)
    seal = None
    with suppress(VaultError):
        seal = read_seal(folder, *_either(folder, keys))
        known.forgotten |= set(seal.forgotten)
    findings = _add_sidecars(folder, keys, known)
    _write(folder, keys, known, seal)
    return findings


def _either(folder: Path, keys: Keys) -> tuple[Keys, ...]:
    previous = unfinished_renewal(folder, keys)
    return (keys,) if previous is None else (keys, previous)


def _told_by_library(folder: Path, keys: Keys) -> _Known:
    known = _Known()
    try:
        library = open_with_any_key(folder, keys)
    except VaultError:
        return known
    try:
        known.n = library.n
        if not library.check():
            library.write_seal()  # where a kill left it one behind
        known.people = {entry.person_id: entry for entry in people.people(library)}
        known.consents = {person_id: consents.every_consent(library, person_id) for person_id in known.people}
        known.texts = consents.texts(library)
        known.sessions = {each.session_id: each for each in stored_sessions(library)}
        known.forgotten = set(forgotten_ids(library))
    except (VaultError, ValueError):
        return _Known(known.n)
    finally:
        library.close()
    return known


def _add_sidecars(folder: Path, keys: Keys, known: _Known) -> list[Finding]:
    findings, sidecars = [], []
    for path in sorted(sessions_folder(folder).glob(f"*{SUFFIX}")):
        try:
            sidecars.append(read_sidecar(path, *_either(folder, keys)))
        except VaultError:
            findings.append(Finding(None, Thing.SIDECAR.value, Wrong.UNREADABLE, path.name))
    for sidecar in sorted(sidecars, key=lambda each: each.session.sidecar_n):
        if sidecar.session.person_id in known.forgotten:  # files of before, put back by somebody
            remove_files(sessions_folder(folder), sidecar.session)
        else:
            _add(known, sidecar)
    return findings


def _add(known: _Known, sidecar: Sidecar) -> None:
    session = sidecar.session
    known.n = max(known.n, session.sidecar_n)
    row = known.sessions.get(session.session_id)
    is_newer = row is None or row.sidecar_n < session.sidecar_n
    if is_newer:
        if row is not None and row.file_id != session.file_id:  # it was rewritten, and the old file is to go
            session = replace(session, leftover_id=row.file_id)
        known.sessions[session.session_id] = replace(session, is_sidecar_due=False)
    entry = known.people.get(session.person_id)
    if entry is None:
        created_utc = session.header.started_utc
        entry = PersonEntry(session.person_id, sidecar.role, sidecar.pseudonym, created_utc)
    told = replace(entry, role=sidecar.role, pseudonym=sidecar.pseudonym, relation=sidecar.relation)
    known.people[session.person_id] = told if is_newer else entry
    _add_consent(known, sidecar)


def _add_consent(known: _Known, sidecar: Sidecar) -> None:
    """A consent that the old library doesn't tell of."""
    told, person_id = sidecar.consent, sidecar.session.person_id
    entries = known.consents.setdefault(person_id, [])
    if told is None or any(each.given_utc == told.given_utc for each in entries):
        return
    how = (told.given_by, told.manner, told.given_utc, told.text_version, told.purposes, told.child_assents)
    entries.append(ConsentEntry(people.new_id(), person_id, *how))


def _write(folder: Path, keys: Keys, known: _Known, seal: LibrarySeal | None) -> None:
    """Make the new library the successor of what the seal beside it says: a kill leaves either of them well.

    Where there is no such seal, or sidecars are newer than it, another is written first.
    """
    key = new_key()
    set_library_keys(folder, keys, (key, *library_keys(folder, keys))[:MOST_LIBRARY_KEYS])
    copy = make_library(folder, keys, key, known.n)
    library = LibraryFile(folder, keys, key, copy.name)
    try:
        if seal is None or seal.n < known.n:
            seal = LibrarySeal(known.n, library.head, tuple(sorted(known.forgotten)))
            write_seal(folder, keys, seal)
        with library.transaction():
            library.change("UPDATE library_seal SET n = ?, head = ?", seal.n, seal.head)
            _fill(library, known)
    finally:
        library.close()
    put_in_place(copy)
    remove(*with_logs(copy))
    set_library_keys(folder, keys, (key,))


def _fill(library: LibraryFile, known: _Known) -> None:
    taken: set[str] = set()
    for entry in known.people.values():
        pseudonym = people.free_pseudonym(entry.pseudonym, taken)
        taken.add(pseudonym)
        people.insert(library, replace(entry, pseudonym=pseudonym))
    for each in known.texts:
        library.change("INSERT INTO consent_text VALUES (?, ?, ?)", each.version, each.text, each.written_utc)
    for consent in _all(known.consents.values()):
        consents.insert(library, replace(consent, state=ConsentState.TO_BE_CONFIRMED))
    for session in known.sessions.values():
        put(library, session)
    for person_id in sorted(known.forgotten):
        library.change("INSERT INTO forgotten VALUES (?, 1)", person_id)


def _all(entries: Iterable[list[ConsentEntry]]) -> list[ConsentEntry]:
    return [entry for each in entries for entry in each]
