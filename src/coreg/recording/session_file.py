"""The session file as its one writer sees it: made, appended to, found again after disk trouble, closed.

All of it runs on the journal's writer thread. Every method that touches the disk says what is wrong as a
`DiskProblem` instead of raising, because a recording outlives its disk: what wasn't confirmed is written again.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import apsw

from coreg.domain.errors import DiskProblemError
from coreg.domain.language import _
from coreg.domain.snapshot import DiskProblem
from coreg.recording.connection import connect_to_write
from coreg.recording.new_file import beside, build, create_tables, give_name, unfinished
from coreg.recording.place import Place
from coreg.recording.schema import Row

TROUBLE = (
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
        The file, and its key; where it is new, nothing may stand there yet.
    head
        The first rows (session, runs): a file exists with these or not at all.
    is_new
        False where an interrupted session's file is written on.

    Raises
    ------
    DiskProblemError
        The file can't be made.
    """

    def __init__(self, place: Place, session_id: str, head: Sequence[Row], *, is_new: bool = True) -> None:
        self._path = path = place.path
        self._key = place.key
        self._session_id = session_id
        self._head = tuple(head)
        if is_new:
            _check_place(path)
        try:
            if is_new:
                _make(unfinished(path), self._key, self._head)
                give_name(unfinished(path), path)
            self._connection = connect_to_write(path, self._key)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._identity = _identity(path)
            self._folder_device = path.parent.stat().st_dev
        except TROUBLE as error:
            msg = _("{path} can't be written: {words}. Choose another folder.").format(
                path=path, words=_words(problem_of(error))
            )
            raise DiskProblemError(msg) from error
        if not is_new and self.append(self._head) is not None:
            self._connection.close()
            msg = _("{path} can't be continued: its disk doesn't take anything more.").format(path=path)
            raise DiskProblemError(msg)

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
        except TROUBLE as error:
            self._roll_back()
            return problem_of(error)
        return None

    def mend(self) -> None:
        """After trouble: open the file anew, or put it back where its folder is still there and it isn't."""
        # Whatever fails here leaves things as they were: the next attempt to append says what is wrong.
        with suppress(*TROUBLE, apsw.SQLError):
            if not self._path.exists():
                self._put_back()
            connection = connect_to_write(self._path, self._key)
            if next(connection.execute("SELECT session_id FROM session"), None) != (self._session_id,):
                connection.close()
                return
            self._identity = _identity(self._path)
            before, self._connection = self._connection, connection
            before.close()

    def close(self) -> None:
        """Fold the write-ahead log into the file, so that a closed session is one file."""
        # Where somebody reads it just now, or the disk is full, the log stays beside it: commits stand either way.
        with suppress(*TROUBLE):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.execute("PRAGMA journal_mode = DELETE")
        with suppress(apsw.Error):
            self._connection.close()

    def _put_back(self) -> None:
        # The same disk's folder only: an empty mount point isn't the memory stick that was pulled out.
        if self._path.parent.stat().st_dev != self._folder_device:
            return
        built = unfinished(self._path)
        try:
            _make(built, self._key, self._head, self._connection)
        except TROUBLE:
            _make(built, self._key, self._head)
        for leftover in beside(self._path):  # a log left behind would be played into the new file
            leftover.unlink(missing_ok=True)
        give_name(built, self._path)

    def _roll_back(self) -> None:
        # On most disk errors SQLite has rolled back by itself.
        with suppress(apsw.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _check_place(path: Path) -> None:
    if not path.parent.is_dir():
        msg = _(
            "The folder {parent} doesn't exist: make it first, or choose another place for the session."
        ).format(parent=path.parent)
        raise DiskProblemError(msg)
    if path.exists():
        msg = _("{path} is there already, and a recording is never written over: choose another name.").format(
            path=path
        )
        raise DiskProblemError(msg)


def _make(path: Path, key: bytes | None, head: Sequence[Row], source: apsw.Connection | None = None) -> None:
    """Build a session file: a copy of `source`, or one with the first rows only."""

    def write_head(connection: apsw.Connection) -> None:
        for statement, values in head:
            connection.execute(statement, values)

    def fill(connection: apsw.Connection) -> None:
        if source is None:
            create_tables(connection, write_head)
        else:
            with connection.backup("main", source, "main") as backup:
                backup.step()
        connection.execute("PRAGMA journal_mode = WAL")

    build(path, key, fill)


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def problem_of(error: Exception) -> DiskProblem:
    """Name what an error of TROUBLE says of the disk."""
    if isinstance(error, apsw.FullError):
        return DiskProblem.FULL
    if isinstance(error, FileNotFoundError | apsw.CantOpenError):
        return DiskProblem.GONE
    return DiskProblem.REFUSED


def _words(problem: DiskProblem) -> str:
    match problem:
        case DiskProblem.FULL:
            return _("the disk is full")
        case DiskProblem.GONE:
            return _("the file or its folder can't be opened")
        case DiskProblem.REFUSED:
            return _("the disk or its permissions don't allow it")
