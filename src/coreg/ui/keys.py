"""The tables of keys: which key does what in the therapist's window, and which on the pairing screen."""

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
    LOCK = "lock"


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
    (_CTRL, _Key.Key_L): Action.LOCK,
}


class PairingAction(Enum):
    """What a key or a button of the pairing screen asks for. A digit chooses a strap of the list."""

    BACK = "back"
    BOTH = "both"
    MINE = "mine"
    LOOK_AGAIN = "look_again"
    GO_ON = "go_on"  # connects what is chosen; then starts the recording
    STAND_UP = "stand_up"
    SWAP = "swap"
    SKIP = "skip"
    WATCH = "watch"
    CLIENT = "client"
    THERAPIST = "therapist"


PAIRING_KEYS: dict[Qt.Key, PairingAction] = {
    _Key.Key_Escape: PairingAction.BACK,
    _Key.Key_B: PairingAction.BOTH,
    _Key.Key_M: PairingAction.MINE,
    _Key.Key_R: PairingAction.LOOK_AGAIN,
    _Key.Key_Space: PairingAction.GO_ON,
    _Key.Key_S: PairingAction.STAND_UP,
    _Key.Key_X: PairingAction.SWAP,
    _Key.Key_K: PairingAction.SKIP,
    _Key.Key_W: PairingAction.WATCH,
    _Key.Key_C: PairingAction.CLIENT,
    _Key.Key_T: PairingAction.THERAPIST,
}

_IGNORED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier  # "*" and "+" need them


def action_of(event: QKeyEvent) -> Action | None:
    """The action that a key stands for, or None."""
    return KEYS.get((event.modifiers() & ~_IGNORED, Qt.Key(event.key())))
