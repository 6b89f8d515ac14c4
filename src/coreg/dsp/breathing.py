"""How fast somebody breathes, read from the intervals; and whether slow breathing makes RSA unreadable."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel
from coreg.dsp.spectrum import detrended_ms, periodogram

BREATHING_LOW_HZ = 0.13  # our choice: above the 0.1 Hz baroreflex waves; slower breathing isn't told from those.
BREATHING_HIGH_HZ = 0.5
MIN_SHARE = 0.35  # our choice: power within 1/T of the peak, as a share of the band, that makes it a rhythm.
SLOW_LOW_HZ = 0.06  # our choice: 3.6 breaths a minute, slower than any pacer goes.
SLOW_HIGH_HZ = 0.5
SLOW_SHARE = 0.6  # our choice: real series at rest reach this in at most 7 % of minutes, paced at 6/min in all.
SLOW_BELOW_HZ = 0.12  # where RSA's band begins.
MIN_BEATS = 12
OVERSAMPLING = 2.0  # our choice: steps of at most 1/(2T), refined by a parabola; finer ones find the same rhythm.


class Peak(NamedTuple):
    """The strongest rhythm of a band and the share of the band's power within 1/T of it; NaN is "not known"."""

    peak_hz: float
    share: float


@kernel
def strongest_rhythm(
    t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], low_hz: float, high_hz: float, degree: int
) -> Peak:
    """Return the periodogram's peak between two frequencies, refined by a parabola through three points.

    Parameters
    ----------
    t_s, rr_ms
        END of each used interval in s, and its length in ms; shape (n,). NaN for fewer than 12.
    degree
        Of the polynomial taken out first: 1 for a line, 2 for a parabola.
    """
    if t_s.size < MIN_BEATS or t_s[-1] <= t_s[0]:
        return Peak(math.nan, math.nan)
    span_s = t_s[-1] - t_s[0]
    n = math.ceil((high_hz - low_hz) * OVERSAMPLING * span_s) + 1
    step_hz = (high_hz - low_hz) / (n - 1)
    p = periodogram(t_s, detrended_ms(t_s, rr_ms, degree), low_hz, step_hz, n)
    total = p.sum()
    if total <= 0.0:
        return Peak(math.nan, math.nan)
    top = int(np.argmax(p))
    reach = round(1.0 / span_s / step_hz)
    near = p[max(0, top - reach) : top + reach + 1].sum()
    offset = 0.0
    if 0 < top < n - 1:
        bend = p[top - 1] - 2.0 * p[top] + p[top + 1]
        if bend < 0.0:
            offset = 0.5 * (p[top - 1] - p[top + 1]) / bend
    return Peak(low_hz + (top + offset) * step_hz, near / total)


def breaths_per_min(t_s: NDArray[np.float64], rr_ms: NDArray[np.float64]) -> float:
    """Return the breathing rate per minute, or NaN where no rhythm of 0.13 to 0.5 Hz stands out.

    Parameters
    ----------
    t_s, rr_ms
        END of each used interval in s, and its length in ms; shape (n,).
    """
    peak = strongest_rhythm(t_s, rr_ms, BREATHING_LOW_HZ, BREATHING_HIGH_HZ, 1)
    if not peak.share >= MIN_SHARE:
        return math.nan
    return 60.0 * peak.peak_hz


def is_breathing_slow(t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], below_hz: float) -> bool:
    """Say whether one rhythm below `below_hz` carries most of 0.06 to 0.5 Hz: then it is breathing, or drowns it.

    Parameters
    ----------
    t_s, rr_ms
        END of each used interval in s, and its length in ms; shape (n,), about a minute. A parabola is taken out.
    """
    peak = strongest_rhythm(t_s, rr_ms, SLOW_LOW_HZ, SLOW_HIGH_HZ, 2)
    return peak.peak_hz < below_hz and peak.share >= SLOW_SHARE
