"""Statistics of intervals and of their successive differences: RMSSD and its relatives."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

MS_PER_MINUTE = 60_000.0
NN50_MS = 50.0  # Task Force 1996, table 1: NN50 counts differences of more than 50 ms, strictly.


class TimeDomain(NamedTuple):
    """The time domain of one window; NaN is "not known" (too few intervals or pairs for this number)."""

    n_beats: int
    n_pairs: int
    mean_rr_ms: float
    mean_hr_bpm: float
    sdnn_ms: float
    rmssd_ms: float
    ln_rmssd: float
    sdsd_ms: float
    nn50: float
    pnn50_pct: float
    sd1_ms: float
    sd2_ms: float


@kernel
def pairs(is_joined: NDArray[np.uint8], is_used: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return, for each beat, whether it makes a valid pair with the one before it, shape (n,) uint8.

    A pair needs both beats used and nothing missing between them. The first beat of a window makes none.
    """
    is_pair = np.zeros(is_used.size, dtype=np.uint8)
    for i in range(1, is_used.size):
        is_pair[i] = is_joined[i] and is_used[i] and is_used[i - 1]
    return is_pair


@kernel
def rmssd_ms(rr_ms: NDArray[np.float64], is_pair: NDArray[np.uint8]) -> float:
    """Return the root mean square of successive differences in ms; NaN without a pair.

    Parameters
    ----------
    rr_ms
        Intervals in ms, shape (n,), in order.
    is_pair
        1 where the difference to the interval before counts, shape (n,); the first is ignored.

    References
    ----------
    Task Force (1996), Circulation 93, 1043-1065, table 1.
    """
    total = 0.0
    n = 0
    for i in range(1, rr_ms.size):
        if is_pair[i]:
            d = rr_ms[i] - rr_ms[i - 1]
            total += d * d
            n += 1
    return math.sqrt(total / n) if n > 0 else math.nan


@kernel
def _sums(
    rr_ms: NDArray[np.float64], is_used: NDArray[np.uint8], is_pair: NDArray[np.uint8]
) -> tuple[int, float, int, int, float, float]:
    """Return count and sum of the used intervals; count, NN50, sum and sum of squares of the differences."""
    n, n_pairs, nn50 = 0, 0, 0
    total, d_total, d_squares = 0.0, 0.0, 0.0
    for i in range(rr_ms.size):
        if is_used[i]:
            total += rr_ms[i]
            n += 1
        if i > 0 and is_pair[i]:
            d = rr_ms[i] - rr_ms[i - 1]
            d_total += d
            d_squares += d * d
            n_pairs += 1
            nn50 += abs(d) > NN50_MS
    return n, total, n_pairs, nn50, d_total, d_squares


@kernel
def _squares(
    rr_ms: NDArray[np.float64],
    is_used: NDArray[np.uint8],
    is_pair: NDArray[np.uint8],
    mean_rr_ms: float,
    mean_d_ms: float,
) -> tuple[float, float]:
    """Return the sums of the squared deviations from their mean, of the used intervals and of the differences."""
    squares, d_squares = 0.0, 0.0
    for i in range(rr_ms.size):
        if is_used[i]:
            squares += (rr_ms[i] - mean_rr_ms) ** 2
        if i > 0 and is_pair[i]:
            d_squares += (rr_ms[i] - rr_ms[i - 1] - mean_d_ms) ** 2
    return squares, d_squares


@kernel
def time_domain(rr_ms: NDArray[np.float64], is_used: NDArray[np.uint8], is_pair: NDArray[np.uint8]) -> TimeDomain:
    """Return every number of the time domain over one window.

    Heart rate is 60000 divided by the mean interval, never the mean of 60000/RR: that one weighs fast beats double.

    Parameters
    ----------
    rr_ms
        Intervals in ms, shape (n,), in order.
    is_used
        1 where the interval counts, shape (n,).
    is_pair
        1 where the difference to the interval before counts, shape (n,); see `pairs`.

    References
    ----------
    Task Force (1996), Circulation 93, 1043-1065, table 1. Brennan M et al. (2001), IEEE Trans Biomed Eng 48(11),
    eqs. 13 and 18 for SD1 and SD2.
    """
    n_beats, total, n_pairs, nn50, d_total, d_squares = _sums(rr_ms, is_used, is_pair)
    mean_rr = total / n_beats if n_beats > 0 else math.nan
    mean_d = d_total / n_pairs if n_pairs > 0 else math.nan
    deviation, d_deviation = _squares(rr_ms, is_used, is_pair, mean_rr, mean_d)
    sdnn = math.sqrt(deviation / (n_beats - 1)) if n_beats > 1 else math.nan
    sdsd = math.sqrt(d_deviation / (n_pairs - 1)) if n_pairs > 1 else math.nan
    rmssd = math.sqrt(d_squares / n_pairs) if n_pairs > 0 else math.nan
    rest = 2.0 * sdnn * sdnn - 0.5 * sdsd * sdsd
    return TimeDomain(
        n_beats,
        n_pairs,
        mean_rr,
        MS_PER_MINUTE / mean_rr if mean_rr > 0.0 else math.nan,
        sdnn,
        rmssd,
        math.log(rmssd) if rmssd > 0.0 else math.nan,
        sdsd,
        float(nn50) if n_pairs > 0 else math.nan,
        100.0 * nn50 / n_pairs if n_pairs > 0 else math.nan,
        sdsd / math.sqrt(2.0),
        math.sqrt(rest) if rest >= 0.0 else math.nan,
    )


@kernel
def sliding_rmssd_ms(
    t_s: NDArray[np.float64], rr_ms: NDArray[np.float64], is_pair: NDArray[np.uint8], window_s: float
) -> NDArray[np.float64]:
    """Return RMSSD in ms of the window that ends with each beat, shape (n,); NaN without a pair.

    One sum moves along. Intervals are whole 1/1024 s, so squares and sums are exact in float64 (below 2⁵³ units of
    (125/128 ms)²) and nothing drifts, however long the series.

    Parameters
    ----------
    t_s, rr_ms
        END of each interval in s, in order, and its length in ms; shape (n,).
    is_pair
        1 where the difference to the interval before counts, shape (n,); both must end within the window.
    window_s
        Length of the window, which leaves out its beginning.
    """
    found = np.empty(t_s.size)
    total = 0.0
    n = 0
    first = 0
    for i in range(t_s.size):
        if i > 0 and is_pair[i]:
            d = rr_ms[i] - rr_ms[i - 1]
            total += d * d
            n += 1
        while t_s[first] <= t_s[i] - window_s:
            first += 1
            if is_pair[first]:
                d = rr_ms[first] - rr_ms[first - 1]
                total -= d * d
                n -= 1
        found[i] = math.sqrt(total / n) if n > 0 else math.nan
    return found
