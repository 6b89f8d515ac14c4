"""A child of the start-up benchmark: how long the window stands still while its kernels are made ready.

Prints the longest gaps in ms between the ticks of a 10-ms timer: while what the window shows later is imported, and
after that, while kernels are loaded or compiled; and for how many s each lasted. On a busy machine run it ahead of
the others with `nice`, not with `chrt`: a real-time thread keeps the processor for up to 0.1 s from another of the
same program, which nobody's window does.
"""

import itertools
import json
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from coreg import app
from coreg.ui import wording
from coreg.ui.application import run_window

_TICK_MS = 10


class _Ticks:
    """Notes when each tick came, and what the start window said then."""

    def __init__(self, qt: QApplication) -> None:
        self._qt = qt
        self._ticks: list[tuple[float, str]] = []

    def tick(self) -> None:
        """Note one tick; end the program once the numbers are ready."""
        said = ""
        for window in self._qt.topLevelWidgets():
            status = getattr(window, "status", None)
            if window.isVisible() and status is not None:
                said = status.text()
        self._ticks.append((time.perf_counter(), said))
        if said == wording.READY:
            self._qt.quit()

    def gaps(self) -> dict[str, list[float]]:
        """Return for each thing said the longest gap after a tick of its time, in ms, and their sum in s."""
        found: dict[str, list[float]] = {}
        for (before_s, said), (after_s, _) in itertools.pairwise(self._ticks):
            longest_ms, whole_s = found.get(said, [0.0, 0.0])
            gap_s = after_s - before_s
            found[said] = [max(longest_ms, 1e3 * gap_s), whole_s + gap_s]
        return found


def main() -> None:
    """Open the program as a therapist does, and watch until it is ready."""
    qt = QApplication([])
    ticks = _Ticks(qt)
    timer = QTimer(qt)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(ticks.tick)
    timer.start(_TICK_MS)
    with tempfile.TemporaryDirectory() as folder:
        run_window(app.doors(Path(folder)), None)
    print(json.dumps(ticks.gaps()))


if __name__ == "__main__":
    main()
