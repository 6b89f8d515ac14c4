"""What the window is handed of courses: everything here may block, and is called on the vault's thread alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coreg.domain.course import ContextTick, Course
    from coreg.recording.vault.library import OpenVault
    from coreg.report.compare.page import ComparePage
    from coreg.report.course.page import CoursePage
    from coreg.report.course.tongue import Tongue


class WriteComparison(Protocol):
    """Writes a comparison into a folder, its first sets beneath each other or not."""

    def __call__(self, page: ComparePage, folder: Path, *, at_first_set: bool) -> Path:
        """Return the file."""
        ...


@dataclass(frozen=True, slots=True)
class CourseDoors:
    """Courses of an open vault.

    Attributes
    ----------
    read
        A person's course, and it in words; told how many sessions are read, and how many have to be.
    keep
        Read what the course needs of a session that has just ended, so that its first opening needn't.
    say_of_day
        Keep ticks of the day and what is said of targets with a session, by its id.
    compare
        Two sessions, by their ids, side by side.
    write_course, write_comparison
        Write the page into a folder, as a file whose name says nothing; returns the file.
    """

    read: Callable[[OpenVault, str, Callable[[int, int], None], Tongue], tuple[Course, CoursePage]]
    keep: Callable[[OpenVault, str], None]
    say_of_day: Callable[[OpenVault, str, Mapping[ContextTick, bool], Mapping[int, bool | None]], None]
    compare: Callable[[OpenVault, str, str, Tongue], ComparePage]
    write_course: Callable[[CoursePage, Path], Path]
    write_comparison: WriteComparison
