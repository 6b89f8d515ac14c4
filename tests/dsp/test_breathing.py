import math

import numpy as np
import pytest
from numpy.typing import NDArray

from coreg.dsp import breathing as verdict
from coreg.dsp.coherence import coherence
from coreg.dsp.minute import rhythms_of
from coreg.dsp.rsa import ln_band_power


def breathing(
    frequency_hz, amplitude_ms=40.0, noise_ms=8.0, length_s=64.5, seed=1
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rng = np.random.default_rng(seed)
    t_s, rr_ms, now_s = [], [], 0.0
    while now_s < length_s:
        rr = 850.0 + amplitude_ms * math.sin(2 * math.pi * frequency_hz * now_s) + noise_ms * rng.standard_normal()
        now_s += rr / 1000.0
        t_s.append(now_s)
        rr_ms.append(rr)
    return np.array(t_s), np.array(rr_ms)


def breaths_per_min(t_s, rr_ms):
    return verdict.breaths_per_min(rhythms_of(t_s, rr_ms).breathing)


def is_breathing_slow(t_s, rr_ms, below_hz):
    return verdict.is_breathing_slow(rhythms_of(t_s, rr_ms).slow, below_hz)


@pytest.mark.parametrize("rate", [9.0, 12.0, 15.0, 20.0, 27.0])
def test_rate_of_a_clear_breath(rate):
    assert breaths_per_min(*breathing(rate / 60.0)) == pytest.approx(rate, abs=0.3)


def test_white_intervals_have_no_breathing_rate():
    unknown = sum(math.isnan(breaths_per_min(*breathing(0.2, 0.0, 30.0, seed=seed))) for seed in range(40))
    assert unknown >= 36


@pytest.mark.parametrize("rate", [4.5, 5.0, 6.0, 6.5])
def test_paced_breathing_is_slow(rate):
    assert is_breathing_slow(*breathing(rate / 60.0), 0.12)


@pytest.mark.parametrize("rate", [9.0, 12.0, 18.0])
def test_usual_breathing_is_not_slow(rate):
    assert not is_breathing_slow(*breathing(rate / 60.0), 0.12)


def test_a_slow_drift_is_not_slow_breathing():
    t_s, rr_ms = breathing(0.25)
    assert not is_breathing_slow(t_s, rr_ms + 60.0 * np.sin(2 * np.pi * t_s / 120.0), 0.12)


def test_one_slow_wave_is_coherent_and_noise_is_not():
    assert coherence(*breathing(0.1, 60.0, 3.0)) > 3.0
    assert coherence(*breathing(0.1, 0.0, 30.0)) < 0.6


@pytest.mark.parametrize("quantity", [breaths_per_min, coherence])
def test_few_or_equal_intervals_have_neither(quantity):
    for rr_ms in (np.full(5, 800.0), np.full(90, 800.0)):
        assert math.isnan(quantity(np.cumsum(rr_ms) / 1000.0, rr_ms))


def test_no_beats_are_no_slow_breathing():
    assert not is_breathing_slow(np.array([]), np.array([]), 0.12)
    assert math.isnan(ln_band_power(np.array([]), np.array([]), 0.12, 0.4).value)
