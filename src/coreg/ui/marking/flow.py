"""Leads from the start to the page on which marks are chosen, and back."""

from PySide6.QtCore import QObject

from coreg.ui.doors import Doors
from coreg.ui.follow import follow
from coreg.ui.marking.window import MarkingWindow
from coreg.ui.start_window import StartWindow
from coreg.ui.theme import Look


class MarkingFlow(QObject):
    """Opens the page in the start's place; every choice is kept at once."""

    def __init__(self, doors: Doors, start: StartWindow) -> None:
        super().__init__()
        self._doors = doors
        self._start = start
        self.window: MarkingWindow | None = None

    def enter(self, look: Look) -> None:
        """Show the page."""
        window = MarkingWindow(look, self._doors.session_settings())
        window.changed.connect(self._doors.set_session_settings)
        window.left.connect(self._leave)
        self.window = window
        follow(self._start, window)

    def close(self) -> None:
        """Let the page go."""
        if self.window is not None:
            self.window.close()

    def _leave(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            follow(window, self._start)
            window.deleteLater()
