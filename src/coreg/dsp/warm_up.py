"""Compiles or loads every kernel, so that the first beat doesn't wait for it. For a worker thread."""

import numpy as np

from coreg.dsp.artifacts import empty_scale, empty_verdicts, judge_end
from coreg.dsp.coherence import coherence
from coreg.dsp.minute import empty_minute, rhythms, rhythms_of
from coreg.dsp.rsa import LF_HIGH_HZ, LF_LOW_HZ, ln_band_power
from coreg.dsp.stream import take_newest
from coreg.dsp.stretch import stretch
from coreg.dsp.time_domain import pairs, time_domain


def warm_up() -> None:
    """Call every kernel once, with the types that readings call it with.

    A minute or more where nothing is cached yet, a second or two where it is. Numba compiles without holding
    anything that another thread waits for, except a thread that calls a kernel that isn't compiled.
    """
    n = 90
    rr_ms = 800.0 + 40.0 * np.sin(np.arange(n) * 1.3)
    t_s = np.cumsum(rr_ms) / 1000.0
    ones = np.ones(n, dtype=np.uint8)
    start = np.zeros(n, dtype=np.int64)
    scale, verdicts, minute = empty_scale(), empty_verdicts(n), empty_minute()
    take_newest(t_s, rr_ms, start, np.ones_like(ones), 0, scale, verdicts, minute)
    judge_end(rr_ms, start, 1, scale, verdicts)
    time_domain(rr_ms, ones, pairs(ones, ones))
    stretch(t_s, rr_ms, ones, ones, n, (0.0, 72.0))
    rhythms(t_s, rr_ms, ones, minute)
    rhythms_of(t_s, rr_ms)
    ln_band_power(t_s, rr_ms, LF_LOW_HZ, LF_HIGH_HZ)
    coherence(t_s, rr_ms)
