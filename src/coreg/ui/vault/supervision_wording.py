"""The words of giving a session to a supervisor, and of taking the comments on it back."""

from coreg.domain.client import Relation
from coreg.domain.language import _, ngettext

ASK = _("Supervision")
TITLE = _("Show a session in supervision")
PACK = _("Make the package")
WHAT_GOES = _(
    "One encrypted file with a passphrase of its own: the client's heartbeats, the marks, and the pseudonym. Left "
    "out are names, the date and time of day, and which straps they were; days are counted from the first session."
)
WHAT_STAYS = _(
    "Heartbeats are somebody's own, and a pseudonym is known to those who use it: give it to a person you trust."
)
WITH_THERAPIST = _("Your own heartbeats too")
WITH_OTHER = _("The second person's heartbeats too: only where they have agreed to that")
WITH_NOTES = _("What was typed too: notes, names of parts and targets")
PASSPHRASE = _("A new passphrase, for this package alone")
TELL_APART = _("Pass it on in another way than the file: on paper, or by voice.")
PACKING = _("Making the package …")

COMMENTS_HOW = _(
    "Comments come back in a file of their own, and are put with the notes of the session that they are on, as the "
    "supervisor's."
)
CHOOSE_COMMENTS = _("Choose the file with comments")
COMMENTS_KINDS = _("Comments (*.coregcomments)")
TAKE = _("Take comments back")
TAKING = _("Taking the comments back …")


def with_second_heart(relation: Relation) -> str:
    """What is ticked for the second person's heartbeats to go too."""
    return WITH_THERAPIST if relation is Relation.THERAPIST else WITH_OTHER


def packed(path: str) -> str:
    """Where the package is."""
    return _("The package is {path}. It opens with its own passphrase.").format(path=path)


def taken(n_new: int, when: str) -> str:
    """What came of taking comments back, and which session they are in.

    >>> taken(2, "Thu 24 September 2026, 15:30")
    '2 new comments stand with the notes of Thu 24 September 2026, 15:30.'
    """
    if not n_new:
        return _("Nothing new: every comment stands with the notes of {when} already.").format(when=when)
    return ngettext(
        "{n} new comment stands with the notes of {when}.",
        "{n} new comments stand with the notes of {when}.",
        n_new,
    ).format(n=n_new, when=when)
