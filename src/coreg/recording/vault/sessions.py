"""The library's sessions: their rows, and the sidecars that are kept in step with them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.domain.session import SessionHeader
from coreg.recording.seal import Seal
from coreg.recording.vault.consents import consents
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_file import LibraryFile
from coreg.recording.vault.library_seal import Value
from coreg.recording.vault.people import person
from coreg.recording.vault.sidecar import Sidecar, SidecarConsent, write_sidecar
from coreg.recording.vault.stored_session import StoredSession

FOLDER = "sessions"
_COLUMNS = (
    "session_id, file_id, person_id, app_version, started_utc, zone, utc_offset_s, is_simulated, imported_from,"
    " is_finished, duration_s, key_wrap, seal_key_wrap, notes_id, notes_key_wrap, seal_n, seal_head, is_sealing,"
    " leftover_id, sidecar_n, is_sidecar_due"
)


def sessions_folder(folder: Path) -> Path:
    """Where a vault keeps its session files."""
    return folder / FOLDER


def stored_sessions(library: LibraryFile, person_id: str | None = None) -> list[StoredSession]:
    """All sessions, or one person's, oldest first."""
    condition, values = ("", ()) if person_id is None else (" WHERE person_id = ?", (person_id,))
    order = f"SELECT {_COLUMNS} FROM session{condition} ORDER BY started_utc, session_id"
    return [_stored(row) for row in library.rows(order, values)]


def stored_session(library: LibraryFile, session_id: str) -> StoredSession:
    """One session; VaultError where the vault doesn't know the id."""
    found = library.rows(f"SELECT {_COLUMNS} FROM session WHERE session_id = ?", (session_id,))
    if not found:
        msg = _("The vault knows no session with the id {session_id}.").format(session_id=session_id)
        raise VaultError(msg)
    return _stored(found[0])


def put(library: LibraryFile, session: StoredSession) -> None:
    """Write a session's row or write it anew, inside a transaction."""
    marks = ", ".join("?" * len(_row(session)))
    library.change(f"INSERT OR REPLACE INTO session ({_COLUMNS}) VALUES ({marks})", *_row(session))


def save(library: LibraryFile, keys: Keys, *changed: StoredSession) -> None:
    """Write sessions to the library and to their sidecars; what a kill leaves undone is done at the next unlock."""
    with library.lock:
        with library.transaction():
            for session in changed:
                put(library, replace(session, sidecar_n=library.n + 1, is_sidecar_due=True))
        write_due_sidecars(library, keys)


def mark_sidecars_due(library: LibraryFile, sessions: Iterable[StoredSession]) -> None:
    """Say that sidecars have to be written anew, inside a transaction."""
    for session in sessions:
        put(library, replace(session, sidecar_n=library.n + 1, is_sidecar_due=True))


def write_due_sidecars(library: LibraryFile, keys: Keys) -> None:
    """Write every sidecar that is behind its row."""
    due = [_stored(row) for row in library.rows(f"SELECT {_COLUMNS} FROM session WHERE is_sidecar_due = 1")]
    if not due:
        return
    for session in due:
        write_sidecar(sessions_folder(library.folder), keys, sidecar_of(library, session))
    with library.transaction():
        library.change("UPDATE session SET is_sidecar_due = 0 WHERE is_sidecar_due = 1")


def sidecar_of(library: LibraryFile, session: StoredSession) -> Sidecar:
    """What a session's sidecar has to say."""
    entry = person(library, session.person_id)
    given = [consent for consent in consents(library, session.person_id) if consent.given_utc]
    newest = max(given, key=lambda consent: consent.given_utc, default=None)
    consent = None
    if newest is not None:
        standing = newest.purposes - newest.withdrawn_utc.keys()
        how = (newest.given_by, newest.manner, newest.given_utc, newest.text_version)
        consent = SidecarConsent(*how, standing, newest.child_assents)
    return Sidecar(session, entry.role, entry.pseudonym, entry.relation, consent)


def _row(session: StoredSession) -> tuple[Value, ...]:
    header = session.header
    return (
        header.session_id,
        session.file_id,
        session.person_id,
        header.app_version,
        header.started_utc,
        header.zone,
        header.utc_offset_s,
        int(header.is_simulated),
        header.imported_from,
        int(session.is_finished),
        session.duration_s,
        session.key_wrap,
        session.seal_key_wrap,
        session.notes_id,
        session.notes_key_wrap,
        None if session.seal is None else session.seal.n,
        None if session.seal is None else session.seal.head,
        int(session.is_sealing),
        session.leftover_id,
        session.sidecar_n,
        int(session.is_sidecar_due),
    )


def _stored(row: Sequence[Any]) -> StoredSession:
    session_id, file_id, person_id, *of_header = row[:9]
    app_version, started_utc, zone, utc_offset_s, is_simulated, imported_from = of_header
    is_finished, duration_s, key_wrap, seal_key_wrap, notes_id, notes_key_wrap, *of_state = row[9:]
    seal_n, seal_head, is_sealing, leftover_id, sidecar_n, is_sidecar_due = of_state
    return StoredSession(
        header=SessionHeader(
            session_id, app_version, started_utc, zone, utc_offset_s, bool(is_simulated), imported_from
        ),
        file_id=file_id,
        person_id=person_id,
        key_wrap=key_wrap,
        seal_key_wrap=seal_key_wrap,
        notes_id=notes_id,
        notes_key_wrap=notes_key_wrap,
        is_finished=bool(is_finished),
        duration_s=duration_s,
        seal=None if seal_n is None else Seal(seal_n, seal_head),
        is_sealing=bool(is_sealing),
        leftover_id=leftover_id,
        sidecar_n=sidecar_n,
        is_sidecar_due=bool(is_sidecar_due),
    )
