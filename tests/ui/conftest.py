"""Real windows on Qt's off-screen platform; a test that leaves a widget behind, or a slot that raises, fails."""

import gc
import os
import sys
from collections.abc import Callable, Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from coreg import app as house
from coreg.ui import fonts
from coreg.ui.theme import Look
from coreg.ui.therapist.window import TherapistWindow


@pytest.fixture(scope="session")
def app() -> QApplication:
    running = QApplication.instance()
    made = running if isinstance(running, QApplication) else QApplication([])
    made.setQuitOnLastWindowClosed(False)
    assert fonts.load_inter()
    return made


@pytest.fixture(scope="session")
def kernels() -> None:
    """Compile or load the kernels once, so that no test's limit counts that."""
    house.warm_up()


@pytest.fixture(autouse=True)
def _nothing_left_behind(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    raised: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, failure, trace: raised.append(failure))
    before = {id(widget) for widget in QApplication.allWidgets()}
    yield
    left = _left_since(app, before)
    if left:  # collecting takes half a second: only where it may help
        left.clear()
        gc.collect()
        left = _left_since(app, before)
    assert not left, f"widgets left behind: {left}"
    assert not raised, f"a slot raised {raised}"


def _left_since(app: QApplication, before: set[int]) -> list[QWidget]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()
    return [widget for widget in QApplication.allWidgets() if id(widget) not in before]


@pytest.fixture
def shown(app: QApplication) -> Iterator[Callable[..., QWidget]]:
    """Show a window at a size; it is closed and deleted afterwards."""
    windows: list[QWidget] = []

    def show(window: QWidget, width: int = 1280, height: int = 800) -> QWidget:
        windows.append(window)
        window.resize(width, height)
        window.show()
        settle(app)
        return window

    yield show
    for window in windows:
        window.close()
        window.deleteLater()
    windows.clear()


@pytest.fixture
def therapist(shown: Callable[..., QWidget]) -> Callable[..., TherapistWindow]:
    """A therapist's window, as if of a session that is recorded."""

    def make(
        look: Look | None = None,
        width: int = 1280,
        height: int = 800,
        *,
        is_simulated: bool = True,
        is_replay: bool = False,
        is_recorded: bool = True,
    ) -> TherapistWindow:
        window = TherapistWindow(
            look or Look(), is_simulated=is_simulated, is_replay=is_replay, is_recorded=is_recorded
        )
        shown(window, width, height)
        return window

    return make


def settle(app: QApplication) -> None:
    """Have layouts and paints done that wait in the queue."""
    for _ in range(3):
        app.sendPostedEvents()
        app.processEvents()


def wait_for(app: QApplication, is_so: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Let Qt run until it is so, or the time is over."""
    limit = QDeadlineTimer(int(seconds * 1000))
    while not is_so() and not limit.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
    return is_so()
