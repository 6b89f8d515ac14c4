"""Sessions of simulated people, recorded to a file as fast as it goes, and read anew."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from coreg import app as house
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.recording.place import Place
from coreg.recording.reader import Recording, read_session
from coreg.sensors.clock import StepClock
from coreg.sensors.simulator import simulated_pair
from coreg.sensors.simulator_faults import ContactLost, Drop, Fault
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan
from coreg.session.script import Script, emdr_script, read_script

_SEED = 3
MARKED = """
0:05 phase 4
0:20 set 26
1:00 sud 7
1:20 star
2:00 set 30
3:00 sud 4
3:20 off_record
4:00 off_record
4:30 strong_reaction
"""
FAULTS: Mapping[Role, tuple[Fault, ...]] = {
    Role.CLIENT: (Drop(400.0, 60.0), ContactLost(700.0, 30.0)),
    Role.THERAPIST: (Drop(560.0, 40.0),),
}


def whole(folder: Path, minutes: float = 50.0, faults: Mapping[Role, tuple[Fault, ...]] | None = None) -> Recording:
    """The EMDR session, fitted to so many minutes."""
    return record(folder, emdr_script(minutes), minutes * 60.0, faults=faults)


def with_gaps(folder: Path, minutes: float = 16.0) -> Recording:
    """The same with lost links and contact."""
    return whole(folder, minutes, FAULTS)


def marks_only(folder: Path) -> Recording:
    """Nobody wears a strap."""
    return record(folder, read_script(MARKED, 330.0), 330.0, worn=())


def one_strap(folder: Path) -> Recording:
    """The client alone wears one."""
    return record(folder, read_script(MARKED, 330.0), 330.0, worn=(Role.CLIENT,))


def record(
    folder: Path,
    script: Script,
    length_s: float,
    *,
    faults: Mapping[Role, tuple[Fault, ...]] | None = None,
    worn: tuple[Role, ...] = tuple(Role),
) -> Recording:
    """Hold a session that plays by itself, and read its file."""
    place = Place(house.session_path(folder))
    _hold(place, house.new_header(is_simulated=True), script, length_s, faults, worn)
    return read_session(place.path)


def record_into(place: Place, header: SessionHeader, script: str, length_s: float) -> None:
    """Hold such a session where the vault keeps it."""
    _hold(place, header, read_script(script, length_s), length_s, None, tuple(Role))


def _hold(
    place: Place,
    header: SessionHeader,
    script: Script,
    length_s: float,
    faults: Mapping[Role, tuple[Fault, ...]] | None,
    worn: tuple[Role, ...],
) -> None:
    clock = _StoppingClock(len(worn) + 1)
    pair = simulated_pair(_SEED, clock, length_s, faults=faults, surges=script.surges)
    plan = Plan({role: pair[role] for role in worn}, clock, header, place, script=script)
    conductor = Conductor(plan, warm_up=house.warm_up)
    clock.stop_at(length_s, conductor)
    asyncio.run(conductor.run())


class _StoppingClock(StepClock):
    """Ends the session: without straps nothing else does."""

    def stop_at(self, length_s: float, conductor: Conductor) -> None:
        self._end_ns, self._conductor = int(length_s * 1e9), conductor

    def _jump_if_all_wait(self) -> None:
        super()._jump_if_all_wait()
        if self.now_ns() >= self._end_ns:
            self._conductor.stop()
