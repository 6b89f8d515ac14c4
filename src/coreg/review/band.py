"""What the line about the therapist's band said, read anew from a session's file."""

from collections.abc import Iterator

from coreg.domain.band import BandStanding
from coreg.domain.person import Role
from coreg.domain.reading import Reading
from coreg.readings.band import BandWatch, band_at
from coreg.readings.person import PersonReadings
from coreg.recording.reader import Recording
from coreg.review.recompute import latency_s, rebuild

_NS_PER_S = 1_000_000_000

Said = tuple[float, BandStanding]


def read_band(recording: Recording) -> tuple[Said, ...]:
    """Return what was said of the client from when on, in s of the session, each time that it changed."""
    changes: list[Said] = []
    for t_s, standing in _said(recording):
        before = changes[-1][1] if changes else BandStanding()
        if standing != before:
            changes.append((t_s, standing))
    return tuple(changes)


def _said(recording: Recording) -> Iterator[Said]:
    late_s = latency_s(recording, Role.CLIENT) or 0.0
    arrived_s = {packet.entry: packet.t_ns / _NS_PER_S for packet in recording.packets_of(Role.CLIENT)}
    stored = rebuild(recording, Role.CLIENT).stored
    waiting = [(arrived_s.get(each.packet or 0, each.beat.t_s), each.beat) for each in stored]
    readings, watch = PersonReadings(), BandWatch()

    def minute(t_s: float) -> tuple[Reading, Reading]:
        numbers = readings.numbers(t_s - late_s)
        return numbers.heart_rate_60s_bpm, numbers.ln_rmssd

    n_taken = 0
    for second in range(int(recording.duration_s) + 1):
        while n_taken < len(waiting) and waiting[n_taken][0] < second:
            readings.update([waiting[n_taken][1]])
            n_taken += 1
        watch.take(band_at(recording.moments, second))
        watch.advance(second, minute)
        yield float(second), watch.standing
