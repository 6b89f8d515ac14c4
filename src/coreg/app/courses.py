"""What the window may ask of courses; what takes time is loaded when it is asked."""

from pathlib import Path
from typing import TYPE_CHECKING

from coreg.app.day import say_of_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from coreg.domain.course import Course
    from coreg.recording.vault.library import OpenVault
    from coreg.report.compare.page import ComparePage
    from coreg.report.course.page import CoursePage
    from coreg.report.course.tongue import Tongue
    from coreg.ui.vault.course_doors import CourseDoors


def course_doors() -> "CourseDoors":
    """Return what the window may ask of courses."""
    from coreg.ui.vault.course_doors import CourseDoors

    return CourseDoors(
        read=_read,
        keep=_keep,
        say_of_day=say_of_day,
        compare=_compare,
        write_course=_write_course,
        write_comparison=_write_comparison,
    )


def _read(
    vault: "OpenVault", person_id: str, progress: "Callable[[int, int], None]", tongue: "Tongue"
) -> "tuple[Course, CoursePage]":
    from coreg.app.course import course_page_of

    return course_page_of(vault, person_id, progress, tongue)


def _keep(vault: "OpenVault", session_id: str) -> None:
    """Have everything read that isn't kept yet of the person whose session this is."""
    from coreg.app.course import course_of

    session = next((each for each in vault.sessions() if each.session_id == session_id), None)
    if session is not None:
        course_of(vault, session.person_id)


def _compare(vault: "OpenVault", first_id: str, second_id: str, tongue: "Tongue") -> "ComparePage":
    from coreg.app.compare import compare_kept

    return compare_kept(vault, first_id, second_id, tongue)


def _write_course(page: "CoursePage", folder: Path) -> Path:
    from coreg.report.course.html import html

    return _written(html(page), folder)


def _write_comparison(page: "ComparePage", folder: Path, *, at_first_set: bool) -> Path:
    from coreg.report.compare.html import html

    return _written(html(page, at_first_set=at_first_set), folder)


def _written(content: bytes, folder: Path) -> Path:
    from coreg.export.folder import new_name
    from coreg.report.file import write_file

    file = folder / f"{new_name()}.html"
    write_file(file, content)
    return file
