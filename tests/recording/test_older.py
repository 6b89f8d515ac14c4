"""Older files: read as written, never changed by reading, replaced by a copy before anything is written to them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw
import pytest

from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.recording.door import opened
from coreg.recording.new_file import copy_session, renew
from coreg.recording.place import Place
from coreg.recording.reader import Ended, read_session
from coreg.recording.schema import SCHEMA_VERSION, TABLE_NAMES, TABLES, definitions
from coreg.review.recompute import n_beats_differing, rebuild

SCHEMAS = Path(__file__).parent / "schemas"
V1_TABLES = TABLE_NAMES - {"imported_rr", "seal", "together"}
KEY = bytes(range(32))


@contextmanager
def raw(path: Path) -> Iterator[apsw.Connection]:
    with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
        yield connection


def rows_of(connection: apsw.Connection, table: str) -> list[dict[str, object]]:
    names = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
    return [dict(zip(names, row, strict=True)) for row in connection.execute(f"SELECT * FROM {table}")]


def put(folder: Path, version: int = 1) -> Path:
    path = folder / "old.coreg"
    path.write_bytes((SCHEMAS / f"v{version}.coreg").read_bytes())
    return path


def test_every_schema_that_was_ever_written_has_its_file() -> None:
    for version in range(1, SCHEMA_VERSION + 1):
        with raw(SCHEMAS / f"v{version}.coreg") as connection:
            assert connection.pragma("user_version") == version


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_file_of_every_schema_is_read_whole(tmp_path: Path, version: int) -> None:
    path = put(tmp_path, version)
    before = path.read_bytes()
    recording = read_session(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name], "the copy is in memory alone"
    assert recording.ended is Ended.CLOSED
    assert [moment.kind for moment in recording.moments] == [MomentKind.STRAPS_CHECKED, MomentKind.STAR]
    for role in Role:
        assert len(recording.packets_of(role)) > 50
        assert len(recording.link_events_of(role)) > 5
        assert recording.strap_of(role) is not None
        assert n_beats_differing(recording.beats_of(role), rebuild(recording, role)) == 0


def test_a_v1_file_reads_as_its_own_rows_and_what_is_new_is_empty(tmp_path: Path) -> None:
    path = put(tmp_path)
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("INSERT INTO run VALUES (2, 'another start', '2026-03-01T10:00:00Z', 0)")
        connection.execute("UPDATE packet SET run = 2 WHERE entry > 60")
    with raw(path) as old, opened(path, None) as new:
        run_of = {row["entry"]: row["run"] for row in rows_of(old, "packet")}
        for table in V1_TABLES:
            was, now = rows_of(old, table), rows_of(new, table)
            assert len(was) == len(now)
            for before, after in zip(was, now, strict=True):
                added = {name: after[name] for name in after if name not in before}
                assert {name: after[name] for name in before} == before
                assert set(added.values()) <= {None} or added == {"run": run_of[before["packet"]]}
        assert rows_of(new, "imported_rr") == rows_of(new, "seal") == rows_of(new, "together") == []


@pytest.mark.parametrize("key", [None, KEY])
def test_a_copy_is_the_session_in_todays_schema(tmp_path: Path, key: bytes | None) -> None:
    source, target = Place(put(tmp_path)), Place(tmp_path / "new.coreg", key)
    before = source.path.read_bytes()
    copy_session(source, target)
    assert source.path.read_bytes() == before
    was, now = read_session(source.path), read_session(target.path, key)
    assert (was.header, was.packets, was.beats, was.moments) == (now.header, now.packets, now.beats, now.moments)
    assert (was.straps, was.link_events, was.anchors) == (now.straps, now.link_events, now.anchors)
    if key is None:
        with raw(target.path) as connection:
            assert connection.pragma("user_version") == SCHEMA_VERSION
            found = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"))
            assert found == definitions(TABLES)


def test_an_old_file_is_renewed_in_its_place_and_todays_is_left_alone(tmp_path: Path) -> None:
    place = Place(put(tmp_path))
    before = read_session(place.path)
    renew(place)
    with raw(place.path) as connection:
        assert connection.pragma("user_version") == SCHEMA_VERSION
    assert read_session(place.path) == before
    renewed = place.path.stat()
    renew(place)
    assert place.path.stat() == renewed
    assert [entry.name for entry in tmp_path.iterdir()] == ["old.coreg"]
