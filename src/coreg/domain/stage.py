"""Where a session stands: which profile and phase, what runs, what the client's screen shows."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from coreg.domain.marks import SetKind, SetMark, SpanKind


class Profile(Enum):
    """Which marks the keys make."""

    EMDR = "emdr"
    IFS = "ifs"


class Phase(IntEnum):
    """EMDR's eight phases: a label, in any order; it gates nothing and nothing moves it on by itself."""

    HISTORY = 1
    PREPARATION = 2
    ASSESSMENT = 3
    DESENSITIZATION = 4
    INSTALLATION = 5
    BODY_SCAN = 6
    CLOSURE = 7
    REEVALUATION = 8


class ClientScreen(Enum):
    """What the client's screen shows."""

    OFF = "off"
    REST = "rest"
    CALM = "calm"
    PACER = "pacer"


SLOWEST_PER_MIN, FASTEST_PER_MIN = 4.5, 6.5  # design section 6 (b), in steps of a tenth


@dataclass(frozen=True, slots=True)
class Pacer:
    """One disc to breathe along with.

    Attributes
    ----------
    in_share
        How much of each breath goes in; there are no holds.
    started_s
        When its first breath in begins, on the session clock.
    is_finding
        Whether it runs as one rate of the search for a comfortable one.
    """

    rate_per_min: float = 6.0
    in_share: float = 0.4
    started_s: float = 0.0
    is_finding: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """The session's state, all of it read from its moments.

    Attributes
    ----------
    next_kind
        The kind of the set that the next press would start.
    last_set
        The newest set that stands; running while its `end_s` is None.
    n_sets
        How many sets stand.
    running
        The stretches that go on just now.
    pacer
        The disc that the client's screen shows, None where it shows another thing.
    """

    profile: Profile = Profile.EMDR
    phase: Phase | None = None
    target: int = 1
    next_kind: SetKind = SetKind.PROCESSING
    modality: str | None = None
    last_set: SetMark | None = None
    n_sets: int = 0
    running: frozenset[SpanKind] = frozenset()
    screen: ClientScreen = ClientScreen.OFF
    pacer: Pacer | None = None

    @property
    def is_in_set(self) -> bool:
        """Whether a set runs."""
        return self.last_set is not None and self.last_set.end_s is None

    @property
    def is_off_record(self) -> bool:
        """Whether nothing but the time is kept just now."""
        return SpanKind.OFF_RECORD in self.running
