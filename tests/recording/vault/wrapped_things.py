"""Stands in for a library in the tests of the master key: two files, each with a wrap that must follow it."""

from pathlib import Path

from coreg.domain.errors import VaultError
from coreg.recording.vault.keys import Context, Keys
from coreg.recording.whole_file import write_whole

THINGS = ("one", "two")


def wrap_things(folder: Path, keys: Keys) -> None:
    """Put the files there, under these keys."""
    for name in THINGS:
        write_whole(folder / name, keys.wrap(name.encode(), Context.WRAP, "thing", name))


def thing(folder: Path, name: str, keys: Keys) -> bytes:
    """Return what a file holds."""
    return keys.unwrap((folder / name).read_bytes(), Context.WRAP, "thing", name)


def rewrap_things(folder: Path, old: Keys, new: Keys) -> None:
    """Bring the files under the new keys, those that aren't yet."""
    for name in THINGS:
        try:
            thing(folder, name, new)
        except VaultError:
            secret = thing(folder, name, old)
            write_whole(folder / name, new.wrap(secret, Context.WRAP, "thing", name))
