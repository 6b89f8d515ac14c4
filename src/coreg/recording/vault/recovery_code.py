"""The recovery code: 128 random bits and a checksum as 28 characters that can be printed, read aloud and typed.

Crockford's base32 has no I, L, O and U, so that what is read as one of them is known to be 1 or 0. The checksum is
a CRC of 12 bits: it notices every single wrong character and every two neighbours swapped, and all but one in 4096
of other mistakes. It is worked out from the code alone and tells nothing that the code doesn't.
"""

import unicodedata
from dataclasses import dataclass, field

from nacl.utils import random

CODE_BYTES = 16
N_CHARACTERS = 28

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
_GROUP = 4
_N_CHECK_BITS = 12
_POLYNOMIAL = 0x80F  # CRC-12: x^12 + x^11 + x^3 + x^2 + x + 1, finds every error within 12 bits in a row
_START = 0xFFF  # so that a row of zeros is no code
_MAX_TYPED = 256


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A recovery code's random bits. Its text form shows them to nobody."""

    secret: bytes = field(repr=False)

    @property
    def words(self) -> str:
        """The code as it is printed: seven groups of four characters.

        >>> RecoveryCode(bytes(16)).words
        '0000-0000-0000-0000-0000-0000-016D'
        """
        number = int.from_bytes(self.secret, "big") << _N_CHECK_BITS | _checksum(self.secret)
        characters = [_ALPHABET[number >> 5 * place & 31] for place in reversed(range(N_CHARACTERS))]
        groups = ["".join(characters[at : at + _GROUP]) for at in range(0, N_CHARACTERS, _GROUP)]
        return "-".join(groups)


def new_code() -> RecoveryCode:
    """Return a code of 128 bits from the system's own source of randomness."""
    return RecoveryCode(bytes(random(CODE_BYTES)))


def typed_code(typed: str) -> RecoveryCode | None:
    """Return the code that was typed, however it was grouped and capitalised; None where it holds a mistake.

    >>> typed_code("oooo oooo oooo oooo oooo oooo oi6d") == RecoveryCode(bytes(16))
    True
    """
    if len(typed) > _MAX_TYPED:
        return None
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_MISREAD)
    characters = [each for each in plain if not (each.isspace() or unicodedata.category(each) == "Pd")]
    if len(characters) != N_CHARACTERS or not set(characters) <= set(_ALPHABET):
        return None
    number = 0
    for each in characters:
        number = number << 5 | _ALPHABET.index(each)
    secret = (number >> _N_CHECK_BITS).to_bytes(CODE_BYTES, "big")
    return RecoveryCode(secret) if number & (1 << _N_CHECK_BITS) - 1 == _checksum(secret) else None


def is_mistyped(typed: str) -> bool:
    """Whether a code holds a mistake, told at once while it is typed; a code without one may still be wrong."""
    return typed_code(typed) is None


def _checksum(secret: bytes) -> int:
    remainder = _START
    for byte in secret:
        for place in reversed(range(8)):
            top = remainder >> _N_CHECK_BITS - 1 ^ byte >> place & 1
            remainder = remainder << 1 & (1 << _N_CHECK_BITS) - 1
            if top:
                remainder ^= _POLYNOMIAL
    return remainder
