"""Where a person's heart stands against today's start, in the words' own terms. No direction is good."""

from dataclasses import dataclass
from enum import Enum


class Pace(Enum):
    """Heart rate against the baseline."""

    SLOWER = "slower"
    NEAR = "near"
    FASTER = "faster"


class Variability(Enum):
    """RMSSD against the baseline."""

    LESS = "less"
    SAME = "same"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Standing:
    """What has held for a while.

    Attributes
    ----------
    since_s
        Since when the words are true, on the session clock.
    start_bpm
        Today's start that they are against.
    slowing_since_set
        The set that ended a short while ago and since which heart rate falls; None where it doesn't.
    set_ended_s
        When that set ended.
    """

    pace: Pace
    variability: Variability
    since_s: float
    start_bpm: float
    slowing_since_set: int | None = None
    set_ended_s: float | None = None
