"""The table of the pairing screen's keys; a session's keys are in key_table.py."""

from enum import Enum

from PySide6.QtCore import Qt

_Key = Qt.Key


class PairingAction(Enum):
    """What a key or a button of the pairing screen asks for. A digit chooses a strap of the list."""

    BACK = "back"
    BOTH = "both"
    MINE = "mine"
    NONE = "none"
    LOOK_AGAIN = "look_again"
    GO_ON = "go_on"  # connects what is chosen; then begins the recording, with the baseline first
    START = "start"  # begins the recording alone
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
    _Key.Key_N: PairingAction.NONE,
    _Key.Key_R: PairingAction.LOOK_AGAIN,
    _Key.Key_Space: PairingAction.GO_ON,
    _Key.Key_Return: PairingAction.START,
    _Key.Key_S: PairingAction.STAND_UP,
    _Key.Key_X: PairingAction.SWAP,
    _Key.Key_K: PairingAction.SKIP,
    _Key.Key_W: PairingAction.WATCH,
    _Key.Key_C: PairingAction.CLIENT,
    _Key.Key_T: PairingAction.THERAPIST,
}
