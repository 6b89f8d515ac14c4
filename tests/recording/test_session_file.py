"""The session file's one writer: a row in doubt is written again without being there twice."""

from pathlib import Path

import apsw
import pytest

from coreg.domain.snapshot import DiskProblem
from coreg.recording.place import Place
from coreg.recording.schema import Insert
from coreg.recording.session_file import SessionFile

HEAD = (
    Insert.SESSION.row("5e55", "0.1.0", "2026-03-01T09:30:00Z", "UTC", 0, 1, None),
    Insert.RUN.row(1, "boot", "2026-03-01T09:30:00Z", 0),
)
PACKET = Insert.PACKET.row(1, 1, "client", 1, 5, b"\x10\x40\x00\x04", "ok")
BEAT = Insert.BEAT.row(1, 1, 1, "client", 0, 1024, 0.5, 0.025, 0)


def count(path: Path, table: str) -> int:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    found = next(connection.execute(f"SELECT count(*) FROM {table}"))
    connection.close()
    return int(str(found[0]))


def test_a_commit_in_doubt_is_repeated_without_doubling(tmp_path: Path) -> None:
    path = tmp_path / "s.coreg"
    file = SessionFile(Place(path), "5e55", HEAD)
    entries = [
        (PACKET, BEAT),
        (Insert.PERSON.row(2, 1, 5, "client", None, "AA", None, None, None, None),),
        (Insert.LINK_EVENT.row(3, 1, "client", 1, 5, "streaming", "asked"),),
        (Insert.ANCHOR.row(4, 1, 5, 6, None, None, None),),
        (Insert.MOMENT.row(1, 1, 0.5, "2026", "star", "therapist", "key", "{}", None),),
        (Insert.SETTING.row(1, "definitions", "1"),),
    ]
    for rows in entries:
        assert file.append(rows) is None
        file.mend()
        assert file.append(rows) is None
    tables = ("packet", "beat", "person", "link_event", "clock_anchor", "moment", "setting")
    assert [count(path, table) for table in tables] == [1] * len(tables)
    file.close()


def test_a_packet_and_its_beats_are_all_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.coreg"
    file = SessionFile(Place(path), "5e55", HEAD)
    bad_beat = Insert.BEAT.row(1, 1, 1, "nobody", 0, 1024, 0.5, 0.025, 0)
    with pytest.raises(apsw.ConstraintError):
        file.append((PACKET, bad_beat))
    file.close()
    assert (count(path, "packet"), count(path, "beat")) == (0, 0)


def test_the_file_of_another_session_is_not_taken_for_ours(tmp_path: Path) -> None:
    ours, other = tmp_path / "ours.coreg", tmp_path / "other.coreg"
    file = SessionFile(Place(ours), "5e55", HEAD)
    SessionFile(
        Place(other), "0123", (Insert.SESSION.row("0123", "0.1.0", "2026", "UTC", 0, 1, None), HEAD[1])
    ).close()
    ours.rename(tmp_path / "away.coreg")
    other.rename(ours)
    assert file.append((PACKET,)) is DiskProblem.GONE
    file.mend()
    assert file.append((PACKET,)) is DiskProblem.GONE
    assert count(ours, "packet") == 0
    file.close()


def test_a_memory_sticks_empty_mount_point_gets_no_file(tmp_path: Path) -> None:
    path = tmp_path / "stick" / "s.coreg"
    path.parent.mkdir()
    file = SessionFile(Place(path), "5e55", HEAD)
    file._folder_device = -1  # as if the folder were on another disk now
    path.unlink()
    file.mend()
    assert not path.exists()
    file.close()
