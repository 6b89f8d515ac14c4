"""A session's life in the vault: begun with its own keys, sealed when it ends, rewritten when a part is erased."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from coreg.domain.consent import ConsentState, Purpose, is_allowed
from coreg.domain.errors import NoConsentError, VaultError
from coreg.domain.session import SessionHeader
from coreg.recording.place import Place
from coreg.recording.seal import Seal, seal
from coreg.recording.vault.check import opens
from coreg.recording.vault.consents import consents
from coreg.recording.vault.forget import remove_files
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_file import LibraryFile
from coreg.recording.vault.people import new_id, person
from coreg.recording.vault.sessions import save, sessions_folder, stored_session, stored_sessions
from coreg.recording.vault.stored_session import SessionEntry, SessionState, StoredSession
from coreg.recording.vault.wrap import new_key


def begin(
    library: LibraryFile, keys: Keys, header: SessionHeader, person_id: str, *, is_imported: bool = False
) -> Place:
    """Draw a file id and keys for a new session, and write both wraps before there is a file.

    Raises
    ------
    NoConsentError
        Nobody agreed that this person's session is kept; simulated and imported sessions need no consent here.
    """
    person(library, person_id)
    if not header.is_simulated and not is_imported:
        check_consent(library, person_id)
    if library.rows("SELECT 1 FROM session WHERE session_id = ?", (header.session_id,)):
        msg = f"The vault holds a session {header.session_id} already."
        raise VaultError(msg)
    key = new_key()
    session = StoredSession(header, new_id(), person_id, b"", b"", is_imported=is_imported)
    session = replace(
        session,
        key_wrap=session.wrapped(keys, key),
        seal_key_wrap=session.wrapped_seal_key(keys, new_key()),
    )
    save(library, keys, session)
    return Place(sessions_folder(library.folder) / session.file_name, key)


def check_consent(library: LibraryFile, person_id: str) -> None:
    """Raise NoConsentError where a person's session may not be kept."""
    entries = consents(library, person_id)
    if is_allowed(entries, Purpose.KEPT):
        return
    if any(entry.state is ConsentState.TO_BE_CONFIRMED for entry in entries):
        msg = "The consent has to be confirmed first, because the library was rebuilt."
    elif entries:
        msg = "The consent to keep recordings isn't there or was taken back: nothing can be recorded."
    else:
        msg = "There is no consent entry yet: nothing can be recorded before there is one."
    raise NoConsentError(msg)


def abandon(library: LibraryFile, session_id: str) -> None:
    """Take back a session whose file couldn't be made; VaultError where there is a file."""
    session = stored_session(library, session_id)
    folder = sessions_folder(library.folder)
    if (folder / session.file_name).exists():
        msg = f"Session {session_id} has a file: it can be finished or its client forgotten, but not abandoned."
        raise VaultError(msg)
    with library.transaction():
        library.change("DELETE FROM session WHERE session_id = ?", session_id)
    remove_files(folder, session)


def finish(library: LibraryFile, keys: Keys, session_id: str, duration_s: float | None) -> Seal:
    """Seal a closed session file and keep the seal twice. Again, after amendments: the next seal of its chain."""
    session = stored_session(library, session_id)
    duration_s = session.duration_s if duration_s is None else duration_s
    save(library, keys, replace(session, duration_s=duration_s, is_sealing=True))
    return _seal(library, keys, session_id)


def place(library: LibraryFile, keys: Keys, session_id: str) -> Place:
    """Where a session file lies, and its key."""
    session = stored_session(library, session_id)
    return Place(sessions_folder(library.folder) / session.file_name, session.key(keys))


def notes_place(library: LibraryFile, keys: Keys, session_id: str) -> Place:
    """Where a session's notes lie, and the key of that file, which is made when it is first asked for."""
    session = stored_session(library, session_id)
    path = sessions_folder(library.folder) / session.notes_name
    key = session.notes_key(keys)
    if key is None:
        key = new_key()
        save(library, keys, replace(session, notes_key_wrap=session.wrapped_notes_key(keys, key)))
    return Place(path, key)


def rewrite(
    library: LibraryFile, keys: Keys, session_id: str, write: Callable[[Place, bytes, bytes], Seal | None]
) -> None:
    """Have a session file rewritten under a new key, and drop the old key.

    `write` is given the place, the new key and the key of the seals. It puts the new file in the old one's place in
    one step, and returns its seal, or None where the session isn't sealed yet. Both keys are kept until it is done.
    """
    session = stored_session(library, session_id)
    key = new_key()
    session = replace(session, next_key_wrap=session.wrapped(keys, key), is_sealing=session.seal is not None)
    save(library, keys, session)
    made = write(place(library, keys, session_id), key, session.seal_key(keys))
    save(
        library,
        keys,
        replace(session, key_wrap=session.wrapped(keys, key), next_key_wrap=None, seal=made, is_sealing=False),
    )


def finish_what_was_begun(library: LibraryFile, keys: Keys) -> None:
    """Go on with rewriting and sealing where the program was killed."""
    for session in stored_sessions(library):
        path = sessions_folder(library.folder) / session.file_name
        if session.next_key_wrap is not None:
            is_rewritten = opens(path, session.next_key(keys))
            key_wrap = session.next_key_wrap if is_rewritten else session.key_wrap
            save(library, keys, replace(session, key_wrap=key_wrap, next_key_wrap=None))
        if session.is_sealing and opens(path, place(library, keys, session.session_id).key):
            _seal(library, keys, session.session_id)


def entry_of(library: LibraryFile, session: StoredSession, being_written: frozenset[str]) -> SessionEntry:
    """What the rest of the program sees of a session."""
    path = sessions_folder(library.folder) / session.file_name
    header = session.header
    return SessionEntry(
        session_id=session.session_id,
        path=path,
        person_id=session.person_id,
        started_utc=header.started_utc,
        zone=header.zone,
        utc_offset_s=header.utc_offset_s,
        duration_s=session.duration_s,
        state=_state(session, path, session.session_id in being_written),
        is_simulated=header.is_simulated,
        seal=session.seal,
        has_notes=session.notes_key_wrap is not None,
    )


def _state(session: StoredSession, path: Path, is_being_written: bool) -> SessionState:
    if is_being_written:
        return SessionState.OPEN
    if not path.is_file():
        return SessionState.MISSING
    if not session.is_finished:
        return SessionState.INTERRUPTED
    return SessionState.IMPORTED if session.is_imported else SessionState.CLOSED


def _seal(library: LibraryFile, keys: Keys, session_id: str) -> Seal:
    session = stored_session(library, session_id)
    made = seal(place(library, keys, session_id), session.seal_key(keys))
    save(library, keys, replace(session, seal=made, is_sealing=False, is_finished=True))
    return made
