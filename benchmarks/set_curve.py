"""How often the session's set curve shows a rise where there is none, and how often it finds one that is there.

Twelve sham sets are laid over quiet recordings in which nothing happened; then the same with a rise put in: to +8
beats a minute over each set, half of it gone 14 s after its end. `python -m benchmarks.set_curve [RUNS]`.
"""

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.series import Points, recorded, resting, sleeper
from benchmarks.table import print_table
from coreg.domain.beat import MS_PER_TICK, Beat
from coreg.domain.marks import Marks, SetMark
from coreg.domain.set_readings import SetCurve
from coreg.readings.series import finished_series
from coreg.readings.session_sets import read_session_sets

N_SETS = 12
RISE_BPM = 8.0
HALF_S = 14.0
_PIECE_S = 20 * 60.0
_QUIET_BPM = 10.0  # our choice: nobody whose minute means are further apart than this sat still
_MINUTE_MS = 60_000.0


@dataclass(frozen=True, slots=True)
class Trial:
    """One run's curve."""

    is_rise: bool
    half_settle_s: float | None


def sham_sets(rng: np.random.Generator) -> tuple[SetMark, ...]:
    """Lay twelve sets of 25 to 35 s with pauses of 35 to 60 s over a piece."""
    start_s, sets = 60.0, []
    for number in range(1, N_SETS + 1):
        end_s = start_s + rng.uniform(25.0, 35.0)
        sets.append(SetMark(number, start_s, end_s))
        start_s = end_s + rng.uniform(35.0, 60.0)
    return tuple(sets)


def risen(rr_ms: Points, sets: tuple[SetMark, ...]) -> Points:
    """Return the intervals with the rise of every set put in."""
    now_s, changed = 0.0, np.empty_like(rr_ms)
    for i, rr in enumerate(rr_ms):
        bpm = _MINUTE_MS / rr + _rise_bpm(now_s, sets)
        changed[i] = _MINUTE_MS / bpm
        now_s += changed[i] / 1000.0
    return changed


def trial(rr_ms: Points, seed: int, *, has_rise: bool) -> Trial:
    """Read one piece with sham sets."""
    rng = np.random.default_rng(seed)
    sets = sham_sets(rng)
    curve = curve_of(risen(rr_ms, sets) if has_rise else rr_ms, sets)
    return Trial(curve.rise_bpm.is_known, curve.half_settle.seconds)


def curve_of(rr_ms: Points, sets: tuple[SetMark, ...]) -> SetCurve:
    """Return the set curve of intervals and sets."""
    ticks = np.rint(rr_ms / MS_PER_TICK).astype(int)
    t_s = np.cumsum(ticks * MS_PER_TICK) / 1000.0
    beats = [Beat(1, tick, at_s, 0.0) for tick, at_s in zip(ticks.tolist(), t_s.tolist(), strict=True)]
    return read_session_sets(finished_series(beats), Marks(sets=sets)).curve


def quiet_piece(rr_ms: Points, rng: np.random.Generator) -> Points:
    """Cut twenty quiet minutes out of a recording: the minutes' mean heart rates lie within 10 beats a minute."""
    t_s = np.cumsum(rr_ms) / 1000.0
    while True:
        start_s = rng.uniform(0.0, t_s[-1] - _PIECE_S)
        piece = rr_ms[(t_s > start_s) & (t_s <= start_s + _PIECE_S)]
        minute = np.floor(np.cumsum(piece) / _MINUTE_MS).astype(int)
        bpm = _MINUTE_MS * np.bincount(minute) / np.bincount(minute, weights=piece)
        if np.ptp(bpm[:-1]) <= _QUIET_BPM:
            found: Points = piece
            return found


def sources() -> dict[str, Callable[[int], Points]]:
    """Name the recordings there are, each with a function from a seed to a quiet piece of it."""
    found: dict[str, Callable[[int], Points]] = {"simulated": lambda seed: resting(1000 + seed, _PIECE_S)}
    day, long = sleeper(), recorded("pyhrv_long")
    if day is not None:
        found["nsr001"] = lambda seed: quiet_piece(day, np.random.default_rng(seed))
    if long is not None:
        found["pyhrv_long"] = lambda seed: quiet_piece(long, np.random.default_rng(seed))
    return found


def main(n_runs: int) -> None:
    """Print the table."""
    rows = []
    for name, piece in sources().items():
        for has_rise in (False, True):
            found = [trial(piece(seed), seed, has_rise=has_rise) for seed in range(n_runs)]
            settled = [one.half_settle_s for one in found if one.half_settle_s is not None]
            rises = 100.0 * float(np.mean([one.is_rise for one in found]))
            middle = f"{np.median(settled):.0f} ({min(settled):.0f} to {max(settled):.0f})" if settled else ""
            inside = f"{100 * np.mean([13 <= s <= 26 for s in settled]):.0f}" if settled else ""
            rows.append([name, "+8 /min" if has_rise else "nothing", f"{rises:.1f}", middle, inside])
    print(f"\n{N_SETS} sets, {n_runs} runs a row\n")
    print_table(["recording", "put in", "rise shown, %", "half-settle s, median (range)", "13 to 26 s, %"], rows)


def _rise_bpm(t_s: float, sets: tuple[SetMark, ...]) -> float:
    for one in reversed(sets):
        if one.end_s is not None and t_s >= one.start_s:
            if t_s < one.end_s:
                return RISE_BPM * (t_s - one.start_s) / (one.end_s - one.start_s)
            return RISE_BPM * math.exp(-math.log(2) * (t_s - one.end_s) / HALF_S)
    return 0.0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
