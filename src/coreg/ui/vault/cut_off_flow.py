"""Asks about every session of an opened vault that was cut off, before anything else is shown of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coreg.domain.cut_off import CutOff
from coreg.ui.vault import cut_off_wording
from coreg.ui.vault.cut_off_page import CutOffPage
from coreg.ui.vault.doors import VaultDoors
from coreg.ui.vault.vault_thread import Failed, VaultThread
from coreg.ui.vault.window import VaultWindow

if TYPE_CHECKING:
    from coreg.recording.vault.library import OpenVault


class CutOffFlow(QObject):
    """Signals: `resume_asked(CutOff)`, and `done()` where none is left to ask about."""

    resume_asked = Signal(object)
    done = Signal()

    def __init__(self, doors: VaultDoors, thread: VaultThread, window: VaultWindow, opened: OpenVault) -> None:
        super().__init__()
        self._doors, self._thread, self._window, self._opened = doors, thread, window, opened
        self._left: list[CutOff] = []

    def start(self) -> None:
        """Look for them; most of the time there is none."""
        self._window.begin(cut_off_wording.LOOKING)
        self._thread.ask(partial(self._doors.cut_off, self._opened), self._take, self._give_up)

    def _take(self, found: tuple[CutOff, ...]) -> None:
        self._left = list(found)
        self._show_next()

    def _show_next(self) -> None:
        """Ask about the newest that is left: the one that somebody waits for."""
        if not self._left:
            self.done.emit()
            return
        page = CutOffPage(self._left[-1])
        page.resume_asked.connect(self._resume)
        page.end_asked.connect(self._end)
        page.back_asked.connect(self._skip)
        self._window.turn_to(page)

    def _resume(self) -> None:
        self.resume_asked.emit(self._left.pop())

    def _end(self) -> None:
        self._window.begin(cut_off_wording.ENDING)
        end = partial(self._doors.end_cut_off, self._opened, self._left[-1].session_id)
        self._thread.ask(end, self._take_ended, self._fail)

    def _take_ended(self, _duration_s: float) -> None:
        self._skip()

    def _skip(self) -> None:
        self._left.pop()
        self._show_next()

    def _fail(self, failed: Failed) -> None:
        if self._window.page is not None:
            self._window.page.refuse(failed.words)

    def _give_up(self, _failed: Failed) -> None:
        """What can't be looked at stands in the library, and its check says what is wrong."""
        self.done.emit()
