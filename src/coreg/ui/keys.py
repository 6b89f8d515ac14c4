"""The one table of keys: which key does what in which state of the therapist's window."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Action(Enum):
    """What a key or a button asks for."""

    STAR = "star"
    END = "end"  # held for one second
    SHOW_LESS = "show_less"
    SHOW_MORE = "show_more"
    SWITCH_LOOK = "switch_look"
    OTHER_PERSON = "other_person"
    SET = "set"


_Key = Qt.Key
_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier

KEYS: dict[tuple[Qt.KeyboardModifier, Qt.Key], Action] = {
    (_NONE, _Key.Key_Asterisk): Action.STAR,
    (_CTRL, _Key.Key_E): Action.END,
    (_NONE, _Key.Key_Minus): Action.SHOW_LESS,
    (_NONE, _Key.Key_Plus): Action.SHOW_MORE,
    (_NONE, _Key.Key_Equal): Action.SHOW_MORE,  # "+" without Shift on a US keyboard
    (_NONE, _Key.Key_F11): Action.SWITCH_LOOK,
    (_CTRL, _Key.Key_Tab): Action.OTHER_PERSON,
    (_NONE, _Key.Key_Space): Action.SET,
}

_IGNORED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier  # "*" and "+" need them


def action_of(event: QKeyEvent) -> Action | None:
    """The action that a key stands for, or None."""
    return KEYS.get((event.modifiers() & ~_IGNORED, Qt.Key(event.key())))
