"""A short session that corrections can be tried on, and a review of it that is read until its times are settled."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg.domain.moment import Moment, MomentKind
from coreg.recording.reader import Recording, read_session
from coreg.review.reviewed import Clock, ReviewedSession
from coreg.session.script import read_script
from coreg.ui.buttons import KeyButton
from coreg.ui.review.flow import ReviewFlow
from coreg.ui.review.page import Page
from coreg.ui.review_source import ReviewSource
from coreg.ui.theme import Look
from tests.ui.conftest import settle, wait_for
from tests.ui.review import sessions

LENGTH_S = 420.0
SCRIPT = """
0:05 phase 4
0:30 set 30
1:20 sud 7
1:40 star
2:00 set 30
3:00 sud 4
3:30 strong_reaction
4:00 set 30
5:00 sud 2
"""


def made(folder: Path) -> Recording:
    """Three sets, three ratings, two marks; both wear a strap."""
    return sessions.record(folder, read_script(SCRIPT, LENGTH_S), LENGTH_S)


class Desk:
    """A review in its window, as somebody works in it."""

    def __init__(self, app: QApplication, source: ReviewSource, look: Look | None = None) -> None:
        self._app = app
        self.flow = ReviewFlow(source, look or Look())
        self.window, self.pages = self.flow.window, self.flow.pages
        self.window.resize(1280, 800)
        self.window.show()
        self.flow.read()
        self.wait()

    def wait(self) -> ReviewedSession:
        """Until everything that was asked for is read, with settled times."""
        assert wait_for(self._app, lambda: not self.flow.is_busy and self.session is not None, 60.0)
        session = self.session
        assert session is not None
        assert session.clock is Clock.FINAL
        return session

    def wait_until(self, is_so: Callable[[], bool], seconds: float = 90.0) -> None:
        """Until it is so."""
        assert wait_for(self._app, is_so, seconds), self.window.readout.text()

    @property
    def session(self) -> ReviewedSession | None:
        """What the window shows."""
        shown = self.window.session
        return shown if isinstance(shown, ReviewedSession) else None

    def click(self, button: KeyButton) -> ReviewedSession:
        """Press Enter on it, as somebody does who uses no mouse."""
        assert button.isEnabled(), button.text()
        assert button.isVisibleTo(self.window), button.text()
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        return self.wait()

    def turn_to(self, name: str) -> None:
        """Open a page by its button."""
        next(tab for tab in self.window.side.tabs if tab.text() == name).click()
        settle(self._app)

    def turn_to_page(self, page: Page) -> None:
        """Open a page."""
        self.window.side.turn_to_page(page)
        settle(self._app)

    def stretch(self, start_s: float, end_s: float) -> None:
        """Draw a stretch out."""
        self.window.chart._stretch_to(start_s, end_s)

    def number(self, kind: MomentKind, nth: int = 0) -> int:
        """The number of the nth mark of a kind."""
        return self.marks(kind)[nth].moment_id

    def marks(self, kind: MomentKind) -> list[Moment]:
        """The marks of a kind that stand."""
        assert self.session is not None
        return [moment for moment in self.session.marks.moments if moment.kind is kind]

    def stored(self) -> tuple[Moment, ...]:
        """What the file holds."""
        assert self.session is not None
        return read_session(self.session.recording.path).moments

    def close(self) -> None:
        """Leave."""
        self.flow.close()
