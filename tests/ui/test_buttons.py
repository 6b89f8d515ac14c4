"""A button that must be held, where the system reports a key that stays down as let go and pressed again."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from coreg.ui.buttons import HoldButton, KeyButton
from coreg.ui.theme import DARK, LIGHT, MIN_LINE_CONTRAST, Colours, Look, contrast
from tests.ui.conftest import wait_for


def test_a_repeating_key_is_one_hold(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HoldButton, "HOLD_MS", 200)
    button = HoldButton("End")
    held: list[bool] = []
    button.held.connect(lambda: held.append(True))
    repeating = QTimer()
    repeating.setInterval(20)
    repeating.timeout.connect(button.end_hold)
    repeating.timeout.connect(button.begin_hold)
    button.begin_hold()
    repeating.start()
    assert wait_for(app, lambda: bool(held), 2)
    repeating.stop()
    button.end_hold()
    assert held == [True]
    assert not button.is_being_held


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("is_main", [True, False])
def test_the_ring_of_the_focus_is_three_pixels_and_stands_out_on_both_sides(
    app: QApplication, colours: Colours, is_main: bool
) -> None:
    window = QWidget()
    palette = window.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(colours.window))
    window.setPalette(palette)
    button = KeyButton("Back to start", "Enter", is_main=is_main)
    button.set_look(Look(colours))
    row = QHBoxLayout(window)
    row.addWidget(button)
    window.show()
    window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert wait_for(app, button.hasFocus, 2)
    picture = window.grab().toImage()
    left, middle = button.geometry().left(), button.geometry().center().y()
    seen = [picture.pixelColor(left + x, middle).name().upper() for x in range(-3, 12)]
    ring = [x for x, colour in enumerate(seen) if colour == colours.client]
    assert ring == [3, 4, 5], seen
    outside, inside = seen[2], seen[6]
    assert contrast(colours.client, outside) >= MIN_LINE_CONTRAST
    assert contrast(colours.client, inside) >= MIN_LINE_CONTRAST
    if is_main:
        assert colours.text in seen, "and within it the button is as filled as without the focus"
    window.close()
    window.deleteLater()
