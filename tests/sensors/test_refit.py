"""Looking both ways places beats at least as well as looking back, and the first minutes far better."""

import statistics

import pytest

from coreg.sensors.clock import NS_PER_S
from coreg.sensors.heart_rate_profile import decode
from coreg.sensors.refit import refit
from coreg.sensors.sensor import Packet
from coreg.sensors.simulator_strap import SIMULATED_LATENCY_S
from tests.sensors.simulated import run_strap


@pytest.mark.parametrize("clock_ppm", [0.0, 500.0, 20_000.0])
async def test_the_first_minutes_are_as_well_known_as_the_rest(clock_ppm: float) -> None:
    run = await run_strap(600.0, clock_ppm=clock_ppm, seed=5)
    packets = [event for event in run.events if isinstance(event, Packet)]
    ends_s = refit(
        [packet.arrival_ns / NS_PER_S for packet in packets],
        [decode(packet.payload).rr_ticks for packet in packets],
        SIMULATED_LATENCY_S,
    )
    errors_ms = [1000 * (end_s - seen.t_s) for end_s, seen in zip(ends_s, run.truth, strict=True)]
    first_ms = [e for e, seen in zip(errors_ms, run.truth, strict=True) if seen.t_s < 120.0]
    assert statistics.pstdev(errors_ms) <= 15.0
    assert max(abs(e) for e in first_ms) <= 50.0


def test_nothing_gives_nothing() -> None:
    assert refit([], []) == []
    assert refit([1.0, 2.0], [(), ()]) == []


def test_a_single_beat_has_a_time() -> None:
    assert refit([5.0], [(1024,)]) == [5.0]
