"""vault.toml's own seal: whoever holds the master key can tell whether anything else than Coreg changed the file.

A lock that was damaged doesn't open, seal or no seal. A seal that is wrong doesn't keep the right passphrase from
opening the vault, because a damaged recovery lock mustn't cost anybody their recordings; it is said, and nothing is
written over it but by what makes every part anew.
"""

import hashlib
import logging
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.recording.vault.keys import Context, Keys
from coreg.recording.vault.lock import Opens, ReadyLock
from coreg.recording.vault.vault_file import (
    Renewal,
    VaultFile,
    read_vault_file,
    sealed_bytes,
    write_vault_file,
)

_SEAL = "vault file"
_NEXT = "next master"
_PREVIOUS = "previous master"

_log = logging.getLogger(__name__)


def is_as_written(file: VaultFile, keys: Keys) -> bool:
    """Whether every part of the file is what Coreg last wrote."""
    try:
        return keys.unwrap(file.seal, Context.WRAP, _SEAL, _digest(file)) == b""
    except VaultError:
        return False


def read_as_written(folder: Path, keys: Keys) -> VaultFile:
    """Read the file to change a part of it; raises VaultError where the other parts aren't what Coreg wrote."""
    file = read_vault_file(folder)
    if not is_as_written(file, keys):
        msg = _(
            "vault.toml was changed by something else than Coreg since it was last written. Your passphrase opens "
            "the vault; `coreg vault passphrase --new-master` makes all of the file anew."
        )
        raise VaultError(msg)
    return file


def write_sealed(folder: Path, file: VaultFile, keys: Keys) -> None:
    """Seal the file under the newest master key and put it in its place, whole or not at all."""
    unsealed = replace(file, seal=b"")
    seal = keys.wrap(b"", Context.WRAP, _SEAL, _digest(unsealed))
    write_vault_file(folder, replace(unsealed, seal=seal))


def newest_keys(file: VaultFile, master: bytes) -> Keys:
    """Return the keys that the vault uses now, from a master that a lock held: that one, or the one after it."""
    keys = Keys(file.vault_id, master)
    if file.renewal is not None:
        with suppress(VaultError):  # it doesn't open where the lock holds the newest master already
            keys = Keys(file.vault_id, keys.unwrap(file.renewal.next_master, Context.WRAP, _NEXT))
    if not is_as_written(file, keys):
        _log.warning("vault.toml opens, but a part of it isn't as Coreg wrote it")
    return keys


def previous_keys(file: VaultFile, keys: Keys) -> Keys | None:
    """Return the keys that some wraps may still be under, while a renewal isn't finished."""
    if file.renewal is None:
        return None
    return Keys(file.vault_id, keys.unwrap(file.renewal.previous_master, Context.WRAP, _PREVIOUS))


def renewal_between(held_by_recovery: Keys, previous: Keys, new: Keys) -> Renewal:
    """Return the two wraps that let an old master lead to the new one, and back, until all is rewrapped."""
    return Renewal(
        next_master=held_by_recovery.wrap(new.master, Context.WRAP, _NEXT),
        previous_master=new.wrap(previous.master, Context.WRAP, _PREVIOUS),
    )


def end_renewal(folder: Path, keys: Keys, code_ready: ReadyLock) -> None:
    """Forget the master of before, and put a new recovery lock in the place of the one that still held it."""
    file = read_as_written(folder, keys)
    recovery = code_ready.around(keys.master, keys.vault_id, Opens.RECOVERY_CODE)
    write_sealed(folder, replace(file, recovery=recovery, renewal=None), keys)


def _digest(file: VaultFile) -> str:
    return hashlib.blake2b(sealed_bytes(file)).hexdigest()
