"""Both curves of a series that has ended, each in one go: what a session's strip is drawn from."""

import numpy as np

from coreg.domain.snapshot import Lane
from coreg.dsp.stretch import trailing_rmssd
from coreg.dsp.time_domain import MS_PER_MINUTE
from coreg.readings.lanes import lane_of
from coreg.readings.person import WINDOW_S
from coreg.readings.series import BeatSeries
from coreg.readings.trust import opens


def heart_rate_lane(series: BeatSeries) -> Lane:
    """Return heart rate of every beat that counts, broken off where beats are missing or don't count."""
    bpm = np.where(series.is_valid != 0, MS_PER_MINUTE / series.rr_ms, np.nan)
    break_ = np.flatnonzero(series.is_joined[1:] == 0) + 1
    return lane_of(
        np.insert(series.t_s, break_, series.t_s[break_ - 1]),
        np.insert(bpm, break_, np.nan),
    )


def rmssd_lane(series: BeatSeries) -> Lane:
    """Return RMSSD of the minute that ends with every beat, with its interval; unknown breaks the line."""
    ms, low, high, n_valid, n_expected, widest_gap_s = trailing_rmssd(
        series.t_s, series.rr_ms, series.is_joined, series.is_valid, WINDOW_S
    )
    is_known = opens(n_valid, n_expected, widest_gap_s)
    return lane_of(series.t_s, *(np.where(is_known, row, np.nan) for row in (ms, low, high)))
