"""A program that plays the scripted session into a vault up to the middle of set 9, and stands there to be killed.

Argument: the vault's folder.
"""

import asyncio
import signal
import sys
from dataclasses import replace
from pathlib import Path

from coreg import app as house
from coreg.domain.person import Role
from coreg.recording.vault.keeper import PersonKeeper
from coreg.sensors.sensor import SensorEvent
from coreg.session.conductor import Conductor
from tests.ui.vault import a_vault

MINUTES = 40.0  # as short as it can be with fourteen sets
SET, INTO_SET_S = 9, 12.0
NOTE = "the kitchen, and a blue door"


async def main() -> None:
    vault = a_vault.opened(Path(sys.argv[1]))
    (client,) = (person for person in vault.people() if person.role is Role.CLIENT)
    plan = house.simulated_plan(speed=None, seed=1, duration_s=None, place=None, scripted_minutes=MINUTES)
    has_noted = False

    def watch(_role: Role, _event: SensorEvent) -> None:
        nonlocal has_noted
        now = conductor.snapshot
        if now.t_s > 100.0 and not has_noted:
            has_noted = True
            conductor.keep_note(NOTE, "key")
        last = now.stage.last_set
        is_there = last is not None and last.number == SET and last.end_s is None
        if is_there and last is not None and now.t_s > last.start_s + INTO_SET_S:
            sys.stdout.write(f"{now.t_s}\n")
            sys.stdout.flush()
            signal.pause()

    conductor = Conductor(replace(plan, keeper=PersonKeeper(vault, client.person_id)), warm_up=None, observe=watch)
    await conductor.run()


if __name__ == "__main__":
    asyncio.run(main())
