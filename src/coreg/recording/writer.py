"""The journal's way to the disk: a queue, and a thread that commits what waits in it, entry after entry.

Where a disk takes nothing more, the recording can go on in another folder: another thread with a file of its own
takes the queue over, and the one before keeps its hands off it, however long its disk lets it hang.
"""

import threading
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coreg.domain.errors import CoregError, DiskProblemError
from coreg.domain.language import _
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskProblem, DiskState
from coreg.recording.new_file import remove
from coreg.recording.parts import join, part_head, part_place
from coreg.recording.place import Place
from coreg.recording.schema import Row
from coreg.recording.session_file import SessionFile

_RETRY_S = 1.0  # design section 7: while the disk refuses, it is asked about once a second
_NEW_FILE_WITHIN_S = 10.0  # our choice: a disk that takes longer to make a file isn't the one to go on with
_JOIN_WITHIN_S = 30.0  # our choice: an hour joins in well under a second; a disk that hangs leaves two files


@dataclass(frozen=True, slots=True)
class Entry:
    """What is committed together: one notification with its beats, or one event."""

    written_s: float
    rows: tuple[Row, ...]
    packet_of: Role | None = None
    is_last: bool = False


@dataclass(slots=True, eq=False)
class _Part:
    """A file, and the thread that writes it: SQLite's connection never leaves that thread while it lives."""

    place: Place
    head: Sequence[Row]
    is_new: bool
    is_opened: threading.Event = field(default_factory=threading.Event)
    is_given_up: bool = False
    error: DiskProblemError | None = None
    file: SessionFile | None = None
    thread: threading.Thread | None = None


class Writer:
    """Commits entries in order. `append` returns at once; everything may be called from any thread.

    Parameters
    ----------
    place
        The file to make; nothing may stand there yet, unless it isn't new.
    head
        The first rows (session, runs) of it, and of every part.
    now_s
        The clock that says how far the disk is behind.

    Raises
    ------
    DiskProblemError
        The file can't be made.
    """

    def __init__(
        self,
        place: Place,
        session_id: str,
        head: Sequence[Row],
        now_s: Callable[[], float],
        *,
        is_new: bool = True,
    ) -> None:
        self._session_id = session_id
        self._head = tuple(head)
        self._now_s = now_s
        self._changed = threading.Condition()
        self._waiting: deque[Entry] = deque()
        self._problem: DiskProblem | None = None
        self._n_on_disk: Counter[Role] = Counter()
        self._parts: list[_Part] = []  # the last one is being written
        self._is_over = False
        part = self._open(place, self._head, is_new=is_new)
        part.is_opened.wait()
        if part.error is not None:
            raise part.error

    @property
    def places(self) -> tuple[Place, ...]:
        """The session's file, and every part that isn't joined into it."""
        with self._changed:
            return tuple(part.place for part in self._parts)

    def append(self, entry: Entry) -> None:
        """Have this written after all that came before."""
        with self._changed:
            self._waiting.append(entry)
            self._changed.notify_all()

    def state(self) -> DiskState:
        """How far the disk has confirmed what was written; in real seconds."""
        with self._changed:
            elsewhere = self._parts[-1].place.path.parent if len(self._parts) > 1 else None
            if not self._waiting:
                return DiskState(elsewhere=elsewhere)
            behind_s = self._now_s() - self._waiting[0].written_s
            return DiskState(len(self._waiting), behind_s, self._problem, elsewhere)

    def wait_until_at_most(self, n_waiting: int, limit_s: float) -> None:
        """Block, `limit_s` at the most, while more entries than that wait for the disk."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) <= n_waiting, limit_s)

    def n_on_disk(self, role: Role) -> int:
        """How many of this person's packets the disk has confirmed."""
        return self._n_on_disk[role]

    def n_waiting_packets(self) -> int:
        """How many packets are in memory alone."""
        with self._changed:
            return sum(entry.packet_of is not None for entry in self._waiting)

    def record_elsewhere(self, folder: Path) -> None:
        """Go on in another folder, with all that waits. Blocks until its disk has taken the new file.

        Raises
        ------
        DiskProblemError
            A file can't be made there, or that takes too long: the recording stays where it is.
        """
        first = self._parts[0].place
        number = len(self._parts) + 1
        part = self._open(part_place(first, folder, number), part_head(self._head, number))
        part.is_opened.wait(_NEW_FILE_WITHIN_S)
        if part.error is not None:
            raise part.error
        with self._changed:
            part.is_given_up = part not in self._parts
        if part.is_given_up:
            msg = _("The disk of {folder} doesn't answer: choose another folder.").format(folder=folder)
            raise DiskProblemError(msg)

    def finish(self, limit_s: float) -> bool:
        """Wait for the last entry to be written, and for the parts to be joined; whether it is written in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._waiting, limit_s):
                return False
            self._changed.wait_for(lambda: self._is_over, _JOIN_WITHIN_S)
            return True

    def _open(self, place: Place, head: Sequence[Row], *, is_new: bool = True) -> _Part:
        part = _Part(place, head, is_new)
        part.thread = threading.Thread(target=self._write, args=(part,), name="coreg-journal", daemon=True)
        part.thread.start()
        return part

    def _write(self, part: _Part) -> None:
        """Commit entry after entry, to the last or until another part takes over. A writer thread's whole life."""
        try:
            if self._parts:
                _make_folder(part.place.path.parent)
            file = part.file = SessionFile(part.place, self._session_id, part.head, is_new=part.is_new)
            has_taken_over = self._take_over(part)
        except DiskProblemError as error:
            part.error = error
            return
        finally:
            part.is_opened.set()
        if not has_taken_over:
            file.close()
            remove(part.place.path)
            return
        try:
            self._write_all(part, file)
        finally:
            with self._changed:
                # Only an error of ours ends a writer early: then nothing more is saved, and it shows.
                if self._waiting and not self._is_superseded(part):
                    self._problem = DiskProblem.REFUSED

    def _take_over(self, part: _Part) -> bool:
        with self._changed:
            if part.is_given_up:
                return False
            self._parts.append(part)
            self._problem = None
            self._changed.notify_all()
            return True

    def _write_all(self, part: _Part, file: SessionFile) -> None:
        while (entry := self._next_of(part)) is not None:
            if not self._commit(part, file, entry):
                return
            if entry.is_last:
                file.close()
            if not self._take_off(part, entry):
                return
            if entry.is_last:
                self._join_parts()
                with self._changed:
                    self._is_over = True
                    self._changed.notify_all()
                return

    def _next_of(self, part: _Part) -> Entry | None:
        """Wait for the oldest entry; None once another part has taken over."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._is_superseded(part))
            return None if self._is_superseded(part) else self._waiting[0]

    def _commit(self, part: _Part, file: SessionFile, entry: Entry) -> bool:
        """Put an entry on disk, however long that takes; False where another part took over meanwhile."""
        while (problem := file.append(entry.rows)) is not None:
            with self._changed:
                if self._is_superseded(part):
                    return False
                self._problem = problem
                if self._changed.wait_for(lambda: self._is_superseded(part), _RETRY_S):
                    return False
            file.mend()
        return True

    def _take_off(self, part: _Part, entry: Entry) -> bool:
        with self._changed:
            if self._is_superseded(part):  # the part writes it once more; joining leaves one
                return False
            self._waiting.popleft()
            self._problem = None
            if entry.packet_of is not None:
                self._n_on_disk[entry.packet_of] += 1
            self._changed.notify_all()
            return True

    def _is_superseded(self, part: _Part) -> bool:
        return part is not self._parts[-1]

    def _join_parts(self) -> None:
        """Have the first file hold everything, where its disk takes that; else all parts stay as they are."""
        first = self._parts[0]
        if len(self._parts) == 1 or first.file is None or _hangs(first):
            return
        first.file.mend()  # puts the file back where it was deleted
        first.file.close()
        try:
            for part in self._parts[1:]:
                join(first.place, part.place)
                with self._changed:
                    self._parts.remove(part)
        except CoregError:
            return


def _hangs(part: _Part) -> bool:
    return part.thread is not None and part.thread.is_alive()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as problem:
        msg = _("The folder {folder} can't be made ({strerror}): choose another one.").format(
            folder=folder, strerror=problem.strerror
        )
        raise DiskProblemError(msg) from problem
