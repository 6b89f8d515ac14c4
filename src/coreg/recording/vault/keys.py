"""The keys of an unlocked vault. They live in memory alone, and only their wraps are ever written."""

from dataclasses import dataclass, field
from enum import Enum

from nacl.bindings import crypto_generichash_blake2b_salt_personal

from coreg.recording.vault.wrap import KEY_BYTES, unwrap, wrap

FORMAT = "coreg.vault/1"


class Context(Enum):
    """What a subkey is for. The master key itself is never a key of anything."""

    LIBRARY = "library"
    WRAP = "wrap"
    SEAL = "seal"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Keys:
    """An unlocked vault's id and master key. Its text form holds neither key."""

    vault_id: str
    master: bytes = field(repr=False)

    def subkey(self, context: Context) -> bytes:
        """Derive the key for one purpose (BLAKE2b keyed with the master, personalised with the context)."""
        person = context.value.encode().ljust(16, b"\0")
        return bytes(
            crypto_generichash_blake2b_salt_personal(
                b"", digest_size=KEY_BYTES, key=self.master, salt=b"\0" * 16, person=person
            )
        )

    def wrap(self, secret: bytes, context: Context, purpose: str, *ids: str) -> bytes:
        """Wrap a secret under a subkey; it belongs to this vault, this purpose and these ids."""
        return wrap(secret, self.subkey(context), [FORMAT, self.vault_id, purpose, *ids])

    def unwrap(self, wrapped: bytes, context: Context, purpose: str, *ids: str) -> bytes:
        """Return the secret; raises VaultError where it isn't this vault's, this purpose's, these ids'."""
        return unwrap(wrapped, self.subkey(context), [FORMAT, self.vault_id, purpose, *ids])
