"""When nothing can be said of two people's moving together, and why."""

from collections.abc import Sequence

from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.readings.together_marks import Markings, Stretch
from coreg.readings.together_minutes import (
    MINUTE_S,
    MinuteFacts,
    mean_uncertainty_s,
    slow_share,
    uneven_share,
    wrong_per_100,
)

# Design section 4, each:
MOST_WRONG_PER_100 = 5.0
MOST_UNEVEN_SHARE = 0.2
MOST_SLOW_SHARE = 0.25
MOST_UNSURE_S = 0.5  # of the two people's clocks together: the sum
WINDOW_S = 600.0
_N_UNEVEN_MINUTES = 5

PersonMinutes = dict[Role, Sequence[MinuteFacts]]


def in_window(facts: Sequence[MinuteFacts], t_s: float) -> Sequence[MinuteFacts]:
    """Return the minutes that are over at `t_s` and lie in the ten before."""
    end = int(t_s / MINUTE_S)
    return facts[max(0, end - int(WINDOW_S / MINUTE_S)) : end]


def of_beats(minutes: PersonMinutes, newest_for_unevenness: int | None = _N_UNEVEN_MINUTES) -> Unknown | None:
    """Return why these minutes' beats can't be judged, of either person; None where they can.

    Parameters
    ----------
    newest_for_unevenness
        How many of the newest minutes the rhythm is judged by; None for all.
    """
    if any(not any(one.n_beats for one in facts) for facts in minutes.values()):
        return Unknown.NO_SIGNAL
    if unsure_s(minutes) >= MOST_UNSURE_S:
        return Unknown.CLOCKS_UNSURE
    if any(wrong_per_100(facts) > MOST_WRONG_PER_100 for facts in minutes.values()):
        return Unknown.WRONG_BEATS
    newest = 0 if newest_for_unevenness is None else -newest_for_unevenness
    if any(uneven_share(facts[newest:]) > MOST_UNEVEN_SHARE for facts in minutes.values()):
        return Unknown.RHYTHM_UNEVEN
    if any(slow_share(facts) > MOST_SLOW_SHARE for facts in minutes.values()):
        return Unknown.BREATHING_TOO_SLOW
    return None


def unsure_s(minutes: PersonMinutes) -> float:
    """Return the two people's mean timing uncertainties together, in s."""
    return sum(mean_uncertainty_s(facts) for facts in minutes.values())


def of_marks(markings: Markings, t_s: float) -> Unknown | None:
    """Return why the marks say that nothing can be said at `t_s`; None where they don't."""
    if _reaches(markings.pacer, t_s, t_s):
        return Unknown.PACER_ON
    if any(end_s >= t_s for _, end_s in markings.unmarked(t_s)):
        return Unknown.SETS_UNMARKED
    return None


def of_too_few(markings: Markings, segments_s: Sequence[Stretch], now_s: float, n_need: int) -> Unknown:
    """Return why too few of these segments are usable: what takes most of them, or that there aren't more yet."""
    if len(segments_s) < n_need:
        return Unknown.TOO_SHORT
    causes: dict[Unknown, Sequence[Stretch]] = {
        Unknown.SETS_UNMARKED: markings.unmarked(now_s),
        Unknown.FIRST_SETS: markings.teaching,
        Unknown.PACER_ON: markings.pacer,
        Unknown.DISTURBED: markings.left_out,
    }
    taken = {cause: sum(_reaches(each, *one) for one in segments_s) for cause, each in causes.items()}
    most = max(taken, key=lambda cause: taken[cause])
    return most if taken[most] else Unknown.TOO_FEW_BEATS


def _reaches(stretches: Sequence[Stretch], start_s: float, end_s: float) -> bool:
    return any(low_s <= end_s and high_s > start_s for low_s, high_s in stretches)
