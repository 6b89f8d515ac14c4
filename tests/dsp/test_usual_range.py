"""The usual range: by hand, by scipy's t, and how often it flags where nothing changes."""

import numpy as np
import pytest
from scipy import stats

from coreg.dsp.usual_range import usual_range


def test_by_hand() -> None:
    x = np.array([70.0, 72.0, 69.0, 71.0, 73.0, 70.0])
    sem = np.sqrt((4 + 9 + 4 + 4 + 9) / 10)
    reach = stats.t.ppf(0.975, 10 / 3) * np.sqrt(1 + 1 / 6) * sem
    found = usual_range(x)
    assert found.sem == pytest.approx(sem)
    assert (found.low, found.high) == pytest.approx((x.mean() - reach, x.mean() + reach), rel=2e-3)


def test_fewer_than_six_say_nothing() -> None:
    assert np.isnan(usual_range(np.arange(5.0))).all()


@pytest.mark.parametrize("n", [6, 12, 24])
def test_stationary_sessions_are_flagged_three_to_six_times_in_a_hundred(n: int) -> None:
    rng = np.random.default_rng(2026)
    sessions = rng.normal(72.0, 4.0, size=(8000, n + 1))
    ranges = [usual_range(row[:-1]) for row in sessions]
    flagged = np.mean([not r.low <= row[-1] <= r.high for r, row in zip(ranges, sessions, strict=True)])
    assert 0.03 <= flagged <= 0.06


def test_a_slow_change_does_not_widen_it() -> None:
    still = np.array([0.0, 1.0] * 12)
    assert usual_range(still + 0.02 * np.arange(24)).sem == pytest.approx(usual_range(still).sem, rel=0.05)
