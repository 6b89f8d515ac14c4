"""The vault's thread: one thing after the other happens there, and Qt's thread never waits for it.

Deriving a key takes up to a second on purpose, a check reads every file. The news come back by polling, as the
session's do, so that nothing of Qt is touched from the other thread.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from coreg.domain.errors import CoregError, LibraryLostError
from coreg.ui import wording
from coreg.ui.failure_log import log_failure

_POLL_MS = 15
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Failed:
    """What went wrong, in words, and how what can be done about it is chosen."""

    words: str
    is_library_lost: bool = False


@dataclass(frozen=True, slots=True)
class _UnderWay:
    future: "Future[Any]"
    then: Callable[[Any], None]
    fails: Callable[[Failed], None]


class VaultThread(QObject):
    """Does what may take time, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")
        self._under_way: list[_UnderWay] = []
        self._last: tuple[Callable[[], Any], Callable[[Any], None]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return bool(self._under_way)

    def ask(self, work: Callable[[], _T], then: Callable[[_T], None], fails: Callable[[Failed], None]) -> None:
        """Have `work` done there; `then` gets what came of it, `fails` why not, both on Qt's thread."""
        self._under_way.append(_UnderWay(self._executor.submit(work), then, fails))
        self._timer.start()

    def ask_last(self, work: Callable[[], _T], then: Callable[[_T], None]) -> None:
        """Do this when nothing else waits; of several asked for only the last is done, and failures are unsaid."""
        self._last = (work, then)
        self._timer.start()

    def close(self, *, waits: bool = True) -> None:
        """Wait for what is being done, drop what waits, and end the thread. Nobody is told any more.

        Parameters
        ----------
        waits
            False where what is being done writes nothing, and may end by itself.
        """
        self._timer.stop()
        self._last = None
        self._under_way.clear()
        self._executor.shutdown(wait=waits, cancel_futures=True)

    def _poll(self) -> None:
        while self._under_way and self._under_way[0].future.done():
            _tell(self._under_way.pop(0))
        if not self._under_way and self._last is not None:
            (work, then), self._last = self._last, None
            self.ask(work, then, _say_nothing)
        elif not self._under_way:
            self._timer.stop()


def _say_nothing(failed: Failed) -> None:
    pass


def _tell(done: _UnderWay) -> None:
    failure = done.future.exception()
    if failure is None:
        done.then(done.future.result())
        return
    if not isinstance(failure, CoregError):
        log_failure(failure)
    done.fails(Failed(wording.of_failure(failure), isinstance(failure, LibraryLostError)))
