"""What moving together costs: one answer at the sixtieth minute, a 50-minute session replayed, and its review.

Beside it the same answer computed anew: every pair of half-minutes so far, in plain numpy, as an implementation
without running sums has to; and measures from the literature of the same session, each with 999 exchanged pairings
twice over. `python -m benchmarks.moving_together`.
"""

import time
from collections.abc import Callable

import numpy as np

from benchmarks.series import resting
from benchmarks.table import print_table
from coreg.domain.beat import MS_PER_TICK, Beat
from coreg.domain.person import Role
from coreg.readings.classic import paired_rates, read_concordance, read_susy, read_windowed
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.together_live import LiveTogether
from coreg.readings.together_marks import Markings
from coreg.readings.together_review import Review

_MINUTE_S = 60.0
_REPEATS = 7
_SETS = Markings(sets=tuple((t_s, t_s + 30.0) for t_s in np.arange(600.0, 3000.0, 90.0).tolist()))


def beats(seed: int, length_s: float, mean_ms: float) -> list[Beat]:
    """Return a resting heart's beats on the session clock."""
    t_s, made = 0.0, []
    for rr_ms in resting(seed, length_s, mean_ms):
        t_s += rr_ms / 1000.0
        made.append(Beat(1, round(rr_ms / MS_PER_TICK), t_s, 0.025))
    return made


def pair(length_s: float) -> dict[Role, list[Beat]]:
    """Return two people's beats."""
    return {Role.CLIENT: beats(1, length_s, 800.0), Role.THERAPIST: beats(2, length_s, 900.0)}


def answers_ms(length_s: float) -> list[float]:
    """Feed beats as they come; return the processor time of each call that answered in the last ten minutes."""
    series, live, took = {role: BeatSeries() for role in Role}, LiveTogether(), []
    coming = sorted(((one.t_s, role, one) for role, each in pair(length_s).items() for one in each), key=_when)
    for _, role, beat in coming:
        series[role].update((beat,))
        began_s = time.process_time()
        if live.advance(series, _SETS) and beat.t_s > length_s - 10 * _MINUTE_S:
            took.append(1000.0 * (time.process_time() - began_s))
    return took


def _when(coming: tuple[float, Role, Beat]) -> float:
    return coming[0]


def best_ms(work: Callable[[], object]) -> float:
    """Return the processor time of the fastest of several runs."""
    took = []
    for _ in range(_REPEATS):
        began_s = time.process_time()
        work()
        took.append(1000.0 * (time.process_time() - began_s))
    return min(took)


def all_pairs(client: np.ndarray[tuple[int, ...], np.dtype[np.float64]], n: int) -> float:
    """Compute every z of `n` segments and the products of neighbours anew, in numpy."""
    units = np.lib.stride_tricks.sliding_window_view(client, 60)[: 20 * n : 20]
    units = units - units.mean(axis=1, keepdims=True)
    units /= np.linalg.norm(units, axis=1, keepdims=True)
    z = np.arctanh(np.clip(units @ units[::-1].T, -0.999, 0.999))
    far = np.abs(np.subtract.outer(np.arange(n), np.arange(n))) >= 6
    return float(sum((z[k:, k:] * z[: n - k, : n - k])[far[k:, k:]].mean() for k in range(6)))


def run() -> None:
    """Print the table."""
    answers_ms(900.0)  # compiles or loads
    live_ms = answers_ms(60 * _MINUTE_S + 60.0)
    series = {role: finished_series(one) for role, one in pair(50 * _MINUTE_S).items()}
    noise = np.random.default_rng(1).normal(size=20 * 360 + 60)

    def replay() -> None:
        LiveTogether().finish(series, _SETS, 50 * _MINUTE_S)

    def review() -> None:
        Review(series, _SETS, 50 * _MINUTE_S, has_latencies=True).read()

    rates = paired_rates(series, _SETS, 50 * _MINUTE_S)
    rows = [
        ("one answer at the 60th minute, median", f"{np.median(live_ms):.2f}"),
        ("one answer at the 60th minute, slowest of 60", f"{max(live_ms):.2f}"),
        ("its sums over pairs anew, plain numpy", f"{best_ms(lambda: all_pairs(noise, 360)):.1f}"),
        ("50 minutes replayed, all of it", f"{best_ms(replay):.0f}"),
        ("50 minutes reviewed, breathing and lead included", f"{best_ms(review):.0f}"),
        ("windowed cross-correlation of the 50 minutes", f"{best_ms(lambda: list(read_windowed(rates))):.0f}"),
        ("Marci's concordance index", f"{best_ms(lambda: read_concordance(rates)):.0f}"),
        ("SUSY", f"{best_ms(lambda: list(read_susy(rates))):.0f}"),
    ]
    print_table(("what", "ms"), rows)


if __name__ == "__main__":
    run()
