"""What the window shows later, imported on a thread of its own, so that the window stays awake meanwhile."""

from __future__ import annotations

import gc
import importlib
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

_LATER = ("coreg.ui.therapist.window", "coreg.ui.disk_trouble", "coreg.ui.session_link")
_LOOK_EVERY_MS = 5
_SWITCH_S = 0.0005  # our choice: Python's own 5 ms is what each of an event's steps would wait for
_NEVER = 1_000_000


class Loading(QObject):
    """Imports numpy, the charts and the session's side. `done()` on Qt's thread, or the exception it ended with.

    From `start` to `settle` threads take turns more often than usual, and Python doesn't walk through everything
    there is in search of garbage: while a hundred thousand things are made that all stay, that stops every thread
    for 0.1 s now and then.

    Parameters
    ----------
    later
        Names of the modules.
    """

    done = Signal()

    def __init__(self, later: Sequence[str] = _LATER) -> None:
        super().__init__()
        self._later = later
        self._importing: Future[None] | None = None
        self._switch_s = sys.getswitchinterval()
        self._threshold = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to import."""
        from concurrent.futures import ThreadPoolExecutor

        sys.setswitchinterval(_SWITCH_S)
        young, middle, _ = self._threshold
        gc.set_threshold(young, middle, _NEVER)
        executor = ThreadPoolExecutor(1, "loading")
        self._importing = executor.submit(_import, self._later)
        executor.shutdown(wait=False)
        self._timer.start()

    def settle(self) -> None:
        """Nothing more is loaded: what there is stays, and isn't walked through again."""
        self._timer.stop()
        gc.freeze()
        gc.set_threshold(*self._threshold)
        sys.setswitchinterval(self._switch_s)

    def _look(self) -> None:
        if self._importing is not None and self._importing.done():
            self._timer.stop()
            self._importing.result()
            self.done.emit()


def _import(names: Sequence[str]) -> None:
    for name in names:
        importlib.import_module(name)
