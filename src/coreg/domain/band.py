"""The therapist's band: where they expect this client's heart to be; the program says what lies outside."""

from dataclasses import dataclass, field
from enum import Enum

LEAST_BPM, MOST_BPM = 30.0, 220.0  # our choice: as far as the lanes reach
LEAST_LN_RMSSD, MOST_LN_RMSSD = 1.0, 5.5  # our choice: about 3 to 245 ms, a little beyond the lanes
NARROWEST_BPM, NARROWEST_LN = 4.0, 0.2  # our choice: below it, a heart at rest is outside half of the time
MOST_NAME_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Band:
    """A band of heart rate and of ln RMSSD (RMSSD in ms).

    Attributes
    ----------
    dated_utc
        When the therapist set it to these numbers; a band of an earlier session keeps its date. Empty for one that
        is only offered.
    name
        What the therapist calls it: kept in the vault's library alone.
    """

    low_bpm: float
    high_bpm: float
    low_ln_rmssd: float
    high_ln_rmssd: float
    dated_utc: str = ""
    name: str = ""

    @property
    def numbers(self) -> tuple[float, float, float, float]:
        """The four limits alone."""
        return self.low_bpm, self.high_bpm, self.low_ln_rmssd, self.high_ln_rmssd

    @property
    def is_one(self) -> bool:
        """Whether the limits are the right way round, and within what a heart does.

        >>> Band(64.0, 84.0, 2.7, 4.1).is_one, Band(84.0, 64.0, 2.7, 4.1).is_one
        (True, False)
        """
        beats = LEAST_BPM <= self.low_bpm <= self.high_bpm - NARROWEST_BPM <= MOST_BPM - NARROWEST_BPM
        low, high = self.low_ln_rmssd, self.high_ln_rmssd
        is_above = low >= LEAST_LN_RMSSD and high <= MOST_LN_RMSSD
        return beats and is_above and low <= high - NARROWEST_LN + 1e-9


class Side(Enum):
    """Beyond which of a band's limits a number is. Neither is good or bad."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Outside:
    """A number has been on one side of the band since `since_s`, on the session clock."""

    side: Side
    since_s: float


@dataclass(frozen=True, slots=True)
class BandStanding:
    """Which of the client's numbers are outside; None where one is within, unknown, or outside only just now."""

    heart_rate: Outside | None = None
    rmssd: Outside | None = None


@dataclass(frozen=True, slots=True)
class BandShown:
    """The band of this instant.

    Attributes
    ----------
    band
        The one that is shown; None where none is, as at every session's start.
    earlier
        The client's last one, of the vault's library: it may be taken again.
    at_start
        What today's start would give: it may be taken, and is never applied by itself.
    """

    band: Band | None = None
    standing: BandStanding = field(default_factory=BandStanding)
    earlier: Band | None = None
    at_start: Band | None = None
