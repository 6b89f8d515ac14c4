"""What is left of a renewal that was cut off, and a recovery code in the place of one that was lost."""

from pathlib import Path

from coreg.recording.vault.keys import Keys
from coreg.recording.vault.lock import make_ready
from coreg.recording.vault.recovery_code import new_code
from coreg.recording.vault.sealed_file import end_renewal, previous_keys, read_as_written
from coreg.recording.vault.unlock import Rewrap
from coreg.recording.vault.vault_file import read_vault_file


def unfinished_renewal(folder: Path, keys: Keys) -> Keys | None:
    """Return the keys that some wraps may still be under, where a renewal of the master key was cut off."""
    return previous_keys(read_vault_file(folder), keys)


def finish_renewal(folder: Path, keys: Keys, rewrap: Rewrap) -> str | None:
    """Do what a cut-off renewal left undone and return a new recovery code, because nobody saw the one it made.

    None where nothing was left undone.
    """
    previous = unfinished_renewal(folder, keys)
    if previous is None:
        return None
    rewrap(previous, keys)
    return renew_code(folder, keys)


def renew_code(folder: Path, keys: Keys) -> str:
    """Put a new recovery code in the place of the old one, which opens nothing any more; to be shown once.

    It ends a renewal that was cut off: everything must have been rewrapped.
    """
    code = new_code()
    ready = make_ready(code.secret, read_as_written(folder, keys).recovery.parameters)
    end_renewal(folder, keys, ready)
    return code.words
