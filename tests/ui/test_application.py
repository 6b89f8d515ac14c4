"""From window to window: the shell first, sessions by one press, pictures, words for failures."""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.domain.errors import CoregError
from coreg.domain.strap import FoundStrap
from coreg.session.plan import Plan
from coreg.ui import wording
from coreg.ui.application import run_window
from coreg.ui.desk import Desk
from coreg.ui.doors import Doors
from coreg.ui.pictures import Pictures
from tests.ui.conftest import wait_for

STRAPS = [
    FoundStrap("Jane", "D2:8A:11:4F:4F:21", -58, "Polar H10", True, 80),
    FoundStrap("Mary", "A0:9E:1A:00:09:A3", -71, "Wahoo TRACKR", True, None),
]


async def _scan(seconds: float) -> list[FoundStrap]:
    return STRAPS


def _nothing_to_warm() -> None:
    pass


@pytest.fixture
def doors(kernels: None, tmp_path: Path) -> Doors:
    return replace(house.doors(tmp_path / "sessions"), warm_up=_nothing_to_warm, scan=_scan)


@pytest.fixture
def desk(app: QApplication, doors: Doors) -> Iterator[Callable[[], Desk]]:
    desks: list[Desk] = []

    def make() -> Desk:
        made = Desk(doors, 1.0, None, quits_at_end=False)
        desks.append(made)
        made.open(None)
        assert wait_for(app, lambda: made.start.status.text() == wording.READY)
        return made

    yield make
    for made in desks:
        made.close()


def test_the_shell_imports_nothing_that_takes_time() -> None:
    heavy = "numpy numba asyncio bleak pyqtgraph neurokit2 scipy PySide6.QtSvg"
    check = (
        "import sys, coreg.ui.application, coreg.app; "
        f"print(*[name for name in {heavy.split()!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == ""


def test_a_press_before_everything_is_loaded_is_kept(app: QApplication, doors: Doors) -> None:
    made = Desk(doors, 1.0, None, quits_at_end=False)
    made.open(None)
    made.start.simulated.click()
    assert made.link is None
    assert wait_for(app, lambda: made.pairing is not None and made.pairing.isVisible())
    made.close()


def test_a_file_that_isnt_a_recording_is_said_on_the_start_window(
    app: QApplication, desk: Callable[[], Desk], tmp_path: Path
) -> None:
    made = desk()
    path = tmp_path / "not.coreg"
    path.write_bytes(b"hello")
    made.start.replay_asked.emit(path)
    assert wait_for(app, lambda: made.start.notice.isVisible())
    assert made.start.notice.text() != wording.SOMETHING_FAILED
    assert made.start.replay.isEnabled()


def test_a_failure_nobody_caught_is_shown_in_words(
    app: QApplication, desk: Callable[[], Desk], caplog: pytest.LogCaptureFixture
) -> None:
    made = desk()
    with caplog.at_level(logging.ERROR):
        made.say_failure(ValueError, ValueError("rr 812"), None)
    assert made.start.notice.text() == wording.SOMETHING_FAILED
    assert "812" not in caplog.text


def test_a_demonstration_takes_its_pictures_and_quits(app: QApplication, doors: Doors, tmp_path: Path) -> None:
    plan = house.simulated_plan(speed=None, seed=2, duration_s=40.0, place=None)
    pictures = Pictures(tmp_path / "pictures", {"start": 1.0, "later": 20.0, "never": 900.0})
    assert run_window(doors, plan, pictures=pictures, quits_at_end=True) == 0
    taken = sorted(path.name for path in pictures.folder.iterdir())
    assert taken == ["later.png", "start.png"]
    assert QImage(str(pictures.folder / "later.png")).width() == 1280


def test_a_demonstration_that_fails_says_why(app: QApplication, doors: Doors) -> None:
    def refuse(plan: Plan) -> object:
        raise CoregError("The folder can't be written to: choose another.")

    plan = house.simulated_plan(speed=None, seed=2, duration_s=40.0, place=None)
    with pytest.raises(CoregError, match="choose another"):
        run_window(replace(doors, conduct=refuse), plan, quits_at_end=True)  # type: ignore[arg-type]  # never returns
