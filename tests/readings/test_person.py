import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coreg.domain.beat import Beat, BeatFlag
from coreg.domain.reading import Unknown
from coreg.readings.person import PersonReadings
from coreg.readings.series import finished_series
from coreg.readings.span import read_span
from coreg.readings.verdicts import judge

QUANTITIES = ("heart_rate_bpm", "heart_rate_60s_bpm", "rmssd_ms", "ln_rmssd", "rsa_ln_ms2", "artifact_pct")


def heart(n_beats, seed=1, start_s=0.0, segment=1):
    rng = np.random.default_rng(seed)
    beats, t_s = [], start_s
    for _ in range(n_beats):
        rr_s = 0.85 + 0.04 * math.sin(2 * math.pi * 0.25 * (t_s - start_s)) + 0.01 * rng.standard_normal()
        ticks = round(rr_s * 1024)
        t_s += ticks / 1024
        beats.append(Beat(segment, ticks, t_s, 0.025))
    return beats


def after(beats, now_s=None):
    readings = PersonReadings()
    readings.update(beats)
    return readings.numbers(beats[-1].t_s if now_s is None else now_s)


def test_before_any_beat_nothing_is_known_and_the_link_says_why():
    assert PersonReadings().numbers(3.0).rmssd_ms.unknown is Unknown.TOO_FEW_BEATS
    assert PersonReadings().numbers(3.0, Unknown.NO_STRAP).rmssd_ms.unknown is Unknown.NO_STRAP


def test_the_first_beats_after_a_hole_do_not_bring_back_the_numbers_of_before_it():
    before = heart(90)
    back_s = before[-1].t_s + 120.0
    readings = PersonReadings()
    readings.update(before)
    for beat in heart(2, start_s=back_s, segment=2):
        readings.update([beat])
        found = readings.numbers(beat.t_s)
        assert {getattr(found, name).unknown for name in QUANTITIES} == {Unknown.RECENT_GAP}


def test_twelve_of_twenty_beats():
    reading = after(heart(15)).rmssd_ms
    assert (reading.unknown, reading.n_have, reading.n_need) == (Unknown.TOO_FEW_BEATS, 12, 20)


def test_heart_rate_is_known_within_seconds():
    found = after(heart(8)).heart_rate_bpm
    assert found.value == pytest.approx(60 / 0.85, rel=0.05)
    assert found.low < found.value < found.high


def test_a_quiet_minute_is_known_with_its_interval():
    found = after(heart(90))
    for name in QUANTITIES:
        assert getattr(found, name).is_known, name
    assert found.rmssd_ms.low < found.rmssd_ms.value < found.rmssd_ms.high
    assert found.ln_rmssd.value == pytest.approx(math.log(found.rmssd_ms.value))
    assert found.artifact_pct.value == 0.0
    assert not found.rmssd_ms.is_rough


def test_rsa_waits_for_half_a_minute():
    assert after(heart(26)).rsa_ln_ms2.unknown is Unknown.TOO_SHORT
    assert after(heart(42)).rsa_ln_ms2.is_known


def test_slow_breathing_makes_rsa_unknown_and_nothing_else():
    beats, t_s = [], 0.0
    for _ in range(90):
        ticks = round(1024 * (0.85 + 0.06 * math.sin(2 * math.pi * 0.1 * t_s)))
        t_s += ticks / 1024
        beats.append(Beat(1, ticks, t_s, 0.025))
    found = after(beats)
    assert found.rsa_ln_ms2.unknown is Unknown.SLOW_BREATHING
    assert found.rmssd_ms.is_known


def test_beats_that_never_vary_have_no_logarithm():
    found = after([Beat(1, 1024, float(i + 1), 0.025) for i in range(70)])
    assert found.rmssd_ms.value == 0.0
    assert found.ln_rmssd.unknown is Unknown.NO_VARIATION


def test_silence_wins_once_beats_are_over_5_s_old():
    beats = heart(90)
    readings = PersonReadings()
    readings.update(beats)
    last_s = beats[-1].t_s
    assert readings.numbers(last_s + 4.9, Unknown.NO_SIGNAL).rmssd_ms.is_known
    assert readings.numbers(last_s + 5.1, Unknown.NO_CONTACT).rmssd_ms.unknown is Unknown.NO_CONTACT
    assert readings.numbers(last_s + 11.0).heart_rate_bpm.unknown is Unknown.NO_SIGNAL


def test_a_recent_gap_makes_unknown_and_time_heals_it():
    first = heart(90)
    beats = first + heart(60, seed=2, start_s=first[-1].t_s + 8.0, segment=2)
    assert after(beats[:95]).rmssd_ms.unknown is Unknown.RECENT_GAP
    assert after(beats[:125]).rmssd_ms.is_known


def test_many_wrong_beats_are_rough_then_unknown():
    beats = heart(120)

    def with_wrong(every):
        return [Beat(1, b.ticks * (2 if i % every == 0 else 1), b.t_s, 0.025) for i, b in enumerate(beats)]

    assert after(with_wrong(18)).rmssd_ms.is_rough
    assert after(with_wrong(8)).rmssd_ms.unknown is Unknown.INTERVALS_UNEVEN


def test_excluded_beats_enter_no_number_and_break_the_pair():
    beats = heart(80)
    marked = [Beat(1, 300, b.t_s, 0.025, BeatFlag.SPANS_GAP) if i == 40 else b for i, b in enumerate(beats)]
    series = finished_series(marked)
    assert series.n_beats == 79
    assert series.is_joined[40] == 0
    live, final = judge(marked)
    assert len(live) == len(final) == 80
    assert not final[40]


def test_the_heart_rate_lane_breaks_at_gaps_and_drops_artifacts():
    first = heart(60)
    beats = first + heart(60, seed=2, start_s=first[-1].t_s + 8.0, segment=2)
    beats[30] = Beat(1, 2 * beats[30].ticks, beats[30].t_s, 0.025)
    lane = after(beats).heart_rate_lane
    assert len(lane) == 121
    assert math.isnan(lane.value[60])
    assert math.isnan(lane.value[30])
    assert lane.value[10] == pytest.approx(60000 / beats[10].rr_ms)
    assert list(lane.t_s) == sorted(lane.t_s)
    assert lane.t_s.readonly


def test_a_lane_of_a_minute_ago_stays_valid():
    beats = heart(100)
    readings = PersonReadings()
    readings.update(beats[:60])
    early = readings.numbers(51.0).rmssd_lane
    kept = list(early.value)
    readings.update(beats[60:])
    assert list(early.value) == pytest.approx(kept, nan_ok=True)
    assert len(readings.numbers(90.0).rmssd_lane) == 98


def test_the_rmssd_lane_ends_with_the_number_on_screen():
    found = after(heart(100))
    assert found.rmssd_lane.value[-1] == found.rmssd_ms.value
    assert found.rmssd_lane.high[-1] == found.rmssd_ms.high


def test_a_session_that_outgrows_its_buffers_loses_nothing():
    beats = [Beat(1, 500 + i % 7, 0.5 * (i + 1), 0.025) for i in range(9000)]
    found = after(beats)
    assert len(found.heart_rate_lane) == 9000
    assert found.heart_rate_lane.t_s[0] == 0.5


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(0, 5))
def test_any_packetisation_gives_the_same_bits(sizes, seed):
    beats = heart(sum(sizes), seed)
    if len(beats) > 25:
        beats[20] = Beat(1, 2 * beats[20].ticks, beats[20].t_s, 0.025)
    readings = PersonReadings()
    at = 0
    for size in sizes:
        readings.update(beats[at : at + size])
        readings.numbers(beats[at].t_s)
        at += size
    streamed, whole = readings.numbers(beats[-1].t_s), after(beats)
    for name in QUANTITIES:
        assert getattr(streamed, name) == getattr(whole, name)
    for lane in ("heart_rate_lane", "rmssd_lane"):
        for row in ("t_s", "value", "low", "high"):
            assert np.array_equal(getattr(getattr(streamed, lane), row), getattr(getattr(whole, lane), row), True)


@settings(max_examples=15, deadline=None)
@given(st.floats(0.0, 1e5))
def test_a_shift_of_the_clock_changes_nothing(shift_s):
    beats = heart(100)
    beats[50] = Beat(1, 2 * beats[50].ticks, beats[50].t_s, 0.025)
    moved = [Beat(b.segment, b.ticks, b.t_s + shift_s, 0.025) for b in beats]
    found, expected = after(moved), after(beats)
    for name in QUANTITIES:
        assert getattr(found, name).value == pytest.approx(getattr(expected, name).value, rel=1e-8)


def test_live_equals_recomputed_where_all_verdicts_are_final():
    beats = heart(160)
    readings = PersonReadings()
    readings.update(beats)
    end_s = beats[-3].t_s
    live = readings.numbers(beats[-1].t_s)
    again = read_span(beats, end_s - 60.0, end_s)
    assert again["rmssd_ms"] == live.rmssd_ms
    assert again["rsa_ln_ms2"].value == pytest.approx(live.rsa_ln_ms2.value, abs=1e-9)
    assert again["rsa_ln_ms2"].low == pytest.approx(live.rsa_ln_ms2.low, abs=1e-9)
    assert again["mean_hr_bpm"] == live.heart_rate_60s_bpm


def test_batch_verdicts_equal_those_while_streaming():
    beats = heart(150)
    for i in (40, 90, 91):
        beats[i] = Beat(1, 2 * beats[i].ticks, beats[i].t_s, 0.025)
    readings = PersonReadings()
    readings.update(beats)
    live, final = judge(beats)
    n = readings.series.n_judged
    assert readings.series.verdicts.live[:n].astype(bool).tolist() == live[:n]
    n = readings.series.n_final
    assert readings.series.verdicts.final[:n].astype(bool).tolist() == final[:n]
