"""A child of the start-up benchmark: the real window, fed 90 s of notifications at once, says when numbers show.

Prints the monotonic times in s at which the client's first heart rate and first RMSSD stood on the screen.
"""

import json
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from coreg import app
from coreg.domain.person import Role
from coreg.ui import wording
from coreg.ui.application import run_window

_FED_S = 90.0
_LOOK_EVERY_MS = 5


class _Onlooker:
    """Looks at the screen until both numbers are there."""

    def __init__(self) -> None:
        self.seen_at_s: dict[str, float] = {}

    def look(self) -> None:
        """Note when a number replaces its dash."""
        now_s = time.monotonic()
        for window in QApplication.topLevelWidgets():
            panels = getattr(window, "panels", None)  # the therapist's window; its class would load the charts
            for number, view in panels[Role.CLIENT].numbers.items() if panels else ():
                if view.figure != wording.DASH:
                    self.seen_at_s.setdefault(number.name, now_s)


def main() -> None:
    """Run one session as fast as it goes, and print what was seen when."""
    qt = QApplication([])
    onlooker = _Onlooker()
    timer = QTimer(qt)
    timer.timeout.connect(onlooker.look)
    timer.start(_LOOK_EVERY_MS)
    plan = app.simulated_plan(speed=None, seed=1, duration_s=_FED_S, place=None)
    run_window(app.doors(Path()), plan, quits_at_end=True)
    print(json.dumps({name: onlooker.seen_at_s.get(name) for name in (wording.HEART_RATE, wording.RMSSD)}))


if __name__ == "__main__":
    main()
