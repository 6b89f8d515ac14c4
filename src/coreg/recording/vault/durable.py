"""Sees to it that copied and deleted files are so on disk, not just in the system's memory."""

import os
from contextlib import suppress
from pathlib import Path

UNFINISHED = ".new"  # what a file is called until it is whole; leftovers are removed when the vault is opened


def sync_file(path: Path) -> None:
    """Wait until what was written to a file is on disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk. Windows writes them with the files."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network shares can't
            os.fsync(handle)
    finally:
        os.close(handle)


def remove(*paths: Path) -> None:
    """Delete files; those that aren't there are no error."""
    for path in paths:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in paths}:
        if folder.is_dir():
            sync_folder(folder)


def with_logs(path: Path) -> list[Path]:
    """A database and everything that SQLite or an unfinished copy may have left beside it."""
    own = [path, path.with_name(path.name + UNFINISHED)]
    return [each.with_name(each.name + log) for each in own for log in ("", "-wal", "-shm", "-journal")]
