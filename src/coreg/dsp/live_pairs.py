"""Matched half-minutes against unrelated ones, one more every 10 s: a row and a column of z at a time.

Theory. How alike are two half-minutes of two people who have nothing to do with each other just then? The session
itself says: pairs at least 60 s apart. Their mean is what is expected by chance; how much it scatters is found from
them too. Neighbouring pairs (both a step on) are alike because segments overlap and hearts are slow; C(k) is the
mean product of pairs k steps apart, minus the squared mean, and the mean of q matched pairs has the variance
ΣC(|a-b|)/q² over all couples of them. All of it is running sums: one more segment costs one row and one column.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel
from coreg.dsp.segments import N_SAMPLES, cut, fisher_z

N_STEP = 20  # design section 4: a segment begins every 10 s
N_LAGS = 11  # design section 4: therapist -5 to 5 s later, by 1
NO_LAG = 5
N_PER_LAG = 2  # samples a second
UNRELATED = 6  # design section 4: segments apart, 60 s
N_COVARIANCES = 6  # design section 4: k = 0 to 5
N_WINDOW = 58  # design section 4: segments that lie in 600 s
LEAST_USABLE = 28  # design section 4
LEAST_NULL = 200  # design section 4
NEAR_LAGS = 3  # design section 4: lags of up to 3 s make the state
LEAST_VARIANCE = 1e-6  # our choice: far under that of 28 pairs


class Pairs(NamedTuple):
    """Segments so far, z of the matched ones, six rows and columns of z, and the sums over unrelated pairs.

    `segment` (2, n, 60) the client's and the therapist's, `is_usable` (2, n), `matched` (n, 11), `row` and `column`
    (6, n) with NaN where a pair doesn't count, `total` (7,) the sum and the six sums of products, `n_of` (7,) of
    how many.
    """

    segment: NDArray[np.float64]
    is_usable: NDArray[np.uint8]
    matched: NDArray[np.float64]
    row: NDArray[np.float64]
    column: NDArray[np.float64]
    total: NDArray[np.float64]
    n_of: NDArray[np.int64]


class Against(NamedTuple):
    """Where the newest matched pairs stand: how many are usable, how many unrelated pairs there are, and `a`.

    `a` is the standard score of largest size within 3 s; NaN where either count is too small.
    """

    n_usable: int
    n_null: int
    a: float


def empty_pairs(n_room: int) -> Pairs:
    """Return room for as many segments, none of them taken."""
    return Pairs(
        np.zeros((2, n_room, N_SAMPLES)),
        np.zeros((2, n_room), dtype=np.uint8),
        np.full((n_room, N_LAGS), np.nan),
        np.full((N_COVARIANCES, n_room), np.nan),
        np.full((N_COVARIANCES, n_room), np.nan),
        np.zeros(N_COVARIANCES + 1),
        np.zeros(N_COVARIANCES + 1, dtype=np.int64),
    )


def with_room(pairs: Pairs, n_room: int) -> Pairs:
    """Return the same with room for `n_room` segments."""
    more = empty_pairs(n_room)
    n = pairs.matched.shape[0]
    more.segment[:, :n], more.is_usable[:, :n], more.matched[:n] = pairs.segment, pairs.is_usable, pairs.matched
    more.row[:, :n], more.column[:, :n] = pairs.row, pairs.column
    return more._replace(total=pairs.total, n_of=pairs.n_of)


@kernel
def _add_line(newest: int, line: NDArray[np.float64], pairs: Pairs) -> None:
    """Add the newest row or column to the sums, with its products along the diagonals."""
    slot = newest % N_COVARIANCES
    for j in range(newest - UNRELATED + 1):
        z = line[slot, j]
        if math.isnan(z):
            continue
        pairs.total[0] += z
        pairs.n_of[0] += 1
        for k in range(min(N_COVARIANCES, j + 1)):
            before = line[(newest - k) % N_COVARIANCES, j - k]
            if not math.isnan(before):
                pairs.total[1 + k] += z * before
                pairs.n_of[1 + k] += 1


@kernel
def take_segment(client: NDArray[np.float64], therapist: NDArray[np.float64], newest: int, pairs: Pairs) -> None:
    """Take the segment number `newest` in; each is taken once, in order.

    Parameters
    ----------
    client, therapist
        Even samples of both at 2 Hz, known to 5 s after the segment's end.
    """
    first = newest * N_STEP
    own, other = pairs.segment[0, newest], pairs.segment[1, newest]
    has_client = cut(client, client.size, first, own)
    pairs.is_usable[0, newest] = has_client
    shifted = np.empty(N_SAMPLES)
    for lag in range(N_LAGS):
        there = cut(therapist, therapist.size, first + (lag - NO_LAG) * N_PER_LAG, shifted)
        if lag == NO_LAG:
            pairs.is_usable[1, newest] = there
            other[:] = shifted
        pairs.matched[newest, lag] = fisher_z(own, shifted) if has_client and there else math.nan
    slot = newest % N_COVARIANCES
    for j in range(newest - UNRELATED + 1):
        pairs.row[slot, j] = math.nan
        pairs.column[slot, j] = math.nan
        if has_client and pairs.is_usable[1, j]:
            pairs.row[slot, j] = fisher_z(own, pairs.segment[1, j])
        if pairs.is_usable[1, newest] and pairs.is_usable[0, j]:
            pairs.column[slot, j] = fisher_z(pairs.segment[0, j], other)
    _add_line(newest, pairs.row, pairs)
    _add_line(newest, pairs.column, pairs)


@kernel
def _is_whole(z: NDArray[np.float64]) -> bool:
    """Say whether z is known at every lag."""
    for lag in range(z.size):  # noqa: SIM110  numba has no generators in any()
        if math.isnan(z[lag]):
            return False
    return True


@kernel
def against_chance(newest: int, is_out: NDArray[np.uint8], pairs: Pairs) -> Against:
    """Hold the matched pairs of the last 58 segments against the unrelated ones.

    Parameters
    ----------
    is_out
        1 for each of the last 58 segments that doesn't count, the newest last; shape (58,).
    """
    is_in = np.zeros(N_WINDOW, dtype=np.uint8)
    mean_z = np.zeros(N_LAGS)
    q = 0
    for k in range(N_WINDOW):
        segment = newest - (N_WINDOW - 1) + k
        if segment >= 0 and not is_out[k] and _is_whole(pairs.matched[segment]):
            is_in[k] = 1
            q += 1
            mean_z += pairs.matched[segment]
    n_null = pairs.n_of[0]
    if q < LEAST_USABLE or n_null < LEAST_NULL:
        return Against(q, n_null, math.nan)
    mu = pairs.total[0] / n_null
    variance = 0.0
    for k in range(N_COVARIANCES):
        couples = 0
        for a in range(N_WINDOW - k):
            couples += is_in[a] * is_in[a + k]
        if pairs.n_of[1 + k] > 0:
            covariance = pairs.total[1 + k] / pairs.n_of[1 + k] - mu * mu
            variance += (1.0 if k == 0 else 2.0) * couples * covariance
    error = math.sqrt(max(LEAST_VARIANCE, variance / (q * q)))
    largest = 0.0
    for lag in range(NO_LAG - NEAR_LAGS, NO_LAG + NEAR_LAGS + 1):
        score = (mean_z[lag] / q - mu) / error
        if abs(score) > abs(largest):
            largest = score
    return Against(q, n_null, largest)
