import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.beat import MS_PER_TICK, Beat
from coreg.domain.reading import Unknown
from coreg.readings.series import finished_series
from coreg.readings.wave import FLOOR_SHARE, WaveShare, _amplitudes, compare_rates, is_followed, wave_bpm


def waving(rate_at, length_s, amplitude_bpm=6.0, seed=1):
    """A heart at 70 whose rate waves along with breathing, with jitter and a drift."""
    rng = np.random.default_rng(seed)
    beats, t_s, angle = [], 0.0, 0.0
    while t_s < length_s:
        bpm = 70 + amplitude_bpm * math.sin(angle) + 0.01 * t_s + 0.8 * rng.standard_normal()
        ticks = round(60_000 / bpm / MS_PER_TICK)
        t_s += ticks / 1024
        angle += 2 * math.pi * rate_at(t_s) / 60 * ticks / 1024
        beats.append(Beat(1, ticks, t_s, 0.0))
    return finished_series(beats)


@pytest.mark.parametrize("amplitude_bpm", [2.0, 6.0, 12.0])
def test_the_amplitude_put_in_is_found(amplitude_bpm):
    series = waving(lambda _: 6.0, 120, amplitude_bpm)
    assert wave_bpm(series, 40, 100, 6.0).value == pytest.approx(amplitude_bpm, abs=0.5)


def test_a_wave_at_another_rate_is_not_this_one():
    series = waving(lambda _: 9.0, 120)
    assert (wave_bpm(series, 40, 100, 5.5).value or 0.0) < 2.0
    assert not is_followed(series, 0, 120, 5.5)
    assert is_followed(series, 0, 120, 9.0)


def test_under_thirty_seconds_nothing_is_known():
    series = waving(lambda _: 6.0, 25)
    assert wave_bpm(series, 0, 25, 6.0).unknown is Unknown.TOO_SHORT


def test_a_hole_makes_it_unknown():
    kept = [b for b in _beats(waving(lambda _: 6.0, 120)) if not 60 < b.t_s < 80]
    assert wave_bpm(finished_series(kept), 40, 100, 6.0).unknown is Unknown.TOO_FEW_BEATS


def _beats(series):
    return [Beat(1, round(rr / MS_PER_TICK), t, 0.0) for t, rr in zip(series.t_s, series.rr_ms, strict=True)]


def test_finding_a_rate_names_all_that_are_as_good_and_not_the_one_that_was_not_followed():
    starts = [(6.5, 0.0), (6.0, 150.0), (5.5, 300.0)]
    strong = {0: 6.5, 1: 6.0, 2: 8.5}
    series = waving(lambda t_s: strong[min(2, int(t_s // 150))], 450)
    first, second, third = compare_rates(series, starts)
    assert first.is_as_good
    assert second.is_as_good
    assert third.wave_bpm.unknown is Unknown.NOT_FOLLOWED
    assert not third.is_as_good


@given(st.lists(st.tuples(st.floats(0.1, 20), st.none() | st.floats(0, 40)), min_size=1, max_size=40))
def test_the_share_is_never_under_its_floor_nor_over_one(updates):
    share, now_s = WaveShare(), 0.0
    for step_s, bpm in updates:
        now_s += step_s
        found = share.update(now_s, bpm)
        assert found is None or FLOOR_SHARE <= found <= 1.0 + 1e-12


def test_all_rates_at_once_give_what_one_least_squares_fit_each_gives():
    series = waving(lambda _: 5.7, 90)
    x_s, bpm = series.t_s - series.rr_ms / 2000 - series.t_s[0], 60_000 / series.rr_ms
    rates = np.arange(3.0, 9.01, 0.1)
    peers = []
    for rate in rates:
        angle = 2 * np.pi * rate / 60 * x_s
        design = np.stack([np.ones_like(x_s), x_s, np.cos(angle), np.sin(angle)], axis=1)
        peers.append(np.hypot(*np.linalg.lstsq(design, bpm, rcond=None)[0][2:]))
    assert _amplitudes(x_s, bpm, rates) == pytest.approx(np.array(peers), rel=1e-9)
