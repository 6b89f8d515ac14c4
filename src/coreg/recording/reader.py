"""Reads a session file: one that is closed, one that was interrupted, one that is being written just now.

A session file may come from anywhere, so every row is checked on its way in: whatever bytes it holds,
`read_session` gives a `Recording` or a `SessionFileError`.
"""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeVar

import apsw

from coreg.domain.beat import Beat, BeatFlag
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.session import SessionHeader
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.domain.together import TogetherState, TogetherUpdate
from coreg.recording.door import opened, opened_bytes
from coreg.recording.schema import Value
from coreg.recording.seal import Seal

_NS_PER_S = 1_000_000_000
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
    run: int
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
    """One beat as it was computed live, and the packet that it came in; an imported beat came in none."""

    packet: int | None
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
class ImportedRr:
    """One interval of an imported session, as the file of then had it; `t_s` None where that told no time."""

    entry: int
    run: int
    role: Role
    t_s: float | None
    rr_ms: float


@dataclass(frozen=True, slots=True)
class StoredAnchor:
    """What time it was outside at the session's `t_ns`.

    `slept_s` and `utc_step_s` say for how long the computer slept and by how much its clock was set since the
    anchor before: None where it didn't and wasn't.
    """

    entry: int
    run: int
    t_ns: int
    utc_ns: int
    with_sleep_ns: int | None
    utc_step_s: float | None
    slept_s: float | None


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
    together
        The answers on moving together as they were shown, in order.
    seal
        The newest seal that the file says it has; `recording/seal.py` verifies it.
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
    anchors: tuple[StoredAnchor, ...] = ()
    imported: tuple[ImportedRr, ...] = ()
    together: tuple[TogetherUpdate, ...] = ()
    seal: Seal | None = None

    def strap_of(self, role: Role) -> Strap | None:
        """The person's strap as it was last known, None where nobody wore one."""
        return next((stored.strap for stored in reversed(self.straps) if stored.role is role), None)

    def packets_of(self, role: Role) -> list[StoredPacket]:
        """The person's packets in the order of their arrival."""
        return [packet for packet in self.packets if packet.role is role]

    def beats_of(self, role: Role) -> list[Beat]:
        """The person's beats as they were computed live."""
        return [stored.beat for stored in self.beats if stored.role is role]

    def rr_ms_of(self, role: Role) -> list[float]:
        """Every interval of the person: as the imported file gave it, else as the strap sent it."""
        given = [each.rr_ms for each in self.imported if each.role is role]
        return given or [beat.rr_ms for beat in self.beats_of(role)]

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
    with opened(path, key) as connection:
        return _read(path, connection)


def read_session_bytes(content: bytes, name: Path) -> Recording:
    """Read a session file that is in memory alone, as `read_session` does; `name` is what it is called in words."""
    with opened_bytes(content, name) as connection:
        return _read(name, connection)


def _read(path: Path, connection: apsw.Connection) -> Recording:
    def rows(sql: str, make: "Callable[..., _Item]") -> tuple[_Item, ...]:
        return tuple(make(*row) for row in connection.execute(sql))

    header, closed_ns = rows("SELECT * FROM session", _header)[0]
    runs = rows("SELECT * FROM run ORDER BY run", _run)
    clock = _SessionClock(runs)
    link_events = rows("SELECT * FROM link_event ORDER BY entry", clock.link_event)
    packets = rows("SELECT * FROM packet ORDER BY entry", clock.packet)
    moments = rows("SELECT * FROM moment ORDER BY moment_id", _moment)
    anchors = rows("SELECT * FROM clock_anchor ORDER BY entry", clock.anchor)
    last_ns = max((each[-1].t_ns for each in (packets, link_events, anchors) if each), default=0)
    last_s = max([last_ns / _NS_PER_S, 0.0] + [mark.t_s for mark in moments])
    return Recording(
        path=path,
        header=header,
        ended=Ended.INTERRUPTED if closed_ns is None else Ended.CLOSED,
        duration_s=last_s if closed_ns is None else clock.t_ns(runs[-1].run, closed_ns) / _NS_PER_S,
        runs=runs,
        straps=rows("SELECT * FROM person ORDER BY entry", clock.strap),
        packets=packets,
        beats=rows("SELECT * FROM beat ORDER BY beat_id", _beat),
        link_events=link_events,
        moments=moments,
        settings=dict(rows("SELECT name, value FROM setting ORDER BY run, name", _setting)),
        anchors=anchors,
        imported=rows("SELECT * FROM imported_rr ORDER BY entry", _imported),
        together=rows("SELECT * FROM together ORDER BY answer", _together),
        seal=next(iter(rows("SELECT n, head FROM seal ORDER BY n DESC LIMIT 1", Seal)), None),
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
            identity=_text(identity),
            model=None if model is None else _text(model),
            latency_s=None if latency_s is None else _finite(float(latency_s)),
            battery_pct=None if battery_pct is None else int(battery_pct),
            sends_rr=None if sends_rr is None else bool(sends_rr),
        )
        return StoredStrap(entry, run, Role(role), self.t_ns(run, t_ns), strap)

    def anchor(self, entry: int, run: int, monotonic_ns: int, utc_ns: int, *known: float | None) -> StoredAnchor:
        with_sleep_ns, utc_step_s, slept_s = known
        boot_ns = None if with_sleep_ns is None else int(with_sleep_ns)
        return StoredAnchor(entry, run, self.t_ns(run, monotonic_ns), utc_ns, boot_ns, utc_step_s, slept_s)


def _header(_id: int, *values: Value) -> tuple[SessionHeader, int | None]:
    session_id, app_version, started_utc, zone, utc_offset_s, is_simulated, closed_ns, imported_from = values
    if not isinstance(utc_offset_s, int) or not isinstance(closed_ns, int | None):
        raise TypeError(values)
    header = SessionHeader(
        _text(session_id),
        _text(app_version),
        _text(started_utc),
        _text(zone),
        utc_offset_s,
        bool(is_simulated),
        imported_from=None if imported_from is None else _text(imported_from),
    )
    return header, closed_ns


def _run(run: int, boot_id: str, started_utc: str, origin_ns: int) -> Run:
    return Run(run, _text(boot_id), _text(started_utc), origin_ns)


def _beat(_id: int, run: int, packet: int | None, role: str, segment: int, *rest: float) -> StoredBeat:
    ticks, t_s, uncertainty_s, flags = rest
    if not 0 < ticks <= _MOST_TICKS or not 0 <= uncertainty_s < math.inf:
        raise ValueError(ticks, uncertainty_s)
    beat = Beat(segment, int(ticks), _finite(t_s), uncertainty_s, BeatFlag(int(flags)))
    return StoredBeat(packet, run, Role(role), beat)


def _moment(moment_id: int, _run: int, t_s: float, wall_utc: str, kind: str, *rest: Value) -> Moment:
    made_by, input_, payload, amends = rest
    if not isinstance(payload, str) or not isinstance(amends, int | None):
        raise TypeError(rest)
    made = (_finite(t_s), _text(wall_utc), MomentKind(kind), _text(made_by), _text(input_))
    return Moment(moment_id, *made, _payload(payload), amends)


def _payload(text: str) -> dict[str, str | int | float | bool | None]:
    payload = json.loads(text)
    if not isinstance(payload, dict):
        raise TypeError(text)
    for value in payload.values():
        if isinstance(value, dict | list) or (isinstance(value, float) and not math.isfinite(value)):
            raise TypeError(text)
    return payload


def _imported(entry: int, run: int, role: str, t_s: float | None, rr_ms: float) -> ImportedRr:
    if not 0 < rr_ms < math.inf:
        raise ValueError(rr_ms)
    return ImportedRr(entry, run, Role(role), None if t_s is None else _finite(t_s), rr_ms)


def _together(
    _answer: int, _run: int, t_s: float, a: float | None, state: str, unknown: str | None, up_to_moment: int
) -> TogetherUpdate:
    why = None if unknown is None else Unknown(unknown)
    if (why is None) is (TogetherState(state) is TogetherState.UNKNOWN):
        raise ValueError(state, unknown)
    a = None if a is None else _finite(a)
    return TogetherUpdate(_finite(t_s), a, TogetherState(state), why, up_to_moment)


def _setting(name: str, value: str) -> tuple[str, str]:
    return _text(name), _text(value)


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError(value)
    return value


def _text(value: Value) -> str:
    """Take a word that may be printed: a hostile file's could steer the terminal."""
    if not isinstance(value, str) or not value.isprintable():
        raise TypeError(value)
    return value
