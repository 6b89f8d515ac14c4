"""The newest correction that still holds, and what takes it back: one press of undo, whatever it was.

Corrections that were written together have one instant. Taking a correction back is a correction too, and is never
undone itself: pressed again, the one before it goes.
"""

from collections.abc import Sequence
from itertools import groupby

from coreg.domain.errors import AmendmentError
from coreg.domain.language import _
from coreg.domain.moment import Moment, MomentKind
from coreg.readings.marks import retracted_moments
from coreg.review.amended import REVIEW
from coreg.review.amendments import Amending


def last_correction(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """Return what was written together last and still holds; empty where nothing does."""
    made = [moment for moment in moments if moment.input == REVIEW and moment.kind is not MomentKind.ERASED]
    retracted, numbers = retracted_moments(moments), {moment.moment_id for moment in made}
    together = [tuple(group) for _, group in groupby(made, key=lambda moment: moment.wall_utc)]
    for group in reversed(together):
        takes_back = all(m.kind is MomentKind.RETRACT and m.amends in numbers for m in group)
        holding = tuple(moment for moment in group if moment.moment_id not in retracted)
        if holding and not takes_back:
            return holding
    return ()


def without_last(begun: Amending) -> Amending:
    """Take the newest correction back.

    Raises
    ------
    AmendmentError
        There is none, or marks would say what can't have been without it.
    """
    last = last_correction(begun.moments)
    if not last:
        msg = _("There is no correction to take back.")
        raise AmendmentError(msg)
    for moment in reversed(last):
        if moment.moment_id in retracted_moments(begun.moments):  # went with its other end
            continue
        if moment.kind is MomentKind.RETRACT and moment.amends is not None:
            begun = begun.bring_back(moment.amends)
        else:
            begun = begun.retract(moment.moment_id)
    return begun
