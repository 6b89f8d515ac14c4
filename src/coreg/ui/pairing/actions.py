"""The buttons of the pairing screen, each with its key."""

from coreg.ui.buttons import KeyButton
from coreg.ui.keys import PairingAction
from coreg.ui.pairing import wording


def buttons() -> dict[PairingAction, KeyButton]:
    """Return a button for each action that has one."""
    return {
        PairingAction.BACK: KeyButton(wording.BACK, wording.BACK_KEY),
        PairingAction.LOOK_AGAIN: KeyButton(wording.AGAIN, wording.AGAIN_KEY),
        PairingAction.STAND_UP: KeyButton(wording.STAND_UP, wording.STAND_UP_KEY),
        PairingAction.SWAP: KeyButton(wording.SWAP, wording.SWAP_KEY),
        PairingAction.SKIP: KeyButton(wording.SKIP, wording.SKIP_KEY),
        PairingAction.START: KeyButton(wording.START_PLAIN, wording.START_PLAIN_KEY),
        PairingAction.GO_ON: KeyButton(wording.CONNECT, wording.CONNECT_KEY, is_main=True),
    }
