"""RSA after Porges and Bohrer, for comparison with the literature: exported, never shown."""

import numpy as np
from numpy.typing import NDArray

from coreg.dsp.coherence import evenly_ms
from coreg.dsp.rsa import RSA_HIGH_HZ, RSA_LOW_HZ

RATE_HZ = 2.0  # Porges and Bohrer 1990: 500-ms samples.
N_POINTS = 21  # Porges and Bohrer 1990: a 21-point moving cubic polynomial.
EPOCH_S = 30.0  # Lewis et al. 2012 (Biol Psychol 89:349) compare methods over 30-s epochs.


def porges_bohrer_ln_ms2(t_s: NDArray[np.float64], rr_ms: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ln of the variance in 0.12 to 0.40 Hz, of ms², in each full 30 s; shape (epochs,).

    Intervals in ms, sampled at 2 Hz; the cubic that moves through 21 points is taken out; what lies outside the
    band is, by Fourier transform of the whole series; then ln of the variance of each epoch. NaN where it doesn't
    vary. Empty for less than 30 s and the polynomial's two ends.

    Parameters
    ----------
    t_s, rr_ms
        END of each used interval in s, in order, and its length in ms; shape (n,).

    References
    ----------
    Porges SW, Bohrer RE (1990), in Cacioppo and Tassinary (eds.), Principles of Psychophysiology, 708-753.
    """
    per_epoch = int(EPOCH_S * RATE_HZ)
    n = int((t_s[-1] - t_s[0]) * RATE_HZ) if t_s.size > 1 else 0
    if n < per_epoch + N_POINTS - 1:
        return np.empty(0)
    even_ms = evenly_ms(t_s, rr_ms, float(t_s[0]), RATE_HZ, n)
    half = N_POINTS // 2
    offset = np.arange(-half, half + 1)
    # The middle of a least-squares cubic (Savitzky and Golay 1964, table I).
    weight = 3.0 * half * half + 3.0 * half - 1.0 - 5.0 * offset**2
    left_ms = even_ms[half:-half] - np.convolve(even_ms, weight / weight.sum(), "valid")
    spectrum = np.fft.rfft(left_ms)
    hz = np.fft.rfftfreq(left_ms.size, 1.0 / RATE_HZ)
    spectrum[(hz < RSA_LOW_HZ) | (hz > RSA_HIGH_HZ)] = 0.0
    breath_ms = np.fft.irfft(spectrum, left_ms.size)
    epochs = breath_ms[: left_ms.size // per_epoch * per_epoch].reshape(-1, per_epoch)
    variance_ms2 = epochs.var(axis=1)
    return np.log(np.where(variance_ms2 > 1e-9, variance_ms2, np.nan))
