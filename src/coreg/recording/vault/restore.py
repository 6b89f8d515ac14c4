"""Puts a backup in place: copied, checked whole, and what was forgotten since is forgotten again."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from coreg.domain.errors import VaultError
from coreg.recording.vault.backup import check_folder, new_folder
from coreg.recording.vault.durable import sync_file
from coreg.recording.vault.forget import forget
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library_file import NAME
from coreg.recording.vault.library_seal import NAME as SEAL_NAME
from coreg.recording.vault.opening import make_sessions_folder, open_library
from coreg.recording.vault.sessions import FOLDER
from coreg.recording.vault.sidecar import SUFFIX
from coreg.recording.vault.unlock import unlock
from coreg.recording.vault.vault_file import FILE_NAME

_OF_A_VAULT = (FILE_NAME, NAME, f"{NAME}-wal", SEAL_NAME)
_OF_A_SESSION = (".coreg", ".coreg-wal", ".notes", ".notes-wal", SUFFIX)


def restore(from_: Path, to: Path, passphrase: str, forgotten: Iterable[str] = ()) -> Keys:
    """Copy a backup to an empty folder and return the keys that open it.

    Parameters
    ----------
    passphrase
        The one that was the vault's when the backup was made.
    forgotten
        The ids that were forgotten since, from the vault of now where there is one (`OpenVault.forgotten`).

    Raises
    ------
    VaultError
        The backup isn't whole (nothing is left at `to` then), or `to` isn't empty.
    WrongPassphraseError
        The passphrase doesn't open the backup.
    """
    keys = unlock(from_, passphrase)
    with new_folder(to) as unfinished:
        make_sessions_folder(unfinished)
        for name in _names(from_):
            shutil.copyfile(from_ / name, unfinished / name)
            (unfinished / name).chmod(0o600)
            sync_file(unfinished / name)
        findings = check_folder(unfinished, keys)
        if findings:
            msg = f"{from_} isn't whole: {findings[0]}" + (
                f", and {len(findings) - 1} more." if findings[1:] else "."
            )
            msg += " Nothing was restored: take another backup."
            raise VaultError(msg)
        _forget_again(unfinished, keys, forgotten)
    return keys


def _names(from_: Path) -> Iterator[str]:
    """The files of a vault and no others; links lead out of the backup and aren't followed."""
    for name in _OF_A_VAULT:
        if _is_plain_file(from_ / name):
            yield name
    for path in (from_ / FOLDER).iterdir() if (from_ / FOLDER).is_dir() else ():
        if path.name.endswith(_OF_A_SESSION) and _is_plain_file(path):
            yield f"{FOLDER}/{path.name}"


def _is_plain_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _forget_again(folder: Path, keys: Keys, forgotten: Iterable[str]) -> None:
    library = open_library(folder, keys)
    try:
        forget(library, keys, *forgotten)
    finally:
        library.close()
