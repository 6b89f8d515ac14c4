"""A person's baseline: a few quiet minutes that later numbers of the day are held against."""

from dataclasses import dataclass
from enum import Enum

from coreg.domain.reading import Reading


class Refusal(Enum):
    """Why a baseline isn't one."""

    TOO_SHORT = "too_short"
    BEATS_MISSING = "beats_missing"
    INTERVALS_UNEVEN = "intervals_uneven"
    NO_VARIATION = "no_variation"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a baseline gave. Its numbers are unknown where it was refused.

    Attributes
    ----------
    start_s, end_s
        When it began and ended; the numbers are of everything but its first 30 s, as one window.
    good_s
        How much good data there was, in s; `share_valid` is that of the expected pairs that are valid.
    """

    start_s: float
    end_s: float
    good_s: float
    share_valid: float
    heart_rate_bpm: Reading
    ln_rmssd: Reading
    refusal: Refusal | None

    @property
    def is_accepted(self) -> bool:
        """Whether later numbers may be compared with it."""
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class BaselineProgress:
    """How far a running baseline has come: `good_s` of the `need_s` seconds of good data that it ends with."""

    start_s: float
    good_s: float
    need_s: float
