"""A recording played again: the events as the straps sent them, and the beats that come of them today.

The decoder is the one that ran live. Where the beats that it makes now differ from the stored ones, the file was
written by another version, or changed.
"""

from dataclasses import dataclass

from coreg.domain.beat import Beat, Gap, GapCause
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.strap import LinkState
from coreg.recording.reader import Recording
from coreg.sensors.decoder import Decoder
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent, StrapKnown

_NS_PER_S = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What one person's packets give when they are decoded anew."""

    beats: tuple[Beat, ...]
    gaps: tuple[Gap, ...]
    n_malformed: int
    n_duplicates: int


def events_of(recording: Recording, role: Role) -> list[SensorEvent]:
    """Return a person's events in the order in which they happened; their times count from the session's zero."""
    events: list[tuple[int, SensorEvent]] = []
    events += [(p.entry, Packet(p.t_ns, p.payload)) for p in recording.packets_of(role)]
    events += [(e.entry, LinkChanged(e.t_ns, e.state, e.cause)) for e in recording.link_events_of(role)]
    events += [(s.entry, StrapKnown(s.t_ns, s.strap)) for s in recording.straps if s.role is role]
    return [event for _, event in sorted(events, key=lambda numbered: numbered[0])]


def latency_s(recording: Recording, role: Role) -> float | None:
    """Return the latency that was subtracted: that of the strap as it was known when its first link began."""
    latency_s = None
    for event in events_of(recording, role):
        if isinstance(event, StrapKnown):
            latency_s = event.strap.latency_s
        elif _begins_link(event):
            return latency_s
    return None


def rebuild(recording: Recording, role: Role) -> Rebuilt:
    """Decode a person's packets anew, with the links and the latency of then."""
    decoder = Decoder(latency_s(recording, role))
    back_s = [moment.t_s for moment in recording.moments if moment.kind is MomentKind.OFF_RECORD_ENDED]
    beats: list[Beat] = []
    gaps: list[Gap] = []
    for event in events_of(recording, role):
        if isinstance(event, Packet):
            while back_s and event.arrival_ns / _NS_PER_S >= back_s[0]:
                decoder.new_link(back_s.pop(0), GapCause.OFF_RECORD)
            decoded = decoder.update(event.arrival_ns / _NS_PER_S, event.payload)
            beats += decoded.beats
            gaps += decoded.gaps
        elif isinstance(event, LinkChanged) and _begins_link(event):
            decoder.new_link(event.t_ns / _NS_PER_S)
    return Rebuilt(tuple(beats), tuple(gaps), decoder.n_malformed, decoder.n_duplicates)


def n_beats_differing(stored: list[Beat], rebuilt: Rebuilt) -> int:
    """Count the beats that aren't, bit for bit, the same in both."""
    same = sum(then == now for then, now in zip(stored, rebuilt.beats, strict=False))
    return max(len(stored), len(rebuilt.beats)) - same


def _begins_link(event: SensorEvent) -> bool:
    return isinstance(event, LinkChanged) and event.state is LinkState.SUBSCRIBING
