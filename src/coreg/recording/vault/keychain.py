"""A third lock, off by default: its key lies in the keychain of the user's computer account.

Only keychains of operating systems are used. `keyring` also knows stand-ins that keep secrets in a plain file, keep
nothing, or were put there by another package: those are refused.
"""

import sys
from collections.abc import Sequence
from configparser import Error as ConfigurationError
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol, cast

from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.recording.vault.keys import FORMAT, Keys
from coreg.recording.vault.sealed_file import newest_keys, read_as_written, write_sealed
from coreg.recording.vault.vault_file import read_vault_file
from coreg.recording.vault.wrap import KEY_BYTES, new_key, unwrap, wrap

WARNING = "Anybody who uses your computer account can open the vault."

_SERVICE = "Coreg"
_OF_A_SYSTEM = {
    "keyring.backends.macOS.Keyring",
    "keyring.backends.Windows.WinVaultKeyring",
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
}
_CHAIN = "keyring.backends.chainer.ChainerBackend"
_FAULTS = (  # what a keychain raises of its own, where keyring lets it through
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("win32ctypes.pywin32.pywintypes", "error"),
)


class Keychain(Protocol):
    """What is asked of a keychain: keyring's own words."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept, or nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something."""

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""


def system_keychain() -> Keychain:
    """Return the keychain of this computer's operating system.

    Raises
    ------
    VaultError
        There is none, or `keyring` is set to something that isn't one.
    """
    import keyring

    try:
        found = keyring.get_keyring()
        members = list(getattr(found, "backends", ())) if _name(found) == _CHAIN else [found]
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError, ConfigurationError):
        members = []
    real = [each for each in members if _name(each) in _OF_A_SYSTEM]
    if not real:
        msg = _("This computer has no keychain that Coreg trusts: open the vault with its passphrase.")
        raise VaultError(msg)
    return cast("Keychain", real[0])


def is_in_keychain(folder: Path) -> bool:
    """Whether the vault has a lock that a keychain opens (that of this computer or of another one)."""
    return read_vault_file(folder).keychain_wrap is not None


def put_in_keychain(folder: Path, keys: Keys, keychain: Keychain) -> None:
    """Add the lock that the keychain opens. The user must have read WARNING before."""
    file = read_as_written(folder, keys)
    key = new_key()
    try:
        keychain.set_password(_SERVICE, keys.vault_id, key.hex())
    except _faults() as problem:
        raise _refused(problem) from None
    if _kept_key(keychain, keys.vault_id) != key:
        msg = _("The system's keychain didn't keep the vault's key: open the vault with its passphrase.")
        raise VaultError(msg)
    write_sealed(folder, replace(file, keychain_wrap=wrap(keys.master, key, _belongs_to(keys.vault_id))), keys)


def take_out_of_keychain(folder: Path, keys: Keys, keychain: Keychain) -> None:
    """Take the lock away, then what the keychain keeps; without the lock, that opens nothing."""
    write_sealed(folder, replace(read_as_written(folder, keys), keychain_wrap=None), keys)
    with suppress(*_faults()):
        keychain.delete_password(_SERVICE, keys.vault_id)


def unlock_with_keychain(folder: Path, keychain: Keychain) -> Keys:
    """Open the vault with what the keychain keeps.

    Raises
    ------
    VaultError
        It was never put there, was taken out, or opens the vault no longer.
    """
    file = read_vault_file(folder)
    key = _kept_key(keychain, file.vault_id)
    if key is None or file.keychain_wrap is None:
        msg = _("The system's keychain has no key of this vault: open it with its passphrase.")
        raise VaultError(msg)
    try:
        master = unwrap(file.keychain_wrap, key, _belongs_to(file.vault_id))
    except VaultError:
        msg = _("The key in the system's keychain doesn't open this vault any more: open it with its passphrase.")
        raise VaultError(msg) from None
    return newest_keys(file, master)


def _kept_key(keychain: Keychain, vault_id: str) -> bytes | None:
    try:
        kept = keychain.get_password(_SERVICE, vault_id)
    except _faults() as problem:
        raise _refused(problem) from None
    with suppress(TypeError, ValueError):
        key = bytes.fromhex(kept or "")
        return key if len(key) == KEY_BYTES else None
    return None


def _belongs_to(vault_id: str) -> Sequence[str]:
    return [FORMAT, vault_id, "keychain"]


def _name(keychain: object) -> str:
    kind = type(keychain)
    return f"{kind.__module__}.{kind.__qualname__}"


def _faults() -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError

    loaded = ((sys.modules.get(module), name) for module, name in _FAULTS)
    own = [getattr(module, name) for module, name in loaded if hasattr(module, name)]
    return (KeyringError, RuntimeError, OSError, *own)


def _refused(problem: Exception) -> VaultError:
    why = type(problem).__name__
    msg = _("The system's keychain refused ({why}): unlock it, or open the vault with its passphrase.").format(
        why=why
    )
    return VaultError(msg)
