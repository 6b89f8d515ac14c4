"""Renews a vault's master key and kills itself just before its nth touch of a file in it; 0: prints how many.

Arguments: the vault's folder, the old passphrase, the new one, n.
"""

import os
import signal
import sys
from pathlib import Path

from coreg.recording.vault.unlock import renew_master
from tests.recording.vault.wrapped_things import rewrap_things

_TOUCHES = {"open", "os.rename", "os.remove"}


def main(folder: Path, old: str, new: str, kill_at: int) -> None:
    """Renew, and die on the way."""
    n_touches = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal n_touches
        if event in _TOUCHES and str(arguments[0]).startswith(str(folder)):
            n_touches += 1
            if n_touches == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    renew_master(folder, old, new, lambda before, after: rewrap_things(folder, before, after))
    sys.stdout.write(str(n_touches))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
