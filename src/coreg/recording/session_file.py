"""The session file as its one writer sees it: made, appended to, found again after disk trouble, closed.

All of it runs on the journal's writer thread. Every method that touches the disk says what is wrong as a
`DiskProblem` instead of raising, because a recording outlives its disk: what wasn't confirmed is written again.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import apsw

from coreg.domain.errors import DiskProblemError
from coreg.domain.snapshot import DiskProblem
from coreg.recording.connection import connect
from coreg.recording.place import Place
from coreg.recording.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES, Row

_BUSY_MS = 2000  # our choice: another program may hold the file for a moment (a backup), the queue waits meanwhile
_TROUBLE = (
    apsw.FullError,
    apsw.IOError,
    apsw.CantOpenError,
    apsw.ReadOnlyError,
    apsw.PermissionsError,
    apsw.BusyError,
    apsw.LockedError,
    apsw.ProtocolError,
    apsw.CorruptError,
    apsw.NotADBError,
    OSError,
)


class SessionFile:
    """One session's file, open for appending.

    Parameters
    ----------
    place
        The file to make, and its key; nothing may stand there yet.
    head
        The first rows (session, run): a file exists with these or not at all.

    Raises
    ------
    DiskProblemError
        The file can't be made.
    """

    def __init__(self, place: Place, session_id: str, head: Sequence[Row]) -> None:
        self._path = path = place.path
        self._key = place.key
        self._session_id = session_id
        self._head = tuple(head)
        _check_place(path)
        try:
            _make(_unfinished(path), self._key, self._head)
            _give_name(_unfinished(path), path)
            self._connection = _open(path, self._key)
            self._identity = _identity(path)
            self._folder_device = path.parent.stat().st_dev
        except _TROUBLE as error:
            msg = f"{path} can't be written: {_words(_problem_of(error))}. Choose another folder."
            raise DiskProblemError(msg) from error

    def append(self, rows: Sequence[Row]) -> DiskProblem | None:
        """Commit the rows as one transaction; None means that the disk has confirmed them."""
        try:
            # A deleted or unplugged file still takes writes through its open handle, and keeps none of them.
            if _identity(self._path) != self._identity:
                return DiskProblem.GONE
            self._connection.execute("BEGIN IMMEDIATE")
            for statement, values in rows:
                self._connection.execute(statement, values)
            self._connection.execute("COMMIT")
        except _TROUBLE as error:
            self._roll_back()
            return _problem_of(error)
        return None

    def mend(self) -> None:
        """After trouble: open the file anew, or put it back where its folder is still there and it isn't."""
        # Whatever fails here leaves things as they were: the next attempt to append says what is wrong.
        with suppress(*_TROUBLE, apsw.SQLError):
            if not self._path.exists():
                self._put_back()
            connection = _open(self._path, self._key)
            if next(connection.execute("SELECT session_id FROM session"), None) != (self._session_id,):
                connection.close()
                return
            self._identity = _identity(self._path)
            before, self._connection = self._connection, connection
            before.close()

    def close(self) -> None:
        """Fold the write-ahead log into the file, so that a closed session is one file."""
        # Where somebody reads it just now, or the disk is full, the log stays beside it: commits stand either way.
        with suppress(*_TROUBLE):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.execute("PRAGMA journal_mode = DELETE")
        with suppress(apsw.Error):
            self._connection.close()

    def _put_back(self) -> None:
        # The same disk's folder only: an empty mount point isn't the memory stick that was pulled out.
        if self._path.parent.stat().st_dev != self._folder_device:
            return
        unfinished = _unfinished(self._path)
        try:
            _make(unfinished, self._key, self._head, self._connection)
        except _TROUBLE:
            _make(unfinished, self._key, self._head)
        for suffix in ("-wal", "-shm"):  # a log left behind would be played into the new file
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        _give_name(unfinished, self._path)

    def _roll_back(self) -> None:
        # On most disk errors SQLite has rolled back by itself.
        with suppress(apsw.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _check_place(path: Path) -> None:
    if not path.parent.is_dir():
        msg = f"The folder {path.parent} doesn't exist: make it first, or choose another place for the session."
        raise DiskProblemError(msg)
    if path.exists():
        msg = f"{path} is there already, and a recording is never written over: choose another name."
        raise DiskProblemError(msg)


def _unfinished(path: Path) -> Path:
    """Where the file is built before it gets its name: a killed program leaves a whole file or none."""
    return path.with_name(f"{path.name}.new")


def _make(path: Path, key: bytes | None, head: Sequence[Row], source: apsw.Connection | None = None) -> None:
    """Build a session file: a copy of `source`, or one with the first rows only."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)  # heartbeats are nobody else's; SQLite gives its log the same permissions
    connection = _open(path, key)
    try:
        if source is None:
            _write_head(connection, head)
        else:
            with connection.backup("main", source, "main") as backup:
                backup.step()
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _give_name(unfinished: Path, path: Path) -> None:
    try:
        os.link(unfinished, path)  # fails where a file has come to stand there meanwhile; rename would replace it
        unfinished.unlink()
    except FileExistsError:
        unfinished.unlink()
        raise
    except OSError:  # exFAT and most network shares have no links
        unfinished.rename(path)


def _write_head(connection: apsw.Connection, head: Sequence[Row]) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(TABLES)
    for statement, values in head:
        connection.execute(statement, values)
    connection.execute("COMMIT")


def _open(path: Path, key: bytes | None) -> apsw.Connection:
    connection = connect(path, key, apsw.SQLITE_OPEN_READWRITE)
    connection.set_busy_timeout(_BUSY_MS)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: fsync alone stops at the drive's own cache
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _problem_of(error: Exception) -> DiskProblem:
    if isinstance(error, apsw.FullError):
        return DiskProblem.FULL
    if isinstance(error, FileNotFoundError | apsw.CantOpenError):
        return DiskProblem.GONE
    return DiskProblem.REFUSED


def _words(problem: DiskProblem) -> str:
    match problem:
        case DiskProblem.FULL:
            return "the disk is full"
        case DiskProblem.GONE:
            return "the file or its folder can't be opened"
        case DiskProblem.REFUSED:
            return "the disk or its permissions don't allow it"
