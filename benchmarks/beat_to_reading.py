"""From one notification's bytes to new numbers: ours, with and without the journal, beside NeuroKit2 and numpy.

Every peer is given the beats of the last 60 s at every beat, as its own loop over a live stream would be.
"""

import asyncio
import math
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks import plain_numpy
from benchmarks.table import machine, print_table, quantile
from coreg import app
from coreg.domain.beat import EXCLUDED
from coreg.domain.person import Role
from coreg.readings.person import WINDOW_S, PersonReadings
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.sensors.clock import NS_PER_S, StepClock
from coreg.sensors.decoder import Decoder
from coreg.sensors.sensor import Packet, SensorEvent
from coreg.sensors.simulator import simulated_pair
from coreg.session.engine import Engine

_SEED = 1
_LENGTH_S = 480.0
_WARM_S = 90.0  # timed from here on: the window is full
_N_BEHIND = 2  # our numbers wait two beats for the artifact verdict; peers get the same window

Points = NDArray[np.float64]


class Timed(NamedTuple):
    """What one way of computing took per notification, in ms, and the RMSSD that it gave."""

    taken_ms: list[float]
    rmssd_ms: list[float]


def run() -> None:
    """Print one table."""
    app.warm_up()
    events = packets()
    ours, windows = time_ours(events)
    rows = {
        "**coreg**: bytes → beats → all live numbers": ours,
        "**coreg**: the engine, numbers and snapshot, nothing written": time_engine(events, is_written=False),
        "**coreg**: the engine with its journal (written, not waited for)": time_engine(events, is_written=True),
        "**coreg**: … until the disk has confirmed it": time_engine(events, is_written=True, waits=True),
        "plain numpy: the same RMSSD, Lomb–Scargle, intervals, gates": time_peer(windows, _by_numpy),
        "NeuroKit2: signal_fixpeaks + hrv_time + hrv_frequency": time_peer(windows, _by_neurokit),
    }
    head = (f"per notification, ms, last 60 s of {_LENGTH_S / 60:.0f} min, n={len(windows)}",)
    print_table((*head, "median", "p99", "× coreg", "RMSSD, largest difference from ours"), _rows(rows, ours))


def _rows(rows: dict[str, Timed], ours: Timed) -> list[tuple[str, ...]]:
    own_ms = quantile(ours.taken_ms, 0.5)
    printed: list[tuple[str, ...]] = []
    for name, (taken_ms, rmssd_ms) in rows.items():
        median_ms = quantile(taken_ms, 0.5)
        apart = [abs(theirs / mine - 1.0) for theirs, mine in zip(rmssd_ms, ours.rmssd_ms, strict=True)]
        figures = (f"{median_ms:.3f}", f"{quantile(taken_ms, 0.99):.3f}", f"{median_ms / own_ms:.1f}")
        printed.append((name, *figures, f"{100 * np.nanmax(apart):.2g} %"))
    return printed


def packets() -> list[Packet]:
    """Return a simulated client's notifications, those without RR left out."""
    clock = StepClock(1)
    got: list[SensorEvent] = []
    asyncio.run(simulated_pair(_SEED, clock, _LENGTH_S)[Role.CLIENT].run(got.append))
    decoder = Decoder()
    return [
        event
        for event in got
        if isinstance(event, Packet) and decoder.update(event.arrival_ns / NS_PER_S, event.payload).beats
    ]


def time_ours(events: Sequence[Packet]) -> tuple[Timed, list[tuple[Points, Points]]]:
    """Time decoder and readings; return also what a peer would be given at each of the timed notifications."""
    decoder, readings = Decoder(), PersonReadings()
    timed = Timed([], [])
    windows = []
    rows: list[tuple[float, float]] = []
    for event in events:
        start_ns = time.perf_counter_ns()
        arrival_s = event.arrival_ns / NS_PER_S
        decoded = decoder.update(arrival_s, event.payload)
        readings.update(decoded.beats)
        numbers = readings.numbers(arrival_s)
        taken_ms = (time.perf_counter_ns() - start_ns) / 1e6
        rows += [(beat.t_s, beat.rr_ms) for beat in decoded.beats if not beat.flags & EXCLUDED]
        if arrival_s >= _WARM_S:
            timed.taken_ms.append(taken_ms)
            timed.rmssd_ms.append(_or_nan(numbers.rmssd_ms.value))
            windows.append(_last_minute(rows[:-_N_BEHIND]))
    return timed, windows


def time_engine(events: Sequence[Packet], *, is_written: bool, waits: bool = False) -> Timed:
    """Time the engine's whole turn: decode, write, compute, publish a snapshot."""
    timed = Timed([], [])
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        header = app.new_header(is_simulated=True)
        journal = Journal(Place(Path(folder) / "bench.coreg"), header, 0) if is_written else None
        engine = Engine([Role.CLIENT], 0, is_simulated=True, journal=journal)
        engine.begin_computing(0)
        for number, event in enumerate(events, 1):
            start_ns = time.perf_counter_ns()
            engine.deliver(Role.CLIENT, event)
            while waits and journal is not None and journal.n_on_disk(Role.CLIENT) < number:
                time.sleep(0)
            taken_ms = (time.perf_counter_ns() - start_ns) / 1e6
            if event.arrival_ns >= _WARM_S * NS_PER_S:
                timed.taken_ms.append(taken_ms)
                reading = engine.snapshot.people[Role.CLIENT].numbers.rmssd_ms
                timed.rmssd_ms.append(_or_nan(reading.value))
        if journal is not None:
            journal.close(events[-1].arrival_ns)
    return timed


def time_peer(windows: Sequence[tuple[Points, Points]], rmssd_of: Callable[[Points, Points], float]) -> Timed:
    """Time a peer on every window; the first is run twice, so that nothing is loaded within the time."""
    rmssd_of(*windows[0])
    timed = Timed([], [])
    for t_s, rr_ms in windows:
        start_ns = time.perf_counter_ns()
        rmssd_ms = rmssd_of(t_s, rr_ms)
        timed.taken_ms.append((time.perf_counter_ns() - start_ns) / 1e6)
        timed.rmssd_ms.append(rmssd_ms)
    return timed


def _by_numpy(t_s: Points, rr_ms: Points) -> float:
    return plain_numpy.numbers(t_s, rr_ms).rmssd_ms


def _by_neurokit(t_s: Points, rr_ms: Points) -> float:
    import neurokit2 as nk

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that a minute is short, at every beat
        peaks = nk.intervals_to_peaks(rr_ms, sampling_rate=1000)
        _, fixed = nk.signal_fixpeaks(peaks, sampling_rate=1000, method="Kubios")
        rmssd_ms = nk.hrv_time(fixed, sampling_rate=1000)["HRV_RMSSD"].iloc[0]
        nk.hrv_frequency(fixed, sampling_rate=1000)
    return float(rmssd_ms)


def _last_minute(rows: Sequence[tuple[float, float]]) -> tuple[Points, Points]:
    newest = np.asarray(rows[-250:], dtype=np.float64)
    inside = newest[newest[:, 0] > newest[-1, 0] - WINDOW_S]
    return np.ascontiguousarray(inside[:, 0]), np.ascontiguousarray(inside[:, 1])


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


if __name__ == "__main__":
    print(machine(), end="\n\n")
    run()
