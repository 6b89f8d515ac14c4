"""Marci's concordance index: how often two series rise and fall together, as a log ratio.

Slopes of 5 s by least squares, one a second; Pearson's correlation of 15 slopes on end, moved on by a second; the
index is ln of the sum of the positive correlations over the size of the sum of the negative ones. Published for
skin conductance; nothing in it is of heart rate.

References
----------
Marci CD, Ham J, Moran E, Orr SP (2007), J Nerv Ment Dis 195(2), 103-111; Marci CD, Orr SP (2006), Appl
Psychophysiol Biofeedback 31(2), 115-128.
"""

import math

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel
from coreg.dsp.even_series import RATE_HZ

SLOPE_S, CORRELATED_S, STEP_S = 5.0, 15.0, 1.0  # Marci 2007
N_SLOPE = int(SLOPE_S * RATE_HZ)
N_STEP = int(STEP_S * RATE_HZ)
N_CORRELATED = int(CORRELATED_S / STEP_S)
N_SLOPES_OF_SEGMENT = 26  # slopes whose 5 s lie within 30 s, one a second


def slopes(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the least-squares slope of the 5 s that begin at each sample, shape (n - 9,); unit of x per s.

    Parameters
    ----------
    x
        Even samples at 2 Hz, shape (n,); a slope with a NaN among its samples is NaN.
    """
    if x.size < N_SLOPE:
        return np.zeros(0)
    t_s = np.arange(N_SLOPE) / RATE_HZ
    weight = (t_s - t_s.mean()) / ((t_s - t_s.mean()) ** 2).sum()
    return np.asarray(np.lib.stride_tricks.sliding_window_view(x, N_SLOPE) @ weight)


@kernel
def _correlation(a: NDArray[np.float64], first_a: int, b: NDArray[np.float64], first_b: int) -> float:
    """Return Pearson's correlation of 15 slopes from these on; NaN where one is missing or they don't vary."""
    if first_a < 0 or first_b < 0:
        return math.nan
    last = (N_CORRELATED - 1) * N_STEP
    if first_a + last >= a.size or first_b + last >= b.size:
        return math.nan
    mean_a, mean_b = 0.0, 0.0
    for k in range(N_CORRELATED):
        mean_a += a[first_a + k * N_STEP] / N_CORRELATED
        mean_b += b[first_b + k * N_STEP] / N_CORRELATED
    ab, aa, bb = 0.0, 0.0, 0.0
    for k in range(N_CORRELATED):
        da, db = a[first_a + k * N_STEP] - mean_a, b[first_b + k * N_STEP] - mean_b
        ab += da * db
        aa += da * da
        bb += db * db
    return ab / math.sqrt(aa * bb) if aa * bb > 0.0 else math.nan


@kernel
def sums(
    client: NDArray[np.float64], first_client: int, therapist: NDArray[np.float64], first_therapist: int, n: int
) -> tuple[float, float]:
    """Return the sum of the positive correlations and the size of that of the negative ones.

    Parameters
    ----------
    client, therapist
        Slopes at each sample of 2 Hz, NaN where there is none.
    first_client, first_therapist
        Where the slopes of each begin.
    n
        How many slopes, one a second; n - 14 correlations, of which those with a NaN don't count.
    """
    positive, negative = 0.0, 0.0
    for k in range(n - N_CORRELATED + 1):
        r = _correlation(client, first_client + k * N_STEP, therapist, first_therapist + k * N_STEP)
        if r > 0.0:
            positive += r
        elif r < 0.0:
            negative -= r
    return positive, negative


@kernel
def pair_sums(
    client: NDArray[np.float64], therapist: NDArray[np.float64], first: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return both sums for each 30-s segment of the client's with each of the therapist's, shape (n, n) each."""
    n = first.size
    positive, negative = np.zeros((n, n)), np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            positive[i, j], negative[i, j] = sums(client, first[i], therapist, first[j], N_SLOPES_OF_SEGMENT)
    return positive, negative


def index_of(positive: float, negative: float) -> float:
    """Return ln(positive / negative); NaN where one of them is 0."""
    return math.log(positive / negative) if positive > 0.0 and negative > 0.0 else math.nan


def concordance_index(client: NDArray[np.float64], therapist: NDArray[np.float64]) -> float:
    """Return the index of two whole series of even samples at 2 Hz, shape (n,) each; no unit."""
    own, other = slopes(client), slopes(therapist)
    return index_of(*sums(own, 0, other, 0, (own.size + N_STEP - 1) // N_STEP))
