"""A passphrase as bytes: the same whatever keyboard, system or accent composition it was typed with."""

import unicodedata

from coreg.domain.errors import VaultError
from coreg.domain.language import _

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
        msg = _("The passphrase is empty: type one.")
        raise VaultError(msg)
    if len(passphrase) > MAX_CHARACTERS:
        msg = _("The passphrase has more than {max_characters} characters: take a shorter one.").format(
            max_characters=MAX_CHARACTERS
        )
        raise VaultError(msg)
    try:
        return unicodedata.normalize("NFKC", passphrase).encode()
    except UnicodeEncodeError:
        msg = _("The passphrase holds something that isn't a character: type it anew.")
        raise VaultError(msg) from None
