"""A session that is prepared first: straps connected, nothing written; then a recording from its own zero."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from coreg import app
from coreg.domain.beat import BeatFlag
from coreg.domain.errors import DiskProblemError
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.domain.stand_up import StandUpState
from coreg.domain.strap import LinkState, Strap
from coreg.recording.place import Place
from coreg.recording.reader import Ended, Recording, read_session
from coreg.review.recompute import n_beats_differing, rebuild
from coreg.sensors.clock import ScaledClock
from coreg.sensors.simulator import simulated_pair
from coreg.sensors.simulator_faults import ContactLost, Drop, Fault, StandUp
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan

SPEED = 40.0
Faults = Mapping[Role, Sequence[Fault]]


def plan_of(path: Path | None, faults: Faults | None = None, *, is_simulated: bool = True) -> Plan:
    clock = ScaledClock(SPEED)
    sensors = simulated_pair(1, clock, None, faults)
    return Plan(
        sensors,
        clock,
        app.new_header(is_simulated=is_simulated),
        None if path is None else Place(path),
        records_at_once=False,
    )


@asynccontextmanager
async def prepared(
    plan: Plan, remember: Callable[[Mapping[Role, Strap]], None] | None = None
) -> AsyncIterator[Conductor]:
    conductor = Conductor(plan, warm_up=app.warm_up, remember=remember)
    running = asyncio.create_task(conductor.run())
    try:
        yield conductor
    finally:
        conductor.stop()
        await running


async def plan_tick() -> None:
    """Let the session run on for a moment: a snapshot is polled, as the window does it."""
    await asyncio.sleep(0.005)


async def until(conductor: Conductor, holds: Callable[[Snapshot], bool], limit_s: float = 30.0) -> Snapshot:
    async with asyncio.timeout(limit_s):
        while not holds(conductor.snapshot):
            await plan_tick()
    return conductor.snapshot


def has_beats(n_beats: int) -> Callable[[Snapshot], bool]:
    return lambda now: all(now.people[role].n_beats >= n_beats for role in Role)


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def record_of(conductor: Conductor) -> RecordState:
    return conductor.snapshot.record


def check_of(recording: Recording) -> dict[str, object]:
    assert [moment.kind for moment in recording.moments] == [MomentKind.STRAPS_CHECKED]
    return dict(recording.moments[0].payload)


async def test_nothing_is_written_before_the_recording_begins_and_its_zero_is_then(tmp_path: Path) -> None:
    path = tmp_path / "a.coreg"
    plan = plan_of(path)
    async with prepared(plan) as conductor:
        before = await until(conductor, has_beats(30))
        assert before.record is RecordState.PREPARED
        assert files_in(tmp_path) == []
        asked_ns = plan.clock.now_ns()
        await conductor.begin_recording({Role.CLIENT})
        begun = conductor.snapshot
        took_s = (plan.clock.now_ns() - asked_ns) / 1e9  # seconds of a clock that runs 40 times as fast
        assert begun.record is RecordState.RECORDING
        assert begun.t_s <= took_s
        assert begun.snapshot_id > before.snapshot_id
        assert begun.people[Role.CLIENT].strap == before.people[Role.CLIENT].strap
        assert begun.people[Role.CLIENT].link is LinkState.STREAMING
        await until(conductor, has_beats(30))
    recording = read_session(path)
    assert recording.ended is Ended.CLOSED
    assert recording.header.started_utc > plan.header.started_utc
    for role in Role:
        beats = recording.beats_of(role)
        assert BeatFlag.FIRST_AFTER_LINK in beats[0].flags
        assert -1.0 < beats[0].t_s < took_s + 3.0
        assert n_beats_differing(beats, rebuild(recording, role)) == 0
        assert [event.state for event in recording.link_events_of(role)][:2] == [
            LinkState.SUBSCRIBING,
            LinkState.STREAMING,
        ]
        assert all(packet.t_ns >= 0 for packet in recording.packets_of(role))
    check = check_of(recording)
    assert (check["result"], check["is_swapped"]) == ("skipped", False)
    assert (check["client_confirmed"], check["therapist_confirmed"]) == (True, False)


async def test_no_packet_is_lost_while_the_recording_begins(tmp_path: Path) -> None:
    n_seen = dict.fromkeys(Role, 0)
    path = tmp_path / "a.coreg"
    async with prepared(plan_of(path)) as conductor:
        await until(conductor, has_beats(5))
        await conductor.begin_recording()
        await until(conductor, has_beats(60))
        n_seen = {role: conductor.snapshot.people[role].n_packets for role in Role}
    recording = read_session(path)
    for role in Role:
        times = [packet.t_ns / 1e9 for packet in recording.packets_of(role)]
        assert len(times) >= n_seen[role]
        assert times[0] < 1.6
        assert max(after - before for before, after in pairwise(times)) < 1.6


async def test_the_heart_that_rises_is_found(tmp_path: Path) -> None:
    """The conductor is asked as soon as it may be; the therapist's heart rises from then on."""
    faults = {Role.THERAPIST: [StandUp(28.0, 100.0)]}
    path = tmp_path / "a.coreg"
    async with prepared(plan_of(path, faults)) as conductor:
        await until(conductor, lambda now: now.t_s > 27.5 and now.stand_up.state is StandUpState.READY)
        conductor.ask_to_stand_up()
        check = (await until(conductor, lambda now: now.stand_up.state.is_over)).stand_up
        assert (check.state, check.who) == (StandUpState.ROSE, Role.THERAPIST)
        await conductor.begin_recording()
    assert check_of(read_session(path))["result"] == "rose"
    assert check_of(read_session(path))["who"] == "therapist"


async def test_a_lifted_strap_is_found(tmp_path: Path) -> None:
    async with prepared(plan_of(None, {Role.CLIENT: [ContactLost(32.0, 8.0)]})) as conductor:
        await until(conductor, lambda now: now.t_s > 28.0 and now.stand_up.state is StandUpState.READY)
        conductor.ask_to_stand_up()
        check = (await until(conductor, lambda now: now.stand_up.state.is_over)).stand_up
        assert (check.state, check.who) == (StandUpState.LIFTED, Role.CLIENT)


async def test_a_swap_exchanges_who_wears_what_and_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.coreg"
    async with prepared(plan_of(path, {Role.CLIENT: [Drop(60.0, 5.0)]})) as conductor:
        before = await until(conductor, has_beats(20))
        assert conductor.swap_roles()
        after = conductor.snapshot
        for role in Role:
            assert after.people[role].role is role
            assert after.people[role].strap == before.people[role.other].strap
            assert after.people[role].n_beats >= before.people[role.other].n_beats
        await conductor.begin_recording()
        assert not conductor.swap_roles()
        await until(conductor, lambda now: now.people[Role.THERAPIST].link is LinkState.RECONNECTING)
        await until(conductor, lambda now: now.people[Role.THERAPIST].link is LinkState.STREAMING)
    recording = read_session(path)
    assert check_of(recording)["is_swapped"] is True
    identities = {strap.role: strap.strap.identity for strap in recording.straps}
    assert identities == {Role.CLIENT: "simulated-therapist", Role.THERAPIST: "simulated-client"}
    assert LinkState.RECONNECTING not in [event.state for event in recording.link_events_of(Role.CLIENT)]


async def test_a_recording_may_begin_while_a_strap_is_away(tmp_path: Path) -> None:
    path = tmp_path / "a.coreg"
    async with prepared(plan_of(path, {Role.CLIENT: [Drop(20.0, 30.0)]})) as conductor:
        away = LinkState.RECONNECTING
        await until(conductor, lambda now: now.people[Role.CLIENT].link is away)
        await conductor.begin_recording()
        assert conductor.snapshot.people[Role.CLIENT].link is away
        await until(conductor, has_beats(10))
    recording = read_session(path)
    states = [event.state for event in recording.link_events_of(Role.CLIENT)]
    assert states[:4] == [away, LinkState.CONNECTING, LinkState.SUBSCRIBING, LinkState.WAIT_CONTACT]
    assert n_beats_differing(recording.beats_of(Role.CLIENT), rebuild(recording, Role.CLIENT)) == 0


async def test_a_disk_that_refuses_leaves_the_session_prepared_and_it_can_be_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    folder.write_text("in the way")
    path = folder / "a.coreg"
    async with prepared(plan_of(path)) as conductor:
        await until(conductor, has_beats(5))
        with pytest.raises(DiskProblemError):
            await conductor.begin_recording()
        assert record_of(conductor) is RecordState.PREPARED
        folder.unlink()
        await conductor.begin_recording()
        assert record_of(conductor) is RecordState.RECORDING
    assert read_session(path).ended is Ended.CLOSED


async def test_asked_twice_one_recording_begins_and_stopping_meanwhile_closes_it(tmp_path: Path) -> None:
    path = tmp_path / "a.coreg"
    async with prepared(plan_of(path)) as conductor:
        await until(conductor, has_beats(5))
        twice = [asyncio.create_task(conductor.begin_recording()) for _ in range(2)]
        await asyncio.sleep(0)
        conductor.stop()
        with contextlib.suppress(DiskProblemError):
            await asyncio.gather(*twice)
    for file in files_in(tmp_path):
        assert read_session(file).ended is Ended.CLOSED


async def test_a_session_that_never_began_leaves_nothing(tmp_path: Path) -> None:
    async with prepared(plan_of(tmp_path / "a.coreg")) as conductor:
        await until(conductor, has_beats(5))
    assert conductor.snapshot.record is RecordState.NONE
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("is_simulated", [True, False])
async def test_who_wears_what_is_remembered_of_real_people_alone(tmp_path: Path, is_simulated: bool) -> None:
    remembered: list[Mapping[Role, Strap]] = []
    plan = plan_of(tmp_path / "a.coreg", is_simulated=is_simulated)
    async with prepared(replace(plan), remembered.append) as conductor:
        await until(conductor, has_beats(5))
        conductor.swap_roles()
        await conductor.begin_recording()
    if is_simulated:
        assert remembered == []
    else:
        assert {role: strap.identity for role, strap in remembered[0].items()} == {
            Role.CLIENT: "simulated-therapist",
            Role.THERAPIST: "simulated-client",
        }


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="this system has no clock that counts sleep")
async def test_a_computer_that_sleeps_leaves_a_gap_and_says_so_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept_ns, clock = [0], time.clock_gettime_ns
    monkeypatch.setattr(time, "clock_gettime_ns", lambda which: clock(which) + slept_ns[0])
    path = tmp_path / "a.coreg"
    async with prepared(plan_of(path, is_simulated=False)) as conductor:
        await until(conductor, has_beats(5))
        await conductor.begin_recording()
        before = await until(conductor, has_beats(20))
        slept_ns[0] = 600 * 1_000_000_000
        await until(conductor, lambda now: now.t_s > before.t_s + 15)
    recording = read_session(path)
    (slept,) = [anchor for anchor in recording.anchors if anchor.slept_s is not None]
    assert slept.slept_s == pytest.approx(600.0, abs=0.1)
    for role in Role:
        beats = recording.beats_of(role)
        assert {beat.segment for beat in beats} == {0, 1}
        assert n_beats_differing(beats, rebuild(recording, role)) == 0
        first = next(packet for packet in recording.packets_of(role) if packet.entry > slept.entry)
        entry_of_segment = {
            stored.beat.segment: stored.packet for stored in reversed(recording.beats) if stored.role is role
        }
        assert entry_of_segment[1] == first.entry, "the first packet after waking begins it"
