"""Builds a session file whole before it gets its name: a killed program leaves a whole file or none."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from coreg.domain.errors import DiskProblemError
from coreg.domain.language import _
from coreg.recording.connection import connect_to_write
from coreg.recording.door import opened
from coreg.recording.older import Keep, copy_rows
from coreg.recording.place import Place
from coreg.recording.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES

Fill = Callable[[apsw.Connection], None]


def unfinished(path: Path) -> Path:
    """Where a file is built."""
    return path.with_name(f"{path.name}.new")


def build(path: Path, key: bytes | None, fill: Fill) -> None:
    """Make a database at `path`; `fill` gives it its tables. What an earlier attempt left there makes way."""
    for leftover in (path, *beside(path)):
        leftover.unlink(missing_ok=True)
    path.touch(mode=0o600)  # heartbeats are nobody else's; SQLite gives its log the same permissions
    connection = connect_to_write(path, key)
    try:
        fill(connection)
    finally:
        connection.close()


def create_tables(connection: apsw.Connection, fill: Fill) -> None:
    """Make an empty database a session file of today's schema, with its first rows, or leave it empty."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(TABLES)
    fill(connection)
    connection.execute("COMMIT")


def give_name(built: Path, path: Path) -> None:
    """Name what was built; raises FileExistsError where something has come to stand there meanwhile."""
    try:
        os.link(built, path)  # fails where a file is there; rename would replace it
        built.unlink()
    except FileExistsError:
        built.unlink()
        raise
    except OSError:  # exFAT and most network shares have no links
        built.rename(path)


def copy_session(source: Place, target: Place, keep: Keep | None = None, finish: Fill = lambda _: None) -> None:
    """Copy a session into a new file of today's schema, under the target's key.

    The source isn't touched, and nothing of it but its rows is in the copy. The target may be the source's own
    path: then the copy takes its place.

    Parameters
    ----------
    keep
        What becomes of each row; a row that is left out is never written to the target, not even for a moment.
    finish
        Adds rows of its own, in the same transaction.

    Raises
    ------
    SessionFileError
        The source can't be read.
    DiskProblemError
        The target can't be written, or another file stands there.
    """
    built = unfinished(target.path)

    def fill(connection: apsw.Connection) -> None:
        copy_rows(tables, SCHEMA_VERSION, connection, keep)
        finish(connection)

    with opened(source.path, source.key) as tables, _disk_trouble(target.path):
        build(built, target.key, lambda connection: create_tables(connection, fill))
    with _disk_trouble(target.path):
        if target.path == source.path:
            _take_place_of(source, built)
        else:
            give_name(built, target.path)
        sync_folder(target.path.parent)


def renew(place: Place) -> None:
    """Let a copy in today's schema take the place of an older file, before anything is written to it.

    Raises
    ------
    SessionFileError
        The file can't be read.
    """
    with opened(place.path, place.key) as tables:
        is_copy = tables.filename == ""  # older files are opened as a copy in memory
    if is_copy:
        copy_session(place, place)


def remove(path: Path) -> None:
    """Delete a session file and all that SQLite keeps beside it."""
    for each in (*beside(path), path):
        each.unlink(missing_ok=True)


def beside(path: Path) -> tuple[Path, ...]:
    """What SQLite may keep beside a file."""
    return tuple(path.with_name(f"{path.name}{suffix}") for suffix in ("-wal", "-shm", "-journal"))


def _take_place_of(source: Place, built: Path) -> None:
    # A log left behind would be played into the new file. All that it holds was copied.
    connection = connect_to_write(source.path, source.key)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    built.replace(source.path)


@contextmanager
def _disk_trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except (apsw.FullError, apsw.CantOpenError, apsw.ReadOnlyError, apsw.BusyError, OSError) as error:
        msg = _("{path} can't be written: make room on its disk, or choose another name or folder.").format(
            path=path
        )
        raise DiskProblemError(msg) from error


def sync_folder(folder: Path) -> None:
    """Have the folder's own names on disk."""
    with suppress(OSError):  # Windows can't open a folder; its file systems write names down by themselves
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
