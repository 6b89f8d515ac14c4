"""Does the time tell anything? The right passphrase or code against wrong ones, and what one guess costs here.

The peer is OpenSSL's Argon2id at the same cost. Right and wrong take turns, so that a computer that gets busier in
between slows both.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from benchmarks.table import print_table
from coreg.domain.errors import WrongPassphraseError
from coreg.recording.vault.kdf import KdfParameters, calibrate, stretch
from coreg.recording.vault.recovery_code import new_code
from coreg.recording.vault.unlock import create, recover, unlock
from coreg.recording.vault.vault_file import vault_path

_N_TIMES = 15
_PASSPHRASE = "seven quiet herons at dusk"


def run() -> None:
    """Print the medians, and how far each is from the right one's."""
    cost = calibrate()
    print(f"Calibrated here: {cost.memory_mib} MiB, {cost.passes} passes.\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "vault"
        _, code = create(folder, _PASSPHRASE, cost)
        _print("passphrase", _times(_passphrases(folder)))
        _print("recovery code", _times(_codes(folder, code)))
    _print_beside_openssl(cost)


def _passphrases(folder: Path) -> dict[str, Callable[[], object]]:
    tried = {
        "right": _PASSPHRASE,
        "wrong": "another passphrase",
        "wrong by one letter": _PASSPHRASE + "k",
        "wrong, 1 character": "x",
        "wrong, 1024 characters": "x" * 1024,
    }
    return {name: lambda typed=typed: unlock(folder, typed) for name, typed in tried.items()}  # type: ignore[misc]


def _codes(folder: Path, code: str) -> dict[str, Callable[[], object]]:
    """`recover` renews the code: the file is put back each time, so that the right one stays right."""
    content = vault_path(folder).read_bytes()
    tried = {
        "right": code,
        "wrong": new_code().words,
        "wrong by one character": code[:-1] + ("0" if code[-1] != "0" else "1"),
        "empty": "",
        "100000 characters": "x" * 100_000,
    }

    def recovering(typed: str) -> Callable[[], object]:
        def once() -> None:
            vault_path(folder).write_bytes(content)
            recover(folder, typed, "a new passphrase")

        return once

    return {name: recovering(typed) for name, typed in tried.items()}


def _times(tried: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    took_s: dict[str, list[float]] = {name: [] for name in tried}
    for _ in range(_N_TIMES):
        for name, once in tried.items():
            began_s = time.perf_counter()
            with suppress(WrongPassphraseError):
                once()
            took_s[name].append(time.perf_counter() - began_s)
    return took_s


def _print(what: str, took_s: dict[str, list[float]]) -> None:
    right_s = statistics.median(took_s["right"])
    rows = [
        (name, f"{(median := statistics.median(each)):.3f}", f"{100 * (median / right_s - 1):+.1f}")
        for name, each in took_s.items()
    ]
    print_table((what, "median, s", "beside the right one, %"), rows)


def _print_beside_openssl(cost: KdfParameters) -> None:
    salt = b"s" * 16
    passes, kib = cost.passes, cost.memory_mib << 10

    def openssl() -> bytes:
        return Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=kib).derive(b"passphrase")

    took_s = _times({"Coreg": lambda: stretch(b"passphrase", salt, cost), "OpenSSL": openssl})
    rows = [
        ("Coreg (libsodium)", f"{statistics.median(took_s['Coreg']):.3f}"),
        ("OpenSSL", f"{statistics.median(took_s['OpenSSL']):.3f}"),
    ]
    print_table(("one guess", "median, s"), rows)
