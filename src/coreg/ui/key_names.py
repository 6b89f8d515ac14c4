"""What a pressed key is called in the table of keys; digits of the top row go by the physical key on any layout."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_NAMED = {
    _Key.Key_Space: "Space",
    _Key.Key_Return: "Enter",
    _Key.Key_Enter: "Enter",
    _Key.Key_Escape: "Esc",
    _Key.Key_Tab: "Tab",
    _Key.Key_Backtab: "Tab",
    _Key.Key_PageUp: "PageUp",
    _Key.Key_PageDown: "PageDown",
    _Key.Key_Left: "Left",
    _Key.Key_Right: "Right",
    _Key.Key_Up: "Up",
    _Key.Key_Down: "Down",
    _Key.Key_Home: "Home",
    _Key.Key_End: "End",
    _Key.Key_MediaPlay: "MediaPlay",
    _Key.Key_MediaTogglePlayPause: "MediaPlay",
    _Key.Key_MediaNext: "MediaNext",
    _Key.Key_MediaPrevious: "MediaPrevious",
    **{getattr(_Key, f"Key_F{n}"): f"F{n}" for n in range(1, 25)},
}
_SIGNS = "*+-=,.;/<>"
_SHIFTED_SIGNS = "*+="  # of these the table of keys has a meaning; on some keyboards they lie on the digits
# Where the top row's 1 lies: evdev codes plus 8 under X11 and Wayland, set 1 scan codes on Windows.
_FIRST_DIGIT = {"linux": 10, "win32": 2}.get(sys.platform)


def key_name(event: QKeyEvent) -> str:
    """Return the key's name as the table has it, with Ctrl, Alt and, for letters, Shift before it.

    >>> key_name(QKeyEvent(QKeyEvent.Type.KeyPress, _Key.Key_Z, _Mod.ControlModifier | _Mod.ShiftModifier))
    'Ctrl+Shift+Z'
    """
    modifiers, key = event.modifiers(), Qt.Key(event.key())
    is_sign = bool(modifiers & _Mod.ShiftModifier) and _plain_name(key) in tuple(_SHIFTED_SIGNS)
    name = ("" if is_sign else _physical_digit(event)) or _plain_name(key)
    if not name:
        return ""
    needs_shift = len(name) > 1 or name.isalpha()  # "*" and "+" need it themselves on many keyboards
    parts = [
        *(["Ctrl"] if modifiers & _Mod.ControlModifier else []),
        *(["Alt"] if modifiers & _Mod.AltModifier else []),
        *(["Shift"] if needs_shift and modifiers & _Mod.ShiftModifier else []),
    ]
    return "+".join([*parts, name])


def _plain_name(key: Qt.Key) -> str:
    if key in _NAMED:
        return _NAMED[key]
    value = key.value
    if _Key.Key_0.value <= value <= _Key.Key_9.value or _Key.Key_A.value <= value <= _Key.Key_Z.value:
        return chr(value)
    return chr(value) if value < 128 and chr(value) in _SIGNS else ""


def _physical_digit(event: QKeyEvent) -> str:
    code = event.nativeScanCode()
    if _FIRST_DIGIT is None or not code or event.modifiers() & _Mod.KeypadModifier:
        return ""
    place = code - _FIRST_DIGIT
    return str((place + 1) % 10) if 0 <= place < 10 else ""
