"""A recording played again: the events as the straps sent them, and the beats that come of them today.

The decoder is the one that ran live. Where the beats that it makes now differ from the stored ones, the file was
written by another version, or changed.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from coreg.domain.beat import Beat, Gap, GapCause, nearest_ticks
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
    """Decode a person's packets anew, with the links and the latency of then; of an import, its intervals."""
    if recording.header.imported_from is not None:
        return _rebuild_imported(recording, role)
    decoder = Decoder(latency_s(recording, role))
    beats: list[Beat] = []
    gaps: list[Gap] = []
    for event in events_of(recording, role):
        if isinstance(event, Packet):
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


def _rebuild_imported(recording: Recording, role: Role) -> Rebuilt:
    """Make the beats anew of the intervals as given. Segments and flags are known from the beats alone."""
    stored = recording.beats_of(role)
    given = [each for each in recording.imported if each.role is role]
    beats: list[Beat] = []
    for each, beat in zip(given, stored, strict=False):
        sum_s = (beats[-1].t_s if beats else 0.0) + each.rr_ms / 1000
        beats.append(replace(beat, ticks=nearest_ticks(each.rr_ms), t_s=sum_s if each.t_s is None else each.t_s))
    gaps = (
        Gap(a.t_s, b.t_s - b.rr_ms / 1000, GapCause.NO_DATA) for a, b in pairwise(stored) if a.segment != b.segment
    )
    return Rebuilt(tuple(beats), tuple(gap for gap in gaps if gap.end_s > gap.start_s), 0, 0)


def _begins_link(event: SensorEvent) -> bool:
    return isinstance(event, LinkChanged) and event.state is LinkState.SUBSCRIBING
