"""Reads a session file: one that is closed, one that was interrupted, one that is being written just now.

A session file may come from anywhere, so it is checked at this door: whatever bytes it holds, `read_session` gives
a `Recording` or a `SessionFileError`.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeVar

import apsw

from coreg.domain.beat import Beat, BeatFlag
from coreg.domain.errors import SessionFileError
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.recording.connection import connect, looks_encrypted
from coreg.recording.schema import APPLICATION_ID, SCHEMA_VERSION, TABLE_NAMES, Value

_NS_PER_S = 1_000_000_000
_LONGEST_VALUE = 1_000_000  # bytes; our choice: a notification has 512 at most, so a longer value isn't ours
_BUSY_MS = 2000
_MOST_TICKS = 0xFFFF  # HRS 1.0, 3.1.1.5: RR-Interval is a uint16
_Item = TypeVar("_Item")


class Ended(Enum):
    """How a recording ended: closed by its program, or as a crash, a power cut or a running program left it."""

    CLOSED = "closed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Run:
    """One unbroken life of the program within a session; its clock's zero of the session is `origin_ns`."""

    run: int
    boot_id: str
    started_utc: str
    origin_ns: int


@dataclass(frozen=True, slots=True)
class StoredStrap:
    """What was known of a person's strap from some moment on."""

    entry: int
    role: Role
    t_ns: int
    strap: Strap


@dataclass(frozen=True, slots=True)
class StoredPacket:
    """One notification as it was recorded. `link` counts the person's links from 1."""

    entry: int
    run: int
    role: Role
    link: int
    t_ns: int
    payload: bytes
    outcome: PacketOutcome


@dataclass(frozen=True, slots=True)
class StoredBeat:
    """One beat as it was computed live, and the packet that it came in."""

    packet: int
    run: int
    role: Role
    beat: Beat


@dataclass(frozen=True, slots=True)
class StoredLinkEvent:
    """One change of a link's state."""

    entry: int
    run: int
    role: Role
    link: int
    t_ns: int
    state: LinkState
    cause: LinkCause


@dataclass(frozen=True, slots=True)
class Recording:
    """All of a session file. Its `t_ns` count from the session's zero, whichever run they are of.

    Rows that have an `entry` happened in its order.

    Attributes
    ----------
    duration_s
        To the close, or to the last thing that was recorded where the session was interrupted.
    straps
        Every strap row in order; `strap_of` gives the newest of a person.
    """

    path: Path
    header: SessionHeader
    ended: Ended
    duration_s: float
    runs: tuple[Run, ...]
    straps: tuple[StoredStrap, ...]
    packets: tuple[StoredPacket, ...]
    beats: tuple[StoredBeat, ...]
    link_events: tuple[StoredLinkEvent, ...]
    moments: tuple[Moment, ...]
    settings: Mapping[str, str]

    def strap_of(self, role: Role) -> Strap | None:
        """The person's strap as it was last known, None where nobody wore one."""
        return next((stored.strap for stored in reversed(self.straps) if stored.role is role), None)

    def packets_of(self, role: Role) -> list[StoredPacket]:
        """The person's packets in the order of their arrival."""
        return [packet for packet in self.packets if packet.role is role]

    def beats_of(self, role: Role) -> list[Beat]:
        """The person's beats as they were computed live."""
        return [stored.beat for stored in self.beats if stored.role is role]

    def link_events_of(self, role: Role) -> list[StoredLinkEvent]:
        """The changes of the person's link."""
        return [event for event in self.link_events if event.role is role]


def read_session(path: Path, key: bytes | None = None) -> Recording:
    """Read a session file without changing it.

    Raises
    ------
    SessionFileError
        It isn't a session file, is protected and this isn't its key, was written by a newer program, or is damaged.
    """
    _check_place(path)
    try:
        with _opened(path, key) as connection:
            _check_kind(path, connection)
            connection.execute("BEGIN")  # one state of the file, also while another program appends to it
            return _read(path, connection)
    except (apsw.Error, ValueError, TypeError, KeyError, IndexError, OverflowError, OSError) as error:
        raise SessionFileError(_words(path, key, error)) from error


def _check_place(path: Path) -> None:
    if path.is_dir():
        msg = f"{path} is a folder, not a session file."
        raise SessionFileError(msg)
    if not path.exists():
        msg = f"{path} doesn't exist."
        raise SessionFileError(msg)
    if path.stat().st_size == 0:
        msg = f"{path} is empty: nothing was recorded in it."
        raise SessionFileError(msg)


@contextmanager
def _opened(path: Path, key: bytes | None) -> Iterator[apsw.Connection]:
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
        connection.limit(apsw.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        for switch in (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER):
            connection.config(switch, 0)  # a hostile file's views and triggers would run inside our questions
        connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        connection.execute("PRAGMA cell_size_check = ON")
        connection.pragma("user_version")
    except apsw.Error:
        connection.close()
        raise
    return connection


def _check_kind(path: Path, connection: apsw.Connection) -> None:
    if connection.pragma("application_id") != APPLICATION_ID:
        msg = f"{path} is not a session file of Coreg."
        raise SessionFileError(msg)
    version = connection.pragma("user_version")
    if version != SCHEMA_VERSION:
        msg = f"{path} was written by another version of Coreg (file version {version}, this program reads"
        msg += f" {SCHEMA_VERSION}): use that version, or a newer one."
        raise SessionFileError(msg)
    if connection.pragma("quick_check") != "ok":
        msg = f"{path} is damaged and can't be read."
        raise SessionFileError(msg)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not tables >= TABLE_NAMES:
        msg = f"{path} is damaged: it lacks {', '.join(sorted(TABLE_NAMES - tables))}."
        raise SessionFileError(msg)


def _read(path: Path, connection: apsw.Connection) -> Recording:
    def rows(sql: str, make: "Callable[..., _Item]") -> tuple[_Item, ...]:
        return tuple(make(*row) for row in connection.execute(sql))

    header, closed_ns = rows("SELECT * FROM session", _header)[0]
    runs = rows("SELECT run, boot_id, started_utc, origin_ns FROM run ORDER BY run", Run)
    clock = _SessionClock(runs)
    link_events = rows("SELECT * FROM link_event ORDER BY entry", clock.link_event)
    packets = rows("SELECT * FROM packet ORDER BY entry", clock.packet)
    moments = rows("SELECT * FROM moment ORDER BY moment_id", _moment)
    anchors = rows("SELECT run, monotonic_ns FROM clock_anchor ORDER BY entry", clock.t_ns)
    last_ns = [packet.t_ns for packet in packets[-1:]] + [event.t_ns for event in link_events[-1:]]
    last_s = max([t_ns / _NS_PER_S for t_ns in (*last_ns, *anchors[-1:], 0)] + [mark.t_s for mark in moments])
    return Recording(
        path=path,
        header=header,
        ended=Ended.INTERRUPTED if closed_ns is None else Ended.CLOSED,
        duration_s=last_s if closed_ns is None else clock.t_ns(runs[-1].run, closed_ns) / _NS_PER_S,
        runs=runs,
        straps=rows("SELECT * FROM person ORDER BY entry", clock.strap),
        packets=packets,
        beats=rows(
            "SELECT beat.*, packet.run FROM beat JOIN packet ON packet.entry = beat.packet ORDER BY beat_id", _beat
        ),
        link_events=link_events,
        moments=moments,
        settings=dict(rows("SELECT name, value FROM setting ORDER BY run, name", _setting)),
    )


class _SessionClock:
    """Places what was stamped by a run's own clock on the session's."""

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self._origin_ns = {run.run: run.origin_ns for run in runs}

    def t_ns(self, run: int, t_ns: int) -> int:
        return t_ns - self._origin_ns[run]

    def packet(
        self, entry: int, run: int, role: str, link: int, arrival_ns: int, payload: bytes, outcome: str
    ) -> StoredPacket:
        t_ns = self.t_ns(run, arrival_ns)
        return StoredPacket(entry, run, Role(role), link, t_ns, payload, PacketOutcome(outcome))

    def link_event(
        self, entry: int, run: int, role: str, link: int, t_ns: int, state: str, cause: str
    ) -> StoredLinkEvent:
        t_ns = self.t_ns(run, t_ns)
        return StoredLinkEvent(entry, run, Role(role), link, t_ns, LinkState(state), LinkCause(cause))

    def strap(
        self, entry: int, run: int, t_ns: int, role: str, _pseudonym: str | None, *known: Value
    ) -> StoredStrap:
        identity, model, latency_s, battery_pct, sends_rr = known
        strap = Strap(
            identity=str(identity),
            model=None if model is None else str(model),
            latency_s=None if latency_s is None else float(latency_s),
            battery_pct=None if battery_pct is None else int(battery_pct),
            sends_rr=None if sends_rr is None else bool(sends_rr),
        )
        return StoredStrap(entry, Role(role), self.t_ns(run, t_ns), strap)


def _header(_id: int, *values: Value) -> tuple[SessionHeader, int | None]:
    session_id, app_version, started_utc, zone, utc_offset_s, is_simulated, closed_ns = values
    if not isinstance(utc_offset_s, int) or not isinstance(closed_ns, int | None):
        raise TypeError(values)
    header = SessionHeader(
        str(session_id), str(app_version), str(started_utc), str(zone), utc_offset_s, bool(is_simulated)
    )
    return header, closed_ns


def _beat(
    _id: int, packet: int, role: str, segment: int, ticks: int, t_s: float, uncertainty_s: float, *rest: int
) -> StoredBeat:
    flags, run = rest
    if not 0 < ticks <= _MOST_TICKS or not math.isfinite(t_s) or not 0 <= uncertainty_s < math.inf:
        raise ValueError(ticks, t_s, uncertainty_s)
    return StoredBeat(packet, run, Role(role), Beat(segment, ticks, t_s, uncertainty_s, BeatFlag(flags)))


def _moment(moment_id: int, _run: int, t_s: float, wall_utc: str, kind: str, *rest: Value) -> Moment:
    made_by, input_, payload, amends = rest
    if not isinstance(payload, str) or not isinstance(amends, int | None):
        raise TypeError(rest)
    if not math.isfinite(t_s):
        raise ValueError(t_s)
    return Moment(
        moment_id, t_s, wall_utc, MomentKind(kind), str(made_by), str(input_), json.loads(payload), amends
    )


def _setting(name: str, value: str) -> tuple[str, str]:
    return name, value


def _words(path: Path, key: bytes | None, error: Exception) -> str:
    match error:
        case apsw.NotADBError() if key is not None:
            return f"{path} doesn't open with its key: it was damaged or changed, or is another session's file."
        case apsw.NotADBError() if looks_encrypted(path):
            return f"{path} is protected: open it by its session id, with the vault unlocked."
        case apsw.NotADBError():
            return f"{path} is not a session file of Coreg."
        case apsw.CantOpenError() | apsw.ReadOnlyError() | apsw.PermissionsError() | PermissionError():
            return f"{path} can't be opened: copy it, with the -wal file beside it, to a folder of your own."
        case apsw.BusyError() | apsw.LockedError():
            return f"{path} is held by another program: try again when that has ended."
        case _:
            return f"{path} is damaged and can't be read."
