"""Simulated pairs have in common what their scenario says, and nothing else."""

from itertools import pairwise

import numpy as np
import pytest

from coreg.domain.beat import EXCLUDED
from coreg.domain.person import Role
from coreg.sensors.simulator_pair import SCENARIOS, PairScenario, _arousal, simulate_pair
from coreg.sensors.simulator_pair_damage import Damage, damaged_beats
from coreg.sensors.simulator_pair_heart import (
    GRID_HZ,
    NARROW,
    Spectrum,
    beat_times_s,
    drift,
    mayer_waves,
    set_response,
)


def rng():
    return np.random.default_rng(1)


def sd_between(curve, low_hz, high_hz):
    hz = np.fft.rfftfreq(curve.size, 1 / GRID_HZ)
    power = np.abs(np.fft.rfft(curve)) ** 2
    return np.sqrt(power[(hz >= low_hz) & (hz < high_hz)].sum() / power.sum())


@pytest.mark.parametrize("name", list(SCENARIOS))
def test_the_same_seed_gives_the_same_beats_and_another_gives_others(name):
    one, same, other = (simulate_pair(SCENARIOS[name], seed, 300.0) for seed in (1, 1, 2))
    assert one.beats == same.beats
    assert one.beats != other.beats


@pytest.mark.parametrize("name", list(SCENARIOS))
def test_beats_end_in_order_where_their_intervals_say(name):
    for beats in simulate_pair(SCENARIOS[name], 2, 900.0).beats.values():
        t_s, rr_s = np.array([(beat.t_s, beat.rr_ms / 1000) for beat in beats]).T
        joined = np.array([a.segment == b.segment for a, b in pairwise(beats)])
        assert np.all(np.diff(t_s) > 0)
        assert np.max(np.abs(np.diff(t_s) - rr_s[1:])[joined]) < 0.001
        assert t_s[0] > 0
        assert t_s[-1] <= 900.0


@pytest.mark.parametrize(("coupled", "lag_s"), [(0.6, 3.0), (0.3, -2.0), (-0.6, 0.0), (0.0, 0.0)])
def test_arousal_is_correlated_as_asked_at_the_lag_that_was_asked_for(coupled, lag_s):
    found = []
    for seed in range(20):
        both = _arousal(np.random.default_rng(seed), PairScenario(coupled=coupled, lag_s=lag_s), 12000)
        later = np.roll(both[Role.THERAPIST], -round(lag_s * GRID_HZ))
        found.append(np.corrcoef(both[Role.CLIENT], later)[0, 1])
    assert np.mean(found) == pytest.approx(coupled, abs=0.06)


def test_ten_minutes_are_coupled_and_the_rest_is_not():
    scenario = SCENARIOS["ten-minutes"]
    both = [_arousal(np.random.default_rng(seed), scenario, 12000) for seed in range(20)]
    within, before = slice(4800, 7200), slice(0, 4800)
    for part, want in ((within, 0.6), (before, 0.0)):
        r = [np.corrcoef(one[Role.CLIENT][part], one[Role.THERAPIST][part])[0, 1] for one in both]
        assert np.mean(r) == pytest.approx(want, abs=0.1)


def test_each_rhythm_lies_where_it_should():
    waves, slow = mayer_waves(rng(), 12000, Spectrum()), drift(rng(), 12000, NARROW)
    assert sd_between(waves, 0.05, 0.15) > 0.95
    assert sd_between(slow, 0.0, 0.041) > 0.999
    assert sd_between(drift(rng(), 12000, Spectrum()), 0.041, 0.41) > 0.3


def test_a_heart_beats_at_its_rate():
    times_s = beat_times_s(rng(), np.full(2400, 72.0), 0.0)
    assert np.diff(times_s) == pytest.approx(60 / 72)


def test_a_set_slows_the_heart_a_little_and_then_raises_it():
    response = set_response(rng(), 600, [(30.0, 60.0)])
    at = lambda t_s: response[int(t_s * GRID_HZ)]  # noqa: E731  a formula
    assert at(29) == 0.0
    assert at(32) < -0.04
    assert at(45) > 0.4
    assert at(66) > at(59)


def test_damage_is_as_much_as_was_asked_for():
    times_s = np.cumsum(np.full(4000, 0.8))
    beats = damaged_beats(rng(), times_s, Damage(3.0, 6, (4.0, 10.0), 90.0), 3000.0)
    rr_ms = np.array([beat.rr_ms for beat in beats if not beat.flags & EXCLUDED])
    n_wrong_intervals = np.sum(np.abs(rr_ms - 800) > 40)
    assert 0.03 < n_wrong_intervals / rr_ms.size < 0.075
    t_s = np.array([beat.t_s for beat in beats])
    assert np.sum(np.diff(t_s) > 3.5) == pytest.approx(7, abs=1)
    assert np.max(np.diff(t_s)) > 85
    assert sum(bool(beat.flags & EXCLUDED) for beat in beats) == beats[-1].segment - 1


def test_an_undamaged_heart_loses_nothing():
    times_s = np.cumsum(np.full(1000, 0.75))
    beats = damaged_beats(rng(), times_s, Damage(), 700.0)
    assert len(beats) == int(700 / 0.75) - 1
    assert {beat.segment for beat in beats} == {1}
