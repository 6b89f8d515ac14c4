"""The seal of a session: a chain of keyed digests that says what was recorded, and what was amended when.

Encryption of pages notices a changed page, but not an old page put back, nor an old file. The seal does. Seal 0 is
made when a session is closed: of each table that was recorded, one keyed BLAKE2b digest (RFC 7693) of its rows; its
head is the digest of those digests. Seal n is made after an amendment: of the rows that are new since, and of head
n - 1. The newest head and its number are kept outside the file, by whoever owns the key.

Derived tables (beats) are outside: they can be made anew from what is sealed. The encoding is fixed, and every
value carries its kind and length, so that no two different tables give the same bytes:

    table = the row of its name, then its own       row = n_columns (8 bytes), then each value
    value = kind (n i f t b), length (8 bytes), bytes

Integers are 8 bytes, floats IEEE 754 binary64, both big-endian; text is UTF-8; NULL has no bytes.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest

import apsw

from coreg.domain.errors import SessionFileError
from coreg.domain.language import _
from coreg.recording.appending import appended
from coreg.recording.door import opened
from coreg.recording.place import Place
from coreg.recording.schema import Insert, Value

_TABLE, _HEAD = b"coreg.seal.table", b"coreg.seal.head"  # what a digest is of (BLAKE2's personalisation)
_DIGEST_BYTES = 32
_NO_HEAD = bytes(_DIGEST_BYTES)

# Each sealed table's rows, without columns that a later schema may add. Those numbered by `entry` or `moment_id`
# grow with amendments; the others are as they were when the session was closed.
_FROZEN = {
    "session": "SELECT id, session_id, app_version, started_utc, zone, utc_offset_s, is_simulated, closed_ns,"
    " imported_from FROM session ORDER BY id",
    "run": "SELECT run, boot_id, started_utc, origin_ns FROM run ORDER BY run",
    "setting": "SELECT run, name, value FROM setting ORDER BY run, name",
}
_GROWING = {
    "person": "SELECT entry, run, t_ns, role, pseudonym, strap_identity, strap_model, latency_s, battery_pct,"
    " sends_rr FROM person WHERE entry BETWEEN ? AND ? ORDER BY entry",
    "packet": "SELECT entry, run, role, link, arrival_ns, payload, outcome FROM packet"
    " WHERE entry BETWEEN ? AND ? ORDER BY entry",
    "link_event": "SELECT entry, run, role, link, t_ns, state, cause FROM link_event"
    " WHERE entry BETWEEN ? AND ? ORDER BY entry",
    "clock_anchor": "SELECT entry, run, monotonic_ns, utc_ns, with_sleep_ns, utc_step_s, slept_s FROM clock_anchor"
    " WHERE entry BETWEEN ? AND ? ORDER BY entry",
    "imported_rr": "SELECT entry, run, role, t_s, rr_ms FROM imported_rr"
    " WHERE entry BETWEEN ? AND ? ORDER BY entry",
    "moment": "SELECT moment_id, run, t_s, wall_utc, kind, made_by, input, payload, amends FROM moment"
    " WHERE moment_id BETWEEN ? AND ? ORDER BY moment_id",
}
SEALED_TABLES = frozenset((*_FROZEN, *_GROWING))
_ENTRIES = " UNION ALL ".join(f"SELECT entry AS number FROM {table}" for table in _GROWING if table != "moment")
_Bounds = tuple[tuple[int, int], tuple[int, int]]  # of entries, of moments
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1  # SQLite's integers: no row is left out by its number


@dataclass(frozen=True, slots=True)
class Seal:
    """One link of the chain. `n` is 0 when the session was closed, and one more for each amendment sealed since."""

    n: int
    head: bytes


@dataclass(frozen=True, slots=True)
class _Link:
    """A row of the table `seal`; `digests` is the JSON text as it is stored."""

    n: int
    up_to_entry: int
    up_to_moment: int
    digests: str
    head: bytes


def seal(place: Place, seal_key: bytes) -> Seal:
    """Seal what a closed session has that isn't sealed yet, and return the newest seal.

    Where nothing is new the file isn't touched, so that it may be called again after a crash.

    Raises
    ------
    SessionFileError
        The session isn't closed, or its file can't be read or written.
    """
    with opened(place.path, place.key) as tables:
        if next(tables.execute("SELECT closed_ns FROM session"))[0] is None:
            msg = _("{path} isn't closed: only what has ended can be sealed.").format(path=place.path)
            raise SessionFileError(msg)
        chain = _chain(tables)
        is_complete = bool(chain) and not any(_goes_beyond(tables, table, chain[-1]) for table in _GROWING)
    if is_complete:
        return Seal(chain[-1].n, chain[-1].head)
    with appended(place) as connection:
        return seal_rows(connection, seal_key)


def seal_rows(connection: apsw.Connection, seal_key: bytes) -> Seal:
    """Add a seal of what isn't sealed yet, within a transaction that somebody else began."""
    chain = _chain(connection)
    before = chain[-1] if chain else None
    n = 0 if before is None else before.n + 1
    up_to = (_highest(connection, _ENTRIES), _highest(connection, "SELECT moment_id AS number FROM moment"))
    bounds = _bounds(before, *up_to)
    tables = _GROWING if before else {**_FROZEN, **_GROWING}
    digests = {table: _digest(connection, seal_key, table, bounds) for table in sorted(tables)}
    link = _Link(n, *up_to, json.dumps(digests), b"")
    head = _head(seal_key, link, _NO_HEAD if before is None else before.head)
    statement, values = Insert.SEAL.row(n, *up_to, link.digests, head)
    connection.execute(statement, values)
    return Seal(n, head)


def newest_seal(place: Place) -> Seal | None:
    """Return the seal that the file says it has, unverified; None where it has none.

    Raises
    ------
    SessionFileError
        The file can't be read.
    """
    with opened(place.path, place.key) as tables:
        chain = _chain(tables)
    return Seal(chain[-1].n, chain[-1].head) if chain else None


def verify(place: Place, seal_key: bytes, expected: Seal) -> tuple[str, ...]:
    """Return the names of the tables that aren't what was sealed, in alphabetical order; empty when all is well.

    `seal` is named where the chain itself was changed, is of another key, or doesn't contain `expected`: then the
    file is an older state of itself, or another one. A file that was sealed again since `expected` is well: nobody
    else has the key.

    Raises
    ------
    SessionFileError
        The file can't be read at all.
    """
    with opened(place.path, place.key) as tables:
        chain = _chain(tables)
        wrong = {table for table in SEALED_TABLES if _differs(tables, seal_key, chain, table)}
        if not _holds(chain, seal_key) or expected not in [Seal(link.n, link.head) for link in chain]:
            wrong.add("seal")
    return tuple(sorted(wrong))


def _chain(connection: apsw.Connection) -> list[_Link]:
    rows = connection.execute("SELECT n, up_to_entry, up_to_moment, tables, head FROM seal ORDER BY n")
    return [_Link(*row) for row in rows]


def _holds(chain: list[_Link], seal_key: bytes) -> bool:
    """Whether each head is that of its link and of the head before."""
    head = _NO_HEAD
    for n, link in enumerate(chain):
        if link.n != n or not compare_digest(link.head, _head(seal_key, link, head)):
            return False
        head = link.head
    return bool(chain)


def _differs(connection: apsw.Connection, seal_key: bytes, chain: list[_Link], table: str) -> bool:
    """Whether a table has rows that aren't those of one of the links."""
    links = chain if table in _GROWING else chain[:1]
    for before, link in zip((None, *links), links, strict=False):
        bounds = _bounds(before, link.up_to_entry, link.up_to_moment)
        if _stored_digest(link, table) != _digest(connection, seal_key, table, bounds):
            return True
    return table in _GROWING and bool(chain) and _goes_beyond(connection, table, chain[-1])


def _bounds(before: _Link | None, up_to_entry: int, up_to_moment: int) -> _Bounds:
    if before is None:
        return (_LOWEST, up_to_entry), (_LOWEST, up_to_moment)
    return (before.up_to_entry + 1, up_to_entry), (before.up_to_moment + 1, up_to_moment)


def _goes_beyond(connection: apsw.Connection, table: str, link: _Link) -> bool:
    start = (link.up_to_moment if table == "moment" else link.up_to_entry) + 1
    return next(connection.execute(_GROWING[table], (start, _HIGHEST)), None) is not None


def _highest(connection: apsw.Connection, numbers: str) -> int:
    return int(next(connection.execute(f"SELECT coalesce(max(number), 0) FROM ({numbers})"))[0])


def _stored_digest(link: _Link, table: str) -> object:
    try:
        digests = json.loads(link.digests)
    except (ValueError, RecursionError):
        return None  # then the head doesn't fit either
    return digests.get(table) if isinstance(digests, dict) else None


def _digest(connection: apsw.Connection, seal_key: bytes, table: str, bounds: _Bounds) -> str:
    digest = blake2b(_encoded((table,)), digest_size=_DIGEST_BYTES, key=seal_key, person=_TABLE)
    if table in _FROZEN:
        rows = connection.execute(_FROZEN[table])
    else:
        rows = connection.execute(_GROWING[table], bounds[1] if table == "moment" else bounds[0])
    for row in rows:
        digest.update(_encoded(row))
    return digest.hexdigest()


def _head(seal_key: bytes, link: _Link, head_before: bytes) -> bytes:
    digest = blake2b(digest_size=_DIGEST_BYTES, key=seal_key, person=_HEAD)
    digest.update(_encoded((link.n, head_before, link.up_to_entry, link.up_to_moment, link.digests)))
    return digest.digest()


def _encoded(row: Sequence[Value]) -> bytes:
    """Return a row's bytes; each value says what it is and how long.

    >>> _encoded((7,)).hex(" ", -8)
    '0000000000000001 6900000000000000 0800000000000000 07'
    """
    parts = [struct.pack(">Q", len(row))]
    for value in row:
        match value:
            case None:
                kind, content = b"n", b""
            case int():
                kind, content = b"i", struct.pack(">q", value)
            case float():
                kind, content = b"f", struct.pack(">d", value)
            case str():
                kind, content = b"t", value.encode()
            case bytes():
                kind, content = b"b", value
        parts += (kind, struct.pack(">Q", len(content)), content)
    return b"".join(parts)
