"""EDF+ with annotated beats: by hand, and as edfio and pyEDFlib write it; holes and cut files."""

from datetime import date, datetime, time
from pathlib import Path

import edfio
import numpy as np
import pyedflib
import pytest

from coreg.domain.errors import ImportFileError
from coreg.recording.imports.edf_plus import read_edf_plus
from tests.recording.imports.layouts import edf_file, edf_plus

RR_MS = [906.0, 956.0, 953.0, 888.0, 885.0]
ONSETS_S = [0.25, 1.156, 2.112, 3.065, 3.953, 4.838]


def put(folder: Path, content: bytes) -> Path:
    path = folder / "recording.edf"
    path.write_bytes(content)
    return path


def record(second: int, *beats: str) -> bytes:
    return f"+{second}\x14\x14\0".encode() + b"".join(f"+{beat}\x14QRS\x14\0".encode() for beat in beats)


def test_what_edfio_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "recording.edf"
    edfio.Edf(
        [edfio.EdfSignal(np.zeros(1000), 200.0, label="ECG")],
        annotations=[edfio.EdfAnnotation(onset, None, "QRS") for onset in ONSETS_S],
        recording=edfio.Recording(startdate=date(2025, 3, 15)),
        starttime=time(9, 0, 15),
    ).write(path)
    imported = read_edf_plus(path)
    assert list(imported.rr_ms) == RR_MS
    assert imported.started == datetime(2025, 3, 15, 9, 0, 15, 250_000)


def test_what_edfio_writes_without_a_signal_is_read(tmp_path: Path) -> None:
    path = tmp_path / "recording.edf"
    edfio.Edf([], annotations=[edfio.EdfAnnotation(onset, None, "R-wave") for onset in ONSETS_S]).write(path)
    assert list(read_edf_plus(path).rr_ms) == RR_MS


def test_what_pyedflib_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "recording.edf"
    with pyedflib.EdfWriter(str(path), 1, file_type=pyedflib.FILETYPE_EDFPLUS) as writer:
        writer.setSignalHeader(0, pyedflib.highlevel.make_signal_header("ECG", sample_frequency=200))
        writer.set_number_of_annotation_signals(3)  # it writes one annotation a record and signal
        writer.setPatientName("Jane")
        writer.writeSamples([np.zeros(1000)])
        writer.writeAnnotation(0.5, -1, "Lights off")
        for onset in ONSETS_S:
            writer.writeAnnotation(onset, -1, "N")
    imported = read_edf_plus(path)
    assert list(imported.rr_ms) == RR_MS
    assert imported.starts == ()


def test_two_beats_more_than_ten_seconds_apart_have_a_hole_between_them(tmp_path: Path) -> None:
    records = [
        record(0, "0.1", "0.9"),
        record(1),
        record(2),
        *(record(i) for i in range(3, 14)),
        record(14, "14.0", "14.8"),
    ]
    imported = read_edf_plus(put(tmp_path, edf_file(records)))
    assert list(imported.rr_ms) == [800.0, 800.0]
    assert imported.starts == (1,)
    (gap,) = imported.gaps
    assert (gap.start_s, gap.end_s) == pytest.approx((0.8, 13.9))


def test_an_interval_over_a_hole_in_a_discontinuous_recording_isnt_one(tmp_path: Path) -> None:
    records = [record(0, "0.1", "0.9"), record(4, "4.2", "4.9")]
    imported = read_edf_plus(put(tmp_path, edf_file(records, kind="EDF+D")))
    assert list(imported.rr_ms) == [800.0, 700.0]
    assert imported.starts == (1,)
    continuous = read_edf_plus(put(tmp_path, edf_file(records, kind="EDF+C")))
    assert list(continuous.rr_ms) == [800.0, 3300.0, 700.0]


def test_intervals_that_coreg_annotated_come_back_with_segments_and_flags(tmp_path: Path) -> None:
    texts = (
        ("5.25", "beat rr_ticks=832 segment=0 flag=first_after_link flag_final=first_after_link"),
        ("6.0625", "beat rr_ticks=832 segment=0 flag= flag_final="),
        ("16.5", "beat rr_ticks=700 segment=1 flag=spans_gap+suspect flag_final=artifact+spans_gap+suspect"),
        ("16.6", "moment id=1 star {}"),
    )
    content = edf_file(["".join(f"+{onset}\x14{text}\x14\0" for onset, text in texts).encode()])
    imported = read_edf_plus(put(tmp_path, content))
    beats = list(imported.beats())
    assert [beat.ticks for beat in beats] == [832, 832, 700]
    assert [beat.t_s for beat in beats] == [5.25, 6.0625, 16.5]
    assert [beat.segment for beat in beats] == [0, 0, 1]
    assert [beat.flags.words for beat in beats] == [["first_after_link"], [], ["spans_gap", "suspect"]]
    assert imported.started == datetime(2025, 3, 15, 9, 0, 15)


def test_a_beat_that_two_people_marked_counts_once(tmp_path: Path) -> None:
    assert list(read_edf_plus(put(tmp_path, edf_file([record(0, "0.1", "0.1", "0.9")]))).rr_ms) == [800.0]


def test_a_file_that_ends_early_gives_what_is_there_and_says_so(tmp_path: Path) -> None:
    imported = read_edf_plus(put(tmp_path, edf_plus(RR_MS)[:-3]))
    assert list(imported.rr_ms) == RR_MS[:-1]
    assert "ends before" in imported.remarks[0]


def test_a_hidden_date_gives_no_start(tmp_path: Path) -> None:
    hidden = edf_plus(RR_MS).replace(b"Startdate 15-MAR-2025 X", b"Startdate X X          ")
    assert read_edf_plus(put(tmp_path, hidden)).started is None
    impossible = edf_plus(RR_MS).replace(b"15.03.25", b"31.02.25")
    assert read_edf_plus(put(tmp_path, impossible)).started is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is damaged"),
        (edf_plus(RR_MS)[:300], "is damaged"),
        (edf_plus(RR_MS, kind="")[:800], "is EDF without annotations"),
        (edf_plus(RR_MS, text="Sleep stage R"), "of its 6 annotations no two mark heartbeats"),
        (edf_file([record(0, "0.1")]), "of its 1 annotations"),
        (edf_file([]), "of its 0 annotations"),
        (edf_file([b"+1\x14beat rr_ticks=0 segment=0 flag= flag_final=\x14\0"]), "an RR interval of 0 1/1024 s"),
        (edf_plus(RR_MS).replace(b"EDF Annotations ", b"EDF Notes       "), "has no annotations"),
        (edf_plus(RR_MS).replace(b"+0.906\x14", b"+0,906\x14"), "one of its annotations has no time"),
        (edf_plus(RR_MS).replace(b"5       1       2   ", b"6       one     2   "), "is damaged"),
        (edf_plus(RR_MS).replace(b"5       1       2   ", b"6       nan     2   "), "is damaged"),
        (edf_plus(RR_MS).replace(b"5       1       2   ", b"5       1       0   "), "is damaged"),
        (edf_plus(RR_MS).replace(b"5       1       2   ", b"5       1       9999"), "is damaged"),
    ],
)
def test_a_file_without_beats_or_that_is_damaged_is_one_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    with pytest.raises(ImportFileError, match=words) as raised:
        read_edf_plus(put(tmp_path, content))
    assert "\n" not in str(raised.value)
