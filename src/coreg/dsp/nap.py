"""Non-overlap of all pairs: how often a later value is above an earlier one, with its exact permutation p.

Theory. Every value of the second phase is compared with every one of the first: a win counts 1, a tie half. The p
is the share of all ways to deal the same values to two phases of these sizes that are at least as far from a half.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Nap(NamedTuple):
    """NAP from 0 to 1, Tau = 2 NAP - 1, and the two-sided exact p; NaN is "not known"."""

    nap: float
    tau: float
    p: float


def nap(first: NDArray[np.float64], second: NDArray[np.float64]) -> Nap:
    """Return how the second phase lies to the first.

    Parameters
    ----------
    first, second
        Shapes (m,) and (n,), float64, finite.

    Returns
    -------
    Nap
        NaN where a phase is empty.

    References
    ----------
    Parker RI, Vannest K (2009), Behav Ther 40, 357-367 (NAP); Parker et al. (2011), Behav Ther 42, 284-299 (Tau
    without the trend of the first phase). Exact null distribution with ties: Streitberg and Roehmel (1986), Stat
    Softw Newsl 12, 10-17 (the shift algorithm).
    """
    m, n = first.size, second.size
    if not m or not n:
        return Nap(math.nan, math.nan, math.nan)
    difference = second[:, None] - first[None, :]
    doubled_wins = int(2 * np.sum(difference > 0) + np.sum(difference == 0))
    value = doubled_wins / (2 * m * n)
    return Nap(value, 2 * value - 1, _exact_p(np.concatenate([first, second]), n, doubled_wins))


def _exact_p(values: NDArray[np.float64], n: int, doubled_wins: int) -> float:
    """Return the share of dealings whose wins are at least as far from half of all pairs."""
    m = values.size - n
    ranks = _doubled_ranks(values)
    n_ways = _n_ways_by_sum(ranks, n)
    # A phase's doubled rank sum is its doubled wins over the other plus n(n + 1).
    sums = np.arange(n_ways.size) - n * (n + 1)
    is_as_far = np.abs(sums - m * n) >= abs(doubled_wins - m * n)
    return float(n_ways[is_as_far].sum() / n_ways.sum())


def _doubled_ranks(values: NDArray[np.float64]) -> list[int]:
    """Return twice each value's mean rank, counted from 1, so that ties stay whole numbers."""
    below = np.sum(values[None, :] < values[:, None], axis=1)
    alike = np.sum(values[None, :] == values[:, None], axis=1)
    ranks: list[int] = (2 * below + alike + 1).tolist()
    return ranks


def _n_ways_by_sum(ranks: list[int], n: int) -> NDArray[np.float64]:
    """Return in how many ways `n` of the ranks come to each sum, shape (sum of ranks + 1,)."""
    ways: NDArray[np.float64] = np.zeros((n + 1, sum(ranks) + 1))
    ways[0, 0] = 1.0
    for rank in ranks:
        ways[1:, rank:] += ways[:-1, : ways.shape[1] - rank].copy()
    return ways[-1, :]
