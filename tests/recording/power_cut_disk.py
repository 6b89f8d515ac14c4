"""A disk that loses its power: it knows what a cut would leave of every file.

What was written and not yet synced is *pending*. A real disk may have put any part of it down, in any order, so a
cut keeps each 512-byte sector of each pending write or drops it by chance, tears a few in the middle, and leaves
zeros or rubbish where a file grew without its data. Names in the folder are pending too until the folder is synced.
Bytes that nobody wrote stay as they were (SQLite's SQLITE_IOCAP_POWERSAFE_OVERWRITE, its default, and true of
today's disks). A log's shared memory (`-shm`) is no part of what is kept.
"""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.recording.other_disk import Disk

_SECTOR = 512
_TORN_SHARE = 0.05
_Operation = tuple[int, bytes | None]  # written there, or cut off there


@dataclass(slots=True)
class _Contents:
    """A file's bytes as far as they are synced, and what was done to it since."""

    synced: bytearray
    held_open: int
    pending: list[_Operation] = field(default_factory=list)


class PowerCutDisk(Disk):
    """The disk under one folder.

    Parameters
    ----------
    cut_before
        The power goes just before this write, sync, truncation or deletion, counted from 1; None: never.
    on_cut
        Called at that instant, on the thread that writes. The program lives on: `survivors` are what another
        program would find.
    is_honest
        False for a disk that says it has synced and hasn't.
    """

    def __init__(
        self,
        folder: Path,
        seed: int,
        *,
        cut_before: int | None = None,
        on_cut: Callable[[], None] = lambda: None,
        is_honest: bool = True,
    ) -> None:
        self.n_operations = 0
        self.survivors: dict[str, bytes] | None = None
        self._folder = folder
        self._random = random.Random(seed)
        self._cut_before = cut_before
        self._on_cut = on_cut
        self._is_honest = is_honest
        self._contents: dict[int, _Contents] = {}
        self._synced_names: dict[str, int] = {}

    def open(self, path: Path) -> int:
        number = path.stat().st_ino
        if number not in self._contents:
            # Held open, so that its number isn't given to another file once it is deleted.
            self._contents[number] = _Contents(bytearray(path.read_bytes()), os.open(path, os.O_RDONLY))
        return number

    def write(self, file: int, offset: int, written: bytes) -> None:
        self._count()
        self._contents[file].pending.append((offset, written))

    def truncate(self, file: int, size: int) -> None:
        self._count()
        self._contents[file].pending.append((size, None))

    def sync(self, file: int, *, is_new_log: bool) -> None:
        self._count()
        if self._is_honest:
            contents = self._contents[file]
            _apply(contents.synced, contents.pending)
            contents.pending.clear()
            if is_new_log:
                self._synced_names = self._names()

    def delete(self, *, is_synced: bool) -> None:
        self._count()  # what SQLite deletes unsynced may be there again; it never asks for the other here

    def leave(self, folder: Path) -> None:
        """Put what survived into a folder."""
        assert self.survivors is not None, "the power was never cut"
        for name, left in self.survivors.items():
            (folder / name).write_bytes(left)

    def let_go(self) -> None:
        """Forget all files. No connection may be open any more: closing a file takes its locks away (POSIX)."""
        for contents in self._contents.values():
            os.close(contents.held_open)
        self._contents.clear()

    def _count(self) -> None:
        self.n_operations += 1
        if self.n_operations == self._cut_before:
            self._on_cut()
            self.survivors = self._left_of_all()

    def _names(self) -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in self._folder.iterdir() if not path.name.endswith("-shm")}

    def _left_of_all(self) -> dict[str, bytes]:
        now, synced = self._names(), self._synced_names
        share = self._random.choice((0.0, 0.5, 0.9, 1.0))
        left = {number: self._left_of(contents, share) for number, contents in self._contents.items()}
        names = {name: self._random.choice((now.get(name), synced.get(name))) for name in sorted({*now, *synced})}
        return {name: left.get(number, b"") for name, number in names.items() if number is not None}

    def _left_of(self, contents: _Contents, share: float) -> bytes:
        kept: list[_Operation] = []
        for offset, written in contents.pending:
            if written is not None:
                kept += self._kept_sectors(offset, written, share)
            elif self._random.random() < share:
                kept.append((offset, None))
        left = bytearray(contents.synced)
        _apply(left, kept, self._random.choice((bytes, self._random.randbytes)))
        return bytes(left)

    def _kept_sectors(self, offset: int, written: bytes, share: float) -> list[_Operation]:
        kept: list[_Operation] = []
        start = 0
        while start < len(written):
            end = min(len(written), start + _SECTOR - (offset + start) % _SECTOR)
            if self._random.random() < share:
                torn = self._random.random() < _TORN_SHARE
                kept.append((offset + start, written[start : self._random.randint(start, end) if torn else end]))
            start = end
        return kept


def _apply(contents: bytearray, operations: list[_Operation], grown: Callable[[int], bytes] = bytes) -> None:
    for offset, written in operations:
        if written is None:
            del contents[offset:]
        if len(contents) < offset:
            contents += grown(offset - len(contents))
        if written:
            contents[offset : offset + len(written)] = written
