"""How much of a window the beats carry: pairs received, pairs valid, pairs that should have been there, holes."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

MS_PER_S = 1000.0


class Coverage(NamedTuple):
    """What a window holds against what it should hold.

    `n_pairs_expected` is pairs received plus the time without beats over the median interval; `widest_recent_gap_s`
    is the widest hole that reaches into the window's newest stretch.
    """

    n_beats: int
    n_used: int
    n_pairs_received: int
    n_pairs_valid: int
    n_pairs_expected: float
    widest_recent_gap_s: float


@kernel
def _select(value: NDArray[np.float64], k: int) -> float:
    """Return the k-th smallest value, smaller ones moved before it: Hoare 1961 (Commun ACM 4:321), algorithm 65."""
    low, high = 0, value.size - 1
    while low < high:
        pivot = value[k]
        i, j = low, high
        while i <= j:
            while value[i] < pivot:
                i += 1
            while value[j] > pivot:
                j -= 1
            if i <= j:
                value[i], value[j] = value[j], value[i]
                i += 1
                j -= 1
        if j < k:
            low = i
        if i > k:
            high = j
    return float(value[k])


@kernel
def _median(value: NDArray[np.float64]) -> float:
    """Return the median of at least one value; numpy's takes 2.5 s longer to compile."""
    rest = value.copy()
    half = value.size // 2
    upper = _select(rest, half)
    if value.size % 2:
        return upper
    lower = rest[0]
    for i in range(1, half):
        lower = max(lower, rest[i])
    return float(0.5 * (lower + upper))


@kernel
def coverage(
    t_s: NDArray[np.float64],
    rr_ms: NDArray[np.float64],
    is_joined: NDArray[np.uint8],
    is_used: NDArray[np.uint8],
    bounds_s: tuple[float, float, float],
) -> Coverage:
    """Return how much of the window the beats carry.

    Parameters
    ----------
    t_s, rr_ms
        END of each interval in s, in order, and its length in ms; shape (n,).
    is_joined
        1 where nothing is missing between a beat and the one before it, shape (n,).
    is_used
        1 where the beat counts, shape (n,).
    bounds_s
        Where the window begins, where it ends, and since when a hole is recent.
    """
    start_s, end_s, recent_s = bounds_s
    n = t_s.size
    n_used, received, valid = 0, 0, 0
    known_until = start_s
    missing_s = 0.0
    widest = 0.0
    for i in range(n):
        n_used += is_used[i]
        if i > 0 and is_joined[i]:
            received += 1
            valid += is_used[i] and is_used[i - 1]
        else:
            hole = max(0.0, t_s[i] - rr_ms[i] / MS_PER_S - known_until)
            missing_s += hole
            if known_until + hole > recent_s:
                widest = max(widest, hole)
        known_until = t_s[i]
    tail = max(0.0, end_s - known_until)
    missing_s += tail
    widest = max(widest, tail)
    if n == 0:
        return Coverage(0, 0, 0, 0, math.nan, widest)
    expected = n - 1.0
    if missing_s > 0.0:
        expected += missing_s * MS_PER_S / _median(rr_ms)
    return Coverage(n, n_used, received, valid, expected, widest)
