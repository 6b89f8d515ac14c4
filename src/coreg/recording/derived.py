"""The derived table of a session file: its beats, which can be made anew from the packets at any time."""

from collections.abc import Sequence

import apsw

from coreg.recording.appending import appended
from coreg.recording.place import Place
from coreg.recording.reader import StoredBeat
from coreg.recording.rows import beat_row


def replace_beats(place: Place, beats: Sequence[StoredBeat]) -> None:
    """Put other beats in the place of the stored ones. No seal covers them.

    Raises
    ------
    SessionFileError
        The file can't be read or written.
    """
    with appended(place) as connection:
        connection.execute("DELETE FROM beat")
        insert_beats(connection, beats)


def insert_beats(connection: apsw.Connection, beats: Sequence[StoredBeat]) -> None:
    """Write beats into the empty table, numbered in the order in which they came."""
    in_order = sorted(beats, key=lambda each: each.packet or 0)
    for number, each in enumerate(in_order, start=1):
        statement, values = beat_row(number, each.run, each.packet, each.role, each.beat)
        connection.execute(statement, values)
