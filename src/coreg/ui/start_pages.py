"""The pages that the start leads to and back from: how sessions are marked, and the help. Loaded when wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coreg.ui.doors import Doors
    from coreg.ui.help.flow import HelpFlow
    from coreg.ui.marking.flow import MarkingFlow
    from coreg.ui.start_window import StartWindow
    from coreg.ui.theme import Look


class StartPages:
    """Opens them in the start's place."""

    def __init__(self, doors: Doors, start: StartWindow) -> None:
        self._doors, self._start = doors, start
        self.marking: MarkingFlow | None = None
        self.help: HelpFlow | None = None

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

    def close(self) -> None:
        """Let them go."""
        if self.marking is not None:
            self.marking.close()
        if self.help is not None:
            self.help.close()
