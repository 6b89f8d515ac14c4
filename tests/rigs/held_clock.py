"""A session's clock that jumps from event to event as far as it is let, and stands still there."""

import asyncio

from coreg.sensors.clock import NS_PER_S, StepClock


class HeldClock(StepClock):
    """Runs as fast as the session computes, up to `let_run_to`; a test presses keys while it stands."""

    def __init__(self, n_sensors: int) -> None:
        super().__init__(n_sensors + 1)  # the conductor's ticker takes part too
        self._until_ns = 0
        self._loop: asyncio.AbstractEventLoop | None = None

    async def sleep_until(self, t_ns: int) -> None:
        """Wait like the others; it becomes known whose loop this is."""
        self._loop = asyncio.get_running_loop()
        await super().sleep_until(t_ns)

    def let_run_to(self, t_s: float) -> None:
        """Let it come to `t_s`, from any thread; the session's tick there is the last thing that happens."""
        assert self._loop is not None, "no session runs on this clock yet"
        self._loop.call_soon_threadsafe(self._let_run, round(t_s * NS_PER_S))

    def _let_run(self, until_ns: int) -> None:
        self._until_ns = until_ns
        self._jump_if_all_wait()

    def _jump_if_all_wait(self) -> None:
        next_ns = min((t_ns for t_ns, _, future in self._waiting if not future.done()), default=0)
        if next_ns <= self._until_ns:
            super()._jump_if_all_wait()
