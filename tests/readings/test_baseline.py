import math

import pytest

from coreg.domain.baseline import Refusal
from coreg.domain.beat import Beat
from coreg.domain.reading import Reading, Unknown
from coreg.readings.baseline import change, ended_s, good_s, read_baseline
from coreg.readings.series import BeatSeries
from coreg.readings.span import read_span
from tests.readings.test_person import heart


def series_of(beats):
    series = BeatSeries()
    series.update(beats)
    return series


def wrong(beats, every):
    return [Beat(1, 2 * b.ticks if i % every == 0 else b.ticks, b.t_s, 0.025) for i, b in enumerate(beats)]


QUIET = heart(420)


def test_it_ends_by_itself_with_180_s_of_good_data_after_the_first_30():
    """The first beat after the 30 s makes no pair, so 180 s of pairs end a beat later."""
    series = series_of(QUIET)
    end_s = ended_s(series, 10.0, 350.0)
    assert end_s is not None
    assert 10.0 + 30.0 + 180.0 <= end_s <= 10.0 + 30.0 + 180.0 + 3.0
    assert end_s in series.t_s
    assert 180.0 <= good_s(series, 10.0, end_s) < 181.5
    assert ended_s(series, 10.0, end_s - 0.001) is None


def test_it_ends_at_five_minutes_whatever_came():
    series = series_of(QUIET[:20])
    assert ended_s(series, 0.0, 299.9) is None
    assert ended_s(series, 0.0, 300.0) == 300.0


def test_a_quiet_one_is_accepted_and_is_one_window():
    series = series_of(QUIET)
    end_s = ended_s(series, 0.0, 350.0)
    assert end_s is not None
    found = read_baseline(series, 0.0, end_s)
    assert found.is_accepted
    assert found.share_valid == 1.0
    again = read_span(QUIET, 30.0, end_s)
    assert found.heart_rate_bpm == again["mean_hr_bpm"]
    assert found.ln_rmssd == again["ln_rmssd"]


def test_the_first_30_s_enter_nothing():
    wild = [Beat(1, 600, 0.6 * (i + 1), 0.025) for i in range(50)]
    later = heart(300, start_s=30.0)
    series = series_of([*wild, *later])
    found = read_baseline(series, 0.0, later[-3].t_s)
    assert found.heart_rate_bpm.value == pytest.approx(60 / 0.85, rel=0.01)


@pytest.mark.parametrize(("length_s", "refusal"), [(182.0, None), (178.0, Refusal.TOO_SHORT)])
def test_150_s_of_good_data_are_asked_for(length_s, refusal):
    found = read_baseline(series_of(QUIET), 0.0, length_s)
    assert found.refusal is refusal
    assert found.heart_rate_bpm.is_known == (refusal is None)


def test_missing_beats_refuse_it():
    beats = QUIET[:150] + [Beat(2, b.ticks, b.t_s + 40.0, 0.025) for b in QUIET[150:]]
    found = read_baseline(series_of(beats), 0.0, 300.0)
    assert found.refusal is Refusal.BEATS_MISSING
    assert found.ln_rmssd.unknown is Unknown.NO_BASELINE


def test_uneven_intervals_refuse_it():
    found = read_baseline(series_of(wrong(QUIET, 40)), 0.0, 300.0)
    assert found.refusal is Refusal.INTERVALS_UNEVEN


def test_intervals_that_never_vary_refuse_it():
    series = series_of([Beat(1, 1024, 1.0 * (i + 1), 0.025) for i in range(300)])
    assert read_baseline(series, 0.0, 290.0).refusal is Refusal.NO_VARIATION


def test_no_beats_refuse_it():
    found = read_baseline(BeatSeries(), 0.0, 300.0)
    assert found.refusal is Refusal.BEATS_MISSING
    assert (found.good_s, found.share_valid) == (0.0, 0.0)


def test_a_change_carries_both_uncertainties_on_its_own_side():
    found = change(Reading(80.0, 77.0, 84.0, is_rough=True), Reading(70.0, 66.0, 73.0))
    assert found.value == 10.0
    assert found.low == pytest.approx(10.0 - math.hypot(3.0, 3.0))
    assert found.high == pytest.approx(10.0 + math.hypot(4.0, 4.0))
    assert found.is_rough


def test_a_change_is_unknown_for_the_numbers_own_reason_first():
    gone = Reading.of_unknown(Unknown.NO_CONTACT)
    assert change(gone, None) is gone
    assert change(Reading(80.0), None).unknown is Unknown.NO_BASELINE
    assert change(Reading(80.0), Reading.of_unknown(Unknown.NO_BASELINE)).unknown is Unknown.NO_BASELINE
    assert change(Reading(80.0), Reading(70.0)) == Reading(10.0)
