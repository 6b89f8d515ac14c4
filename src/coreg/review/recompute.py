"""A recording played again: the events as the straps sent them, and the beats that come of them today.

The decoder is the one that ran live. Where the beats that it makes now differ from the stored ones, the file was
written by another version, or changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeGuard

from coreg.domain.beat import Beat, Gap, GapCause
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.strap import LinkState
from coreg.recording.reader import Recording, StoredBeat
from coreg.review.imported import beats_of_intervals, gaps_between
from coreg.sensors.decoder import Decoder
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent, StrapKnown

_NS_PER_S = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What one person's packets give when they are decoded anew; `stored` also says which packet gave each beat."""

    stored: tuple[StoredBeat, ...]
    gaps: tuple[Gap, ...]
    n_malformed: int
    n_duplicates: int

    @property
    def beats(self) -> tuple[Beat, ...]:
        """The beats alone."""
        return tuple(each.beat for each in self.stored)


def events_of(recording: Recording, role: Role) -> list[SensorEvent]:
    """Return a person's events in the order in which they happened; their times count from the session's zero."""
    return [event for run in recording.runs for _, event in _numbered_events(recording, role, run.run)]


def latency_s(recording: Recording, role: Role) -> float | None:
    """Return the latency that was subtracted: that of the strap as it was known when its first link began."""
    return _latency_s(event for run in recording.runs for _, event in _numbered_links(recording, role, run.run))


def run_latency_s(recording: Recording, role: Role, run: int) -> float | None:
    """Return the latency that was subtracted from the beats of one run."""
    return _latency_s(event for _, event in _numbered_links(recording, role, run))


def _numbered_events(recording: Recording, role: Role, run: int) -> list[tuple[int, SensorEvent]]:
    """Return a run's events with the numbers of their entries, in order."""
    packets = [p for p in recording.packets_of(role) if p.run == run]
    events: list[tuple[int, SensorEvent]] = [(p.entry, Packet(p.t_ns, p.payload)) for p in packets]
    events += _numbered_links(recording, role, run)
    return sorted(events, key=lambda numbered: numbered[0])


def _numbered_links(recording: Recording, role: Role, run: int) -> list[tuple[int, SensorEvent]]:
    """Return those of a run's events that aren't packets: what became of the link, and which strap it is."""
    links = [e for e in recording.link_events_of(role) if e.run == run]
    straps = [s for s in recording.straps if s.role is role and s.run == run]
    events: list[tuple[int, SensorEvent]] = [(e.entry, LinkChanged(e.t_ns, e.state, e.cause)) for e in links]
    events += [(s.entry, StrapKnown(s.t_ns, s.strap)) for s in straps]
    return sorted(events, key=lambda numbered: numbered[0])


def _latency_s(events: Iterable[SensorEvent]) -> float | None:
    latency_s = None
    for event in events:
        if isinstance(event, StrapKnown):
            latency_s = event.strap.latency_s
        elif _begins_link(event):
            return latency_s
    return None


def rebuild(recording: Recording, role: Role) -> Rebuilt:
    """Decode a person's packets anew, with the links and the latency of then.

    Each run is decoded by itself, as it was live; what lies between two runs, or was erased for good, is a gap. The
    beats of an imported session came in no packets and are made of its intervals.
    """
    if recording.header.imported_from is not None:
        imported = beats_of_intervals(recording, role)
        return Rebuilt(imported, _named(gaps_between(imported), recording, role), 0, 0)
    beats: list[StoredBeat] = []
    gaps: list[Gap] = []
    n_malformed = n_duplicates = 0
    for run in recording.runs:
        of_run = _RunRebuilder(recording, role, run.run)
        if beats and of_run.beats:
            gaps.append(_gap_between(beats[-1].beat, of_run.beats[0].beat))
        n_segments = beats[-1].beat.segment + 1 if beats else 0
        beats += [_moved(each, n_segments) for each in of_run.beats]
        gaps += of_run.gaps
        n_malformed += of_run.decoder.n_malformed
        n_duplicates += of_run.decoder.n_duplicates
    return Rebuilt(tuple(beats), _named(gaps, recording, role), n_malformed, n_duplicates)


class _RunRebuilder:
    """One run of one person, decoded anew."""

    def __init__(self, recording: Recording, role: Role, run: int) -> None:
        self.role, self.run = role, run
        self.beats: list[StoredBeat] = []
        self.gaps: list[Gap] = []
        events = _numbered_events(recording, role, run)
        self.decoder = Decoder(_latency_s(event for _, event in events))
        self._erased_until_s = [end_s for _, end_s in erased_spans(recording, role)]
        began_s = _t_ns(events[0][1]) / _NS_PER_S if events else 0.0  # what ended before it was another run's
        back_s = [m.t_s for m in recording.moments if m.kind is MomentKind.OFF_RECORD_ENDED]
        self._back_s = [t_s for t_s in back_s if t_s > began_s]
        slept = [(a.entry, a.t_ns / _NS_PER_S) for a in recording.anchors if a.run == run and a.slept_s is not None]
        for number, event in events:
            while slept and slept[0][0] < number:
                self.decoder.new_link(slept.pop(0)[1])
            if isinstance(event, Packet):
                self._take(number, event)
            elif _begins_link(event):
                self.decoder.new_link(event.t_ns / _NS_PER_S)

    def _take(self, number: int, packet: Packet) -> None:
        arrival_s = packet.arrival_ns / _NS_PER_S
        while self._erased_until_s and arrival_s >= self._erased_until_s[0]:
            self.decoder.new_link(self._erased_until_s.pop(0))
        while self._back_s and arrival_s >= self._back_s[0]:
            self.decoder.new_link(self._back_s.pop(0), GapCause.OFF_RECORD)
        decoded = self.decoder.update(arrival_s, packet.payload)
        self.beats += [StoredBeat(number, self.run, self.role, beat) for beat in decoded.beats]
        self.gaps += decoded.gaps


def erased_spans(recording: Recording, role: Role) -> list[tuple[float, float]]:
    """Return the stretches of which a person's packets were erased for good, in order."""
    spans = []
    for moment in recording.moments:
        start_s, end_s, who = (moment.payload.get(name) for name in ("start_s", "end_s", "who"))
        is_span = moment.kind is MomentKind.ERASED and who in (role.value, "both")
        if is_span and isinstance(start_s, int | float) and isinstance(end_s, int | float):
            spans.append((float(start_s), float(end_s)))
    return sorted(spans)


def _named(gaps: Iterable[Gap], recording: Recording, role: Role) -> tuple[Gap, ...]:
    """Name the cause of those gaps that erasing made."""
    erased = erased_spans(recording, role)
    return tuple(replace(gap, cause=GapCause.OFF_RECORD) if _is_erased(gap, erased) else gap for gap in gaps)


def _is_erased(gap: Gap, spans: list[tuple[float, float]]) -> bool:
    return any(gap.start_s < end_s and start_s < gap.end_s for start_s, end_s in spans)


def _gap_between(last: Beat, first: Beat) -> Gap:
    return Gap(last.t_s, max(last.t_s, first.t_s - first.rr_ms / 1000), GapCause.NO_DATA)


def _moved(stored: StoredBeat, n_segments: int) -> StoredBeat:
    return replace(stored, beat=replace(stored.beat, segment=stored.beat.segment + n_segments))


def n_beats_differing(stored: list[Beat], rebuilt: Rebuilt) -> int:
    """Count the beats that aren't, bit for bit, the same in both."""
    same = sum(then == now for then, now in zip(stored, rebuilt.beats, strict=False))
    return max(len(stored), len(rebuilt.beats)) - same


def _t_ns(event: SensorEvent) -> int:
    return event.arrival_ns if isinstance(event, Packet) else event.t_ns


def _begins_link(event: SensorEvent) -> TypeGuard[LinkChanged]:
    return isinstance(event, LinkChanged) and event.state is LinkState.SUBSCRIBING
