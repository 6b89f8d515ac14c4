"""Keeps windows out of screenshots, screen recordings and screen sharing, where the system can.

Windows 10 (2004) and later leave such a window out; macOS does for programs that capture in the old way (since
macOS 15 not for those that use ScreenCaptureKit). Linux has nothing of the kind: X11 lets every program see all.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import c_bool, c_char_p, c_uint32, c_ulong, c_void_p

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_WDA_NONE, _WDA_EXCLUDEFROMCAPTURE = 0x0, 0x11  # winuser.h, SetWindowDisplayAffinity
_SHARING_NONE, _SHARING_READ_ONLY = 0, 1  # AppKit, NSWindowSharingType
_SHOWS = (QEvent.Type.Show, QEvent.Type.WinIdChange)  # a window may get another handle in its life

CAN_KEEP_OUT = sys.platform in ("win32", "darwin")


class CaptureShield(QObject):
    """Keeps the windows that it is given out of screen capture, for as long as that is wanted.

    Parameters
    ----------
    is_wanted
        Asked whenever one of the windows is shown.
    tell
        Tells the system of a window.
    """

    def __init__(self, is_wanted: Callable[[], bool], tell: Callable[[QWidget, bool], None] | None = None) -> None:
        super().__init__()
        self._is_wanted = is_wanted
        self._tell = tell or keep_out

    def guard(self, window: QWidget) -> None:
        """Keep this window out, now and whenever it is shown again."""
        window.installEventFilter(self)
        if window.isVisible():
            self._tell(window, self._is_wanted())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the system when a window is shown."""
        if event.type() in _SHOWS and isinstance(watched, QWidget) and watched.isVisible():
            self._tell(watched, self._is_wanted())
        return False


def keep_out(window: QWidget, is_out: bool) -> None:
    """Tell the system; where it can't, or Qt draws on no screen of the system's, nothing happens."""
    match QGuiApplication.platformName():
        case "windows":
            _keep_out_on_windows(int(window.winId()), _WDA_EXCLUDEFROMCAPTURE if is_out else _WDA_NONE)
        case "cocoa":
            _keep_out_on_macos(int(window.winId()), _SHARING_NONE if is_out else _SHARING_READ_ONLY)


def _keep_out_on_windows(handle: int, affinity: int) -> None:
    if sys.platform == "win32":
        set_affinity = ctypes.WinDLL("user32").SetWindowDisplayAffinity
        set_affinity.argtypes, set_affinity.restype = (c_void_p, c_uint32), c_bool
        set_affinity(handle, affinity)  # refused before Windows 10 (2004): then it is captured


def _keep_out_on_macos(view: int, sharing: int) -> None:
    """`[[view window] setSharingType: sharing]`; a message to nil is nothing in Objective-C."""
    if sys.platform == "darwin":
        objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
        objc.sel_registerName.argtypes, objc.sel_registerName.restype = (c_char_p,), c_void_p
        window_of = ctypes.CFUNCTYPE(c_void_p, c_void_p, c_void_p)(("objc_msgSend", objc))
        set_sharing = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_ulong)(("objc_msgSend", objc))
        window = window_of(view, objc.sel_registerName(b"window"))
        set_sharing(window, objc.sel_registerName(b"setSharingType:"), sharing)
