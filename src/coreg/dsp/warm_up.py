"""Compiles or loads every kernel, so that the first beat doesn't wait for it. For a worker thread."""

import numpy as np

from coreg.dsp.artifacts import empty_scale, empty_verdicts, judge, judge_end, judge_newest
from coreg.dsp.breathing import SLOW_BELOW_HZ, breaths_per_min, is_breathing_slow
from coreg.dsp.coherence import coherence
from coreg.dsp.coverage import coverage
from coreg.dsp.rsa import RSA_HIGH_HZ, RSA_LOW_HZ, ln_band_power
from coreg.dsp.time_domain import pairs, rmssd_ms, time_domain
from coreg.dsp.uncertainty import mean_rr_band_ms, rmssd_band_ms


def warm_up() -> None:
    """Call every kernel once, with the types that readings call it with.

    Half a minute where nothing is cached yet, a second where it is. Numba compiles without holding anything that
    another thread waits for, except a thread that calls a kernel that isn't compiled.
    """
    n = 90
    rr_ms = 800.0 + 40.0 * np.sin(np.arange(n) * 1.3)
    t_s = np.cumsum(rr_ms) / 1000.0
    ones = np.ones(n, dtype=np.uint8)
    start = np.zeros(n, dtype=np.int64)
    scale, verdicts = empty_scale(), empty_verdicts(n)
    judge(rr_ms, start)
    judge_newest(rr_ms, start, 0, scale, verdicts)
    judge_end(rr_ms, start, 1, scale, verdicts)
    time_domain(rr_ms, ones, pairs(ones, ones))
    rmssd_ms(rr_ms, ones)
    rmssd_band_ms(rr_ms, ones, ones)
    mean_rr_band_ms(rr_ms, ones, ones)
    coverage(t_s, rr_ms, ones, ones, (0.0, 72.0, 57.0))
    ln_band_power(t_s, rr_ms, RSA_LOW_HZ, RSA_HIGH_HZ)
    breaths_per_min(t_s, rr_ms)
    is_breathing_slow(t_s, rr_ms, SLOW_BELOW_HZ)
    coherence(t_s, rr_ms)
