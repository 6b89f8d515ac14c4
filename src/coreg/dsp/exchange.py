"""Matched segments against exchanged ones: how far the trace stands from what any pairing would give.

Theory. If nobody influences anybody, the therapist's segment of another moment *of the same kind* (at a set's
start, after a set, outside the block) fits the client's as well as the one of the same moment. The sum of z along
the diagonal is then one draw from all pairings, whose mean and variance Hoeffding gave exactly. Neighbouring
segments aren't independent; the variance is widened by how much a pair and the next one go together.

References
----------
Hoeffding W (1951), Ann Math Stat 22(4), 558-566, theorem 1.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

N_KINDS = 3
LEAST_OF_KIND = 3  # design section 4
NEIGHBOURS_S = 45.0  # design section 4: starts this near are neighbours
UNRELATED = 2  # segments apart


class Exchange(NamedTuple):
    """At each lag the standard score and mean matched minus mean unrelated z; shape (n_lags,). NaN: not known."""

    score: NDArray[np.float64]
    excess: NDArray[np.float64]


@kernel
def widening(z: NDArray[np.float64], start_s: NDArray[np.float64]) -> float:
    """Return the factor by which neighbours widen the variance, at least 1.

    Parameters
    ----------
    z
        Without lag, shape (n, n).
    start_s
        Of each segment, in order, shape (n,).
    """
    n = start_s.size
    total, count = 0.0, 0
    for i in range(n):
        for j in range(n):
            if abs(i - j) >= UNRELATED:
                total += z[i, j]
                count += 1
    if n < 2 or count == 0:
        return 1.0
    mean, squares, products, n_products, n_near = total / count, 0.0, 0.0, 0, 0
    for i in range(n):
        is_near = i + 1 < n and start_s[i + 1] - start_s[i] < NEIGHBOURS_S
        n_near += is_near
        for j in range(n):
            if abs(i - j) < UNRELATED:
                continue
            squares += (z[i, j] - mean) ** 2
            if is_near and j + 1 < n and start_s[j + 1] - start_s[j] < NEIGHBOURS_S:
                products += (z[i, j] - mean) * (z[i + 1, j + 1] - mean)
                n_products += 1
    if n_products == 0 or squares <= 0.0:
        return 1.0
    r = products / n_products / (squares / count)
    return max(1.0, 1.0 + 2.0 * r * n_near / (n - 1))


@kernel
def moments(z: NDArray[np.float64], kind: NDArray[np.int64]) -> tuple[float, float, float, int]:
    """Return the trace, its mean and its variance over all pairings within kinds, and how many segments count.

    A kind of fewer than 3 segments doesn't count.
    """
    n = kind.size
    trace, expected, variance, counted = 0.0, 0.0, 0.0, 0
    row, column = np.zeros(n), np.zeros(n)
    for one in range(N_KINDS):
        of_kind = np.flatnonzero(kind == one)
        q = of_kind.size
        if q < LEAST_OF_KIND:
            continue
        total = 0.0
        for a in range(q):
            row[a], column[a] = 0.0, 0.0
            for b in range(q):
                row[a] += z[of_kind[a], of_kind[b]] / q
                column[a] += z[of_kind[b], of_kind[a]] / q
            total += row[a]
            trace += z[of_kind[a], of_kind[a]]
        squares = 0.0
        for a in range(q):
            for b in range(q):
                squares += (z[of_kind[a], of_kind[b]] - row[a] - column[b] + total / q) ** 2
        expected += total
        variance += squares / (q - 1)
        counted += q
    return trace, expected, variance, counted


@kernel
def exchange(
    z: NDArray[np.float64], kind: NDArray[np.int64], start_s: NDArray[np.float64], no_lag: int
) -> Exchange:
    """Hold the matched pairs against all pairings, at each lag.

    Parameters
    ----------
    z
        Shape (n_lags, n, n): [lag, client's segment, therapist's].
    kind, start_s
        Of each segment, shape (n,): 0 to 2, and when it begins in s, in order.
    no_lag
        Which of the lags is none.
    """
    n_lags = z.shape[0]
    found = Exchange(np.full(n_lags, np.nan), np.full(n_lags, np.nan))
    wider = widening(z[no_lag], start_s)
    for lag in range(n_lags):
        trace, expected, variance, counted = moments(z[lag], kind)
        if counted > 0 and variance > 0.0:
            found.score[lag] = (trace - expected) / math.sqrt(variance * wider)
            found.excess[lag] = (trace - expected) / counted
    return found


@kernel
def permuted_maxima(
    z: NDArray[np.float64], kind: NDArray[np.int64], pairing: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the largest score over the lags for each pairing, unwidened; shape (n_pairings,). -inf: none.

    Parameters
    ----------
    pairing
        For each of them, which therapist's segment goes with each client's, within kinds; shape (n_pairings, n).
    """
    largest = np.full(pairing.shape[0], -np.inf)
    n_of_kind = np.zeros(N_KINDS, dtype=np.int64)
    for i in range(kind.size):
        n_of_kind[kind[i]] += 1
    for lag in range(z.shape[0]):
        _, expected, variance, counted = moments(z[lag], kind)
        if counted == 0 or variance <= 0.0:
            continue
        for p in range(pairing.shape[0]):
            trace = 0.0
            for i in range(kind.size):
                if n_of_kind[kind[i]] >= LEAST_OF_KIND:
                    trace += z[lag, i, pairing[p, i]]
            largest[p] = max(largest[p], (trace - expected) / math.sqrt(variance))
    return largest


def pairings(kind: NDArray[np.int64], n: int, seed: int) -> NDArray[np.int64]:
    """Return `n` random pairings within kinds, shape (n + 1, n_segments); the first is the matched one."""
    rng = np.random.default_rng(seed)
    found = np.tile(np.arange(kind.size), (n + 1, 1))
    for one in range(N_KINDS):
        of_kind = np.flatnonzero(kind == one)
        found[1:, of_kind] = rng.permuted(found[1:, of_kind], axis=1)
    return found
