"""One person's numbers of this moment and curves so far, from beats as they come."""

import math
from collections.abc import Sequence

from coreg.domain.beat import Beat
from coreg.domain.reading import Reading, Unknown
from coreg.domain.snapshot import PersonNumbers
from coreg.dsp.stretch import Stretch
from coreg.readings.lanes import LaneBuffer
from coreg.readings.numbers import artifact_pct, heart_rate, ln_rmssd, rmssd, rsa, short_heart_rate
from coreg.readings.series import BeatSeries
from coreg.readings.trust import STALE_S, UNEXPLAINED_S, gate

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
        self._row_of: list[int] = []
        self._heart_rate = LaneBuffer()
        self._rmssd = LaneBuffer()
        self._minute = self._newest(WINDOW_S)
        self._numbers: PersonNumbers | None = None

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
        self._numbers = None

    def numbers(self, now_s: float, silence: Unknown | None = None) -> PersonNumbers:
        """Return the readings at `now_s`; `silence` is why the link gives no beats just now, if it gives none."""
        if self._numbers is None:
            self._numbers = self._compute()
        reason = self._reason_for_nothing(now_s, silence)
        if reason is None:
            return self._numbers
        nothing = Reading.of_unknown(reason)
        return PersonNumbers(
            heart_rate_bpm=nothing,
            heart_rate_60s_bpm=nothing,
            rmssd_ms=nothing,
            ln_rmssd=nothing,
            rsa_ln_ms2=nothing,
            artifact_pct=nothing,
            heart_rate_lane=self._numbers.heart_rate_lane,
            rmssd_lane=self._numbers.rmssd_lane,
        )

    def rmssd_over(self, length_s: float) -> Reading:
        """Return RMSSD in ms over the newest `length_s`: 30 s follow a change, 120 and 300 s are steadier."""
        found = self._newest(length_s)
        return rmssd(found, gate(found.coverage))

    def _reason_for_nothing(self, now_s: float, silence: Unknown | None) -> Unknown | None:
        n = self._series.n_beats
        if n == 0:
            return silence
        age_s = now_s - float(self._series.t_s[-1])
        if silence is not None and age_s > STALE_S:
            return silence
        if age_s > UNEXPLAINED_S:
            return Unknown.NO_SIGNAL
        # The first beats after a hole wait for their verdict: until then the newest numbers are of before it.
        n_judged = self._series.n_judged
        is_of_before = n_judged > 0 and now_s - self._series.end_s(n_judged) > UNEXPLAINED_S
        return Unknown.RECENT_GAP if is_of_before else None

    def _newest(self, length_s: float) -> Stretch:
        """Return the bare numbers up to the newest judged beat; before the window is full, since the first."""
        n = self._series.n_judged
        end_s = self._series.end_s(n)
        start_s = max(end_s - length_s, self._series.begins_s) if n else end_s
        return self._series.stretch(start_s, end_s, n)

    def _compute(self) -> PersonNumbers:
        minute = self._minute
        trust = gate(minute.coverage)
        end_s = self._series.end_s(self._series.n_judged)
        length_s = min(WINDOW_S, end_s - self._series.begins_s)
        return PersonNumbers(
            heart_rate_bpm=short_heart_rate(self._newest(HEART_RATE_WINDOW_S)),
            heart_rate_60s_bpm=heart_rate(minute, trust),
            rmssd_ms=rmssd(minute, trust),
            ln_rmssd=ln_rmssd(minute, trust),
            rsa_ln_ms2=rsa(self._series.newest_rhythms, length_s, trust),
            artifact_pct=artifact_pct(minute),
            heart_rate_lane=self._heart_rate.lane,
            rmssd_lane=self._rmssd.lane,
        )

    def _draw_heart_rate(self) -> None:
        """Draw the newest beat, broken off where beats are missing, and revise what has a new verdict."""
        series = self._series
        newest = series.n_beats - 1
        if newest > 0 and not series.is_joined[newest]:
            self._heart_rate.append(series.end_s(newest), math.nan)
        self._row_of.append(self._heart_rate.append(series.end_s(newest + 1), series.heart_rate_bpm(newest)))
        for judged in (series.n_judged - 1, series.n_final - 1):
            if judged >= 0:
                value = series.heart_rate_bpm(judged) if series.is_valid[judged] else math.nan
                self._heart_rate.revise(self._row_of[judged], value)

    def _draw_rmssd(self) -> None:
        """Draw RMSSD of the minute that ends with the newest judged beat; unknown breaks the line."""
        n = self._series.n_judged
        if not n:
            return
        self._minute = self._newest(WINDOW_S)
        if gate(self._minute.coverage).unknown is not None:
            self._rmssd.append(self._series.end_s(n), math.nan)
            return
        band = self._minute.rmssd_band_ms
        self._rmssd.append(self._series.end_s(n), self._minute.time_domain.rmssd_ms, band.low, band.high)
