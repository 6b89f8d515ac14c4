import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.beat import MS_PER_TICK, Beat
from coreg.domain.stage import ClientScreen, Pacer, Stage
from coreg.readings.client_picture import ClientPictureReadings
from coreg.readings.series import BeatSeries, finished_series

CALM = Stage(screen=ClientScreen.CALM)
PACER = Stage(screen=ClientScreen.PACER, pacer=Pacer())


def stepping(bpm_at, length_s, start_s=0.0):
    """A heart with exactly this rate."""
    beats, t_s = [], start_s
    while t_s < start_s + length_s:
        ticks = round(60_000 / bpm_at(t_s - start_s) / MS_PER_TICK)
        t_s += ticks / 1024
        beats.append(Beat(1, ticks, t_s, 0.0))
    series = BeatSeries()
    series.update(beats)
    return series


def picture(series, now_s, stage=CALM, *, is_silent=False):
    return ClientPictureReadings().update(now_s, series, stage, is_silent=is_silent)


@pytest.mark.parametrize(("bpm", "calm"), [(74.0, 0.4), (66.0, -0.4), (70.0, 0.0)])
def test_calm_is_the_newest_beat_against_its_own_minute_in_tenths_of_ten_beats(bpm, calm) -> None:
    series = stepping(lambda t_s: 70.0 if t_s < 80 else bpm, 83)
    minute = 60_000 / series.rr_ms[(series.t_s > series.t_s[-3] - 60) & (series.t_s <= series.t_s[-3])].mean()
    found = picture(series, series.end_s(series.n_beats)).calm
    assert found == pytest.approx((60_000 / series.rr_ms[-3] - minute) / 10, abs=1e-9)
    assert found == pytest.approx(calm, abs=0.05)


@given(st.floats(45, 150), st.floats(45, 150), st.floats(0, 60))
def test_no_heart_leaves_the_picture(before, after, passed_s) -> None:
    series = stepping(lambda t_s: before if t_s < 60 else after, 60 + passed_s)
    for stage in (CALM, PACER):
        shown = picture(series, series.end_s(series.n_beats), stage)
        assert shown.calm is None or -1.0 <= shown.calm <= 1.0
        assert all(-1.0 <= level <= 1.0 for _, level in shown.wave)
        assert shown.wave_share is None or 0.25 <= shown.wave_share <= 1.0


def test_unknown_before_half_a_minute_after_four_seconds_of_silence_and_where_the_strap_gives_nothing() -> None:
    assert picture(stepping(lambda _: 70, 28), 28.0).calm is None
    series = stepping(lambda _: 70, 60)
    end_s = series.end_s(series.n_judged)
    assert picture(series, end_s + 3.9).calm is not None
    assert picture(series, end_s + 4.1).calm is None
    assert picture(series, end_s, is_silent=True).calm is None


def test_the_wave_outlives_the_strap_so_that_it_can_fade_and_says_so() -> None:
    series = stepping(lambda _: 70, 60)
    shown = picture(series, series.end_s(series.n_judged) + 5.0, PACER)
    assert shown.wave
    assert not shown.is_wave_known


@pytest.mark.parametrize("screen", [ClientScreen.OFF, ClientScreen.REST])
def test_nothing_of_the_heart_is_given_where_nothing_is_shown_of_it(screen) -> None:
    shown = picture(stepping(lambda _: 70, 90), 90.0, Stage(screen=screen))
    assert (shown.calm, shown.wave_share, shown.wave, shown.pacer) == (None, None, (), None)


def test_a_wrong_beat_is_not_in_the_wave() -> None:
    beats = [Beat(1, 860, 0.84 * n, 0.0) for n in range(1, 100)]
    beats[80] = Beat(1, 300, beats[80].t_s, 0.0)
    series = finished_series(beats)
    at_s = series.t_s[80]
    shown = picture(series, series.end_s(series.n_judged), PACER)
    assert at_s not in [t_s for t_s, _ in shown.wave]
    assert max(level for _, level in shown.wave) < 0.1


@given(st.integers(1, 10_000))
def test_another_zero_of_the_clock_changes_nothing(shift_s) -> None:
    here, there = stepping(lambda t_s: 66 + t_s / 20, 70), stepping(lambda t_s: 66 + t_s / 20, 70, float(shift_s))
    near = picture(here, here.end_s(here.n_beats), PACER)
    far = picture(there, there.end_s(there.n_beats), PACER)
    assert far.wave_share == pytest.approx(near.wave_share, abs=1e-6)
    assert [level for _, level in far.wave] == pytest.approx([level for _, level in near.wave], abs=1e-6)


def test_a_larger_wave_gives_a_larger_share() -> None:
    whole = stepping(lambda t_s: 70 + (8 if t_s < 100 else 2) * math.sin(2 * math.pi * t_s / 10), 200)
    series, reading, shares = BeatSeries(), ClientPictureReadings(), []
    for t_s, rr_ms in zip(whole.t_s.tolist(), whole.rr_ms.tolist(), strict=True):
        series.update([Beat(1, round(rr_ms / MS_PER_TICK), t_s, 0.0)])
        shares.append(reading.update(t_s, series, PACER, is_silent=False).wave_share)
    assert shares[20] is None
    assert [shares[100] or 0.0, shares[-1] or 0.0] == [pytest.approx(1.0, abs=0.05), pytest.approx(0.45, abs=0.1)]
