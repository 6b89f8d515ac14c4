"""A running session's notes on their way to the disk: taken at once, each committed by a thread of their own.

Where the disk takes nothing they wait in memory, and are tried again about once a second.
"""

import threading
import time
from collections import deque
from collections.abc import Callable

import apsw

from coreg.domain.errors import CoregError, DiskProblemError
from coreg.domain.language import _
from coreg.domain.note import Note, NoteKind, one_line
from coreg.domain.snapshot import DiskProblem, DiskState
from coreg.recording.notes_file import append_notes
from coreg.recording.place import Place
from coreg.recording.session_file import problem_of

_RETRY_S = 1.0  # as the journal: while the disk refuses, it is asked about once a second


class Notebook:
    """One session's notes. Written from one thread; `state` may be asked from any.

    Parameters
    ----------
    make_place
        Says where the notes go, and has the place made ready; asked when the first words are there, on the
        notebook's own thread. Where it raises, it is asked again.
    last_note
        Notes are numbered on from here.
    """

    def __init__(
        self,
        make_place: Callable[[], Place],
        last_note: int = 0,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._make_place = make_place
        self._place: Place | None = None
        self._next_id = last_note + 1
        self._now_s = now_s
        self._changed = threading.Condition()
        self._waiting: deque[tuple[float, Note]] = deque()
        self._problem: DiskProblem | None = None
        self._is_closing = False
        self._thread: threading.Thread | None = None

    @property
    def next_id(self) -> int:
        """The number that the next note gets."""
        return self._next_id

    def write(self, text: str, written_utc: str, kind: NoteKind = NoteKind.NOTE) -> int:
        """Keep these words; returns their number at once."""
        note = Note(self._next_id, kind, one_line(text), written_utc)
        self._next_id += 1
        with self._changed:
            self._waiting.append((self._now_s(), note))
            self._changed.notify_all()
        if self._thread is None:
            self._thread = threading.Thread(target=self._write_all, name="coreg-notes", daemon=True)
            self._thread.start()
        return note.note_id

    def state(self) -> DiskState:
        """How far the disk has taken them."""
        with self._changed:
            if not self._waiting:
                return DiskState()
            return DiskState(len(self._waiting), self._now_s() - self._waiting[0][0], self._problem)

    def close(self, limit_s: float) -> None:
        """Wait until every note is on disk. Safe to call again.

        Raises
        ------
        DiskProblemError
            The disk didn't take them within `limit_s`; they are still in memory, and are tried on.
        """
        with self._changed:
            if self._changed.wait_for(lambda: not self._waiting, limit_s):
                self._is_closing = True
                self._changed.notify_all()
                return
            n_waiting = len(self._waiting)
        msg = _("{n_waiting} notes wait in memory for the disk. Make room on it.").format(n_waiting=n_waiting)
        raise DiskProblemError(msg)

    def _write_all(self) -> None:
        """Commit note after note. The notebook's thread's whole life."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._is_closing)
                if not self._waiting:
                    return
                note = self._waiting[0][1]
            problem = self._commit(note)
            with self._changed:
                self._problem = problem
                if problem is None:
                    self._waiting.popleft()
                    self._changed.notify_all()
                else:
                    self._changed.wait(_RETRY_S)

    def _commit(self, note: Note) -> DiskProblem | None:
        try:
            self._place = self._place or self._make_place()
            append_notes(self._place, [note])
        except (apsw.Error, OSError) as error:
            return problem_of(error)
        except CoregError:
            return DiskProblem.REFUSED
        return None
