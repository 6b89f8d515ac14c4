"""The session's clock: the monotonic one, or one that runs faster for simulated and replayed sessions.

Everything that waits or stamps within a session asks its `Clock`, so that an hour can be played in seconds and
gives the same numbers as an hour that took an hour.
"""

import asyncio
import heapq
import itertools
import time
import weakref
from typing import Any, Protocol

NS_PER_S = 1_000_000_000


class Clock(Protocol):
    """Nanoseconds that never go back, and waiting on them."""

    def now_ns(self) -> int:
        """Now, in this clock's nanoseconds."""
        ...

    async def sleep_until(self, t_ns: int) -> None:
        """Return at `t_ns` or at once where that has passed; always lets others run first."""
        ...


class RealClock:
    """The computer's monotonic clock: the only one that a real strap can be stamped with."""

    def now_ns(self) -> int:
        """Return the monotonic nanoseconds."""
        return time.monotonic_ns()

    async def sleep_until(self, t_ns: int) -> None:
        """Sleep until the monotonic clock shows `t_ns`."""
        await asyncio.sleep(max(0, t_ns - self.now_ns()) / NS_PER_S)
        if self.now_ns() < t_ns:  # an event loop may wake a timer early by its clock's resolution: 16 ms on Windows
            await self.sleep_until(t_ns)


class ScaledClock:
    """A clock that runs `speed` times as fast as the real one, from zero."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._start_ns = time.monotonic_ns()

    def now_ns(self) -> int:
        """Return the nanoseconds since the start, times the speed."""
        return int((time.monotonic_ns() - self._start_ns) * self._speed)

    async def sleep_until(self, t_ns: int) -> None:
        """Sleep until this clock shows `t_ns`."""
        await asyncio.sleep(max(0, t_ns - self.now_ns()) / NS_PER_S / self._speed)
        if self.now_ns() < t_ns:
            await self.sleep_until(t_ns)


class StepClock:
    """A clock that jumps to the earliest waiter whenever everybody waits: as fast as it can, and deterministic.

    It must know how many tasks take part (`n_tasks`), so that it doesn't jump while one still computes. A task that
    takes part waits on this clock and on nothing else, and says `leave` when it ends, cancelled or not.
    """

    def __init__(self, n_tasks: int) -> None:
        self._now_ns = 0
        self._n_tasks = n_tasks
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._gone: weakref.WeakSet[asyncio.Task[Any]] = weakref.WeakSet()

    def now_ns(self) -> int:
        """Return the nanoseconds jumped to so far."""
        return self._now_ns

    async def sleep_until(self, t_ns: int) -> None:
        """Wait until all tasks wait and this one is the earliest; who comes first goes first among equals."""
        await asyncio.sleep(0)  # a task that is alone would jump at once, for ever, and let nobody else run
        task = asyncio.current_task()
        if task is not None and task in self._gone:
            self._gone.discard(task)
            self._n_tasks += 1
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (max(t_ns, self._now_ns), next(self._order), future))
        self._jump_if_all_wait()
        await future

    def leave(self) -> None:
        """Say that the running task will wait no more; saying it twice is the same as once."""
        task = asyncio.current_task()
        if task is None or task in self._gone:
            return
        self._gone.add(task)
        self._n_tasks -= 1
        self._jump_if_all_wait()

    def _jump_if_all_wait(self) -> None:
        # A task that was cancelled while it waited computes until it leaves or waits again: its place is empty.
        waiting = [entry for entry in self._waiting if not entry[2].done()]
        if len(waiting) != len(self._waiting):
            heapq.heapify(waiting)
            self._waiting = waiting
        if waiting and len(waiting) >= self._n_tasks:
            self._now_ns, _, future = heapq.heappop(self._waiting)
            future.set_result(None)


def leave(clock: Clock) -> None:
    """Tell a clock that counts its tasks that the running one has ended."""
    if isinstance(clock, StepClock):
        clock.leave()
