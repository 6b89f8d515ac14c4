"""Polar Sensor Logger, Polar Flow and Kubios: what their rows look like, their holes, and what isn't a row."""

from pathlib import Path

import pytest

from coreg.domain.errors import ImportFileError
from coreg.recording.imports.detect import recognise
from coreg.recording.imports.imported import Format
from coreg.recording.imports.kubios_report import read_kubios_report
from coreg.recording.imports.polar_flow import read_polar_flow
from coreg.recording.imports.polar_sensor_logger import read_polar_sensor_logger
from tests.recording.imports.layouts import kubios_report

LOGGER = "Phone timestamp;RR-interval [ms]\n"
RR_MS = [766.0, 766.0, 727.0, 789.0]


def put(folder: Path, content: str | bytes) -> Path:
    path = folder / "recording.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_polar_sensor_logger_times_are_the_phones_local_time(tmp_path: Path) -> None:
    content = LOGGER + "2026-04-24T14:10:16.752;937;\n2026-04-24T14:10:17.700;948;\n"
    imported = read_polar_sensor_logger(put(tmp_path, content))
    assert list(imported.rr_ms) == [937.0, 948.0]
    assert imported.started is not None
    assert imported.started.isoformat() == "2026-04-24T14:10:15.815000"


def test_polar_flow_with_its_first_interval_at_zero(tmp_path: Path) -> None:
    imported = read_polar_flow(put(tmp_path, "0.000 0.749\n5.455 0.749\n6.215 0.76\n6.966 0.751\n"))
    assert list(imported.rr_ms) == [749.0, 749.0, 760.0, 751.0]
    assert imported.starts == (1,)
    (gap,) = imported.gaps
    assert gap.end_s - gap.start_s == pytest.approx(5.455 - 0.749)


def test_polar_flow_with_decimal_commas_and_tabs(tmp_path: Path) -> None:
    imported = read_polar_flow(put(tmp_path, "0,749\t0,749\n1,509\t0,76\n"))
    assert list(imported.rr_ms) == [749.0, 760.0]
    assert imported.starts == ()


def test_a_kubios_report_gives_its_intervals_and_says_that_they_were_corrected(tmp_path: Path) -> None:
    imported = read_kubios_report(put(tmp_path, kubios_report(RR_MS)))
    assert list(imported.rr_ms) == RR_MS
    assert "corrections" in imported.remarks[0]


def test_a_kubios_report_with_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    german = kubios_report(RR_MS).replace(b",", b";").replace(b".", b",")
    assert list(read_kubios_report(put(tmp_path, german)).rr_ms) == RR_MS


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (LOGGER, "holds no RR interval"),
        (LOGGER + "2026-04-24T14:10:16.752;937;1\n", "line 2: 3 columns"),
        (LOGGER + "14:10;937\n", "line 2: '14:10' is not a date"),
        (LOGGER + "2026-04-24T14:10:16.752;0\n", "line 2: an RR interval of '0' can't be"),
    ],
)
def test_what_isnt_polar_sensor_logger_is_one_sentence(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(ImportFileError, match=words):
        read_polar_sensor_logger(put(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("0.749 0.749\n1.509 0.76 3\n", "line 2: 3 columns"),
        ("0.749 0.749\nend 0.76\n", "line 2: 'end' is not a number"),
        ("1.0 0.8\n3.0 0.8\n5.0 0.8\n", "the times don't advance"),
        ("0.0007 0.0007\n0.0014 0.0007\n", "are these seconds"),
    ],
)
def test_what_isnt_polar_flow_is_one_sentence(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(ImportFileError, match=words):
        read_polar_flow(put(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (kubios_report(RR_MS).split(b"RR INTERVAL DATA")[0], "holds no RR intervals: have Kubios write them"),
        (kubios_report(RR_MS).split(b"    0.766")[0], "holds no RR interval"),
        (
            kubios_report(RR_MS).replace(b"    SAMPLE 1,            ,", b"    SAMPLE 1,    SAMPLE 2,"),
            "several samples",
        ),
        (kubios_report(RR_MS).replace(b"0.727", b"0.7x7"), "line 27: .* is not an RR interval"),
        (kubios_report(RR_MS).replace(b"0.7", b"-.7"), "can't be"),
    ],
)
def test_what_isnt_a_kubios_report_is_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(ImportFileError, match=words):
        read_kubios_report(put(tmp_path, content))


def test_polar_flow_whose_first_interval_is_a_whole_second(tmp_path: Path) -> None:
    path = put(tmp_path, "1 1\n1.76 0.76\n")
    assert recognise(path) is Format.POLAR_FLOW
    assert list(read_polar_flow(path).rr_ms) == [1000.0, 760.0]
