"""Disks of the tests' own under SQLite: while one is in use, every connection of this process goes through it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

_NAME = "other-disk"
_CREATES_LOG = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL


class Disk:
    """The system's own disk, as SQLite writes to it. Subclasses are worse; each method is called before it is done.

    `file` is the number that `open` gave, the same for all who have that file open.
    """

    def open(self, path: Path) -> int:
        """Take note of a file that was opened, and give it its number."""
        return path.stat().st_ino

    def write(self, file: int, offset: int, written: bytes) -> None:
        """Write so many bytes there."""

    def truncate(self, file: int, size: int) -> None:
        """Leave only the first bytes."""

    def sync(self, file: int, *, is_new_log: bool) -> None:
        """Confirm what was written; with a log that was opened just now, SQLite syncs the folder too."""

    def delete(self, *, is_synced: bool) -> None:
        """Delete a file."""


class SlowDisk(Disk):
    """The disk under one folder: it confirms nothing while it is held."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: set[int] = set()
        self._confirms = threading.Event()
        self.release()

    def open(self, path: Path) -> int:
        """Know the folder's files from others."""
        number = super().open(path)
        if path.parent == self._folder:
            self._files.add(number)
        return number

    def hold(self) -> None:
        """Confirm nothing from now on."""
        self._confirms.clear()

    def release(self) -> None:
        """Confirm what waits, and everything after at once."""
        self._confirms.set()

    def sync(self, file: int, *, is_new_log: bool) -> None:
        """Confirm, late where need be."""
        if file in self._files:
            self._confirms.wait()


@contextmanager
def in_use(disk: Disk) -> Iterator[None]:
    """Have every connection opened from now on use this disk, encryption included. One at a time."""
    before = apsw.vfs_names()[0]
    _VFS.disk = disk
    apsw.set_default_vfs(f"multipleciphers-{_NAME}")
    try:
        yield
    finally:
        apsw.set_default_vfs(before)


class _Vfs(apsw.VFS):
    def __init__(self) -> None:
        super().__init__(_NAME, "unix")
        self.disk = Disk()

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return _File(self.disk, name, flags)

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802
        self.disk.delete(is_synced=bool(syncdir))
        super().xDelete(name, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__("unix", name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._disk = disk
        self._number = disk.open(Path(path)) if path else 0
        self._is_new_log = bool(flags[0] & _CREATES_LOG)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.write(self._number, offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._disk.truncate(self._number, newsize)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.sync(self._number, is_new_log=self._is_new_log)
        self._is_new_log = False  # the real disk isn't asked: these tests are about what ours make of it


def _registered() -> _Vfs:
    """Make the VFS once: the encryption's layer over it keeps its address for the life of the process."""
    vfs = _Vfs()
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
    # SQLite3 Multiple Ciphers makes that layer when it is first asked for by name.
    apsw.Connection(f"file::memory:?vfs=multipleciphers-{_NAME}", flags=flags).close()
    return vfs


_VFS = _registered()
