"""Names of all files that are ever made in a folder, also those that are gone at once: asked of Linux' inotify."""

import ctypes
import os
import struct
from pathlib import Path

_IN_MOVED_TO, _IN_CREATE = 0x80, 0x100  # linux/inotify.h
_HEAD = struct.Struct("iIII")


class FolderWatch:
    """Watches one folder from now on; not what is in folders within it."""

    def __init__(self, folder: Path) -> None:
        system = ctypes.CDLL(None, use_errno=True)
        self._descriptor = system.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if system.inotify_add_watch(self._descriptor, os.fsencode(folder), _IN_CREATE | _IN_MOVED_TO) < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))

    def names(self) -> list[str]:
        """What was made until now; then the watch is over."""
        found = []
        try:
            while events := self._read():
                at = 0
                while at < len(events):
                    length = _HEAD.unpack_from(events, at)[3]
                    at += _HEAD.size + length
                    found.append(os.fsdecode(events[at - length : at].rstrip(b"\0")))
        finally:
            os.close(self._descriptor)
        return found

    def _read(self) -> bytes:
        try:
            return os.read(self._descriptor, 1 << 16)
        except BlockingIOError:
            return b""
