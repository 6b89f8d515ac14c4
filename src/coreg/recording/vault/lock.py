"""A lock on the master key: a wrap that opens with what a person knows, after the slow step.

The slow step is apart from the opening, so that new locks can be made ready before an old one is tried: a wrong
passphrase then takes the same work as the right one.
"""

from dataclasses import dataclass, field
from enum import Enum

from coreg.domain.errors import VaultError, WrongPassphraseError
from coreg.domain.language import _
from coreg.recording.vault.kdf import KdfParameters, new_salt, stretch
from coreg.recording.vault.keys import FORMAT
from coreg.recording.vault.wrap import unwrap, wrap


class Opens(Enum):
    """What opens a lock."""

    PASSPHRASE = "passphrase"
    RECOVERY_CODE = "recovery code"


@dataclass(frozen=True, slots=True)
class Lock:
    """The master key under one passphrase or code, as vault.toml holds it."""

    parameters: KdfParameters
    salt: bytes
    wrapped: bytes

    def key(self, secret: bytes) -> bytes:
        """The slow step: the key that a secret gives with this lock's salt and parameters."""
        return stretch(secret, self.salt, self.parameters)

    def master(self, key: bytes, vault_id: str, opens: Opens) -> bytes:
        """Return the master key; whatever doesn't open raises WrongPassphraseError, in the same words."""
        try:
            return unwrap(self.wrapped, key, _belongs_to(vault_id, opens, self.parameters, self.salt))
        except VaultError:
            msg = _("This doesn't open the vault: check what you typed and try again.")
            raise WrongPassphraseError(msg) from None


@dataclass(frozen=True, slots=True)
class ReadyLock:
    """A new lock whose slow step is done; it closes at once."""

    parameters: KdfParameters
    salt: bytes
    key: bytes = field(repr=False)

    def around(self, master: bytes, vault_id: str, opens: Opens) -> Lock:
        """Return the lock closed around a master key."""
        belongs_to = _belongs_to(vault_id, opens, self.parameters, self.salt)
        return Lock(self.parameters, self.salt, wrap(master, self.key, belongs_to))


def make_ready(secret: bytes, parameters: KdfParameters) -> ReadyLock:
    """Do the slow step of a new lock, with a salt of its own."""
    salt = new_salt()
    return ReadyLock(parameters, salt, stretch(secret, salt, parameters))


def _belongs_to(vault_id: str, opens: Opens, parameters: KdfParameters, salt: bytes) -> list[str]:
    cost = [str(parameters.memory_mib), str(parameters.passes)]
    return [FORMAT, vault_id, opens.value, "argon2id", *cost, salt.hex()]
