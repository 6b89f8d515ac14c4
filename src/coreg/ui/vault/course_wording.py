"""The words of the course's screen; what sessions say is worded in `report/course/wording.py`."""

from coreg.domain.language import _
from coreg.domain.reading import Reading
from coreg.report.course.tongue import Tongue
from coreg.ui.vault.library_wording import day_there
from coreg.ui.wording import reason

COURSE = _("Course")
SESSIONS = _("Sessions of the course")
READING = _("Reading the sessions …")
OPEN = _("Open")
DAY, DAY_KEY = _("Of the day"), "Ctrl+D"
MARK, MARKED = _("To compare"), _("marked to compare")
COMPARE, COMPARE_KEY = _("Compare the two"), "Ctrl+K"
SAVE, SAVE_KEY = _("Save as a page"), "Ctrl+S"
SAVE_WHERE = _("The folder that the page is written to")
TWO_TO_COMPARE = _("Mark two sessions with Ctrl+M, then compare them.")
UNPROTECTED = _("The page isn't encrypted: whoever has the file can read it.")
COMPARING = _("Reading both sessions …")
SAVING = _("Writing the page …")
DAY_TITLE = _("Said of a session afterwards")
KEPT = _("Kept, and sealed with the session.")
DETAIL = "{length} · {sets}"
DETAIL_MARKED = "{detail} · {marked}"


def who(pseudonym: str) -> str:
    """Whose course it is."""
    return _("Course of {who}").format(who=pseudonym)


def progress(n_read: int, n_all: int) -> str:
    """How far reading is."""
    return _("Reading the sessions: {n} of {all}").format(n=n_read, all=n_all)


def session(number: int, day: str) -> str:
    """A session in the list."""
    return _("Session {number} · {day}").format(number=number, day=day)


def saved(file: str) -> str:
    """Where the page is."""
    return _("Written to {file}. {unprotected}").format(file=file, unprotected=UNPROTECTED)


def why(reading: Reading) -> str:
    """Why a number isn't known."""
    return reason(reading)


TONGUE = Tongue(day=day_there, why=why)
