"""The library's encrypted database: opened with its key, changed in sealed transactions, copied under a new key."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from coreg.domain.errors import LibraryLostError, VaultError
from coreg.domain.language import _
from coreg.recording.connection import connect, copy_under_new_key
from coreg.recording.vault.durable import UNFINISHED, remove, sync_file, sync_folder, with_logs
from coreg.recording.vault.finding import Finding, Thing, Wrong
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_schema import APPLICATION_ID, SCHEMA_VERSION, SEALED, TABLES
from coreg.recording.vault.library_seal import NAME as SEAL_NAME
from coreg.recording.vault.library_seal import (
    NO_HEAD,
    LibrarySeal,
    Value,
    compare,
    head_of,
    read_seal,
    sealed_queries,
    write_seal,
)

NAME = "library.db"
_BUSY_MS = 2000
_LONGEST_VALUE = 1_000_000  # bytes; our choice: a consent text of 150,000 words
_FLAGS = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI


class LibraryFile:
    """An open library. All of it may be called from any thread: one question or change runs at a time.

    Parameters
    ----------
    name
        Another name than the library's own is a copy that isn't in its place yet: its seal isn't written.

    Raises
    ------
    LibraryLostError
        The file isn't there, is damaged, or doesn't open with this key.
    VaultError
        A newer program wrote it.
    """

    def __init__(self, folder: Path, keys: Keys, key: bytes, name: str = NAME) -> None:
        self.folder = folder
        self.path = folder / name
        self.key = key
        self._keys = keys
        self.lock = threading.RLock()
        self._sealed_n: int | None = None  # not known until it was written here
        self._connection: apsw.Connection | None = _open(self.path, key)

    @property
    def n(self) -> int:
        """The number of the newest seal: it grows with every change."""
        return self._head()[0]

    @property
    def head(self) -> bytes:
        """The newest seal's head."""
        return self._head()[1]

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """Ask the library. Its tables are STRICT: what comes is of the type that the table names."""
        with self.lock, _said(self.path):
            return list(self._opened().execute(sql, tuple(values)))

    @contextmanager
    def transaction(self, at_least_n: int = 0) -> Iterator["LibraryFile"]:
        """Change the library and seal it: everything inside is on disk, or nothing of it is.

        `at_least_n` is the number that the new seal has at the least.
        """
        with self.lock:
            with _said(self.path):
                self._write_missing_seal()
                self._opened().execute("BEGIN IMMEDIATE")
                try:
                    yield self
                    self._seal_rows(at_least_n)
                    self._opened().execute("COMMIT")
                except BaseException:
                    self._roll_back()
                    raise
            self.write_seal()

    def change(self, sql: str, *values: Value) -> None:
        """Execute one statement of a transaction."""
        self._opened().execute(sql, values)

    def check(self, previous: Keys | None = None) -> list[Finding]:
        """Whether this is the library that was written last; `previous` where a new master key is being put in."""
        either = (self._keys,) if previous is None else (self._keys, previous)
        with self.lock:
            n, head, before = self._head()
            if head not in [self._head_now(keys, n, before) for keys in either]:
                return [Finding(None, Thing.LIBRARY.value, Wrong.CHANGED, NAME)]
            try:
                seal = read_seal(self.folder, *either)
            except VaultError:
                there = (self.folder / SEAL_NAME).exists()
                wrong = Wrong.UNREADABLE if there else Wrong.MISSING
                return [Finding(None, Thing.LIBRARY_SEAL.value, wrong, SEAL_NAME)]
            finding = compare(seal, n, head, before)
            return [] if finding is None else [finding]

    def write_seal(self) -> None:
        """Write the newest head beside the library."""
        if self.path.name != NAME:
            return
        n, head, _before = self._head()
        forgotten = tuple(
            str(person_id) for (person_id,) in self.rows("SELECT person_id FROM forgotten ORDER BY 1")
        )
        write_seal(self.folder, self._keys, LibrarySeal(n, head, forgotten))
        self._sealed_n = n

    def use_keys(self, keys: Keys) -> None:
        """Seal with a new master's keys from the next change on."""
        self._keys = keys

    def copy_to(self, path: Path) -> None:
        """Write a whole copy under the same key, while the library stays in use."""
        with self.lock, _said(path):
            _precreate(path)
            with closing_after(connect(path, self.key, _FLAGS)) as copy:
                with copy.backup("main", self._opened(), "main") as backup:
                    backup.step()
                copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            sync_file(path)

    def vacuum_into(self, path: Path, key: bytes) -> None:
        """Write a copy under another key that holds the rows and nothing that was ever deleted."""
        with self.lock, _said(path):
            _precreate(path)
            copy_under_new_key(self._opened(), path, key)
            sync_file(path)

    def become(self, copy: Path, key: bytes) -> None:
        """Put a copy in the library's place and go on with it; no log of the old one stays."""
        with self.lock:
            self.close()
            with _said(self.path):
                put_in_place(copy)
            self.key = key
            self._connection = _open(self.path, key)

    def close(self) -> None:
        """Fold the log into the file and let go of it. Safe to call again."""
        with self.lock:
            if self._connection is None:
                return
            with suppress(apsw.Error):  # commits stand, also where the log can't be folded in just now
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                self._connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            self._connection.close()
            self._connection = None

    def _opened(self) -> apsw.Connection:
        if self._connection is None:
            msg = _("The vault is locked: unlock it first.")
            raise VaultError(msg)
        return self._connection

    def _head(self) -> tuple[int, bytes, bytes]:
        found = self.rows("SELECT n, head, before FROM library_seal")
        match found:
            case [(int(n), bytes(head), bytes(before))]:
                return n, head, before
            case _:
                msg = _(
                    "{path} is damaged: rebuild the library from the sessions folder, or restore a backup."
                ).format(path=self.path)
                raise LibraryLostError(msg)

    def _head_now(self, keys: Keys, n: int, before: bytes) -> bytes:
        return head_of(keys, n, before, ((name, self.rows(sql)) for name, sql in sealed_queries()))

    def _seal_rows(self, at_least_n: int) -> None:
        n, head, _before = self._head()
        n = max(n + 1, at_least_n)
        newest = (n, self._head_now(self._keys, n, head), head)
        self.change("UPDATE library_seal SET n = ?, head = ?, before = ?", *newest)

    def _write_missing_seal(self) -> None:
        """The seal beside may be one behind, never two: what wasn't written then is written now."""
        if self._sealed_n is not None and self._sealed_n != self.n:
            self.write_seal()

    def _roll_back(self) -> None:
        with suppress(apsw.Error):
            if self._connection is not None and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def put_in_place(copy: Path) -> None:
    """Give a copy the library's name."""
    path = copy.with_name(NAME)
    remove(*(path.with_name(NAME + log) for log in ("-wal", "-shm", "-journal")))
    copy.replace(path)
    sync_folder(path.parent)


def make_library(folder: Path, keys: Keys, key: bytes, n: int = 0) -> Path:
    """Build an empty library whose seal has number `n`; it isn't in its place yet."""
    path = folder / (NAME + UNFINISHED)
    with _said(path):
        _precreate(path)
        with closing_after(connect(path, key, _FLAGS)) as connection:
            for pragma in ("auto_vacuum = FULL", f"application_id = {APPLICATION_ID}", "secure_delete = ON"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(TABLES)
            tables = ((name, ()) for name in SEALED)
            connection.execute(
                "INSERT INTO library_seal VALUES (1, ?, ?, ?)", (n, head_of(keys, n, NO_HEAD, tables), NO_HEAD)
            )
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}").fetchall()
            connection.execute("COMMIT")
        sync_file(path)
    return path


@contextmanager
def closing_after(connection: apsw.Connection) -> Iterator[apsw.Connection]:
    """Close a connection whatever happens."""
    try:
        yield connection
    finally:
        connection.close()


def _precreate(path: Path) -> None:
    """Make the empty file first, so that nobody else of this computer can read it."""
    remove(*with_logs(path))
    path.touch(mode=0o600)


def _open(path: Path, key: bytes) -> apsw.Connection:
    if not path.is_file():
        msg = _("{path} is missing: rebuild the library from the sessions folder, or restore a backup.").format(
            path=path
        )
        raise LibraryLostError(msg)
    with _said(path):
        connection = connect(path, key, _FLAGS)
        try:
            _prepare(path, connection)
        except (apsw.Error, VaultError):
            connection.close()
            raise
    return connection


def _prepare(path: Path, connection: apsw.Connection) -> None:
    connection.set_busy_timeout(_BUSY_MS)
    connection.limit(apsw.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    for switch in (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER):
        connection.config(switch, 0)
    connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    connection.execute("PRAGMA cell_size_check = ON").fetchall()
    if connection.pragma("application_id") != APPLICATION_ID:
        msg = _("{path} is no library of Coreg: rebuild it from the sessions folder, or restore a backup.").format(
            path=path
        )
        raise LibraryLostError(msg)
    version = connection.pragma("user_version")
    if version != SCHEMA_VERSION:
        msg = _(
            "{path} was written by another version of Coreg (version {version}, this program reads {newest}): use "
            "that version, or a newer one."
        ).format(path=path, version=version, newest=SCHEMA_VERSION)
        raise VaultError(msg)
    if connection.pragma("integrity_check") != "ok":
        msg = _("{path} is damaged: rebuild the library from the sessions folder, or restore a backup.").format(
            path=path
        )
        raise LibraryLostError(msg)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "fullfsync = ON",  # macOS: fsync alone stops at the drive's own cache
        "secure_delete = ON",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Say in words what SQLite or the system refuses."""
    try:
        yield
    except (apsw.CorruptError, apsw.NotADBError, apsw.IOError, apsw.FormatError) as error:
        raise LibraryLostError(_words(path, error)) from error
    except (apsw.Error, OSError) as error:
        raise VaultError(_words(path, error)) from error


def _words(path: Path, error: Exception) -> str:
    match error:
        case apsw.FullError():
            said = _("{path} can't be written: the disk is full. Make room on it and try again.")
        case apsw.CantOpenError() | apsw.ReadOnlyError() | apsw.PermissionsError() | PermissionError():
            said = _("{path} can't be opened for writing: check the permissions of its folder.")
        case apsw.BusyError() | apsw.LockedError():
            said = _("{path} is held by another program: try again when that has ended.")
        case apsw.CorruptError() | apsw.NotADBError():
            return (
                f"{path} is damaged or changed: rebuild the library from the sessions folder, or restore a backup."
            )
        case apsw.ConstraintError():
            said = _("The library at {path} refuses an entry that contradicts another one.")
        case _:
            said = _(
                "{path} can't be read or written: check the disk, then rebuild the library or restore a backup."
            )
    return said.format(path=path)
