"""The Theil–Sen slope: the median of all pairwise slopes, which a few wild values don't move, and its interval."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_Z_975 = 1.959963984540054  # the normal distribution's 97.5 % point


class Slope(NamedTuple):
    """Slope per unit of x with its 95 % interval; NaN is "not known"."""

    value: float
    low: float
    high: float


def theil_sen(x: NDArray[np.float64], y: NDArray[np.float64]) -> Slope:
    """Return the slope of y over x and its 95 % interval.

    Parameters
    ----------
    x
        Shape (n,), float64, increasing, no two alike.
    y
        Shape (n,), float64, finite.

    Returns
    -------
    Slope
        NaN with fewer than two points; NaN bounds where so few points have no 95 % interval.

    References
    ----------
    Sen PK (1968), J Am Stat Assoc 63, 1379-1389, eqs. 2.6 and 3.7 (no ties in x).
    """
    first, second = np.triu_indices(x.size, 1)
    slopes = np.sort((y[second] - y[first]) / (x[second] - x[first]))
    if not slopes.size:
        return Slope(math.nan, math.nan, math.nan)
    _, n_alike = np.unique(y, return_counts=True)
    n = x.size
    spread = (n * (n - 1) * (2 * n + 5) - np.sum(n_alike * (n_alike - 1) * (2 * n_alike + 5))) / 18.0
    reach = _Z_975 * math.sqrt(spread)
    low, high = round((slopes.size - reach) / 2.0) - 1, round((slopes.size + reach) / 2.0)
    value = float(np.median(slopes))
    if low < 0 or high >= slopes.size:
        return Slope(value, math.nan, math.nan)
    return Slope(value, float(slopes[low]), float(slopes[high]))
