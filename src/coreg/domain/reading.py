"""A number that the data can carry, or the reason why there is none."""

from dataclasses import dataclass
from enum import Enum


class Unknown(Enum):
    """Why a number isn't known. The value is the word that files and JSON use."""

    NO_STRAP = "no_strap"
    NO_SIGNAL = "no_signal"
    NO_CONTACT = "no_contact"
    NO_RR = "no_rr"
    TOO_FEW_BEATS = "too_few_beats"
    INTERVALS_UNEVEN = "intervals_uneven"
    RECENT_GAP = "recent_gap"
    TOO_SHORT = "too_short"
    SLOW_BREATHING = "slow_breathing"
    NO_CLEAR_RHYTHM = "no_clear_rhythm"
    NO_VARIATION = "no_variation"
    NO_BASELINE = "no_baseline"
    PREPARING = "preparing"
    OFF_RECORD = "off_record"
    SET_TOO_SHORT = "set_too_short"
    SET_TOO_CLOSE = "set_too_close"
    SET_RUNNING = "set_running"
    CONTINUOUS_SET = "continuous_set"
    NO_RISE = "no_rise"
    TOO_FEW_SETS = "too_few_sets"
    NO_CLEAR_RISE = "no_clear_rise"
    NOT_FOLLOWED = "not_followed"
    NOT_MARKED_QUIET = "not_marked_quiet"
    WRONG_BEATS = "wrong_beats"
    RHYTHM_UNEVEN = "rhythm_uneven"
    BREATHING_TOO_SLOW = "breathing_too_slow"
    SETS_UNMARKED = "sets_unmarked"
    FIRST_SETS = "first_sets"
    PACER_ON = "pacer_on"
    DISTURBED = "disturbed"
    CLOCKS_UNSURE = "clocks_unsure"
    OPPOSITE_WITHOUT_SPEECH = "opposite_without_speech"
    NOT_TOGETHER = "not_together"
    LATENCY_UNKNOWN = "latency_unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """One number with its 95 % interval, or None and why.

    >>> Reading(value=42.0, low=38.0, high=47.0).is_known
    True
    >>> Reading.of_unknown(Unknown.TOO_FEW_BEATS, n_have=12, n_need=20).value is None
    True
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    is_rough: bool = False
    unknown: Unknown | None = None
    n_have: int = 0
    n_need: int = 0

    @classmethod
    def of_unknown(cls, reason: Unknown, n_have: int = 0, n_need: int = 0) -> "Reading":
        """A reading that has no value, with its reason and, where it helps, how far the data got."""
        return cls(unknown=reason, n_have=n_have, n_need=n_need)

    @property
    def is_known(self) -> bool:
        """Whether there is a value at all (a rough one counts)."""
        return self.value is not None
