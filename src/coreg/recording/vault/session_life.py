"""A session's life in the vault: begun with its own keys, sealed when it ends, rewritten when a part is erased."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from coreg.domain.consent import ConsentState, Purpose, is_allowed
from coreg.domain.errors import NoConsentError, SessionFileError, VaultError
from coreg.domain.language import _
from coreg.domain.moment import Moment
from coreg.domain.session import SessionHeader
from coreg.recording.amend import amend
from coreg.recording.parts import join
from coreg.recording.place import Place
from coreg.recording.reader import Ended, read_session
from coreg.recording.seal import Seal, seal, verify
from coreg.recording.vault.consents import consents
from coreg.recording.vault.durable import remove, with_logs
from coreg.recording.vault.facts import want_rekey
from coreg.recording.vault.forget import remove_files
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_file import LibraryFile
from coreg.recording.vault.people import new_id, person
from coreg.recording.vault.rekey import finish_rekey
from coreg.recording.vault.sessions import save, sessions_folder, stored_session, stored_sessions
from coreg.recording.vault.stored_session import SessionEntry, SessionState, StoredSession
from coreg.recording.vault.wrap import new_key


def begin(
    library: LibraryFile, keys: Keys, header: SessionHeader, person_id: str, *, needs_consent: bool = True
) -> Place:
    """Draw a file id and keys for a new session, and write both wraps before there is a file.

    Raises
    ------
    NoConsentError
        Nobody agreed that this person's session is kept; simulated and imported sessions need no consent here.
    """
    person(library, person_id)
    if needs_consent and not header.is_simulated and header.imported_from is None:
        check_consent(library, person_id)
    if library.rows("SELECT 1 FROM session WHERE session_id = ?", (header.session_id,)):
        msg = _("The vault holds a session {session_id} already.").format(session_id=header.session_id)
        raise VaultError(msg)
    key = new_key()
    session = StoredSession(header, new_id(), person_id, b"", b"")
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
        msg = _("The consent has to be confirmed first, because the library was rebuilt.")
    elif entries:
        msg = _("The consent to keep recordings isn't there or was taken back: nothing can be recorded.")
    else:
        msg = _("There is no consent entry yet: nothing can be recorded before there is one.")
    raise NoConsentError(msg)


def abandon(library: LibraryFile, session_id: str) -> None:
    """Take back a session whose file couldn't be made; VaultError where there is a file."""
    session = stored_session(library, session_id)
    folder = sessions_folder(library.folder)
    if (folder / session.file_name).exists():
        msg = _(
            "Session {session_id} has a file: it can be finished or its client forgotten, but not abandoned."
        ).format(session_id=session_id)
        raise VaultError(msg)
    with library.transaction():
        library.change("DELETE FROM session WHERE session_id = ?", session_id)
    remove_files(folder, session)


def finish(library: LibraryFile, keys: Keys, session_id: str, duration_s: float | None) -> Seal:
    """Seal a closed session file, and keep the seal twice. Where nothing is new the seal stays as it is."""
    session = stored_session(library, session_id)
    duration_s = session.duration_s if duration_s is None else duration_s
    save(library, keys, replace(session, duration_s=duration_s, is_sealing=True))
    try:
        return _seal(library, keys, session_id)
    except SessionFileError:  # it isn't closed yet, or can't be read: nothing was sealed
        save(library, keys, session)
        raise


def join_parts(library: LibraryFile, keys: Keys, session_id: str, parts: Sequence[Path]) -> None:
    """Join what was recorded in another folder to a session's file, and finish it where its end is there.

    Raises
    ------
    SessionFileError, DiskProblemError
        A part isn't of this session, something is missing between them, or the disk doesn't take it.
    """
    whole = place(library, keys, session_id)
    for part in parts:
        join(whole, Place(part, whole.key))
    recording = read_session(whole.path, whole.key)
    if recording.ended is Ended.CLOSED:
        finish(library, keys, session_id, recording.duration_s)


def amended(library: LibraryFile, keys: Keys, session_id: str, moments: Sequence[Moment]) -> Seal:
    """Append moments to a finished session, and keep the seal that they get.

    Raises
    ------
    SessionFileError
        The file isn't what was sealed: an amendment would hide that.
    """
    session = stored_session(library, session_id)
    if session.seal is None:
        msg = _("Session {session_id} isn't finished: it can be amended when it is.").format(session_id=session_id)
        raise VaultError(msg)
    _check_sealed(library, keys, session)
    save(library, keys, replace(session, is_sealing=True))
    try:
        amend(place(library, keys, session_id), moments, session.seal_key(keys))
    finally:
        made = _seal(library, keys, session_id)
    return made


def place(library: LibraryFile, keys: Keys, session_id: str) -> Place:
    """Where a session file lies, and its key."""
    session = stored_session(library, session_id)
    return Place(sessions_folder(library.folder) / session.file_name, session.key(keys))


def notes_place(library: LibraryFile, keys: Keys, session_id: str) -> Place:
    """Where a session's notes lie, and the key of that file, which is made when it is first asked for."""
    session = stored_session(library, session_id)
    if session.notes_id is None:
        session = _with_notes(session, keys, new_key())
        save(library, keys, session)
    return Place(sessions_folder(library.folder) / f"{session.notes_id}.notes", session.notes_key(keys))


def rewrite(
    library: LibraryFile, keys: Keys, session_id: str, write: Callable[[Place, Place, bytes], Seal | None]
) -> None:
    """Have a session written anew to another file under another key; then the old file and its key are destroyed.

    `write` is given the place of now, the new place and the key of the seals, and returns the new file's seal.
    Killed before it is done, the session is as it was; after that, the next unlock destroys what is left.

    Raises
    ------
    SessionFileError
        The file isn't what was sealed, or `write` says so.
    """
    session = stored_session(library, session_id)
    _check_sealed(library, keys, session)
    key = new_key()
    target = replace(session, file_id=new_id(), leftover_id=session.file_id)
    new_place = Place(sessions_folder(library.folder) / target.file_name, key)
    with _leaving(library, keys, session, target.file_id):
        made = write(place(library, keys, session_id), new_place, session.seal_key(keys))
        save(library, keys, replace(target, key_wrap=target.wrapped(keys, key), seal=made))


def rewrite_notes(library: LibraryFile, keys: Keys, session_id: str, write: Callable[[Place, Place], None]) -> None:
    """Have a session's notes written anew to another file under another key; then the old one is destroyed."""
    session = stored_session(library, session_id)
    if session.notes_id is None:
        msg = _("Session {session_id} has no notes.").format(session_id=session_id)
        raise VaultError(msg)
    key = new_key()
    target = replace(_with_notes(session, keys, key), leftover_id=session.notes_id)
    with _leaving(library, keys, session, target.notes_id):
        write(
            notes_place(library, keys, session_id),
            Place(sessions_folder(library.folder) / f"{target.notes_id}.notes", key),
        )
        save(library, keys, target)


@contextmanager
def _leaving(library: LibraryFile, keys: Keys, session: StoredSession, new: str | None) -> Iterator[None]:
    """While a new file is written it may be left behind; when it is there, the old one is."""
    save(library, keys, replace(session, leftover_id=new))
    try:
        yield
    finally:
        _destroy_leftover(library, keys, stored_session(library, session.session_id))
    with library.transaction():
        want_rekey(library)  # the old key was in the library too
    finish_rekey(library, keys)


def _destroy_leftover(library: LibraryFile, keys: Keys, session: StoredSession) -> None:
    folder = sessions_folder(library.folder)
    names = [f"{session.leftover_id}{suffix}" for suffix in (".coreg", ".key", ".notes")]
    remove(*(path for name in names for path in with_logs(folder / name)))
    save(library, keys, replace(session, leftover_id=None))


def _with_notes(session: StoredSession, keys: Keys, key: bytes) -> StoredSession:
    session = replace(session, notes_id=new_id())
    return replace(session, notes_key_wrap=session.wrapped_notes_key(keys, key))


def finish_what_was_begun(library: LibraryFile, keys: Keys) -> None:
    """Go on with rewriting and sealing where the program was killed."""
    for session in stored_sessions(library):
        if session.leftover_id is not None:
            _destroy_leftover(library, keys, session)
            with library.transaction():
                want_rekey(library)
        if session.is_sealing:
            # Damaged meanwhile, or not what was sealed: `verify` says so, and the vault opens all the same.
            with suppress(SessionFileError):
                _seal(library, keys, session.session_id)
    finish_rekey(library, keys)


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
        has_notes=session.notes_id is not None,
    )


def _state(session: StoredSession, path: Path, is_being_written: bool) -> SessionState:
    if is_being_written:
        return SessionState.OPEN
    if not path.is_file():
        return SessionState.MISSING
    if not session.is_finished:
        return SessionState.INTERRUPTED
    return SessionState.IMPORTED if session.header.imported_from else SessionState.CLOSED


def _seal(library: LibraryFile, keys: Keys, session_id: str) -> Seal:
    session = stored_session(library, session_id)
    _check_sealed(library, keys, session)
    made = seal(place(library, keys, session_id), session.seal_key(keys))
    save(library, keys, replace(session, seal=made, is_sealing=False, is_finished=True))
    return made


def _check_sealed(library: LibraryFile, keys: Keys, session: StoredSession) -> None:
    """Make sure that nothing is built on a file that isn't what was sealed."""
    if session.seal is None:
        return
    where = place(library, keys, session.session_id)
    wrong = verify(where, session.seal_key(keys), session.seal)
    if wrong:
        msg = _("{path} isn't what was recorded ({what}): restore it from a backup.").format(
            path=where.path, what=", ".join(wrong)
        )
        raise SessionFileError(msg)
