"""Smoothness priors: a slow trend taken out of a whole recording, for offline work."""

import numpy as np
from numpy.typing import NDArray

from coreg.dsp._jit import kernel

SMOOTHNESS = 500.0  # Tarvainen et al. 2002, section III: lambda 500 at 4 Hz cuts at 0.035 Hz.


@kernel
def smoothness_priors(y: NDArray[np.float64], smoothness: float) -> NDArray[np.float64]:
    """Return `y` minus the trend that is smooth in its second differences, in the unit of `y`; shape (n,).

    The trend solves (I + λ² D₂ᵀD₂) trend = y. The matrix has five diagonals, so this is one pass down and one up
    (LDLᵀ), not a matrix inverse. Fewer than 3 values have only their mean taken out.

    Parameters
    ----------
    y
        Even samples, shape (n,), finite.
    smoothness
        λ: the larger, the slower the trend.

    References
    ----------
    Tarvainen MP, Ranta-aho PO, Karjalainen PA (2002), IEEE Trans Biomed Eng 49(2), 172-175, eq. 20.
    """
    n = y.size
    if n < 3:
        return y - y.mean() if n else y.copy()
    weight = smoothness * smoothness
    pivot = np.empty(n)
    one = np.zeros(n)
    two = np.zeros(n)
    trend = np.empty(n)
    for i in range(n):
        # D₂ᵀD₂ has 1 5 6 … 6 5 1 on its diagonal, -2 -4 … -4 -2 beside it and 1 beside that.
        ends = min(i, n - 1 - i)
        middle = 6.0 if ends >= 2 else (5.0 if ends == 1 else 1.0)
        if n == 3:
            middle = 4.0 if i == 1 else 1.0
        beside = 0.0
        if i > 0:
            beside = -2.0 if i in (1, n - 1) else -4.0
        d = 1.0 + weight * middle
        first = weight * beside
        second = weight if i > 1 else 0.0
        value = y[i]
        if i > 1:
            two[i] = second / pivot[i - 2]
            first -= second * one[i - 1]
            d -= second * two[i]
            value -= two[i] * trend[i - 2]
        if i > 0:
            one[i] = first / pivot[i - 1]
            d -= first * one[i]
            value -= one[i] * trend[i - 1]
        pivot[i] = d
        trend[i] = value
    for i in range(n):
        trend[i] /= pivot[i]
    for i in range(n - 2, -1, -1):
        trend[i] -= one[i + 1] * trend[i + 1]
        if i + 2 < n:
            trend[i] -= two[i + 2] * trend[i + 2]
    left: NDArray[np.float64] = y - trend
    return left
