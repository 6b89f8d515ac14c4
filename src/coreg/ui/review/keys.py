"""Which key does what in the review window: one table."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class ReviewAct(Enum):
    """What a key asks for; the value names the window's method."""

    WHOLE = "whole"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    EARLIER = "earlier"
    LATER = "later"
    NEXT_SET = "next_set"
    PREVIOUS_SET = "previous_set"
    NEXT_MARK = "next_mark"
    PREVIOUS_MARK = "previous_mark"
    STRETCH_LATER = "stretch_later"
    STRETCH_EARLIER = "stretch_earlier"
    OPEN_NOTE = "open_note"
    COMMENT = "comment"
    REPLAY = "replay"
    CHANGE_SPEED = "change_speed"
    CHANGE_LOOK = "change_look"
    NEXT_PAGE = "next_page"
    PREVIOUS_PAGE = "previous_page"
    BACK = "back"


_Key = Qt.Key
KEYS = {
    _Key.Key_Home: ReviewAct.WHOLE,
    _Key.Key_Plus: ReviewAct.ZOOM_IN,
    _Key.Key_Equal: ReviewAct.ZOOM_IN,  # + without Shift on many keyboards
    _Key.Key_Minus: ReviewAct.ZOOM_OUT,
    _Key.Key_PageUp: ReviewAct.EARLIER,
    _Key.Key_PageDown: ReviewAct.LATER,
    _Key.Key_Right: ReviewAct.NEXT_SET,
    _Key.Key_Left: ReviewAct.PREVIOUS_SET,
    _Key.Key_Down: ReviewAct.NEXT_MARK,
    _Key.Key_Up: ReviewAct.PREVIOUS_MARK,
    _Key.Key_Return: ReviewAct.OPEN_NOTE,
    _Key.Key_Enter: ReviewAct.OPEN_NOTE,
    _Key.Key_C: ReviewAct.COMMENT,
    _Key.Key_R: ReviewAct.REPLAY,
    _Key.Key_S: ReviewAct.CHANGE_SPEED,
    _Key.Key_F11: ReviewAct.CHANGE_LOOK,
    _Key.Key_Escape: ReviewAct.BACK,
}
WITH_SHIFT = {_Key.Key_Right: ReviewAct.STRETCH_LATER, _Key.Key_Left: ReviewAct.STRETCH_EARLIER}

WITH_CONTROL = {_Key.Key_PageDown: ReviewAct.NEXT_PAGE, _Key.Key_PageUp: ReviewAct.PREVIOUS_PAGE}


def act_of(event: QKeyEvent) -> ReviewAct | None:
    """What this press asks for; other keys with Control, Alt or Meta aren't ours."""
    modifiers = event.modifiers()
    others = Qt.KeyboardModifier
    if modifiers & ~others.KeypadModifier == others.ControlModifier:
        return WITH_CONTROL.get(Qt.Key(event.key()))
    if modifiers & (others.ControlModifier | others.AltModifier | others.MetaModifier):
        return None
    key = Qt.Key(event.key())
    if modifiers & others.ShiftModifier and key in WITH_SHIFT:
        return WITH_SHIFT[key]
    return KEYS.get(key)
