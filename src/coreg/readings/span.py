"""Every number of any stretch of a recording, recomputed from its beats."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from coreg.domain.beat import Beat
from coreg.domain.reading import Reading
from coreg.dsp.coherence import WINDOW_S as COHERENCE_WINDOW_S
from coreg.dsp.rsa import HF_HIGH_HZ, HF_LOW_HZ, LF_HIGH_HZ, LF_LOW_HZ
from coreg.readings.numbers import (
    BAND_SHORTEST_S,
    band_ms2,
    coherence_reading,
    time_domain_readings,
    window_breathing,
    window_rsa,
)
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.trust import gate
from coreg.readings.window import Window

RSA_WINDOW_S = 60.0
BAND_WINDOW_S = 300.0  # Task Force 1996: short-term recordings of 5 minutes.


def read_span(beats: Sequence[Beat], start_s: float, end_s: float) -> dict[str, Reading]:
    """Return the numbers of the beats whose intervals end in (start_s, end_s], by their names in docs/METRICS.md.

    Parameters
    ----------
    beats
        The whole recording of one person, in order: verdicts look at the beats around the span too.
    """
    return readings_of(finished_series(beats), start_s, end_s)


def readings_of(
    series: BeatSeries, start_s: float, end_s: float, minds_recent_gap: bool = True
) -> dict[str, Reading]:
    """Return the numbers of one stretch of a series that has ended.

    The time domain is of the whole stretch. RSA, breathing and coherence are the median of its minutes (64 s),
    HF and LF the mean of its five-minute pieces; a stretch that is shorter is one window.
    """
    whole = series.window(start_s, end_s)
    numbers = time_domain_readings(whole.found, gate(whole.found.coverage, minds_recent_gap))
    numbers["rsa_ln_ms2"] = _median(series, whole, RSA_WINDOW_S, window_rsa)
    numbers["hf_ms2"] = _mean(series, whole, lambda window: band_ms2(window, HF_LOW_HZ, HF_HIGH_HZ))
    numbers["lf_ms2"] = _mean(series, whole, lambda window: band_ms2(window, LF_LOW_HZ, LF_HIGH_HZ))
    numbers["breaths_per_min"] = _median(series, whole, RSA_WINDOW_S, window_breathing)
    numbers["coherence"] = _median(series, whole, COHERENCE_WINDOW_S, coherence_reading)
    return numbers


def pieces(series: BeatSeries, whole: Window, length_s: float, shortest_s: float) -> list[Window]:
    """Cut a stretch into consecutive windows; a rest of at least `shortest_s` is one too. Never none."""
    n_full = int(whole.length_s / length_s + 1e-9)
    bounds = [whole.start_s + i * length_s for i in range(n_full + 1)]
    if whole.end_s - bounds[-1] >= shortest_s:
        bounds.append(whole.end_s)
    if len(bounds) < 2:
        return [whole]
    return [series.window(start_s, end_s) for start_s, end_s in pairwise(bounds)]


def _median(series: BeatSeries, whole: Window, length_s: float, quantity: Callable[[Window], Reading]) -> Reading:
    """Return the median of what is known over consecutive windows, or the commonest reason for nothing."""
    found = [quantity(window) for window in pieces(series, whole, length_s, length_s)]
    known = [reading for reading in found if reading.is_known]
    # The median of n values scatters 1.25 times as much as their mean (normal distribution).
    widening = math.sqrt(math.pi / 2.0) if len(known) > 2 else 1.0
    return _together(found, known, float(np.median([r.value for r in known])) if known else 0.0, widening)


def _mean(series: BeatSeries, whole: Window, quantity: Callable[[Window], Reading]) -> Reading:
    """Return the mean of what is known over consecutive windows of five minutes."""
    found = [quantity(window) for window in pieces(series, whole, BAND_WINDOW_S, BAND_SHORTEST_S)]
    known = [reading for reading in found if reading.is_known]
    return _together(found, known, float(np.mean([r.value for r in known])) if known else 0.0, 1.0)


def _together(found: list[Reading], known: list[Reading], value: float, widening: float) -> Reading:
    """Return one reading for several: half-widths add in squares, as those of independent windows do."""
    if not known:
        reasons = [reading.unknown for reading in found]
        commonest = max(reasons, key=reasons.count)
        return next(reading for reading in found if reading.unknown is commonest)
    if len(known) == 1:
        return known[0]
    is_rough = 2 * sum(reading.is_rough for reading in known) > len(known)
    low = _half_width([(r.value or 0.0) - r.low if r.low is not None else math.nan for r in known])
    high = _half_width([r.high - (r.value or 0.0) if r.high is not None else math.nan for r in known])
    if math.isnan(low):
        return Reading(value=value, is_rough=is_rough)
    return Reading(value=value, low=value - widening * low, high=value + widening * high, is_rough=is_rough)


def _half_width(halves: list[float]) -> float:
    return math.sqrt(sum(half * half for half in halves)) / len(halves)
