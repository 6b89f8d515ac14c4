"""Does the time tell anything? The right passphrase or code against wrong ones, and what one guess costs here.

The peer is OpenSSL's Argon2id at the same cost. Right and wrong take turns, and each turn begins with another, so
that a computer that gets busier in between slows all; compared is within a turn. The processor's time is beside the
clock's, because a busy computer's clock tells little.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from benchmarks.table import print_table
from coreg.domain.errors import WrongPassphraseError
from coreg.recording.vault.kdf import KdfParameters, calibrate, stretch
from coreg.recording.vault.recovery_code import new_code
from coreg.recording.vault.unlock import create, recover, unlock
from coreg.recording.vault.vault_file import vault_path

_N_TIMES = 31
_PASSPHRASE = "seven quiet herons at dusk"


@dataclass(frozen=True)
class _Took:
    clock_s: float
    processor_s: float


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


def _times(tried: dict[str, Callable[[], object]]) -> dict[str, list[_Took]]:
    took: dict[str, list[_Took]] = {name: [] for name in tried}
    names = list(tried)
    for turn in range(_N_TIMES):
        first = turn % len(names)
        for name in (*names[first:], *names[:first]):
            once = tried[name]
            began_s, began_processor_s = time.perf_counter(), time.thread_time()
            with suppress(WrongPassphraseError):
                once()
            took[name].append(_Took(time.perf_counter() - began_s, time.thread_time() - began_processor_s))
    return took


def _print(what: str, took: dict[str, list[_Took]]) -> None:
    first = next(iter(took.values()))
    rows = [
        (name, *_beside(_clock_s(each), _clock_s(first)), *_beside(_processor_s(each), _processor_s(first)))
        for name, each in took.items()
    ]
    columns = ("clock, median s", "to the first", "in pairs", "processor, median s", "to the first", "in pairs")
    print_table((what, *columns), rows)


def _beside(own_s: list[float], first_s: list[float]) -> tuple[str, str, str]:
    """The median, how far it is from the first's, and the median of how far each is from the same turn's first."""
    median_s = statistics.median(own_s)
    pairs = statistics.median(own / first for own, first in zip(own_s, first_s, strict=True))
    return f"{median_s:.3f}", _further(median_s / statistics.median(first_s)), _further(pairs)


def _further(ratio: float) -> str:
    return f"{100 * (ratio - 1):+.1f} %"


def _clock_s(took: list[_Took]) -> list[float]:
    return [each.clock_s for each in took]


def _processor_s(took: list[_Took]) -> list[float]:
    return [each.processor_s for each in took]


def _print_beside_openssl(cost: KdfParameters) -> None:
    salt = b"s" * 16
    passes, kib = cost.passes, cost.memory_mib << 10

    def openssl() -> bytes:
        return Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=kib).derive(b"passphrase")

    _print(
        "one guess", _times({"Coreg (libsodium)": lambda: stretch(b"passphrase", salt, cost), "OpenSSL": openssl})
    )
