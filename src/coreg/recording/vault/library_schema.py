"""The library's tables, and how the file says that it is one. docs/VAULT.md explains each."""

APPLICATION_ID = 0x436F724C  # "CorL"
SCHEMA_VERSION = 1  # SQLite's user_version

# `library_seal` is outside what is sealed: it holds the seal itself, and the one before.
TABLES = """
CREATE TABLE library_seal (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  n INTEGER NOT NULL,
  head BLOB NOT NULL,
  before BLOB NOT NULL
) STRICT;
CREATE TABLE fact (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE person (
  person_id TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('client', 'therapist')),
  pseudonym TEXT NOT NULL UNIQUE,
  name TEXT,
  relation TEXT NOT NULL,
  retention TEXT,
  health_notes TEXT,
  created_utc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE consent_text (
  version INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  written_utc TEXT NOT NULL
) STRICT;
CREATE TABLE consent (
  consent_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person,
  given_by TEXT NOT NULL,
  manner TEXT NOT NULL,
  given_utc TEXT NOT NULL,
  text_version INTEGER NOT NULL,
  purposes TEXT NOT NULL,
  child_assents INTEGER CHECK (child_assents IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('confirmed', 'to_be_confirmed'))
) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawal (
  consent_id TEXT NOT NULL REFERENCES consent,
  purpose TEXT NOT NULL,
  withdrawn_utc TEXT NOT NULL,
  PRIMARY KEY (consent_id, purpose)
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  session_id TEXT PRIMARY KEY,
  file_id TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES person,
  app_version TEXT NOT NULL,
  started_utc TEXT NOT NULL,
  zone TEXT NOT NULL,
  utc_offset_s INTEGER NOT NULL,
  is_simulated INTEGER NOT NULL CHECK (is_simulated IN (0, 1)),
  is_imported INTEGER NOT NULL CHECK (is_imported IN (0, 1)),
  is_finished INTEGER NOT NULL CHECK (is_finished IN (0, 1)),
  duration_s REAL,
  key_wrap BLOB NOT NULL,
  next_key_wrap BLOB,
  seal_key_wrap BLOB NOT NULL,
  notes_key_wrap BLOB,
  seal_n INTEGER,
  seal_head BLOB,
  is_sealing INTEGER NOT NULL CHECK (is_sealing IN (0, 1)),
  sidecar_n INTEGER NOT NULL,
  is_sidecar_due INTEGER NOT NULL CHECK (is_sidecar_due IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE forgotten (
  person_id TEXT PRIMARY KEY,
  is_done INTEGER NOT NULL CHECK (is_done IN (0, 1))
) STRICT, WITHOUT ROWID;
"""

# What the seal covers, each table in the order of its key.
SEALED = {
    "fact": "name",
    "person": "person_id",
    "consent_text": "version",
    "consent": "consent_id",
    "withdrawal": "consent_id, purpose",
    "session": "session_id",
    "forgotten": "person_id",
}
