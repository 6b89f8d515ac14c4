"""Why NeuroKit's number is another than ours, in words."""

from coreg.domain.language import _
from coreg.review.second_opinion import Why


def words_of(why: Why) -> str:
    """What makes the two differ."""
    return {
        Why.ARTIFACTS: _(
            "Ours leaves out intervals that its verdict calls wrong; NeuroKit takes each as it comes unless it is "
            "told otherwise."
        ),
        Why.GAPS: _("NeuroKit draws a curve across the time without beats; ours never does."),
        Why.DENOMINATOR: _(
            "NeuroKit divides by the number of intervals, ours by the number of differences, because only a "
            "difference can be over 50 ms."
        ),
        Why.INTERPOLATION: _(
            "NeuroKit puts the intervals on an even grid by interpolating and averages windows (Welch); ours fits "
            "the waves to the beats where they are (Lomb and Scargle)."
        ),
        Why.PIECES: _("Ours is the mean over pieces of five minutes; NeuroKit's is of the whole stretch."),
        Why.OUR_GATE: _(
            "Ours is unknown here, because too little of the stretch can be relied on; NeuroKit has no such gate."
        ),
        Why.SAME: _("The same."),
    }[why]


def both() -> str:
    """Where the two agree by design."""
    return _("Both divide SDNN and SDSD by n − 1.")
