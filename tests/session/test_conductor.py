"""A whole session on a loop: simulated people, as fast as the computer can."""

import asyncio
from pathlib import Path

import pytest

from coreg import app
from coreg.domain.errors import StrapError
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.snapshot import RecordState
from coreg.domain.strap import LinkCause, LinkState
from coreg.recording.place import Place
from coreg.recording.reader import Ended, Recording, read_session
from coreg.sensors.clock import RealClock
from coreg.sensors.sensor import Deliver, LinkChanged, SensorEvent
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan


async def simulate(path: Path, minutes: float, seed: int = 1) -> tuple[Conductor, Recording]:
    plan = app.simulated_plan(speed=None, seed=seed, duration_s=minutes * 60, place=Place(path))
    conductor = Conductor(plan, warm_up=app.warm_up)
    await conductor.run()
    return conductor, read_session(path)


async def test_ten_simulated_minutes_are_ten_minutes_of_both_people(tmp_path: Path) -> None:
    conductor, recording = await simulate(tmp_path / "a.coreg", 10)
    assert conductor.snapshot.record is RecordState.ENDED
    assert recording.header.is_simulated
    assert recording.ended is Ended.CLOSED
    for role in Role:
        packets = [p for p in recording.packets if p.role is role]
        beats = [b for b in recording.beats if b.role is role]
        assert 570 <= len(packets) <= 610
        assert sum(b.beat.rr_ms for b in beats) / 1000 == pytest.approx(600, abs=15)
        assert conductor.snapshot.people[role].n_beats == len(beats)


async def test_the_same_seed_gives_the_same_packets(tmp_path: Path) -> None:
    _, first = await simulate(tmp_path / "a.coreg", 2, seed=5)
    _, second = await simulate(tmp_path / "b.coreg", 2, seed=5)
    _, other = await simulate(tmp_path / "c.coreg", 2, seed=6)
    assert first.packets == second.packets
    assert first.packets != other.packets


async def test_a_replay_shows_the_numbers_that_the_session_showed(tmp_path: Path) -> None:
    live, _ = await simulate(tmp_path / "a.coreg", 5)
    replay = Conductor(app.replay_plan(tmp_path / "a.coreg", None), warm_up=app.warm_up)
    await replay.run()
    for role in Role:
        was, now = live.snapshot.people[role], replay.snapshot.people[role]
        assert now.n_beats == was.n_beats
        assert list(now.numbers.heart_rate_lane.t_s) == list(was.numbers.heart_rate_lane.t_s)
        assert repr(list(now.numbers.rmssd_lane.value)) == repr(list(was.numbers.rmssd_lane.value))


class _Patient:
    """A strap that is linked and silent until it is told to stop."""

    is_simulated = True

    async def run(self, deliver: Deliver) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            deliver(LinkChanged(RealClock().now_ns(), LinkState.STOPPED, LinkCause.ASKED))


class _Hopeless:
    """A strap whose id means two straps."""

    is_simulated = True

    async def run(self, deliver: Deliver) -> None:
        msg = "two straps end with 4F21"
        raise StrapError(msg)


def _plan(path: Path, **sensors: object) -> Plan:
    by_role = {Role(name): sensor for name, sensor in sensors.items()}
    return Plan(by_role, RealClock(), app.new_header(is_simulated=True), Place(path))  # type: ignore[arg-type]


async def test_stop_ends_the_session_and_closes_the_file(tmp_path: Path) -> None:
    events: list[SensorEvent] = []
    conductor = Conductor(
        _plan(tmp_path / "a.coreg", client=_Patient()), warm_up=None, observe=lambda _, event: events.append(event)
    )
    running = asyncio.create_task(conductor.run())
    await asyncio.sleep(0)
    conductor.mark(MomentKind.STAR, "key")
    conductor.stop()
    await running
    recording = read_session(tmp_path / "a.coreg")
    assert recording.ended is Ended.CLOSED
    assert len(recording.moments) == 1
    assert [event.state for event in events if isinstance(event, LinkChanged)] == [LinkState.STOPPED]


async def test_what_a_strap_must_tell_reaches_the_user_and_the_file_is_closed(tmp_path: Path) -> None:
    conductor = Conductor(_plan(tmp_path / "a.coreg", client=_Patient(), therapist=_Hopeless()), warm_up=None)
    with pytest.raises(StrapError, match="4F21"):
        await conductor.run()
    assert read_session(tmp_path / "a.coreg").ended is Ended.CLOSED


async def test_cancelling_closes_the_file_too(tmp_path: Path) -> None:
    running = asyncio.create_task(Conductor(_plan(tmp_path / "a.coreg", client=_Patient()), warm_up=None).run())
    await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert read_session(tmp_path / "a.coreg").ended is Ended.CLOSED
