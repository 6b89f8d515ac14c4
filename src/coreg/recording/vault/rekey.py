"""Puts the library under a new key, so that nothing that was ever deleted from it can be read with the key of now.

Killed at any step, the library opens with one of the two keys that vault.toml holds meanwhile, and what is left to
do is done at the next unlock: the wish for a new key stands in the library until it lies under one.
"""

from coreg.recording.vault.durable import UNFINISHED, remove, with_logs
from coreg.recording.vault.facts import is_rekey_wanted
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_file import NAME, LibraryFile
from coreg.recording.vault.unlock import library_keys, set_library_keys
from coreg.recording.vault.wrap import new_key


def rekey(library: LibraryFile, keys: Keys) -> None:
    """Write the library's rows to a new file under a new key, put it in place, and drop the old key."""
    with library.lock:
        key = new_key()
        copy = library.folder / (NAME + UNFINISHED)
        set_library_keys(library.folder, keys, (key, library.key))
        library.vacuum_into(copy, key)
        library.become(copy, key)
        set_library_keys(library.folder, keys, (key,))


def finish_rekey(library: LibraryFile, keys: Keys) -> None:
    """Do what a kill left undone, and what somebody wished for."""
    remove(*with_logs(library.folder / (NAME + UNFINISHED)))
    if library_keys(library.folder, keys) != (library.key,):
        set_library_keys(library.folder, keys, (library.key,))
    if is_rekey_wanted(library):
        rekey(library, keys)
