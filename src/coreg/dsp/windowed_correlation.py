"""Boker's windowed cross-correlation, and for each window the peak nearest to no lag.

As the R package wcc 0.4.1 does it (`wccCalc`, method "r", `wccPeakPick`): at each lag the later window of one is
correlated with the earlier one of the other, so that a window and its lags never look ahead. Each window's
correlations over lags are smoothed by local parabolas (loess of degree 2, a quarter of the lags) at every lag and
half way between; from no lag outwards the first maximum is the peak that nothing within a local region exceeds. We
compute each parabola where it is asked for; R interpolates between some, and draws a spline for the half lags.

References
----------
Boker SM, Rotondo JL, Xu M, King K (2002), Psychol Methods 7(3), 338-355. Cleveland WS (1979), J Am Stat Assoc 74,
829-836.
"""

import math

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

SPAN = 0.25  # wcc 0.4.1, wccPeakPick: pspan
LEAST_SHARE = 0.8  # our choice: of a window's samples that both must have; as our own segments


@kernel
def correlation(x: NDArray[np.float64], first_x: int, y: NDArray[np.float64], first_y: int, n: int) -> float:
    """Return Pearson's correlation over the pairs of samples that are there; NaN if under 80 % of `n` are."""
    if first_x < 0 or first_y < 0 or first_x + n > x.size or first_y + n > y.size:
        return math.nan
    count, mean_x, mean_y = 0, 0.0, 0.0
    for k in range(n):
        if not (math.isnan(x[first_x + k]) or math.isnan(y[first_y + k])):
            count += 1
            mean_x += x[first_x + k]
            mean_y += y[first_y + k]
    if count < LEAST_SHARE * n or count == 0:
        return math.nan
    mean_x /= count
    mean_y /= count
    xy, xx, yy = 0.0, 0.0, 0.0
    for k in range(n):
        if not (math.isnan(x[first_x + k]) or math.isnan(y[first_y + k])):
            dx, dy = x[first_x + k] - mean_x, y[first_y + k] - mean_y
            xy += dx * dy
            xx += dx * dx
            yy += dy * dy
    return xy / math.sqrt(xx * yy) if xx * yy > 0.0 else math.nan


@kernel
def windowed(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    first_x: NDArray[np.int64],
    first_y: NDArray[np.int64],
    n: int,
    n_lags: int,
) -> NDArray[np.float64]:
    """Return the correlation of each pair of windows at each lag, shape (n_windows, 2 * n_lags + 1).

    Column n_lags is without lag; those after it are of x with an earlier y (y goes first), those before it of y
    with an earlier x (x goes first).

    Parameters
    ----------
    x, y
        Even samples, NaN where there is none.
    first_x, first_y
        Where each pair of windows begins, shape (n_windows,).
    n
        Samples of a window.
    """
    found = np.full((first_x.size, 2 * n_lags + 1), np.nan)
    for k in range(first_x.size):
        for lag in range(n_lags + 1):
            found[k, n_lags + lag] = correlation(x, first_x[k], y, first_y[k] - lag, n)
            found[k, n_lags - lag] = correlation(x, first_x[k] - lag, y, first_y[k], n)
    return found


def smoother(n_columns: int, span: float = SPAN) -> NDArray[np.float64]:
    """Return the matrix that smooths correlations at each lag and half way between, shape (2 * n - 1, n).

    Local parabolas by least squares, weighted by the tricube of the distance to the nearest ⌊n·span⌋ lags (at
    least 4, for a parabola through fewer smooths nothing).
    """
    x = np.arange(n_columns, dtype=np.float64)
    n_near = min(n_columns, max(4, int(n_columns * span)))
    rows = []
    for at in np.arange(2 * n_columns - 1) / 2.0:
        distance = np.abs(x - at)
        reach = np.sort(distance)[n_near - 1]
        weight = np.where(distance < reach, (1.0 - (distance / max(reach, 1e-9)) ** 3) ** 3, 0.0)
        near = weight > 1e-9
        powers = np.vander(x[near] - at, 3, increasing=True)
        root = np.sqrt(weight[near])[:, None]
        row = np.zeros(n_columns)
        row[near] = (np.linalg.pinv(root * powers) * root.T)[0]
        rows.append(row)
    return np.array(rows)


@kernel
def peak(smooth: NDArray[np.float64], n_local: int) -> tuple[float, float]:
    """Return the place of the peak nearest to no lag, in half lags from it, and its value; NaN where there is none.

    The search widens from the middle; it ends once `n_local` steps outwards haven't found more. A peak within
    `n_local` of an end is none.

    Parameters
    ----------
    smooth
        One window's smoothed correlations, shape (2 * n - 1,), without NaN.
    """
    middle = smooth.size // 2
    best, at, n_idle = smooth[middle], 0, 0
    for k in range(1, middle + 1):
        is_more = False
        for place in (-k, k):
            if smooth[middle + place] > best:
                best, at, is_more = smooth[middle + place], place, True
        # R's first step sets where it starts from: it counts neither as more nor as idle.
        n_idle = 0 if is_more or k == 1 else n_idle + 1
        if n_idle >= n_local:
            break
    if abs(at) > middle - n_local:
        return math.nan, math.nan
    return float(at), best


@kernel
def peaks(smooth: NDArray[np.float64], n_local: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return places in half lags and values of the peaks of many windows, shape (n,); NaN where there is none."""
    place, value = np.full(smooth.shape[0], np.nan), np.full(smooth.shape[0], np.nan)
    for k in range(smooth.shape[0]):
        is_known = True
        for column in range(smooth.shape[1]):
            if math.isnan(smooth[k, column]):
                is_known = False
        if is_known:
            place[k], value[k] = peak(smooth[k], n_local)
    return place, value
