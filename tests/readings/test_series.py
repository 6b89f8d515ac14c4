"""A series taken in all at once is the series taken in beat by beat."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from coreg.domain.beat import Beat, BeatFlag
from coreg.readings.person import WINDOW_S
from coreg.readings.series import BeatSeries
from coreg.readings.together_minutes import Minutes
from coreg.readings.trust import gate, opens
from coreg.readings.whole_lanes import heart_rate_lane, rmssd_lane

FLAGS = [BeatFlag.NONE] * 30 + [BeatFlag.FIRST_AFTER_LINK, BeatFlag.SPANS_GAP, BeatFlag.SUSPECT]


@st.composite
def beats(draw, most=260):
    """Beats of a heart with ectopic ones, excluded ones, new segments, pauses, and a clock that goes back."""
    n = draw(st.integers(0, most))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    steps = draw(st.lists(st.tuples(st.integers(0, most), st.floats(-20.0, 90.0)), max_size=4))
    ticks = (840 + 40 * np.sin(np.arange(n) / 3) + rng.normal(0, 15, n)).round().astype(int)
    ticks[rng.random(n) < draw(st.sampled_from([0.0, 0.02, 0.2]))] *= 2
    has_flags = draw(st.booleans())
    found, t_s, segment = [], draw(st.floats(-5.0, 5.0)), 1
    for i, tick in enumerate(ticks.tolist()):
        moved = [by_s for at, by_s in steps if at == i]
        segment += rng.random() < 0.02 or (bool(moved) and rng.random() < 0.7)
        t_s += tick / 1024 + sum(moved)
        flag = FLAGS[rng.integers(len(FLAGS))] if has_flags else BeatFlag.NONE
        found.append(Beat(segment, tick, t_s, 0.025 + 0.001 * (i % 7), flag))
    return found


def beat_by_beat(found):
    series = BeatSeries()
    for beat in found:
        series.update((beat,))
    series.finish()
    return series


def everything(series):
    arrays = (series.t_s, series.rr_ms, series.uncertainty_s, series.is_joined, series.is_valid, *series.verdicts)
    return [array.tobytes() for array in arrays]


@settings(max_examples=60, deadline=None)
@given(beats(), st.integers(0, 260), st.integers(0, 260))
def test_any_split_gives_the_same_series_verdicts_and_minutes(found, first, second):
    first, second = sorted((first, second))
    series = BeatSeries()
    series.update(found[:first])
    series.update(found[first:second])
    series.finish(found[second:])
    expected = beat_by_beat(found)
    assert everything(series) == everything(expected)
    assert series.revised == expected.revised
    length_s = max((beat.t_s for beat in found), default=0.0)
    minutes, of_each = Minutes(is_final=True), Minutes(is_final=True)
    minutes.finish(series, length_s)
    of_each.finish(expected, length_s)
    assert minutes.facts == of_each.facts


def test_a_series_that_outgrows_its_room_at_once():
    found = [Beat(1 + i // 7000, 800 + i % 40, 0.8 * i, 0.025) for i in range(20_000)]
    series = BeatSeries()
    series.update(found[:10])
    series.finish(found[10:])
    assert everything(series) == everything(beat_by_beat(found))


def test_nothing_at_all_is_a_series():
    series = BeatSeries()
    series.finish([])
    series.finish([Beat(1, 800, 0.8, 0.025, BeatFlag.SPANS_GAP)])
    assert series.n_beats == 0
    assert len(heart_rate_lane(series)) == len(rmssd_lane(series)) == 0


@settings(max_examples=30, deadline=None)
@given(beats())
def test_the_curves_are_those_of_one_minute_after_the_other(found):
    series = beat_by_beat(found)
    rows = []
    for n in range(1, series.n_beats + 1):
        end_s = series.end_s(n)
        minute = series.stretch(max(end_s - WINDOW_S, series.begins_s), end_s, n)
        is_known = gate(minute.coverage).unknown is None
        band = minute.rmssd_band_ms
        rows.append((end_s, *((minute.time_domain.rmssd_ms, *band) if is_known else [np.nan] * 3)))
    lane = rmssd_lane(series)
    assert (
        np.array([lane.t_s, lane.value, lane.low, lane.high]).T.tobytes() == np.array(rows).reshape(-1, 4).tobytes()
    )


@given(st.integers(0, 200), st.floats(0.0, 400.0), st.floats(0.0, 12.0))
def test_many_gates_open_as_one_does(n_valid, n_expected, gap_s):
    from coreg.dsp.coverage import Coverage

    one = gate(Coverage(200, 200, 199, n_valid, n_expected, gap_s))
    many = opens(np.array([float(n_valid)]), np.array([n_expected]), np.array([gap_s]))
    assert many.tolist() == [one.unknown is None]


def test_the_heart_rate_curve_breaks_where_beats_are_missing_and_leaves_out_what_does_not_count():
    found = [Beat(1 + i // 50, 900 if i != 30 else 1800, 0.88 * (i + 1), 0.025) for i in range(100)]
    lane = heart_rate_lane(beat_by_beat(found))
    assert len(lane) == 101
    assert np.isnan(lane.value[50])
    assert lane.t_s[50] == lane.t_s[49]
    assert lane.value[49] == lane.value[51] == 60_000 / (900 * 125 / 128)
    assert np.isnan(lane.value[30])
    assert np.isnan(np.asarray(lane.low)).all()
