"""What the verdict and the intervals are trusted for, at modest size; two benchmarks show it at large."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.artifacts import errors_pct, live, rmssd_ms
from benchmarks.series import hours, recorded, resting, sleeper
from benchmarks.uncertainty import CHANGING, HEARTS, coverage

N_MINUTES = 400
LIMITS_PCT = {0.005: 0.9, 0.02: 0.7, 0.05: 1.5}


@pytest.mark.parametrize("number", range(len(HEARTS)), ids=[heart.name for heart in HEARTS])
def test_intervals_hold_the_truth_92_to_98_times_in_100(number):
    """Two standard errors of 400 minutes' share, 0.022 at most, are allowed on top."""
    for share in coverage(HEARTS[number], N_MINUTES, 50 + number):
        assert 0.92 - 0.022 <= share <= 0.98 + 0.014


def test_where_breathing_itself_changes_they_do_not_and_nobody_says_so():
    """METRICS.md: no window knows how far its state will move."""
    rmssd, rsa, _ = coverage(CHANGING[1], N_MINUTES, 5)
    assert rmssd < 0.7
    assert rsa < 0.7


def mean_error_pct(series, share):
    return np.mean(np.abs(errors_pct(series, share, lambda rr_ms: rmssd_ms(rr_ms, live(rr_ms)))))


@pytest.mark.parametrize("share", LIMITS_PCT)
def test_rmssd_survives_injected_artifacts_in_simulated_people(share):
    series = [resting(seed, 1500.0, 650.0 + 90.0 * seed, 8.0 + 12.0 * seed) for seed in range(6)]
    assert mean_error_pct(series, share) <= LIMITS_PCT[share]


@pytest.mark.parametrize("share", LIMITS_PCT)
def test_rmssd_survives_injected_artifacts_in_a_day_that_18_and_9_pct_were_not_chosen_on(share):
    day = sleeper()
    if day is None:
        pytest.skip(f"nsr001.npz isn't in {Path(__file__).parents[3] / 'shared'}")
    assert mean_error_pct(hours(day), share) <= LIMITS_PCT[share]


@pytest.mark.parametrize(("mean_ms", "rsa_ms"), [(950.0, 110.0), (1250.0, 120.0), (1100.0, 80.0), (750.0, 80.0)])
def test_deep_breathing_and_an_athletes_slow_heart_are_not_flagged_away(mean_ms, rsa_ms):
    rr_ms = resting(4, 1200.0, mean_ms, rsa_ms)
    assert live(rr_ms).mean() < 0.01
    assert rmssd_ms(rr_ms, live(rr_ms)) == pytest.approx(rmssd_ms(rr_ms, np.zeros_like(live(rr_ms))), rel=0.02)


def test_a_healthy_sleepers_night_is_not_flagged_away():
    day = sleeper()
    if day is None:
        pytest.skip("nsr001.npz isn't here")
    for hour in hours(day)[13:20]:
        assert live(hour).mean() < 0.02


def test_high_rmssd_recording_keeps_its_beats():
    """Its long beats are 20 to 36 % over their neighbours: with 18 % both ways, 13 % were lost."""
    rr_ms = recorded("pyhrv_short")
    if rr_ms is None:
        pytest.skip("pyhrv_short.txt isn't here")
    assert live(rr_ms).mean() < 0.016
    assert rmssd_ms(rr_ms, live(rr_ms)) == pytest.approx(98.2, abs=0.5)
