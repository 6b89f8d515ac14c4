"""A button that must be held, where the system reports a key that stays down as let go and pressed again."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from coreg.ui.buttons import HoldButton
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
