"""`coreg analyze`: known answers, the contract of coreg.analysis/1, and one sentence for what can't be read."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran

Coreg = Callable[..., Ran]

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "rr"
TIME_DOMAIN = [
    "mean_rr_ms",
    "mean_hr_bpm",
    "sdnn_ms",
    "rmssd_ms",
    "ln_rmssd",
    "sdsd_ms",
    "nn50",
    "pnn50_pct",
    "sd1_ms",
    "sd2_ms",
]
WHOLE = [*TIME_DOMAIN, "rsa_ln_ms2", "hf_ms2", "lf_ms2", "breaths_per_min", "coherence"]

needs_reference = pytest.mark.skipif(not REFERENCE.exists(), reason="../shared/reference isn't here")


def ec57(base_s: float, dev_s: float, f_hz: float, length_s: float) -> list[float]:
    """ANSI/AAMI EC57:2012 test pattern: RR_i = base + dev sin(2 pi f t_i), in ms."""
    rr_ms, t_s = [], 0.0
    while t_s < length_s:
        rr_s = base_s + dev_s * math.sin(2 * math.pi * f_hz * t_s)
        rr_ms.append(rr_s * 1000)
        t_s += rr_s
    return rr_ms


def analysis(coreg: Coreg, path: Path) -> dict[str, Any]:
    ran = coreg("analyze", path, "--json")
    assert (ran.code, ran.err) == (0, "")
    return ran.object


def put(folder: Path, rr_ms: list[float]) -> Path:
    path = folder / "rr.txt"
    path.write_text("# made by the test\n" + "\n".join(map(repr, rr_ms)) + "\n")
    return path


def test_json_has_the_keys_of_the_contract(coreg: Coreg, tmp_path: Path) -> None:
    found = analysis(coreg, put(tmp_path, ec57(0.8, 0.035, 0.25, 320)))
    assert found["schema"] == "coreg.analysis/1"
    assert {"coreg_version", "definitions", "amended", "n_beats", "duration_s", "artifact_pct"} <= set(found)
    assert list(found["as_given"]) == TIME_DOMAIN
    assert sorted(found["whole"]) == sorted(WHOLE)
    for number in (found["artifact_pct"], *found["whole"].values()):
        assert set(number) == {"value", "low", "high", "rough", "unknown"}
    assert len(found["windows"]) == 5
    assert set(found["windows"][0]) == {"start_s", "end_s", *WHOLE}


def test_ec57_pattern_2_over_a_minute(coreg: Coreg, tmp_path: Path) -> None:
    found = analysis(coreg, put(tmp_path, ec57(0.8, 0.035, 0.25, 60)))
    assert found["whole"]["rmssd_ms"]["value"] == pytest.approx(29.07, rel=0.01)
    assert found["whole"]["rsa_ln_ms2"]["value"] == pytest.approx(math.log(612.5), abs=0.15)


def test_ec57_pattern_4_is_outside_what_is_judged_a_beat(coreg: Coreg, tmp_path: Path) -> None:
    found = analysis(coreg, put(tmp_path, ec57(3.0, 0.28, 1 / 30, 300)))
    assert found["whole"]["hf_ms2"] == {"value": None, "low": None, "high": None, "rough": False} | {
        "unknown": "intervals_uneven"
    }


def test_as_given_is_every_interval_exactly(coreg: Coreg, tmp_path: Path) -> None:
    found = analysis(coreg, put(tmp_path, [800.3, 900.7, 2500.0, 700.0]))
    differences = [100.4, 1599.3, -1800.0]
    rmssd_ms = math.sqrt(sum(d * d for d in differences) / 3)
    assert found["as_given"]["rmssd_ms"] == pytest.approx(rmssd_ms, rel=1e-12)
    assert found["as_given"]["mean_rr_ms"] == pytest.approx(1225.25, rel=1e-12)
    assert found["duration_s"] == pytest.approx(4.901)
    assert found["whole"]["rmssd_ms"]["unknown"] == "too_few_beats"


def test_one_interval_has_no_differences_and_no_nan_in_json(coreg: Coreg, tmp_path: Path) -> None:
    found = analysis(coreg, put(tmp_path, [800.0]))
    assert found["as_given"]["rmssd_ms"] is None
    assert found["as_given"]["mean_rr_ms"] == 800.0


@needs_reference
def test_the_rest_recording_has_its_published_figures(coreg: Coreg) -> None:
    found = analysis(coreg, REFERENCE / "hrv_rest_rri.txt")["as_given"]
    expected = {
        "rmssd_ms": 55.13744203126742,
        "sdnn_ms": 57.81817771970009,
        "sdsd_ms": 55.167700730663555,
        "nn50": 321,
        "mean_rr_ms": 1058.7186813186813,
        "sd1_ms": 39.00945528912225,
        "sd2_ms": 71.86199098062633,
    }
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-9), name


@needs_reference
@pytest.mark.parametrize("name", ["polar_h10_pvc_10min.rr.txt", "polar_h10_pvc_10min.timed.csv"])
def test_the_pvc_recording_has_no_rmssd_and_says_why(coreg: Coreg, name: str) -> None:
    found = analysis(coreg, REFERENCE / name)
    assert found["n_beats"] == 798
    assert found["whole"]["rmssd_ms"]["value"] is None
    assert found["whole"]["rmssd_ms"]["unknown"] == "intervals_uneven"
    assert all(window["rmssd_ms"]["value"] is None for window in found["windows"])
    assert "intervals too uneven to compute" in coreg("analyze", REFERENCE / name).out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no RR interval"),
        (bytes(range(256)), "is not text"),
        (b"812\n790\nabc\n", "line 3"),
        (b"0.8\n0.79\n", "seconds"),
    ],
)
def test_bad_text_is_one_line_and_exit_2(coreg: Coreg, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    ran = coreg("analyze", path, "--json")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert words in ran.err


def test_a_session_file_is_told_by_its_content_too(coreg: Coreg, recorded: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "renamed.bin"
    renamed.write_bytes(recorded.read_bytes())
    assert analysis(coreg, renamed) == analysis(coreg, recorded)


def test_words_for_a_session_say_whom_else_it_holds(coreg: Coreg, recorded: Path) -> None:
    out = coreg("analyze", recorded).out
    assert "Every interval as given" in out
    assert "--role therapist" in out


def test_a_role_that_isnt_there_is_one_sentence(coreg: Coreg, tmp_path: Path) -> None:
    ran = coreg("analyze", put(tmp_path, [800.0, 810.0]), "--role", "client")
    assert ran.code == 2
    assert ran.err.strip().endswith("holds no beats of the client.")


def test_the_picture_is_a_png_and_leaves_the_json_alone(coreg: Coreg, tmp_path: Path) -> None:
    rr_ms = ec57(0.8, 0.035, 0.25, 400)
    rr_ms[200] *= 2
    path, picture = put(tmp_path, rr_ms), tmp_path / "picture.png"
    ran = coreg("analyze", path, "--json", "--plot", picture)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == coreg("analyze", path, "--json").out
    assert picture.read_bytes().startswith(b"\x89PNG\r\n")
    assert picture.stat().st_size > 20_000


def test_a_picture_of_one_interval_is_empty_and_fine(coreg: Coreg, tmp_path: Path) -> None:
    assert coreg("analyze", put(tmp_path, [800.0]), "--plot", tmp_path / "one.png").code == 0


def test_a_picture_that_cant_be_written_is_one_sentence(coreg: Coreg, tmp_path: Path) -> None:
    ran = coreg("analyze", put(tmp_path, [800.0, 810.0]), "--plot", tmp_path / "nowhere" / "x.png")
    assert ran.code == 2
    assert "can't be written" in ran.err
