"""A stretch of one person's beats: what every number is computed from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coreg.dsp.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Window:
    """Beats whose intervals end in (start_s, end_s], and their bare numbers. Arrays are views: see BeatSeries."""

    start_s: float
    end_s: float
    found: Stretch
    t_s: NDArray[np.float64]
    rr_ms: NDArray[np.float64]
    is_valid: NDArray[np.uint8]

    @property
    def used(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Times in s and lengths in ms of the valid beats alone."""
        keep = self.is_valid != 0
        return self.t_s[keep], self.rr_ms[keep]

    @property
    def length_s(self) -> float:
        """How long the window is, beats or not."""
        return self.end_s - self.start_s
