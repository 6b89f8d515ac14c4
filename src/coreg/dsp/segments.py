"""Half-minutes of two series, and how alike any two of them are: Fisher's z of their correlation."""

import math

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

N_SAMPLES = 60  # design section 4: 30 s at 2 Hz
LEAST_USABLE = 48  # design section 4: 80 % of them
MOST_R = 0.999  # our choice: beyond it, z is of the rounding and not of the hearts.


@kernel
def cut(x: NDArray[np.float64], n_known: int, first: int, segment: NDArray[np.float64]) -> bool:
    """Write a segment of `x` minus its mean, scaled to length 1, into `segment`; say whether it is usable.

    Samples that aren't there, or lie outside the first `n_known`, are 0. Unusable: under 80 % are there, or they
    don't vary.

    Parameters
    ----------
    x
        Even samples at 2 Hz, NaN where there is none.
    first
        Index of the segment's first sample; may be negative.
    segment
        Shape (60,), written to.
    """
    n, total = 0, 0.0
    for k in range(N_SAMPLES):
        i = first + k
        segment[k] = x[i] if 0 <= i < n_known else math.nan
        if not math.isnan(segment[k]):
            n += 1
            total += segment[k]
    if n < LEAST_USABLE:
        return False
    mean, squares = total / n, 0.0
    for k in range(N_SAMPLES):
        segment[k] = 0.0 if math.isnan(segment[k]) else segment[k] - mean
        squares += segment[k] * segment[k]
    if squares <= 0.0:
        return False
    length = math.sqrt(squares)
    for k in range(N_SAMPLES):
        segment[k] /= length
    return True


@kernel
def fisher_z(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """Return atanh of the correlation of two segments as `cut` leaves them; no unit.

    Four running sums: in a single one each addition would wait for the one before it.
    """
    r0, r1, r2, r3 = 0.0, 0.0, 0.0, 0.0
    for k in range(0, N_SAMPLES, 4):
        r0 += a[k] * b[k]
        r1 += a[k + 1] * b[k + 1]
        r2 += a[k + 2] * b[k + 2]
        r3 += a[k + 3] * b[k + 3]
    return math.atanh(min(MOST_R, max(-MOST_R, r0 + r1 + (r2 + r3))))


@kernel
def likeness(
    client: NDArray[np.float64],
    therapist: NDArray[np.float64],
    first: NDArray[np.int64],
    shift: NDArray[np.int64],
) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return z of every client's segment with every therapist's at every lag, and which segments are usable.

    A segment is usable if the client's is, and the therapist's at every lag: z of others is 0.

    Parameters
    ----------
    client, therapist
        Even samples of both, shape (m,).
    first
        Index of the first sample of each segment, shape (n,).
    shift
        By how many samples the therapist's segments begin later, shape (n_lags,).

    Returns
    -------
    z
        Shape (n_lags, n, n): [lag, client's, therapist's].
    is_usable
        Shape (n,).
    """
    n, n_lags = first.size, shift.size
    is_usable = np.ones(n, dtype=np.uint8)
    own = np.zeros((n, N_SAMPLES))
    other = np.zeros((n_lags, n, N_SAMPLES))
    for i in range(n):
        if not cut(client, client.size, first[i], own[i]):
            is_usable[i] = 0
        for lag in range(n_lags):
            if not cut(therapist, therapist.size, first[i] + shift[lag], other[lag, i]):
                is_usable[i] = 0
    z = np.zeros((n_lags, n, n))
    for lag in range(n_lags):
        for i in range(n):
            for j in range(n):
                if is_usable[i] and is_usable[j]:
                    z[lag, i, j] = fisher_z(own[i], other[lag, j])
    return z, is_usable


@kernel
def matched(
    client: NDArray[np.float64],
    therapist: NDArray[np.float64],
    first: NDArray[np.int64],
    shift: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return z of each pair of segments of the same moment at every lag, shape (n, n_lags); NaN if unusable.

    Parameters are those of `likeness`.
    """
    z = np.full((first.size, shift.size), np.nan)
    own, other = np.empty(N_SAMPLES), np.empty(N_SAMPLES)
    for i in range(first.size):
        if cut(client, client.size, first[i], own):
            for lag in range(shift.size):
                if cut(therapist, therapist.size, first[i] + shift[lag], other):
                    z[i, lag] = fisher_z(own, other)
    return z
