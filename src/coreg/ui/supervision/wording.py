"""The words of a package at the supervisor's: opening it, and commenting on it."""

from coreg.domain.language import _, ngettext
from coreg.ui.wording import clock

SECTION = _("Supervision")
OPEN_TITLE = _("Open a package for supervision")
OPEN_HOW = _(
    "A session that a colleague has given you, in one encrypted file. It is opened in memory alone: nothing of it "
    "is written on this computer but your comments, and those are encrypted like it."
)
PACKAGE, CHOOSE_PACKAGE = _("Package"), _("Choose the package")
PACKAGES = _("Packages (*.coregpack)")
PASSPHRASE = _("Its passphrase")
OPEN = _("Open")
OPENING = _("Opening …")
NO_PACKAGE = _("Choose the package first.")
NO_PASSPHRASE = _("Type its passphrase first.")

BANNER = _("For supervision, read only")
SHORT = _("Supervision")
BANNER_SIMULATED = _("For supervision: simulated people, not a real session")
SIMULATED = _("Supervision, simulated people")

COMMENTS = _("Comments")
HOW = _("C begins a comment on the instant that is chosen in the strip. Enter keeps it, Esc goes back.")
ON_ALL = _("Comment on the whole session")
NONE_YET = _("No comment yet.")
EMPTY = _("There are no words in it yet.")
SAVING = _("Saving …")
ELSEWHERE = _("Keep them elsewhere")
CHOOSE_FOLDER = _("Choose the folder for the comments")
WHOLE_SESSION = _("the whole session")


def called(pseudonym: str, number: int, day: int) -> str:
    """What a session is called whose date nobody is told.

    >>> called("K-12", 4, 21)
    'K-12 · session 4 · day 21'
    """
    return _("{pseudonym} · session {number} · day {day}").format(pseudonym=pseudonym, number=number, day=day)


def comment_at(t_s: float | None) -> str:
    """What stands above the line that a comment is typed in.

    >>> comment_at(754.0)
    'Comment at 12:34'
    """
    return ON_ALL if t_s is None else _("Comment at {time}").format(time=clock(t_s))


def when(t_s: float | None) -> str:
    """What a comment is about."""
    return WHOLE_SESSION if t_s is None else clock(t_s)


def kept(n: int, name: str) -> str:
    """How many comments are on disk, and in which file."""
    return ngettext(
        "{n} comment in {name}: send this file back.", "{n} comments in {name}: send this file back.", n
    ).format(n=n, name=name)


def will_be_kept(name: str) -> str:
    """Where comments will be."""
    return _("Comments are kept in {name}, encrypted, as soon as one is entered.").format(name=name)
