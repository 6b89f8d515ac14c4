"""The rhythms of one heart over a session or a stretch of it: the mean spectrum and its bands' powers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coreg.domain.reading import Reading, Unknown
from coreg.dsp.rsa import HF_HIGH_HZ, HF_LOW_HZ, LF_HIGH_HZ, LF_LOW_HZ, RSA_HIGH_HZ, RSA_LOW_HZ
from coreg.readings.series import BeatSeries
from coreg.readings.span import readings_of
from coreg.review.curves import mean_spectrum

LF_HZ, HF_HZ, RSA_HZ = (LF_LOW_HZ, LF_HIGH_HZ), (HF_LOW_HZ, HF_HIGH_HZ), (RSA_LOW_HZ, RSA_HIGH_HZ)
_PER_MINUTE = 60.0
_PEAKS_FROM_HZ = 0.04  # Task Force 1996: below it lie rhythms that five minutes can't tell
_PEAKS_TO_HZ = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """One person's rhythms.

    Attributes
    ----------
    span_s
        Start and end of what they are of.
    hz, ms2_per_hz
        The mean spectrum; NaN where it is unknown.
    lf_ms2, hf_ms2, rsa_ln_ms2, breaths_per_min
        As docs/METRICS.md says for a stretch: HF and LF are means of five minutes, RSA and breathing medians of
        minutes.
    """

    span_s: tuple[float, float]
    hz: NDArray[np.float64]
    ms2_per_hz: NDArray[np.float64]
    lf_ms2: Reading
    hf_ms2: Reading
    rsa_ln_ms2: Reading
    breaths_per_min: Reading

    @property
    def unknown(self) -> Reading | None:
        """Why there is no spectrum; None where there is one."""
        return self.hf_ms2 if np.isnan(self.ms2_per_hz).any() else None

    @property
    def highest_hz(self) -> float | None:
        """Where it is highest from 0.04 to 0.4 Hz; None where it is unknown."""
        if self.unknown is not None:
            return None
        is_in = (self.hz >= _PEAKS_FROM_HZ) & (self.hz <= _PEAKS_TO_HZ)
        return float(self.hz[is_in][np.argmax(self.ms2_per_hz[is_in])])

    @property
    def breath_hz(self) -> float | None:
        """Breaths a second; None where no rhythm stands out as the breath's."""
        breaths = self.breaths_per_min.value
        return None if breaths is None else breaths / _PER_MINUTE


def read_spectrum(series: BeatSeries, span_s: tuple[float, float]) -> Spectrum:
    """Read a stretch of a series that has ended."""
    hz, ms2_per_hz = mean_spectrum(series, span_s)
    if not series.n_beats:
        nothing = Reading.of_unknown(Unknown.TOO_FEW_BEATS)
        return Spectrum(span_s, hz, ms2_per_hz, nothing, nothing, nothing, nothing)
    found = readings_of(series, *span_s, minds_recent_gap=False)
    if not found["hf_ms2"].is_known:
        ms2_per_hz = np.full(hz.size, np.nan)
    of = (found[name] for name in ("lf_ms2", "hf_ms2", "rsa_ln_ms2", "breaths_per_min"))
    return Spectrum(span_s, hz, ms2_per_hz, *of)
