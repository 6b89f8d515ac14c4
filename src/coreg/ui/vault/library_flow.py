"""Through the open vault: the library, a person's pages, and on the way to a session the consents it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coreg.domain.client import Relation
from coreg.domain.consent import KEPT_WITH_CLIENT, ConsentText, Purpose
from coreg.ui.vault import library_wording, wording
from coreg.ui.vault.care import Care
from coreg.ui.vault.client_page import ClientPage
from coreg.ui.vault.consent_page import ConsentPage, Given
from coreg.ui.vault.course_flow import CourseFlow
from coreg.ui.vault.doors import VaultDoors
from coreg.ui.vault.export_page import ExportPage
from coreg.ui.vault.forget_page import ForgetPage
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.listing import Listing, PersonView, listing
from coreg.ui.vault.supervision_flow import SupervisionFlow
from coreg.ui.vault.vault_thread import Failed, VaultThread
from coreg.ui.vault.window import VaultWindow

if TYPE_CHECKING:
    from coreg.domain.person import Role
    from coreg.domain.strap import RememberedStrap
    from coreg.recording.vault.library import OpenVault
    from coreg.ui.review_source import ReviewSource


class LibraryFlow(QObject):
    """Leads from page to page of one open vault.

    Signals: `session_asked(object)` with the client's id, or None to watch only; `replay_asked(str)` with a
    session's id; `review_asked(ReviewSource)`; `lock_asked()`; `left()`.
    """

    session_asked = Signal(object)
    replay_asked = Signal(str)
    review_asked = Signal(object)
    lock_asked = Signal()
    left = Signal()

    def __init__(self, doors: VaultDoors, thread: VaultThread, window: VaultWindow, opened: OpenVault) -> None:
        super().__init__()
        self._doors, self._thread, self._window, self._opened = doors, thread, window, opened
        self._listing: Listing | None = None
        self._chosen_id: str | None = None
        self._wanted_id: str | None = None  # whose session is about to start
        self._exported_id = ""
        self._course: CourseFlow | None = None
        self.care = Care(doors, thread, window, opened)
        self.care.left.connect(self.show)
        self._supervision: SupervisionFlow | None = None
        if doors.supervision is not None:
            self._supervision = SupervisionFlow(doors.supervision, thread, window, opened)
            self._supervision.left.connect(self.show)

    @property
    def remembered_straps(self) -> dict[Role, RememberedStrap]:
        """Who wore which strap when a recording last began, as of when the library was last read."""
        return {} if self._listing is None else self._listing.straps

    def pseudonym(self, person_id: str) -> str:
        """Return what a client is called, as of when the library was last read."""
        view = None if self._listing is None else self._listing.person(person_id)
        return "" if view is None else view.entry.pseudonym

    def relation(self, person_id: str) -> Relation:
        """Return who the second person in a client's sessions is, as of when the library was last read."""
        view = None if self._listing is None else self._listing.person(person_id)
        return Relation.THERAPIST if view is None else view.entry.relation

    def show(self) -> None:
        """Show the library as it is now."""
        self._then("", self._show_library)

    def _then(self, notice: str, go_on: Callable[[str], None]) -> None:
        """Read the library anew, then go on."""
        self._window.begin(library_wording.READING)
        self._thread.ask(partial(listing, self._opened), partial(self._take_listing, notice, go_on), self._fail)

    def _take_listing(self, notice: str, go_on: Callable[[str], None], read: Listing) -> None:
        self._listing = read
        go_on(notice)

    def _show_library(self, notice: str) -> None:
        if self._listing is None:
            return
        self._wanted_id = None
        page = LibraryPage(
            self._listing,
            date.today(),
            chosen_id=self._chosen_id,
            can_export=bool(self._doors.export_formats),
            can_review=self._doors.review is not None,
            can_supervise=self._supervision is not None,
        )
        page.status.say(wording.locks_after(self._doors.lock_after_min()))
        page.start_asked.connect(self._start)
        page.watch_asked.connect(self._watch)
        page.add_asked.connect(self._show_add)
        page.care_asked.connect(self.care.show)
        page.lock_asked.connect(self.lock_asked)
        page.back_asked.connect(self.left)
        page.panel.consent_asked.connect(self._show_consent)
        page.panel.second_consent_asked.connect(self._show_second_consent)
        page.panel.edit_asked.connect(self._show_edit)
        page.panel.forget_asked.connect(self._show_forget)
        page.panel.course_asked.connect(self._show_course)
        page.panel.open_asked.connect(self.replay_asked)
        page.panel.review_asked.connect(self._review)
        page.panel.export_asked.connect(self.show_export)
        page.panel.supervision_asked.connect(self._show_supervision)
        self._window.turn_to(page)
        page.say_problem(notice or (library_wording.FOUND_CHANGED if self._listing.has_findings else ""))

    @property
    def _chosen(self) -> PersonView | None:
        """Whom the library's page shows, remembered for when it comes back."""
        page = self._window.page
        if isinstance(page, LibraryPage):
            self._chosen_id = None if page.chosen is None else page.chosen.entry.person_id
        return None if self._listing is None else self._listing.person(self._chosen_id)

    def _start(self, person_id: str) -> None:
        """Start a session with this client, or ask first for what is missing."""
        self._chosen_id = self._wanted_id = person_id
        self._go_on_to_session("")

    def _go_on_to_session(self, _notice: str) -> None:
        if self._listing is None or self._wanted_id is None:
            return
        client = self._listing.person(self._wanted_id)
        people = (client, self._listing.second(self._wanted_id))
        missing = [view for view in people if view is not None and not view.may_record]
        if missing:
            self._show_consent_of(missing[0])
        else:
            self.session_asked.emit(self._wanted_id)

    def _watch(self) -> None:
        self.session_asked.emit(None)

    def _show_add(self) -> None:
        page = ClientPage()
        page.back_asked.connect(self.show)
        page.kept.connect(self._add)
        self._window.turn_to(page)

    def _show_edit(self) -> None:
        view = self._chosen
        if view is None:
            return
        page = ClientPage(view.entry)
        page.back_asked.connect(self.show)
        page.kept.connect(self._edit)
        self._window.turn_to(page)

    def _add(self, pseudonym: str, name: str | None, retention: date | None, relation: Relation) -> None:
        def write() -> None:
            entry = self._opened.add_person(pseudonym, name=name)
            self._chosen_id = entry.person_id
            self._opened.set_relation(entry.person_id, relation)
            if retention is not None:
                self._opened.set_retention(entry.person_id, retention)

        self._write(library_wording.SAVING, write)

    def _edit(self, pseudonym: str, name: str | None, retention: date | None, relation: Relation) -> None:
        person_id = self._chosen_id
        if person_id is None:
            return

        def write() -> None:
            self._opened.rename(person_id, pseudonym, name)
            self._opened.set_retention(person_id, retention)
            self._opened.set_relation(person_id, relation)

        self._write(library_wording.SAVING, write)

    def _show_consent(self) -> None:
        view = self._chosen
        if view is not None:
            self._show_consent_of(view)

    def _show_second_consent(self) -> None:
        view = self._chosen
        if view is not None and self._listing is not None:
            self._show_consent_of(self._listing.second(view.entry.person_id))

    def _show_consent_of(self, view: PersonView) -> None:
        if self._listing is None:
            return
        page = ConsentPage(view, self._listing.text, is_on_the_way=self._wanted_id is not None)
        page.back_asked.connect(self.show)
        page.given.connect(partial(self._give, view))
        page.text_changed.connect(self._change_text)
        page.withdraw_asked.connect(self._withdraw)
        page.watch_asked.connect(self._watch)
        page.sheet_asked.connect(self._print_sheet)
        self._window.turn_to(page)

    def _print_sheet(self) -> None:
        """Print what a client may keep; it is the same for all, and names nobody."""
        from coreg.ui.client_sheet import print_sheet

        print_sheet(self._window)

    def _give(self, view: PersonView, given: Given) -> None:
        person_id, is_kept_with_client = view.entry.person_id, view.gives_own in KEPT_WITH_CLIENT

        def write() -> None:
            if not is_kept_with_client:  # they have no entry of their own to note it in
                self._opened.set_health_notes(person_id, given.health_notes)
            self._opened.add_consent(
                person_id, given.given_by, given.manner, given.purposes, child_assents=given.child_assents
            )

        allows = given.child_assents is not False and {Purpose.KEPT, Purpose.SEEN_LIVE} <= given.purposes
        go_on = self._go_on_to_session if self._wanted_id is not None and allows else self._show_library
        self._write(library_wording.SAVING, write, "" if allows else library_wording.KEPT_NOT_AGREED, go_on)

    def _withdraw(self, consent_id: str, purpose: Purpose) -> None:
        self._write(library_wording.SAVING, partial(self._opened.withdraw, consent_id, purpose))

    def _change_text(self, text: str) -> None:
        self._window.begin(library_wording.SAVING)
        self._thread.ask(partial(self._opened.edit_consent_text, text), self._take_text, self._fail)

    def _take_text(self, text: ConsentText) -> None:
        self._window.end()
        page = self._window.page
        if isinstance(page, ConsentPage):
            page.text.show_text(text)

    def _show_forget(self) -> None:
        view = self._chosen
        if view is None:
            return
        page = ForgetPage(view)
        page.back_asked.connect(self.show)
        page.forget_asked.connect(self._forget)
        self._window.turn_to(page)

    def _forget(self) -> None:
        view = self._chosen
        if view is None:
            return
        forget = partial(self._opened.forget, view.entry.person_id)
        words = library_wording.forgotten(view.entry.pseudonym)
        self._write(library_wording.FORGETTING, forget, words, self._show_forgotten)

    def _show_forgotten(self, words: str) -> None:
        """Say it beneath the library as what it is: done, and nothing to worry about."""
        self._show_library("")
        if self._window.page is not None:
            self._window.page.say_doing(words)

    def _show_course(self) -> None:
        view = self._chosen
        if view is None or self._doors.course is None:
            return
        if self._course is None:
            self._course = CourseFlow(self._doors.course, self._thread, self._window, self._opened)
            self._course.session_asked.connect(self._open)
            self._course.left.connect(self.show)
        self._course.show(view.entry.person_id)

    def show_export(self, session_id: str) -> None:
        """Show the page that writes this session for other programs."""
        view = self._chosen
        session = None if self._listing is None else self._listing.session(session_id)
        if view is None or session is None:
            return
        self._exported_id = session_id
        when = library_wording.started(session.started_utc, session.utc_offset_s)
        page = ExportPage(f"{view.entry.pseudonym} · {when}", self._doors.export_formats, Path.home())
        page.back_asked.connect(self.show)
        page.export_asked.connect(self._export)
        self._window.turn_to(page)

    def _show_supervision(self, session_id: str) -> None:
        view = self._chosen
        session = None if self._listing is None else self._listing.session(session_id)
        if view is not None and session is not None and self._supervision is not None:
            self._supervision.show(view, session)

    def _open(self, session_id: str) -> None:
        """Open the review of a session, or its replay where there is no review."""
        if self._doors.review is None:
            self.replay_asked.emit(session_id)
        else:
            self._review(session_id)

    def _review(self, session_id: str) -> None:
        if self._doors.review is None:
            return
        self._window.begin(library_wording.READING)
        self._thread.ask(partial(self._doors.review, self._opened, session_id), self._take_review, self._fail)

    def _take_review(self, source: ReviewSource) -> None:
        self._window.end()
        self.review_asked.emit(source)

    def _export(self, name: str, folder: Path) -> None:
        self._window.begin(library_wording.EXPORTING)
        work = partial(self._doors.export, self._opened, self._exported_id, name, folder)
        self._thread.ask(work, self._take_exported, self._fail)

    def _take_exported(self, made: Path) -> None:
        page = self._window.page
        if isinstance(page, ExportPage):
            page.show_done(library_wording.exported(str(made)))

    def _write(
        self,
        words: str,
        write: Callable[[], object],
        notice: str = "",
        go_on: Callable[[str], None] | None = None,
    ) -> None:
        """Change something in the vault, then read the library anew and go on."""
        self._window.begin(words)
        self._thread.ask(write, partial(self._take_written, notice, go_on or self._show_library), self._fail)

    def _take_written(self, notice: str, go_on: Callable[[str], None], _written: object) -> None:
        self._then(notice, go_on)

    def _fail(self, failed: Failed) -> None:
        if self._window.page is not None:
            self._window.page.refuse(failed.words)
