"""The guided try: five keys in a real session of simulated people, each said, each done when it is pressed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.session_settings import SessionSettings
from coreg.domain.stage import Profile
from coreg.ui import wording
from coreg.ui.buttons import HoldButton
from coreg.ui.desk import Desk
from coreg.ui.guided import wording as words
from coreg.ui.guided.steps import Step, step_after
from tests.ui.conftest import settle, wait_for

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier


def _nothing_to_warm() -> None:
    pass


@pytest.fixture
def desk(app: QApplication, kernels: None, tmp_path: Path) -> Iterator[Desk]:
    of_ifs = SessionSettings(profile=Profile.IFS)
    doors = replace(
        house.doors(tmp_path / "sessions"),
        warm_up=_nothing_to_warm,
        vault=None,
        session_settings=lambda: of_ifs,
    )
    made = Desk(doors, 1.0, None, quits_at_end=False)
    made.open(None)
    assert wait_for(app, lambda: made.start.status.text() == wording.READY)
    yield made
    made.close()


def test_five_keys_one_after_the_other(
    app: QApplication, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HoldButton, "HOLD_MS", 50)
    QTest.keyClick(desk.start, Key.Key_6)
    assert wait_for(app, lambda: desk.therapist is not None)
    window = desk.therapist
    assert window is not None
    guide = window.guide
    assert guide is not None
    assert guide.isVisible()

    def says(step: Step) -> Callable[[], bool]:
        return lambda: guide.how.text() == words.HOW[step]

    assert wait_for(app, says(Step.BEGIN_SET))
    assert window.top_bar.banner.text() == wording.SIMULATED
    assert guide.step.text() == "Step 1 of 5"
    QTest.keyClick(window, Key.Key_Space)
    assert wait_for(app, says(Step.END_SET))
    assert wait_for(app, lambda: window.strip.set_words.accessibleName().endswith("0:01"))
    QTest.keyClick(window, Key.Key_Space)
    assert wait_for(app, says(Step.RATE))
    QTest.keyClick(window, Key.Key_7)
    assert wait_for(app, says(Step.TAKE_BACK))
    QTest.keyClick(window, Key.Key_Z, Ctrl)
    assert wait_for(app, says(Step.END_SESSION))
    QTest.keyPress(window, Key.Key_E, Ctrl)
    assert wait_for(app, says(Step.DONE))
    QTest.keyRelease(window, Key.Key_E, Ctrl)
    assert wait_for(app, window.ending.isVisible)
    assert window.top_bar.banner.isVisible()
    QTest.keyClick(window.strip.close_button, Key.Key_Return)
    assert wait_for(app, lambda: desk.start.isVisible() and desk.start.guided.isEnabled())
    assert len(list((tmp_path / "simulated").glob("*.coreg"))) == 1
    QTest.keyClick(desk.start, Key.Key_2)
    settle(app)
    assert desk.pairing is not None, "the next session is a plain one again"


def test_other_marks_in_between_change_nothing_and_a_step_is_never_done_by_an_earlier_mark() -> None:
    def made(*kinds: MomentKind) -> Step:
        moments = [Moment(nth, float(nth), "", kind) for nth, kind in enumerate(kinds, start=1)]
        return step_after(moments, is_over=False)

    star, begun, ended, rating = (
        MomentKind.STAR,
        MomentKind.SET_STARTED,
        MomentKind.SET_ENDED,
        MomentKind.RATING,
    )
    assert made(rating, star) is Step.BEGIN_SET
    assert made(star, begun, star) is Step.END_SET
    assert made(rating, begun, ended) is Step.RATE
    assert made(begun, ended, rating, star, MomentKind.RETRACT) is Step.END_SESSION
    assert step_after((), is_over=True) is Step.DONE


def test_every_step_has_words() -> None:
    assert set(words.HOW) == set(Step)
