"""Compiles or loads every kernel, so that the first beat doesn't wait for it. For a worker thread.

Numba compiles without holding anything that another thread waits for, except a thread that calls a kernel that
isn't compiled.
"""

import numpy as np
from numpy.typing import NDArray

from coreg.dsp.artifacts import empty_scale, empty_verdicts, judge_rest
from coreg.dsp.coherence import coherence
from coreg.dsp.even_series import empty_even_series, extend
from coreg.dsp.exchange import exchange, pairings, permuted_maxima
from coreg.dsp.lead import N_LAGS, lead_s
from coreg.dsp.live_pairs import N_WINDOW, against_chance, empty_pairs, take_segment
from coreg.dsp.minute import empty_minute, rhythms, rhythms_of
from coreg.dsp.rsa import LF_HIGH_HZ, LF_LOW_HZ, ln_band_power
from coreg.dsp.segments import likeness, matched
from coreg.dsp.set_response import design, without_response
from coreg.dsp.slow_band import SLOW, filter_samples, filtered
from coreg.dsp.spectrum import detrended_ms, periodogram
from coreg.dsp.stream import take_newest
from coreg.dsp.stretch import stretch, trailing_rmssd
from coreg.dsp.time_domain import pairs, time_domain
from coreg.dsp.unevenness import unevenness

_N_BEATS = 90


def warm_up_live() -> None:
    """Call the kernels of a running session once, with the types that readings call them with.

    Half a minute where nothing is cached yet, under half a second where it is.
    """
    t_s, rr_ms, ones = _beats()
    start = np.zeros(_N_BEATS, dtype=np.int64)
    verdicts, minute = empty_verdicts(_N_BEATS), empty_minute()
    take_newest(t_s, rr_ms, start, ones.copy(), 0, empty_scale(), verdicts, minute)
    stretch(t_s, rr_ms, ones, ones, _N_BEATS, (0.0, 72.0))
    rhythms(t_s, rr_ms, ones, minute)
    rhythms_of(t_s, rr_ms)
    judge_rest(rr_ms, start, 0, 1, empty_scale(), empty_verdicts(_N_BEATS))
    warm_up_two()


def warm_up() -> None:
    """Call every kernel once: those of a running session first, then those that whole recordings need."""
    warm_up_live()
    t_s, rr_ms, ones = _beats()
    time_domain(rr_ms, ones, pairs(ones, ones))
    ln_band_power(t_s, rr_ms, LF_LOW_HZ, LF_HIGH_HZ)
    coherence(t_s, rr_ms)
    trailing_rmssd(t_s, rr_ms, ones, ones, 60.0)
    periodogram(t_s, detrended_ms(t_s, rr_ms), 0.04, 0.01, 2)


def warm_up_two() -> None:
    """Call the kernels that compare two people once."""
    t_s, rr_ms, ones = _beats()
    nobody = np.zeros(_N_BEATS, dtype=np.uint8)
    even = empty_even_series(200)
    extend(t_s, rr_ms, nobody, _N_BEATS, np.zeros((0, 2)), even)
    filter_samples(even.bpm, 200, 0, 120, SLOW.narrow, SLOW.wide, np.empty(200))
    x = filtered(even.bpm, SLOW)
    left = without_response(x, design(x.size, np.array([10.0]), np.array([20.0])))
    pairs_of = empty_pairs(1)
    take_segment(left, left, 0, pairs_of)
    against_chance(0, np.zeros(N_WINDOW, dtype=np.uint8), pairs_of)
    unevenness(rr_ms, ones, nobody, 0, _N_BEATS)
    first, shift = np.arange(0, 120, 20), np.arange(N_LAGS)
    z, usable = likeness(left, left, first, shift)
    kind = np.zeros(usable.size, dtype=np.int64)
    exchange(z, kind, first.astype(np.float64), 0)
    permuted_maxima(z, kind, pairings(kind, 1, 0))
    lead_s(np.nan_to_num(matched(left, left, first, shift)))


def _beats() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.uint8]]:
    rr_ms = 800.0 + 40.0 * np.sin(np.arange(_N_BEATS) * 1.3)
    return np.cumsum(rr_ms) / 1000.0, rr_ms, np.ones(_N_BEATS, dtype=np.uint8)
