"""Who goes first, and by how much: the lag at which matched segments are most alike, with its 95 % interval."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

FARTHEST_S = 8.0  # design section 4: lags from -8 to 8 s …
STEP_S = 0.5  # … by half a second
N_LAGS = 33
N_RESAMPLES = 500  # design section 4
_SEED = 4
_LOW_HIGH_PCT = (2.5, 97.5)


class Lead(NamedTuple):
    """Seconds by which the client goes first (negative: the therapist), with its interval; NaN is "not known"."""

    value: float
    low: float
    high: float


@kernel
def _peak_s(total: NDArray[np.float64]) -> float:
    """Return the lag of the largest value, refined by a parabola through three points."""
    top = 0
    for k in range(total.size):
        if total[k] > total[top]:
            top = k
    offset = 0.0
    if 0 < top < total.size - 1:
        bend = total[top - 1] - 2.0 * total[top] + total[top + 1]
        if bend < 0.0:
            offset = 0.5 * (total[top - 1] - total[top + 1]) / bend
    return (top + offset) * STEP_S - FARTHEST_S


@kernel
def peaks_s(z: NDArray[np.float64], drawn: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the peak's lag of each resample, shape (n_resamples,).

    Parameters
    ----------
    z
        Of each matched pair at each lag, shape (n, 33), finite.
    drawn
        Which segments each resample is of, shape (n_resamples, m).
    """
    found = np.empty(drawn.shape[0])
    total = np.empty(z.shape[1])
    for r in range(drawn.shape[0]):
        total[:] = 0.0
        for k in range(drawn.shape[1]):
            total += z[drawn[r, k]]
        found[r] = _peak_s(total)
    return found


def lead_s(z: NDArray[np.float64]) -> Lead:
    """Return by how much the client goes first, and the interval of 500 resamples of segments (fixed seed).

    Parameters
    ----------
    z
        Of each matched pair at each of the 33 lags, shape (n, 33); rows with a NaN don't count. Under 2
        rows give NaN.
    """
    whole = np.ascontiguousarray(z[~np.isnan(z).any(axis=1)])
    n = whole.shape[0]
    if n < 2:
        return Lead(math.nan, math.nan, math.nan)
    drawn = np.random.default_rng(_SEED).integers(0, n, (N_RESAMPLES, n))
    value = float(peaks_s(whole, np.arange(n, dtype=np.int64)[None, :])[0])
    low, high = np.percentile(peaks_s(whole, drawn), _LOW_HIGH_PCT).tolist()
    return Lead(value, low, high)
