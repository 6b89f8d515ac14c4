"""A clock that goes as fast as it can up to an instant, and from there at a speed: a replay from the middle."""

import asyncio
import time

from coreg.sensors.clock import NS_PER_S, StepClock


class SkippingClock(StepClock):
    """A StepClock before `from_ns`, a scaled one after it.

    Everything before that instant happens, in its order and at its times: what is shown there is what it was.

    Parameters
    ----------
    n_tasks
        How many tasks take part.
    from_ns
        The instant.
    speed
        How many times as fast as life it goes on from there.
    """

    def __init__(self, n_tasks: int, from_ns: int, speed: float) -> None:
        super().__init__(n_tasks)
        self._from_ns = from_ns
        self._speed = speed
        self._began_ns: int | None = None

    def now_ns(self) -> int:
        """Return the nanoseconds jumped to, or gone since the instant."""
        if self._began_ns is None:
            return super().now_ns()
        return self._from_ns + int((time.monotonic_ns() - self._began_ns) * self._speed)

    async def sleep_until(self, t_ns: int) -> None:
        """Wait; who would wait beyond the instant waits for it first."""
        if self._began_ns is None:
            await super().sleep_until(min(t_ns, self._from_ns))
        if self.now_ns() < t_ns:
            await asyncio.sleep((t_ns - self.now_ns()) / NS_PER_S / self._speed)
            await self.sleep_until(t_ns)  # a timer may wake early, by its clock's resolution

    def _jump_if_all_wait(self) -> None:
        super()._jump_if_all_wait()
        if self._began_ns is None and self._now_ns >= self._from_ns:
            self._began_ns = time.monotonic_ns()
            for _, _, future in self._waiting:
                if not future.done():
                    future.set_result(None)
            self._waiting = []
