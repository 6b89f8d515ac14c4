"""Sees from outside when any program's window is put on an X11 screen. Needs libX11 alone, by ctypes."""

import ctypes
import ctypes.util
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

_SUBSTRUCTURE_NOTIFY_MASK = 1 << 19  # X.h
_MAP_NOTIFY = 19  # X.h
_EVENT_LONGS = 24  # Xlib.h: an XEvent is padded to 24 longs
_SMALLEST_PX = 200  # tooltips and helper windows are smaller, a program's first window is larger


class _MapEvent(ctypes.Structure):
    """`XMapEvent` of Xlib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("event", ctypes.c_ulong),
        ("window", ctypes.c_ulong),
        ("override_redirect", ctypes.c_int),
    )


class _Event(ctypes.Union):
    _fields_ = (("map", _MapEvent), ("pad", ctypes.c_long * _EVENT_LONGS))


class MapWatch:
    """Watches a screen's root for windows being mapped.

    Raises
    ------
    OSError
        There is no libX11, or no such screen.
    """

    def __init__(self, display: str) -> None:
        name = ctypes.util.find_library("X11")
        if name is None:
            msg = "libX11 isn't installed"
            raise OSError(msg)
        self._x11 = ctypes.CDLL(name)
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self._handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(_ignore_error)
        self._x11.XSetErrorHandler(self._handler)  # a window may be gone before it is asked for its size
        opened = self._x11.XOpenDisplay(display.encode())
        if not opened:
            msg = f"the screen {display} can't be opened"
            raise OSError(msg)
        self._display = ctypes.c_void_p(opened)
        root = ctypes.c_ulong(self._x11.XDefaultRootWindow(self._display))
        self._x11.XSelectInput(self._display, root, ctypes.c_long(_SUBSTRUCTURE_NOTIFY_MASK))
        self._x11.XSync(self._display, 0)

    def forget(self) -> None:
        """Drop what was seen so far."""
        self._x11.XSync(self._display, 1)

    def mapped_at_s(self, limit_s: float) -> float | None:
        """Return the monotonic time at which the next window of a program's size was mapped, or None."""
        end_s = time.monotonic() + limit_s
        event = _Event()
        while True:
            while self._x11.XPending(self._display):
                self._x11.XNextEvent(self._display, ctypes.byref(event))
                now_s = time.monotonic()
                if event.map.type == _MAP_NOTIFY and self._is_large(event.map.window):
                    return now_s
            left_s = end_s - time.monotonic()
            if left_s <= 0:
                return None
            select.select([self._x11.XConnectionNumber(self._display)], [], [], left_s)

    def close(self) -> None:
        """Let the screen go."""
        self._x11.XCloseDisplay(self._display)

    def _is_large(self, window: int) -> bool:
        root = ctypes.c_ulong()
        place = [ctypes.c_int() for _ in range(2)]
        size = [ctypes.c_uint() for _ in range(4)]  # width, height, border, depth
        outs = [ctypes.byref(value) for value in (root, *place, *size)]
        is_there = self._x11.XGetGeometry(self._display, ctypes.c_ulong(window), *outs)
        return bool(is_there) and min(size[0].value, size[1].value) >= _SMALLEST_PX


def _ignore_error(display: int | None, event: int | None) -> int:
    return 0


@contextmanager
def screen() -> Iterator[str]:
    """Give the name of an X11 screen: DISPLAY's, or an Xvfb's of our own.

    Raises
    ------
    OSError
        There is neither.
    """
    named = os.environ.get("DISPLAY")
    if named:
        yield named
        return
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        msg = "DISPLAY isn't set and Xvfb isn't installed"
        raise OSError(msg)
    reads, writes = os.pipe()
    command = [xvfb, "-displayfd", str(writes), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, pass_fds=(writes,), stdout=quiet, stderr=quiet)
    os.close(writes)
    try:
        with os.fdopen(reads) as number:
            line = number.readline().strip()
        if not line:
            msg = "Xvfb didn't start"
            raise OSError(msg)
        yield f":{line}"
    finally:
        server.terminate()
        server.wait()
