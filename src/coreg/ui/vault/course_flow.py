"""From the library to a client's course, and from there to a session, its day, a comparison, a page on the disk."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coreg.domain.course import ContextTick, Course
from coreg.report.course.page import CoursePage
from coreg.ui.file_dialog import choose
from coreg.ui.vault import course_wording as wording
from coreg.ui.vault.compare_screen import CompareScreen
from coreg.ui.vault.course_screen import CourseScreen
from coreg.ui.vault.day_page import DayPage
from coreg.ui.vault.vault_thread import Failed, VaultThread
from coreg.ui.vault.window import VaultWindow

if TYPE_CHECKING:
    from coreg.recording.vault.library import OpenVault
    from coreg.report.compare.page import ComparePage
    from coreg.ui.vault.course_doors import CourseDoors

_LOOK_EVERY_MS = 200


class CourseFlow(QObject):
    """One course at a time. Signals: `session_asked(str)` with a session's id, `left()`."""

    session_asked = Signal(str)
    left = Signal()

    def __init__(self, doors: CourseDoors, thread: VaultThread, window: VaultWindow, opened: OpenVault) -> None:
        super().__init__()
        self._doors, self._thread, self._window, self._opened = doors, thread, window, opened
        self._person_id = self._chosen_id = ""
        self._marked: list[str] = []
        self._read = (0, 0)  # written on the vault's thread, looked at on Qt's
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_EVERY_MS)
        self._watch.timeout.connect(self._say_progress)

    def show(self, person_id: str) -> None:
        """Read a client's course, and show it."""
        if person_id != self._person_id:
            self._chosen_id, self._marked = "", []
        self._person_id, self._read = person_id, (0, 0)
        self._window.begin(wording.READING)
        self._watch.start()
        work = partial(self._doors.read, self._opened, person_id, self._note_progress, wording.TONGUE)
        self._thread.ask(work, self._take, self._fail)

    def _note_progress(self, n_read: int, n_all: int) -> None:
        self._read = (n_read, n_all)

    def _say_progress(self) -> None:
        n_read, n_all = self._read
        if n_all and self._window.page is not None:
            self._window.page.say_doing(wording.progress(n_read, n_all))

    def _take(self, read: tuple[Course, CoursePage]) -> None:
        self._watch.stop()
        course, page = read
        screen = CourseScreen(course, page, self._chosen_id, self._marked)
        screen.back_asked.connect(self.left)
        screen.session_asked.connect(self.session_asked)
        screen.day_asked.connect(self._show_day)
        screen.compare_asked.connect(self._compare)
        screen.save_asked.connect(self._ask_where)
        self._window.turn_to(screen)

    def _show_again(self) -> None:
        self.show(self._person_id)

    def _show_day(self, session_id: str) -> None:
        screen = self._screen
        if screen is None:
            return
        self._remember(screen)
        i = screen.chosen
        if i is None:
            return
        page = DayPage(screen.shown.sessions[i].title, screen.course.sessions[i])
        page.back_asked.connect(self._show_again)
        page.ticks.ticked.connect(self._keep_tick)
        page.ticks.answered.connect(self._keep_answer)
        self._window.turn_to(page)

    def _keep_tick(self, tick: ContextTick, is_on: bool) -> None:
        self._say({tick: is_on}, {})

    def _keep_answer(self, target: int, answer: bool | None) -> None:
        self._say({}, {target: answer})

    def _say(self, ticks: dict[ContextTick, bool], complete: dict[int, bool | None]) -> None:
        page = self._window.page
        if isinstance(page, DayPage):
            work = partial(self._doors.say_of_day, self._opened, page.session_id, ticks, complete)
            self._thread.ask(work, self._say_kept, self._fail)

    def _say_kept(self, _nothing: None) -> None:
        if self._window.page is not None:
            self._window.page.say_problem("")
            self._window.page.say_doing(wording.KEPT)

    def _compare(self, first_id: str, second_id: str) -> None:
        screen = self._screen
        if screen is None:
            return
        self._remember(screen)
        self._window.begin(wording.COMPARING)
        work = partial(self._doors.compare, self._opened, first_id, second_id, wording.TONGUE)
        self._thread.ask(work, self._take_comparison, self._fail)

    def _take_comparison(self, page: ComparePage) -> None:
        screen = CompareScreen(page)
        screen.back_asked.connect(self._show_again)
        screen.save_asked.connect(self._ask_where)
        self._window.turn_to(screen)

    def _ask_where(self) -> None:
        choose(self._window, wording.SAVE_WHERE, Path.home(), self._save)

    def _save(self, folder: str) -> None:
        screen = self._window.page
        if isinstance(screen, CourseScreen):
            work = partial(self._doors.write_course, screen.shown, Path(folder))
        elif isinstance(screen, CompareScreen):
            is_at_first_set = screen.align.isChecked()
            work = partial(self._doors.write_comparison, screen.shown, Path(folder), at_first_set=is_at_first_set)
        else:
            return
        self._window.begin(wording.SAVING)
        self._thread.ask(work, self._say_saved, self._fail)

    def _say_saved(self, file: Path) -> None:
        self._window.end()
        if self._window.page is not None:
            self._window.page.say_doing(wording.saved(str(file)))

    @property
    def _screen(self) -> CourseScreen | None:
        page = self._window.page
        return page if isinstance(page, CourseScreen) else None

    def _remember(self, screen: CourseScreen) -> None:
        self._chosen_id, self._marked = screen.sessions.chosen_id or "", list(screen.marked)

    def _fail(self, failed: Failed) -> None:
        self._watch.stop()
        if self._window.page is not None:
            self._window.page.refuse(failed.words)
