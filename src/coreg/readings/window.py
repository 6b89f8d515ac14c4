"""A stretch of one person's beats: what every number is computed from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coreg.dsp.coverage import Coverage, coverage
from coreg.dsp.time_domain import TimeDomain, pairs, time_domain

RECENT_S = 15.0  # our choice: a hole this near the end makes the window speak of another moment.


@dataclass(frozen=True)
class Window:
    """Beats whose intervals end in (start_s, end_s]. Arrays are views, shape (n,): see BeatSeries."""

    start_s: float
    end_s: float
    t_s: NDArray[np.float64]
    rr_ms: NDArray[np.float64]
    is_joined: NDArray[np.uint8]
    is_valid: NDArray[np.uint8]

    @cached_property
    def is_pair(self) -> NDArray[np.uint8]:
        """1 where a beat and the one before it are both valid and contiguous."""
        return pairs(self.is_joined, self.is_valid)

    @cached_property
    def coverage(self) -> Coverage:
        """How much of the window the beats carry."""
        bounds = (self.start_s, self.end_s, self.end_s - RECENT_S)
        return coverage(self.t_s, self.rr_ms, self.is_joined, self.is_valid, bounds)

    @cached_property
    def time_domain(self) -> TimeDomain:
        """The bare numbers, whatever the gate says."""
        return time_domain(self.rr_ms, self.is_valid, self.is_pair)

    @cached_property
    def used(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Times in s and lengths in ms of the valid beats alone."""
        keep = self.is_valid != 0
        return self.t_s[keep], self.rr_ms[keep]

    @property
    def length_s(self) -> float:
        """How long the window is, beats or not."""
        return self.end_s - self.start_s
