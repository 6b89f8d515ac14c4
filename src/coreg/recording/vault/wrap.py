"""Wraps a secret under a key, so that it opens with that key and in its own place only.

XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): its 24-byte nonces are drawn at random and never run out. What the
secret is and whom it belongs to is authenticated with it: a wrap that was copied to another place doesn't open.
"""

from collections.abc import Sequence

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES,
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
)
from nacl.exceptions import CryptoError
from nacl.utils import random

from coreg.domain.errors import VaultError
from coreg.domain.language import _

KEY_BYTES = 32
N_NONCE_BYTES: int = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
N_EXTRA_BYTES: int = N_NONCE_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES


def new_key() -> bytes:
    """Return 32 random bytes from the system's own source."""
    return bytes(random(KEY_BYTES))


def wrap(secret: bytes, key: bytes, belongs_to: Sequence[str]) -> bytes:
    """Encrypt `secret`; it opens again with the same key and the same `belongs_to` alone.

    >>> key = new_key()
    >>> unwrap(wrap(b"secret", key, ["session", "5e55"]), key, ["session", "5e55"])
    b'secret'
    """
    nonce = random(N_NONCE_BYTES)
    sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(secret, _joined(belongs_to), nonce, key)
    return bytes(nonce + sealed)


def unwrap(wrapped: bytes, key: bytes, belongs_to: Sequence[str]) -> bytes:
    """Return what was wrapped.

    Raises
    ------
    VaultError
        The key is another one, the wrap belongs elsewhere, or a bit of it was changed; which of them can't be told.
    """
    if len(wrapped) < N_EXTRA_BYTES:
        msg = _("A key of the vault is cut short: the file that holds it was damaged.")
        raise VaultError(msg)
    nonce, sealed = wrapped[:N_NONCE_BYTES], wrapped[N_NONCE_BYTES:]
    try:
        return bytes(crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, _joined(belongs_to), nonce, key))
    except CryptoError:
        msg = _("A key of the vault doesn't open: its file was changed, damaged, or is another vault's.")
        raise VaultError(msg) from None


def _joined(belongs_to: Sequence[str]) -> bytes:
    """Length-prefixed, so that no two lists give the same bytes."""
    words = [word.encode() for word in belongs_to]
    return b"".join(len(word).to_bytes(4, "big") + word for word in words)
