"""Consent taken back while a session runs: it stops at once, and then it is asked what becomes of what there is."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from coreg.domain.act import Act
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.snapshot import DiskState, Snapshot
from coreg.domain.withdrawal import Withdrawal
from coreg.ui.buttons import HoldButton
from coreg.ui.theme import Look
from coreg.ui.therapist.window import TherapistWindow
from tests.ui import people
from tests.ui.conftest import settle, wait_for

Make = Callable[..., TherapistWindow]
WITHDRAW = (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
OFF = Moment(1, 90.0, "", MomentKind.OFF_RECORD_STARTED)


def kept(t_s: float = 60.0, *moments: Moment) -> Snapshot:
    return replace(people.snapshot(t_s, moments=moments), notes=DiskState())


def opened(app: QApplication, window: TherapistWindow, snapshot: Snapshot) -> list[tuple[Act, int | None]]:
    asked: list[tuple[Act, int | None]] = []
    window.asked.connect(lambda request, _: asked.append((request.act, request.value)))
    window.show_snapshot(snapshot)
    QTest.keyClick(window, *WITHDRAW)
    settle(app)
    return asked


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_the_recording_stops_before_anything_is_asked_and_by_keys_it_is_kept_up_to_there(
    app: QApplication, therapist: Make
) -> None:
    window = therapist()
    asked = opened(app, window, kept())
    assert asked == [(Act.OFF_RECORD, None)]
    panel = window.asides.withdrawing.panel
    assert panel.isVisible()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    press(Qt.Key.Key_Return)
    assert asked[1:] == [(Act.WITHDRAW, Withdrawal.CLIENT_KEEPS.value)]
    assert window.asides.withdrawal is Withdrawal.CLIENT_KEEPS
    assert not panel.isVisible()
    assert window.hasFocus()


@pytest.mark.parametrize(("n_tabs", "chosen"), [(1, Withdrawal.CLIENT_ERASES), (3, Withdrawal.THERAPIST_ERASES)])
def test_erasing_is_held_for_a_second(app: QApplication, therapist: Make, n_tabs: int, chosen: Withdrawal) -> None:
    window = therapist()
    asked = opened(app, window, kept())
    for _ in range(n_tabs):
        press(Qt.Key.Key_Tab)
    button = QApplication.focusWidget()
    assert isinstance(button, HoldButton)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert not wait_for(app, lambda: len(asked) > 1, 0.3), "one press erases nothing"
    QTest.keyPress(button, Qt.Key.Key_Return)
    assert wait_for(app, lambda: len(asked) > 1, 5.0)
    QTest.keyRelease(button, Qt.Key.Key_Return)
    assert asked[1:] == [(Act.WITHDRAW, chosen.value)]


def test_a_slip_of_the_fingers_goes_on_recording(app: QApplication, therapist: Make) -> None:
    window = therapist()
    asked = opened(app, window, kept())
    window.show_snapshot(kept(91.0, OFF))
    window.asides.withdrawing.panel.go_on.setFocus()
    press(Qt.Key.Key_Return)
    assert asked == [(Act.OFF_RECORD, None), (Act.OFF_RECORD, None)]
    assert window.asides.withdrawal is None


def test_what_was_off_the_record_before_stays_so(app: QApplication, therapist: Make) -> None:
    window = therapist()
    asked = opened(app, window, kept(100.0, OFF))
    assert asked == []
    window.asides.withdrawing.panel.go_on.setFocus()
    press(Qt.Key.Key_Return)
    assert asked == []


def test_a_plain_file_offers_no_erasing_and_says_how(app: QApplication, therapist: Make) -> None:
    window = therapist()
    opened(app, window, people.snapshot(60.0))
    panel = window.asides.withdrawing.panel
    assert not panel.buttons[Withdrawal.CLIENT_ERASES].isVisible()
    assert panel.not_here.isVisible()


def test_where_nothing_is_recorded_one_line_says_so(app: QApplication, therapist: Make) -> None:
    window = therapist(is_recorded=False)
    assert opened(app, window, people.snapshot(60.0)) == []
    assert not window.asides.withdrawing.panel.isVisible()
    assert window.strip.line.text() == "Nothing is recorded, so no mark is kept"


@pytest.mark.parametrize(("width", "height", "scale"), [(1024, 640, 1.0), (1280, 800, 1.0), (1280, 800, 1.5)])
def test_every_word_has_room(app: QApplication, therapist: Make, width: int, height: int, scale: float) -> None:
    window = therapist(Look(scale=scale), width, height)
    opened(app, window, kept())
    assert (window.width(), window.height()) == (width, height)
    panel = window.asides.withdrawing.panel
    for part in (*panel.buttons.values(), panel.go_on):
        assert part.isVisible()
        assert part.width() >= part.sizeHint().width()
        assert panel.rect().contains(part.geometry())
