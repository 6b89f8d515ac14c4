"""The session file's tables, and how a file says that it is one of ours. docs/FILE_FORMAT.md explains each."""

import re
from collections.abc import Mapping
from enum import Enum

APPLICATION_ID = 0x436F7267  # "Corg": SQLite's application_id, shown by file(1)
SCHEMA_VERSION = 3  # SQLite's user_version

# Append-only, all of it: a correction is a new row. The numbers of rows are given by the program, not by SQLite, so
# that a row whose commit was in doubt can be written again without being there twice. `entry` is one count through
# all the tables that have it: in its order, the rows are the session as it happened.
TABLES = """
CREATE TABLE session (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  session_id TEXT NOT NULL,
  app_version TEXT NOT NULL,
  started_utc TEXT NOT NULL,
  zone TEXT NOT NULL,
  utc_offset_s INTEGER NOT NULL,
  is_simulated INTEGER NOT NULL CHECK (is_simulated IN (0, 1)),
  closed_ns INTEGER,
  imported_from TEXT
) STRICT;
CREATE TABLE run (
  run INTEGER PRIMARY KEY,
  boot_id TEXT NOT NULL,
  started_utc TEXT NOT NULL,
  origin_ns INTEGER NOT NULL
) STRICT;
CREATE TABLE person (
  entry INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run,
  t_ns INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('client', 'therapist')),
  pseudonym TEXT,
  strap_identity TEXT NOT NULL,
  strap_model TEXT,
  latency_s REAL,
  battery_pct INTEGER,
  sends_rr INTEGER CHECK (sends_rr IN (0, 1))
) STRICT;
CREATE TABLE packet (
  entry INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run,
  role TEXT NOT NULL CHECK (role IN ('client', 'therapist')),
  link INTEGER NOT NULL,
  arrival_ns INTEGER NOT NULL,
  payload BLOB NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'malformed', 'duplicate'))
) STRICT;
CREATE TABLE beat (
  beat_id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run,
  packet INTEGER REFERENCES packet,
  role TEXT NOT NULL CHECK (role IN ('client', 'therapist')),
  segment INTEGER NOT NULL,
  ticks INTEGER NOT NULL,
  t_s REAL NOT NULL,
  uncertainty_s REAL NOT NULL,
  flags INTEGER NOT NULL
) STRICT;
CREATE TABLE link_event (
  entry INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run,
  role TEXT NOT NULL CHECK (role IN ('client', 'therapist')),
  link INTEGER NOT NULL,
  t_ns INTEGER NOT NULL,
  state TEXT NOT NULL,
  cause TEXT NOT NULL
) STRICT;
CREATE TABLE moment (
  moment_id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run,
  t_s REAL NOT NULL,
  wall_utc TEXT NOT NULL,
  kind TEXT NOT NULL,
  made_by TEXT NOT NULL,
  input TEXT NOT NULL,
  payload TEXT NOT NULL,
  amends INTEGER REFERENCES moment
) STRICT;
CREATE TABLE clock_anchor (
  entry INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run,
  monotonic_ns INTEGER NOT NULL,
  utc_ns INTEGER NOT NULL,
  with_sleep_ns INTEGER,
  utc_step_s REAL,
  slept_s REAL
) STRICT;
CREATE TABLE setting (
  run INTEGER NOT NULL REFERENCES run,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, name)
) STRICT;
CREATE TABLE imported_rr (
  entry INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run,
  role TEXT NOT NULL CHECK (role IN ('client', 'therapist')),
  t_s REAL,
  rr_ms REAL NOT NULL
) STRICT;
CREATE TABLE together (
  answer INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run,
  t_s REAL NOT NULL,
  a REAL,
  state TEXT NOT NULL,
  unknown TEXT,
  up_to_moment INTEGER NOT NULL
) STRICT;
CREATE TABLE seal (
  n INTEGER PRIMARY KEY,
  up_to_entry INTEGER NOT NULL,
  up_to_moment INTEGER NOT NULL,
  tables TEXT NOT NULL,
  head BLOB NOT NULL
) STRICT;
"""


def definitions(tables: str) -> Mapping[str, str]:
    """Return each table's CREATE statement as SQLite keeps it."""
    return {name: sql for sql, name in re.findall(r"(CREATE TABLE (\w+) .+?) *;", tables, re.DOTALL)}


TABLE_NAMES = frozenset(definitions(TABLES))

Value = int | float | str | bytes | None
Values = tuple[Value, ...]
Row = tuple[str, Values]


class Insert(Enum):
    """The statements a session is written with. A row that is there already is left as it is."""

    RUN = "INSERT INTO run VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
    SESSION = "INSERT INTO session VALUES (1, ?, ?, ?, ?, ?, ?, NULL, ?) ON CONFLICT DO NOTHING"
    PERSON = "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (entry) DO NOTHING"
    PACKET = "INSERT INTO packet VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (entry) DO NOTHING"
    BEAT = "INSERT INTO beat VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (beat_id) DO NOTHING"
    LINK_EVENT = "INSERT INTO link_event VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (entry) DO NOTHING"
    MOMENT = "INSERT INTO moment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (moment_id) DO NOTHING"
    ANCHOR = "INSERT INTO clock_anchor VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (entry) DO NOTHING"
    SETTING = "INSERT INTO setting VALUES (?, ?, ?) ON CONFLICT (run, name) DO NOTHING"
    IMPORTED_RR = "INSERT INTO imported_rr VALUES (?, ?, ?, ?, ?) ON CONFLICT (entry) DO NOTHING"
    TOGETHER = "INSERT INTO together VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (answer) DO NOTHING"
    SEAL = "INSERT INTO seal VALUES (?, ?, ?, ?, ?)"
    CLOSED = "UPDATE session SET closed_ns = ?"

    def row(self, *values: Value) -> Row:
        """The statement with its values, ready to be executed."""
        return self.value, values
