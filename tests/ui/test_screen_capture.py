"""Windows are kept out of screen captures whenever they are shown, as it was chosen then."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from coreg.ui.screen_capture import CAN_KEEP_OUT, CaptureShield, keep_out
from tests.ui.conftest import settle

Show = Callable[..., QWidget]


def test_the_system_is_told_whenever_a_window_is_shown(app: QApplication, shown: Show) -> None:
    told: list[bool] = []
    wanted = [True]
    shield = CaptureShield(lambda: wanted[0], lambda window, is_out: told.append(is_out))
    window = QWidget()
    shield.guard(window)
    assert told == []
    shown(window)
    assert set(told) == {True}
    window.hide()
    told.clear()
    wanted[0] = False
    shown(window)
    assert set(told) == {False}


def test_a_window_that_stands_there_already_is_kept_out_at_once(app: QApplication, shown: Show) -> None:
    told: list[bool] = []
    shield = CaptureShield(lambda: True, lambda window, is_out: told.append(is_out))
    shield.guard(shown(QWidget()))
    assert told == [True]


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux can't do")
def test_where_the_system_cannot_nothing_happens(app: QApplication, shown: Show) -> None:
    assert not CAN_KEEP_OUT
    window = shown(QWidget())
    keep_out(window, True)
    settle(app)
    assert window.isVisible()
