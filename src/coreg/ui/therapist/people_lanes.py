"""Both people's lanes on the same scales, with what is marked in them."""

from collections.abc import Mapping

from coreg.domain.band import Band
from coreg.domain.person import Role
from coreg.domain.snapshot import Snapshot
from coreg.ui.plots.scales import HEART_RATE_STEPS, RMSSD_STEPS, shared_step
from coreg.ui.therapist.drawn import drawn_of
from coreg.ui.therapist.person_panel import NOBODY, PersonPanel


def show_lanes(panels: Mapping[Role, PersonPanel], snapshot: Snapshot, span_min: int, draft: Band | None) -> None:
    """Draw the last `span_min` of a snapshot; `draft` is the band that is being set."""
    people, now_s, span_s = snapshot.people, snapshot.t_s, span_min * 60.0
    numbers = [person.numbers for person in people.values()] or [NOBODY]
    steps = (
        shared_step(HEART_RATE_STEPS, [each.heart_rate_lane for each in numbers], now_s, span_s),
        shared_step(RMSSD_STEPS, [each.rmssd_lane for each in numbers], now_s, span_s),
    )
    drawn = drawn_of(snapshot, draft)
    for role, panel in panels.items():
        own = drawn if role is Role.CLIENT else drawn.of_therapist
        panel.show_lanes(people.get(role), now_s, span_min, steps, own)
