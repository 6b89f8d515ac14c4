"""The page on which marks are chosen, in a real window, and what it leaves for the next session."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coreg import app as house
from coreg.domain.act import Act
from coreg.domain.session_settings import SessionSettings
from coreg.domain.stage import Profile
from coreg.settings import session_settings, set_session_settings
from coreg.ui.buttons import KeyButton
from coreg.ui.marking import wording
from coreg.ui.marking.window import MarkingWindow
from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.therapist.window import TherapistWindow
from tests.ui import people

Shown = Callable[..., QWidget]


@pytest.fixture
def page(shown: Shown) -> Callable[..., tuple[MarkingWindow, list[SessionSettings]]]:
    def make(settings: SessionSettings | None = None) -> tuple[MarkingWindow, list[SessionSettings]]:
        window = MarkingWindow(Look(LIGHT), settings or SessionSettings())
        kept: list[SessionSettings] = []
        window.changed.connect(kept.append)
        shown(window)
        return window, kept

    return make


def press(button: QWidget) -> None:
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Return)


def test_a_choice_is_kept_at_once_and_takes_the_place_of_the_other(page):
    window, kept = page()
    assert window.profiles[Profile.EMDR].isChecked()
    press(window.profiles[Profile.IFS])
    assert kept[-1].profile is Profile.IFS
    assert not window.profiles[Profile.EMDR].isChecked()
    press(window.modalities["taps"])
    press(window.switches["marks_speech"])
    assert (kept[-1].modality, kept[-1].marks_speech, kept[-1].rests_screen) == ("taps", True, True)
    press(window.profiles[Profile.IFS])
    assert window.profiles[Profile.IFS].isChecked(), "what is chosen can't be pressed away"


def test_a_pedal_is_learnt_by_pressing_it_and_a_key_of_ours_is_refused(page):
    window, kept = page()
    press(window.learn["pedal"])
    assert window.devices.text() == wording.LEARNING
    QTest.keyClick(window, Qt.Key.Key_R)
    assert "R has a meaning of its own" in window.devices.text()
    assert kept == []
    press(window.learn["pedal"])
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert kept[-1].devices == {"PageDown": "pedal"}
    assert kept[-1].remapped == {"PageDown": "Space"}
    press(window.forget)
    assert kept[-1].devices == {}


def test_a_learnt_pedal_starts_a_set_and_is_recorded_as_one(app: QApplication, shown: Shown):
    settings = SessionSettings(remapped={"PageDown": "Space"}, devices={"PageDown": "pedal"})
    window = TherapistWindow(Look(), settings, is_simulated=True, is_replay=False, is_recorded=True)
    shown(window)
    window.show_snapshot(people.snapshot(60.0))
    asked = []
    window.asked.connect(lambda request, by: asked.append((request.act, by)))
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert asked == [(Act.SET, "pedal")]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_target_is_large_enough_and_named(shown: Shown, colours, scale):
    window = MarkingWindow(Look(colours, scale), SessionSettings(devices={"F20": "pedal"}))
    shown(window, 1280, 1000)
    for button in window.findChildren(KeyButton):
        if button.isVisible():
            assert min(button.width(), button.height()) >= 44
            assert button.accessibleName()
            assert button.width() >= button.sizeHint().width()


def test_choices_are_kept_in_a_file_and_reach_the_next_session(tmp_path: Path):
    doors = house.doors(tmp_path / "sessions")
    chosen = SessionSettings(Profile.IFS, modality="tones", marks_speech=True, remapped={"F20": "Space"})
    doors.set_session_settings(chosen)
    assert house.doors(tmp_path / "sessions").session_settings() == chosen
    marks = doors.plan_simulated(1.0).marks
    assert (marks.profile, marks.modality, marks.marks_speech) == (Profile.IFS, "tones", True)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1", b'{"schema": "coreg.session_settings/1", "profile": "no"}'])
def test_a_file_that_is_not_ours_leaves_the_defaults(tmp_path: Path, content: bytes):
    file = tmp_path / "marking.json"
    file.write_bytes(content)
    assert session_settings(file) == SessionSettings()
    set_session_settings(file, SessionSettings(marks_speech=True))
    assert session_settings(file).marks_speech
