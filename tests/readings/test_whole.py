import math

import numpy as np
import pytest

from coreg.domain.beat import Beat
from coreg.domain.reading import Unknown
from coreg.readings.as_given import as_given
from coreg.readings.span import read_span
from coreg.readings.whole import artifact_pct, read_whole, read_windows


def heart(length_s, wrong=()):
    rng = np.random.default_rng(5)
    beats: list[Beat] = []
    t_s = 0.0
    while t_s < length_s:
        rr_s = 0.85 + 0.04 * math.sin(2 * math.pi * 0.25 * t_s) + 0.01 * rng.standard_normal()
        ticks = round(rr_s * 1024)
        t_s += ticks / 1024
        beats.append(Beat(1, ticks * (2 if len(beats) in wrong else 1), t_s, 0.025))
    return beats


def test_ten_minutes_know_everything():
    whole = read_whole(heart(600))
    assert all(reading.is_known for reading in whole.values())
    assert whole["breaths_per_min"].value == pytest.approx(15.0, abs=0.3)
    assert whole["hf_ms2"].value == pytest.approx(800 + 50, rel=0.15)
    for name in ("rmssd_ms", "rsa_ln_ms2", "hf_ms2", "lf_ms2", "mean_hr_bpm"):
        low, value, high = whole[name].low, whole[name].value, whole[name].high
        assert low is not None
        assert value is not None
        assert high is not None
        assert low < value < high


def test_one_minute_is_too_short_for_lf_and_coherence():
    whole = read_whole(heart(62))
    assert whole["lf_ms2"].unknown is Unknown.TOO_SHORT
    assert whole["coherence"].unknown is Unknown.TOO_SHORT
    assert whole["rsa_ln_ms2"].is_known


def test_two_and_a_half_minutes_are_one_window_of_lf():
    assert read_whole(heart(150))["lf_ms2"].is_known


def test_no_beats_know_nothing():
    assert all(reading.unknown is Unknown.TOO_FEW_BEATS for reading in read_whole([]).values())
    assert read_windows([]) == []
    assert artifact_pct([]) is None


def test_windows_are_consecutive_full_minutes():
    windows = read_windows(heart(200))
    assert [round(w.start_s) for w in windows] == [0, 60, 120]
    assert all(w.end_s - w.start_s == pytest.approx(60.0) for w in windows)
    assert all(w.numbers["rmssd_ms"].is_known for w in windows)


def test_a_short_recording_is_one_window():
    beats = heart(40)
    (window,) = read_windows(beats)
    assert window.end_s == beats[-1].t_s
    assert window.numbers["rmssd_ms"].is_known


def test_a_window_is_the_span_of_its_bounds():
    beats = heart(200, wrong={100})
    window = read_windows(beats)[1]
    assert window.numbers == read_span(beats, window.start_s, window.end_s)


def test_wrong_beats_are_counted_and_left_out():
    beats = heart(300, wrong={100, 200})
    assert artifact_pct(beats) == pytest.approx(100.0 * 10 / len(beats))
    clean, marred = read_whole(heart(300))["rmssd_ms"].value, read_whole(beats)["rmssd_ms"].value
    assert marred == pytest.approx(clean, rel=0.02)
    assert clean is not None
    assert as_given(np.array([beat.rr_ms for beat in beats]))["rmssd_ms"] > 2 * clean


def test_as_given_of_one_interval_is_its_mean_alone():
    found = as_given(np.array([800.0]))
    assert found["mean_rr_ms"] == 800.0
    assert math.isnan(found["rmssd_ms"])
