"""The periodogram beside SciPy's and beside a least-squares fit written out."""

import math

import numpy as np
import pytest
from scipy import signal

from coreg.dsp.spectrum import detrended_ms, periodogram, trend


def made(seed=1, n=80):
    rng = np.random.default_rng(seed)
    rr_ms = 850 + 40 * np.sin(np.arange(n) * 1.3) + 20 * rng.standard_normal(n)
    return np.cumsum(rr_ms) / 1000.0, rr_ms


def test_power_is_half_of_what_a_floating_sine_takes_from_chi_squared():
    t_s, rr_ms = made()
    y = detrended_ms(t_s, rr_ms)
    found = periodogram(t_s, y, 0.05, 0.05, 8)
    for k, p in enumerate(found):
        angle = 2 * math.pi * (0.05 + 0.05 * k) * t_s
        columns = np.column_stack([np.ones_like(t_s), np.cos(angle), np.sin(angle)])
        left = y - columns @ np.linalg.lstsq(columns, y, rcond=None)[0]
        assert p == pytest.approx(0.5 * (np.sum((y - y.mean()) ** 2) - np.sum(left**2)), rel=1e-9)


def test_agrees_with_scipys_floating_mean_periodogram():
    t_s, rr_ms = made(2)
    hz = 0.12 + np.arange(70) / 240.0
    theirs = signal.lombscargle(t_s, rr_ms, 2 * np.pi * hz, floating_mean=True)
    assert periodogram(t_s, rr_ms, hz[0], 1 / 240.0, hz.size) == pytest.approx(theirs, rel=1e-7)


def test_detrending_is_numpys_polynomial_fit():
    t_s, rr_ms = made(3)
    left = rr_ms - np.polyval(np.polyfit(t_s, rr_ms, 1), t_s)
    assert detrended_ms(t_s, rr_ms) == pytest.approx(left, abs=1e-8)


@pytest.mark.parametrize("degree", [1, 2])
def test_the_trend_is_numpys_polynomial_fit(degree):
    t_s, rr_ms = made(4)
    is_used = (np.arange(t_s.size) % 7 != 3).astype(np.uint8)
    used = is_used == 1
    _, _, _, line, curve = trend(t_s, rr_ms, is_used, 10.0)
    found = line if degree == 1 else curve
    fit = np.polyfit(t_s[used] - 10.0, rr_ms[used], degree)[::-1]
    assert list(found)[: degree + 1] == pytest.approx(fit.tolist(), rel=1e-7)
