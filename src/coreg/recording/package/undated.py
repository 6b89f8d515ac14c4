"""A copy of a session without what tells whose and when it was: days count from the client's first session.

Every outside time moves by the same amount, so that lengths, sleeps and runs stay what they were. Strap addresses
and the computer's boot ids go; models stay, because numbers depend on them.
"""

import json
from datetime import UTC, datetime, timedelta

import apsw

from coreg.domain.moment import MomentKind
from coreg.domain.session import utc_words
from coreg.recording.door import opened
from coreg.recording.new_file import create_tables
from coreg.recording.older import copy_rows
from coreg.recording.place import Place
from coreg.recording.schema import SCHEMA_VERSION, Value, Values

_DAY_0 = datetime(2000, 1, 1, tzinfo=UTC)
_LEFT_OUT = ("seal",)  # it seals what this copy doesn't have


def undated_session(place: Place, pseudonym: str, day: int, *, with_therapist: bool) -> bytes:
    """Return a plain session file's bytes, made in memory alone.

    Parameters
    ----------
    day
        Days since the client's first session.
    with_therapist
        False leaves every row of the therapist's heart out, and what is said of both.

    Raises
    ------
    SessionFileError
        The session can't be read.
    """
    with opened(place.path, place.key) as source:
        started = datetime.fromisoformat(_text(next(source.execute("SELECT started_utc FROM session"))[0]))
        undated = _Undated(pseudonym, _back(started, day), with_therapist=with_therapist)
        copy = apsw.Connection(":memory:")
        try:
            copy.execute("PRAGMA temp_store = MEMORY")
            create_tables(copy, lambda target: copy_rows(source, SCHEMA_VERSION, target, undated.keep))
            return bytes(copy.serialize("main"))
        finally:
            copy.close()


def moved_back(words: str, started_utc: str, day: int) -> str:
    """Return a time as a session that began at `started_utc` has it in its copy.

    >>> moved_back("2026-03-12T09:40:00.000Z", "2026-03-12T09:30:00.000Z", 21)
    '2000-01-22T00:10:00.000Z'
    """
    return utc_words(datetime.fromisoformat(words) - _back(datetime.fromisoformat(started_utc), day))


def _back(started: datetime, day: int) -> timedelta:
    return started - (_DAY_0 + timedelta(days=day))


class _Undated:
    def __init__(self, pseudonym: str, back: timedelta, *, with_therapist: bool) -> None:
        self._pseudonym, self._back, self._with_therapist = pseudonym, back, with_therapist

    def keep(self, table: str, row: Values) -> Values | None:
        """Return a table's row as it shall be, None where it is left out."""
        match table:
            case "session":
                return (*row[:3], self._moved(row[3]), "UTC", 0, *row[6:])
            case "run":
                return (row[0], f"run{_number(row[0])}", self._moved(row[2]), row[3])
            case "person":
                name = self._pseudonym if row[3] == "client" else None
                return self._of_role((*row[:4], name, f"{_text(row[3])}-strap", *row[6:]), row[3])
            case "packet" | "link_event":
                return self._of_role(row, row[2])
            case "beat":
                return self._of_role(row, row[3])
            case "imported_rr":
                return self._of_role(row, row[2])
            case "together":
                return row if self._with_therapist else None  # it is said of both hearts
            case "moment":
                return self._moment(row)
            case "clock_anchor":
                return (*row[:3], _number(row[3]) - self._back // timedelta(microseconds=1) * 1000, *row[4:])
            case _:
                return None if table in _LEFT_OUT else row

    def _moment(self, row: Values) -> Values | None:
        moved = (*row[:3], self._moved(row[3]), *row[4:])
        if self._with_therapist:
            return moved
        if row[4] == MomentKind.STRAPS_CHECKED.value:
            return None  # it tells how both hearts rose
        payload = {name: value for name, value in json.loads(_text(row[7])).items() if name != "therapist"}
        return (*moved[:7], json.dumps(payload), *moved[8:])

    def _of_role(self, row: Values, role: Value) -> Values | None:
        return row if self._with_therapist or role == "client" else None

    def _moved(self, words: Value) -> str:
        return utc_words(datetime.fromisoformat(_text(words)) - self._back)


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
