"""Makes the fixture file of the schema that this program writes: `python -m tests.recording.schemas.make`.

Every schema that was ever written keeps its file here, made once by the program of its time and never again: two
simulated people, prepared first, with packets, link events (each strap drops once), a star, and what was found out
about who wears which strap.
"""

import asyncio
from pathlib import Path

from coreg import app
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.recording.place import Place
from coreg.recording.schema import SCHEMA_VERSION
from coreg.sensors.clock import ScaledClock
from coreg.sensors.simulator import simulated_pair
from coreg.sensors.simulator_faults import Drop
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan

_SPEED = 20.0
_FOLDER = Path(__file__).parent


async def _hold(plan: Plan) -> None:
    conductor = Conductor(plan, warm_up=app.warm_up)
    running = asyncio.create_task(conductor.run())
    await _until(conductor, 15.0)
    await conductor.begin_recording({Role.CLIENT})
    await _until(conductor, 20.0)
    conductor.mark(MomentKind.STAR, "key")
    await _until(conductor, 70.0)
    conductor.stop()
    await running


async def _until(conductor: Conductor, t_s: float) -> None:
    while conductor.snapshot.t_s < t_s:  # noqa: ASYNC110 - polled, as the window does it
        await asyncio.sleep(0.005)


def main() -> None:
    """Write `v<schema>.coreg` beside this file; refuses where it is there."""
    clock = ScaledClock(_SPEED)
    drops = {Role.CLIENT: [Drop(45.0, 5.0)], Role.THERAPIST: [Drop(60.0, 8.0)]}
    place = Place(_FOLDER / f"v{SCHEMA_VERSION}.coreg")
    sensors = simulated_pair(1, clock, None, drops)
    asyncio.run(_hold(Plan(sensors, clock, app.new_header(is_simulated=True), place, records_at_once=False)))


if __name__ == "__main__":
    main()
