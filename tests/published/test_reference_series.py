"""The figures that come with the shared reference series, which stay outside the project."""

from pathlib import Path

import numpy as np
import pytest

from coreg.domain.beat import Beat
from coreg.domain.reading import Unknown
from coreg.readings.as_given import as_given
from coreg.readings.person import PersonReadings
from coreg.readings.whole import read_whole

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "rr"
PUBLISHED = {
    "rmssd_ms": 55.13744203126742,
    "sdnn_ms": 57.81817771970009,
    "sdsd_ms": 55.167700730663555,
    "nn50": 321,
    "mean_rr_ms": 1058.7186813186813,
    "sd1_ms": 39.00945528912225,
    "sd2_ms": 71.86199098062633,
}


def rr_ms_of(name):
    path = REFERENCE / name
    if not path.is_file():
        pytest.skip(f"{path} isn't here")
    lines = path.read_text(encoding="utf-8").splitlines()
    return np.array([float(line) for line in lines if line.strip() and not line.startswith("#")])


def beats_of(rr_ms):
    ticks = np.round(rr_ms * 1.024).astype(int)
    ends_s = np.cumsum(ticks) / 1024
    return [Beat(1, int(tick), float(t_s), 0.025) for tick, t_s in zip(ticks, ends_s, strict=True)]


def test_rest_recording_as_given_to_1e_6():
    found = as_given(rr_ms_of("hrv_rest_rri.txt"))
    assert {name: found[name] for name in PUBLISHED} == pytest.approx(PUBLISHED, rel=1e-6)


def test_frequent_ectopic_beats_give_no_rmssd_and_say_why():
    whole = read_whole(beats_of(rr_ms_of("polar_h10_pvc_10min.rr.txt")))
    assert whole["rmssd_ms"].value is None
    assert whole["rmssd_ms"].unknown is Unknown.INTERVALS_UNEVEN
    assert whole["rmssd_ms"].n_have == 51


def test_frequent_ectopic_beats_never_give_an_rmssd_live():
    readings = PersonReadings()
    for beat in beats_of(rr_ms_of("polar_h10_pvc_10min.rr.txt")):
        readings.update([beat])
        assert not readings.numbers(beat.t_s).rmssd_ms.is_known


@pytest.mark.parametrize(
    ("name", "most_pct"),
    [("hrv_rest_rri.txt", 0.5), ("hrv_exercise_rri.txt", 1.0), ("pyhrv_long.txt", 1.7), ("pyhrv_short.txt", 1.6)],
)
def test_clean_recordings_are_not_flagged_away(name, most_pct):
    beats = beats_of(rr_ms_of(name))
    readings = PersonReadings()
    readings.update(beats)
    assert 100.0 * readings.series.verdicts.live.mean() < most_pct
