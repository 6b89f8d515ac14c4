"""The minute that moves with the beats against the same minute added up anew, and against the fit itself."""

import math

import numpy as np
import pytest

from coreg.dsp.minute import (
    N_HZ,
    N_PIECES,
    RESUM_EVERY,
    WINDOW_S,
    advance,
    empty_minute,
    fill,
    revise,
    rhythms,
    rhythms_of,
)
from coreg.dsp.rsa import RSA_HIGH_HZ, RSA_LOW_HZ, ln_band_power

N = 1500


def flat(found):
    return [*found.rsa, *found.breathing, *found.slow]


def series(seed=1, mean_ms=820.0):
    rng = np.random.default_rng(seed)
    ends_s: list[float] = []
    rr_ms: list[float] = []
    now_s = 0.0
    for _ in range(N):
        rr_ms.append(mean_ms + 30.0 * math.sin(2 * math.pi * 0.23 * now_s) + 12.0 * rng.standard_normal())
        now_s += rr_ms[-1] / 1000.0
        ends_s.append(now_s)
    t_s = np.array(ends_s)
    t_s[700:] += 25.0
    t_s[900:] += 200.0
    return t_s, np.array(rr_ms), (rng.random(N) > 0.04).astype(np.uint8)


def anew(t_s, rr_ms, is_used, n):
    minute = empty_minute()
    fill(t_s, rr_ms, is_used, n, minute)
    return minute


def test_moved_along_it_is_the_minute_added_up_anew_within_1e_9():
    """Through gaps longer than a piece and than the minute, and through verdicts that change."""
    t_s, rr_ms, is_used = series()
    minute = empty_minute()
    for n in range(1, N + 1):
        advance(t_s, rr_ms, is_used, n, minute)
        if n > 50 and n % 7 == 0:
            changed = n - 43
            is_used[changed] = 1 - is_used[changed]
            revise(t_s[changed], rr_ms[changed], changed, is_used[changed] == 1, minute)
        if n % 11 == 0:
            fresh = anew(t_s, rr_ms, is_used, n)
            assert minute.edge.tolist() == fresh.edge.tolist()
            found = flat(rhythms(t_s, rr_ms, is_used, minute))
            assert found == pytest.approx(flat(rhythms(t_s, rr_ms, is_used, fresh)), abs=1e-9, nan_ok=True)


def test_it_is_added_up_anew_before_rounding_counts():
    t_s, rr_ms, is_used = series()
    minute = anew(t_s, rr_ms, is_used, 1)
    ages = []
    for n in range(2, 400):
        advance(t_s, rr_ms, is_used, n, minute)
        ages.append(int(minute.age[0]))
    assert max(ages) == RESUM_EVERY - 1
    assert ages.count(0) == 3


def test_it_holds_the_beats_of_the_last_minute_in_pieces_of_ten_seconds():
    t_s, rr_ms, is_used = series()
    minute = anew(t_s, rr_ms, is_used, 400)
    age_s = t_s[399] - t_s[:400]
    assert minute.edge[N_PIECES] == 400
    for piece in range(N_PIECES):
        assert minute.edge[piece] == np.count_nonzero(age_s >= WINDOW_S / N_PIECES * (N_PIECES - piece))


def test_rsa_is_that_of_the_general_periodogram_on_the_same_minute():
    """The frequencies differ (every 0.004 Hz, 1/(4T)), the pieces of its interval too."""
    for seed in range(12):
        t_s, rr_ms, _ = series(seed)
        minute = (t_s > t_s[399] - 60.0) & (np.arange(N) < 400)
        general = ln_band_power(t_s[minute], rr_ms[minute], RSA_LOW_HZ, RSA_HIGH_HZ)
        ours = rhythms_of(t_s[minute], rr_ms[minute]).rsa
        assert ours.value == pytest.approx(general.value, abs=0.06)


def test_power_is_that_of_the_fit_written_out():
    """Line out, then constant and sine together, at 0.122, 0.126 … 0.398 Hz."""
    t_s, rr_ms, _ = series()
    t_s, rr_ms = t_s[300:370], rr_ms[300:370]
    y = rr_ms - np.polyval(np.polyfit(t_s - t_s[0], rr_ms, 1), t_s - t_s[0])
    summed = 0.0
    for hz in 0.122 + 0.004 * np.arange(70):
        angle = 2 * math.pi * hz * t_s
        columns = np.column_stack([np.ones_like(t_s), np.cos(angle), np.sin(angle)])
        left = y - columns @ np.linalg.lstsq(columns, y, rcond=None)[0]
        summed += 0.5 * (np.sum((y - y.mean()) ** 2) - np.sum(left**2))
    expected = math.log(2.0 * rr_ms.mean() / 1000.0 * summed * 0.004)
    assert rhythms_of(t_s, rr_ms).rsa.value == pytest.approx(expected, abs=1e-9)


def test_its_interval_is_the_jackknife_over_its_pieces():
    t_s, rr_ms, _ = series()
    t_s, rr_ms = t_s[300:373], rr_ms[300:373]
    keep = t_s > t_s[-1] - 60.0
    t_s, rr_ms = t_s[keep], rr_ms[keep]
    y = rr_ms - np.polyval(np.polyfit(t_s - t_s[0], rr_ms, 1), t_s - t_s[0])

    def ln_power(part):
        summed = 0.0
        for hz in 0.122 + 0.008 * np.arange(35):
            angle = 2 * math.pi * hz * t_s[part]
            columns = np.column_stack([np.ones_like(angle), np.cos(angle), np.sin(angle)])
            left = y[part] - columns @ np.linalg.lstsq(columns, y[part], rcond=None)[0]
            summed += 0.5 * (np.sum((y[part] - y[part].mean()) ** 2) - np.sum(left**2))
        return math.log(2.0 * rr_ms[part].mean() / 1000.0 * summed * 0.008)

    n = t_s.size
    piece = 5 - np.floor((t_s[-1] - t_s) / 10.0).astype(int)
    whole = ln_power(np.ones(n, dtype=bool))
    without = np.array([ln_power(piece != p) for p in range(6)])
    sizes = np.array([np.count_nonzero(piece == p) for p in range(6)])
    estimate = 6 * whole - np.sum((1 - sizes / n) * without)
    h = n / sizes
    variance = np.mean((h * whole - (h - 1) * without - estimate) ** 2 / (h - 1))
    found = rhythms_of(t_s, rr_ms).rsa
    assert found.high - found.value == pytest.approx(2.5705818 * math.sqrt(variance), rel=2e-3)
    assert found.value - found.low == pytest.approx(found.high - found.value)


def test_a_slow_hearts_band_ends_at_half_its_rate():
    """1.6 s between beats: above 0.3125 Hz there is only the mirror image of what is below."""
    n = 60
    t_s = 1.6 * np.arange(1.0, n + 1.0, dtype=np.float64)
    rr_ms = 1600.0 + 20.0 * np.sin(2 * math.pi * 0.2 * t_s)
    assert rhythms_of(t_s, rr_ms).rsa.value == pytest.approx(math.log(200.0), abs=0.15)
    assert math.isnan(rhythms_of(5.0 * np.arange(1.0, 30.0, dtype=np.float64), 5000.0 + rr_ms[:29]).rsa.value)


def test_no_or_equal_intervals_have_no_rhythm():
    assert N_HZ == 110
    for rr_ms in (np.zeros(0), np.full(5, 800.0), np.full(90, 800.0)):
        assert all(math.isnan(number) for number in flat(rhythms_of(np.cumsum(rr_ms) / 1000.0, rr_ms)))
