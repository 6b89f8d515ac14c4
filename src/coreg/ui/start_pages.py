"""The pages that the start leads to and back from: marking, the help, a supervisor's package."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from coreg.ui.doors import Doors
    from coreg.ui.help.flow import HelpFlow
    from coreg.ui.marking.flow import MarkingFlow
    from coreg.ui.review_side import ReviewSide
    from coreg.ui.review_source import ReviewSource
    from coreg.ui.start_window import StartWindow
    from coreg.ui.supervision.side import SupervisionSide
    from coreg.ui.theme import Look


class StartPages:
    """Opens them in the start's place."""

    def __init__(self, doors: Doors, start: StartWindow) -> None:
        self._doors, self._start = doors, start
        self.marking: MarkingFlow | None = None
        self.help: HelpFlow | None = None
        self.supervision: SupervisionSide | None = None

    def enter_marking(self, look: Look) -> None:
        """Show how sessions are marked."""
        from coreg.ui.marking.flow import MarkingFlow

        self.marking = self.marking or MarkingFlow(self._doors, self._start)
        self.marking.enter(look)

    def enter_help(self, look: Look) -> None:
        """Show what the numbers mean."""
        from coreg.ui.help.flow import HelpFlow

        self.help = self.help or HelpFlow(self._start)
        self.help.enter(look)

    def enter_package(self, look: Look, review: ReviewSide, show_review: Callable[[ReviewSource], None]) -> QWidget:
        """Ask for a package; returns the window that does. What it holds is shown as a review."""
        from coreg.ui.supervision.side import SupervisionSide

        if self._doors.open_package is None:
            return self._start
        self.supervision = self.supervision or SupervisionSide(self._doors.open_package, review, show_review)
        return self.supervision.enter(look, self._start)

    def close(self) -> None:
        """Let them go."""
        if self.marking is not None:
            self.marking.close()
        if self.help is not None:
            self.help.close()
        if self.supervision is not None:
            self.supervision.close()
