"""What is said where a correction can't be: one sentence each, with what to do."""

from coreg.domain.language import _
from coreg.review.standing_order import Wrong


def wrong(found: Wrong, length_s: float) -> str:
    """What can't be in the marks as they would stand."""
    return {
        Wrong.OUTSIDE: _("That lies outside the session, which lasts {length_s:.1f} s: choose a time in it."),
        Wrong.ENDS_BEFORE: _("It would end before it begins: move the other end first, or choose another time."),
        Wrong.SETS_OVERLAP: _(
            "Two sets would lie over each other: move the other one first, or choose another time."
        ),
        Wrong.NEVER_ENDS: _("It would have no end: take back its beginning too, or move the end instead."),
        Wrong.STRETCHES_OVERLAP: _("Two stretches of one kind would lie over each other: choose other times."),
        Wrong.EXCLUDED_NOTHING: _("An excluded stretch ends after it begins: choose a later end."),
    }[found].format(length_s=length_s)


def no_mark(number: int) -> str:
    """The session has no such mark."""
    return _("This session has no mark {number}: choose one of its list.").format(number=number)


def stays(number: int) -> str:
    """A mark that nobody can have set by mistake."""
    return _(
        "Mark {number} says what was recorded or shown then, so it stays as it is; "
        "a stretch can be excluded instead."
    ).format(number=number)


def taken_back(number: int) -> str:
    """What was taken back can't be changed."""
    return _("Mark {number} was taken back: bring it back first.").format(number=number)


def stands(number: int) -> str:
    """What stands can't be brought back."""
    return _("Mark {number} wasn't taken back, so there is nothing to bring back.").format(number=number)


def is_correction(number: int) -> str:
    """A correction is no mark of its own."""
    return _("Mark {number} is a correction: take it back, or correct the mark that it corrected.").format(
        number=number
    )


def not_such_a_mark(number: int) -> str:
    """A mark that has no such value."""
    return _("Mark {number} is of another kind and has no such value: choose another mark.").format(number=number)


def not_a_time() -> str:
    """No instant of the session."""
    return _("That isn't a time: give seconds of the session, as a number.")


def not_on_the_scale() -> str:
    """No rating."""
    return _("A rating is a whole number: SUD and Self-energy 0 to 10, VoC 1 to 7.")


def not_a_phase() -> str:
    """No phase."""
    return _("A phase is 1 to 8.")


def not_a_target() -> str:
    """No target."""
    return _("Targets are numbered from 1.")


def not_added() -> str:
    """What only the session itself can have marked."""
    return _("A mark of this kind can't be added after the session: only what can have been seen or said.")


def nothing() -> str:
    """A correction that changes nothing."""
    return _("There is nothing to change.")
