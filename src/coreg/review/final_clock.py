"""A recording whose beats are placed by the final clock: what came after a beat says as much about its time.

The stored beats, and with them everything that was shown live, stay as they are in the file.
"""

from collections.abc import Iterator
from dataclasses import replace

from coreg.domain.beat import Beat
from coreg.domain.moment import MomentKind
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.strap import LinkCause, LinkState
from coreg.recording.reader import Recording, StoredBeat
from coreg.review.recompute import erased_spans, run_latency_s
from coreg.sensors.refit import refit_known
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent

_NS_PER_S = 1_000_000_000
_GOOD = PacketOutcome.OK


def by_final_clock(recording: Recording) -> Recording:
    """Return the recording with every beat's time and uncertainty found from both sides.

    It takes some 0.3 s for an hour of two people. Itself where there are no packets to place anything by: an
    imported session. A strap whose stored beats aren't those of its packets keeps the times of then.
    """
    if not recording.packets:
        return recording
    placed = {(role, run.run): iter(_placed(recording, role, run.run)) for role in Role for run in recording.runs}
    beats = tuple(replace(each, beat=next(placed[each.role, each.run])) for each in recording.beats)
    return replace(recording, beats=beats)


def _placed(recording: Recording, role: Role, run: int) -> list[Beat]:
    beats = [each.beat for each in recording.beats if _is_of(each, role, run)]
    latency_s = run_latency_s(recording, role, run)
    found = refit_known(beats, _events(recording, role, run), latency_s) if beats else beats
    return beats if found is None or len(found) != len(beats) else found


def _is_of(stored: StoredBeat, role: Role, run: int) -> bool:
    return stored.role is role and stored.run == run


def _events(recording: Recording, role: Role, run: int) -> list[SensorEvent]:
    """Return the good packets and whatever began the strap's clock anew, in order of time."""
    packets = [(p.t_ns, 1, p) for p in recording.packets_of(role) if p.run == run and p.outcome is _GOOD]
    links = [(t_ns, 0, None) for t_ns in _begun_anew(recording, role, run)]
    in_order = sorted([*links, *packets], key=lambda event: event[:2])
    return [
        LinkChanged(t_ns, LinkState.SUBSCRIBING, LinkCause.CONNECTED) if p is None else Packet(t_ns, p.payload)
        for t_ns, _, p in in_order
    ]


def _begun_anew(recording: Recording, role: Role, run: int) -> Iterator[int]:
    """Give when a link began, the computer woke, or the record was come back to or had a part erased."""
    yield from (e.t_ns for e in recording.link_events_of(role) if e.run == run and e.state is LinkState.SUBSCRIBING)
    yield from (a.t_ns for a in recording.anchors if a.run == run and a.slept_s is not None)
    ends_s = [m.t_s for m in recording.moments if m.kind is MomentKind.OFF_RECORD_ENDED]
    ends_s += [end_s for _, end_s in erased_spans(recording, role)]
    yield from (round(end_s * _NS_PER_S) for end_s in ends_s)
