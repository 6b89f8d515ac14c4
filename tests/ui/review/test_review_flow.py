"""From a file to its review, into a replay from an instant, and back: the real desk, threads and windows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.domain.errors import SessionFileError
from coreg.domain.person import Role
from coreg.recording.place import Place
from coreg.recording.reader import Recording
from coreg.review.reviewed import ReviewedSession
from coreg.ui import wording
from coreg.ui.desk import Desk
from coreg.ui.review.window import ReviewWindow
from coreg.ui.review_source import ReviewSource
from tests.ui.conftest import settle, wait_for
from tests.ui.review import sessions

Key = Qt.Key


def _nothing_to_warm() -> None:
    pass


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return sessions.with_gaps(tmp_path_factory.mktemp("review"))


@pytest.fixture
def desk(app: QApplication, kernels: None, tmp_path: Path) -> Iterator[Desk]:
    doors = replace(house.doors(tmp_path / "sessions"), warm_up=_nothing_to_warm)
    made = Desk(doors, 1.0, None, quits_at_end=False)
    made.open(None)
    assert wait_for(app, lambda: made.start.status.text() == wording.READY)
    yield made
    made.close()


def opened(app: QApplication, desk: Desk, source: ReviewSource) -> ReviewWindow:
    desk.show_review(source)
    assert desk.review.flow is not None
    return desk.review.flow.window


def is_read(window: ReviewWindow) -> Callable[[], bool]:
    return lambda: isinstance(window.session, ReviewedSession)


def test_a_file_is_reviewed_and_left_again(app: QApplication, desk: Desk, recording: Recording) -> None:
    window = opened(app, desk, house.file_review(Place(recording.path)))
    assert window.isVisible()
    assert not desk.start.isVisible()
    assert wait_for(app, is_read(window))
    assert window.side.replay.isVisible()
    assert not window.side.export.isVisible()
    assert window.side.report.isVisible()
    QTest.keyClick(window, Key.Key_Escape)
    settle(app)
    assert desk.start.isVisible()
    assert desk.review.flow is None


def test_what_cannot_be_read_is_said(app: QApplication, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "no.coreg"
    path.write_bytes(b"no session")
    window = opened(app, desk, house.file_review(Place(path)))
    assert wait_for(app, lambda: window.readout.tone == "notice")
    assert "no.coreg" in window.readout.text()
    assert window.top.title.text() == "The session can't be shown"


def test_a_replay_begins_at_the_instant_and_comes_back_to_the_review(
    app: QApplication, desk: Desk, recording: Recording
) -> None:
    window = opened(app, desk, house.file_review(Place(recording.path)))
    assert wait_for(app, is_read(window))
    for _ in range(3):
        QTest.keyClick(window, Key.Key_Right)
    QTest.keyClick(window, Key.Key_S)
    chosen_s = window.replays_from_s
    assert chosen_s > 300
    times_s: list[float] = []
    assert desk.link is not None
    desk.link.snapshot_changed.connect(lambda snapshot: times_s.append(snapshot.t_s))
    QTest.keyClick(window, Key.Key_R)
    assert wait_for(app, lambda: desk.therapist is not None and desk.link is not None)
    therapist = desk.therapist
    assert therapist is not None
    assert wait_for(app, lambda: bool(times_s) and times_s[-1] >= chosen_s, 60.0)
    assert times_s[-1] < chosen_s + 120.0
    assert therapist.isVisible()
    assert not window.isVisible()
    therapist.close()
    settle(app)
    assert window.isVisible()
    assert not desk.start.isVisible()
    assert window.chart.chosen_set is not None, "it is as it was left"


def test_a_replay_from_the_middle_shows_the_numbers_of_then(recording: Recording) -> None:
    plan = house.replay_plan(recording.path, 8.0, None, 480.0)
    assert plan.is_replay
    assert set(plan.sensors) == set(Role)


def test_a_spectrum_is_read_off_the_screens_thread(app: QApplication, desk: Desk, recording: Recording) -> None:
    window = opened(app, desk, house.file_review(Place(recording.path)))
    assert wait_for(app, is_read(window))
    window.spectrum_button.click()
    assert wait_for(app, lambda: window.spectrum.is_read)
    assert window.spectrum.plot is not None
    assert "Client: the spectrum is highest at 0." in window.spectrum.plot.accessibleDescription()


def test_a_file_that_is_no_session_has_no_replay(tmp_path: Path) -> None:
    path = tmp_path / "no.coreg"
    path.write_bytes(b"no session")
    with pytest.raises(SessionFileError):
        house.file_review(Place(path)).read()
