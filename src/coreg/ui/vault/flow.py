"""The vault in the window as a whole: in, through and out again; it locks when nobody is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coreg.domain.client import Relation
from coreg.session.plan import Plan
from coreg.ui.follow import follow
from coreg.ui.theme import Look
from coreg.ui.vault.cut_off_flow import CutOffFlow
from coreg.ui.vault.doors import VaultDoors
from coreg.ui.vault.entry import Entry
from coreg.ui.vault.idle import IdleWatch
from coreg.ui.vault.library_flow import LibraryFlow
from coreg.ui.vault.offer_page import OfferPage
from coreg.ui.vault.vault_thread import Failed, VaultThread
from coreg.ui.vault.window import VaultWindow

if TYPE_CHECKING:
    from coreg.domain.course import ContextTick
    from coreg.domain.person import Role
    from coreg.domain.strap import RememberedStrap
    from coreg.domain.withdrawal import Withdrawal
    from coreg.recording.vault.library import OpenVault


_AFTER_END_MIN = 2  # design section 6: after a session the view locks within two minutes


class VaultFlow(QObject):
    """Holds the vault's window and, while it is open, the vault.

    Signals: `session_asked(object)` with the client's id or None to watch only, `replay_asked(str)` with a
    session's id, `review_asked(ReviewSource)`, `resume_asked(CutOff)`, `try_asked()` for the guided try, `left()`,
    `looked_around()`, `idle()` when an open vault's time is over (the owner says `lock` or `lock_view`).
    """

    session_asked = Signal(object)
    replay_asked = Signal(str)
    review_asked = Signal(object)
    resume_asked = Signal(object)
    try_asked = Signal()
    left = Signal()
    looked_around = Signal()
    idle = Signal()

    def __init__(self, doors: VaultDoors, look: Look) -> None:
        super().__init__()
        self._doors = doors
        self._thread = VaultThread(self)
        self._opened: OpenVault | None = None
        self._library: LibraryFlow | None = None
        self._cut_off: CutOffFlow | None = None
        self._idle = IdleWatch(self)
        self._behind: QWidget | None = None
        self._is_over_session = False
        self.window = VaultWindow(look)
        self._entry = Entry(doors, self._thread, self.window)
        self._entry.opened.connect(self._take_opened)
        self._entry.left.connect(self.left)
        self.window.close_asked.connect(self._ask_leave)
        self._entry.looked_around.connect(self.looked_around)
        self._entry.view_unlocked.connect(self._unlock_view)
        self._idle.idle.connect(self._end_idle)

    @property
    def is_open(self) -> bool:
        """Whether the vault is open."""
        return self._opened is not None

    @property
    def remembered_straps(self) -> dict[Role, RememberedStrap]:
        """Who wore which strap when a recording last began; nobody while the vault is locked."""
        return {} if self._library is None else self._library.remembered_straps

    def pseudonym(self, person_id: str) -> str:
        """Return what a client is called; empty while the vault is locked."""
        return "" if self._library is None else self._library.pseudonym(person_id)

    def relation(self, person_id: str) -> Relation:
        """Return who the second person in a client's sessions is; the therapist while the vault is locked."""
        return Relation.THERAPIST if self._library is None else self._library.relation(person_id)

    def enter(self, before: QWidget) -> None:
        """Show, in front of this window, the library where the vault is open, else the way in."""
        self._come_before(before)
        if self._library is not None:
            self._library.show()
        else:
            self._entry.enter()

    def watch(self, window: QWidget) -> None:
        """Count what is done in this window too as somebody being there."""
        self._idle.watch(window)

    def keep(self, plan: Plan, person_id: str) -> Plan:
        """Return the plan with its recording in the vault."""
        return plan if self._opened is None else self._doors.keep(plan, self._opened, person_id)

    def resume(self, plan: Plan, session_id: str) -> Plan:
        """Return the plan with its recording going on in a session that was cut off."""
        if self._opened is None:
            raise RuntimeError(session_id)  # only an open vault knows of one
        return self._doors.resume(plan, self._opened, session_id)

    def plan_replay(self, session_id: str) -> partial[Plan]:
        """Return what makes the plan of a session of the vault."""
        if self._opened is None:
            raise RuntimeError(session_id)  # only an open library lists sessions
        return partial(self._doors.plan_replay, self._opened, session_id)

    def end_soon(self) -> None:
        """A session is over: lock within two minutes if nobody does anything."""
        if self.is_open:
            self._idle.begin(min(_AFTER_END_MIN, self._doors.lock_after_min()))

    def lock(self) -> None:
        """Lock the vault; if its window is open, ask for the passphrase there."""
        self._let_go()
        if self.window.isVisible():
            self._entry.ask_again(is_in_session=False)

    def lock_view(self, of: QWidget) -> None:
        """Ask for the passphrase in front of this window while the vault stays open: a session goes on behind."""
        self._idle.stop()
        self._is_over_session = True
        self._come_before(of)
        self._entry.ask_again(is_in_session=True)

    def keep_words(
        self, session_id: str, text: str, then: Callable[[None], None], fails: Callable[[Failed], None]
    ) -> None:
        """Keep the therapist's words with a session that has ended."""
        if self._opened is not None:
            keep = partial(self._doors.keep_words, self._opened, session_id, text)
            self._thread.ask(keep, then, fails)

    def say_of_day(
        self,
        session_id: str,
        ticks: dict[ContextTick, bool],
        complete: dict[int, bool | None],
        fails: Callable[[Failed], None],
    ) -> None:
        """Keep a tick of the day, or what is said of a target, with a session that has ended."""
        if self._opened is not None and self._doors.course is not None:
            say = partial(self._doors.course.say_of_day, self._opened, session_id, ticks, complete)
            self._thread.ask(say, _nothing_to_say, fails)

    def keep_course(self, session_id: str) -> None:
        """Read what the course needs of a session that has ended, once nothing else waits."""
        if self._opened is not None and self._doors.course is not None:
            self._thread.ask_last(partial(self._doors.course.keep, self._opened, session_id), _nothing_to_say)

    def withdraw(
        self,
        session_id: str,
        withdrawal: Withdrawal,
        then: Callable[[Withdrawal], None],
        fails: Callable[[Failed], None],
    ) -> None:
        """Carry out what was chosen where consent was taken back in a session."""
        if self._opened is not None:
            self._thread.ask(partial(self._doors.withdraw, self._opened, session_id, withdrawal), then, fails)

    def export(self, session_id: str) -> None:
        """Show the page that writes this session for other programs."""
        if self._library is not None:
            self._library.show_export(session_id)

    def count(self) -> None:
        """Count the idle minutes from now."""
        if self.is_open:
            self._idle.begin(self._doors.lock_after_min())

    def close(self) -> None:
        """Finish what is being done, lock, and let the window go."""
        self._thread.close()
        self._entry.close()
        self._let_go()
        self.window.may_close = True
        self.window.close()
        self.window.deleteLater()

    def _take_opened(self, opened: OpenVault) -> None:
        self._opened = opened
        library = LibraryFlow(self._doors, self._thread, self.window, opened)
        library.session_asked.connect(self.session_asked)
        library.replay_asked.connect(self.replay_asked)
        library.review_asked.connect(self.review_asked)
        library.lock_asked.connect(self.lock)
        library.left.connect(self.left)
        library.care.lock_after_chosen.connect(self._idle.begin)
        self._library = library
        self.count()
        cut_off = CutOffFlow(self._doors, self._thread, self.window, opened)
        cut_off.resume_asked.connect(self.resume_asked)
        cut_off.done.connect(library.show)
        self._cut_off = cut_off
        if self._entry.is_new:
            self._entry.is_new = False
            self._offer_try()
        else:
            cut_off.start()

    def _offer_try(self) -> None:
        """Offer the guided try once, after the vault was made."""
        page = OfferPage()
        page.try_asked.connect(self.try_asked)
        if self._library is not None:
            page.back_asked.connect(self._library.show)
        self.window.turn_to(page)

    def _come_before(self, window: QWidget) -> None:
        self._behind = window
        follow(window, self.window)
        self.watch(self.window)

    def _unlock_view(self) -> None:
        self._is_over_session = False
        self.count()
        if self._behind is not None:
            follow(self.window, self._behind)

    def _ask_leave(self) -> None:
        page = self.window.page
        if not self._is_over_session and (page is None or not page.is_busy):
            self.left.emit()

    def _end_idle(self) -> None:
        if self._thread.is_busy:
            self._idle.begin(1)
        else:
            self.idle.emit()

    def _let_go(self) -> None:
        self._idle.stop()
        opened, self._opened, self._library, self._cut_off = self._opened, None, None, None
        if opened is not None:
            opened.lock()


def _nothing_to_say(_nothing: None) -> None:
    pass
