"""The clock of a replay from the middle."""

import asyncio
import time

from coreg.sensors.clock import leave
from coreg.sensors.skipping_clock import SkippingClock

S = 1_000_000_000


async def _wait_for(clock: SkippingClock, times_s: list[float], seen: list[tuple[float, float]]) -> None:
    for t_s in times_s:
        await clock.sleep_until(int(t_s * S))
        seen.append((t_s, clock.now_ns() / S))
    leave(clock)


async def test_all_before_the_instant_happens_at_its_time_and_at_once() -> None:
    clock = SkippingClock(2, 3000 * S, 100.0)
    seen: list[tuple[float, float]] = []
    began = time.monotonic()
    await asyncio.gather(
        _wait_for(clock, [float(t) for t in range(0, 3000, 10)], seen),
        _wait_for(clock, [5.0, 2995.0, 3001.0, 3005.0], seen),
    )
    assert [t_s for t_s, _ in seen] == sorted(t_s for t_s, _ in seen)
    assert all(now_s == t_s for t_s, now_s in seen if t_s < 3000)
    after = [(t_s, now_s) for t_s, now_s in seen if t_s > 3000]
    assert all(t_s <= now_s < t_s + 300 for t_s, now_s in after)
    assert 0.04 < time.monotonic() - began < 5.0, "the last five seconds take a twentieth of one"


async def test_a_clock_that_skips_nothing_runs_at_once() -> None:
    clock = SkippingClock(1, 0, 50.0)
    seen: list[tuple[float, float]] = []
    await _wait_for(clock, [1.0, 2.0], seen)
    assert [t_s for t_s, _ in seen] == [1.0, 2.0]
    assert seen[-1][1] >= 2.0
