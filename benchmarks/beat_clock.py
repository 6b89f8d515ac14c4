"""How well beats are placed in time: the live clock and the refit beside stamping by arrival, against the truth.

Every row is 30 minutes of a simulated strap that sends once a second, several times over with other hearts and
radios. Measured from the end of the second minute, the refit from the first beat; constant latency is subtracted.
"""

import random
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.table import print_table, quantile
from coreg.domain.beat import Gap
from coreg.domain.strap import LinkCause, LinkState
from coreg.sensors.clock import NS_PER_S
from coreg.sensors.decoder import Decoder
from coreg.sensors.refit import refit
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent
from coreg.sensors.simulator_faults import Faults
from coreg.sensors.simulator_person import CLIENT, THERAPIST, Heart
from coreg.sensors.simulator_strap import SIMULATED_LATENCY_S, SeenBeat, SimulatedStrap

_MINUTES = 30
_N_RUNS = 4
_SETTLED_AFTER_S = 120.0
_CLOCKS_PPM = (0.0, 500.0, 20_000.0, -20_000.0)
_TAILS = (0.03, 0.10)
_HOLES = {
    "none": (),
    "5 of 4 s": tuple((250.0 + 300.0 * i, 4.0) for i in range(5)),
    "5 drops": tuple((250.0 + 300.0 * i, 12.0) for i in range(5)),
    "5 stalls": tuple((250.0 + 300.0 * i, 2.5) for i in range(5)),
}
_INTERVAL_S = 0.03
_TAIL_S = 0.08
_LONGEST_TAIL_S = 0.35


@dataclass(frozen=True, slots=True)
class _Scenario:
    clock_ppm: float
    holes: str
    tail_share: float


@dataclass(slots=True)
class _Found:
    """Errors in ms over all runs of one scenario, and what became of its holes."""

    arrival_ms: list[float]
    live_ms: list[float]
    refit_ms: list[float]
    n_found: int = 0
    n_invented: int = 0


def run() -> None:
    """Print SD and p95 of the error, and the gaps found and invented, for every scenario."""
    rows = [_row(scenario, _measure(scenario)) for scenario in _scenarios()]
    head = [
        "clock, holes, late packets",
        "arrival SD",
        "p95",
        "live SD",
        "p95",
        "refit SD",
        "p95",
        "found",
        "invented",
    ]
    print(f"{_MINUTES} min, {_N_RUNS} runs each; ms; p95 of the size of the error, its mean included.\n")
    print_table(head, rows)


def _scenarios() -> Iterator[_Scenario]:
    for holes in _HOLES:
        for clock_ppm in _CLOCKS_PPM:
            for tail_share in _TAILS:
                yield _Scenario(clock_ppm, holes, tail_share)


def _row(scenario: _Scenario, found: _Found) -> list[str]:
    n_holes = _N_RUNS * (len(_HOLES[scenario.holes]) if scenario.holes != "5 stalls" else 0)
    words = f"{scenario.clock_ppm / 10_000:+.2f} %, {scenario.holes}, {scenario.tail_share:.0%}"
    row = [words]
    for errors_ms in (found.arrival_ms, found.live_ms, found.refit_ms):
        row.append(f"{statistics.pstdev(errors_ms):.0f}")
        row.append(f"{quantile([abs(error_ms) for error_ms in errors_ms], 0.95):.0f}")
    return [*row, f"{found.n_found} of {n_holes}", str(found.n_invented)]


def _measure(scenario: _Scenario) -> _Found:
    found = _Found([], [], [])
    for seed in range(_N_RUNS):
        events, truth, arrivals_s = _simulate(scenario, seed)
        beats, gaps = _decode(events)
        refitted = refit(events, SIMULATED_LATENCY_S)
        for place, seen in enumerate(truth):
            found.refit_ms.append(1000 * (refitted[place].t_s - seen.t_s))
            if seen.t_s > _SETTLED_AFTER_S:
                found.live_ms.append(1000 * (beats[place] - seen.t_s))
                found.arrival_ms.append(1000 * (arrivals_s[place] - SIMULATED_LATENCY_S - seen.t_s))
        holes = () if scenario.holes == "5 stalls" else _HOLES[scenario.holes]
        hits = [sum(gap.start_s < at_s + for_s and gap.end_s > at_s for gap in gaps) for at_s, for_s in holes]
        found.n_found += sum(hit > 0 for hit in hits)
        found.n_invented += len(gaps) - sum(hit > 0 for hit in hits)
    return found


def _simulate(scenario: _Scenario, seed: int) -> tuple[list[SensorEvent], list[SeenBeat], list[float]]:
    """Return what arrives, the truth of every beat in it, and when that beat's packet arrived."""
    rng = random.Random(f"{scenario} {seed}")
    heart = Heart(CLIENT if seed % 2 else THERAPIST, random.Random(seed))
    strap = SimulatedStrap(heart, random.Random(seed), Faults(), scenario.clock_ppm)
    events: list[SensorEvent] = [_new_link(0.0)]
    truth: list[SeenBeat] = []
    arrivals_s: list[float] = []
    last_s, last_sent_s = 0.0, 0.0
    for sent in strap.notifications():
        if sent.sent_s > _MINUTES * 60:
            return events, truth, arrivals_s
        hole = next((hole for hole in _HOLES[scenario.holes] if hole[0] <= sent.sent_s < sum(hole)), None)
        if hole is not None and scenario.holes != "5 stalls":
            continue
        if scenario.holes == "5 drops" and sent.sent_s - last_sent_s > 2.0:
            events.append(_new_link(sent.sent_s - 0.5))
        last_sent_s = sent.sent_s
        delay_s = 0.005 + rng.random() * _INTERVAL_S
        if rng.random() < scenario.tail_share:
            delay_s += min(rng.expovariate(1 / _TAIL_S), _LONGEST_TAIL_S)
        held_until_s = sent.sent_s if hole is None else sum(hole)
        last_s = max(held_until_s + delay_s, last_s + 0.0005)
        events.append(Packet(round(last_s * NS_PER_S), sent.payload))
        truth += sent.beats
        arrivals_s += [last_s] * len(sent.beats)
    return events, truth, arrivals_s


def _new_link(t_s: float) -> LinkChanged:
    return LinkChanged(round(t_s * NS_PER_S), LinkState.SUBSCRIBING, LinkCause.CONNECTED)


def _decode(events: Sequence[SensorEvent]) -> tuple[list[float], list[Gap]]:
    decoder = Decoder(SIMULATED_LATENCY_S)
    beats_s: list[float] = []
    gaps: list[Gap] = []
    for event in events:
        if isinstance(event, LinkChanged):
            decoder.new_link(event.t_ns / NS_PER_S)
        elif isinstance(event, Packet):
            decoded = decoder.update(event.arrival_ns / NS_PER_S, event.payload)
            beats_s += [beat.t_s for beat in decoded.beats]
            gaps += decoded.gaps
    return beats_s, gaps
