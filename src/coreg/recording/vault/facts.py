"""The library's facts: what is under way, what was noticed of it, and what others keep there under a name."""

import hashlib
import json

from coreg.recording.vault.finding import Finding, Wrong
from coreg.recording.vault.library_file import LibraryFile

_REKEY_OF = "rekey_of"
_NOTICED = "noticed"


def want_rekey(library: LibraryFile) -> None:
    """Say, inside a transaction, that the library has to be put under a new key."""
    write_fact(library, _REKEY_OF, _print_of(library.key))


def is_rekey_wanted(library: LibraryFile) -> bool:
    """Whether the library still lies under a key that it has to leave.

    The wish names the key, so that the copy under the new key has nothing to wish for.
    """
    return read_fact(library, _REKEY_OF) == _print_of(library.key)


def notice(library: LibraryFile, findings: list[Finding]) -> None:
    """Remember, inside a transaction, what was wrong with the library: the new seal would hide it."""
    known = noticed(library)
    said = [[each.thing, each.wrong.value, each.file_name] for each in dict.fromkeys((*known, *findings))]
    write_fact(library, _NOTICED, json.dumps(said))


def noticed(library: LibraryFile) -> list[Finding]:
    """What was wrong with the library when it was opened, now or earlier, and wasn't acknowledged."""
    said = read_fact(library, _NOTICED)
    return [Finding(None, thing, Wrong(wrong), name) for thing, wrong, name in json.loads(said or "[]")]


def acknowledge(library: LibraryFile) -> None:
    """Forget, inside a transaction, what was noticed: the therapist has seen it."""
    delete_fact(library, _NOTICED)


def read_fact(library: LibraryFile, name: str) -> str | None:
    """Return a fact, None where there is none of this name."""
    found = library.rows("SELECT value FROM fact WHERE name = ?", (name,))
    return str(found[0][0]) if found else None


def write_fact(library: LibraryFile, name: str, value: str) -> None:
    """Keep a fact, inside a transaction."""
    library.change("INSERT OR REPLACE INTO fact VALUES (?, ?)", name, value)


def delete_fact(library: LibraryFile, name: str) -> None:
    """Take a fact back, inside a transaction."""
    library.change("DELETE FROM fact WHERE name = ?", name)


def _print_of(key: bytes) -> str:
    return hashlib.blake2b(key, digest_size=16, person=b"library key").hexdigest()
