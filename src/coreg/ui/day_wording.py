"""The words with which something is said of a session when it is over."""

from coreg.domain.language import _

OF_DAY = _("Of the day")
OF_DAY_IS = _("What moves a heart by itself. A change of medication breaks every line of the course.")
COMPLETE, NOT_COMPLETE = _("Complete"), _("Not complete")


def answer_spoken(target: str, *, is_complete: bool) -> str:
    """A button's name for who listens.

    >>> answer_spoken("Target 2", is_complete=False)
    'Target 2: not complete'
    """
    words = _("{target}: complete") if is_complete else _("{target}: not complete")
    return words.format(target=target)
