"""An import as a session file: the intervals exactly, the beats that follow, closed, and said to be imported."""

import os
from array import array
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coreg.app import new_header
from coreg.domain.beat import BeatFlag, nearest_ticks
from coreg.domain.errors import DiskProblemError
from coreg.domain.person import Role
from coreg.recording.imports.beginning import KnownFrom, beginning_of
from coreg.recording.imports.detect import read_recording
from coreg.recording.imports.imported import Format, Imported
from coreg.recording.imports.write import write_imported
from coreg.recording.place import Place
from coreg.recording.reader import Ended, read_session
from coreg.review.recompute import n_beats_differing, rebuild
from coreg.review.summary import summarize
from tests.recording.imports.layouts import LAYOUTS

RR_MS = [906.123, 956.0, 953.5, 888.0, 885.0, 940.0, 70_000.0]
GAPPED = Imported(
    Format.HRV_LOGGER,
    array("d", [800.0, 810.0, 790.0]),
    array("d", [0.8, 1.61, 12.4]),
    (2,),
    {2: BeatFlag.SPANS_GAP},
)


def write(folder: Path, imported: Imported, *, key: bytes | None = None, role: Role = Role.CLIENT) -> Place:
    place = Place(folder / "session.coreg", key)
    write_imported(place, new_header(is_simulated=False), imported, role, {"started_known_from": "given"})
    return place


@pytest.mark.parametrize("key", [None, bytes(range(32))], ids=["plain", "encrypted"])
@pytest.mark.parametrize("t_s", [None, array("d", [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 76.0])], ids=["untimed", "timed"])
def test_every_interval_is_kept_exactly(tmp_path: Path, key: bytes | None, t_s: "array[float] | None") -> None:
    place = write(tmp_path, Imported(Format.RR_LIST, array("d", RR_MS), t_s), key=key)
    recording = read_session(place.path, place.key)
    assert [each.rr_ms for each in recording.imported] == RR_MS
    assert recording.rr_ms_of(Role.CLIENT) == RR_MS
    assert [each.t_s for each in recording.imported] == (list(t_s) if t_s else [None] * len(RR_MS))
    assert [beat.ticks for beat in recording.beats_of(Role.CLIENT)] == [nearest_ticks(rr) for rr in RR_MS]
    assert recording.beats_of(Role.THERAPIST) == []
    assert recording.packets == ()


def test_the_session_says_what_it_is(tmp_path: Path) -> None:
    place = write(tmp_path, GAPPED, role=Role.THERAPIST)
    recording = read_session(place.path)
    assert recording.header.imported_from == "hrv-logger"
    assert recording.ended is Ended.CLOSED
    assert recording.duration_s == pytest.approx(12.4)
    assert recording.settings == {"started_known_from": "given"}
    assert {each.role for each in recording.imported} == {Role.THERAPIST}
    assert [file.name for file in tmp_path.iterdir()] == ["session.coreg"]
    if os.name == "posix":
        assert place.path.stat().st_mode & 0o777 == 0o600


def test_segments_flags_and_gaps_are_kept(tmp_path: Path) -> None:
    recording = read_session(write(tmp_path, GAPPED).path)
    beats = recording.beats_of(Role.CLIENT)
    assert [beat.segment for beat in beats] == [0, 0, 1]
    assert [beat.flags for beat in beats] == [BeatFlag.NONE, BeatFlag.NONE, BeatFlag.SPANS_GAP]
    (gap,) = summarize(recording, Role.CLIENT).gaps
    assert (gap.start_s, gap.end_s) == pytest.approx((1.61, 11.61), abs=1e-3)


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_the_beats_of_every_format_are_those_of_its_intervals(tmp_path: Path, name: str) -> None:
    source = tmp_path / "recording"
    source.write_bytes(LAYOUTS[name][1]([906.0, 956.0, 953.0, 888.0]))
    recording = read_session(write(tmp_path, read_recording(source)).path)
    stored = recording.beats_of(Role.CLIENT)
    assert n_beats_differing(stored, rebuild(recording, Role.CLIENT)) == 0
    assert summarize(recording, Role.CLIENT).gaps == ()
    assert summarize(recording, Role.CLIENT).n_beats == 4


def test_a_changed_beat_is_noticed(tmp_path: Path) -> None:
    import apsw

    place = write(tmp_path, GAPPED)
    connection = apsw.Connection(str(place.path))
    connection.execute("UPDATE beat SET ticks = ticks + 1 WHERE beat_id = 2")
    connection.close()
    recording = read_session(place.path)
    assert n_beats_differing(recording.beats_of(Role.CLIENT), rebuild(recording, Role.CLIENT)) == 1


def test_a_lost_beat_is_noticed_and_made_anew(tmp_path: Path) -> None:
    import apsw

    place = write(tmp_path, GAPPED)
    connection = apsw.Connection(str(place.path))
    connection.execute("DELETE FROM beat WHERE beat_id = 3")
    connection.close()
    recording = read_session(place.path)
    rebuilt = rebuild(recording, Role.CLIENT)
    assert n_beats_differing(recording.beats_of(Role.CLIENT), rebuilt) == 1
    assert [beat.rr_ms for beat in rebuilt.beats] == pytest.approx([800.0, 810.0, 790.0], abs=0.5)


def test_nothing_is_written_over_and_a_folder_must_be_there(tmp_path: Path) -> None:
    place = write(tmp_path, GAPPED)
    before = place.path.read_bytes()
    with pytest.raises(DiskProblemError, match="never written over"):
        write(tmp_path, GAPPED)
    assert place.path.read_bytes() == before
    with pytest.raises(DiskProblemError, match="doesn't exist"):
        write(tmp_path / "none", GAPPED)


def test_who_knows_the_beginning_best_says_it(tmp_path: Path) -> None:
    source = tmp_path / "recording"
    source.write_bytes(b"800\n")
    os.utime(source, (1_700_000_000, 1_700_000_000))
    given = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    known = Imported(Format.EDF_PLUS, array("d", [800.0]), started=datetime(2025, 3, 15, 9, 0, tzinfo=UTC))
    unknown = read_recording(source)
    assert beginning_of(source, known, given).began == given
    assert beginning_of(source, known).known_from is KnownFrom.CONTENT
    by_date = beginning_of(source, unknown)
    assert (by_date.known_from, by_date.began.timestamp()) == (KnownFrom.FILE_DATE, 1_700_000_000)
