import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coreg.dsp.time_domain import pairs, rmssd_ms, sliding_rmssd_ms, time_domain

INTERVALS = st.lists(st.integers(300, 2000), min_size=3, max_size=80).map(lambda rr: np.array(rr, dtype=float))


def every(rr_ms):
    return np.ones(rr_ms.size, dtype=np.uint8)


def all_of(rr_ms):
    return time_domain(rr_ms, every(rr_ms), pairs(every(rr_ms), every(rr_ms)))


def test_one_beat_has_no_rmssd():
    found = all_of(np.array([800.0]))
    assert (found.n_beats, found.n_pairs) == (1, 0)
    assert math.isnan(found.rmssd_ms)
    assert math.isnan(found.sdnn_ms)
    assert found.mean_hr_bpm == 75.0


def test_no_beat_has_nothing():
    assert all(math.isnan(value) for value in all_of(np.array([]))[2:])


def test_small_example_by_hand():
    found = all_of(np.array([800.0, 810.0, 790.0, 841.0]))
    assert found.rmssd_ms == pytest.approx(math.sqrt((100 + 400 + 2601) / 3))
    assert found.nn50 == 1
    assert found.pnn50_pct == pytest.approx(100 / 3)
    assert found.mean_rr_ms == 810.25
    assert found.mean_hr_bpm == pytest.approx(60000 / 810.25)
    assert found.sd1_ms == pytest.approx(found.sdsd_ms / math.sqrt(2))
    assert found.sd2_ms == pytest.approx(math.sqrt(2 * found.sdnn_ms**2 - found.sd1_ms**2))


def test_a_difference_of_exactly_50_ms_is_not_over_50():
    assert all_of(np.array([800.0, 850.0, 800.0])).nn50 == 0


def test_a_pair_needs_both_beats_and_nothing_between():
    is_joined = np.array([1, 1, 0, 1, 1], dtype=np.uint8)
    is_used = np.array([1, 1, 1, 1, 0], dtype=np.uint8)
    assert pairs(is_joined, is_used).tolist() == [0, 1, 0, 1, 0]


@settings(deadline=None)
@given(INTERVALS, st.floats(0.25, 4.0))
def test_scaling_intervals_scales_rmssd(rr_ms, factor):
    whole = every(rr_ms)
    assert rmssd_ms(factor * rr_ms, whole) == pytest.approx(factor * rmssd_ms(rr_ms, whole), rel=1e-12)


@settings(deadline=None)
@given(INTERVALS)
def test_a_window_has_the_rmssd_that_stands_alone(rr_ms):
    assert all_of(rr_ms).rmssd_ms == pytest.approx(rmssd_ms(rr_ms, every(rr_ms)), rel=0, abs=0, nan_ok=True)


@settings(deadline=None)
@given(INTERVALS, st.integers(1, 79))
def test_a_gap_never_adds_a_difference(rr_ms, at):
    cut = min(at, rr_ms.size - 1)
    is_joined = every(rr_ms)
    is_joined[cut] = 0
    with_gap = pairs(is_joined, every(rr_ms))
    d = np.diff(rr_ms)
    kept = np.delete(d, cut - 1)
    expected = math.sqrt(float(np.mean(kept**2))) if kept.size else math.nan
    assert rmssd_ms(rr_ms, with_gap) == pytest.approx(expected, rel=1e-12, nan_ok=True)


@settings(deadline=None)
@given(INTERVALS)
def test_read_only_arrays_do_too(rr_ms):
    frozen = rr_ms.copy()
    frozen.flags.writeable = False
    assert rmssd_ms(frozen, every(rr_ms)) == rmssd_ms(rr_ms, every(rr_ms))


def test_sliding_rmssd_is_the_windows_rmssd_at_every_beat_bit_for_bit():
    rng = np.random.default_rng(12)
    rr_ms = np.asarray(rng.integers(500, 1400, 900) * (125 / 128), dtype=np.float64)
    t_s = np.cumsum(rr_ms) / 1000.0
    t_s[400:] += 90.0
    is_pair = (rng.random(900) > 0.1).astype(np.uint8)
    is_pair[[0, 400]] = 0
    found = sliding_rmssd_ms(t_s, rr_ms, is_pair, 60.0)
    for i in range(900):
        window = (t_s > t_s[i] - 60.0) & (np.arange(900) <= i)
        inside = is_pair[window].copy()
        inside[0] = 0
        one = rmssd_ms(rr_ms[window], inside)
        assert found[i] == one or (math.isnan(found[i]) and math.isnan(one))
