"""Session files of older schemas: each as its program defined it, and how its rows read as today's.

An older file is never changed. What it holds is copied, row by row, into tables of today: in memory to be read, or
into a new file that takes the old one's place before anything is written to it.
"""

from collections.abc import Callable, Mapping

import apsw

from coreg.recording.schema import SCHEMA_VERSION, TABLE_NAMES, TABLES, Values, definitions

_TABLES_1 = """
CREATE TABLE session (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  session_id TEXT NOT NULL,
  app_version TEXT NOT NULL,
  started_utc TEXT NOT NULL,
  zone TEXT NOT NULL,
  utc_offset_s INTEGER NOT NULL,
  is_simulated INTEGER NOT NULL CHECK (is_simulated IN (0, 1)),
  closed_ns INTEGER
) STRICT;
CREATE TABLE beat (
  beat_id INTEGER PRIMARY KEY,
  packet INTEGER NOT NULL REFERENCES packet,
  role TEXT NOT NULL CHECK (role IN ('client', 'therapist')),
  segment INTEGER NOT NULL,
  ticks INTEGER NOT NULL,
  t_s REAL NOT NULL,
  uncertainty_s REAL NOT NULL,
  flags INTEGER NOT NULL
) STRICT;
CREATE TABLE clock_anchor (
  entry INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run,
  monotonic_ns INTEGER NOT NULL,
  utc_ns INTEGER NOT NULL,
  with_sleep_ns INTEGER,
  utc_step_s REAL
) STRICT;
"""
# What becomes of a table's row when it is copied; None leaves it out, and nothing of it is ever in the copy.
Keep = Callable[[str, Values], Values | None]
_NEW_IN_2 = ("imported_rr", "seal")
_NEW_IN_3 = ("together",)
_TODAY = definitions(TABLES)
_EVERY_ROW = {name: f"SELECT * FROM {name}" for name in TABLE_NAMES}

# What a file of each version must consist of, and what gives its rows as today's. A new schema adds its own line
# and looks after the older ones' rows.
_DEFINITIONS: Mapping[int, Mapping[str, str]] = {
    1: {
        name: sql for name, sql in {**_TODAY, **definitions(_TABLES_1)}.items() if name not in _NEW_IN_2 + _NEW_IN_3
    },
    2: {name: sql for name, sql in _TODAY.items() if name not in _NEW_IN_3},
    SCHEMA_VERSION: _TODAY,
}
_ROWS: Mapping[int, Mapping[str, str]] = {
    1: {name: sql for name, sql in _EVERY_ROW.items() if name not in _NEW_IN_2 + _NEW_IN_3}
    | {
        "session": "SELECT *, NULL FROM session",
        "beat": "SELECT beat_id, packet.run, packet, beat.role, segment, ticks, t_s, uncertainty_s, flags FROM beat"
        " JOIN packet ON packet.entry = beat.packet",
        "clock_anchor": "SELECT *, NULL FROM clock_anchor",
    },
    2: {name: sql for name, sql in _EVERY_ROW.items() if name not in _NEW_IN_3},
    SCHEMA_VERSION: _EVERY_ROW,
}


def is_known(version: int) -> bool:
    """Whether this program reads files of a schema version."""
    return version in _DEFINITIONS


def strange_tables(connection: apsw.Connection, version: int) -> set[str]:
    """Return the tables that a file lacks, or has defined in another way than its version does."""
    found = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"))
    return {name for name, sql in _DEFINITIONS[version].items() if found.get(name) != sql}


def copy_rows(source: apsw.Connection, version: int, target: apsw.Connection, keep: Keep | None = None) -> None:
    """Copy the rows of a file of any version we know into today's empty tables; without `keep`, all of them."""
    for table, select in _ROWS[version].items():
        n_columns = len(list(target.execute(f"PRAGMA table_info({table})")))
        insert = f"INSERT INTO {table} VALUES ({', '.join('?' * n_columns)})"
        rows = source.execute(select)
        kept = rows if keep is None else (new for row in rows if (new := keep(table, row)) is not None)
        target.executemany(insert, kept)


def in_memory(source: apsw.Connection, version: int) -> apsw.Connection:
    """Return today's tables with the rows of an older file, in memory alone."""
    copy = apsw.Connection(":memory:")
    copy.execute("PRAGMA temp_store = MEMORY")
    try:
        copy.execute(TABLES)
        copy_rows(source, version, copy)
    except apsw.Error:
        copy.close()
        raise
    return copy
