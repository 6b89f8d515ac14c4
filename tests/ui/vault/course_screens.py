"""Pictures of a course in every state it can be in, of a comparison, and of what is said of a session's day."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from coreg.domain.course import Course
from coreg.report.compare.page import ComparePage
from coreg.report.course.build import course_page
from coreg.review.compare import Side, compare_page
from coreg.ui.theme import Look
from coreg.ui.vault import course_wording
from coreg.ui.vault.compare_screen import CompareScreen
from coreg.ui.vault.course_screen import CourseScreen
from coreg.ui.vault.day_page import DayPage
from coreg.ui.vault.page import Page
from coreg.ui.vault.window import VaultWindow
from tests.report.courses import courses
from tests.review.long_session import session

WHO = "Birch 7"
Take = Callable[[str, QWidget], None]


def course_screen(course: Course, *, is_simulated: bool = False) -> CourseScreen:
    """Return the screen of a course."""
    return CourseScreen(course, course_page(course, WHO, course_wording.TONGUE, is_simulated=is_simulated))


def comparison() -> ComparePage:
    """Return two sessions side by side: an hour, and the same on another day in which nothing was measured late."""
    whole = session()
    header = replace(whole.recording.header, started_utc="2026-04-20T14:00:00.000Z")
    other = replace(whole, recording=replace(whole.recording, header=header), length_s=whole.length_s + 600.0)
    return compare_page(Side(whole, WHO), Side(other, WHO), course_wording.TONGUE)


def pages() -> Iterator[tuple[str, Page]]:
    """Give every page with its name."""
    for name, course in courses().items():
        yield f"course-{name}", course_screen(course, is_simulated=name == "12")
    twelve = courses()["12"]
    shown = course_screen(twelve).shown.sessions[8]
    yield "course-day", DayPage(shown.title, twelve.sessions[8])
    yield "compare", CompareScreen(comparison())


def take_all(take: Take, look: Look) -> None:
    """Take a picture of each."""
    for name, page in pages():
        window = VaultWindow(look)
        window.may_close = True
        window.turn_to(page)
        take(name, window)
