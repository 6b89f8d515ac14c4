"""Where somebody is in the guided try: read from what was marked, so that it can't be out of step with it."""

from collections.abc import Sequence
from enum import IntEnum

from coreg.domain.moment import Moment, MomentKind


class Step(IntEnum):
    """What is to be done next."""

    BEGIN_SET = 1
    END_SET = 2
    RATE = 3
    TAKE_BACK = 4
    END_SESSION = 5
    DONE = 6


_DONE_BY = {
    Step.BEGIN_SET: MomentKind.SET_STARTED,
    Step.END_SET: MomentKind.SET_ENDED,
    Step.RATE: MomentKind.RATING,
    Step.TAKE_BACK: MomentKind.RETRACT,
}


def step_after(moments: Sequence[Moment], *, is_over: bool) -> Step:
    """Return the first step that isn't done; other marks in between change nothing.

    >>> step_after((), is_over=False).name
    'BEGIN_SET'
    >>> begun = Moment(1, 4.0, "", MomentKind.SET_STARTED)
    >>> step_after((begun,), is_over=False).name
    'END_SET'
    """
    if is_over:
        return Step.DONE
    step = Step.BEGIN_SET
    for moment in moments:
        if moment.kind is _DONE_BY.get(step):
            step = Step(step + 1)
    return step
