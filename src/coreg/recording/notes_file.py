"""The second file of a session: what was typed in it, under a key of its own. docs/FILE_FORMAT.md describes it.

It is made when the first words are kept. Rows are appended and never changed; to be rid of one, the file is written
anew without it under another key. A note's number is given by the program, so that writing it twice does no harm.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import apsw

from coreg.domain.errors import DiskProblemError, NotesFileError
from coreg.domain.language import _
from coreg.domain.note import MOST_CHARACTERS, Note, NoteKind
from coreg.recording.connection import connect_to_write
from coreg.recording.door import DAMAGE, opened_database
from coreg.recording.new_file import build, give_name, sync_folder, unfinished
from coreg.recording.place import Place
from coreg.recording.schema import Value

APPLICATION_ID = 0x436F724E  # "CorN": SQLite's application_id
VERSION = 1  # SQLite's user_version
TABLE = """CREATE TABLE note (
  note_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('note', 'part', 'target', 'reason')),
  text TEXT NOT NULL,
  written_utc TEXT NOT NULL
) STRICT"""
_INSERT = "INSERT INTO note VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"


def append_notes(place: Place, notes: Sequence[Note]) -> None:
    """Add notes to the file, which is made where it isn't there; on disk when this returns.

    Raises
    ------
    apsw.Error, OSError
        The disk doesn't take them; whoever calls keeps them and tries again.
    NotesFileError
        What stands there is no notes file.
    """
    rows = [(note.note_id, note.kind.value, note.text, note.written_utc) for note in notes]
    if not place.path.exists():
        _make(place, rows)
        return
    connection = connect_to_write(place.path, place.key)
    try:
        _check(place.path, connection)
        with connection:
            connection.executemany(_INSERT, rows)
    finally:
        connection.close()


def read_notes(place: Place) -> tuple[Note, ...]:
    """Return every note of a file, in the order of their numbers; none where there is no file yet.

    Raises
    ------
    NotesFileError
        It isn't a notes file, this isn't its key, or it is damaged.
    """
    if not place.path.exists():
        return ()
    try:
        with opened_database(place.path, place.key) as connection:
            _check(place.path, connection)
            return tuple(_note(*row) for row in connection.execute("SELECT * FROM note ORDER BY note_id"))
    except DAMAGE as error:
        msg = _("The notes in {path} can't be read: the file is damaged, or doesn't open with its key.").format(
            path=place.path
        )
        raise NotesFileError(msg) from error


def last_note(place: Place) -> int:
    """Return the number of the last note, 0 where there is none; NotesFileError as `read_notes`."""
    return max((note.note_id for note in read_notes(place)), default=0)


def write_without(place: Place, target: Place, note_ids: Collection[int]) -> None:
    """Write the notes to a new file, those of these numbers left out; nothing of them is ever in the new file.

    Raises
    ------
    NotesFileError
        The notes can't be read.
    DiskProblemError
        The new file can't be written.
    """
    left = [note for note in read_notes(place) if note.note_id not in note_ids]
    try:
        append_notes(target, left)
    except (apsw.Error, OSError) as error:
        msg = _("{path} can't be written: make room on its disk.").format(path=target.path)
        raise DiskProblemError(msg) from error


def _make(place: Place, rows: Sequence[tuple[Value, ...]]) -> None:
    def fill(connection: apsw.Connection) -> None:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        with connection:
            connection.execute(TABLE)
            connection.executemany(_INSERT, rows)

    built = unfinished(place.path)
    build(built, place.key, fill)
    give_name(built, place.path)
    sync_folder(place.path.parent)


def _check(path: Path, connection: apsw.Connection) -> None:
    with _damage_said(path):
        if connection.pragma("application_id") != APPLICATION_ID:
            msg = _("{path} is not a notes file of Coreg.").format(path=path)
            raise NotesFileError(msg)
        version = int(connection.pragma("user_version"))
        if version != VERSION:
            msg = _(
                "{path} was written by another version of Coreg (notes version {version}): use that one."
            ).format(path=path, version=version)
            raise NotesFileError(msg)
        found = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"))
        if connection.pragma("quick_check") != "ok" or found.get("note") != TABLE:
            msg = _("The notes in {path} can't be read: the file is damaged.").format(path=path)
            raise NotesFileError(msg)


@contextmanager
def _damage_said(path: Path) -> Iterator[None]:
    try:
        yield
    except (apsw.CorruptError, apsw.NotADBError, ValueError, TypeError) as error:
        msg = _("The notes in {path} can't be read: the file is damaged, or doesn't open with its key.").format(
            path=path
        )
        raise NotesFileError(msg) from error


def _note(note_id: int, kind: str, text: str, written_utc: str) -> Note:
    """Take a row that may be a hostile file's: its words could steer a terminal."""
    if not (note_id > 0 and len(text) <= MOST_CHARACTERS and text.isprintable() and written_utc.isprintable()):
        raise ValueError(note_id)
    return Note(note_id, NoteKind(kind), text, written_utc)
