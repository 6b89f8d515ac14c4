"""Where a person's next session is expected to lie, from how much their own sessions differ from one to the next.

Theory. Successive differences know nothing of a slow change, so the noise that they give isn't blown up by it. The
interval is for one new value: it holds the noise of the new one and of the mean.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp.uncertainty import t_quantile

LEAST_SESSIONS = 6  # our choice: design section 8, by simulation; below it one in ten is flagged by chance.


class UsualRange(NamedTuple):
    """The mean, its 95 % prediction interval, and the noise of one value; NaN is "not known"."""

    mean: float
    low: float
    high: float
    sem: float


def usual_range(x: NDArray[np.float64]) -> UsualRange:
    """Return the range that the next value is expected in.

    mean +- t(.975, 2(n-1)/3) * sqrt(1 + 1/n) * SEM, where SEM^2 is half of the mean squared successive difference;
    2(n-1)/3 are about the degrees of freedom that it has.

    Parameters
    ----------
    x
        Shape (n,), float64, finite, in order of time.

    Returns
    -------
    UsualRange
        NaN with fewer than 6 values.

    References
    ----------
    von Neumann J et al. (1941), Ann Math Stat 12, 153-162 (the mean square successive difference).
    """
    n = x.size
    if n < LEAST_SESSIONS:
        return UsualRange(math.nan, math.nan, math.nan, math.nan)
    sem = math.sqrt(float(np.sum(np.diff(x) ** 2)) / (2 * (n - 1)))
    mean = float(x.mean())
    reach = t_quantile(2 * (n - 1) / 3) * math.sqrt(1 + 1 / n) * sem
    return UsualRange(mean, mean - reach, mean + reach, sem)
