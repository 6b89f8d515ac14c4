"""How far a number of one window may be from what the same heart would give over a long time in the same state.

Theory. Neighbouring differences are not independent: breathing makes them swing together. So they are averaged in
blocks of ten, longer than a breath, and the scatter of the block means gives the error. It is the sampling
uncertainty of this minute: where the state itself changes slowly, no window can know how far.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

Z_95 = 1.959963984540054  # the normal distribution's 97.5 % point.
PER_BLOCK = 10  # our choice: ten beats hold at least two breaths of most people at rest.
MIN_BLOCKS = 4  # our choice: below this the t quantile is over 4 and the interval says nothing.
WIDER = 1.25  # our choice, by simulation: the kurtosis formula knows nothing of breathing.


class Band(NamedTuple):
    """A 95 % interval; NaN is "not known"."""

    low: float
    high: float


@kernel
def t_quantile(df: float) -> float:
    """Return Student's 97.5 % point for `df` >= 1, within 0.2 % from df = 3 on (df 1 and 2 exact).

    References
    ----------
    Abramowitz and Stegun (1964), 26.7.5.
    """
    if df == 1:
        return 12.706204736432095
    if df == 2:
        return 4.302652729911275
    z = Z_95
    g1 = (z**3 + z) / 4.0
    g2 = (5.0 * z**5 + 16.0 * z**3 + 3.0 * z) / 96.0
    g3 = (3.0 * z**7 + 19.0 * z**5 + 17.0 * z**3 - 15.0 * z) / 384.0
    g4 = (79.0 * z**9 + 776.0 * z**7 + 1482.0 * z**5 - 1920.0 * z**3 - 945.0 * z) / 92160.0
    return z + g1 / df + g2 / df**2 + g3 / df**3 + g4 / df**4


@kernel
def _block_means(
    value: NDArray[np.float64], counts: NDArray[np.uint8], is_joined: NDArray[np.uint8]
) -> tuple[int, float]:
    """Return how many full blocks there are and the standard deviation (ddof 1) of their means.

    Blocks are ten consecutive values that count, within one run: a beat that isn't joined to the last begins anew.
    """
    k = 0
    mean, spread = 0.0, 0.0
    in_block = 0
    total = 0.0
    for i in range(value.size):
        if not is_joined[i]:
            in_block = 0
            total = 0.0
        if not counts[i]:
            continue
        total += value[i]
        in_block += 1
        if in_block == PER_BLOCK:
            k += 1
            block = total / PER_BLOCK
            step = block - mean
            mean += step / k
            spread += step * (block - mean)
            in_block = 0
            total = 0.0
    return k, math.sqrt(spread / (k - 1)) if k > 1 else math.nan


@kernel
def _kurtosis_se(d: NDArray[np.float64], is_pair: NDArray[np.uint8], mean_square: float) -> float:
    """Return the standard error of ln RMSSD from the differences' kurtosis, for windows of few blocks."""
    n = 0
    fourth = 0.0
    for i in range(d.size):
        if is_pair[i]:
            fourth += d[i] ** 4
            n += 1
    kurtosis = fourth / n / (mean_square * mean_square)
    return WIDER * math.sqrt(max(0.0, kurtosis - 1.0) / (4.0 * n))


@kernel
def rmssd_band_ms(rr_ms: NDArray[np.float64], is_pair: NDArray[np.uint8], is_joined: NDArray[np.uint8]) -> Band:
    """Return the 95 % interval of RMSSD in ms, symmetric in its logarithm; NaN without variation.

    Parameters
    ----------
    rr_ms
        Intervals in ms, shape (n,), in order.
    is_pair, is_joined
        1 where the difference to the interval before counts; 1 where nothing is missing before the beat.
    """
    n = rr_ms.size
    d = np.zeros(n)
    square = np.zeros(n)
    total = 0.0
    n_pairs = 0
    for i in range(1, n):
        if is_pair[i]:
            d[i] = rr_ms[i] - rr_ms[i - 1]
            square[i] = d[i] * d[i]
            total += square[i]
            n_pairs += 1
    if n_pairs < 2 or total <= 0.0:
        return Band(math.nan, math.nan)
    mean_square = total / n_pairs
    k, sd = _block_means(square, is_pair, is_joined)
    if k >= MIN_BLOCKS:
        half = t_quantile(k - 1) * sd / (math.sqrt(k) * 2.0 * mean_square)
    else:
        half = Z_95 * _kurtosis_se(d, is_pair, mean_square)
    value = math.sqrt(mean_square)
    return Band(value * math.exp(-half), value * math.exp(half))


@kernel
def mean_rr_band_ms(rr_ms: NDArray[np.float64], is_used: NDArray[np.uint8], is_joined: NDArray[np.uint8]) -> Band:
    """Return the 95 % interval of the mean interval in ms, from blocks of ten; NaN for fewer than 3 intervals."""
    n = 0
    total = 0.0
    for i in range(rr_ms.size):
        if is_used[i]:
            total += rr_ms[i]
            n += 1
    if n < 3:
        return Band(math.nan, math.nan)
    mean = total / n
    k, sd = _block_means(rr_ms, is_used, is_joined)
    if k >= MIN_BLOCKS:
        half = t_quantile(k - 1) * sd / math.sqrt(k)
    else:
        squares = 0.0
        for i in range(rr_ms.size):
            if is_used[i]:
                squares += (rr_ms[i] - mean) ** 2
        half = WIDER * t_quantile(n - 1) * math.sqrt(squares / (n - 1) / n)
    return Band(mean - half, mean + half)
