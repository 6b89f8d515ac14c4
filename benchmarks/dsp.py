"""Speed of the numbers, ours beside the peers on the same input in the same run; then accuracy and honesty.

`python -m benchmarks.dsp` prints all tables: this one, artifacts and coverage.
"""

import time
from collections.abc import Callable

import numpy as np

from benchmarks import artifacts, uncertainty
from benchmarks.peer import peers
from benchmarks.series import Points, resting, sleeper
from benchmarks.table import machine, print_table
from coreg.domain.beat import Beat
from coreg.dsp._jit import kernel
from coreg.dsp.artifacts import Scale, Verdicts, empty_scale, empty_verdicts, judge
from coreg.dsp.coherence import coherence
from coreg.dsp.minute import Minute, empty_minute, rhythms
from coreg.dsp.rsa import HF_HIGH_HZ, HF_LOW_HZ, LF_HIGH_HZ, LF_LOW_HZ, ln_band_power
from coreg.dsp.stream import take_newest
from coreg.dsp.stretch import stretch
from coreg.dsp.time_domain import rmssd_ms, sliding_rmssd_ms
from coreg.dsp.warm_up import warm_up
from coreg.readings.person import PersonReadings

_DAY_BEATS = 106_459
_REPEATS = 7
_PER_CALL = 200
_CHUNK = 40


@kernel
def _session(
    t_s: Points,
    rr_ms: Points,
    run_start: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    flags: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]",
    scale: Scale,
    verdicts: Verdicts,
    minute: Minute,
    begin: int,
    end: int,
) -> float:
    """Everything that a beat changes, beat by beat, in one compiled loop: no call from Python is in the figure."""
    total = 0.0
    for newest in range(begin, end):
        take_newest(t_s, rr_ms, run_start, flags[1], newest, scale, verdicts, minute)
        if newest < 4:
            continue
        end_s = t_s[newest - 2]
        for length_s in (10.0, 60.0):
            total += stretch(t_s, rr_ms, flags[0], flags[1], newest - 1, (end_s - length_s, end_s)).first
        total += rhythms(t_s, rr_ms, flags[1], minute).breathing.share > 0.5
    return total


def fastest_s(call: Callable[[], object], n: int = 1, repeats: int = _REPEATS) -> float:
    """Return the shortest time of one call: what the machine's other work can't make shorter."""
    call()
    taken = []
    for _ in range(repeats):
        begin_s = time.perf_counter()
        for _ in range(n):
            call()
        taken.append((time.perf_counter() - begin_s) / n)
    return min(taken)


def cumulative_sums_ms(t_s: Points, rr_ms: Points) -> Points:
    """Return sliding 60-s RMSSD by numpy's cumulative sums: the usual trick."""
    summed = np.concatenate([[0.0, 0.0], np.cumsum(np.diff(rr_ms) ** 2)])
    first = np.searchsorted(t_s, t_s - 60.0, side="right")
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.sqrt((summed[1:] - summed[first + 1]) / (np.arange(t_s.size) - first))
    return np.asarray(found, dtype=np.float64)


def _chunks_s(call: Callable[[int, int], object], n_beats: int) -> tuple[float, float]:
    """Return the time a beat in the fastest and the median 40 beats on end: short enough to be undisturbed."""
    taken = []
    for begin in range(0, n_beats - _CHUNK, _CHUNK):
        begin_s = time.perf_counter()
        call(begin, begin + _CHUNK)
        taken.append((time.perf_counter() - begin_s) / _CHUNK)
    settled = taken[len(taken) // 10 :]
    return min(settled), float(np.median(settled))


def _per_beat_s(rr_ms: Points) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the times of one beat's full set of numbers: in kernels alone, and through PersonReadings."""
    t_s = np.cumsum(rr_ms) / 1000.0
    flags = np.ones((2, rr_ms.size), dtype=np.uint8)
    start = np.zeros(rr_ms.size, dtype=np.int64)
    room = empty_scale(), empty_verdicts(rr_ms.size), empty_minute()
    readings = PersonReadings()
    beats = [Beat(1, round(rr * 1.024), t, 0.025) for rr, t in zip(rr_ms.tolist(), t_s.tolist(), strict=True)]

    def session(begin: int, end: int) -> None:
        for beat in beats[begin:end]:
            readings.update((beat,))
            readings.numbers(beat.t_s)

    def kernels(begin: int, end: int) -> None:
        _session(t_s, rr_ms, start, flags, *room, begin, end)

    _session(t_s, rr_ms, start, flags, empty_scale(), empty_verdicts(rr_ms.size), empty_minute(), 0, 0)
    return _chunks_s(kernels, rr_ms.size), _chunks_s(session, rr_ms.size)


def _day() -> tuple[str, Points, Points]:
    rr_ms = sleeper()
    name = "nsr001"
    if rr_ms is None:
        rr_ms, name = resting(1, _DAY_BEATS * 0.9)[:_DAY_BEATS], "simulated (nsr001 isn't here)"
    return name, np.cumsum(rr_ms) / 1000.0, rr_ms


def _print_day(peer_rmssd_s: dict[str, float | None]) -> None:
    name, t_s, rr_ms = _day()
    is_pair = np.ones(rr_ms.size, dtype=np.uint8)
    is_pair[0] = 0
    ours_s = fastest_s(lambda: sliding_rmssd_ms(t_s, rr_ms, is_pair, 60.0))
    trick_s = fastest_s(lambda: cumulative_sums_ms(t_s, rr_ms))
    same = np.nanmax(np.abs(sliding_rmssd_ms(t_s, rr_ms, is_pair, 60.0) - cumulative_sums_ms(t_s, rr_ms)))
    print(f"RMSSD of the last 60 s at each of the {rr_ms.size} beats of 24 hours ({name})\n")
    rows = [
        ["ours", f"{1e3 * ours_s:.2f} ms", "1"],
        ["numpy, cumulative sums", f"{1e3 * trick_s:.2f} ms", f"{trick_s / ours_s:.1f}"],
    ]
    for peer, one_s in peer_rmssd_s.items():
        if one_s is not None:
            whole_s = one_s * rr_ms.size
            rows.append([f"{peer} (one window × {rr_ms.size})", f"{whole_s:.0f} s", f"{whole_s / ours_s:.0f}"])
    print_table(["by", "time", "times ours"], rows)
    print(f"Ours and the trick differ by at most {same:.1g} ms.\n")


def _milliseconds(seconds: float | None) -> str:
    return "fails" if seconds is None else f"{1e3 * seconds:.3g}"


def run() -> None:
    """Print speed; then accuracy at artifacts; then how often the intervals hold the truth."""
    warm_up()
    rr_ms = resting(3, 3000.0)
    t_s = np.cumsum(rr_ms) / 1000.0
    kernels_s, session_s = _per_beat_s(rr_ms)
    ones = np.ones(rr_ms.size, dtype=np.uint8)
    minute = slice(int(np.searchsorted(t_s, 240.0)), int(np.searchsorted(t_s, 300.0)))
    five = slice(0, int(np.searchsorted(t_s, 300.0)))
    print("One beat's full set: verdicts, heart rate of 10 and 60 s, RMSSD of 60 s, RSA, breath, all intervals\n")
    print_table(
        ["µs a beat", "fastest 40 beats", "median 40 beats"],
        [
            ["kernels alone", *(f"{1e6 * one_s:.1f}" for one_s in kernels_s)],
            ["through PersonReadings, update and numbers", *(f"{1e6 * one_s:.0f}" for one_s in session_s)],
        ],
    )
    alone_s = fastest_s(lambda: rmssd_ms(rr_ms[minute], ones[minute]), _PER_CALL)
    print(f"RMSSD of 60 s alone, called from Python: {1e6 * alone_s:.2f} µs.\n")
    print("On demand, ms a window\n")
    print_table(
        ["", "ms"],
        [
            ["coherence, 64 s", _milliseconds(fastest_s(lambda: coherence(t_s[five], rr_ms[five]), 20))],
            ["HF and its interval, 300 s", _milliseconds(fastest_s(lambda: _band(t_s, rr_ms, five, HF_LOW_HZ), 9))],
            ["LF and its interval, 300 s", _milliseconds(fastest_s(lambda: _band(t_s, rr_ms, five, LF_LOW_HZ), 9))],
        ],
    )
    peer_rmssd_s: dict[str, float | None] = {}
    for seconds, part in ((60, minute), (300, five)):
        print(f"{seconds}-s window, median ms of one call\n")
        windows = [rr_ms[part.start + 40 * k : part.stop + 40 * k] for k in range(12)]
        rows = [["ours", *map(_milliseconds, _ours_s(t_s, rr_ms, part))]]
        for peer in peers():
            times = peer.times_s(windows)
            if seconds == 60 and times:
                peer_rmssd_s[peer.name] = times.get("rmssd")
            cells = [_milliseconds(times[key]) if key in times else "" for key in ("rmssd", "all", "artifacts")]
            rows.append([peer.name, *(cells if times else [peer.missing, "", ""])])
        print_table(["by", "time domain", "artifacts, time, spectrum", "artifacts"], rows)
    _print_day(peer_rmssd_s)
    artifacts.run()
    uncertainty.run()


def _band(t_s: Points, rr_ms: Points, part: slice, low_hz: float) -> float:
    high_hz = LF_HIGH_HZ if low_hz == LF_LOW_HZ else HF_HIGH_HZ
    return float(ln_band_power(t_s[part], rr_ms[part], low_hz, high_hz).value)


def _ours_s(t_s: Points, rr_ms: Points, part: slice) -> tuple[float, float, float]:
    """Return the times of the time domain with intervals, of everything, and of the verdicts, of one window."""
    t, rr = t_s[part].copy(), rr_ms[part].copy()
    ones = np.ones(rr.size, dtype=np.uint8)
    bounds_s = (t[0] - 1.0, float(t[-1]))
    start = np.zeros(rr.size, dtype=np.int64)

    def everything() -> None:
        judge(rr, start)
        stretch(t, rr, ones, ones, rr.size, bounds_s)
        ln_band_power(t, rr, LF_LOW_HZ, LF_HIGH_HZ)
        ln_band_power(t, rr, HF_LOW_HZ, HF_HIGH_HZ)

    time_domain_s = fastest_s(lambda: stretch(t, rr, ones, ones, rr.size, bounds_s), _PER_CALL)
    return time_domain_s, fastest_s(everything, 20), fastest_s(lambda: judge(rr, start), _PER_CALL)


if __name__ == "__main__":
    print(machine() + "\n")
    run()
