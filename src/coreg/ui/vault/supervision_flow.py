"""From the library to a supervisor and back: a session is packed, and comments on one are taken back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coreg.ui.vault import library_wording
from coreg.ui.vault import supervision_wording as wording
from coreg.ui.vault.doors import SupervisionDoors
from coreg.ui.vault.supervision_page import SupervisionPage
from coreg.ui.vault.vault_thread import Failed, VaultThread
from coreg.ui.vault.window import VaultWindow

if TYPE_CHECKING:
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.stored_session import SessionEntry
    from coreg.recording.vault.strength import Strength
    from coreg.ui.vault.listing import PersonView


class SupervisionFlow(QObject):
    """Shows the page of one session. `left()` where one goes back."""

    left = Signal()

    def __init__(
        self, doors: SupervisionDoors, thread: VaultThread, window: VaultWindow, opened: OpenVault
    ) -> None:
        super().__init__()
        self._doors, self._thread, self._window, self._opened = doors, thread, window, opened
        self._session_id = ""

    def show(self, view: PersonView, session: SessionEntry) -> None:
        """Show the page for this session."""
        self._session_id = session.session_id
        when = library_wording.started(session.started_utc, session.utc_offset_s)
        page = SupervisionPage(
            f"{view.entry.pseudonym} · {when}",
            view.entry.relation,
            Path.home(),
            has_notes=session.has_notes,
        )
        page.back_asked.connect(self.left)
        page.typed.connect(self._judge)
        page.pack_asked.connect(self._pack)
        page.take_asked.connect(self._take)
        self._window.turn_to(page)

    @property
    def _page(self) -> SupervisionPage | None:
        page = self._window.page
        return page if isinstance(page, SupervisionPage) else None

    def _judge(self, passphrase: str) -> None:
        if passphrase:
            work = partial(self._doors.strength, passphrase)
            self._thread.ask_last(work, partial(self._show_strength, passphrase))

    def _show_strength(self, passphrase: str, strength: Strength) -> None:
        if self._page is not None:
            self._page.show_strength(passphrase, strength.words, is_weak=strength.is_weak)

    def _pack(self, folder: Path, passphrase: str) -> None:
        page = self._page
        if page is None:
            return
        self._window.begin(wording.PACKING)
        work = partial(
            self._doors.pack,
            self._opened,
            self._session_id,
            folder,
            passphrase,
            page.with_therapist.isChecked(),
            page.with_notes.isChecked(),
        )
        self._thread.ask(work, self._show_packed, self._fail)

    def _show_packed(self, made: Path) -> None:
        if self._page is not None:
            self._page.show_done(wording.packed(str(made)))

    def _take(self, file: Path) -> None:
        self._window.begin(wording.TAKING)
        self._thread.ask(partial(self._doors.take_back, self._opened, file), self._show_taken, self._fail)

    def _show_taken(self, taken: tuple[SessionEntry, int]) -> None:
        session, n_new = taken
        when = library_wording.started(session.started_utc, session.utc_offset_s)
        if self._page is not None:
            self._page.show_done(wording.taken(n_new, when))

    def _fail(self, failed: Failed) -> None:
        if self._page is not None:
            self._page.refuse(failed.words)
