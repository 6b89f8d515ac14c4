"""The check of who wears which strap: the therapist stands up, and one heart rises."""

from dataclasses import dataclass
from enum import Enum

from coreg.domain.person import Role


class StandUpState(Enum):
    """How far the check has come. ROSE and LIFTED name one person; the last three name nobody."""

    WAITING = "waiting"  # not enough beats yet to compare with
    READY = "ready"
    RUNNING = "running"
    ROSE = "rose"
    LIFTED = "lifted"
    BOTH = "both"
    NEITHER = "neither"
    UNKNOWN = "unknown"

    @property
    def is_over(self) -> bool:
        """Whether the check was made and has its result."""
        return self not in (StandUpState.WAITING, StandUpState.READY, StandUpState.RUNNING)


@dataclass(frozen=True, slots=True)
class StandUp:
    """The check at one instant.

    Attributes
    ----------
    asked_s
        When the therapist was asked to stand up, on the session clock; None before.
    who
        Whose heart rose, or who lifted the strap from the skin.
    client_rise_bpm, therapist_rise_bpm
        How much each heart rose over the 20 s before; None where that can't be told.
    """

    state: StandUpState = StandUpState.WAITING
    asked_s: float | None = None
    who: Role | None = None
    client_rise_bpm: float | None = None
    therapist_rise_bpm: float | None = None

    def rise_bpm(self, role: Role) -> float | None:
        """How much this person's heart rose."""
        return self.client_rise_bpm if role is Role.CLIENT else self.therapist_rise_bpm

    @property
    def swapped(self) -> "StandUp":
        """The same check once the two have been told apart the other way round."""
        who = None if self.who is None else self.who.other
        return StandUp(self.state, self.asked_s, who, self.therapist_rise_bpm, self.client_rise_bpm)
