"""The door that session files come in by: opened without being changed, and checked for being one of ours.

A session file may come from anywhere. Whatever bytes it holds, `opened` gives its tables as today's schema has
them, or says in one sentence why not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from coreg.domain.errors import SessionFileError
from coreg.domain.language import _
from coreg.recording.connection import connect, looks_encrypted
from coreg.recording.older import in_memory, is_known, strange_tables
from coreg.recording.schema import APPLICATION_ID, SCHEMA_VERSION

_LONGEST_VALUE = 1_000_000  # bytes; our choice: a notification has 512 at most, so a longer value isn't ours
_BUSY_MS = 2000
# What reading a damaged or hostile file can raise, of SQLite and of whoever makes objects of its rows.
DAMAGE = (apsw.Error, ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError, OSError)


@contextmanager
def opened(path: Path, key: bytes | None) -> Iterator[apsw.Connection]:
    """Open a session file for reading; it has today's tables, in one state, also while a program appends to it.

    Raises
    ------
    SessionFileError
        It isn't a session file, is protected and this isn't its key, was written by a newer program, or is damaged;
        also where that shows only while its rows are made into something.
    """
    _check_place(path)
    try:
        with opened_database(path, key) as connection:
            version = check_kind(path, connection)
            connection.execute("BEGIN")
            if version == SCHEMA_VERSION:
                yield connection
            else:
                copy = in_memory(connection, version)
                try:
                    yield copy
                finally:
                    copy.close()
    except DAMAGE as error:
        raise SessionFileError(words_for(path, key, error)) from error


@contextmanager
def opened_bytes(content: bytes, name: Path) -> Iterator[apsw.Connection]:
    """Open a session file that is in memory alone, as `opened` does; `name` is what it is called in words."""
    try:
        connection = apsw.Connection(":memory:")
        try:
            connection.deserialize("main", content)
            _harden(connection)
            version = check_kind(name, connection)
            if version != SCHEMA_VERSION:
                copy = in_memory(connection, version)
                connection.close()
                connection = copy
            yield connection
        finally:
            connection.close()
    except DAMAGE as error:
        raise SessionFileError(words_for(name, None, error)) from error


def check_kind(path: Path, connection: apsw.Connection) -> int:
    """Return the schema's version; raises SessionFileError where the file isn't whole, ours, and known."""
    if connection.pragma("application_id") != APPLICATION_ID:
        msg = _("{path} is not a session file of Coreg.").format(path=path)
        raise SessionFileError(msg)
    version = int(connection.pragma("user_version"))
    if not is_known(version):
        msg = _(
            "{path} was written by another version of Coreg (file version {version}, this program reads 1 to "
            "{newest}): use that version, or a newer one."
        ).format(path=path, version=version, newest=SCHEMA_VERSION)
        raise SessionFileError(msg)
    if connection.pragma("quick_check") != "ok":
        msg = _("{path} is damaged and can't be read.").format(path=path)
        raise SessionFileError(msg)
    strange = strange_tables(connection, version)
    if strange:
        msg = _("{path} is damaged: it lacks {tables}, or has something else of that name.").format(
            path=path, tables=", ".join(sorted(strange))
        )
        raise SessionFileError(msg)
    return version


def words_for(path: Path, key: bytes | None, error: Exception) -> str:
    """Say what is wrong with a file that can't be opened or read."""
    match error:
        case apsw.NotADBError() if key is not None:
            said = _("{path} doesn't open with its key: it was damaged or changed, or is another session's file.")
        case apsw.NotADBError() if looks_encrypted(path):
            said = _("{path} is protected: open it by its session id, with the vault unlocked.")
        case apsw.NotADBError():
            said = _("{path} is not a session file of Coreg.")
        case apsw.CantOpenError() | apsw.ReadOnlyError() | apsw.PermissionsError() | PermissionError():
            said = _("{path} can't be opened: copy it, with the -wal file beside it, to a folder of your own.")
        case apsw.BusyError() | apsw.LockedError():
            said = _("{path} is held by another program: try again when that has ended.")
        case _:
            said = _("{path} is damaged and can't be read.")
    return said.format(path=path)


def _check_place(path: Path) -> None:
    if path.is_dir():
        msg = _("{path} is a folder, not a session file.").format(path=path)
        raise SessionFileError(msg)
    if not path.exists():
        msg = _("{path} doesn't exist.").format(path=path)
        raise SessionFileError(msg)
    if path.stat().st_size == 0:
        msg = _("{path} is empty: nothing was recorded in it.").format(path=path)
        raise SessionFileError(msg)


@contextmanager
def opened_database(path: Path, key: bytes | None) -> Iterator[apsw.Connection]:
    """Open any database that may come from anywhere for reading; nothing in it runs, and nothing is written."""
    uri = path.absolute().as_uri()
    try:
        connection = _connect(f"{uri}?mode=ro", key)
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size > 0:
            raise  # its newest part is in the log, and SQLite can't read that from here
        connection = _connect(f"{uri}?immutable=1", key)  # a read-only folder: nobody can be writing to it
    try:
        yield connection
    finally:
        connection.close()


def _connect(uri: str, key: bytes | None) -> apsw.Connection:
    connection = connect(uri, key, apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    try:
        connection.set_busy_timeout(_BUSY_MS)
        _harden(connection)
    except apsw.Error:
        connection.close()
        raise
    return connection


def _harden(connection: apsw.Connection) -> None:
    connection.limit(apsw.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    for switch in (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER):
        connection.config(switch, 0)  # a hostile file's views and triggers would run inside our questions
    connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    connection.execute("PRAGMA cell_size_check = ON")
    connection.pragma("user_version")
