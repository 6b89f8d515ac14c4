"""The guided try's session: simulated people, recorded at once into a plain file, marked as for EMDR."""

from contextlib import suppress
from dataclasses import replace

from coreg.domain.stage import Profile
from coreg.session.plan import Plan
from coreg.ui.doors import Doors


def guided_plan(doors: Doors) -> Plan:
    """Plan it, on a worker thread; its keys are EMDR's whatever profile is chosen: they are what is tried."""
    plan = doors.plan_simulated(1.0)
    if plan.place is not None:
        with suppress(OSError):  # the recording itself says what is wrong with a folder that can't be made
            plan.place.path.parent.mkdir(parents=True, exist_ok=True)
    return replace(plan, records_at_once=True, marks=replace(plan.marks, profile=Profile.EMDR))
