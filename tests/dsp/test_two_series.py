"""What two people are compared by, each piece against plain numpy or what it is by definition."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coreg.dsp.even_series import empty_even_series, extend
from coreg.dsp.exchange import exchange, moments, pairings, permuted_maxima
from coreg.dsp.lead import lead_s
from coreg.dsp.live_pairs import LEAST_NULL, against_chance, empty_pairs, take_segment, with_room
from coreg.dsp.segments import N_SAMPLES, cut, fisher_z, likeness, matched
from coreg.dsp.set_response import design, without_response
from coreg.dsp.slow_band import BREATHING, SLOW, filtered
from coreg.dsp.unevenness import unevenness

NOWHERE = np.zeros((0, 2))


def beats(n, seed=0):
    rng = np.random.default_rng(seed)
    rr_ms = 850.0 + 60.0 * rng.normal(size=n)
    return np.cumsum(rr_ms) / 1000.0, rr_ms


def extended(t_s, rr_ms, is_flagged, room, steps, left_out_s=NOWHERE):
    even = empty_even_series(room)
    for n in steps:
        extend(t_s, rr_ms, is_flagged, n, left_out_s, even)
    return even.bpm


def test_samples_lie_on_the_line_between_the_middles():
    t_s, rr_ms = beats(200)
    flags = np.zeros(200, dtype=np.uint8)
    bpm = extended(t_s, rr_ms, flags, 360, [200])
    middle_s = t_s - rr_ms / 2000.0
    at_s = np.arange(360) / 2.0
    expected = np.interp(at_s, middle_s, 60000.0 / rr_ms)
    expected[(at_s < middle_s[0]) | (at_s > middle_s[-1])] = math.nan
    assert bpm == pytest.approx(expected, nan_ok=True)


def test_a_sample_is_not_known_between_middles_over_3_s_apart_nor_in_a_stretch_left_out():
    t_s, rr_ms = beats(100)
    flags = np.zeros(100, dtype=np.uint8)
    flags[40:44] = 1
    bpm = extended(t_s, rr_ms, flags, 120, [100], np.array([[10.0, 15.0], [50.0, math.inf]]))
    low_s, high_s = ((t_s - rr_ms / 2000.0)[i] for i in (39, 44))
    at_s = np.arange(120) / 2.0
    inside = ((at_s > low_s) & (at_s < high_s)) | ((at_s >= 10.0) & (at_s < 15.0)) | (at_s >= 50.0)
    assert np.isnan(bpm[2:]).tolist() == inside[2:].tolist()


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(1, 150), max_size=8))
def test_samples_do_not_depend_on_how_beats_are_delivered(steps):
    t_s, rr_ms = beats(150, seed=3)
    flags = (np.random.default_rng(1).random(150) < 0.1).astype(np.uint8)
    at_once = extended(t_s, rr_ms, flags, 300, [150])
    piecewise = extended(t_s, rr_ms, flags, 300, [*sorted(steps), 150])
    assert np.array_equal(at_once, piecewise, equal_nan=True)


def test_a_clock_set_back_leaves_the_samples_in_order():
    t_s, rr_ms = beats(60)
    t_s[30] = t_s[29]
    bpm = extended(t_s, rr_ms, np.zeros(60, dtype=np.uint8), 100, [60])
    assert np.isfinite(bpm[3:90]).all()
    assert np.nanmax(np.abs(bpm - 70.0)) < 40.0


@pytest.mark.parametrize(("hz", "share"), [(0.001, 0.05), (0.009, 0.5), (0.03, 0.79), (0.095, 0.5), (0.25, 0.01)])
def test_the_slow_band_leaves_half_of_the_amplitude_at_its_ends(hz, share):
    at_s = np.arange(8000) / 2.0
    left = [filtered(wave(2.0 * np.pi * hz * at_s), SLOW)[400:-400] for wave in (np.sin, np.cos)]
    assert np.hypot(*left).mean() == pytest.approx(share, abs=0.06)


@pytest.mark.parametrize(("hz", "least", "most"), [(0.03, 0.0, 0.1), (0.1, 0.3, 0.7), (0.25, 0.5, 1.0)])
def test_the_breathing_band_takes_the_slow_part_out(hz, least, most):
    at_s = np.arange(4000) / 2.0
    left = [filtered(wave(2.0 * np.pi * hz * at_s), BREATHING)[100:-100] for wave in (np.sin, np.cos)]
    assert least <= np.hypot(*left).mean() <= most


def test_holes_take_no_weight_from_the_band():
    x = np.full(600, 72.0)
    x[100:130] = math.nan
    y = filtered(x, SLOW)
    assert np.isnan(y[100:130]).all()
    assert np.delete(y, np.arange(100, 130)) == pytest.approx(np.zeros(570), abs=1e-12)


def test_the_set_response_is_ridge_regression():
    rng = np.random.default_rng(2)
    starts_s, ends_s = np.array([40.3, 120.0, 210.2]), np.array([70.1, 151.7, math.inf])
    rows = design(600, starts_s, ends_s)
    x = rng.normal(size=600) + rows @ rng.normal(size=20)
    x[rng.random(600) < 0.1] = math.nan
    there = ~np.isnan(x)
    b = rows[there]
    value = np.linalg.solve(b.T @ b + np.eye(20), b.T @ x[there])
    assert without_response(x, rows) == pytest.approx(x - rows @ value, abs=1e-9, nan_ok=True)


def test_knots_share_each_moment_for_50_s_after_starts_and_ends():
    rows = design(200, np.array([10.0]), np.array([40.0]))
    assert rows[20, 0] == 1.0
    assert (rows[23, 0], rows[23, 1]) == pytest.approx((0.7, 0.3))
    assert rows[:, :10].sum(axis=1)[20:111] == pytest.approx(np.ones(91))
    assert rows[119, 9] == pytest.approx(0.1), "the last knot's share isn't passed on"
    assert not rows[120:, :10].any()
    assert not rows[:80, 10:].any()
    assert rows[80, 10] == 1.0


def test_z_is_fishers_of_the_correlation():
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=(2, 200))
    a, b = np.empty(N_SAMPLES), np.empty(N_SAMPLES)
    assert cut(x, 200, 100, a)
    assert cut(y, 200, 100, b)
    r = np.corrcoef(x[100:160], y[100:160])[0, 1]
    assert fisher_z(a, b) == pytest.approx(np.arctanh(r))
    assert fisher_z(a, a) == pytest.approx(np.arctanh(0.999))


def test_a_segment_needs_48_samples_that_vary():
    x = np.random.default_rng(1).normal(size=200)
    room = np.empty(N_SAMPLES)
    x[50:62] = math.nan
    assert cut(x, 200, 20, room)
    assert room[30:42].tolist() == [0.0] * 12
    x[62] = math.nan
    assert not cut(x, 200, 20, room)
    assert cut(x, 200, -12, room)
    assert not cut(x, 200, -13, room)
    assert not cut(np.ones(200), 200, 0, room)


def test_the_running_sums_are_those_of_all_unrelated_pairs():
    rng = np.random.default_rng(6)
    client, therapist = rng.normal(size=(2, 1300))
    client[300:330] = math.nan
    n = 60
    pairs = empty_pairs(7)
    for i in range(n):
        if i == pairs.matched.shape[0]:
            pairs = with_room(pairs, 2 * i)
        take_segment(client, therapist, i, pairs)
    first = 20 * np.arange(n)
    z = np.full((n, n), math.nan)
    for i in range(n):
        z[i] = matched(client, therapist, np.full(n, first[i]), first - first[i])[0]
    unrelated = (np.abs(np.subtract.outer(np.arange(n), np.arange(n))) >= 6) & np.isfinite(z)
    assert pairs.n_of[0] == unrelated.sum()
    assert pairs.total[0] == pytest.approx(z[unrelated].sum())
    for k in range(6):
        both = unrelated[k:, k:] & unrelated[: n - k, : n - k]
        assert pairs.n_of[1 + k] == both.sum()
        assert pairs.total[1 + k] == pytest.approx((z[k:, k:] * z[: n - k, : n - k])[both].sum())
    found = against_chance(n - 1, np.zeros(58, dtype=np.uint8), pairs)
    assert found.n_null >= LEAST_NULL
    assert abs(found.a) < 4.0
    assert math.isnan(against_chance(n - 1, np.ones(58, dtype=np.uint8), pairs).a)


def test_hoeffdings_moments_are_those_of_all_pairings():
    z = np.random.default_rng(8).normal(size=(6, 6))
    traces = [z[range(6), order].sum() for order in itertools.permutations(range(6))]
    trace, mean, variance, counted = moments(z, np.zeros(6, dtype=np.int64))
    assert (trace, mean, variance) == pytest.approx((np.trace(z), np.mean(traces), np.var(traces)))
    assert counted == 6


def test_segments_are_exchanged_only_within_their_kind():
    kind = np.array([0, 1, 0, 1, 0, 1, 2, 2])
    for order in pairings(kind, 50, 1):
        assert kind[order].tolist() == kind.tolist()
    assert moments(np.ones((8, 8)), kind)[3] == 6, "two of a kind don't count"


def test_the_widest_score_stands_out_from_permuted_ones_only_where_pairs_match():
    rng = np.random.default_rng(9)
    kind = np.zeros(40, dtype=np.int64)
    z = rng.normal(size=(3, 40, 40)) * 0.3
    z[1] += 0.4 * np.eye(40)
    largest = permuted_maxima(z, kind, pairings(kind, 200, 2))
    assert largest[0] > largest[1:].max()
    score = exchange(z, kind, 30.0 * np.arange(40.0), 1).score
    assert np.nanargmax(score) == 1
    assert score[1] > 5.0


def test_likeness_is_of_segments_usable_at_every_lag():
    rng = np.random.default_rng(3)
    client, therapist = rng.normal(size=(2, 400))
    therapist[150:170] = math.nan
    first = np.array([0, 60, 120, 240])
    shift = np.array([-10, 0, 10])
    z, usable = likeness(client, therapist, first, shift)
    assert usable.tolist() == [1, 1, 0, 1]
    assert z[2, 1, 3] == pytest.approx(np.arctanh(np.corrcoef(client[60:120], therapist[250:310])[0, 1]))
    assert not z[:, 2].any()
    assert z[1, 3, 3] == matched(client, therapist, first, shift)[3, 1]


def test_the_lead_is_where_matched_pairs_are_most_alike():
    lags_s = np.arange(33) * 0.5 - 8.0
    z = np.exp(-0.5 * ((lags_s - 2.2) / 2.0) ** 2) + 0.05 * np.random.default_rng(4).normal(size=(50, 33))
    found = lead_s(z)
    assert found.value == pytest.approx(2.2, abs=0.25)
    assert found.low < found.value < found.high
    assert math.isnan(lead_s(z[:1]).value)
    z[3, 0] = math.nan
    assert lead_s(z).value == pytest.approx(lead_s(np.delete(z, 3, axis=0)).value)


def test_wrong_beats_are_counted_by_threes_across_the_stretchs_edge():
    rr_ms = np.full(30, 900.0)
    rr_ms[20] = 1100.0
    joined = np.ones(30, dtype=np.uint8)
    wrong = np.zeros(30, dtype=np.uint8)
    wrong[[2, 8, 9, 10, 11, 15, 16]] = 1
    joined[16] = 0
    assert unevenness(rr_ms, joined, wrong, 0, 30) == (30, 5, 28, 2)
    halves = [unevenness(rr_ms, joined, wrong, *bounds) for bounds in ((0, 10), (10, 30))]
    assert sum(half.n_wrong for half in halves) == 5
