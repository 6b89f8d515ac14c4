"""One person's numbers of this moment and curves so far, from beats as they come."""

import math
from collections.abc import Sequence

from coreg.domain.beat import Beat
from coreg.domain.reading import Reading, Unknown
from coreg.domain.snapshot import PersonNumbers
from coreg.dsp.time_domain import MS_PER_MINUTE, rmssd_ms
from coreg.dsp.uncertainty import rmssd_band_ms
from coreg.readings.lanes import LaneBuffer
from coreg.readings.numbers import artifact_pct, rsa_ln_ms2, short_heart_rate, time_domain_readings
from coreg.readings.series import BeatSeries
from coreg.readings.trust import STALE_S, UNEXPLAINED_S, gate
from coreg.readings.window import Window

HEART_RATE_WINDOW_S = 10.0  # our choice: follows a change within seconds, and holds enough beats at 40 a minute.
WINDOW_S = 60.0  # Task Force 1996 and Laborde et al. 2017 accept 60 s for RMSSD.


class PersonReadings:
    """What is known of one person; beats go in, numbers come out. The newest two beats wait for their verdict.

    >>> readings = PersonReadings()
    >>> readings.update([Beat(1, 1024, 1.0 * (i + 1), 0.025) for i in range(30)])
    >>> readings.numbers(30.0).heart_rate_bpm.value
    60.0
    >>> readings.numbers(60.0, Unknown.NO_SIGNAL).heart_rate_bpm.unknown
    <Unknown.NO_SIGNAL: 'no_signal'>
    """

    def __init__(self) -> None:
        self._series = BeatSeries()
        self._n_in_lane = 0
        self._n_judged_in_lane = 0
        self._n_final_in_lane = 0
        self._row_of: list[int] = []
        self._heart_rate = LaneBuffer()
        self._rmssd = LaneBuffer()
        self._newest: PersonNumbers | None = None

    @property
    def series(self) -> BeatSeries:
        """The beats so far."""
        return self._series

    def update(self, beats: Sequence[Beat]) -> None:
        """Take more beats in."""
        for beat in beats:
            n_before = self._series.n_beats
            self._series.update((beat,))
            if self._series.n_beats > n_before:
                self._draw_heart_rate()
                self._draw_rmssd()
        self._newest = None

    def numbers(self, now_s: float, silence: Unknown | None = None) -> PersonNumbers:
        """Return the readings at `now_s`; `silence` is why the link gives no beats just now, if it gives none."""
        if self._newest is None:
            self._newest = self._compute()
        reason = self._reason_for_nothing(now_s, silence)
        if reason is None:
            return self._newest
        nothing = Reading.of_unknown(reason)
        return PersonNumbers(
            heart_rate_bpm=nothing,
            heart_rate_60s_bpm=nothing,
            rmssd_ms=nothing,
            ln_rmssd=nothing,
            rsa_ln_ms2=nothing,
            artifact_pct=nothing,
            heart_rate_lane=self._newest.heart_rate_lane,
            rmssd_lane=self._newest.rmssd_lane,
        )

    def _reason_for_nothing(self, now_s: float, silence: Unknown | None) -> Unknown | None:
        n = self._series.n_beats
        if n == 0:
            return silence
        age_s = now_s - float(self._series.t_s[-1])
        if silence is not None and age_s > STALE_S:
            return silence
        return Unknown.NO_SIGNAL if age_s > UNEXPLAINED_S else None

    def _window(self, length_s: float) -> Window:
        """Return the window that ends with the newest judged beat; before it is full, it begins with the data."""
        n = self._series.n_judged
        end_s = float(self._series.t_s[n - 1]) if n else 0.0
        start_s = max(end_s - length_s, self._series.begins_s) if n else 0.0
        return self._series.window(start_s, end_s, n)

    def _compute(self) -> PersonNumbers:
        minute = self._window(WINDOW_S)
        numbers = time_domain_readings(minute, gate(minute.coverage))
        return PersonNumbers(
            heart_rate_bpm=short_heart_rate(self._window(HEART_RATE_WINDOW_S)),
            heart_rate_60s_bpm=numbers["mean_hr_bpm"],
            rmssd_ms=numbers["rmssd_ms"],
            ln_rmssd=numbers["ln_rmssd"],
            rsa_ln_ms2=rsa_ln_ms2(minute),
            artifact_pct=artifact_pct(minute),
            heart_rate_lane=self._heart_rate.lane,
            rmssd_lane=self._rmssd.lane,
        )

    def _draw_heart_rate(self) -> None:
        """Draw the newest beat, broken off where beats are missing, and revise what has a new verdict."""
        series = self._series
        newest = series.n_beats - 1
        t_s = float(series.t_s[newest])
        if newest > 0 and not series.is_joined[newest]:
            self._heart_rate.append(float(series.t_s[newest - 1]), math.nan)
        self._row_of.append(self._heart_rate.append(t_s, MS_PER_MINUTE / float(series.rr_ms[newest])))
        for judged in (series.n_judged - 1, series.n_final - 1):
            if judged >= 0:
                is_valid = bool(series.is_valid[judged])
                value = MS_PER_MINUTE / float(series.rr_ms[judged]) if is_valid else math.nan
                self._heart_rate.revise(self._row_of[judged], value)

    def _draw_rmssd(self) -> None:
        """Draw RMSSD of the minute that ends with the newest judged beat; unknown breaks the line."""
        if not self._series.n_judged:
            return
        minute = self._window(WINDOW_S)
        if gate(minute.coverage).unknown is not None:
            self._rmssd.append(minute.end_s, math.nan)
            return
        band = rmssd_band_ms(minute.rr_ms, minute.is_pair, minute.is_joined)
        self._rmssd.append(minute.end_s, rmssd_ms(minute.rr_ms, minute.is_pair), band.low, band.high)
