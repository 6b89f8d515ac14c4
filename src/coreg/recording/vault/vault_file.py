"""vault.toml: what opens the vault. Without a passphrase or the recovery code it tells nobody anything.

It is read as if somebody hostile had written it: bounded in size, every key and value checked, nothing more in it
than what Coreg writes.
"""

import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import tomli_w

from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.recording.vault.kdf import N_SALT_BYTES, KdfParameters
from coreg.recording.vault.keys import FORMAT
from coreg.recording.vault.lock import Lock
from coreg.recording.vault.wrap import KEY_BYTES, N_EXTRA_BYTES
from coreg.recording.whole_file import write_whole

FILE_NAME = "vault.toml"
VAULT_ID_BYTES = 16
MOST_LIBRARY_KEYS = 4  # two while the library is being re-keyed, and room for one that was interrupted

_MAX_BYTES = 8192  # three times a full one; the slowest TOML of this size takes 0.3 s to refuse
_WRAPPED_KEY_BYTES = KEY_BYTES + N_EXTRA_BYTES
_FORMAT = re.compile(r"coreg\.vault/([1-9][0-9]{0,5})")
_OF_THIS_FORMAT = int(FORMAT.rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Renewal:
    """A new master key is being put in the place of an old one: each opens the other until all is rewrapped."""

    next_master: bytes  # under the master that the recovery lock still holds
    previous_master: bytes  # under the new one


@dataclass(frozen=True, slots=True)
class VaultFile:
    """What vault.toml holds; every key in it is wrapped."""

    vault_id: str
    passphrase: Lock
    recovery: Lock
    library_wraps: tuple[bytes, ...]
    keychain_wrap: bytes | None = None
    renewal: Renewal | None = None
    seal: bytes = b""


def vault_path(folder: Path) -> Path:
    """Return where a vault's file lies."""
    return folder / FILE_NAME


def read_vault_file(folder: Path) -> VaultFile:
    """Read a vault's file.

    Raises
    ------
    VaultError
        There is none, it can't be read, a newer version wrote it, or it isn't what Coreg writes.
    """
    try:
        tables = tomllib.loads(_bounded(vault_path(folder)).decode())
    except (ValueError, RecursionError):  # not UTF-8, not TOML, nested too deep
        _refuse("it isn't TOML")
    return _vault_file(tables)


def write_vault_file(folder: Path, file: VaultFile) -> None:
    """Put a vault's file in its place, whole or not at all."""
    write_whole(vault_path(folder), tomli_w.dumps({**_tables(file), "seal": file.seal.hex()}).encode())


def sealed_bytes(file: VaultFile) -> bytes:
    """Return everything in the file but its seal, in the one way to write it."""
    return tomli_w.dumps(_tables(file)).encode()


def _tables(file: VaultFile) -> dict[str, object]:
    tables: dict[str, object] = {
        "format": FORMAT,
        "vault_id": file.vault_id,
        "passphrase": _lock_table(file.passphrase),
        "recovery": _lock_table(file.recovery),
        "library": {"wraps": [wrapped.hex() for wrapped in file.library_wraps]},
    }
    if file.keychain_wrap is not None:
        tables["keychain"] = {"wrap": file.keychain_wrap.hex()}
    if file.renewal is not None:
        renewal = file.renewal
        tables["renewal"] = {"next": renewal.next_master.hex(), "previous": renewal.previous_master.hex()}
    return tables


def _lock_table(lock: Lock) -> dict[str, object]:
    return {
        "memory_mib": lock.parameters.memory_mib,
        "passes": lock.parameters.passes,
        "salt": lock.salt.hex(),
        "wrap": lock.wrapped.hex(),
    }


def _bounded(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
            _refuse("it isn't a file")
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        msg = _("There is no vault in {parent}: make one with `coreg vault create`.").format(parent=path.parent)
        raise VaultError(msg) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or type(problem).__name__
        msg = _("The vault's file {path} can't be read ({reason}).").format(path=path, reason=reason)
        raise VaultError(msg) from None
    if len(content) > _MAX_BYTES:
        _refuse("it is too long")
    return content


def _vault_file(tables: Mapping[str, object]) -> VaultFile:
    _check_format(tables.get("format"))
    optional = {"keychain", "renewal"} & tables.keys()
    _check_keys(tables, {"format", "vault_id", "passphrase", "recovery", "library", "seal"} | optional, "the file")
    library = _table(tables, "library", {"wraps"})
    return VaultFile(
        vault_id=_bytes(tables, "vault_id", VAULT_ID_BYTES).hex(),
        passphrase=_lock(tables, "passphrase"),
        recovery=_lock(tables, "recovery"),
        library_wraps=_library_wraps(library["wraps"]),
        keychain_wrap=_keychain_wrap(tables) if "keychain" in optional else None,
        renewal=_renewal(tables) if "renewal" in optional else None,
        seal=_bytes(tables, "seal", N_EXTRA_BYTES),
    )


def _check_format(value: object) -> None:
    found = _FORMAT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        _refuse("format")
    if int(found[1]) > _OF_THIS_FORMAT:
        msg = _("This vault was made by a newer version of Coreg: update Coreg to open it.")
        raise VaultError(msg)


def _library_wraps(value: object) -> tuple[bytes, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_LIBRARY_KEYS:
        _refuse("library.wraps")
    return tuple(_hex_bytes(each, _WRAPPED_KEY_BYTES, "library.wraps") for each in value)


def _keychain_wrap(tables: Mapping[str, object]) -> bytes:
    return _bytes(_table(tables, "keychain", {"wrap"}), "wrap", _WRAPPED_KEY_BYTES)


def _renewal(tables: Mapping[str, object]) -> Renewal:
    table = _table(tables, "renewal", {"next", "previous"})
    return Renewal(_bytes(table, "next", _WRAPPED_KEY_BYTES), _bytes(table, "previous", _WRAPPED_KEY_BYTES))


def _lock(tables: Mapping[str, object], name: str) -> Lock:
    table = _table(tables, name, {"memory_mib", "passes", "salt", "wrap"})
    parameters = KdfParameters(_whole_number(table, "memory_mib"), _whole_number(table, "passes"))
    return Lock(parameters, _bytes(table, "salt", N_SALT_BYTES), _bytes(table, "wrap", _WRAPPED_KEY_BYTES))


def _table(tables: Mapping[str, object], name: str, keys: set[str]) -> Mapping[str, object]:
    table = tables[name]
    if not isinstance(table, dict):
        _refuse(name)
    _check_keys(table, keys, name)
    return table


def _check_keys(table: Mapping[str, object], keys: set[str], name: str) -> None:
    if table.keys() != keys:
        _refuse(f"{name} has other entries than it should")


def _whole_number(table: Mapping[str, object], name: str) -> int:
    value = table[name]
    if type(value) is not int:  # True is an int too
        _refuse(name)
    return value


def _bytes(table: Mapping[str, object], name: str, n_bytes: int) -> bytes:
    return _hex_bytes(table[name], n_bytes, name)


def _hex_bytes(value: object, n_bytes: int, name: str) -> bytes:
    """Lower-case digits alone: there is one way to write a value, so that any changed bit of it is noticed."""
    if not isinstance(value, str) or re.fullmatch(rf"[0-9a-f]{{{2 * n_bytes}}}", value) is None:
        _refuse(name)
    return bytes.fromhex(value)


def _refuse(what: str) -> NoReturn:
    msg = _("{file_name} isn't as Coreg wrote it ({what}): put back a copy of it from a backup.").format(
        file_name=FILE_NAME, what=what
    )
    raise VaultError(msg) from None
