"""A heartbeat as a strap reported it, and a hole where none was reported."""

from dataclasses import dataclass
from enum import Enum, IntFlag

MS_PER_TICK = 125 / 128  # HRS 1.0, 3.1.1.5: RR-Interval resolution 1/1024 s; exact in float64, so never rounded.
MOST_TICKS = 0xFFFF  # HRS 1.0, 3.1.1.5: RR-Interval is a uint16


def nearest_ticks(rr_ms: float) -> int:
    """Return an interval that no strap sent in 1/1024 s, rounded to what one could have sent.

    >>> nearest_ticks(800.0), nearest_ticks(1e9)
    (819, 65535)
    """
    return min(MOST_TICKS, max(1, round(rr_ms / MS_PER_TICK)))


class BeatFlag(IntFlag):
    """What is known of one RR interval besides its length. Artifact verdicts are readings, not facts: not here."""

    NONE = 0
    FIRST_AFTER_LINK = 1
    SPANS_GAP = 2
    SUSPECT = 4

    @property
    def words(self) -> list[str]:
        """The flags' lower-case names, in the order of their bits."""
        return [flag.name.lower() for flag in BeatFlag if flag in self and flag.name]


EXCLUDED = BeatFlag.FIRST_AFTER_LINK | BeatFlag.SPANS_GAP  # kept and recorded, but enters no number


@dataclass(frozen=True, slots=True)
class Beat:
    """One RR interval, placed on the session clock.

    Attributes
    ----------
    segment
        Number of the unbroken run of beats; beats of different segments are never contiguous.
    ticks
        The interval in 1/1024 s, exactly as sent.
    t_s
        END of the interval on the session clock, after the strap's latency is subtracted.
    uncertainty_s
        Standard uncertainty of `t_s` (not of the interval).
    """

    segment: int
    ticks: int
    t_s: float
    uncertainty_s: float
    flags: BeatFlag = BeatFlag.NONE

    @property
    def rr_ms(self) -> float:
        """The interval in milliseconds, exact."""
        return self.ticks * MS_PER_TICK


class GapCause(Enum):
    """Why no beats are known for a while."""

    LINK_LOST = "link_lost"
    NO_DATA = "no_data"
    CONTACT_LOST = "contact_lost"
    OFF_RECORD = "off_record"


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the session clock without beats: a hole for ever, straps don't resend."""

    start_s: float
    end_s: float
    cause: GapCause
