"""A program that does one thing to a vault and dies in the middle of it, to be started by test_vault_kill.

Arguments: the vault's folder; its keys (vault id and master, in hex); what to do (`forget=ID`, `renew`,
`backup=TO`, `rebuild`, `record=PERSON`, `erase=SESSION`); when to die: `line=N` at the N-th line of ours that runs
from there on, `s=SECONDS` by a timer, `never`. It says how many lines it ran where it doesn't die.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from coreg.recording.erase import erase_moments
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.rebuild import rebuild_library
from tests.recording.vault.library_samples import PASSPHRASE, add_session

NEW_PASSPHRASE = "a wholly other staple horse"
_OURS = str(Path("coreg", "recording"))


class Dying:
    """Counts the lines of the recording room, and kills this program at one of them."""

    def __init__(self, at_line: int | None) -> None:
        self.n_lines = 0
        self._at_line = at_line

    def trace(self, frame: FrameType, event: str, _argument: object) -> Callable[..., Any] | None:
        if _OURS not in frame.f_code.co_filename:
            return None
        if event == "line":
            self.n_lines += 1
            if self.n_lines == self._at_line:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.trace


def main() -> None:
    folder, vault_id, master, what, when = sys.argv[1:]
    what, _, of_what = what.partition("=")
    when, _, number = when.partition("=")
    keys = Keys(vault_id, bytes.fromhex(master))
    dying = Dying(int(number) if when == "line" else None)

    def begin() -> None:
        if when == "s":
            signal.setitimer(signal.ITIMER_REAL, float(number))  # what SIGALRM does by itself is to end the program
        else:
            sys.settrace(dying.trace)

    if what == "rebuild":
        begin()
        rebuild_library(Path(folder), keys)
    else:
        _do(OpenVault(Path(folder), keys), what, of_what, begin)
    sys.settrace(None)
    sys.stdout.write(f"{dying.n_lines}\n")


def _do(vault: OpenVault, what: str, of_what: str, begin: Callable[[], None]) -> None:
    if what == "renew":  # the slow steps before it and after it change nothing

        class Renewing(OpenVault):
            def rewrap(self, old: Keys, new: Keys) -> None:
                begin()
                super().rewrap(old, new)

        vault.__class__ = Renewing
        vault.renew_master(PASSPHRASE, NEW_PASSPHRASE)
        return
    begin()
    match what:
        case "forget":
            vault.forget(of_what)
        case "backup":
            vault.backup(Path(of_what))
        case "erase":
            vault.rewrite_session(of_what, lambda place, new, key: erase_moments(place, new, [1], key))
        case "record":
            add_session(vault, of_what)
    vault.lock()


if __name__ == "__main__":
    main()
