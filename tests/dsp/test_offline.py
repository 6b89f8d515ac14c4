"""What is only used offline: smoothness priors, and RSA after Porges and Bohrer."""

import math

import numpy as np
import pytest

from coreg.dsp.detrend import SMOOTHNESS, smoothness_priors
from coreg.dsp.porges_bohrer import porges_bohrer_ln_ms2


@pytest.mark.parametrize("n", [3, 4, 5, 6, 60])
@pytest.mark.parametrize("smoothness", [1.0, 10.0, 500.0])
def test_smoothness_priors_are_the_matrix_inverse_of_the_paper(n, smoothness):
    y = np.random.default_rng(n).standard_normal(n)
    second = np.diff(np.eye(n), n=2, axis=0)
    trend = np.linalg.solve(np.eye(n) + smoothness**2 * second.T @ second, y)
    assert smoothness_priors(y, smoothness) == pytest.approx(y - trend, abs=1e-7)


def test_smoothness_priors_take_a_line_and_leave_a_breath():
    t_s = np.arange(0.0, 120.0, 0.25)
    breath = 30.0 * np.sin(2 * math.pi * 0.25 * t_s)
    left = smoothness_priors(800.0 + 2.0 * t_s + breath, SMOOTHNESS)
    assert left[80:-80] == pytest.approx(breath[80:-80], abs=0.5)


def test_smoothness_priors_cut_at_the_papers_frequency():
    """Lambda 500 at 4 Hz: the amplitude is halved near 0.035 Hz."""
    t_s = np.arange(0.0, 2000.0, 0.25)
    left = smoothness_priors(np.sin(2 * math.pi * 0.0285 * t_s), SMOOTHNESS)
    assert np.ptp(left[2000:6000]) / 2 == pytest.approx(0.5, abs=0.03)


def test_smoothness_priors_of_little():
    assert smoothness_priors(np.array([]), 500.0).size == 0
    assert smoothness_priors(np.array([3.0, 5.0]), 500.0).tolist() == [-1.0, 1.0]


@pytest.mark.parametrize("mean_ms", [700.0, 1000.0])
def test_porges_bohrer_of_a_sine_is_ln_of_half_its_square(mean_ms):
    t_s = np.cumsum(np.full(400, mean_ms)) / 1000.0
    found = porges_bohrer_ln_ms2(t_s, mean_ms + 40.0 * np.sin(2 * math.pi * 0.25 * t_s))
    assert found.size >= 8
    assert found[1:-1] == pytest.approx(math.log(40.0**2 / 2), abs=0.4)
    assert np.ptp(found[1:-1]) < 0.1


def test_porges_bohrer_doubles_like_any_logarithm_of_power_and_leaves_slow_waves_out():
    t_s = np.cumsum(np.full(400, 800.0)) / 1000.0
    breath = np.sin(2 * math.pi * 0.25 * t_s)
    one, two = (porges_bohrer_ln_ms2(t_s, 800.0 + a * breath) for a in (20.0, 40.0))
    assert two - one == pytest.approx(np.full(one.size, 2 * math.log(2)), abs=1e-6)
    slow = porges_bohrer_ln_ms2(t_s, 800.0 + 40.0 * np.sin(2 * math.pi * 0.05 * t_s))
    assert slow.max() < 2.0


def test_porges_bohrer_needs_an_epoch_and_variation():
    t_s = np.arange(1.0, 30.0)
    assert porges_bohrer_ln_ms2(t_s, np.full(29, 1000.0)).size == 0
    t_s = np.arange(1.0, 90.0)
    assert np.isnan(porges_bohrer_ln_ms2(t_s, np.full(89, 1000.0))).all()
