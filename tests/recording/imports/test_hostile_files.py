"""Files that are cut, changed or made of anything: every importer gives intervals that can be, or one sentence.

`COREG_TEST_IMPORTS=100000` tries that many at every importer; by default it is a few.
"""

import math
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coreg.domain.errors import FileProblemError, ImportFileError
from coreg.domain.person import Role
from coreg.recording.imports import lines
from coreg.recording.imports.detect import read_recording, recognise
from coreg.recording.imports.edf_plus import read_edf_plus
from coreg.recording.imports.hrv_logger import read_hrv_logger
from coreg.recording.imports.imported import MOST_INTERVALS, Format, Imported
from coreg.recording.imports.kubios_report import read_kubios_report
from coreg.recording.imports.polar_flow import read_polar_flow
from coreg.recording.imports.polar_sensor_logger import read_polar_sensor_logger
from coreg.recording.imports.rr_list import read_rr_list
from tests.recording.imports.layouts import LAYOUTS, edf_file

N_FILES = int(os.environ.get("COREG_TEST_IMPORTS", "150"))
RR_MS = [906.0, 956.0, 953.0, 888.0, 885.0, 940.0, 1976.0, 447.0]
LONGEST_S = 10.0  # a file of some hundred bytes takes a millisecond; this is a computer that is busy
TOKENS = (
    b"",
    b"\n",
    b"\r",
    b",",
    b";",
    b"\t",
    b'"',
    b"#",
    b"-",
    b".",
    b"\0",
    b"\x14",
    b"\x15",
    b"\xff",
    b"1e308",
    b"-1e308",
    b"1e-308",
    b"nan",
    b"inf",
    b"0",
    b"9" * 30,
    b"9" * 2000,
    b"+99999999999",
    b"1970-01-01 00:00:00",
    b"9999-12-31 23:59:59 -2359",
    "٣".encode(),
    b"\xf0\x9f\x92\x93",
)
READERS: dict[Format, Callable[[Path], Imported]] = {
    Format.RR_LIST: lambda path: read_rr_list(path, Role.CLIENT, Format.RR_LIST),
    Format.RR_COLUMNS: lambda path: read_rr_list(path, Role.CLIENT, Format.RR_COLUMNS),
    Format.HRV_LOGGER: read_hrv_logger,
    Format.POLAR_SENSOR_LOGGER: read_polar_sensor_logger,
    Format.POLAR_FLOW: read_polar_flow,
    Format.KUBIOS_REPORT: read_kubios_report,
    Format.EDF_PLUS: read_edf_plus,
}


def spoilt(rng: random.Random, content: bytes) -> bytes:
    """Change, cut, repeat or invent some of it."""
    for _ in range(rng.randint(1, 6)):
        first = rng.randrange(len(content) + 1)
        end = min(len(content), first + rng.choice((0, 1, 1, 2, 4, 8, 40)))
        match rng.randrange(6):
            case 0:
                content = content[:first]
            case 1:
                content = content[:first] + content[end:]
            case 2:
                content = content[:first] + rng.choice(TOKENS) + content[end:]
            case 3:
                content = content[:first] + rng.randbytes(rng.randint(1, 8)) + content[end:]
            case 4:
                content = content[:first] + content[first:end] * rng.randint(2, 5) + content[end:]
            case 5:
                other = rng.randrange(len(content) + 1)
                content = content[:first] + content[other : other + 30] + content[end:]
    return content


def read_or_refuse(read: Callable[[Path], Imported], path: Path, limit_s: float = LONGEST_S) -> Imported | None:
    began_s = time.monotonic()
    try:
        imported, sentence = read(path), ""
    except FileProblemError as error:
        imported, sentence = None, str(error)
    assert time.monotonic() - began_s < limit_s
    assert "\n" not in sentence
    assert len(sentence) < 600 + len(str(path))
    sentence.encode()  # it can be printed
    return imported


@pytest.mark.parametrize("kind", list(Format), ids=lambda kind: kind.value)
@pytest.mark.timeout(0 if N_FILES > 1000 else 300)
def test_a_spoilt_file_gives_intervals_that_can_be_or_one_sentence(tmp_path: Path, kind: Format) -> None:
    rng = random.Random(kind.value)
    whole = [layout(RR_MS) for of, layout in LAYOUTS.values() if of is kind]
    path = tmp_path / "recording"
    n_read = 0
    for _ in range(N_FILES):
        path.write_bytes(spoilt(rng, rng.choice(whole)))
        read_or_refuse(READERS[kind], path)
        imported = read_or_refuse(read_recording, path)
        if imported is not None:
            n_read += 1
            check(imported)
    assert 0 < n_read < N_FILES  # some are still whole, some aren't


def check(imported: Imported) -> None:
    beats = list(imported.beats())
    assert len(beats) == len(imported.rr_ms) > 0
    assert all(0 < rr < math.inf for rr in imported.rr_ms)
    assert all(0 < beat.ticks <= 0xFFFF for beat in beats)
    t_s = [beat.t_s for beat in beats]
    assert t_s == sorted(t_s)
    assert 0 <= t_s[0] <= t_s[-1] < 11 * 86400
    assert all(gap.end_s > gap.start_s for gap in imported.gaps)
    assert imported.started_utc is None or imported.started_utc.endswith("Z")


@pytest.mark.timeout(0 if N_FILES > 1000 else 300)
def test_bytes_of_any_kind_are_refused_in_one_sentence(tmp_path: Path) -> None:
    rng = random.Random(7)
    path = tmp_path / "recording"
    for _ in range(N_FILES):
        path.write_bytes(
            rng.choice((b"", b"0       ", b"date, rr, since start\n")) + rng.randbytes(rng.randint(0, 900))
        )
        for read in (*READERS.values(), read_recording):
            read_or_refuse(read, path)


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_every_truncation_gives_the_first_intervals_or_one_sentence(tmp_path: Path, name: str) -> None:
    whole = LAYOUTS[name][1](RR_MS)
    path = tmp_path / "recording"
    for length in range(0, len(whole), 1 if len(whole) < 1000 else 7):
        path.write_bytes(whole[:length])
        imported = read_or_refuse(read_recording, path)
        if imported is not None:
            check(imported)
            n_whole = len(imported.rr_ms) - 1  # the last number may be cut
            assert list(imported.rr_ms[:n_whole]) == RR_MS[:n_whole]


def test_a_file_larger_than_any_recording_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "recording"
    with path.open("wb") as file:
        file.write(b"800\n")
        file.truncate(lines.LARGEST_FILE + 1)
    with pytest.raises(ImportFileError, match="too large"):
        read_recording(path)


def test_more_intervals_than_any_recording_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "recording"
    path.write_bytes(b"800\n" * (MOST_INTERVALS + 2))
    with pytest.raises(ImportFileError, match="1,000,000 RR intervals"):
        read_recording(path)


FULL = lines.LARGEST_FILE
WORST = {
    "blank lines": (b"\n", FULL),
    "comments": (b"#\n", FULL),
    "short intervals": (b"1\n", FULL),
    "many columns": (b"800" + b",1" * 490 + b"\n", FULL),
    "one line": (b"8", FULL),
    "a table": (b"800,\n", FULL),
    "bytes": (b"\xff\xfe\x81 \n", FULL),
}


@pytest.mark.skipif(N_FILES <= 1000, reason="takes minutes: COREG_TEST_IMPORTS=1001 tries the largest files too")
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", sorted(WORST))
@pytest.mark.parametrize(
    "head", [b"800\n", b"rr_ms,x\n", b"date, rr, since start\n"], ids=["list", "table", "logger"]
)
def test_the_largest_of_the_worst_files_end_in_a_minute(tmp_path: Path, name: str, head: bytes) -> None:
    path = tmp_path / "recording"
    unit, size = WORST[name]
    path.write_bytes(head + unit * ((size - len(head)) // len(unit)))
    began_s = time.monotonic()
    read_or_refuse(read_recording, path, limit_s=60.0)
    print(f"{name}: {time.monotonic() - began_s:.1f} s")  # noqa: T201


@pytest.mark.skipif(N_FILES <= 1000, reason="takes minutes: COREG_TEST_IMPORTS=1001 tries the largest files too")
@pytest.mark.timeout(0)
@pytest.mark.parametrize(
    "unit", [b"+1\x14x\x14\0", b"+1\x14N\x14\0", b"+1" + b"\x14" * 60, b"+1\x14", b"\0"], ids=repr
)
def test_the_largest_annotations_end_in_a_minute(tmp_path: Path, unit: bytes) -> None:
    path = tmp_path / "recording"
    path.write_bytes(edf_file([unit * ((FULL // 100 - 10) // len(unit))] * 99))
    began_s = time.monotonic()
    read_or_refuse(read_recording, path, limit_s=60.0)
    print(f"{unit!r}: {time.monotonic() - began_s:.1f} s")  # noqa: T201


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no RR interval"),
        (b"# nothing\n", "holds no RR interval"),
        (b"SQLite format 3\0" + b"\0" * 100, "session file already"),
        (b"PK\x03\x04" + b"\0" * 100, "ZIP archive: unpack"),
        (b"\x0e\x10\xd9\x07\x00\x00\x00\x00.FIT" + b"\0" * 100, "Garmin FIT"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xffBIOSEMI", "BDF"),
        (b'{"rr": [800, 810]}', "of no kind that can be imported. These are: a list of RR intervals"),
        (b"time_s,heart_rate\n0,75\n", "of no kind that can be imported"),
        (b"0\n" * 3, "an RR interval of 0 ms can't be"),
        (b"t_s,rr_ms\n1e12,800\n", "more than 10 days"),
        (b"t_s,rr_ms\n5,800\n1,800\n", "run backwards"),
        (b"role,rr_ms\ntherapist,800\n", "no beats of the client: they are the therapist's"),
    ],
)
def test_what_cant_be_imported_is_said_in_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "recording"
    path.write_bytes(content)
    with pytest.raises(FileProblemError, match=words) as raised:
        read_recording(path)
    assert "\n" not in str(raised.value)


def test_no_file_a_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="doesn't exist"):
        recognise(tmp_path / "none")
    with pytest.raises(ImportFileError, match="is a folder"):
        recognise(tmp_path)
    if Path("/dev/zero").exists():
        with pytest.raises(ImportFileError, match="not a file"):
            recognise(Path("/dev/zero"))


def test_the_person_is_chosen_where_the_file_names_two(tmp_path: Path) -> None:
    path = tmp_path / "beats.csv"
    path.write_text("role,rr_ms\nclient,800\ntherapist,700\nclient,810\n", encoding="utf-8")
    assert list(read_recording(path, Role.CLIENT).rr_ms) == [800.0, 810.0]
    assert list(read_recording(path, Role.THERAPIST).rr_ms) == [700.0]
