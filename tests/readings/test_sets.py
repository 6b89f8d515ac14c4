import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.series import recorded, resting
from benchmarks.set_curve import RISE_BPM, sham_sets, trial
from coreg.domain.beat import MS_PER_TICK, Beat
from coreg.domain.marks import Marks, SetEnd, SetKind, SetMark, Span, SpanKind
from coreg.domain.reading import Unknown
from coreg.readings import set_curve
from coreg.readings.heart_rate_course import TrailingMean, mean_heart_rate
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.session_sets import drift_bpm, read_session_sets
from coreg.readings.set_curve import LEAST_SETS
from coreg.readings.sets import settled_after


def beats_of(bpm_at, length_s):
    """Beats of a heart whose rate follows a function of time, without any variability."""
    beats, t_s = [], 0.0
    while t_s < length_s:
        ticks = round(60_000 / bpm_at(t_s) / MS_PER_TICK)
        t_s += ticks / 1024
        beats.append(Beat(1, ticks, t_s, 0.0))
    return beats


def jittered(bpm_at, length_s, seed=1):
    rng = np.random.default_rng(seed)
    return beats_of(lambda t_s: bpm_at(t_s) * (1 + 0.01 * rng.standard_normal()), length_s)


def stepped(t_s):
    """60 before a set at 100 to 130 s, 66 in its first ten seconds, 72 in the rest and 20 s after, then 60."""
    if 100 <= t_s < 110:
        return 66.0
    return 72.0 if 110 <= t_s < 150 else 60.0


ONE = SetMark(1, 100.0, 130.0)


def read(beats, sets, spans=()):
    return read_session_sets(finished_series(beats), Marks(sets=tuple(sets), spans=tuple(spans)))


def test_one_set_against_what_was_before_it():
    series = finished_series(jittered(stepped, 300))
    refused = Span(SpanKind.BASELINE, 0.0, 90.0)
    (one,) = read_session_sets(series, Marks(sets=(ONE,), spans=(refused,))).sets
    assert one.before_bpm.value == pytest.approx(60, abs=0.4)
    assert one.first_seconds_bpm.value == pytest.approx(6, abs=0.7)
    assert one.during_bpm.value == pytest.approx(12, abs=0.7)
    assert one.rise_bpm.value == pytest.approx(12, abs=0.7)
    assert one.half_settle.seconds == pytest.approx(25, abs=2), "it falls at 150 s, the ten-second mean trails"
    assert one.is_rmssd_muted
    assert one.against_baseline_bpm.unknown is Unknown.NO_BASELINE, "no 150 s of good data"


def test_without_a_baseline_nothing_stands_in_for_it():
    (one,) = read(jittered(stepped, 300), [ONE]).sets
    assert one.against_baseline_bpm.unknown is Unknown.NO_BASELINE
    assert one.ln_rmssd_change.unknown is Unknown.NO_BASELINE


def test_against_an_accepted_baseline():
    series = finished_series(jittered(lambda t_s: stepped(t_s - 300), 600))
    baseline = Span(SpanKind.BASELINE, 0.0, 250.0)
    later = SetMark(1, 400.0, 430.0)
    (one,) = read_session_sets(series, Marks(sets=(later,), spans=(baseline,))).sets
    assert one.against_baseline_bpm.value == pytest.approx(12, abs=0.7)
    assert one.ln_rmssd_change.is_known


def test_a_later_baseline_does_not_change_earlier_sets():
    series = finished_series(jittered(lambda t_s: stepped(t_s - 300), 900))
    spans = (Span(SpanKind.BASELINE, 0.0, 250.0), Span(SpanKind.BASELINE, 500.0, 750.0))
    sets = (SetMark(1, 400.0, 430.0), SetMark(2, 800.0, 830.0))
    both = read_session_sets(series, Marks(sets=sets, spans=spans)).sets
    only_first = read_session_sets(series, Marks(sets=sets[:1], spans=spans[:1])).sets
    assert both[0].against_baseline_bpm == only_first[0].against_baseline_bpm
    assert both[1].against_baseline_bpm.is_known


def test_sets_that_follow_closely_know_less():
    first, second = SetMark(1, 100.0, 130.0), SetMark(2, 140.0, 170.0)
    _, close = read(jittered(stepped, 300), [first, second]).sets
    assert close.before_bpm.unknown is Unknown.SET_TOO_CLOSE
    assert close.first_seconds_bpm.unknown is Unknown.SET_TOO_CLOSE
    assert close.during_bpm.unknown is Unknown.SET_TOO_CLOSE, "there is nothing to hold it against"
    assert close.half_settle.unknown is Unknown.SET_TOO_CLOSE


def test_the_next_set_cuts_the_settling_short():
    sets = [ONE, SetMark(2, 145.0, 180.0)]
    one = read(jittered(stepped, 300), sets).sets[0]
    assert one.half_settle.is_longer
    assert one.half_settle.seconds == 15.0


def test_a_short_set_a_continuous_one_and_one_that_runs():
    short, continuous, running = (
        SetMark(1, 60.0, 75.0),
        SetMark(2, 110.0, 200.0, SetKind.CONTINUOUS),
        SetMark(3, 240.0, None),
    )
    found = read(jittered(stepped, 300), [short, continuous, running]).sets
    assert found[0].during_bpm.unknown is Unknown.SET_TOO_SHORT
    assert found[0].half_settle.unknown is Unknown.NO_RISE
    assert found[1].ln_rmssd_change.unknown is Unknown.CONTINUOUS_SET
    assert found[2].during_bpm.unknown is Unknown.SET_RUNNING


def test_a_hole_in_the_beats_makes_what_it_touches_unknown():
    beats = [beat for beat in jittered(stepped, 300) if not 112 < beat.t_s < 128]
    (one,) = read(beats, [ONE]).sets
    assert one.during_bpm.unknown is Unknown.TOO_FEW_BEATS
    assert one.before_bpm.is_known


def test_no_set_of_the_recording_with_many_extra_beats_has_any_number():
    rr_ms = recorded("polar_h10_pvc_10min.rr")
    if rr_ms is None:
        pytest.skip("the reference recordings aren't here")
    ticks = np.rint(rr_ms / MS_PER_TICK).astype(int)
    ends = np.cumsum(ticks) / 1024
    beats = [Beat(1, t, e, 0.0) for t, e in zip(ticks.tolist(), ends.tolist(), strict=True)]
    found = read(beats, [SetMark(i + 1, 60.0 + 50 * i, 90.0 + 50 * i) for i in range(9)])
    assert found.curve.rise_bpm.unknown is Unknown.TOO_FEW_SETS
    for one in found.sets:
        numbers = (one.before_bpm, one.first_seconds_bpm, one.during_bpm, one.ln_rmssd_change, one.rise_bpm)
        assert not any(number.is_known for number in numbers)
        assert one.half_settle.seconds is None


def test_live_and_afterwards_are_the_same_where_no_verdict_changed():
    beats = jittered(stepped, 300)
    live = BeatSeries()
    for beat in beats:
        live.update([beat])
    marks = Marks(sets=(ONE,))
    assert read_session_sets(live, marks) == read_session_sets(finished_series(beats), marks)


def test_the_trailing_mean_is_the_mean_of_ten_seconds():
    series = finished_series(jittered(stepped, 300))
    course = TrailingMean(series)
    for t_s in (50.0, 115.0, 290.5):
        assert course.at(np.array([t_s]))[0] == pytest.approx(mean_heart_rate(series, t_s - 10.0, t_s).value)
    assert math.isnan(course.at(np.array([5.0]))[0])


def test_twelve_sham_sets_of_a_quiet_heart_have_no_clear_rise_and_a_rise_put_in_is_found():
    """Few runs of `python -m benchmarks.set_curve`; METRICS.md has the figures of 400."""
    for seed in range(4):
        heart = resting(500 + seed, 1200.0)
        assert not trial(heart, seed, has_rise=False).is_rise
        found = trial(heart, seed, has_rise=True)
        assert found.is_rise
        assert found.half_settle_s is not None
        assert 13 <= found.half_settle_s <= 26


def rising(sets):
    def bpm(t_s):
        for one in sets:
            if one.start_s <= t_s < one.end_s + 20:
                return 65.0 + RISE_BPM
        return 65.0

    return bpm


def test_the_curve_counts_processing_sets_that_count_and_ends_where_fewer_than_eight_reach():
    sets = sham_sets(np.random.default_rng(3))[:9]
    beats = jittered(rising(sets), 1200)
    whole = read(beats, sets).curve
    assert whole.n == 9
    assert whole.rise_bpm.low < whole.rise_bpm.value < whole.rise_bpm.high
    assert min(n for n, bpm in zip(whole.n_sets, whole.bpm, strict=True) if not math.isnan(bpm)) >= LEAST_SETS
    uncounted = SetMark(9, sets[8].start_s, sets[8].end_s, ended_by=SetEnd.INTERRUPTED, is_counted=False)
    resource = SetMark(8, sets[7].start_s, sets[7].end_s, SetKind.RESOURCE)
    fewer = read(beats, [*sets[:7], resource, uncounted]).curve
    assert fewer.n == 7
    assert fewer.rise_bpm.unknown is Unknown.TOO_FEW_SETS
    assert fewer.half_settle.unknown is Unknown.TOO_FEW_SETS


def test_drift_is_the_theil_sen_slope_over_ten_sets():
    found = drift_bpm([70.0 - 0.5 * i for i in range(12)])
    assert found.value == pytest.approx(-5.0)
    assert drift_bpm([70.0] * 7 + [None]).unknown is Unknown.TOO_FEW_SETS


def test_start_to_end_needs_three_minutes_marked_quiet():
    series = finished_series(jittered(lambda t_s: 70.0 if t_s < 600 else 64.0, 1000))
    baseline = Span(SpanKind.BASELINE, 0.0, 250.0)
    quiet = Span(SpanKind.QUIET, 700.0, 900.0)
    found = read_session_sets(series, Marks(spans=(baseline, quiet)))
    assert found.start_to_end_bpm.value == pytest.approx(-6.0, abs=0.5)
    short = Span(SpanKind.QUIET, 700.0, 800.0)
    too_short = read_session_sets(series, Marks(spans=(baseline, short))).start_to_end_bpm
    assert too_short.unknown is Unknown.NOT_MARKED_QUIET


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.0, 0.3), st.integers(0, 61))
def test_many_curves_settle_as_one_after_the_other_does(seed, unknown_share, reach):
    rng = np.random.default_rng(seed)
    courses = np.full((20, set_curve._N_INSIDE + 61), np.nan)
    after = 8.0 * np.exp(-np.arange(61) / rng.uniform(5.0, 40.0, (20, 1))) + rng.normal(0.0, 1.0, (20, 61)).round()
    after[rng.random(after.shape) < unknown_share] = np.nan
    courses[:, set_curve._N_INSIDE : set_curve._N_INSIDE + reach] = after[:, :reach]
    seconds, is_longer = set_curve._settled_s(courses)
    for i, course in enumerate(courses[:, set_curve._N_INSIDE :]):
        known = np.flatnonzero(~np.isnan(course))
        first = course[:11]
        found = None
        if not np.isnan(first).all():
            found = settled_after(course.tolist(), float(np.nanmax(first)) / 2.0, int(np.nanargmax(first)))
        reach_s = float(known[-1]) if known.size else 0.0
        assert (seconds[i], is_longer[i]) == ((reach_s, True) if found is None else (float(found), False))


def test_resamples_are_the_same_bits_however_many_cores_there_are():
    rng = np.random.default_rng(4)
    rows = rng.normal(3.0, 2.0, (14, 112))
    weight = set_curve._times_drawn(rng.integers(0, 14, (1000, 14)))
    assert weight.sum(axis=1).tolist() == [14.0] * 1000
    one_by_one = [set_curve._mean(weight[i : i + 50], rows) for i in range(0, 1000, 50)]
    assert set_curve._mean(weight, rows).tobytes() == np.concatenate(one_by_one).tobytes()
