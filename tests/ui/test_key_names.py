"""What a pressed key is called, on keyboards where the signs lie on the digits, or the digits on the signs."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from coreg.ui.key_names import key_name

Key, Shift, Plain = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
FIRST_DIGIT = {"linux": 10, "win32": 2}.get(sys.platform, 0)

pytestmark = pytest.mark.skipif(not FIRST_DIGIT, reason="physical keys are only known under Linux and Windows")


@pytest.mark.parametrize(
    ("digit", "key", "modifier", "name"),
    [
        (8, Key.Key_8, Plain, "8"),
        (8, Key.Key_Asterisk, Shift, "*"),  # US, UK
        (1, Key.Key_Plus, Shift, "+"),  # Switzerland
        (4, Key.Key_Dollar, Shift, "4"),
        (8, Key.Key_8, Shift, "8"),  # France: the digits need Shift
        (6, Key.Key_Minus, Plain, "6"),  # France: without it
    ],
)
def test_a_sign_with_a_meaning_is_never_taken_for_the_digit_it_lies_on(
    digit: int, key: Qt.Key, modifier: Qt.KeyboardModifier, name: str
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifier, FIRST_DIGIT + digit - 1, 0, 0)
    assert key_name(event) == name
