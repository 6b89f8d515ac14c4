"""The journal: takes what happens in a session, in order, and has a thread of its own put it on disk.

Nobody who writes here ever waits for a disk. An entry is *on disk* once its transaction is committed and the system
has confirmed it (`synchronous=FULL`); until then it waits in memory, however long the disk is full or gone.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path

from coreg.domain.beat import Beat
from coreg.domain.errors import DiskProblemError
from coreg.domain.language import _
from coreg.domain.moment import Moment
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.snapshot import DiskState
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.domain.together import TogetherUpdate
from coreg.recording.anchors import AnchorWatch, boot_id
from coreg.recording.interrupted import ResumePoint
from coreg.recording.place import Place
from coreg.recording.reader import Run
from coreg.recording.rows import beat_row, moment_row, run_row, session_row, together_row
from coreg.recording.schema import Insert, Row
from coreg.recording.writer import Entry, Writer

_NS_PER_S = 1_000_000_000


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
    resumes
        Where an interrupted session is gone on with; `Journal.resume` says it shorter.

    Raises
    ------
    DiskProblemError
        The file can't be made: no such folder, not writable, or a file of that name is there.
    """

    def __init__(
        self,
        place: Place,
        header: SessionHeader,
        origin_ns: int,
        now_s: Callable[[], float] = time.monotonic,
        *,
        resumes: ResumePoint | None = None,
    ) -> None:
        self._place = place
        self._run = 1 if resumes is None else resumes.runs[-1].run
        self._segments = {} if resumes is None else resumes.segments
        self._links = {} if resumes is None else resumes.links
        self._origin_ns = origin_ns
        self._now_s = now_s
        self._newest_ns = origin_ns
        self._entry_number = count(1 if resumes is None else resumes.last_entry + 1)
        self._beat_number = count(1 if resumes is None else resumes.last_beat + 1)
        self._anchors = AnchorWatch()
        self._is_closing = False
        runs = (Run(1, boot_id(), header.started_utc, origin_ns),) if resumes is None else resumes.runs
        head = (session_row(header), *(run_row(run) for run in runs))
        self._writer = Writer(place, header.session_id, head, now_s, is_new=resumes is None)

    @classmethod
    def resume(cls, place: Place, point: ResumePoint, now_s: Callable[[], float] = time.monotonic) -> "Journal":
        """Go on with an interrupted session: a new run, and all numbers continue.

        Whoever writes counts links and segments from where a session begins; they are stored as the person's next.

        Raises
        ------
        DiskProblemError
            The file can't be opened or written.
        """
        return cls(place, point.header, point.origin_ns, now_s, resumes=point)

    @property
    def path(self) -> Path:
        """The session file."""
        return self._place.path

    @property
    def places(self) -> tuple[Place, ...]:
        """The session file, and every part in another folder that isn't joined into it."""
        return self._writer.places

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
        nth = link + self._links.get(role, 0)
        rows = [Insert.PACKET.row(number, self._run, role.value, nth, arrival_ns, payload, outcome.value)]
        rows += [self._beat_row(number, role, beat) for beat in beats]
        self._append(arrival_ns, tuple(rows), packet_of=role)

    def write_link_event(self, role: Role, link: int, t_ns: int, state: LinkState, cause: LinkCause) -> None:
        """Write a change of a link's state."""
        number, nth = next(self._entry_number), link + self._links.get(role, 0)
        row = Insert.LINK_EVENT.row(number, self._run, role.value, nth, t_ns, state.value, cause.value)
        self._append(t_ns, (row,))

    def write_strap(self, role: Role, strap: Strap) -> None:
        """Write who wears which strap, and what became known of it."""
        sends_rr = None if strap.sends_rr is None else int(strap.sends_rr)
        known = (strap.identity, strap.model, strap.latency_s, strap.battery_pct, sends_rr)
        row = Insert.PERSON.row(next(self._entry_number), self._run, self._newest_ns, role.value, None, *known)
        self._append(self._newest_ns, (row,))

    def write_moment(self, moment: Moment) -> None:
        """Write a mark of the therapist."""
        t_ns = self._origin_ns + round(moment.t_s * _NS_PER_S)
        self._append(t_ns, (moment_row(self._run, moment),))

    def write_together(self, number: int, answer: TogetherUpdate) -> None:
        """Write an answer on moving together as it is shown; they are numbered from 1 through all runs."""
        self._append(self._newest_ns, (together_row(number, self._run, answer),))

    def write_anchor(self, monotonic_ns: int) -> None:
        """Write what time it is outside, for the session clock's `monotonic_ns`."""
        anchor = self._anchors.take()
        outside = (anchor.utc_ns, anchor.with_sleep_ns, anchor.utc_step_s, anchor.slept_s)
        row = Insert.ANCHOR.row(next(self._entry_number), self._run, monotonic_ns, *outside)
        self._append(monotonic_ns, (row,))

    @property
    def has_slept(self) -> bool:
        """Whether the computer has slept since the last anchor: then it is time for the next."""
        return self._anchors.has_slept

    def write_imported_rr(self, role: Role, t_s: float | None, rr_ms: float, beats: Sequence[Beat]) -> None:
        """Write one interval of an imported session as its file had it, and the beat that it stands for."""
        row = Insert.IMPORTED_RR.row(next(self._entry_number), self._run, role.value, t_s, rr_ms)
        self._append(self._newest_ns, (row, *(self._beat_row(None, role, beat) for beat in beats)))

    def write_settings(self, settings: Mapping[str, str]) -> None:
        """Write what the numbers are computed with; a name's first value stands."""
        rows = tuple(Insert.SETTING.row(self._run, name, value) for name, value in settings.items())
        self._append(self._newest_ns, rows)

    def state(self) -> DiskState:
        """How far the disk has confirmed what was written; in real seconds, however fast the session plays."""
        return self._writer.state()

    def wait_until_at_most(self, n_waiting: int, limit_s: float) -> None:
        """Block, `limit_s` at the most, while more entries than that wait for the disk."""
        self._writer.wait_until_at_most(n_waiting, limit_s)

    def n_on_disk(self, role: Role) -> int:
        """How many of this person's packets the disk has confirmed."""
        return self._writer.n_on_disk(role)

    def record_elsewhere(self, folder: Path) -> None:
        """Go on in another folder, with all that waits; may be called from any thread, and blocks as disks do.

        The same encrypted format under the same key. Where the first file's disk takes it again at the close, it is
        joined there, made sure of and deleted; else both stay, for `recording.parts.join`.

        Raises
        ------
        DiskProblemError
            A file can't be made there: the recording stays where it is.
        """
        self._writer.record_elsewhere(folder)

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
        if not self._writer.finish(limit_s):
            n_waiting = self._writer.n_waiting_packets()
            msg = _(
                "{path} isn't complete: {n_waiting} packets wait in memory for the disk. Make room on it."
            ).format(path=self.path, n_waiting=n_waiting)
            raise DiskProblemError(msg)

    def _beat_row(self, packet: int | None, role: Role, beat: Beat) -> Row:
        number = next(self._beat_number)
        return beat_row(number, self._run, packet, role, beat, self._segments.get(role, 0))

    def _append(
        self, t_ns: int, rows: tuple[Row, ...], *, packet_of: Role | None = None, is_last: bool = False
    ) -> None:
        if self._is_closing:
            msg = "the journal is closed"
            raise RuntimeError(msg)
        self._newest_ns = max(self._newest_ns, t_ns)
        self._writer.append(Entry(self._now_s(), rows, packet_of, is_last))
