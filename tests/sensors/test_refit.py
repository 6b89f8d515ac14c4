"""Looking both ways places beats better than looking back, most of all in the first minutes and after holes."""

import itertools
import statistics

import pytest

from coreg.domain.strap import LinkCause, LinkState
from coreg.sensors.clock import NS_PER_S
from coreg.sensors.refit import refit
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent
from coreg.sensors.simulator_faults import Drop, Silence
from coreg.sensors.simulator_strap import SIMULATED_LATENCY_S, encode
from tests.sensors.simulated import Run, run_strap

_HOLES = (Drop(200.0, 10.0), Silence(400.0, 4.0))


async def _refitted(clock_ppm: float, seed: int) -> tuple[list[float], list[float], Run]:
    """Return the errors in ms of all beats, as refitted and as placed live."""
    run = await run_strap(600.0, *_HOLES, clock_ppm=clock_ppm, seed=seed)
    beats = refit(run.events, SIMULATED_LATENCY_S)
    assert [(beat.segment, beat.ticks, beat.flags) for beat in beats] == [
        (beat.segment, beat.ticks, beat.flags) for beat in run.beats
    ]
    assert all(a.t_s < b.t_s for a, b in itertools.pairwise(beats))
    within = [abs(b.t_s - seen.t_s) <= 2 * b.uncertainty_s for b, seen in zip(beats, run.truth, strict=True)]
    assert statistics.fmean(within) > 0.98
    both = (beats, run.beats)
    refitted_ms, live_ms = (
        [1000 * (beat.t_s - seen.t_s) for beat, seen in zip(each, run.truth, strict=True)] for each in both
    )
    return refitted_ms, live_ms, run


@pytest.mark.parametrize("clock_ppm", [0.0, 500.0, 20_000.0, -20_000.0])
async def test_every_beat_is_right_to_a_few_milliseconds_holes_or_not(clock_ppm: float) -> None:
    refitted_ms, live_ms, _ = await _refitted(clock_ppm, seed=5)
    assert statistics.pstdev(refitted_ms) <= 15.0
    assert sorted(abs(error_ms) for error_ms in refitted_ms)[int(0.95 * len(refitted_ms))] <= 40.0
    assert statistics.pstdev(refitted_ms) < statistics.pstdev(live_ms)


@pytest.mark.parametrize("seed", range(3))
async def test_of_a_good_crystal_it_is_no_worse_than_the_live_clock_where_that_is_settled(seed: int) -> None:
    refitted_ms, live_ms, run = await _refitted(0.0, seed)
    settled = [i for i, seen in enumerate(run.truth) if 120.0 < seen.t_s < 199.0]
    looking_back = statistics.pstdev(live_ms[i] for i in settled)
    assert statistics.pstdev(refitted_ms[i] for i in settled) <= looking_back + 2.0


def test_nothing_gives_nothing() -> None:
    assert refit([]) == []
    assert refit([Packet(NS_PER_S, encode(70, (), True))]) == []


def test_a_single_beat_has_a_time_before_its_packet_and_is_sure_of_it_to_half_a_second() -> None:
    events: list[SensorEvent] = [
        LinkChanged(0, LinkState.SUBSCRIBING, LinkCause.CONNECTED),
        Packet(5 * NS_PER_S, encode(60, (1024,), True)),
    ]
    (beat,) = refit(events)
    assert beat.t_s == 4.5
    assert beat.uncertainty_s >= 0.5
