"""The numbers of one window as readings: value, 95 % interval, or the reason for none. docs/METRICS.md has each."""

import math

import numpy as np

from coreg.domain.reading import Reading, Unknown
from coreg.dsp.breathing import SLOW_BELOW_HZ, breaths_per_min, is_breathing_slow
from coreg.dsp.coherence import WINDOW_S as COHERENCE_WINDOW_S
from coreg.dsp.coherence import coherence
from coreg.dsp.rsa import RSA_HIGH_HZ, RSA_LOW_HZ, ln_band_power
from coreg.dsp.time_domain import MS_PER_MINUTE
from coreg.dsp.uncertainty import Band, mean_rr_band_ms, rmssd_band_ms
from coreg.readings.trust import Trust, gate, heart_rate_gate
from coreg.readings.window import Window

RSA_SHORTEST_S = 30.0  # our choice: three breaths at the slow end of the band.
BAND_SHORTEST_S = 120.0  # Task Force 1996, "recording requirements": LF needs about 2 minutes.


def short_heart_rate(window: Window) -> Reading:
    """Return heart rate in beats a minute over a window of a few seconds."""
    rr_band = mean_rr_band_ms(window.rr_ms, window.is_valid, window.is_joined)
    return _heart_rate(window, heart_rate_gate(window.coverage), rr_band)


def time_domain_readings(window: Window, trust: Trust) -> dict[str, Reading]:
    """Return every number of the time domain, by its name in docs/METRICS.md."""
    found = window.time_domain
    rr_band = mean_rr_band_ms(window.rr_ms, window.is_valid, window.is_joined)
    band = rmssd_band_ms(window.rr_ms, window.is_pair, window.is_joined)
    low, high = (bound / found.rmssd_ms if found.rmssd_ms > 0.0 else math.nan for bound in band)
    ln_low, ln_high = (math.log(bound) if bound > 0.0 else math.nan for bound in band)
    return {
        "mean_rr_ms": trust.reading(found.mean_rr_ms, rr_band.low, rr_band.high),
        "mean_hr_bpm": _heart_rate(window, trust, rr_band),
        "sdnn_ms": trust.reading(found.sdnn_ms),
        "rmssd_ms": trust.reading(found.rmssd_ms, band.low, band.high),
        "ln_rmssd": trust.reading(found.ln_rmssd, ln_low, ln_high),
        "sdsd_ms": trust.reading(found.sdsd_ms, found.sdsd_ms * low, found.sdsd_ms * high),
        "nn50": trust.reading(found.nn50),
        "pnn50_pct": trust.reading(found.pnn50_pct),
        "sd1_ms": trust.reading(found.sd1_ms, found.sd1_ms * low, found.sd1_ms * high),
        "sd2_ms": trust.reading(found.sd2_ms),
    }


def rsa_ln_ms2(window: Window) -> Reading:
    """Return the vagal-tone estimate: ln of the power in ms² at breathing frequencies."""
    trust = gate(window.coverage)
    if trust.unknown is not None:
        return trust.reading(math.nan)
    t_s, rr_ms = window.used
    if not _spans(window, RSA_SHORTEST_S):
        return Reading.of_unknown(Unknown.TOO_SHORT)
    if is_breathing_slow(t_s, rr_ms, SLOW_BELOW_HZ):
        return Reading.of_unknown(Unknown.SLOW_BREATHING)
    return trust.reading(*ln_band_power(t_s, rr_ms, RSA_LOW_HZ, RSA_HIGH_HZ))


def band_ms2(window: Window, low_hz: float, high_hz: float) -> Reading:
    """Return the power in ms² between two frequencies, over two to five minutes."""
    trust = gate(window.coverage)
    if trust.unknown is not None:
        return trust.reading(math.nan)
    if not _spans(window, BAND_SHORTEST_S):
        return Reading.of_unknown(Unknown.TOO_SHORT)
    ln = ln_band_power(*window.used, low_hz, high_hz)
    return trust.reading(math.exp(ln.value), math.exp(ln.low), math.exp(ln.high))


def breathing(window: Window) -> Reading:
    """Return breaths a minute, or unknown where no rhythm stands out."""
    trust = gate(window.coverage)
    if trust.unknown is not None:
        return trust.reading(math.nan)
    if not _spans(window, RSA_SHORTEST_S):
        return Reading.of_unknown(Unknown.TOO_SHORT)
    value = breaths_per_min(*window.used)
    return Reading.of_unknown(Unknown.NO_CLEAR_RHYTHM) if math.isnan(value) else trust.reading(value)


def coherence_reading(window: Window) -> Reading:
    """Return how much of the slow rhythm is one rhythm, over 64 s."""
    trust = gate(window.coverage)
    if trust.unknown is not None:
        return trust.reading(math.nan)
    if not _spans(window, COHERENCE_WINDOW_S):
        return Reading.of_unknown(Unknown.TOO_SHORT)
    return trust.reading(coherence(*window.used))


def artifact_pct(window: Window) -> Reading:
    """Return the share of the window's beats that an artifact verdict leaves out, in percent."""
    n = window.is_valid.size
    if n == 0:
        return Reading.of_unknown(Unknown.TOO_FEW_BEATS, 0, 1)
    return Reading(value=100.0 * float(n - np.count_nonzero(window.is_valid)) / n)


def _spans(window: Window, shortest_s: float) -> bool:
    return window.length_s + 1e-6 >= shortest_s


def _heart_rate(window: Window, trust: Trust, rr_band: Band) -> Reading:
    low, high = (MS_PER_MINUTE / b if b > 0.0 else math.nan for b in (rr_band.high, rr_band.low))
    return trust.reading(window.time_domain.mean_hr_bpm, low, high)
