"""A recording in parts: where its disk was full or gone, it went on in another folder, and is joined again.

A part is a session file like the first, under the same key: the head, and everything from some entry on. What was
in doubt when the part began stands in both, once joined it stands there once. The name of a part begins with the
first file's name, so that it is found beside others; its number is in its `setting`s.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path

import apsw

from coreg.domain.errors import DiskProblemError, SessionFileError
from coreg.domain.language import _
from coreg.recording.connection import connect_to_write
from coreg.recording.new_file import remove
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.recording.schema import TABLE_NAMES, Insert, Row

PART_SETTING = "part"
_FIRST_RUN = 1
_COUNTED_TABLES = ("person", "packet", "link_event", "clock_anchor", "imported_rr")  # share one count, `entry`
_NOT_JOINED = {"session", "seal"}
_NUMBERED = {"beat": "beat_id", "moment": "moment_id"}


def part_place(first: Place, folder: Path, number: int) -> Place:
    """Return where a part goes: named after the first file, and read with the same key."""
    return Place(folder / f"{first.path.stem}-part{number}{first.path.suffix}", first.key)


def part_head(head: Sequence[Row], number: int) -> tuple[Row, ...]:
    """Return the first rows of a part: the session's, and the part's number."""
    return (*head, Insert.SETTING.row(_FIRST_RUN, PART_SETTING, str(number)))


def parts_of(first: Path, folders: Iterable[Path]) -> list[Path]:
    """Find a session file's parts in these folders, in their order."""
    pattern = f"{first.stem}-part*{first.suffix}"
    found = [path for folder in folders if folder.is_dir() for path in folder.glob(pattern)]
    return sorted(found, key=lambda path: (len(path.name), path.name))


def join(first: Place, part: Place) -> None:
    """Add a part to the first file, make sure that nothing is missing there, and delete the part.

    To be done before an interrupted session is gone on with or ended where it stands, and before it is sealed: all
    of these give numbers that the part has given already.

    Raises
    ------
    SessionFileError
        One of them can't be read, or they don't fit together. Both stay as they are.
    DiskProblemError
        The first file's disk doesn't take it. Both stay as they are.
    """
    _check_fit(first, part)
    try:
        with closing(connect_to_write(first.path, first.key)) as connection:
            connection.execute("ATTACH ? AS part", (str(part.path),))  # under the first file's key
            with connection:  # one transaction: all of it or nothing
                _copy(connection)
                _check_whole(connection, first, part)
            connection.execute("DETACH part")
            with suppress(apsw.Error):  # where there is no room for it, the log stays beside the file
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.execute("PRAGMA journal_mode = DELETE")
    except (apsw.Error, OSError) as error:
        msg = _("{path} can't be joined to {first}: its disk doesn't take it. Both stay as they are.").format(
            path=part.path, first=first.path
        )
        raise DiskProblemError(msg) from error
    with suppress(OSError):  # a part that stays is joined once more, without harm
        remove(part.path)


def _check_fit(first: Place, part: Place) -> None:
    whole, added = read_session(first.path, first.key), read_session(part.path, part.key)
    if PART_SETTING in whole.settings or PART_SETTING not in added.settings:
        msg = _("{first} isn't the beginning of a recording, or {path} no later part of one.").format(
            first=first.path, path=part.path
        )
        raise SessionFileError(msg)
    if whole.seal is not None:
        msg = _("{path} is sealed already: nothing can be joined to it.").format(path=first.path)
        raise SessionFileError(msg)
    if whole.header.session_id != added.header.session_id:
        msg = _("{path} is of another session than {first}.").format(path=part.path, first=first.path)
        raise SessionFileError(msg)


def _copy(connection: apsw.Connection) -> None:
    for table in sorted(TABLE_NAMES - _NOT_JOINED):
        where = f"name <> '{PART_SETTING}'" if table == "setting" else "true"
        connection.execute(
            f"INSERT INTO main.{table} SELECT * FROM part.{table} WHERE {where} ON CONFLICT DO NOTHING"
        )
    connection.execute(
        "UPDATE main.session SET closed_ns = coalesce((SELECT closed_ns FROM part.session), closed_ns)"
    )


def _check_whole(connection: apsw.Connection, first: Place, part: Place) -> None:
    for table in sorted(TABLE_NAMES - _NOT_JOINED - {"setting", "run"}):
        n_missing = _number(
            connection, f"SELECT count(*) FROM (SELECT * FROM part.{table} EXCEPT SELECT * FROM {table})"
        )
        if n_missing:
            msg = _("{path} contradicts {first} ({table}): they aren't joined, both stay as they are.").format(
                path=part.path, first=first.path, table=table
            )
            raise SessionFileError(msg)
    counted = " UNION ALL ".join(f"SELECT entry AS n FROM {table}" for table in _COUNTED_TABLES)
    numbered = [f"SELECT {column} AS n FROM {table}" for table, column in _NUMBERED.items()]
    for rows in (counted, *numbered):
        if _number(connection, f"SELECT coalesce(max(n), 0) - count(DISTINCT n) FROM ({rows})"):
            msg = _("Something is missing between {first} and {path}: join the earlier parts first.").format(
                first=first.path, path=part.path
            )
            raise SessionFileError(msg)


def _number(connection: apsw.Connection, question: str) -> int:
    return int(str(next(connection.execute(question))[0]))
