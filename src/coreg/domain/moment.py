"""Something that happened in the session, as the therapist marked it. Append-only: corrections are moments too."""

from dataclasses import dataclass, field
from enum import Enum


class MomentKind(Enum):
    """The kinds of moments there are so far; sets, ratings and phases come with the session's own room.

    STRAPS_CHECKED stands at the start of a recording that was prepared: how it was made sure who wears which strap.
    ENDED_THERE stands at the last thing that an interrupted session stored: it was closed afterwards. ERASED stands
    in the place of what was erased for good, and says nothing of it.
    """

    STAR = "star"
    STRAPS_CHECKED = "straps_checked"
    ENDED_THERE = "ended_there"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Moment:
    """One marked moment.

    Attributes
    ----------
    moment_id
        Numbered from 1 within the session, never reused.
    by, input
        Who marked it and with what ("key", "button", "command", "script").
    amends
        The moment that this one corrects, if it does.
    """

    moment_id: int
    t_s: float
    wall_utc: str
    kind: MomentKind
    by: str = "therapist"
    input: str = "key"
    payload: dict[str, str | int | float | bool | None] = field(default_factory=dict)
    amends: int | None = None
