"""Simulated straps behave as straps: bytes, link states, faults; and their hearts as hearts."""

import asyncio
import itertools
import math
import statistics
import time

import pytest

from coreg.domain.beat import BeatFlag, GapCause
from coreg.domain.person import Role
from coreg.domain.strap import LinkCause, LinkState
from coreg.sensors.clock import NS_PER_S, ScaledClock, StepClock
from coreg.sensors.heart_rate_profile import decode
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent
from coreg.sensors.simulator import simulated_pair
from coreg.sensors.simulator_faults import (
    ContactLost,
    Doubled,
    Drop,
    Ectopic,
    Malformed,
    Noise,
    NoRr,
    Silence,
    Stall,
)
from coreg.sensors.simulator_person import CLIENT, THERAPIST
from tests.sensors.simulated import Run, decode_run, run_strap

BEGINNING = [
    (LinkState.SCANNING, LinkCause.ASKED),
    (LinkState.CONNECTING, LinkCause.FOUND),
    (LinkState.SUBSCRIBING, LinkCause.CONNECTED),
    (LinkState.WAIT_CONTACT, LinkCause.CONNECTED),
    (LinkState.STREAMING, LinkCause.FIRST_BEAT),
]


async def _pair(seed: int, duration_s: float) -> dict[Role, list[SensorEvent]]:
    pair = simulated_pair(seed, StepClock(2), duration_s)
    events: dict[Role, list[SensorEvent]] = {role: [] for role in pair}
    await asyncio.gather(*(sensor.run(events[role].append) for role, sensor in pair.items()))
    return events


def _rr_ms(run: Run) -> list[float]:
    return [beat.rr_ms for beat in run.beats[1:]]


def _rmssd_ms(rr_ms: list[float]) -> float:
    return math.sqrt(statistics.fmean((b - a) ** 2 for a, b in itertools.pairwise(rr_ms)))


async def test_a_seed_gives_the_same_events_every_time_and_another_seed_others() -> None:
    first, again, other = await _pair(1, 60.0), await _pair(1, 60.0), await _pair(2, 60.0)
    assert first == again
    assert first != other
    assert first[Role.CLIENT] != first[Role.THERAPIST]


async def test_a_link_begins_and_ends_as_a_real_one() -> None:
    run = await run_strap(60.0)
    states = [(state, cause) for _, state, cause in run.states]
    assert states == [*BEGINNING, (LinkState.STOPPED, LinkCause.ASKED)]
    assert run.states[-1][0] == 60.0


async def test_events_come_in_order_of_time() -> None:
    run = await run_strap(200.0, Drop(40.0, 10.0), Doubled(70.0, 20.0), Stall(100.0, 3.0), Silence(120.0, 20.0))
    times = [event.arrival_ns if isinstance(event, Packet) else event.t_ns for event in run.events]
    assert times == sorted(times)


async def test_every_beat_sent_over_a_link_arrives_once() -> None:
    run = await run_strap(300.0, Drop(100.0, 10.0))
    assert [beat.ticks for beat in run.beats] == [beat.ticks for beat in run.truth]


async def test_a_drop_is_one_gap_and_the_link_comes_back() -> None:
    run = await run_strap(200.0, Drop(100.0, 10.0))
    assert [gap.cause for gap in run.gaps] == [GapCause.LINK_LOST]
    assert run.gaps[0].start_s == pytest.approx(100.0, abs=2.0)
    assert run.gaps[0].end_s == pytest.approx(111.5, abs=2.5)
    states = [(state, cause) for _, state, cause in run.states]
    assert states[5:] == [
        (LinkState.RECONNECTING, LinkCause.DISCONNECTED),
        *BEGINNING[1:],
        (LinkState.STOPPED, LinkCause.ASKED),
    ]
    assert run.entered_s(LinkState.RECONNECTING) == [100.0]


async def test_silence_is_stale_after_3_s_and_reconnected_after_6() -> None:
    run = await run_strap(120.0, Silence(60.0, 20.0))
    last_s = (
        max(e.arrival_ns for e in run.events if isinstance(e, Packet) and e.arrival_ns < 61 * NS_PER_S) / NS_PER_S
    )
    assert run.entered_s(LinkState.STALE) == [pytest.approx(last_s + 3.0, abs=0.26)]
    assert run.entered_s(LinkState.RECONNECTING) == [pytest.approx(last_s + 6.0, abs=0.26)]
    assert run.entered_s(LinkState.STREAMING)[1] == pytest.approx(82.0, abs=1.0)


async def test_endless_silence_and_an_endless_drop_end_with_the_run() -> None:
    for fault in (Silence(20.0, math.inf), Drop(20.0, math.inf)):
        run = await run_strap(60.0, fault)
        assert run.states[-1][1] is LinkState.STOPPED
        assert run.states[-2][1] is LinkState.RECONNECTING


async def test_lost_contact_says_so_and_returns() -> None:
    run = await run_strap(120.0, ContactLost(60.0, 15.0))
    assert run.entered_s(LinkState.CONTACT_LOST) == [pytest.approx(61.5, abs=1.0)]
    assert run.entered_s(LinkState.STREAMING)[1] == pytest.approx(76.5, abs=1.0)
    assert [gap.cause for gap in run.gaps] == [GapCause.CONTACT_LOST]


async def test_heart_rate_without_intervals_says_so() -> None:
    run = await run_strap(120.0, NoRr(60.0, 20.0))
    assert run.entered_s(LinkState.NO_RR) == [pytest.approx(63.0, abs=1.3)]
    assert run.entered_s(LinkState.STREAMING)[1] == pytest.approx(80.5, abs=1.3)


async def test_damaged_packets_are_malformed_and_the_rest_is_whole() -> None:
    run = await run_strap(120.0, Malformed(60.0, 5.0))
    assert run.decoder.n_malformed == 5
    assert [beat.ticks for beat in run.beats] == [beat.ticks for beat in run.truth]


async def test_doubled_packets_are_dropped_and_counted() -> None:
    run = await run_strap(180.0, Doubled(30.0, 120.0))
    assert run.decoder.n_duplicates == pytest.approx(120, abs=1)
    assert [beat.ticks for beat in run.beats] == [beat.ticks for beat in run.truth]
    assert run.gaps == []


async def test_a_stalled_radio_loses_nothing() -> None:
    run = await run_strap(120.0, Stall(60.0, 1.0), Stall(90.0, 2.5))
    assert [beat.ticks for beat in run.beats] == [beat.ticks for beat in run.truth]
    assert run.decoder.n_duplicates == 0


async def test_noise_and_ectopic_beats_make_intervals_uneven_while_they_last() -> None:
    calm = _rmssd_ms(_rr_ms(await run_strap(300.0)))
    assert _rmssd_ms(_rr_ms(await run_strap(300.0, Noise(0.0, 300.0)))) > 3 * calm
    assert _rmssd_ms(_rr_ms(await run_strap(300.0, Ectopic(0.0, 300.0)))) > 1.5 * calm


async def test_noise_moves_no_beat_that_comes_after_it() -> None:
    run = await run_strap(400.0, Noise(60.0, 60.0, wrong_pct=40.0))
    late = [(b, seen) for b, seen in zip(run.beats, run.truth, strict=True) if seen.t_s > 300.0]
    assert max(abs(beat.t_s - seen.t_s) for beat, seen in late) < 0.1


async def test_the_battery_is_known_from_the_start_and_never_grows() -> None:
    run = await run_strap(1900.0)
    levels = [strap.battery_pct for strap in run.straps]
    assert len(levels) == 4
    assert all(level is not None and 50 <= level <= 98 for level in levels)
    assert levels == sorted(levels, key=lambda level: -(level or 0))
    assert {strap.model for strap in run.straps} == {"Simulated strap"}


async def test_the_heart_rate_field_follows_the_intervals() -> None:
    run = await run_strap(300.0)
    packets = [decode(event.payload) for event in run.events if isinstance(event, Packet)]
    mean_bpm = 60_000 / statistics.fmean(_rr_ms(run))
    assert statistics.fmean(packet.heart_rate_bpm for packet in packets) == pytest.approx(mean_bpm, rel=0.03)
    assert all(packet.has_contact for packet in packets)
    assert not run.decoder.is_suspect


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_hearts_are_plausible_and_the_therapists_is_the_steadier(seed: int) -> None:
    client = _rr_ms(await run_strap(1800.0, seed=seed))
    therapist = _rr_ms(await run_strap(1800.0, seed=seed, physique=THERAPIST))
    for rr_ms in (client, therapist):
        assert 55 < 60_000 / statistics.fmean(rr_ms) < 95
        assert 15 < _rmssd_ms(rr_ms) < 60
        assert min(rr_ms) > 400
        assert max(rr_ms) < 1600
    assert _minute_rates(client) > _minute_rates(therapist)


def _minute_rates(rr_ms: list[float]) -> float:
    """Return the spread of the heart rate over blocks of 70 beats: what arousal moves and breathing doesn't."""
    return statistics.pstdev(70 * 60_000 / sum(rr_ms[i : i + 70]) for i in range(0, len(rr_ms) - 70, 70))


async def test_only_the_first_beat_and_gaps_are_flagged() -> None:
    run = await run_strap(1200.0, Drop(600.0, 20.0))
    flags = [beat.flags for beat in run.beats if beat.flags]
    assert flags == [BeatFlag.FIRST_AFTER_LINK, BeatFlag.FIRST_AFTER_LINK]


async def test_a_cancelled_sensor_says_stopped_and_lets_the_other_go_on() -> None:
    clock = StepClock(2)
    pair = simulated_pair(1, clock, 3600.0)
    client_events: list[SensorEvent] = []
    therapist_events: list[SensorEvent] = []

    def cancel_after_a_minute(event: SensorEvent) -> None:
        therapist_events.append(event)
        if clock.now_ns() > 60 * NS_PER_S:
            client.cancel()

    client = asyncio.create_task(pair[Role.CLIENT].run(client_events.append))
    await asyncio.wait_for(pair[Role.THERAPIST].run(cancel_after_a_minute), 30)
    await client
    last = client_events[-1]
    assert isinstance(last, LinkChanged)
    assert last.state is LinkState.STOPPED
    assert last.t_ns < 70 * NS_PER_S
    assert therapist_events[-1] == LinkChanged(3600 * NS_PER_S, LinkState.STOPPED, LinkCause.ASKED)


async def test_a_faster_clock_changes_when_and_never_what() -> None:
    sensor = simulated_pair(7, ScaledClock(200.0), 30.0)[Role.CLIENT]
    events: list[SensorEvent] = []
    await sensor.run(events.append)
    stepped = (await _pair(7, 30.0))[Role.CLIENT]
    assert [e.payload for e in events if isinstance(e, Packet)] == [
        e.payload for e in stepped if isinstance(e, Packet)
    ]
    shift_ns = {
        a.arrival_ns - b.arrival_ns
        for a, b in zip(events, stepped, strict=True)
        if isinstance(a, Packet) and isinstance(b, Packet)
    }
    assert len(shift_ns) == 1


async def test_an_hour_of_two_people_takes_less_than_three_seconds() -> None:
    began_s = time.process_time()
    events = await _pair(1, 3600.0)
    assert time.process_time() - began_s < 3.0
    assert len(decode_run(events[Role.CLIENT], []).beats) > 3600
    assert CLIENT.heart_rate_bpm > THERAPIST.heart_rate_bpm
