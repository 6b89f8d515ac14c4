"""The notice about the disk as it is seen: words, the way to another folder, an end and a window that wait."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coreg.domain.other_folder import OtherFolder
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskProblem, DiskState, RecordState, Snapshot
from coreg.ui.theme import LIGHT, Look
from coreg.ui.therapist import disk_wording, notice_bar
from coreg.ui.therapist.number_view import HEART_RATE
from coreg.ui.therapist.window import TherapistWindow
from tests.ui import people
from tests.ui.conftest import settle, wait_for

Make = Callable[..., TherapistWindow]
FULL = DiskState(500, 185.0, DiskProblem.FULL)
HOME = OtherFolder(Path("/home/ada/Coreg-elsewhere"), 77_300_000_000, is_home=True)
STICK = OtherFolder(Path("/media/ada/KINGSTON/Coreg-elsewhere"), 730_000_000, is_home=False)


def show(app: QApplication, window: TherapistWindow, snapshot: Snapshot) -> TherapistWindow:
    window.show_snapshot(snapshot)
    settle(app)
    return window


def with_disk(app: QApplication, window: TherapistWindow, disk: DiskState) -> TherapistWindow:
    return show(app, window, people.snapshot(600.0, disk=disk))


@pytest.mark.parametrize(
    ("disk", "words"),
    [
        (FULL, "The disk is full: 3 minutes of beats wait in memory, none is lost. Free space, or press"),
        (
            DiskState(9, 42.0, DiskProblem.GONE),
            "The disk is gone: 42 seconds of beats wait in memory, none is lost.",
        ),
        (DiskState(9, 1.2, DiskProblem.REFUSED), "The disk takes nothing: 1 second of beats wait in memory"),
        (DiskState(9, 4.0), "The disk is slow: 4 seconds of beats wait in memory, none is lost. Wait a little"),
    ],
)
def test_each_trouble_is_said_with_what_waits_and_what_to_do(
    app: QApplication, therapist: Make, disk: DiskState, words: str
) -> None:
    window = with_disk(app, therapist(), disk)
    assert window.notice.isVisible()
    assert window.notice.text().startswith(words)
    assert window.notice.text().endswith("press “Record elsewhere”.")
    assert window.notice.elsewhere.isVisible()
    edges = (window.notice.geometry().left(), window.notice.geometry().right())
    assert edges == (window.top_bar.geometry().left(), window.top_bar.geometry().right()), "the full width"


def test_two_seconds_are_no_trouble(app: QApplication, therapist: Make) -> None:
    window = with_disk(app, therapist(), DiskState(3, 1.9))
    assert not window.notice.isVisible()


def test_a_disk_that_is_slow_in_fits_makes_one_notice(
    app: QApplication, therapist: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = with_disk(app, therapist(), DiskState(9, 4.0))
    with_disk(app, window, DiskState(1, 0.1))
    assert window.notice.isVisible()
    monkeypatch.setattr(notice_bar, "_STAYS_MS", 0)
    assert wait_for(app, lambda: not with_disk(app, window, DiskState()).notice.isVisible())


def test_another_folder_is_chosen_in_the_window_itself(app: QApplication, therapist: Make) -> None:
    window = with_disk(app, therapist(), FULL)
    asked: list[bool] = []
    chosen: list[Path] = []
    window.notice.folders_asked.connect(lambda: asked.append(True))
    window.notice.folder_chosen.connect(chosen.append)
    height = window.notice.height()
    QTest.mouseClick(window.notice.elsewhere, Qt.MouseButton.LeftButton)
    window.notice.offer([HOME, STICK])
    with_disk(app, window, FULL)
    assert asked == [True]
    assert [button.text() for button in window.notice.folders] == [
        "Home folder · 77 GB free",
        "KINGSTON · 730 MB free",
    ]
    assert window.notice.height() == height, "nothing else moves"
    assert all(min(button.width(), button.height()) >= 44 for button in window.notice.folders)
    window.notice.folders[1].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.notice.folders[1], Qt.Key.Key_Return)
    settle(app)
    assert chosen == [STICK.folder]
    assert window.notice.text().startswith("The disk is full")
    elsewhere = with_disk(app, window, DiskState(elsewhere=STICK.folder))
    assert not elsewhere.notice.isVisible()
    assert elsewhere.top_bar.saving.text() == "Recording elsewhere · every beat is on disk"


def test_staying_here_brings_the_words_back(app: QApplication, therapist: Make) -> None:
    window = with_disk(app, therapist(), FULL)
    window.notice.elsewhere.click()
    window.notice.offer([HOME])
    settle(app)
    assert not window.notice.words.isVisible()
    QTest.mouseClick(window.notice.stay, Qt.MouseButton.LeftButton)
    settle(app)
    assert window.notice.words.isVisible()
    assert window.notice.folders == []


def test_no_other_disk_and_one_that_refuses_are_said(app: QApplication, therapist: Make) -> None:
    window = with_disk(app, therapist(), FULL)
    window.notice.elsewhere.click()
    window.notice.offer([])
    with_disk(app, window, FULL)
    assert window.notice.text() == disk_wording.NOWHERE
    window.notice.elsewhere.click()
    window.notice.offer([HOME])
    window.notice.folders[0].click()
    window.notice.say_refusal("The folder can't be made: choose another one.")
    with_disk(app, window, FULL)
    assert window.notice.text() == "The folder can't be made: choose another one."
    assert window.notice.elsewhere.isEnabled()


def test_what_is_found_after_the_disk_is_back_is_not_offered(app: QApplication, therapist: Make) -> None:
    window = with_disk(app, therapist(), FULL)
    window.notice.elsewhere.click()
    with_disk(app, window, DiskState(elsewhere=HOME.folder))
    window.notice.offer([HOME])
    settle(app)
    assert not window.notice.isVisible()
    assert window.notice.folders == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_on_a_small_screen_the_notice_leaves_the_numbers_whole(
    app: QApplication, therapist: Make, scale: float
) -> None:
    window = with_disk(app, therapist(Look(LIGHT, scale), 1024, 640), FULL)
    window.notice.elsewhere.click()
    window.notice.offer([HOME, STICK, STICK])
    with_disk(app, window, FULL)
    parts: list[QWidget] = [window.panels[Role.CLIENT].numbers[HEART_RATE], window.panels[Role.CLIENT].state]
    for part in parts:
        assert part.height() >= part.minimumSizeHint().height()
    assert window.size().width() == 1024
    within = QRect(window.notice.rect())
    assert all(within.contains(button.geometry()) for button in (*window.notice.folders, window.notice.stay))


def test_an_end_that_waits_says_so_and_two_files_are_said(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(600.0, disk=FULL, is_ending=True))
    assert window.top_bar.saving.text() == "Ending · waits for the disk"
    assert window.notice.elsewhere.isVisible()
    in_two = people.snapshot(600.0, disk=DiskState(elsewhere=HOME.folder), record=RecordState.ENDED)
    show(app, window, in_two)
    window.show_ended()
    settle(app)
    assert window.top_bar.saving.text() == "Ended · the recording is in two files"
    assert window.notice.text().endswith(f"Keep both: the second one is in {HOME.folder}.")
    assert not window.notice.elsewhere.isVisible()


def test_closing_the_window_loses_nothing_before_the_third_time(app: QApplication, therapist: Make) -> None:
    window = with_disk(app, therapist(), FULL)
    said: list[str] = []
    window.end_asked.connect(lambda: said.append("end"))
    window.leave_asked.connect(lambda: said.append("leave"))
    window.is_closing.connect(lambda: said.append("closing"))
    window.close()
    assert (said, window.isVisible()) == (["end"], True)
    assert window.strip.line.text() == disk_wording.CLOSE_WAITS
    show(app, window, people.snapshot(600.0, disk=FULL, is_ending=True))
    window.close()
    assert (said, window.isVisible()) == (["end"], True)
    assert window.strip.line.text() == "Closing now loses 3 minutes of beats. Close again to leave without them."
    window.close()
    assert (said, window.isVisible()) == (["end", "leave", "closing"], False)
