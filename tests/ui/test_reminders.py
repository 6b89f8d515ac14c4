"""What the strip goes on saying: the keys go to another program, or nothing has come for twenty minutes."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coreg.domain.act import Act
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.ui.therapist.window import TherapistWindow
from tests.ui import people
from tests.ui.conftest import settle, wait_for

Make = Callable[..., TherapistWindow]
ELSEWHERE, STILL = "keys go to another program", "still recording?"


def line(window: TherapistWindow) -> str:
    return window.strip.line.text()


@pytest.fixture
def watched(app: QApplication, therapist: Make) -> tuple[TherapistWindow, list[tuple[Act, str]]]:
    window = therapist()
    asked: list[tuple[Act, str]] = []
    window.asked.connect(lambda request, by: asked.append((request.act, by)))
    window.activateWindow()
    window.show_snapshot(people.snapshot(60.0))
    assert wait_for(app, lambda: window.asides.reminders.has_had_keys, 5.0)
    return window, asked


def take_keys_from(window: TherapistWindow) -> None:
    """Leave no window of ours with the keys, as another program does that comes to the front.

    Off-screen there is no other program; a window without its native half has no keys either.
    """
    window.windowHandle().destroy()


def give_keys_to(window: TherapistWindow) -> None:
    window.hide()
    window.show()
    window.activateWindow()


def test_keys_that_go_elsewhere_are_said_as_long_as_it_is_so_and_recorded(
    app: QApplication, watched: tuple[TherapistWindow, list[tuple[Act, str]]]
) -> None:
    window, asked = watched
    assert line(window) == ""
    take_keys_from(window)
    window.show_snapshot(people.snapshot(60.5))
    assert wait_for(app, lambda: line(window) == ELSEWHERE, 5.0)
    window.show_snapshot(people.snapshot(61.0))
    assert asked == [(Act.KEYS_ELSEWHERE, "program")]
    give_keys_to(window)
    assert wait_for(app, lambda: line(window) == "", 5.0)
    assert asked == [(Act.KEYS_ELSEWHERE, "program"), (Act.KEYS_BACK, "program")]


def test_another_window_of_ours_is_no_other_program(
    app: QApplication, watched: tuple[TherapistWindow, list[tuple[Act, str]]], shown: Callable[..., QWidget]
) -> None:
    window, asked = watched
    other = shown(QWidget())
    other.activateWindow()
    assert not wait_for(app, lambda: line(window) != "", 0.8)
    assert asked == []


def test_off_the_record_nothing_of_it_is_said_or_kept_until_it_is_recorded_again(
    app: QApplication, watched: tuple[TherapistWindow, list[tuple[Act, str]]]
) -> None:
    window, asked = watched
    off = replace(people.snapshot(70.0), record=RecordState.OFF_RECORD)
    window.show_snapshot(off)
    take_keys_from(window)
    window.show_snapshot(off)
    assert not wait_for(app, lambda: line(window) != "", 0.8)
    assert asked == []
    window.show_snapshot(people.snapshot(80.0))
    assert asked == [(Act.KEYS_ELSEWHERE, "program")]


def silent(t_s: float, *moments: Moment, last_beat_s: float | None) -> Snapshot:
    both = {role: people.person(role, 100.0, last_beat_s=last_beat_s) for role in Role}
    return people.snapshot(t_s, people=both, moments=moments)


def test_after_twenty_minutes_without_beat_or_mark_one_line_asks(app: QApplication, therapist: Make) -> None:
    window = therapist()
    star = Moment(1, 400.0, "", MomentKind.STAR)
    for t_s, said in ((1599.0, ""), (1600.0, STILL), (1700.0, STILL)):
        window.show_snapshot(silent(t_s, star, last_beat_s=300.0))
        settle(app)
        assert line(window) == said
    window.show_snapshot(silent(1701.0, star, last_beat_s=1700.5))
    assert line(window) == ""
    window.show_snapshot(silent(1200.0, last_beat_s=None))
    assert line(window) == STILL, "marks alone, and none came"


def test_a_line_of_a_few_seconds_comes_first_and_then_it_is_asked_on(app: QApplication, therapist: Make) -> None:
    window = therapist()
    window.show_snapshot(silent(1600.0, last_beat_s=300.0))
    window.strip.say("VoC goes from 1 to 7")
    window.show_snapshot(silent(1601.0, last_beat_s=300.0))
    assert line(window) == "VoC goes from 1 to 7"
    assert wait_for(app, lambda: line(window) == STILL, 6.0)
    QTest.keyClick(window, Qt.Key.Key_Asterisk)
