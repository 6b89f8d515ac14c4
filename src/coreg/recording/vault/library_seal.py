"""Knows whether the library is the one that was last written: page encryption alone doesn't.

An encrypted page that is replaced by its own older copy still opens, and so does a whole older file. So every
change of the library ends in a seal: head n is a keyed BLAKE2b over n, head n-1 and every row. Head and n stand in
the library and, written right after the commit, in `library.seal` beside it. A program killed in between leaves a
library that is exactly one ahead and names the head before it; anything else was rolled back or changed. Rollback
of both files together is seen only from the sidecars beside the sessions.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.recording.vault.finding import Finding, Thing, Wrong
from coreg.recording.vault.keys import Context, Keys
from coreg.recording.vault.library_schema import SEALED
from coreg.recording.whole_file import write_whole

NAME = "library.seal"
HEAD_BYTES = 32
NO_HEAD = bytes(HEAD_BYTES)
_LONGEST = 4_000_000  # bytes; our choice: room for 50,000 forgotten ids
_PURPOSE = "library seal"

Value = int | float | str | bytes | None


@dataclass(frozen=True, slots=True)
class LibrarySeal:
    """What stands outside the library: its newest head, and whom it was made to forget."""

    n: int
    head: bytes
    forgotten: tuple[str, ...] = ()


def head_of(keys: Keys, n: int, before: bytes, tables: Iterable[tuple[str, Iterable[Sequence[Value]]]]) -> bytes:
    """Compute head n over the head before it and all rows, in a fixed, length-prefixed encoding."""
    digest = hashlib.blake2b(digest_size=HEAD_BYTES, key=keys.subkey(Context.SEAL), person=b"coreg library")
    digest.update(_encoded((keys.vault_id, n, before)))
    for name, rows in tables:
        digest.update(_encoded((name,)))
        for row in rows:
            digest.update(_encoded(row))
    return digest.digest()


def sealed_queries() -> list[tuple[str, str]]:
    """Each sealed table's name and the question for its rows in their order."""
    return [(name, f"SELECT * FROM {name} ORDER BY {order}") for name, order in SEALED.items()]


def _encoded(row: Sequence[Value]) -> bytes:
    parts = [b"%d;" % len(row)]
    for value in row:
        if isinstance(value, str):
            content = value.encode()
            parts.append(b"s%d:%b" % (len(content), content))
        elif isinstance(value, bytes):
            parts.append(b"b%d:%b" % (len(value), value))
        elif isinstance(value, int):
            parts.append(b"i%d;" % value)
        elif isinstance(value, float):
            parts.append(b"f%b;" % value.hex().encode())
        else:
            parts.append(b"n;")
    return b"".join(parts)


def write_seal(folder: Path, keys: Keys, seal: LibrarySeal) -> None:
    """Replace the seal beside the library; DiskProblemError where the disk doesn't take it."""
    said = {"n": seal.n, "head": seal.head.hex(), "forgotten": list(seal.forgotten)}
    write_whole(folder / NAME, keys.wrap(json.dumps(said).encode(), Context.SEAL, _PURPOSE))


def read_seal(folder: Path, *any_of: Keys) -> LibrarySeal:
    """Read the seal beside the library with the first of these keys that opens it.

    Raises
    ------
    VaultError
        It isn't there, or isn't this vault's.
    """
    path = folder / NAME
    try:
        if path.stat().st_size > _LONGEST:
            msg = _("{path} is far too long for a seal: it was damaged or changed.").format(path=path)
            raise VaultError(msg)
        said = json.loads(_opened(path.read_bytes(), any_of))
        return LibrarySeal(int(said["n"]), bytes.fromhex(said["head"]), tuple(map(str, said["forgotten"])))
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = _("{path} can't be read: it is missing or was damaged.").format(path=path)
        raise VaultError(msg) from error


def _opened(content: bytes, any_of: tuple[Keys, ...]) -> bytes:
    for keys in any_of[:-1]:
        with suppress(VaultError):
            return keys.unwrap(content, Context.SEAL, _PURPOSE)
    return any_of[-1].unwrap(content, Context.SEAL, _PURPOSE)


def compare(seal: LibrarySeal, n: int, head: bytes, before: bytes) -> Finding | None:
    """Hold the library's own head against the seal beside it; None where they agree or a kill explains it."""
    if (seal.n, seal.head) in ((n, head), (n - 1, before)):
        return None
    if n < seal.n:
        return Finding(None, Thing.LIBRARY.value, Wrong.ROLLED_BACK, "library.db")
    if n > seal.n:
        return Finding(None, Thing.LIBRARY_SEAL.value, Wrong.ROLLED_BACK, NAME)
    return Finding(None, Thing.LIBRARY.value, Wrong.CHANGED, "library.db")
