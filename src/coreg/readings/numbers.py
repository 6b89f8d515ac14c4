"""The numbers of a stretch of beats as readings: value, 95 % interval, or the reason. docs/METRICS.md has each."""

import math

from coreg.domain.reading import Reading, Unknown
from coreg.dsp.breathing import SLOW_BELOW_HZ, breaths_per_min, is_breathing_slow
from coreg.dsp.coherence import WINDOW_S as COHERENCE_WINDOW_S
from coreg.dsp.coherence import coherence
from coreg.dsp.minute import Rhythms, rhythms_of
from coreg.dsp.rsa import ln_band_power
from coreg.dsp.stretch import Stretch
from coreg.dsp.time_domain import MS_PER_MINUTE
from coreg.readings.trust import Trust, gate, heart_rate_gate
from coreg.readings.window import Window

RSA_SHORTEST_S = 30.0  # our choice: three breaths at the slow end of the band.
BAND_SHORTEST_S = 120.0  # Task Force 1996, "recording requirements": LF needs about 2 minutes.


def short_heart_rate(found: Stretch) -> Reading:
    """Return heart rate in beats a minute over a few seconds."""
    return heart_rate(found, heart_rate_gate(found.coverage))


def heart_rate(found: Stretch, trust: Trust) -> Reading:
    """Return heart rate in beats a minute."""
    low, high = found.mean_rr_band_ms
    return trust.reading(
        found.time_domain.mean_hr_bpm,
        MS_PER_MINUTE / high if high > 0.0 else math.nan,
        MS_PER_MINUTE / low if low > 0.0 else math.nan,
    )


def rmssd(found: Stretch, trust: Trust) -> Reading:
    """Return RMSSD in ms."""
    return trust.reading(found.time_domain.rmssd_ms, *found.rmssd_band_ms)


def ln_rmssd(found: Stretch, trust: Trust) -> Reading:
    """Return the natural logarithm of RMSSD in ms."""
    low, high = (math.log(bound) if bound > 0.0 else math.nan for bound in found.rmssd_band_ms)
    return trust.reading(found.time_domain.ln_rmssd, low, high)


def time_domain_readings(found: Stretch, trust: Trust) -> dict[str, Reading]:
    """Return every number of the time domain, by its name in docs/METRICS.md."""
    bare = found.time_domain
    low, high = (bound / bare.rmssd_ms if bare.rmssd_ms > 0.0 else math.nan for bound in found.rmssd_band_ms)
    return {
        "mean_rr_ms": trust.reading(bare.mean_rr_ms, *found.mean_rr_band_ms),
        "mean_hr_bpm": heart_rate(found, trust),
        "sdnn_ms": trust.reading(bare.sdnn_ms),
        "rmssd_ms": rmssd(found, trust),
        "ln_rmssd": ln_rmssd(found, trust),
        "sdsd_ms": trust.reading(bare.sdsd_ms, bare.sdsd_ms * low, bare.sdsd_ms * high),
        "nn50": trust.reading(bare.nn50),
        "pnn50_pct": trust.reading(bare.pnn50_pct),
        "sd1_ms": trust.reading(bare.sd1_ms, bare.sd1_ms * low, bare.sd1_ms * high),
        "sd2_ms": trust.reading(bare.sd2_ms),
    }


def rsa(found: Rhythms, length_s: float, trust: Trust) -> Reading:
    """Return the vagal-tone estimate, ln of the power in ms² at breathing frequencies, of up to a minute."""
    if trust.unknown is not None:
        return trust.reading(math.nan)
    if not _reaches(length_s, RSA_SHORTEST_S):
        return Reading.of_unknown(Unknown.TOO_SHORT)
    if is_breathing_slow(found.slow, SLOW_BELOW_HZ):
        return Reading.of_unknown(Unknown.SLOW_BREATHING)
    return trust.reading(*found.rsa)


def breathing(found: Rhythms, length_s: float, trust: Trust) -> Reading:
    """Return breaths a minute, or unknown where no rhythm stands out."""
    if trust.unknown is not None:
        return trust.reading(math.nan)
    if not _reaches(length_s, RSA_SHORTEST_S):
        return Reading.of_unknown(Unknown.TOO_SHORT)
    value = breaths_per_min(found.breathing)
    return Reading.of_unknown(Unknown.NO_CLEAR_RHYTHM) if math.isnan(value) else trust.reading(value)


def window_rsa(window: Window) -> Reading:
    """Return RSA of a window of up to a minute."""
    return rsa(rhythms_of(*window.used), window.length_s, gate(window.found.coverage))


def window_breathing(window: Window) -> Reading:
    """Return breaths a minute of a window of up to a minute."""
    return breathing(rhythms_of(*window.used), window.length_s, gate(window.found.coverage))


def band_ms2(window: Window, low_hz: float, high_hz: float) -> Reading:
    """Return the power in ms² between two frequencies, over two to five minutes."""
    trust = gate(window.found.coverage)
    if trust.unknown is not None:
        return trust.reading(math.nan)
    if not _reaches(window.length_s, BAND_SHORTEST_S):
        return Reading.of_unknown(Unknown.TOO_SHORT)
    ln = ln_band_power(*window.used, low_hz, high_hz)
    return trust.reading(math.exp(ln.value), math.exp(ln.low), math.exp(ln.high))


def coherence_reading(window: Window) -> Reading:
    """Return how much of the slow rhythm is one rhythm, over 64 s."""
    trust = gate(window.found.coverage)
    if trust.unknown is not None:
        return trust.reading(math.nan)
    if not _reaches(window.length_s, COHERENCE_WINDOW_S):
        return Reading.of_unknown(Unknown.TOO_SHORT)
    return trust.reading(coherence(*window.used))


def artifact_pct(found: Stretch) -> Reading:
    """Return the share of the beats that an artifact verdict leaves out, in percent."""
    n = found.coverage.n_beats
    if n == 0:
        return Reading.of_unknown(Unknown.TOO_FEW_BEATS, 0, 1)
    return Reading(value=100.0 * (n - found.coverage.n_used) / n)


def _reaches(length_s: float, shortest_s: float) -> bool:
    return length_s + 1e-6 >= shortest_s
