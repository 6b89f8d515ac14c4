"""What a lane is given to show."""

from dataclasses import dataclass

from coreg.domain.snapshot import Lane
from coreg.ui.plots.scales import Scale


@dataclass(frozen=True, slots=True, eq=False)
class LaneView:
    """What a lane is to show.

    Attributes
    ----------
    gaps_s
        Stretches without beats, as (start, end).
    marks
        When moments were marked, and what stands there.
    shaded
        Stretches that stand out, each with the word for what happened in it.
    level
        A thin line across: today's start.
    off_record_s
        Stretches of which nothing is kept, as (start, end).
    band, draft
        The therapist's band as a field, and the one that is being set as two lines; (low, high) in the lane's unit.
    """

    lane: Lane
    scale: Scale
    now_s: float
    span_min: int
    gaps_s: tuple[tuple[float, float], ...] = ()
    marks: tuple[tuple[float, str], ...] = ()
    shaded: tuple[tuple[float, float, str], ...] = ()
    level: float | None = None
    off_record_s: tuple[tuple[float, float], ...] = ()
    band: tuple[float, float] | None = None
    draft: tuple[float, float] | None = None
