"""Erases for good: the file is written anew without what shall be gone, under a new key, and sealed anew.

What is left out is never written to the new file. The old file is as good as gone once its key is: whoever keeps
the keys forgets the old one, then deletes the old file. A plain file's old bytes may stay on the disk until they
are written over.
"""

from collections.abc import Collection
from datetime import datetime

import apsw

from coreg.domain.errors import SessionFileError
from coreg.domain.language import _
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.session import utc_words
from coreg.recording.cut import Rebuild, Span, without_moments, without_span
from coreg.recording.derived import insert_beats
from coreg.recording.new_file import copy_session
from coreg.recording.place import Place
from coreg.recording.reader import Ended, Recording, read_session
from coreg.recording.rows import moment_row
from coreg.recording.schema import Row, Value, Values
from coreg.recording.seal import Seal, seal_rows


def erase_span(
    place: Place, target: Place, span: Span, now_utc: datetime, rebuild: Rebuild, seal_key: bytes | None
) -> Seal | None:
    """Write the session anew without what was recorded in a span, and return the new file's seal.

    In its place stands a moment that says when something was erased, and whose; what, nobody can tell any more.

    Parameters
    ----------
    target
        The new file: of a protected session under a new key and a new name, so that at no moment a file stands
        there without a key that is kept. A plain file may be replaced in its place.
    rebuild
        Decodes a person's packets anew.
    seal_key
        None leaves the new file unsealed.

    Raises
    ------
    SessionFileError
        The session isn't closed, or its file can't be read.
    """
    recording = _closed(place)
    number = max((moment.moment_id for moment in recording.moments), default=0) + 1
    words: dict[str, str | int | float | bool | None] = {
        "start_s": span.start_s,
        "end_s": span.end_s,
        "who": span.who,
    }
    tombstone = Moment(number, span.start_s, utc_words(now_utc), MomentKind.ERASED, payload=words)
    return _write(place, target, without_span(recording, span, tombstone, rebuild), seal_key)


def erase_moments(place: Place, target: Place, moment_ids: Collection[int], seal_key: bytes | None) -> Seal | None:
    """Write the session anew with empty tombstones in the place of moments and their amendments.

    As `erase_span` in all else.

    Raises
    ------
    SessionFileError
        There is no such moment, the session isn't closed, or its file can't be read.
    """
    recording = _closed(place)
    missing = set(moment_ids) - {moment.moment_id for moment in recording.moments}
    if missing:
        msg = _("{path} has no moment {moments}: nothing was erased.").format(
            path=place.path, moments=", ".join(map(str, sorted(missing)))
        )
        raise SessionFileError(msg)
    return _write(place, target, without_moments(recording, moment_ids), seal_key)


def _closed(place: Place) -> Recording:
    recording = read_session(place.path, place.key)
    if recording.ended is not Ended.CLOSED:
        msg = _("{path} isn't closed: end the session first, then erase.").format(path=place.path)
        raise SessionFileError(msg)
    return recording


def _write(place: Place, target: Place, left: Recording, seal_key: bytes | None) -> Seal | None:
    if place.key is not None and (target.key in (None, place.key) or target.path == place.path):
        msg = "a protected session is erased from into a new file under a new key"
        raise ValueError(msg)
    rows = _Rows(left)
    seals: list[Seal] = []

    def finish(connection: apsw.Connection) -> None:
        insert_beats(connection, left.beats)
        for statement, values in rows.tombstones():
            connection.execute(statement, values)
        if seal_key is not None:
            seals.append(seal_rows(connection, seal_key))

    copy_session(place, target, rows.keep, finish)
    return seals[0] if seals else None


class _Rows:
    """Decides, row by row of the old file, what the new one has of it."""

    def __init__(self, left: Recording) -> None:
        self._runs = left.runs
        self._origin_ns = {run.run: run.origin_ns for run in left.runs}
        self._kept = {packet.entry for packet in left.packets} | {each.entry for each in left.imported}
        self._t_ns = {event.entry: event.t_ns for event in left.link_events}
        self._t_ns |= {strap.entry: strap.t_ns for strap in left.straps}
        self._answered_s = {answer.t_s for answer in left.together}
        self._moments = {moment.moment_id: moment for moment in left.moments}

    def keep(self, table: str, row: Values) -> Values | None:
        """Return a table's row as it shall be, None where it is left out."""
        number = row[0]
        match table:
            case "beat" | "seal":
                return None  # both are made anew
            case "together":
                return row if row[2] in self._answered_s else None
            case "packet" | "imported_rr":
                return row if number in self._kept else None
            case "link_event":
                return None if number not in self._t_ns else (*row[:4], self._own_ns(row), *row[5:])
            case "person":
                return (*row[:2], self._own_ns(row), *row[3:])
            case "moment":
                return self._moment(row)
            case _:
                return row

    def tombstones(self) -> list[Row]:
        """Return the moments that the old file doesn't have."""
        return [moment_row(self._runs[-1].run, moment) for moment in self._moments.values()]

    def _own_ns(self, row: Values) -> int:
        """Return when it was by its run's own clock."""
        return self._t_ns[_number(row[0])] + self._origin_ns[_number(row[1])]

    def _moment(self, row: Values) -> Values | None:
        moment = self._moments.pop(_number(row[0]), None)
        if moment is None:
            return None
        return moment_row(_number(row[1]), moment)[1] if moment.kind is MomentKind.ERASED else row


def _number(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
