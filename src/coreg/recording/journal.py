"""The journal: takes what happens in a session, in order, and has a thread of its own put it on disk.

Nobody who writes here ever waits for a disk. An entry is *on disk* once its transaction is committed and the system
has confirmed it (`synchronous=FULL`); until then it waits in memory, however long the disk is full or gone.
"""

import json
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from coreg.domain.beat import Beat
from coreg.domain.errors import DiskProblemError
from coreg.domain.moment import Moment
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.snapshot import DiskProblem, DiskState
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.recording.anchors import AnchorWatch, boot_id
from coreg.recording.place import Place
from coreg.recording.schema import Insert, Row
from coreg.recording.session_file import SessionFile

_RETRY_S = 1.0  # design section 7: while the disk refuses, it is asked about once a second
_NS_PER_S = 1_000_000_000
_RUN = 1  # a session that was interrupted and resumed has more; this journal begins new sessions only


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is committed together: one notification with its beats, or one event."""

    written_s: float
    rows: tuple[Row, ...]
    packet_of: Role | None = None
    is_last: bool = False


class Journal:
    """One session's way to the disk.

    All `write_…` methods return at once and are called from one thread; `state` and `n_on_disk` from any.

    Parameters
    ----------
    place
        The file to make, and its key; nothing may stand there yet.
    origin_ns
        The session clock's zero, in the nanoseconds that packets and events are stamped with.
    now_s
        The clock that says how far the disk is behind: the real one, also where the session's runs faster.

    Raises
    ------
    DiskProblemError
        The file can't be made: no such folder, not writable, or a file of that name is there.
    """

    def __init__(
        self, place: Place, header: SessionHeader, origin_ns: int, now_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._place = place
        self._session_id = header.session_id
        self._origin_ns = origin_ns
        self._now_s = now_s
        self._newest_ns = origin_ns
        self._entry_number = count(1)
        self._beat_number = count(1)
        self._anchors = AnchorWatch()
        self._changed = threading.Condition()
        self._waiting: deque[_Entry] = deque()
        self._problem: DiskProblem | None = None
        self._n_on_disk: Counter[Role] = Counter()
        self._is_closing = False
        self._opened = threading.Event()
        self._open_error: DiskProblemError | None = None
        head = (_session_row(header), Insert.RUN.row(_RUN, boot_id(), header.started_utc, origin_ns))
        self._writer = threading.Thread(target=self._write, args=(head,), name="coreg-journal", daemon=True)
        self._writer.start()
        self._opened.wait()
        if self._open_error is not None:
            raise self._open_error

    @property
    def path(self) -> Path:
        """The session file."""
        return self._place.path

    def write_packet(
        self,
        role: Role,
        link: int,
        arrival_ns: int,
        payload: bytes,
        outcome: PacketOutcome,
        beats: Sequence[Beat],
    ) -> None:
        """Write one notification as it arrived, together with the beats that came of it."""
        number = next(self._entry_number)
        rows = [Insert.PACKET.row(number, _RUN, role.value, link, arrival_ns, payload, outcome.value)]
        rows += [self._beat_row(number, role, beat) for beat in beats]
        self._append(arrival_ns, tuple(rows), packet_of=role)

    def write_link_event(self, role: Role, link: int, t_ns: int, state: LinkState, cause: LinkCause) -> None:
        """Write a change of a link's state."""
        number = next(self._entry_number)
        row = Insert.LINK_EVENT.row(number, _RUN, role.value, link, t_ns, state.value, cause.value)
        self._append(t_ns, (row,))

    def write_strap(self, role: Role, strap: Strap) -> None:
        """Write who wears which strap, and what became known of it."""
        sends_rr = None if strap.sends_rr is None else int(strap.sends_rr)
        known = (strap.identity, strap.model, strap.latency_s, strap.battery_pct, sends_rr)
        row = Insert.PERSON.row(next(self._entry_number), _RUN, self._newest_ns, role.value, None, *known)
        self._append(self._newest_ns, (row,))

    def write_moment(self, moment: Moment) -> None:
        """Write a mark of the therapist."""
        payload = json.dumps(moment.payload, ensure_ascii=False, allow_nan=False)
        made = (moment.wall_utc, moment.kind.value, moment.by, moment.input, payload, moment.amends)
        row = Insert.MOMENT.row(moment.moment_id, _RUN, moment.t_s, *made)
        self._append(self._origin_ns + round(moment.t_s * _NS_PER_S), (row,))

    def write_anchor(self, monotonic_ns: int) -> None:
        """Write what time it is outside, for the session clock's `monotonic_ns`."""
        anchor = self._anchors.take()
        outside = (anchor.utc_ns, anchor.with_sleep_ns, anchor.utc_step_s)
        row = Insert.ANCHOR.row(next(self._entry_number), _RUN, monotonic_ns, *outside)
        self._append(monotonic_ns, (row,))

    def write_settings(self, settings: Mapping[str, str]) -> None:
        """Write what the numbers are computed with; a name's first value stands."""
        rows = tuple(Insert.SETTING.row(_RUN, name, value) for name, value in settings.items())
        self._append(self._newest_ns, rows)

    def state(self) -> DiskState:
        """How far the disk has confirmed what was written; in real seconds, however fast the session plays."""
        with self._changed:
            if not self._waiting:
                return DiskState()
            behind_s = self._now_s() - self._waiting[0].written_s
            return DiskState(len(self._waiting), behind_s, self._problem)

    def wait_until_at_most(self, n_waiting: int, limit_s: float) -> None:
        """Block, `limit_s` at the most, while more entries than that wait for the disk."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._waiting) <= n_waiting, limit_s)

    def n_on_disk(self, role: Role) -> int:
        """How many of this person's packets the disk has confirmed."""
        return self._n_on_disk[role]

    def close(self, t_ns: int, limit_s: float = 10.0) -> None:
        """Write what waits, mark the session as closed at `t_ns`, and leave one file. Safe to call again.

        Raises
        ------
        DiskProblemError
            The disk didn't take everything within `limit_s`. Nothing is lost yet: the writer goes on trying for as
            long as the program lives, and `close` may be called again.
        """
        if not self._is_closing:
            self._append(t_ns, (Insert.CLOSED.row(t_ns),), is_last=True)
            self._is_closing = True
        self._writer.join(limit_s)
        with self._changed:
            n_waiting = sum(entry.packet_of is not None for entry in self._waiting)
            is_written = not self._waiting
        if not is_written:
            msg = f"{self.path} isn't complete: {n_waiting} packets wait in memory for the disk. Make room on it."
            raise DiskProblemError(msg)

    def _beat_row(self, packet: int, role: Role, beat: Beat) -> Row:
        place = (beat.segment, beat.ticks, beat.t_s, beat.uncertainty_s, beat.flags.value)
        return Insert.BEAT.row(next(self._beat_number), packet, role.value, *place)

    def _append(
        self, t_ns: int, rows: tuple[Row, ...], *, packet_of: Role | None = None, is_last: bool = False
    ) -> None:
        if self._is_closing:
            msg = "the journal is closed"
            raise RuntimeError(msg)
        self._newest_ns = max(self._newest_ns, t_ns)
        entry = _Entry(self._now_s(), rows, packet_of, is_last)
        with self._changed:
            self._waiting.append(entry)
            self._changed.notify()

    def _write(self, head: Sequence[Row]) -> None:
        """Commit entry after entry until the last. The writer thread's whole life; SQLite is used nowhere else."""
        try:
            file = SessionFile(self._place, self._session_id, head)
        except DiskProblemError as error:
            self._open_error = error
            return
        finally:
            self._opened.set()
        try:
            while not self._write_oldest(file):
                pass
        finally:
            if (
                self._waiting
            ):  # only an error of ours ends the writer early: then nothing more is saved, and it shows
                self._problem = DiskProblem.REFUSED

    def _write_oldest(self, file: SessionFile) -> bool:
        """Put the oldest entry on disk, however long that takes. True when it was the last."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting)
            entry = self._waiting[0]
        while (problem := file.append(entry.rows)) is not None:
            self._problem = problem
            time.sleep(_RETRY_S)
            file.mend()
        if entry.is_last:
            file.close()
        with self._changed:
            self._waiting.popleft()
            self._problem = None
            if entry.packet_of is not None:
                self._n_on_disk[entry.packet_of] += 1
            self._changed.notify_all()
        return entry.is_last


def _session_row(header: SessionHeader) -> Row:
    return Insert.SESSION.row(
        header.session_id,
        header.app_version,
        header.started_utc,
        header.zone,
        header.utc_offset_s,
        int(header.is_simulated),
    )
