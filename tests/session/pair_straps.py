"""Two straps that send made-up beats: bytes as straps send them, through the real decoder and session."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coreg.domain.beat import Beat
from coreg.domain.person import Role
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.sensors.clock import NS_PER_S, Clock
from coreg.sensors.replay import ReplaySensor
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent, StrapKnown
from tests.readings.pair import Pair

_HAS_RR = 0x10
_DELAY_S = 0.05


@dataclass(frozen=True)
class Sending:
    """How a strap sends: a packet every so often, and a link that is made anew every so often."""

    every_s: float = 1.0
    relinked_s: float | None = None


def straps(
    pair: Pair, clock: Clock, worn: Sequence[Role] = tuple(Role), sending: Sending | None = None
) -> dict[Role, ReplaySensor]:
    """Return sensors for the beats of a made-up pair."""
    beats = pair.beats()
    return {
        role: ReplaySensor(list(_events(role, beats[role], sending or Sending())), clock, is_simulated=True)
        for role in worn
    }


def _events(role: Role, beats: list[Beat], sending: Sending) -> Iterator[SensorEvent]:
    yield StrapKnown(0, Strap(f"made-up-{role.value}", "Polar H10", 0.0, 80, True))
    yield from _link(0.0)
    linked_s, end_s, waiting = 0.0, sending.every_s, list[Beat]()
    for beat in beats:
        while beat.t_s > end_s:
            if waiting:
                if sending.relinked_s is not None and end_s - linked_s > sending.relinked_s:
                    linked_s = end_s
                    yield from _link(end_s)
                yield Packet(_ns(end_s + _DELAY_S), _payload(waiting))
                waiting = []
            end_s += sending.every_s
        waiting.append(beat)


def _link(t_s: float) -> Iterator[SensorEvent]:
    yield LinkChanged(_ns(t_s), LinkState.SUBSCRIBING, LinkCause.CONNECTED)
    yield LinkChanged(_ns(t_s), LinkState.STREAMING, LinkCause.FIRST_BEAT)


def _payload(beats: list[Beat]) -> bytes:
    bpm = round(60_000 / beats[-1].rr_ms)
    return bytes((_HAS_RR, bpm)) + b"".join(beat.ticks.to_bytes(2, "little") for beat in beats)


def _ns(t_s: float) -> int:
    return round(t_s * NS_PER_S)
