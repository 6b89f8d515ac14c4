"""The way into the vault: made at the first start, opened by passphrase, keychain or recovery code."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coreg.recording.vault.strength import Strength
from coreg.ui.vault import wording
from coreg.ui.vault.code_page import CodePage
from coreg.ui.vault.doors import VaultDoors
from coreg.ui.vault.measures_page import MeasuresPage
from coreg.ui.vault.passphrase_page import PassphrasePage, Why
from coreg.ui.vault.printing import print_code
from coreg.ui.vault.unlock_page import UnlockPage
from coreg.ui.vault.vault_thread import Failed, VaultThread
from coreg.ui.vault.welcome import WelcomePage
from coreg.ui.vault.window import VaultWindow

if TYPE_CHECKING:
    from coreg.recording.vault.library import OpenVault


class Entry(QObject):
    """Leads from a locked vault, or none, to an open one.

    Signals: `opened(OpenVault)`, `left()` to go back to the start, `looked_around()` where no vault is wanted
    today, `view_unlocked()` where the passphrase showed that the right person is there and a session goes on.
    """

    opened = Signal(object)
    left = Signal()
    looked_around = Signal()
    view_unlocked = Signal()

    def __init__(self, doors: VaultDoors, thread: VaultThread, window: VaultWindow) -> None:
        super().__init__()
        self._doors, self._thread, self._window = doors, thread, window
        self._new: OpenVault | None = None  # open, and its recovery code isn't confirmed yet
        self._code = ""
        self._uses_keychain = False
        self.is_new = False  # whether the vault that opens was made just now

    def enter(self) -> None:
        """Show the first page: a vault that is there is opened, else one is offered."""
        if self._doors.exists():
            self._show_unlock(is_in_session=False)
            self._window.begin(wording.OPENING)
            self._thread.ask(self._open_by_keychain, self._take_keychain, self._fail)
        else:
            self._show_measures()

    def ask_again(self, *, is_in_session: bool) -> None:
        """Ask for the passphrase after the vault, or in a session the view, was locked."""
        self._show_unlock(is_in_session=is_in_session)

    def _show_measures(self) -> None:
        page = MeasuresPage()
        page.back_asked.connect(self.left)
        page.went_on.connect(self._show_welcome)
        self._window.turn_to(page)

    def _show_welcome(self) -> None:
        page = WelcomePage()
        page.back_asked.connect(self._show_measures)
        page.look_around_asked.connect(self.looked_around)
        page.make_asked.connect(self._show_make)
        self._window.turn_to(page)

    def _show_make(self) -> None:
        page = PassphrasePage(Why.MAKE, has_keychain=self._doors.keychain.is_there())
        page.back_asked.connect(self._show_welcome)
        page.typed.connect(self.judge)
        page.chosen.connect(self._make)
        self._window.turn_to(page)

    def _show_recover(self) -> None:
        page = PassphrasePage(Why.RECOVER)
        page.back_asked.connect(self.enter)
        page.typed.connect(self.judge)
        page.chosen.connect(self._recover)
        self._window.turn_to(page)

    def _show_unlock(self, *, is_in_session: bool) -> None:
        page = UnlockPage(is_in_session=is_in_session)
        page.back_asked.connect(self.left)
        page.code_asked.connect(self._show_recover)
        page.passphrase_given.connect(self._check if is_in_session else self._unlock)
        page.rebuild_asked.connect(self._rebuild)
        self._window.turn_to(page)

    def judge(self, passphrase: str) -> None:
        """Have it said how long a passphrase would stand; only the last one typed is judged."""
        if passphrase:
            self._thread.ask_last(
                partial(self._doors.strength, passphrase), partial(self._show_strength, passphrase)
            )

    def _show_strength(self, passphrase: str, strength: Strength) -> None:
        page = self._window.page
        if isinstance(page, PassphrasePage):
            page.show_strength(passphrase, strength.words, is_weak=strength.is_weak)

    def _make(self, _until_now: str, passphrase: str) -> None:
        page = self._window.page
        self._uses_keychain = isinstance(page, PassphrasePage) and page.keychain.isChecked()
        self.is_new = True
        self._window.begin(wording.MAKING)
        self._thread.ask(partial(self._doors.create, passphrase), self._show_code, self._fail)

    def _recover(self, code: str, passphrase: str) -> None:
        self._uses_keychain = self.is_new = False
        self._window.begin(wording.OPENING)
        self._thread.ask(partial(self._doors.recover, code, passphrase), self._show_code, self._fail)

    def _unlock(self, passphrase: str) -> None:
        self._window.begin(wording.OPENING)
        self._thread.ask(partial(self._doors.unlock, passphrase), self.opened.emit, self._fail)

    def _check(self, passphrase: str) -> None:
        self._window.begin(wording.OPENING)
        self._thread.ask(partial(self._doors.check, passphrase), self._take_checked, self._fail)

    def _take_checked(self, _nothing: None) -> None:
        self.view_unlocked.emit()

    def _rebuild(self, passphrase: str) -> None:
        self._window.begin(wording.REBUILDING)
        self._thread.ask(partial(self._doors.rebuild, passphrase), self.opened.emit, self._fail)

    def _open_by_keychain(self) -> OpenVault | None:
        return self._doors.keychain.unlock() if self._doors.keychain.is_used() else None

    def _take_keychain(self, opened: OpenVault | None) -> None:
        self._window.end()
        if opened is not None:
            self.opened.emit(opened)

    def _show_code(self, made: tuple[OpenVault, str]) -> None:
        self._new, self._code = made
        page = CodePage(self._code)
        page.print_asked.connect(self._print)
        page.typed_back.connect(self._compare)
        self._window.turn_to(page)

    def _compare(self, typed: str) -> None:
        self._window.begin("")
        self._thread.ask(partial(self._doors.is_same_code, self._code, typed), self._take_compared, self._fail)

    def _take_compared(self, is_same: bool) -> None:
        self._window.end()
        page, opened = self._window.page, self._new
        if not is_same and isinstance(page, CodePage):
            page.refuse(wording.CODE_DIFFERS)
        elif opened is not None:
            if self._uses_keychain:
                self._window.begin(wording.OPENING)
                put = partial(self._doors.keychain.put, opened)
                self._thread.ask(put, self._hand_over, self._hand_over_without)
            else:
                self._hand_over(None)

    def _hand_over(self, _nothing: None) -> None:
        opened, self._new, self._code = self._new, None, ""
        if opened is not None:
            self.opened.emit(opened)

    def _hand_over_without(self, failed: Failed) -> None:
        """Go on: the vault is open, only the keychain refused. Care of the vault says so when it is tried again."""
        self._hand_over(None)
        self._window.end(failed.words)

    def _print(self, code: str) -> None:
        page = self._window.page
        if page is not None and not print_code(page, code):
            page.say_problem(wording.PRINTING_FAILED)

    def close(self) -> None:
        """Lock a vault that was made and whose code isn't confirmed yet."""
        if self._new is not None:
            self._new.lock()
            self._new = None

    def _fail(self, failed: Failed) -> None:
        page = self._window.page
        if isinstance(page, UnlockPage) and failed.is_library_lost:
            page.offer_rebuild()
        if page is not None:
            page.refuse(failed.words)
