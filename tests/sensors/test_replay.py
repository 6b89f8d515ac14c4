"""A replayed strap delivers what was stored, when it was stored, on any clock."""

import asyncio

import pytest

from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.sensors.clock import NS_PER_S, Clock, ScaledClock, StepClock
from coreg.sensors.replay import ReplaySensor
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent, StrapKnown
from tests.sensors.simulated import decode_run, run_strap

STOPPED = LinkChanged(3 * NS_PER_S, LinkState.STOPPED, LinkCause.ASKED)
STORED: list[SensorEvent] = [
    LinkChanged(0, LinkState.SCANNING, LinkCause.ASKED),
    StrapKnown(NS_PER_S, Strap("one")),
    Packet(2 * NS_PER_S, b"\x00\x48"),
    STOPPED,
]


@pytest.mark.parametrize("clock", [StepClock(1), ScaledClock(300.0)])
async def test_stored_events_come_in_order_and_never_early(clock: Clock) -> None:
    seen: list[tuple[bool, SensorEvent]] = []

    def deliver(event: SensorEvent) -> None:
        t_ns = event.arrival_ns if isinstance(event, Packet) else event.t_ns
        seen.append((clock.now_ns() >= t_ns, event))

    await ReplaySensor(STORED, clock, is_simulated=False).run(deliver)
    assert seen == [(True, event) for event in STORED]


async def test_a_recording_without_an_end_is_stopped_at_its_last_event() -> None:
    seen: list[SensorEvent] = []
    await ReplaySensor(STORED[:3], StepClock(1), is_simulated=True).run(seen.append)
    assert seen == [*STORED[:3], LinkChanged(2 * NS_PER_S, LinkState.STOPPED, LinkCause.ASKED)]


async def test_a_cancelled_replay_is_stopped_where_it_stands() -> None:
    clock = StepClock(2)
    seen: list[SensorEvent] = []
    task = asyncio.create_task(ReplaySensor(STORED, clock, is_simulated=False).run(seen.append))
    await clock.sleep_until(NS_PER_S // 2)
    task.cancel()
    await task
    assert seen == [STORED[0], LinkChanged(NS_PER_S // 2, LinkState.STOPPED, LinkCause.ASKED)]


async def test_an_error_of_the_receiver_is_not_swallowed() -> None:
    def deliver(event: SensorEvent) -> None:
        if isinstance(event, Packet):
            msg = "the receiver's own"
            raise RuntimeError(msg)

    with pytest.raises(RuntimeError, match="the receiver's own"):
        await ReplaySensor(STORED, StepClock(1), is_simulated=False).run(deliver)


@pytest.mark.parametrize("is_simulated", [True, False])
def test_a_replay_says_whether_the_recorded_people_were_simulated(is_simulated: bool) -> None:
    assert ReplaySensor([], StepClock(1), is_simulated).is_simulated is is_simulated


async def test_replayed_packets_give_the_beats_that_they_gave_live() -> None:
    live = await run_strap(120.0)
    seen: list[SensorEvent] = []
    await ReplaySensor(live.events, StepClock(1), is_simulated=True).run(seen.append)
    assert seen == live.events
    assert decode_run(seen, live.truth).beats == live.beats
