"""Which session went into which package for a supervisor: in the library, so that comments find home.

It is gone with the person. A library that is made anew from its sessions has none: then the session is named.
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from coreg.recording.vault.facts import delete_fact, read_fact, write_fact
from coreg.recording.vault.library_file import LibraryFile
from coreg.recording.vault.sessions import stored_sessions

_OF = "package:"


@dataclass(frozen=True, slots=True)
class Packed:
    """A session that was put into a package.

    Attributes
    ----------
    head, key
        What opens the comments on it, without its passphrase.
    taken
        The ids of the comments that were taken back: one that was erased since doesn't come again.
    """

    package_id: str
    session_id: str
    head: bytes
    key: bytes = field(repr=False)
    taken: frozenset[str] = frozenset()


def remember_packed(library: LibraryFile, packed: Packed) -> None:
    """Remember, inside a transaction, a package or what was taken back from it."""
    said = {
        "session_id": packed.session_id,
        "head": base64.b64encode(packed.head).decode(),
        "key": base64.b64encode(packed.key).decode(),
        "taken": sorted(packed.taken),
    }
    write_fact(library, _OF + packed.package_id, json.dumps(said))


def packed(library: LibraryFile, package_id: str) -> Packed | None:
    """Return what is known of a package; None where it isn't one of this vault's."""
    said = read_fact(library, _OF + package_id)
    if said is None:
        return None
    known = json.loads(said)
    head, key = (base64.b64decode(known[name]) for name in ("head", "key"))
    return Packed(package_id, str(known["session_id"]), head, key, frozenset(known["taken"]))


def with_taken(packed: Packed, comment_ids: Iterable[str]) -> Packed:
    """Return a package with more comments taken back."""
    return replace(packed, taken=packed.taken.union(comment_ids))


def forget_packages_of(library: LibraryFile, person_id: str) -> None:
    """Forget, inside a transaction, every package that a session of this person went into."""
    own = {session.session_id for session in stored_sessions(library, person_id)}
    for name, value in library.rows("SELECT name, value FROM fact WHERE substr(name, 1, ?) = ?", (len(_OF), _OF)):
        if json.loads(str(value))["session_id"] in own:
            delete_fact(library, str(name))
