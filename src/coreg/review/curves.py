"""The curves of one series: every interval with its verdict, RMSSD of the minute before each beat, the spectrum."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coreg.domain.beat import Beat
from coreg.domain.snapshot import Lane
from coreg.dsp.spectrum import MS_PER_S, detrended_ms, periodogram
from coreg.readings.numbers import BAND_SHORTEST_S
from coreg.readings.person import PersonReadings
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.span import BAND_WINDOW_S, pieces
from coreg.readings.trust import gate

_LOWEST_HZ = 0.005
_STEP_HZ = 1 / 1200  # 1/(4T) for five minutes
_N_HZ = 594  # to 0.5 Hz
_FEWEST_BEATS = 20


@dataclass(frozen=True, slots=True)
class Curves:
    """What a picture of one series is drawn from.

    Attributes
    ----------
    t_s, rr_ms, is_artifact
        Each counted interval's END, its length, and whether the final verdict leaves it out; shape (n,).
    rmssd
        RMSSD over 60 s with its 95 % interval, as it was shown live.
    hz, ms2_per_hz
        The mean spectrum; NaN where there are too few beats.
    """

    t_s: NDArray[np.float64]
    rr_ms: NDArray[np.float64]
    is_artifact: NDArray[np.bool_]
    rmssd: Lane
    hz: NDArray[np.float64]
    ms2_per_hz: NDArray[np.float64]


def curves(beats: Sequence[Beat]) -> Curves:
    """Return the curves of one person's beats."""
    live = PersonReadings()
    live.update(beats)
    series = finished_series(beats)
    hz, ms2_per_hz = mean_spectrum(series)
    return Curves(
        t_s=series.t_s,
        rr_ms=series.rr_ms,
        is_artifact=series.verdicts.final != 0,
        rmssd=live.numbers(0.0).rmssd_lane,
        hz=hz,
        ms2_per_hz=ms2_per_hz,
    )


def mean_spectrum(
    series: BeatSeries, span_s: tuple[float, float] | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the frequencies in Hz and the mean spectrum in ms²/Hz; NaN where there are too few beats.

    It is the mean over those pieces whose LF and HF are known: five minutes each, and a rest of at least two.

    Parameters
    ----------
    span_s
        Start and end of a stretch; None for all of the series.
    """
    found = []
    if series.n_beats:
        whole = series.window(*(span_s or (series.begins_s, series.end_s(series.n_beats))))
        for window in pieces(series, whole, BAND_WINDOW_S, BAND_SHORTEST_S):
            t_s, rr_ms = window.used
            if t_s.size >= _FEWEST_BEATS and gate(window.found.coverage).unknown is None:
                p = periodogram(t_s, detrended_ms(t_s, rr_ms), _LOWEST_HZ, _STEP_HZ, _N_HZ)
                found.append(2.0 * float(rr_ms.mean()) / MS_PER_S * p)
    hz = _LOWEST_HZ + _STEP_HZ * np.arange(_N_HZ, dtype=np.float64)
    return hz, np.mean(found, axis=0) if found else np.full(_N_HZ, np.nan)
