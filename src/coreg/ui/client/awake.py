"""Keeps the screens from going dark by themselves while the client's window is shown, where that is simple."""

import ctypes
import os
import shutil
import subprocess
import sys

from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCall

from coreg.ui import wording
from coreg.ui.client.wording import TITLE

# winbase.h, SetThreadExecutionState
_ES_CONTINUOUS, _ES_DISPLAY_REQUIRED = 0x80000000, 0x00000002
_SCREEN_SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")


class Awake:
    """Asks once, and takes it back; a system that doesn't answer is left as it is."""

    def __init__(self) -> None:
        self._asked: QDBusPendingCall | None = None
        self._running: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Ask for screens that stay on."""
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetThreadExecutionState(_ES_CONTINUOUS | _ES_DISPLAY_REQUIRED)
        elif sys.platform == "darwin":
            caffeinate = shutil.which("caffeinate")
            if self._running is None and caffeinate is not None:
                self._running = subprocess.Popen([caffeinate, "-d", "-w", str(os.getpid())])
        elif self._asked is None:
            self._asked = _call("Inhibit", wording.PRODUCT, TITLE)

    def let_go(self) -> None:
        """Take it back."""
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetThreadExecutionState(_ES_CONTINUOUS)
        if self._running is not None:
            self._running.terminate()
            self._running.wait()
            self._running = None
        asked, self._asked = self._asked, None
        if asked is not None and asked.isFinished() and not asked.isError():
            _call("UnInhibit", *asked.reply().arguments())


def _call(method: str, *arguments: object) -> QDBusPendingCall | None:
    """Call without waiting: a desktop that hangs must not hold the window up."""
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    message = QDBusMessage.createMethodCall(*_SCREEN_SAVER, method)
    message.setArguments(list(arguments))
    return bus.asyncCall(message)
