import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coreg.dsp.minute import rhythms_of


def sine(amplitude_ms, mean_ms=850.0, frequency_hz=0.25, length_s=60.0):
    t_s, rr_ms, now_s = [], [], 0.0
    while now_s < length_s:
        rr = mean_ms + amplitude_ms * math.sin(2 * math.pi * frequency_hz * now_s)
        now_s += rr / 1000.0
        t_s.append(now_s)
        rr_ms.append(rr)
    return np.array(t_s), np.array(rr_ms)


def rsa(t_s, rr_ms):
    return rhythms_of(t_s, rr_ms).rsa


@pytest.mark.parametrize("amplitude_ms", [5.0, 20.0, 50.0, 80.0])
@pytest.mark.parametrize("mean_ms", [650.0, 850.0, 1100.0])
def test_of_a_sine_is_ln_of_half_its_square(amplitude_ms, mean_ms):
    assert rsa(*sine(amplitude_ms, mean_ms)).value == pytest.approx(math.log(amplitude_ms**2 / 2), abs=0.15)


def test_doubling_the_amplitude_adds_two_ln_two():
    assert rsa(*sine(40.0)).value - rsa(*sine(20.0)).value == pytest.approx(1.386, abs=0.02)


def test_mean_interval_changes_nothing():
    values = [rsa(*sine(30.0, mean_ms)).value for mean_ms in (650.0, 800.0, 1000.0, 1200.0)]
    assert max(values) - min(values) < 0.06


def test_a_trend_changes_nothing():
    t_s, rr_ms = sine(30.0)
    assert rsa(t_s, rr_ms + 2.0 * (t_s - t_s.mean())).value == pytest.approx(rsa(t_s, rr_ms).value, abs=0.05)


def test_its_interval_holds_the_value():
    rng = np.random.default_rng(2)
    rr_ms = 800.0 + 30.0 * rng.standard_normal(75)
    found = rsa(np.cumsum(rr_ms) / 1000.0, rr_ms)
    assert found.low < found.value < found.high


@pytest.mark.parametrize(("amplitude_ms", "noise_ms"), [(0.0, 15.0), (40.0, 0.0), (15.0, 8.0)])
def test_its_interval_holds_the_truth_about_95_times_in_100(amplitude_ms, noise_ms):
    """White intervals, steady breathing with wandering phase, a mix; the truth is the mean power of all minutes."""
    rng = np.random.default_rng(8)
    found = []
    phase = 0.0
    for _ in range(600):
        t_s, rr_ms, now_s = [], [], 0.0
        while now_s < 60.0:
            rr = 850.0 + amplitude_ms * math.sin(phase) + noise_ms * rng.standard_normal()
            now_s += rr / 1000.0
            phase += 2 * math.pi * 0.25 * rr / 1000.0 + 0.5 * math.sqrt(rr / 1000.0) * rng.standard_normal()
            t_s.append(now_s)
            rr_ms.append(rr)
        found.append(rsa(np.array(t_s), np.array(rr_ms)))
    truth = math.log(np.mean([math.exp(reading.value) for reading in found]))
    assert 0.92 <= np.mean([reading.low <= truth <= reading.high for reading in found]) <= 0.99


@pytest.mark.parametrize("n", [0, 1, 11])
def test_few_beats_have_none(n):
    rr_ms = np.linspace(700, 800, n)
    assert math.isnan(rsa(np.cumsum(rr_ms) / 1000.0, rr_ms).value)


def test_intervals_that_do_not_vary_have_none():
    rr_ms = np.full(75, 800.0)
    assert math.isnan(rsa(np.cumsum(rr_ms) / 1000.0, rr_ms).value)


@settings(max_examples=30, deadline=None)
@given(st.floats(0.0, 1e5))
def test_a_shift_of_the_clock_changes_nothing(shift_s):
    t_s, rr_ms = sine(30.0)
    assert rsa(t_s + shift_s, rr_ms).value == pytest.approx(rsa(t_s, rr_ms).value, abs=1e-9)
