"""Heart rate around a set: the mean of any stretch, and the trailing ten-second mean second by second.

A stretch counts only where its valid intervals cover at least 80 % of it; a value is never carried over a hole.
"""

import numpy as np
from numpy.typing import NDArray

from coreg.domain.reading import Reading, Unknown
from coreg.dsp.time_domain import MS_PER_MINUTE
from coreg.readings.numbers import heart_rate
from coreg.readings.series import BeatSeries
from coreg.readings.trust import Trust

COVERED_SHARE = 0.8  # our choice: as the gate for every other number.
TRAILING_S = 10.0  # our choice: three breaths or more even out.
_MS_PER_S = 1000.0


def mean_heart_rate(series: BeatSeries, start_s: float, end_s: float) -> Reading:
    """Return 60000 / mean RR of the judged beats that end in (start_s, end_s], in beats a minute."""
    found = series.stretch(start_s, end_s, series.n_judged)
    needed_ms = COVERED_SHARE * (end_s - start_s) * _MS_PER_S
    n_used = found.coverage.n_used
    if n_used and n_used * found.time_domain.mean_rr_ms >= needed_ms:
        return heart_rate(found, Trust())
    sent_ms = float(series.rr_ms[found.first : found.end].sum())
    return Reading.of_unknown(Unknown.INTERVALS_UNEVEN if sent_ms >= needed_ms else Unknown.TOO_FEW_BEATS)


class TrailingMean:
    """The mean heart rate of the ten seconds before any instant, of one person's judged beats."""

    def __init__(self, series: BeatSeries) -> None:
        n = series.n_judged
        used = series.is_valid[:n] != 0
        self._t_s = series.t_s[:n].copy()
        self._sum_ms = np.concatenate([[0.0], np.cumsum(np.where(used, series.rr_ms[:n], 0.0))])
        self._n = np.concatenate([[0], np.cumsum(used)])

    def at(self, t_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return beats a minute at each instant, shape of `t_s`; NaN where under 80 % of the 10 s are covered."""
        first = np.searchsorted(self._t_s, t_s - TRAILING_S, side="right")
        end = np.searchsorted(self._t_s, t_s, side="right")
        sum_ms = self._sum_ms[end] - self._sum_ms[first]
        n = self._n[end] - self._n[first]
        is_covered = sum_ms >= COVERED_SHARE * TRAILING_S * _MS_PER_S
        return np.where(is_covered, MS_PER_MINUTE * n / np.where(is_covered, sum_ms, 1.0), np.nan)
