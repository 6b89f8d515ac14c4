"""How often the 95 % intervals hold the truth: simulated minutes of hearts whose truth is known."""

import math
import os
from typing import NamedTuple

import numpy as np

from benchmarks.series import Points
from benchmarks.table import print_table
from coreg.dsp.minute import rhythms_of
from coreg.dsp.stretch import stretch

_MINUTES = int(os.environ.get("COREG_BENCHMARK_MINUTES", "2000"))
_MEAN_MS = 850.0


class Heart(NamedTuple):
    """A heart in a steady state; `wander` is the log-SD of breathing amplitude as it changes over a minute."""

    name: str
    rsa_ms: float
    noise_ms: float
    wander: float = 0.0


HEARTS = (
    Heart("white, RMSSD 8 ms", 0.0, 5.7),
    Heart("white, RMSSD 40 ms", 0.0, 28.3),
    Heart("white, RMSSD 120 ms", 0.0, 84.9),
    Heart("breathing, RMSSD 8 ms", 8.9, 0.3),
    Heart("breathing, RMSSD 40 ms", 44.0, 1.0),
    Heart("breathing, RMSSD 120 ms", 132.0, 2.0),
    Heart("mix, RMSSD 8 ms", 6.3, 4.0),
    Heart("mix, RMSSD 40 ms", 31.0, 20.0),
    Heart("mix, RMSSD 120 ms", 94.0, 60.0),
)
CHANGING = (
    Heart("breathing changes, log-SD 0.2", 44.0, 5.0, 0.2),
    Heart("breathing changes, log-SD 0.4", 44.0, 5.0, 0.4),
)


def minutes(heart: Heart, n: int, seed: int) -> tuple[Points, Points]:
    """Return beat times and intervals of `n` minutes on end."""
    rng = np.random.default_rng(seed)
    t_s, rr_ms = [], []
    now_s, phase, slow = 0.0, 0.0, 0.0
    while now_s < 60.0 * n:
        # An Ornstein-Uhlenbeck walk with a time constant of 60 s.
        step_s = _MEAN_MS / 1000.0
        keep = math.exp(-step_s / 60.0)
        slow = keep * slow + math.sqrt(1.0 - keep * keep) * rng.standard_normal()
        size_ms = heart.rsa_ms * math.exp(heart.wander * slow)
        rr = max(350.0, _MEAN_MS + size_ms * math.sin(phase) + heart.noise_ms * rng.standard_normal())
        now_s += rr / 1000.0
        phase += 2.0 * math.pi * 0.25 * rr / 1000.0 + 0.5 * math.sqrt(rr / 1000.0) * rng.standard_normal()
        t_s.append(now_s)
        rr_ms.append(rr)
    return np.array(t_s), np.array(rr_ms)


def coverage(heart: Heart, n: int, seed: int) -> tuple[float, float, float]:
    """Return the share of minutes whose intervals of RMSSD, RSA and heart rate hold the long-run truth.

    The truth of RMSSD and RSA is the power mean over all minutes, that of heart rate the mean interval of all.
    """
    t_s, rr_ms = minutes(heart, n, seed)
    ones = np.ones(rr_ms.size, dtype=np.uint8)
    rmssd, rsa, mean_rr = [], [], []
    edges = np.searchsorted(t_s, 60.0 * np.arange(n + 1), side="right")
    for k in range(n):
        found = stretch(t_s, rr_ms, ones, ones, rr_ms.size, (60.0 * k, 60.0 * (k + 1)))
        rmssd.append((found.time_domain.rmssd_ms, *found.rmssd_band_ms))
        mean_rr.append(found.mean_rr_band_ms)
        rsa.append(rhythms_of(t_s[edges[k] : edges[k + 1]], rr_ms[edges[k] : edges[k + 1]]).rsa)
    true_rmssd = math.sqrt(float(np.mean(np.diff(rr_ms) ** 2)))
    true_rsa = math.log(float(np.mean([math.exp(value) for value, _, _ in rsa])))
    true_rr = float(np.mean(rr_ms))
    return (
        float(np.mean([low <= true_rmssd <= high for _, low, high in rmssd])),
        float(np.mean([low <= true_rsa <= high for _, low, high in rsa])),
        float(np.mean([low <= true_rr <= high for low, high in mean_rr])),
    )


def run() -> None:
    """Print the share of minutes whose intervals hold the truth, in percent."""
    print(f"Minutes of {_MINUTES} whose 95 % interval holds the long-run truth, in %\n")
    rows = []
    for number, heart in enumerate((*HEARTS, *CHANGING)):
        found = coverage(heart, _MINUTES, number)
        rows.append([heart.name, *(f"{100.0 * share:.1f}" for share in found)])
    print_table(["heart", "RMSSD", "RSA", "heart rate"], rows)


if __name__ == "__main__":
    run()
