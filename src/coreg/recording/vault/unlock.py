"""Making, opening and re-locking the vault: from a passphrase or the recovery code to the keys.

Whatever doesn't open it fails with the same sentence after the same work: new locks are made ready before an old
one is tried, and a code that can't be one is stretched like any other.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from nacl.utils import random

from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.recording.vault.kdf import KdfParameters, calibrate
from coreg.recording.vault.keys import Context, Keys
from coreg.recording.vault.lock import Opens, make_ready
from coreg.recording.vault.passphrase import passphrase_bytes
from coreg.recording.vault.recovery_code import CODE_BYTES, new_code, typed_code
from coreg.recording.vault.sealed_file import (
    end_renewal,
    newest_keys,
    previous_keys,
    read_as_written,
    renewal_between,
    write_sealed,
)
from coreg.recording.vault.vault_file import (
    MOST_LIBRARY_KEYS,
    VAULT_ID_BYTES,
    VaultFile,
    read_vault_file,
    vault_path,
)
from coreg.recording.vault.wrap import new_key

Rewrap: TypeAlias = Callable[[Keys, Keys], None]

_LIBRARY_KEY = "library key"


def is_vault(folder: Path) -> bool:
    """Whether there is a vault in this folder."""
    return vault_path(folder).is_file()


def create(folder: Path, passphrase: str, parameters: KdfParameters | None = None) -> tuple[Keys, str]:
    """Make a vault in a folder (made if need be) and return its keys and its recovery code, to be shown once.

    Parameters
    ----------
    parameters
        What one guess costs; without them, what takes 0.5 to 1 s on this computer.

    Raises
    ------
    VaultError
        There is a vault already, or the passphrase can't be one.
    """
    secret = passphrase_bytes(passphrase)
    if vault_path(folder).exists():
        msg = _("There is a vault in {folder} already: open it, or choose another folder.").format(folder=folder)
        raise VaultError(msg)
    cost = calibrate() if parameters is None else parameters
    keys = Keys(bytes(random(VAULT_ID_BYTES)).hex(), new_key())
    code = new_code()
    file = VaultFile(
        vault_id=keys.vault_id,
        passphrase=make_ready(secret, cost).around(keys.master, keys.vault_id, Opens.PASSPHRASE),
        recovery=make_ready(code.secret, cost).around(keys.master, keys.vault_id, Opens.RECOVERY_CODE),
        library_wraps=_wrapped([new_key()], keys),
    )
    _make_folder(folder)
    write_sealed(folder, file, keys)
    return keys, code.words


def unlock(folder: Path, passphrase: str) -> Keys:
    """Open the vault with its passphrase.

    Raises
    ------
    WrongPassphraseError
        It doesn't open.
    VaultError
        There is no vault, its file isn't as Coreg wrote it, or the passphrase can't be one.
    """
    return _opened(read_vault_file(folder), Opens.PASSPHRASE, passphrase_bytes(passphrase))


def recover(folder: Path, code: str, new_passphrase: str) -> tuple[Keys, str]:
    """Open the vault with its recovery code and give it a new passphrase and a new code, to be shown once.

    Raises
    ------
    WrongPassphraseError
        The code doesn't open it, whatever is wrong with it.
    VaultError
        There is no vault, its file isn't as Coreg wrote it, or the new passphrase can't be one.
    """
    file = read_vault_file(folder)
    ready = make_ready(passphrase_bytes(new_passphrase), file.recovery.parameters)
    renewed = new_code()
    renewed_ready = make_ready(renewed.secret, file.recovery.parameters)
    typed = typed_code(code)
    keys = _opened(file, Opens.RECOVERY_CODE, bytes(random(CODE_BYTES)) if typed is None else typed.secret)
    file = replace(
        file,
        passphrase=ready.around(keys.master, keys.vault_id, Opens.PASSPHRASE),
        recovery=renewed_ready.around(keys.master, keys.vault_id, Opens.RECOVERY_CODE),
        library_wraps=_wrapped(_unwrapped(file, keys), keys),
    )
    write_sealed(folder, file, keys)
    return keys, renewed.words


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Give the vault another passphrase: the master key is wrapped anew, all else stays, the code too.

    Raises
    ------
    WrongPassphraseError
        The old one doesn't open it; nothing was changed.
    VaultError
        There is no vault, its file isn't as Coreg wrote it, or the new passphrase can't be one.
    """
    secret = passphrase_bytes(old)
    file = read_vault_file(folder)
    ready = make_ready(passphrase_bytes(new), file.passphrase.parameters)
    keys = _opened(file, Opens.PASSPHRASE, secret)
    file = read_as_written(folder, keys)
    lock = ready.around(keys.master, keys.vault_id, Opens.PASSPHRASE)
    write_sealed(folder, replace(file, passphrase=lock), keys)


def renew_master(folder: Path, old: str, new: str, rewrap: Rewrap) -> tuple[Keys, str]:
    """Give the vault a new master key, passphrase and recovery code, for a passphrase that was seen.

    Three steps, each whole on its own: the file changes to the new passphrase and holds both masters; `rewrap`
    brings everything else under the new one; the file forgets the old master and the old code. After a crash
    between them the vault opens with the new passphrase (and with the code of before), and `finish_renewal` in
    renewal.py does what is left.

    Parameters
    ----------
    rewrap
        Called with the old and the new keys. It may find some things under the new ones already.

    Raises
    ------
    WrongPassphraseError
        The old one doesn't open it; nothing was changed.
    VaultError
        There is no vault, its file isn't as Coreg wrote it, or the new passphrase can't be one.
    """
    secret = passphrase_bytes(old)
    file = read_vault_file(folder)
    ready = make_ready(passphrase_bytes(new), file.passphrase.parameters)
    code = new_code()
    code_ready = make_ready(code.secret, file.recovery.parameters)
    keys = _opened(file, Opens.PASSPHRASE, secret)
    before = previous_keys(file, keys)
    if before is not None:  # an earlier renewal wasn't finished
        rewrap(before, keys)
        file = read_as_written(folder, keys)
    renewed = Keys(keys.vault_id, new_key())
    file = replace(
        file,
        passphrase=ready.around(renewed.master, keys.vault_id, Opens.PASSPHRASE),
        library_wraps=_wrapped(_unwrapped(file, keys), renewed),
        keychain_wrap=None,
        renewal=renewal_between(before or keys, keys, renewed),
    )
    write_sealed(folder, file, renewed)
    rewrap(keys, renewed)
    end_renewal(folder, renewed, code_ready)
    return renewed, code.words


def library_keys(folder: Path, keys: Keys) -> tuple[bytes, ...]:
    """Return the library's key; during a re-keying several, the newest first."""
    return _unwrapped(read_vault_file(folder), keys)


def set_library_keys(folder: Path, keys: Keys, library_keys: Sequence[bytes]) -> None:
    """Put other library keys in the place of those there are, the newest first, all at once.

    Raises
    ------
    VaultError
        There are none or more than four, or the file isn't what Coreg last wrote with these keys.
    """
    if not 1 <= len(library_keys) <= MOST_LIBRARY_KEYS:
        msg = f"A library has 1 to {MOST_LIBRARY_KEYS} keys, not {len(library_keys)}."
        raise VaultError(msg)
    file = read_as_written(folder, keys)
    write_sealed(folder, replace(file, library_wraps=_wrapped(library_keys, keys)), keys)


def _opened(file: VaultFile, opens: Opens, secret: bytes) -> Keys:
    lock = file.passphrase if opens is Opens.PASSPHRASE else file.recovery
    return newest_keys(file, lock.master(lock.key(secret), file.vault_id, opens))


def _wrapped(library_keys: Sequence[bytes], keys: Keys) -> tuple[bytes, ...]:
    return tuple(keys.wrap(each, Context.LIBRARY, _LIBRARY_KEY) for each in library_keys)


def _unwrapped(file: VaultFile, keys: Keys) -> tuple[bytes, ...]:
    return tuple(keys.unwrap(each, Context.LIBRARY, _LIBRARY_KEY) for each in file.library_wraps)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        msg = _("The folder {folder} can't be made ({strerror}): choose another one with --data.").format(
            folder=folder, strerror=problem.strerror
        )
        raise VaultError(msg) from None
