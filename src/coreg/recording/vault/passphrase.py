"""A passphrase as bytes: the same whatever keyboard, system or accent composition it was typed with."""

import unicodedata

from coreg.domain.errors import VaultError

MAX_CHARACTERS = 1024


def passphrase_bytes(passphrase: str) -> bytes:
    r"""Return the passphrase in Unicode's NFKC form as UTF-8.

    Raises
    ------
    VaultError
        It is empty, longer than 1024 characters, or holds half characters that are no text.

    >>> passphrase_bytes("cafe\u0301") == passphrase_bytes("caf\u00e9")
    True
    """
    if not passphrase:
        msg = "The passphrase is empty: type one."
        raise VaultError(msg)
    if len(passphrase) > MAX_CHARACTERS:
        msg = f"The passphrase has more than {MAX_CHARACTERS} characters: take a shorter one."
        raise VaultError(msg)
    try:
        return unicodedata.normalize("NFKC", passphrase).encode()
    except UnicodeEncodeError:
        msg = "The passphrase holds something that isn't a character: type it anew."
        raise VaultError(msg) from None
