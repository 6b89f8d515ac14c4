"""What was shown of a person while the session went on, found again from the file, beat by beat.

No number is stored: the readings that ran live are fed with the stored beats as their packets brought them, and are
asked at the instants at which they were asked then. Bit for bit the same, as long as the definitions are the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from coreg.domain.person import Role
from coreg.domain.reading import Reading
from coreg.domain.snapshot import PersonNumbers
from coreg.domain.strap import LinkState
from coreg.readings.person import PersonReadings
from coreg.readings.series import BeatSeries
from coreg.readings.silence import silence_of
from coreg.recording.reader import Recording
from coreg.review.recompute import run_latency_s

_NS_PER_S = 1_000_000_000


@dataclass(frozen=True, slots=True, eq=False)
class LiveValues:
    """What was known when a packet had been taken in.

    Attributes
    ----------
    t_s, now_s
        When the packet arrived, and the same with the strap's latency subtracted: what is known is of then.
    n_beats
        How many of the person's stored beats were in by then.
    series
        The beats so far with the verdicts of then; it changes as soon as the next values are asked for.
    """

    t_s: float
    now_s: float
    n_beats: int
    numbers: PersonNumbers
    series: BeatSeries


def live_values(recording: Recording, role: Role) -> Iterator[LiveValues]:
    """Give what was shown after each packet that brought beats; nothing of an imported session."""
    arrival_ns = {packet.entry: packet.t_ns for packet in recording.packets_of(role)}
    latency_s = {run.run: run_latency_s(recording, role, run.run) or 0.0 for run in recording.runs}
    links = recording.link_events_of(role)
    link = LinkState.IDLE
    readings = PersonReadings()
    n_beats = 0
    for (run, packet), one in groupby(
        (each for each in recording.beats if each.role is role), key=lambda each: (each.run, each.packet)
    ):
        beats = [each.beat for each in one]
        readings.update(beats)
        n_beats += len(beats)
        if packet is not None and packet in arrival_ns:
            while links and links[0].entry < packet:
                link = links.pop(0).state
            t_s = arrival_ns[packet] / _NS_PER_S
            now_s = t_s - latency_s[run]
            yield LiveValues(t_s, now_s, n_beats, readings.numbers(now_s, silence_of(link)), readings.series)


def readings_by_name(numbers: PersonNumbers) -> dict[str, Reading]:
    """Return the numbers of the moment by their names in docs/METRICS.md."""
    return {
        "heart_rate_bpm": numbers.heart_rate_bpm,
        "heart_rate_60s_bpm": numbers.heart_rate_60s_bpm,
        "rmssd_ms": numbers.rmssd_ms,
        "ln_rmssd": numbers.ln_rmssd,
        "rsa_ln_ms2": numbers.rsa_ln_ms2,
        "artifact_pct": numbers.artifact_pct,
    }
