"""How much of the slow rhythm is one single rhythm. The formula is ours: see `coherence`."""

import math

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

WINDOW_S = 64.0
RATE_HZ = 2.0
PEAK_LOW_HZ = 0.04  # McCraty and Zayas 2014 (Front Psychol 5:1090) look for the peak in 0.04 to 0.26 Hz …
PEAK_HIGH_HZ = 0.26
PEAK_REACH_HZ = 0.015  # … take 0.03 Hz around it …
TOTAL_LOW_HZ = 0.0033
TOTAL_HIGH_HZ = 0.4  # … and compare with 0.0033 to 0.4 Hz.
_STEP_HZ = 1.0 / (4.0 * WINDOW_S)


@kernel
def evenly_ms(
    t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], start_s: float, rate_hz: float, n: int
) -> NDArray[np.float64]:
    """Return `n` samples of the intervals, linear between beats, the nearest beat's beyond the ends."""
    out = np.empty(n)
    j = 0
    last = t_s.size - 1
    for i in range(n):
        at = start_s + i / rate_hz
        while j < last - 1 and t_s[j + 1] < at:
            j += 1
        width = t_s[min(j + 1, last)] - t_s[j]
        share = (at - t_s[j]) / width if width > 0.0 else 0.0
        share = min(1.0, max(0.0, share))
        out[i] = rr_ms[j] + share * (rr_ms[min(j + 1, last)] - rr_ms[j])
    return out


@kernel
def coherence(t_s: NDArray[np.float64], rr_ms: NDArray[np.float64]) -> float:
    """Return peak/(total - peak) of the newest 64 s: one clear slow wave gives much, many rhythms little.

    64 s of intervals at 2 Hz, line taken out, Hann window, power every 1/256 Hz. The peak is sought in 0.04 to
    0.26 Hz and is what lies within 0.015 Hz of it; the total is 0.0033 to 0.4 Hz. NaN for fewer than 12 intervals
    or where they don't vary. No unit.

    Parameters
    ----------
    t_s, rr_ms
        END of each used interval in s, and its length in ms; shape (n,).
    """
    if t_s.size < 12:
        return math.nan
    p = _power(t_s, rr_ms)
    low = math.ceil(TOTAL_LOW_HZ / _STEP_HZ)
    total = p[low:].sum()
    if total <= 0.0:
        return math.nan
    first = math.ceil(PEAK_LOW_HZ / _STEP_HZ)
    top = first
    for k in range(first, int(PEAK_HIGH_HZ / _STEP_HZ) + 1):
        if p[k] > p[top]:
            top = k
    reach = int(PEAK_REACH_HZ / _STEP_HZ)
    peak = p[max(low, top - reach) : top + reach + 1].sum()
    rest = total - peak
    return peak / rest if rest > 0.0 else math.nan


@kernel
def _power(t_s: NDArray[np.float64], rr_ms: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the power of the newest 64 s at 0, 1/256, 2/256 … 0.4 Hz, in arbitrary units."""
    n = int(WINDOW_S * RATE_HZ)
    y = evenly_ms(t_s, rr_ms, t_s[-1] - WINDOW_S, RATE_HZ, n)
    middle = 0.5 * (n - 1)
    mean, slope, spread = 0.0, 0.0, 0.0
    for i in range(n):
        mean += y[i] / n
        slope += (i - middle) * y[i]
        spread += (i - middle) ** 2
    for i in range(n):
        hann = 0.5 - 0.5 * math.cos(2.0 * math.pi * (i + 0.5) / n)
        y[i] = hann * (y[i] - mean - slope / spread * (i - middle))
    p = np.empty(int(TOTAL_HIGH_HZ / _STEP_HZ) + 1)
    for k in range(p.size):
        angle = 2.0 * math.pi * k * _STEP_HZ / RATE_HZ
        turn_cos, turn_sin = math.cos(angle), math.sin(angle)
        c, s = 1.0, 0.0
        re, im = 0.0, 0.0
        for i in range(n):
            re += y[i] * c
            im += y[i] * s
            c, s = c * turn_cos - s * turn_sin, c * turn_sin + s * turn_cos
        p[k] = re * re + im * im
    return p
