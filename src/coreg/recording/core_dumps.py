"""Core dumps off: a crash must not write keys, or what was typed, to a disk.

The limit is not enough on Linux: where the system pipes dumps to a program (systemd-coredump, apport) it is passed
over. A process that isn't dumpable gives none, and other programs of the same user can't read its memory either.
"""

import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def forbid_core_dumps() -> None:
    """Forbid this process to leave its memory behind; a system that refuses, or has no such thing, is let be."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _set_not_dumpable()


def _set_not_dumpable() -> None:
    import ctypes

    with suppress(OSError, AttributeError):  # a C library without it
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
