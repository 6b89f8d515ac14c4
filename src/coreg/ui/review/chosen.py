"""What the amend page is about: one mark as it stands, with its other end where it has one. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from coreg.domain.moment import Moment, MomentKind
from coreg.readings.marks import standing_moments
from coreg.review.mark_pairs import POINTS, partner_of

_OFFERED = (
    *POINTS,
    MomentKind.SET_STARTED,
    MomentKind.SET_ENDED,
    MomentKind.RATING,
    MomentKind.PHASE,
    MomentKind.TARGET,
    MomentKind.PART_NOTICED,
    MomentKind.NOTE,
    MomentKind.EXCLUDED,
    MomentKind.ROLES_SWAPPED,
    MomentKind.BASELINE_STARTED,
    MomentKind.QUIET_STARTED,
    MomentKind.DISTURBED_STARTED,
    MomentKind.SPEECH_STARTED,
    MomentKind.WITNESSING_STARTED,
    MomentKind.UNBURDENING_STARTED,
)


class Part(Enum):
    """Which part of a set or a stretch is moved."""

    WHOLE = "whole"
    BEGINNING = "beginning"
    END = "end"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One mark.

    Attributes
    ----------
    moment
        As it stands; as it was made where it was taken back. Of a set or a stretch, its beginning.
    end
        The other end, where that is a mark of its own.
    """

    moment: Moment
    end: Moment | None
    stands: bool

    @property
    def end_s(self) -> float | None:
        """When it ended; None of what has no length."""
        if self.end is not None:
            return self.end.t_s
        end_s = self.moment.payload.get("end_s")
        return float(end_s) if isinstance(end_s, int | float) else None


def chosen_of(moments: Sequence[Moment], number: int) -> Chosen | None:
    """Return the mark of this number, or what it is an end of."""
    standing = {moment.moment_id: moment for moment in standing_moments(moments)}
    if number not in standing:
        made = next((moment for moment in moments if moment.moment_id == number), None)
        return None if made is None or made.amends is not None else Chosen(made, None, stands=False)
    one, other = standing[number], partner_of(moments, number)
    if other is None:
        return Chosen(one, None, stands=True)
    first, last = sorted((one, standing[other]), key=lambda moment: (moment.t_s, moment.moment_id))
    return Chosen(first, last, stands=True)


def step_from(moments: Sequence[Moment], number: int | None, by: int) -> int | None:
    """Return the number of the mark before or after this one in time; None where there is none at all.

    Of sets and stretches, only the beginning is stopped at.
    """
    offered = [m for m in standing_moments(moments) if m.kind in _OFFERED and not _is_end(moments, m)]
    offered.sort(key=lambda moment: (moment.t_s, moment.moment_id))
    numbers = [moment.moment_id for moment in offered]
    if not numbers:
        return None
    if number not in numbers:
        return numbers[0] if by > 0 else numbers[-1]
    return numbers[min(max(0, numbers.index(number) + by), len(numbers) - 1)]


def _is_end(moments: Sequence[Moment], moment: Moment) -> bool:
    return moment.kind is MomentKind.SET_ENDED and partner_of(moments, moment.moment_id) is not None
