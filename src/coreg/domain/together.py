"""Whether two hearts rise and fall together more than chance gives: what is known of it, and nothing else of it."""

from dataclasses import dataclass
from enum import Enum

from coreg.domain.reading import Reading, Unknown


class TogetherState(Enum):
    """The four things that can be said. The value is the word that files and JSON use."""

    TOGETHER = "together"
    CHANCE = "chance"
    OPPOSITE = "opposite"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TogetherUpdate:
    """What the last ten minutes say; one every 10 s.

    Attributes
    ----------
    t_s
        When, on the session clock; known some 12 to 20 s later, for the series are filtered with a look-ahead.
    a
        The standard score of largest size within 3 s of lag; None where it couldn't be computed.
    state
        Never OPPOSITE: that isn't shown live.
    unknown
        Why the state is UNKNOWN, else None.
    marks_revision
        Of the marks that it was computed with.
    """

    t_s: float
    a: float | None
    state: TogetherState
    unknown: Unknown | None = None
    marks_revision: int = 0


@dataclass(frozen=True, slots=True)
class TogetherStretch:
    """Part of the session in which the answers were one and the same kind: together, chance or unknown."""

    start_s: float
    end_s: float
    state: TogetherState


class Lead(Enum):
    """What a known lead may be said to be: who goes first is claimed only well beyond chance and clocks."""

    CLIENT_FIRST = "client_first"
    THERAPIST_FIRST = "therapist_first"
    WITHIN = "within"
    NOT_CLEAR = "not_clear"


@dataclass(frozen=True, slots=True)
class TogetherReview:
    """The whole session.

    Attributes
    ----------
    z, lag_s
        Of the largest |z| over the lags (positive lag: client first); None where they couldn't be computed. Where
        the state is unknown they say nothing by themselves.
    excess
        Mean matched minus mean unrelated Fisher z at that lag.
    lead_s
        By how many seconds the client goes first; `lead` is what may be said of it.
    breathing_in_step
        None where unknown, and why; `breathing_p` of 999 permutations.
    """

    state: TogetherState
    unknown: Unknown | None
    n_segments: int
    z: float | None
    lag_s: float | None
    excess: Reading
    lead_s: Reading
    lead: Lead
    breathing_in_step: bool | None
    breathing_unknown: Unknown | None
    breathing_p: float | None


@dataclass(frozen=True, slots=True)
class TogetherSoFar:
    """What a running session shows of two people's moving together.

    Attributes
    ----------
    now
        The newest answer while it is of just now, else that nothing is known, and why.
    stretches
        The answers so far without a hole from the session's zero on, neighbours of one kind as one.
    known_from_s
        Where more time alone is needed: when there can be an answer at the earliest. Else None.
    review
        The whole session, once it has ended.
    """

    now: TogetherUpdate
    stretches: tuple[TogetherStretch, ...] = ()
    known_from_s: float | None = None
    review: "TogetherReview | None" = None


NOBODY_TOGETHER = TogetherSoFar(TogetherUpdate(0.0, None, TogetherState.UNKNOWN, Unknown.NO_STRAP))


@dataclass(frozen=True, slots=True)
class Together:
    """A whole session: the live trace as it is replayed, and the review."""

    updates: tuple[TogetherUpdate, ...]
    review: TogetherReview

    @property
    def first_together_s(self) -> float | None:
        """When it first held; None if never."""
        return next((one.t_s for one in self.updates if one.state is TogetherState.TOGETHER), None)
