"""Plain SQLite, read back by the standard library."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coreg.domain.person import Role
from coreg.export.content import Content
from coreg.export.formats import Format
from coreg.recording.reader import Recording
from tests.export import reading
from tests.export.samples import NAME


@pytest.fixture
def database(content: Content, out: Path) -> Iterator[sqlite3.Connection]:
    path = reading.export(content, Format.SQLITE, out) / f"{NAME}.sqlite"
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as opened:
        yield opened


def test_beats_and_gaps_are_the_sessions(database: sqlite3.Connection, recording: Recording) -> None:
    assert database.execute("SELECT role, t_s, rr_ticks, rr_ms FROM beats").fetchall() == reading.beats(recording)
    assert database.execute("SELECT role, start_s, end_s, cause FROM gaps").fetchall() == reading.gaps(recording)


def test_the_raw_packets_are_there_byte_for_byte(database: sqlite3.Connection, recording: Recording) -> None:
    found = database.execute("SELECT role, payload, outcome FROM packets").fetchall()
    stored = [
        (role.value, packet.payload.hex(), packet.outcome.value)
        for role in Role
        for packet in recording.packets_of(role)
    ]
    assert found == stored


def test_the_dictionary_documents_every_column(database: sqlite3.Connection) -> None:
    documented = set(database.execute('SELECT "table", "column" FROM dictionary'))
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE name <> 'dictionary'")]
    there = {
        (table, column)
        for table in tables
        for (column,) in database.execute("SELECT name FROM pragma_table_info(?)", (table,))
    }
    assert documented == there


def test_it_says_what_session_it_is_and_is_whole(database: sqlite3.Connection, recording: Recording) -> None:
    found = database.execute("SELECT session_id, simulated, imported_from FROM session").fetchall()
    header = recording.header
    assert found == [(header.session_id, int(header.is_simulated), header.imported_from)]
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
