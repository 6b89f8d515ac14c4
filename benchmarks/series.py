"""Series of intervals that the benchmarks of numbers share, and artifacts to put into them."""

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Flags = NDArray[np.uint8]

_REFERENCE = Path(__file__).parents[2] / "shared" / "reference" / "rr"
_TICK_MS = 125 / 128


def resting(seed: int, length_s: float, mean_ms: float = 850.0, rsa_ms: float = 35.0) -> Points:
    """Return a resting heart's intervals: breathing, 0.1 Hz waves, drift and jitter, in whole 1/1024 s."""
    rng = np.random.default_rng(seed)
    rr_ms, now_s, breath, drift = [], 0.0, 0.0, 0.0
    rate_hz = rng.uniform(0.19, 0.29)
    while now_s < length_s:
        drift = 0.99 * drift + 3.0 * rng.standard_normal()
        rr = mean_ms + rsa_ms * math.sin(breath) + 0.5 * rsa_ms * math.sin(2 * math.pi * 0.1 * now_s) + drift
        rr_ms.append(_TICK_MS * round((rr + 5.0 * rng.standard_normal()) / _TICK_MS))
        step_s = rr_ms[-1] / 1000.0
        now_s += step_s
        breath += 2 * math.pi * rate_hz * step_s + 0.5 * math.sqrt(step_s) * rng.standard_normal()
    return np.array(rr_ms)


def sleeper() -> Points | None:
    """Return the 24 hours of nsr001 (106 459 intervals), or None where the reference series aren't."""
    path = _REFERENCE / "nsr001.npz"
    return np.load(path)["rr_ms"].astype(np.float64) if path.is_file() else None


def recorded(name: str) -> Points | None:
    """Return one of the reference recordings, or None where they aren't."""
    path = _REFERENCE / f"{name}.txt"
    if not path.is_file():
        return None
    lines = path.read_text("utf-8").splitlines()
    return np.array([float(line) for line in lines if line.strip() and not line.startswith("#")])


def hours(rr_ms: Points) -> list[Points]:
    """Cut a series into its full hours."""
    edge = np.searchsorted(np.cumsum(rr_ms) / 3.6e6, np.arange(0.0, rr_ms.sum() / 3.6e6))
    return [rr_ms[low:high] for low, high in pairwise(edge)]


def with_artifacts(rr_ms: Points, share: float, seed: int, spared: Flags | None = None) -> tuple[Points, Flags]:
    """Put missed, extra and early beats in, one kind as often as the other, at least four beats apart.

    A missed beat joins two intervals; an extra one cuts one at 30 to 70 %; an early one comes 15 to 35 % too soon
    and its pause makes up for it. Nothing is put in within three beats of those that are `spared`.

    Returns
    -------
    tuple
        The series, and for each interval 1 where it is wrong, 2 where it was spared.
    """
    rng = np.random.default_rng(seed)
    n_left = max(1, round(share * rr_ms.size))
    is_taken = np.zeros(rr_ms.size + 8, dtype=bool)
    old = np.zeros(rr_ms.size, dtype=np.uint8) if spared is None else 2 * spared
    is_taken[: rr_ms.size] = old != 0
    kind: dict[int, int] = {}
    for at in rng.permutation(np.arange(5, rr_ms.size - 5)).tolist():
        if n_left and not is_taken[at - 3 : at + 4].any():
            is_taken[at] = True
            kind[at] = int(rng.integers(3))
            n_left -= 1
    made: list[float] = []
    wrong: list[int] = []
    at = 0
    while at < rr_ms.size:
        rr = float(rr_ms[at])
        match kind.get(at):
            case None:
                made.append(rr)
                wrong.append(int(old[at]))
            case 0:
                made.append(rr + float(rr_ms[at + 1]))
                wrong.append(1)
                at += 1
            case 1:
                part = rng.uniform(0.3, 0.7)
                made += [rr * part, rr * (1.0 - part)]
                wrong += [1, 1]
            case _:
                early = rr * rng.uniform(0.15, 0.35)
                made += [rr - early, float(rr_ms[at + 1]) + early]
                wrong += [1, 1]
                at += 1
        at += 1
    return _TICK_MS * np.round(np.array(made) / _TICK_MS), np.array(wrong, dtype=np.uint8)
