"""Snapshots of made-up pairs whose straps send bytes: moving together holding, not, and each reason why unknown."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from coreg import app as house
from coreg.domain.act import Act, Request
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskState, RecordState, Snapshot
from coreg.domain.together import TogetherState
from coreg.sensors.clock import StepClock
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan
from coreg.session.script import Script, Step
from tests.readings.pair import Pair
from tests.session.pair_straps import Sending, straps

_SLOW = Pair(460.0, 2, breath_hz=(0.1, 0.1), breath_bpm=6.0, slow_bpm=1.0)


def states() -> dict[str, Snapshot]:
    """Each state as its session's last snapshot, and the whole of one in which it held."""
    close = _coupled()
    return {
        "together-holds": close,
        "together-chance": held(Pair(700.0, 5)),
        "together-pacer": held(Pair(460.0, 2), ((400.0, Act.SCREEN_PACER),)),
        "together-slow-breathing": held(_SLOW),
        "together-sets-unmarked": held(Pair(700.0, 5, coupled=0.8), ((360.0, Act.PHASE, 4),)),
        "together-one-strap": held(Pair(120.0), worn=(Role.CLIENT,)),
        "together-wrong-beats": held(Pair(700.0, 2, coupled=0.8, wrong_pct=6.5)),
        "together-clocks": held(Pair(500.0, 2), sending=Sending(every_s=4.0, relinked_s=20.0)),
    }


def _coupled() -> Snapshot:
    found = held(Pair(1500.0, 5, coupled=0.8))
    assert found.together.now.state is TogetherState.TOGETHER
    return found


def held(
    pair: Pair,
    steps: Sequence[tuple[float, Act] | tuple[float, Act, int]] = (),
    *,
    worn: Sequence[Role] = tuple(Role),
    sending: Sending | None = None,
) -> Snapshot:
    """Hold a session as fast as it goes, and return its last snapshot while it went on."""
    clock = StepClock(len(worn) + 1)
    script = Script(tuple(Step(t_s, Request(act, next(iter(rest), None))) for t_s, act, *rest in steps))
    plan = Plan(straps(pair, clock, worn, sending), clock, house.new_header(is_simulated=True), None, script=script)
    last: list[Snapshot] = []

    def watch(_role: Role, _event: object) -> None:
        if conductor.snapshot.t_s < pair.length_s - 5.0:
            last[:] = [conductor.snapshot]

    conductor = Conductor(plan, warm_up=house.warm_up, observe=watch)
    asyncio.run(conductor.run())
    return replace(last[0], disk=DiskState(), record=RecordState.RECORDING)
