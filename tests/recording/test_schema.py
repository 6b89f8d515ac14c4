"""The file format: what docs/FILE_FORMAT.md says is what a file is."""

import re
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from coreg.recording.journal import Journal
from coreg.recording.schema import APPLICATION_ID, SCHEMA_VERSION, TABLE_NAMES
from tests.recording.samples import ORIGIN_NS

_DOCUMENT = Path(__file__).parents[2] / "docs" / "FILE_FORMAT.md"
_ROW = re.compile(r"^\| `(\w+)` \|(.*)\|$", re.MULTILINE)


@pytest.fixture
def connection(make_journal: Callable[..., Journal]) -> apsw.Connection:
    journal = make_journal()
    journal.close(ORIGIN_NS)
    return apsw.Connection(str(journal.path), flags=apsw.SQLITE_OPEN_READONLY)


def test_every_table_and_column_is_documented_and_none_else(connection: apsw.Connection) -> None:
    tables = _DOCUMENT.read_text(encoding="utf-8").split("\n## Tables\n", 1)[1].split("\n## ", 1)[0]
    documented = dict(_ROW.findall(tables))
    assert set(documented) == TABLE_NAMES
    for table, words in documented.items():
        columns = {str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")} - {"id"}
        missing = {column for column in columns if f"`{column}`" not in words}
        assert not missing, f"{table}: {missing} not in docs/FILE_FORMAT.md"


def test_every_table_is_strict(connection: apsw.Connection) -> None:
    listed = {str(row[1]): row[5] for row in connection.execute("PRAGMA table_list") if row[1] in TABLE_NAMES}
    assert listed == dict.fromkeys(TABLE_NAMES, 1)


def test_a_file_says_what_it_is(connection: apsw.Connection) -> None:
    assert connection.pragma("application_id") == APPLICATION_ID == int("0x436F7267", 16)
    assert connection.pragma("user_version") == SCHEMA_VERSION == 3


def test_a_running_session_is_in_wal_mode(make_journal: Callable[..., Journal]) -> None:
    journal = make_journal()
    connection = apsw.Connection(str(journal.path), flags=apsw.SQLITE_OPEN_READONLY)
    assert connection.pragma("journal_mode") == "wal"
    connection.close()
