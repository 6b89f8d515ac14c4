"""The one door between Qt's thread and the session's: commands go in as callbacks, news come out by polling.

The session's thread runs one asyncio loop for the whole life of the process (bleak needs that). Nothing in here
waits for it except `close`.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import CancelledError, Future
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from coreg.domain.act import Request
from coreg.domain.other_folder import OtherFolder
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskState
from coreg.domain.strap import FoundStrap
from coreg.session.plan import Plan
from coreg.ui import wording
from coreg.ui.doors import Doors, Held
from coreg.ui.failure_log import log_failure

_POLL_MS = 33
_FIND_WITHIN_S = 5.0  # our choice: a disk that hangs answers nothing, and the others shall be offered
_CLOSE_WITHIN_S = 15.0  # a strap's disconnect may take 5 s (bleak), a slow disk the rest

_log = logging.getLogger(__name__)


class SessionLink(QObject):
    """Starts, watches and ends sessions, one at a time.

    Signals, all on Qt's thread: `began(Plan)` once a session runs, `snapshot_changed(Snapshot)`, `ended(str)` when
    it is closed (with words where it failed, else empty), `straps_found(list)`, `scan_failed(str)`,
    `recording_refused(str)` where a prepared session's file can't be made, `folders_found(list)` that it could be
    recorded in, `elsewhere_refused(str)` where that can't be, `warmed_up(str)` (with words where it failed).
    """

    began = Signal(object)
    snapshot_changed = Signal(object)
    ended = Signal(str)
    straps_found = Signal(object)
    scan_failed = Signal(str)
    recording_refused = Signal(str)
    folders_found = Signal(object)
    elsewhere_refused = Signal(str)
    warmed_up = Signal(str)

    def __init__(self, doors: Doors) -> None:
        super().__init__()
        self._doors = doors
        self._plan: Plan | None = None
        self._held: Held | None = None
        self._seen_id = -1
        self._has_told_warm = False
        self._warming: Future[None] | None = None
        self._holding: Future[None] | None = None
        self._scanning: Future[list[FoundStrap]] | None = None
        self._beginning: Future[None] | None = None
        self._finding: Future[Sequence[OtherFolder]] | None = None
        self._moving: Future[None] | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="session", daemon=True)
        self._thread.start()
        self._poll_timer = QTimer(self)
        self._poll_timer.setInterval(_POLL_MS)
        self._poll_timer.timeout.connect(self._poll)

    @property
    def is_holding(self) -> bool:
        """Whether a session runs or is about to."""
        return self._holding is not None

    def warm_up(self) -> None:
        """Have the kernels loaded or compiled on a worker thread. A session may begin meanwhile."""
        if self._warming is None:
            self._warming = asyncio.run_coroutine_threadsafe(asyncio.to_thread(self._doors.warm_up), self._loop)
            self._poll_timer.start()

    def hold(self, make_plan: Callable[[], Plan]) -> None:
        """Begin a session. `make_plan` runs on a worker thread."""
        if self._holding is not None:
            return
        self._plan, self._held, self._seen_id = None, None, -1
        self._holding = asyncio.run_coroutine_threadsafe(self._hold(make_plan), self._loop)
        self._poll_timer.start()

    def scan(self, seconds: float) -> None:
        """Look for straps, unless that is going on already."""
        if self._scanning is None:
            self._scanning = asyncio.run_coroutine_threadsafe(self._scan(seconds), self._loop)
            self._poll_timer.start()

    def ask(self, request: Request, input_: str) -> None:
        """Ask the running session for something; `input_` says with what it was asked."""
        if self._held is not None:
            self._loop.call_soon_threadsafe(self._held.ask, request, input_)

    def keep_note(self, text: str, input_: str) -> None:
        """Have the running session keep what was typed."""
        if self._held is not None:
            self._loop.call_soon_threadsafe(self._held.keep_note, text, input_)

    def ask_to_stand_up(self) -> None:
        """Begin the check of who wears which strap."""
        if self._held is not None:
            self._loop.call_soon_threadsafe(self._held.ask_to_stand_up)

    def swap_roles(self) -> None:
        """Exchange who wears which strap."""
        if self._held is not None:
            self._loop.call_soon_threadsafe(self._held.swap_roles)

    def begin_recording(self, confirmed: Collection[Role], input_: str, *, is_watched_only: bool = False) -> None:
        """Begin the recording of the prepared session; a snapshot tells when, `recording_refused` why not."""
        if self._held is not None and self._beginning is None:
            beginning = self._held.begin_recording(confirmed, input_, is_watched_only=is_watched_only)
            self._beginning = asyncio.run_coroutine_threadsafe(beginning, self._loop)

    def find_folders(self) -> None:
        """Look where else the session could be recorded; `folders_found` tells."""
        places = () if self._held is None else self._held.places
        if self._held is not None and places and self._finding is None:
            finding = self._find_folders(places[-1].path, self._held.snapshot.disk)
            self._finding = asyncio.run_coroutine_threadsafe(finding, self._loop)

    def record_elsewhere(self, folder: Path) -> None:
        """Have the session recorded in another folder; snapshots tell, or `elsewhere_refused` why not."""
        if self._held is not None and self._moving is None:
            self._moving = asyncio.run_coroutine_threadsafe(self._held.record_elsewhere(folder), self._loop)

    def leave(self) -> None:
        """End the session without what its disk doesn't take: that is lost."""
        if self._held is not None:
            self._loop.call_soon_threadsafe(self._held.leave)

    def stop(self) -> None:
        """Ask the running session to close; `ended` tells when it has."""
        if self._held is not None:
            self._loop.call_soon_threadsafe(self._held.stop)
        elif self._holding is not None:
            self._holding.cancel()

    def close(self) -> None:
        """Close the running session, wait until everything it had is committed, and end the thread."""
        self._poll_timer.stop()
        for under_way in (self._scanning, self._warming):
            if under_way is not None:
                under_way.cancel()
        self.stop()
        self._wait_for_session()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(_cancel_what_is_left())
        self._loop.close()

    def _wait_for_session(self) -> None:
        if self._holding is None:
            return
        try:
            failure = self._holding.exception(timeout=_CLOSE_WITHIN_S)
        except (CancelledError, TimeoutError):
            _log.warning("the session did not close by itself within %s s", _CLOSE_WITHIN_S)
        else:
            if failure is not None:
                _log.error("the session ended with %s", type(failure).__name__)
        self._holding = None

    async def _hold(self, make_plan: Callable[[], Plan]) -> None:
        plan = await asyncio.to_thread(make_plan)
        held = self._doors.conduct(plan)
        self._plan = plan
        self._held = held
        await held.run()

    async def _find_folders(self, path: Path, disk: DiskState) -> Sequence[OtherFolder]:
        try:
            async with asyncio.timeout(_FIND_WITHIN_S):
                return await asyncio.to_thread(self._doors.other_folders, path, disk)
        except (TimeoutError, OSError):
            return ()

    async def _scan(self, seconds: float) -> list[FoundStrap]:
        return await self._doors.scan(seconds)

    def _poll(self) -> None:
        self._poll_warming()
        self._poll_scan()
        self._poll_beginning()
        self._poll_elsewhere()
        self._poll_session()
        if self._holding is None and self._scanning is None and (self._warming is None or self._warming.done()):
            self._poll_timer.stop()

    def _poll_warming(self) -> None:
        warming = self._warming
        if warming is None or self._has_told_warm or not warming.done():
            return
        self._has_told_warm = True
        failure = None if warming.cancelled() else warming.exception()
        self.warmed_up.emit("" if failure is None else _words_of(failure))

    def _poll_scan(self) -> None:
        scanning = self._scanning
        if scanning is None or not scanning.done():
            return
        self._scanning = None
        failure = None if scanning.cancelled() else scanning.exception()
        if failure is not None:
            self.scan_failed.emit(_words_of(failure))
        elif not scanning.cancelled():
            self.straps_found.emit(scanning.result())

    def _poll_beginning(self) -> None:
        beginning = self._beginning
        if beginning is None or not beginning.done():
            return
        self._beginning = None
        failure = None if beginning.cancelled() else beginning.exception()
        if failure is not None:
            self.recording_refused.emit(_words_of(failure))

    def _poll_elsewhere(self) -> None:
        finding, moving = self._finding, self._moving
        if finding is not None and finding.done():
            self._finding = None
            self.folders_found.emit([] if finding.cancelled() else finding.result())
        if moving is not None and moving.done():
            self._moving = None
            failure = None if moving.cancelled() else moving.exception()
            if failure is not None:
                self.elsewhere_refused.emit(_words_of(failure))

    def _poll_session(self) -> None:
        holding = self._holding
        if holding is None:
            return
        is_over = holding.done()  # asked first: the snapshot read after it is then the last one
        if self._held is not None:
            self._show_news(self._held)
        if is_over:
            self._holding = self._held = None
            failure = None if holding.cancelled() else holding.exception()
            self.ended.emit("" if failure is None else _words_of(failure))

    def _show_news(self, held: Held) -> None:
        if self._plan is not None:
            plan, self._plan = self._plan, None
            self.began.emit(plan)
        snapshot = held.snapshot
        if snapshot.snapshot_id != self._seen_id:
            self._seen_id = snapshot.snapshot_id
            self.snapshot_changed.emit(snapshot)


async def _cancel_what_is_left() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _words_of(failure: BaseException) -> str:
    """A failure in words; what isn't ours is logged by where it happened, without a single value."""
    log_failure(failure)
    return wording.of_failure(failure)
