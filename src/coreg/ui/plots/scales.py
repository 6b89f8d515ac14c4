"""Where a value stands on a lane: fixed steps that both share, linear for heart rate, log for variability."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coreg.domain.language import _
from coreg.domain.snapshot import Lane

KEEP_WIDE_S = 300.0  # design section 6: back to the narrower step after 5 minutes
SPANS_MIN = (2, 5, 15, 60)

_TIME_TICKS_S: dict[int, tuple[int, ...]] = {
    1: (60, 30, 0),
    2: (120, 90, 60, 30, 0),
    5: (300, 240, 180, 120, 60, 0),
    15: (900, 720, 540, 360, 180, 0),
    60: (3600, 2700, 1800, 900, 0),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """One step of a lane's value axis."""

    low: float
    high: float
    ticks: tuple[int, ...]
    is_log: bool = False

    def fraction(self, value: NDArray[np.float64]) -> NDArray[np.float64]:
        """Height above the lane's foot, 0 to 1 inside the step; clipped just outside; NaN stays NaN."""
        if not self.is_log:
            return np.clip((value - self.low) / (self.high - self.low), -0.02, 1.02)
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.log(value / self.low) / math.log(self.high / self.low)
        return np.clip(share, -0.02, 1.02)


HEART_RATE_STEPS = (
    Scale(50, 110, (60, 80, 100)),
    Scale(40, 130, (60, 80, 100, 120)),
    Scale(30, 180, (60, 90, 120, 150)),
)
RMSSD_STEPS = (
    Scale(8, 100, (10, 20, 40, 80), is_log=True),
    Scale(4, 200, (5, 10, 20, 40, 80, 160), is_log=True),
)


def shared_step(steps: tuple[Scale, ...], lanes: Iterable[Lane], now_s: float, span_s: float) -> Scale:
    """The narrowest step that holds what all lanes show, or showed in the last 5 minutes, or else the widest."""
    from_s = now_s - max(span_s, KEEP_WIDE_S)
    extremes = [extreme for lane in lanes for extreme in _extremes(lane, from_s)]
    for step in steps:
        if all(step.low <= value <= step.high for value in extremes):
            return step
    return steps[-1]


def _extremes(lane: Lane, from_s: float) -> tuple[float, ...]:
    if not len(lane):
        return ()
    start = int(np.searchsorted(np.asarray(lane.t_s), from_s))
    value = np.asarray(lane.value)[start:]
    known = value[~np.isnan(value)]
    return (float(known.min()), float(known.max())) if known.size else ()


def time_ticks(span_min: int) -> list[tuple[int, str]]:
    """Seconds before now, and how that is written beneath the lane."""
    return [(ago_s, _ago(ago_s)) for ago_s in _TIME_TICKS_S[span_min]]


def _ago(ago_s: int) -> str:
    if ago_s == 0:
        return _("now")
    minutes, seconds = divmod(ago_s, 60)
    return f"−{minutes}:{seconds:02d}" if seconds else f"−{minutes} min"
