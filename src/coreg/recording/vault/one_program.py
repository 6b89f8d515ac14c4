"""One running program per vault: a lock that the system takes back when the program ends, however it ends."""

import os
import sys
from pathlib import Path

from coreg.domain.errors import VaultError, VaultInUseError
from coreg.domain.language import _

NAME = "vault.lock"

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class OneProgram:
    """Held from the making of this object until `release`.

    Raises
    ------
    VaultInUseError
        Another program, or another part of this one, holds it.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        try:
            self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            msg = _("{path} can't be written: check the permissions of the vault's folder.").format(path=path)
            raise VaultError(msg) from error
        try:
            _lock(self._handle)
        except OSError:
            self.release()
            msg = _("The vault in {folder} is open in another window of Coreg: close it there first.").format(
                folder=folder
            )
            raise VaultInUseError(msg) from None

    def release(self) -> None:
        """Let others open the vault. Safe to call again."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
