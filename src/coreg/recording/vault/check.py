"""Holds everything in a vault against all else that knows of it, and names what isn't as it was put there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import apsw

from coreg.domain.errors import SessionFileError, VaultError
from coreg.recording.connection import connect
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.recording.seal import verify
from coreg.recording.vault.durable import UNFINISHED
from coreg.recording.vault.facts import noticed
from coreg.recording.vault.finding import Finding, Thing, Wrong
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_file import LibraryFile
from coreg.recording.vault.sessions import sessions_folder, sidecar_of, stored_sessions
from coreg.recording.vault.sidecar import SUFFIX, Sidecar, read_sidecar, sidecar_path
from coreg.recording.vault.stored_session import StoredSession

_READING = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
_LOGS = ("-wal", "-shm", "-journal")


def check_vault(library: LibraryFile, keys: Keys, not_now: frozenset[str] = frozenset()) -> list[Finding]:
    """Check the library and all sessions; `not_now` are session ids that are being written."""
    findings = [*noticed(library), *library.check()]
    with library.lock:
        sessions = [(session, sidecar_of(library, session)) for session in stored_sessions(library)]
    checker = _Checker(sessions_folder(library.folder), keys, [session for session, _sidecar in sessions])
    for session, sidecar in sessions:
        findings += checker.sidecar(sidecar)
        if session.session_id not in not_now:
            findings += checker.file(session)
            findings += checker.notes(session)
    findings += checker.strangers()
    return list(dict.fromkeys(findings))


class _Checker:
    """Checks the sessions of one folder."""

    def __init__(self, folder: Path, keys: Keys, sessions: list[StoredSession]) -> None:
        self._folder = folder
        self._keys = keys
        self._sessions = sessions

    def sidecar(self, expected: Sidecar) -> Iterator[Finding]:
        session = expected.session
        path = sidecar_path(self._folder, session.file_id)
        if not path.exists():
            yield _finding(session, Thing.SIDECAR, Wrong.MISSING, path)
            return
        try:
            found = read_sidecar(path, self._keys)
        except VaultError:
            wrong = Wrong.SWAPPED if self._is_other_sidecar(path) else Wrong.UNREADABLE
            yield _finding(session, Thing.SIDECAR, wrong, path)
            return
        if session.is_sidecar_due:
            return
        found_n, expected_n = found.session.sidecar_n, session.sidecar_n
        if found_n > expected_n:
            yield _finding(session, Thing.LIBRARY, Wrong.ROLLED_BACK, path)
        elif found_n < expected_n:
            yield _finding(session, Thing.SIDECAR, Wrong.ROLLED_BACK, path)
        elif replace(found.session, is_sidecar_due=False) != session:
            yield _finding(session, Thing.SIDECAR, Wrong.CHANGED, path)

    def file(self, session: StoredSession) -> Iterator[Finding]:
        path = self._folder / session.file_name
        if not path.is_file():
            yield _finding(session, Thing.FILE, Wrong.MISSING, path)
            return
        try:
            place = Place(path, session.key(self._keys))
            seal_key = session.seal_key(self._keys)
        except VaultError:
            yield _finding(session, Thing.LIBRARY, Wrong.CHANGED, path)
            return
        try:
            if session.seal is None or session.is_sealing:
                read_session(path, place.key)
                return
            for table in verify(place, seal_key, session.seal):
                yield Finding(session.session_id, table, Wrong.CHANGED, path.name)
        except SessionFileError:
            wrong = Wrong.SWAPPED if self._is_other_file(path) else Wrong.UNREADABLE
            yield _finding(session, Thing.FILE, wrong, path)

    def notes(self, session: StoredSession) -> Iterator[Finding]:
        if session.notes_key_wrap is None:
            return
        path = self._folder / session.notes_name
        if not path.is_file():
            yield _finding(session, Thing.NOTES, Wrong.MISSING, path)
            return
        try:
            is_whole = opens(path, session.notes_key(self._keys))
        except VaultError:
            is_whole = False
        if not is_whole:
            yield _finding(session, Thing.NOTES, Wrong.UNREADABLE, path)

    def strangers(self) -> Iterator[Finding]:
        """Files that no session of the library has."""
        known = {name for each in self._sessions for name in _names(each)}
        for path in sorted(self._folder.iterdir()):
            if path.name in known:
                continue
            if path.name.endswith(SUFFIX) and (session_id := self._own_session_id(path)) is not None:
                yield Finding(session_id, Thing.LIBRARY.value, Wrong.ROLLED_BACK, path.name)
            else:
                yield Finding(None, Thing.FILE.value, Wrong.UNKNOWN, path.name)

    def _own_session_id(self, path: Path) -> str | None:
        try:
            return read_sidecar(path, self._keys).session.session_id
        except VaultError:
            return None

    def _is_other_sidecar(self, path: Path) -> bool:
        return any(_is_copy(path, sidecar_path(self._folder, each.file_id)) for each in self._sessions)

    def _is_other_file(self, path: Path) -> bool:
        for each in self._sessions:
            if each.file_name == path.name:
                continue
            try:
                if opens(path, each.key(self._keys)):
                    return True
            except VaultError:
                continue
        return False


def opens(path: Path, key: bytes | None) -> bool:
    """Whether a database opens with its key and is whole."""
    try:
        connection = connect(
            f"{path.absolute().as_uri()}?mode=ro", key, apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        )
        try:
            return bool(connection.pragma("quick_check") == "ok")
        finally:
            connection.close()
    except apsw.Error:
        return False


def _names(session: StoredSession) -> set[str]:
    own = [session.file_name, session.notes_name, sidecar_path(Path(), session.file_id).name]
    return {name + left + log for name in own for left in ("", UNFINISHED) for log in ("", *_LOGS)}


def _is_copy(path: Path, other: Path) -> bool:
    return path != other and other.is_file() and path.read_bytes() == other.read_bytes()


def _finding(session: StoredSession, thing: Thing, wrong: Wrong, path: Path) -> Finding:
    return Finding(session.session_id, thing.value, wrong, path.name)
