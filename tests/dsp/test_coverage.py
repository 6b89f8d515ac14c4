import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coreg.dsp.coverage import _median, coverage


def found_in(t_s, rr_ms, joined, used, bounds_s=(0.0, 60.0, 45.0)):
    as_flags = (np.array(joined, dtype=np.uint8), np.array(used, dtype=np.uint8))
    return coverage(np.array(t_s, dtype=float), np.array(rr_ms, dtype=float), *as_flags, bounds_s)


def test_a_full_minute_expects_what_it_received():
    found = found_in(np.arange(1.0, 61.0), np.full(60, 1000.0), [0] + [1] * 59, [1] * 60)
    assert (found.n_beats, found.n_pairs_received, found.n_pairs_valid) == (60, 59, 59)
    assert found.n_pairs_expected == 59.0
    assert found.widest_recent_gap_s == 0.0


def test_a_hole_of_ten_seconds_expects_ten_more_beats():
    t_s = np.concatenate([np.arange(1.0, 41.0), np.arange(51.0, 61.0)])
    joined = [0] + [1] * 39 + [0] + [1] * 9
    found = found_in(t_s, np.full(50, 1000.0), joined, [1] * 50)
    assert found.n_pairs_received == 48
    assert found.n_pairs_expected == 59.0
    assert found.widest_recent_gap_s == 10.0


def test_an_old_hole_is_not_recent():
    t_s = np.concatenate([np.arange(1.0, 21.0), np.arange(31.0, 61.0)])
    joined = [0] + [1] * 19 + [0] + [1] * 29
    assert found_in(t_s, np.full(50, 1000.0), joined, [1] * 50).widest_recent_gap_s == 0.0


def test_silence_at_the_end_is_a_hole():
    found = found_in(np.arange(1.0, 51.0), np.full(50, 1000.0), [0] + [1] * 49, [1] * 50)
    assert found.widest_recent_gap_s == 10.0


def test_an_artifact_costs_two_pairs():
    used = [1] * 60
    used[30] = 0
    found = found_in(np.arange(1.0, 61.0), np.full(60, 1000.0), [0] + [1] * 59, used)
    assert (found.n_used, found.n_pairs_received, found.n_pairs_valid) == (59, 59, 57)


def test_no_beats_expect_nothing_known():
    found = found_in([], [], [], [])
    assert found.n_beats == 0
    assert math.isnan(found.n_pairs_expected)


@given(st.lists(st.floats(250.0, 2500.0), min_size=1, max_size=60))
def test_the_median_is_numpys(rr_ms):
    assert _median(np.array(rr_ms)) == np.median(rr_ms)
