"""The time domain of every interval as given, nothing left out: for comparison with other programs."""

import numpy as np
from numpy.typing import NDArray

from coreg.dsp.time_domain import pairs, time_domain


def as_given(rr_ms: NDArray[np.float64]) -> dict[str, float]:
    """Return plain numbers by their names in docs/METRICS.md; NaN where there are too few intervals.

    Parameters
    ----------
    rr_ms
        Intervals in ms, shape (n,), in order, artifacts and all.
    """
    every = np.ones(rr_ms.size, dtype=np.uint8)
    found = time_domain(np.ascontiguousarray(rr_ms, dtype=np.float64), every, pairs(every, every))
    names = found._fields[2:]
    return {name: float(value) for name, value in zip(names, found[2:], strict=True)}
