"""Clocks: what sleeps until when, and that stepping is deterministic whoever is cancelled."""

import asyncio
import time

import pytest

from coreg.sensors.clock import NS_PER_S, Clock, RealClock, ScaledClock, StepClock, leave


async def _tick(clock: Clock, name: str, times_s: list[int], seen: list[tuple[str, int]]) -> None:
    for t_s in times_s:
        await clock.sleep_until(t_s * NS_PER_S)
        seen.append((name, clock.now_ns() // NS_PER_S))
    leave(clock)


async def test_a_step_clock_plays_everybodys_times_in_order() -> None:
    clock = StepClock(2)
    seen: list[tuple[str, int]] = []
    await asyncio.gather(_tick(clock, "a", [1, 4, 5], seen), _tick(clock, "b", [2, 3, 5], seen))
    assert seen == [("a", 1), ("b", 2), ("b", 3), ("a", 4), ("b", 5), ("a", 5)]


async def test_a_step_clock_gives_the_same_order_every_time() -> None:
    runs = []
    for _ in range(3):
        clock = StepClock(3)
        seen: list[tuple[str, int]] = []
        await asyncio.gather(*(_tick(clock, name, [2, 2, 3, 7], seen) for name in "abc"))
        runs.append(seen)
    assert runs[0] == runs[1] == runs[2]


async def test_a_step_clock_waits_for_a_task_that_still_computes() -> None:
    clock = StepClock(2)
    seen: list[tuple[str, int]] = []
    early = asyncio.create_task(_tick(clock, "early", [1], seen))
    for _ in range(10):
        await asyncio.sleep(0)
    assert clock.now_ns() == 0
    await asyncio.gather(early, _tick(clock, "late", [0, 2], seen))
    assert seen == [("late", 0), ("early", 1), ("late", 2)]


async def test_times_that_have_passed_let_the_others_run_first() -> None:
    clock = StepClock(1)
    await clock.sleep_until(5 * NS_PER_S)
    await clock.sleep_until(2 * NS_PER_S)
    assert clock.now_ns() == 5 * NS_PER_S


async def test_a_cancelled_task_that_leaves_sets_the_others_free() -> None:
    clock = StepClock(2)
    seen: list[tuple[str, int]] = []

    async def until_cancelled() -> None:
        try:
            await clock.sleep_until(100 * NS_PER_S)
        finally:
            leave(clock)

    sleeper = asyncio.create_task(until_cancelled())
    other = asyncio.create_task(_tick(clock, "other", [1, 2, 200], seen))
    await asyncio.sleep(0)
    sleeper.cancel()
    await asyncio.wait_for(other, 5)
    assert seen == [("other", 1), ("other", 2), ("other", 200)]
    assert sleeper.cancelled() or sleeper.done()


async def test_a_task_that_is_cancelled_and_sleeps_again_keeps_its_place() -> None:
    clock = StepClock(2)
    seen: list[tuple[str, int]] = []

    async def stubborn() -> None:
        try:
            await clock.sleep_until(100 * NS_PER_S)
        except asyncio.CancelledError:
            await _tick(clock, "stubborn", [3], seen)

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait_for(asyncio.gather(task, _tick(clock, "other", [2, 4], seen)), 5)
    assert seen == [("other", 2), ("stubborn", 3), ("other", 4)]


async def test_leaving_twice_counts_once_and_sleeping_again_comes_back() -> None:
    clock = StepClock(2)
    seen: list[tuple[str, int]] = []

    async def leaves_twice() -> None:
        leave(clock)
        leave(clock)
        await _tick(clock, "back", [2], seen)

    await asyncio.wait_for(asyncio.gather(leaves_twice(), _tick(clock, "other", [1, 3], seen)), 5)
    assert seen == [("other", 1), ("back", 2), ("other", 3)]


async def test_a_scaled_clock_runs_as_many_times_as_fast() -> None:
    clock = ScaledClock(1000.0)
    began = time.monotonic()
    await clock.sleep_until(20 * NS_PER_S)
    took_s = time.monotonic() - began
    assert clock.now_ns() >= 20 * NS_PER_S
    assert 0.015 < took_s < 5.0


@pytest.mark.parametrize("clock", [RealClock(), ScaledClock(50.0)])
async def test_sleeping_never_ends_early(clock: Clock) -> None:
    for _ in range(5):
        t_ns = clock.now_ns() + 2_000_000
        await clock.sleep_until(t_ns)
        assert clock.now_ns() >= t_ns


async def test_leaving_a_clock_that_counts_nobody_does_nothing() -> None:
    leave(RealClock())
