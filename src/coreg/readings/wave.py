"""How large the slow wave is that paced breathing makes in heart rate, and how it compares with this person's own.

The wave is fitted at the pacer's rate, not looked for: at six breaths a minute it lies below RSA's band, and a
person who breathes along makes the largest wave their heart has.
"""

import numpy as np
from numpy.typing import NDArray

from coreg.domain.client_picture import TriedRate
from coreg.domain.reading import Reading, Unknown
from coreg.dsp.time_domain import MS_PER_MINUTE
from coreg.readings.series import BeatSeries

WINDOW_S = 60.0  # design section 5: by simulation, as this module's other constants
SHORTEST_S = 30.0
NEAR_PER_MIN = 0.5
EASED_S = 10.0
FLOOR_SHARE = 0.25  # our choice: the picture of the smallest wave is soft, not gone
_N_RATES = 11
_COVERED_SHARE = 0.8
_LEAST_OWN_BPM = 2.0  # our choice: a range narrower than this is noise

RATES_PER_MIN = (6.5, 6.0, 5.5, 5.0, 4.5)
RATE_LASTS_S = 150.0
RATE_DROPPED_S = 30.0
AS_GOOD_SHARE = 0.9


def wave_bpm(series: BeatSeries, start_s: float, end_s: float, rate_per_min: float) -> Reading:
    """Return the amplitude of the wave near a rate, in beats a minute, of the beats that end in (start_s, end_s].

    Constant, trend, sine and cosine are fitted by least squares at eleven rates within 0.5 a minute; the largest
    amplitude counts.
    """
    rates = np.linspace(rate_per_min - NEAR_PER_MIN, rate_per_min + NEAR_PER_MIN, _N_RATES)
    found = _fits(series, start_s, end_s, rates)
    return found if isinstance(found, Reading) else Reading(value=float(found.max()))


def is_followed(series: BeatSeries, start_s: float, end_s: float, rate_per_min: float) -> bool:
    """Return whether the largest wave between 3 and 9 a minute lies within 0.5 a minute of the pacer's."""
    rates = np.arange(3.0, 9.01, 0.1)
    found = _fits(series, start_s, end_s, rates)
    if isinstance(found, Reading):
        return False
    return abs(float(rates[int(found.argmax())]) - rate_per_min) <= NEAR_PER_MIN + 1e-9


class WaveShare:
    """The wave against the largest that this person has made today, eased: 0.25 to 1, for a picture.

    >>> share = WaveShare()
    >>> share.update(0.0, 4.0), share.update(10.0, 2.0) < 1.0
    (1.0, True)
    """

    def __init__(self) -> None:
        self._eased_bpm: float | None = None
        self._at_s = 0.0
        self._own_bpm = _LEAST_OWN_BPM

    def update(self, now_s: float, amplitude_bpm: float | None) -> float | None:
        """Return the share now; None before anything is known. What isn't known fades towards the floor."""
        if amplitude_bpm is None and self._eased_bpm is None:
            return None
        target_bpm = 0.0 if amplitude_bpm is None else amplitude_bpm
        if self._eased_bpm is None:
            self._eased_bpm = target_bpm
        passed = 1.0 - np.exp(-max(0.0, now_s - self._at_s) / EASED_S)
        self._eased_bpm += passed * (target_bpm - self._eased_bpm)
        self._at_s = now_s
        self._own_bpm = max(self._own_bpm, self._eased_bpm)
        return float(FLOOR_SHARE + (1.0 - FLOOR_SHARE) * self._eased_bpm / self._own_bpm)


def compare_rates(series: BeatSeries, started_s: "list[tuple[float, float]]") -> tuple[TriedRate, ...]:
    """Return each tried rate's wave, without its first 30 s; all within a tenth of the largest are as good.

    Parameters
    ----------
    started_s
        Rate per minute and when it began, on the session clock; each lasts 2.5 minutes.
    """
    tried = [(rate, _wave_of_rate(series, rate, start_s)) for rate, start_s in started_s]
    largest = max((wave.value for _, wave in tried if wave.value is not None), default=None)
    return tuple(TriedRate(rate, wave, _is_as_good(wave, largest)) for rate, wave in tried)


def _wave_of_rate(series: BeatSeries, rate_per_min: float, start_s: float) -> Reading:
    bounds_s = (start_s + RATE_DROPPED_S, start_s + RATE_LASTS_S)
    wave = wave_bpm(series, *bounds_s, rate_per_min)
    if wave.is_known and not is_followed(series, *bounds_s, rate_per_min):
        return Reading.of_unknown(Unknown.NOT_FOLLOWED)
    return wave


def _is_as_good(wave: Reading, largest_bpm: float | None) -> bool:
    return wave.value is not None and largest_bpm is not None and wave.value >= AS_GOOD_SHARE * largest_bpm


def _fits(
    series: BeatSeries, start_s: float, end_s: float, rates_per_min: NDArray[np.float64]
) -> "NDArray[np.float64] | Reading":
    """Return the fitted amplitude at each rate, or why there is none."""
    low, high = np.searchsorted(series.t_s[: series.n_judged], (start_s, end_s), side="right").tolist()
    used = series.is_valid[low:high] != 0
    t_s, rr_ms = series.t_s[low:high][used], series.rr_ms[low:high][used]
    covered_s = float(rr_ms.sum()) / 1000.0
    if covered_s < SHORTEST_S:
        return Reading.of_unknown(Unknown.TOO_SHORT, int(covered_s), int(SHORTEST_S))
    if covered_s < _COVERED_SHARE * (end_s - start_s):
        return Reading.of_unknown(Unknown.INTERVALS_UNEVEN if not used.all() else Unknown.TOO_FEW_BEATS)
    x_s = t_s - rr_ms / 2000.0 - t_s[0]
    bpm = MS_PER_MINUTE / rr_ms
    return _amplitudes(x_s, bpm, rates_per_min)


def _amplitudes(
    x_s: NDArray[np.float64], bpm: NDArray[np.float64], rates_per_min: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Least squares at all rates at once: constant and trend taken out of everything, then sine and cosine fitted.

    It is the fit of all four together (Frisch and Waugh 1933), thirty times as fast as one `lstsq` for each rate.
    """
    line, _ = np.linalg.qr(np.stack([np.ones_like(x_s), x_s], axis=1))
    angle = 2.0 * np.pi / 60.0 * rates_per_min[:, None] * x_s
    cosine, sine, wave = (row - (row @ line) @ line.T for row in (np.cos(angle), np.sin(angle), bpm))
    cc, ss, cs = (cosine**2).sum(axis=1), (sine**2).sum(axis=1), (cosine * sine).sum(axis=1)
    of_cosine, of_sine = cosine @ wave, sine @ wave
    determinant = cc * ss - cs**2
    a, b = (ss * of_cosine - cs * of_sine) / determinant, (cc * of_sine - cs * of_cosine) / determinant
    amplitudes: NDArray[np.float64] = np.hypot(a, b)
    return amplitudes
