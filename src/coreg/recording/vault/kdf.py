"""The slow step between a passphrase and a key: Argon2id (RFC 9106), so that guessing costs memory and time.

What a file asks for is bounded from both sides: nobody who can write the file can make a guess cheap (floor), or
make the program take all of the computer's memory (ceiling).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from nacl.bindings import (
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
    crypto_pwhash_SALTBYTES,
)
from nacl.exceptions import CryptoError
from nacl.utils import random

from coreg.domain.errors import VaultError
from coreg.domain.language import _
from coreg.recording.vault.wrap import KEY_BYTES

N_SALT_BYTES: int = crypto_pwhash_SALTBYTES
MEMORY_MIB = range(64, 1024 + 1)  # floor: RFC 9106, section 4, second recommended option (64 MiB, 3 passes)
PASSES = range(3, 20 + 1)

_LEAST_S = 0.5  # our choice: a person waits this long without minding,
_AIM_S = 0.7
_MOST_S = 1.0  # and not longer than this
_CALIBRATED_MOST_MIB = 512  # our choice: a vault made on a large computer also opens on one with 4 GB


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """How much memory and how many passes over it one guess costs. Outside the bounds there is no such thing.

    >>> KdfParameters(memory_mib=16384, passes=3)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    coreg.domain.errors.VaultError: The vault asks for 16384 MiB and 3 passes; only 64 to 1024 MiB and 3 to 20 ...
    """

    memory_mib: int
    passes: int

    def __post_init__(self) -> None:
        if self.memory_mib not in MEMORY_MIB or self.passes not in PASSES:
            msg = _(
                "The vault asks for {memory} MiB and {passes} passes; only {least_memory} to {most_memory} MiB and "
                "{least_passes} to {most_passes} passes are taken: its file was changed by something else than "
                "Coreg."
            ).format(
                memory=_sayable(self.memory_mib),
                passes=_sayable(self.passes),
                least_memory=MEMORY_MIB.start,
                most_memory=MEMORY_MIB.stop - 1,
                least_passes=PASSES.start,
                most_passes=PASSES.stop - 1,
            )
            raise VaultError(msg)


def _sayable(number: int) -> int:
    """A number out of a hostile file may have thousands of digits."""
    return max(-(10**9), min(number, 10**9))


FLOOR = KdfParameters(MEMORY_MIB.start, PASSES.start)


def new_salt() -> bytes:
    """Return a random salt."""
    return bytes(random(N_SALT_BYTES))


def stretch(secret: bytes, salt: bytes, parameters: KdfParameters) -> bytes:
    """Return the 32-byte key of a secret. The slow step; it lets other threads run.

    Raises
    ------
    VaultError
        The computer hasn't the memory that it takes.
    """
    try:
        return bytes(
            crypto_pwhash_alg(
                KEY_BYTES,
                secret,
                salt,
                parameters.passes,
                parameters.memory_mib << 20,
                crypto_pwhash_ALG_ARGON2ID13,
            )
        )
    except (CryptoError, MemoryError):
        msg = _("Opening the vault takes {memory_mib} MiB of memory: close other programs and try again.").format(
            memory_mib=parameters.memory_mib
        )
        raise VaultError(msg) from None


def stretch_s(parameters: KdfParameters) -> float:
    """Return the processor seconds that one guess takes here; a busy computer doesn't make it look slow."""
    began_s = time.thread_time()
    stretch(b"calibration", b"\0" * N_SALT_BYTES, parameters)
    return time.thread_time() - began_s


def calibrate(measure_s: Callable[[KdfParameters], float] = stretch_s) -> KdfParameters:
    """Return parameters that take 0.5 to 1 s on this computer: memory first, then passes, never under the floor."""
    best, best_s = FLOOR, measure_s(FLOOR)
    while best_s < _LEAST_S and best.memory_mib < _CALIBRATED_MOST_MIB:
        doubled = KdfParameters(best.memory_mib * 2, best.passes)
        try:
            doubled_s = measure_s(doubled)
        except VaultError:  # the memory isn't there
            break
        if doubled_s > _MOST_S:
            break
        best, best_s = doubled, doubled_s
    if best_s < _LEAST_S:
        passes = round(best.passes * _AIM_S / max(best_s, 1e-3))
        best = KdfParameters(best.memory_mib, min(passes, PASSES.stop - 1))
    return best
