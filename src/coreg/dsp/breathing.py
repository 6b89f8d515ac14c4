"""How fast somebody breathes, read from the intervals; and whether slow breathing makes RSA unreadable."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel
from coreg.dsp.spectrum import sum_of

MIN_SHARE = 0.35  # our choice: power within 1/T of the peak, as a share of the band, that makes it a rhythm.
SLOW_SHARE = 0.6  # our choice: real series at rest reach this in at most 7 % of minutes, paced at 6/min in all.
SLOW_BELOW_HZ = 0.12  # where RSA's band begins.
MIN_BEATS = 12


class Peak(NamedTuple):
    """The strongest rhythm of a band and the share of the band's power within 1/T of it; NaN is "not known"."""

    peak_hz: float
    share: float


@kernel
def highest(p: NDArray[np.float64], first_hz: float, step_hz: float, reach: int) -> Peak:
    """Return the peak of a periodogram, refined by a parabola through three points.

    Parameters
    ----------
    p, first_hz, step_hz
        Power at `first_hz + k * step_hz`, shape (n,).
    reach
        How many steps 1/T is: the share is of the power this near to the peak.
    """
    total = sum_of(p, p.size, 1)
    if total <= 0.0:
        return Peak(math.nan, math.nan)
    top = 0
    for k in range(p.size):
        if p[k] > p[top]:
            top = k
    near = p[max(0, top - reach) : top + reach + 1]
    offset = 0.0
    if 0 < top < p.size - 1:
        bend = p[top - 1] - 2.0 * p[top] + p[top + 1]
        if bend < 0.0:
            offset = 0.5 * (p[top - 1] - p[top + 1]) / bend
    return Peak(first_hz + (top + offset) * step_hz, sum_of(near, near.size, 1) / total)


def breaths_per_min(found: Peak) -> float:
    """Return breaths per minute from the peak between 0.13 and 0.5 Hz, or NaN where it doesn't stand out."""
    return 60.0 * found.peak_hz if found.share >= MIN_SHARE else math.nan


def is_breathing_slow(found: Peak, below_hz: float) -> bool:
    """Say whether one rhythm below `below_hz` carries most of 0.06 to 0.5 Hz: breathing, or what drowns it."""
    return found.peak_hz < below_hz and found.share >= SLOW_SHARE
