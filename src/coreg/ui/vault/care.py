"""Leads through the care of an open vault: check, copy, another passphrase, when it locks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coreg.recording.vault.finding import Finding
from coreg.recording.vault.stored_session import SessionEntry
from coreg.recording.vault.strength import Strength
from coreg.ui.screen_capture import keep_out
from coreg.ui.vault import library_wording, wording
from coreg.ui.vault.care_page import CarePage
from coreg.ui.vault.doors import VaultDoors
from coreg.ui.vault.passphrase_page import PassphrasePage, Why
from coreg.ui.vault.vault_thread import Failed, VaultThread
from coreg.ui.vault.window import VaultWindow

if TYPE_CHECKING:
    from coreg.recording.vault.library import OpenVault


class Care(QObject):
    """Shows the page and does what it asks. `left()` back to the library, `lock_after_chosen(int)`."""

    left = Signal()
    lock_after_chosen = Signal(int)

    def __init__(self, doors: VaultDoors, thread: VaultThread, window: VaultWindow, opened: OpenVault) -> None:
        super().__init__()
        self._doors, self._thread, self._window, self._opened = doors, thread, window, opened

    def show(self) -> None:
        """Show the page."""
        self._window.begin(library_wording.READING)
        self._thread.ask(self._keychain, partial(self._show_page, ""), self._fail)

    def _keychain(self) -> tuple[bool, bool]:
        keychain = self._doors.keychain
        return keychain.is_there(), keychain.is_used()

    def _show_page(self, notice: str, keychain: tuple[bool, bool]) -> None:
        is_there, is_used = keychain
        folder = Path.home() / f"coreg-backup-{date.today().isoformat()}"
        page = CarePage(
            self._doors.lock_after_min(),
            folder,
            has_keychain=is_there,
            uses_keychain=is_used,
            is_kept_out_of_capture=self._doors.is_kept_out_of_capture(),
        )
        page.back_asked.connect(self.left)
        page.check_asked.connect(self._check)
        page.backup_asked.connect(self._back_up)
        page.passphrase_asked.connect(self._show_passphrase)
        page.lock_after_chosen.connect(self._lock_after)
        page.keychain_turned.connect(self._turn_keychain)
        page.capture_turned.connect(self._turn_capture)
        self._window.turn_to(page)
        page.say_doing(notice)

    def _check(self) -> None:
        self._window.begin(wording.CHECKING)
        self._thread.ask(self._verify, self._show_findings, self._fail)

    def _verify(self) -> tuple[str, ...]:
        return self._in_words(self._opened.verify())

    def _back_up(self, folder: Path) -> None:
        self._window.begin(wording.BACKING_UP)
        self._thread.ask(partial(self._copy, folder), self._show_backed_up, self._fail)

    def _copy(self, folder: Path) -> tuple[str, ...]:
        return self._in_words(self._opened.backup(folder))

    def _in_words(self, findings: Sequence[Finding]) -> tuple[str, ...]:
        sessions = {session.session_id: _when(session) for session in self._opened.sessions()}
        return tuple(library_wording.finding(each, sessions.get(each.session_id or "")) for each in findings)

    def _show_findings(self, findings: tuple[str, ...]) -> None:
        page = self._window.page
        if isinstance(page, CarePage):
            page.show_findings(findings)

    def _show_backed_up(self, findings: tuple[str, ...]) -> None:
        page = self._window.page
        if isinstance(page, CarePage):
            page.show_backed_up(findings)

    def _show_passphrase(self) -> None:
        page = PassphrasePage(Why.CHANGE)
        page.back_asked.connect(self.show)
        page.typed.connect(self._judge)
        page.chosen.connect(self._change)
        self._window.turn_to(page)

    def _judge(self, passphrase: str) -> None:
        if passphrase:
            self._thread.ask_last(
                partial(self._doors.strength, passphrase), partial(self._show_strength, passphrase)
            )

    def _show_strength(self, passphrase: str, strength: Strength) -> None:
        page = self._window.page
        if isinstance(page, PassphrasePage):
            page.show_strength(passphrase, strength.words, is_weak=strength.is_weak)

    def _change(self, old: str, new: str) -> None:
        self._window.begin(wording.CHANGING)
        self._thread.ask(partial(self._doors.change_passphrase, old, new), self._take_changed, self._fail)

    def _take_changed(self, _nothing: None) -> None:
        self._thread.ask(self._keychain, partial(self._show_page, wording.CHANGED), self._fail)

    def _lock_after(self, minutes: int) -> None:
        self._doors.set_lock_after_min(minutes)
        self.lock_after_chosen.emit(minutes)

    def _turn_capture(self, is_out: bool) -> None:
        self._doors.set_kept_out_of_capture(is_out)
        keep_out(self._window, is_out)

    def _turn_keychain(self, is_on: bool) -> None:
        keychain = self._doors.keychain
        words = wording.KEYCHAIN_ON if is_on else wording.KEYCHAIN_OFF
        self._window.begin(wording.CHANGING)
        turn = partial(keychain.put if is_on else keychain.take_out, self._opened)
        self._thread.ask(turn, partial(self._take_keychain, words), partial(self._keychain_refused, is_on))

    def _take_keychain(self, words: str, _nothing: None) -> None:
        self._window.end()
        if self._window.page is not None:
            self._window.page.say_doing(words)

    def _keychain_refused(self, was_on: bool, failed: Failed) -> None:
        page = self._window.page
        if isinstance(page, CarePage):
            page.keychain.setChecked(not was_on)
        self._fail(failed)

    def _fail(self, failed: Failed) -> None:
        if self._window.page is not None:
            self._window.page.refuse(failed.words)


def _when(session: SessionEntry) -> str:
    return library_wording.started(session.started_utc, session.utc_offset_s)
