import math

import numpy as np
import pytest
from scipy import stats

from coreg.dsp.time_domain import pairs, rmssd_ms
from coreg.dsp.uncertainty import mean_rr_band_ms, rmssd_band_ms, t_quantile


@pytest.mark.parametrize("df", [1, 2, 3, 4, 5, 6, 8, 12, 29, 100])
def test_t_quantile_against_scipy(df):
    assert t_quantile(df) == pytest.approx(stats.t.ppf(0.975, df), rel=2e-3)


def test_rmssd_band_from_blocks_by_hand():
    rng = np.random.default_rng(3)
    rr_ms = 800.0 + 25.0 * rng.standard_normal(71)
    ones = np.ones(71, dtype=np.uint8)
    band = rmssd_band_ms(rr_ms, pairs(ones, ones), ones)
    square = np.diff(rr_ms) ** 2
    blocks = square.reshape(7, 10).mean(axis=1)
    se_ln = blocks.std(ddof=1) / (math.sqrt(7) * 2 * square.mean())
    half = t_quantile(6) * se_ln
    value = math.sqrt(square.mean())
    assert band == pytest.approx((value * math.exp(-half), value * math.exp(half)))


def test_rmssd_band_of_few_pairs_by_hand():
    rng = np.random.default_rng(4)
    rr_ms = 800.0 + 25.0 * rng.standard_normal(25)
    ones = np.ones(25, dtype=np.uint8)
    d = np.diff(rr_ms)
    kurtosis = np.mean(d**4) / np.mean(d**2) ** 2
    half = 1.959964 * 1.25 * math.sqrt((kurtosis - 1) / (4 * 24))
    low, high = rmssd_band_ms(rr_ms, pairs(ones, ones), ones)
    value = rmssd_ms(rr_ms, ones)
    assert (low, high) == pytest.approx((value * math.exp(-half), value * math.exp(half)), rel=1e-6)


def test_blocks_never_reach_over_a_gap():
    """Nine pairs before the gap make no block, so the band is that of the blocks after it."""
    rng = np.random.default_rng(5)
    rr_ms = 800.0 + 25.0 * rng.standard_normal(61)
    rr_ms[:10] = 800.0 + 400.0 * rng.standard_normal(10)
    joined = np.ones(61, dtype=np.uint8)
    joined[10] = 0
    ones = np.ones(61, dtype=np.uint8)
    is_pair = pairs(joined, ones)
    low, high = rmssd_band_ms(rr_ms, is_pair, joined)
    square = np.diff(rr_ms) ** 2
    mean = np.delete(square, 9).mean()
    blocks = square[10:].reshape(5, 10).mean(axis=1)
    half = t_quantile(4) * blocks.std(ddof=1) / (math.sqrt(5) * 2 * mean)
    assert math.log(high / low) == pytest.approx(2 * half)


def test_white_intervals_hold_the_truth_about_95_times_in_100():
    rng = np.random.default_rng(6)
    ones = np.ones(70, dtype=np.uint8)
    is_pair = pairs(ones, ones)
    truth = 30.0 * math.sqrt(2)
    held = 0
    for _ in range(2000):
        low, high = rmssd_band_ms(800.0 + 30.0 * rng.standard_normal(70), is_pair, ones)
        held += low <= truth <= high
    assert 0.92 <= held / 2000 <= 0.98


def test_mean_rr_band_holds_the_mean_and_narrows_with_time():
    rng = np.random.default_rng(7)
    rr_ms = 800.0 + 30.0 * rng.standard_normal(300)
    ones = np.ones(300, dtype=np.uint8)
    low, high = mean_rr_band_ms(rr_ms, ones, ones)
    low_60, high_60 = mean_rr_band_ms(rr_ms[:60], ones[:60], ones[:60])
    assert low < rr_ms.mean() < high
    assert high - low < high_60 - low_60


def test_too_little_has_no_band():
    two = np.ones(2, dtype=np.uint8)
    assert math.isnan(mean_rr_band_ms(np.array([800.0, 810.0]), two, two).low)
    assert math.isnan(
        rmssd_band_ms(np.full(30, 800.0), np.ones(30, dtype=np.uint8), np.ones(30, dtype=np.uint8)).low
    )
