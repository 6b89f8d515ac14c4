"""Adds rows to a session file that nobody is recording: an end, an amendment, a seal."""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from coreg.domain.errors import SessionFileError
from coreg.recording.connection import connect_to_write
from coreg.recording.door import words_for
from coreg.recording.new_file import renew
from coreg.recording.place import Place


@contextmanager
def appended(place: Place) -> Iterator[apsw.Connection]:
    """Open a session file for one transaction, which is on disk when this is left; an error leaves it as it was.

    A file of an older schema is first replaced by a copy in today's.

    Raises
    ------
    SessionFileError
        The file can't be read or written.
    """
    renew(place)
    try:
        connection = connect_to_write(place.path, place.key)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
            # One file again; where somebody reads it just now, the log stays beside it.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.pragma("journal_mode", "delete")
        finally:
            connection.close()
    except (apsw.Error, OSError) as error:
        raise SessionFileError(words_for(place.path, place.key, error)) from error
