"""Snapshots of sessions that play by themselves: what a screen is given, caught when it is worth a picture."""

import asyncio
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from coreg import app as house
from coreg.domain.act import Refusal
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskProblem, DiskState, Snapshot
from coreg.domain.standing import Pace
from coreg.recording.place import Place
from coreg.sensors.clock import StepClock
from coreg.sensors.simulator import simulated_pair
from coreg.sensors.simulator_faults import ContactLost, Drop, Fault, NoRr
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan
from coreg.session.script import Script, emdr_script, read_script

_SEED = 3
_TROUBLES = """
0:05 phase 4
0:20 baseline
5:20 set 26
8:40 off_record
9:20 off_record
10:20 surge 150 100
"""
_FAULTS: Mapping[Role, tuple[Fault, ...]] = {
    Role.CLIENT: (Drop(390.0, 40.0), NoRr(470.0, 40.0)),
    Role.THERAPIST: (ContactLost(436.0, 24.0),),
}

When = Callable[[Snapshot], bool]


def whole_session() -> dict[str, Snapshot]:
    """The EMDR session of fifty minutes, from the first minute to its end."""
    seen = play(
        {
            "no-baseline": after(19.0),
            "learning": after(100.0),
            "near": is_at(Pace.NEAR, 350.0),
            "in-a-set": lambda now: now.stage.is_in_set and now.stage.n_sets == 4 and in_set_s(now) > 18.0,
            "slowing": is_slowing,
            "calm": after(1400.0),
            "pacer": after(2905.0),
            "late": after(2910.0),
        },
        script=emdr_script(),
        length_s=3001.0,
    )
    near = seen["near"]
    seen["refused"] = replace(near, refusal=(1, Refusal.NO_SET_YET))
    seen["full-disk"] = replace(near, disk=DiskState(900, 180.0, DiskProblem.FULL))
    return seen


def troubles() -> dict[str, Snapshot]:
    """What goes wrong with straps, time off the record, and a heart that is aroused for longer than a set."""
    moments = {"no-signal": 404.0, "no-contact": 452.0, "no-rr": 500.0, "off-the-record": 540.0}
    when: dict[str, When] = {name: after(t_s) for name, t_s in moments.items()}
    when["faster"] = is_at(Pace.FASTER, 620.0)
    return play(when, script=read_script(_TROUBLES, 800.0), length_s=800.0, faults=_FAULTS)


def fewer_straps() -> dict[str, Snapshot]:
    """One strap, and none."""
    one = play({"one-strap": after(110.0)}, length_s=120.0, worn=(Role.CLIENT,))
    script = read_script("0:05 phase 4\n0:20 set 26\n1:00 sud 7", 200.0)
    return one | play({"no-strap": after(70.0)}, length_s=80.0, worn=(), script=script)


def play(
    wanted: dict[str, When],
    *,
    length_s: float,
    script: Script | None = None,
    faults: Mapping[Role, tuple[Fault, ...]] | None = None,
    worn: tuple[Role, ...] = tuple(Role),
) -> dict[str, Snapshot]:
    """Play a session as fast as it goes; return the first snapshot of each that is wanted, and "ended"."""
    script = script or Script()
    clock = _Onlooker(len(worn) + 1)
    pair = simulated_pair(_SEED, clock, length_s, faults=faults, surges=script.surges)
    sensors = {role: pair[role] for role in worn}
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder) / "s.coreg")
        plan = Plan(sensors, clock, house.new_header(is_simulated=True), place, script=script)
        conductor = Conductor(plan, warm_up=house.warm_up)
        clock.look = lambda: _catch(conductor, wanted, seen, length_s)
        seen: dict[str, Snapshot] = {}
        asyncio.run(conductor.run())
    assert len(seen) == len(wanted), f"never seen: {set(wanted) - set(seen)}"
    seen["ended"] = conductor.snapshot
    return seen


def after(t_s: float) -> When:
    """From a time on."""
    return lambda now: now.t_s >= t_s


def is_at(pace: Pace, from_s: float) -> When:
    """Where the client stands so against today's start, from a time on, and isn't on the way down from a set."""

    def is_so(now: Snapshot) -> bool:
        stands = now.people[Role.CLIENT].standing
        return now.t_s > from_s and stands is not None and stands.pace is pace and stands.slowing_since_set is None

    return is_so


def is_slowing(now: Snapshot) -> bool:
    """Whether the client's heart slows since a set, a while into the session."""
    stands = now.people[Role.CLIENT].standing
    return now.t_s > 800.0 and stands is not None and stands.slowing_since_set is not None


def in_set_s(now: Snapshot) -> float:
    """How long the set has run."""
    return 0.0 if now.stage.last_set is None else now.t_s - now.stage.last_set.start_s


class _Onlooker(StepClock):
    """Looks whenever it jumps."""

    look: Callable[[], None] | None = None

    def _jump_if_all_wait(self) -> None:
        super()._jump_if_all_wait()
        if self.look is not None:
            self.look()


def _catch(conductor: Conductor, wanted: dict[str, When], seen: dict[str, Snapshot], length_s: float) -> None:
    now = conductor.snapshot
    for name, is_it in wanted.items():
        if name not in seen and is_it(now):
            seen[name] = replace(now, disk=DiskState())  # it was caught between a write and its confirmation
    if now.t_s > length_s:
        conductor.stop()
