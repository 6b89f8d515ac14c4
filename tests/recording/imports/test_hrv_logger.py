"""HRV Logger's RR file: holes, clocks, the unit that old versions got wrong, and what isn't such a file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coreg.domain.errors import ImportFileError
from coreg.recording.imports.hrv_logger import read_hrv_logger

HEADER = "date, rr, since start\n"
BEGAN = datetime(2025, 3, 15, 9, 0, 0, tzinfo=UTC)


def put(folder: Path, content: str) -> Path:
    path = folder / "2025-03-15_RR.csv"
    path.write_text(content, encoding="utf-8")
    return path


def rows(rr_ms: list[int], *, late_s: dict[int, float] | None = None, clock: float = 1.0) -> str:
    """As the app writes them: the date when the phone was told, cut to the second, and the sum of the intervals."""
    told_s, lines = 0.0, ""
    for i, rr in enumerate(rr_ms):
        told_s += rr / 1000 * clock + (late_s or {}).get(i, 0.0)
        lines += f"{BEGAN + timedelta(seconds=told_s):%Y-%m-%d %H:%M:%S} +0000,{rr},{sum(rr_ms[: i + 1])}\n"
    return HEADER + lines


def test_a_hole_in_the_phones_clock_begins_a_segment(tmp_path: Path) -> None:
    imported = read_hrv_logger(put(tmp_path, rows([800] * 100, late_s={60: 20.0})))
    assert imported.starts == (60,)
    (gap,) = imported.gaps
    assert gap.start_s == pytest.approx(48.0)
    assert gap.end_s - gap.start_s == pytest.approx(20.0, abs=1.5)  # the clock is written to the second


def test_a_hole_in_the_sum_is_as_long_as_the_sum_says(tmp_path: Path) -> None:
    content = HEADER + "2025-03-15 09:00:01 +0000,800,800\n2025-03-15 09:00:02 +0000,810,3010\n"
    imported = read_hrv_logger(put(tmp_path, content))
    (gap,) = imported.gaps
    assert (gap.start_s, gap.end_s) == pytest.approx((0.8, 2.2))


def test_packets_that_are_late_by_two_seconds_are_no_hole(tmp_path: Path) -> None:
    imported = read_hrv_logger(put(tmp_path, rows([800] * 100, late_s={20: 2.0, 21: -2.0, 50: 1.9, 55: -1.9})))
    assert imported.starts == ()
    assert imported.t_s is not None
    assert imported.t_s[-1] == pytest.approx(80.0)


def test_a_phones_clock_that_is_half_a_percent_wrong_makes_no_holes_in_two_hours(tmp_path: Path) -> None:
    imported = read_hrv_logger(put(tmp_path, rows([800] * 9000, clock=1.005)))
    assert imported.starts == ()


def test_a_phones_clock_that_is_set_back_begins_a_segment_and_no_time_runs_backwards(tmp_path: Path) -> None:
    imported = read_hrv_logger(put(tmp_path, rows([800] * 100, late_s={60: -3600.0})))
    assert imported.starts == (60,)
    assert imported.t_s is not None
    assert list(imported.t_s) == sorted(imported.t_s)
    assert imported.duration_s == pytest.approx(80.0)


def test_intervals_in_1024ths_are_said_to_look_like_it_and_kept(tmp_path: Path) -> None:
    imported = read_hrv_logger(put(tmp_path, rows([1000] * 400, clock=1000 / 1024)))
    assert set(imported.rr_ms) == {1000.0}
    assert "1/1024" in imported.remarks[0]
    assert read_hrv_logger(put(tmp_path, rows([1000] * 400))).remarks == ()


def test_the_start_is_one_interval_before_the_first_time(tmp_path: Path) -> None:
    imported = read_hrv_logger(put(tmp_path, rows([1000, 1000])))
    assert imported.started == BEGAN
    assert imported.started_utc == "2025-03-15T09:00:00.000Z"


def test_a_clock_that_was_never_set_gives_no_start(tmp_path: Path) -> None:
    imported = read_hrv_logger(put(tmp_path, "timestamp, rr, since_start \n\n800,800,800\n1600,800,1600\n"))
    assert imported.started is None
    assert imported.starts == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "its first line should name"),
        ("date, timestamp, annotation, manual\n", "its first line should name"),
        (HEADER, "holds no RR interval"),
        (HEADER + "2025-03-15 09:00:01 +0000,800\n", "line 2: 2 columns where 3"),
        (HEADER + "yesterday,800,800\n", "line 2: 'yesterday' is not a date"),
        (HEADER + "2025-03-15 09:00:01 +0000,80O,800\n", "line 2: '80O' is not an RR interval"),
        (HEADER + "2025-03-15 09:00:01 +0000,8_00,800\n", "line 2: '8_00' is not an RR interval"),
        (HEADER + "2025-03-15 09:00:01 +0000,-5,800\n", "line 2: an RR interval of '-5' can't be"),
        (HEADER + "2025-03-15 09:00:01 +0000,800,nan\n", "line 2: 'nan' is not a number"),
        (HEADER + "2025-03-15 09:00:01 +0000,0.8,1\n2025-03-15 09:00:02 +0000,0.8,2\n", "are these seconds"),
        (HEADER + "2025-03-15 09:00:01 +0000,800,800\n2025-03-15 09:00:02,800,1600\n", "line 3: .* not a date"),
        ("timestamp, rr, since_start\n99999999999999999999,800,800\n", "line 2: .* is not a date"),
    ],
)
def test_what_isnt_such_a_file_is_one_sentence_with_its_line(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(ImportFileError, match=words) as raised:
        read_hrv_logger(put(tmp_path, content))
    assert "\n" not in str(raised.value)
