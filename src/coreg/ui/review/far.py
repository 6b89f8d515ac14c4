"""Lanes seen from afar, in steps of time: a mean line, around it the lowest and highest beat or the uncertainty.

At an hour a pixel holds several beats, and the breath in each of them makes the two lines one grey band. Steps are
counted from the session's zero, so nothing changes as the strip is moved.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coreg.domain.snapshot import Lane

Points = NDArray[np.float64]

_STEPS_S = (10.0, 15.0, 20.0, 30.0, 60.0)
_FEWEST_PX = 3.0  # our choice: a step is at least as wide, so that the line stays a line
NEAR_BELOW_S_PER_PX = 0.35  # our choice: from here on beats are two pixels apart, and each is drawn


@dataclass(frozen=True, slots=True, eq=False)
class Far:
    """Means, lowest and highest of each step, at its middle; NaN where it holds no beat that counts."""

    t_s: NDArray[np.float64]
    mean: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def lane(self) -> Lane:
        """The same as a lane."""
        return Lane(*(_view(each) for each in (self.t_s, self.mean, self.low, self.high)))


def _view(values: Points) -> "memoryview[float]":
    return memoryview(np.ascontiguousarray(values).data).cast("B").cast("d")


def step_s(s_per_px: float) -> float:
    """How long a step is at this scale.

    >>> step_s(4.5), step_s(0.5)
    (15.0, 10.0)
    """
    return next((step for step in _STEPS_S if step >= _FEWEST_PX * s_per_px), _STEPS_S[-1])


def rate_from_afar(lane: Lane, step: float) -> Lane:
    """Put a lane of beats into steps. The mean is that of the intervals: 60000 over their mean length."""
    return _in_steps(lane, step, lambda bpm, first, n: n / np.add.reduceat(1.0 / bpm, first)).lane


def rmssd_from_afar(lane: Lane, step: float) -> Lane:
    """Put a lane of RMSSD with its uncertainty into steps: of each the mean on the log scale of the lane."""
    value, low, high = (
        _in_steps(Lane(lane.t_s, each), step, _log_mean) for each in (lane.value, lane.low, lane.high)
    )
    return Far(value.t_s, value.mean, low.mean, high.mean).lane


def _log_mean(ms: Points, first: NDArray[np.int64], n: Points) -> Points:
    mean: Points = np.exp(np.add.reduceat(np.log(ms), first) / n)
    return mean


def _in_steps(lane: Lane, step: float, mean_of: Callable[[Points, NDArray[np.int64], Points], Points]) -> Far:
    t_s, value = np.asarray(lane.t_s), np.asarray(lane.value)
    is_known = ~np.isnan(value)
    t_s, value = t_s[is_known], value[is_known]
    if not t_s.size:
        nothing = np.empty(0)
        return Far(nothing, nothing, nothing, nothing)
    number = np.floor(t_s / step).astype(np.int64)
    first = np.flatnonzero(np.diff(number, prepend=number[0] - 1))
    places = number[first] - number[0]
    n = int(places[-1]) + 1
    mean, low, high = (np.full(n, np.nan) for _ in range(3))
    mean[places] = mean_of(value, first, np.diff(np.append(first, t_s.size)).astype(np.float64))
    low[places] = np.minimum.reduceat(value, first)
    high[places] = np.maximum.reduceat(value, first)
    return Far((number[0] + np.arange(n) + 0.5) * step, mean, low, high)
