"""The course of a therapy, of a vault's client: what is kept of each session, the rest read anew and then kept."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from coreg.domain.course import Course, CourseSession
from coreg.domain.errors import CoregError
from coreg.readings.course import read_course
from coreg.recording.reader import read_session
from coreg.recording.vault.stored_session import SessionState
from coreg.review.course import course_session, from_text, to_text
from coreg.review.reviewed import review

if TYPE_CHECKING:
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.stored_session import SessionEntry
    from coreg.report.course.page import CoursePage
    from coreg.report.course.tongue import Tongue

Progress = Callable[[int, int], None]
"""Called with how many sessions are read, and how many have to be."""

_READABLE = (SessionState.CLOSED, SessionState.IMPORTED)


def course_of(vault: "OpenVault", person_id: str, progress: Progress = lambda *_: None) -> Course:
    """Return the course of a client's sessions, as they are amended now.

    Sessions that are still open, were interrupted, or can't be read are left out: a session list says why of each.
    """
    entries = [each for each in vault.sessions(person_id) if each.state in _READABLE]
    kept = {
        session_id: from_text(text)
        for session_id, text in vault.course_texts(person_id).items()
        if text is not None
    }
    missing = [each for each in entries if kept.get(each.session_id) is None]
    found = dict(_read(vault, missing, progress))
    if found:
        vault.keep_course_texts({session_id: to_text(one) for session_id, one in found.items()})
    sessions = [kept.get(each.session_id) or found.get(each.session_id) for each in entries]
    return read_course([one for one in sessions if one is not None])


def course_page_of(
    vault: "OpenVault", person_id: str, progress: Progress = lambda *_: None, tongue: "Tongue | None" = None
) -> "tuple[Course, CoursePage]":
    """Return the course of a client's sessions, and it in words and rows of a picture."""
    from coreg.report.course.build import course_page

    course = course_of(vault, person_id, progress)
    there = {one.session_id for one in course.sessions}
    is_simulated = any(each.is_simulated for each in vault.sessions(person_id) if each.session_id in there)
    who = vault.person(person_id).pseudonym
    return course, course_page(course, who, tongue, is_simulated=is_simulated)


def _read(
    vault: "OpenVault", entries: "list[SessionEntry]", progress: Progress
) -> Iterator[tuple[str, CourseSession]]:
    for i, entry in enumerate(entries):
        place = vault.place_of(entry.session_id)
        try:
            yield entry.session_id, course_session(review(read_session(place.path, place.key)))
        except CoregError:
            continue
        finally:
            progress(i + 1, len(entries))
