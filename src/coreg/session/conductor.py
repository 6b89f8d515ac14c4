"""Holds one session on the running loop: lets the sensors run, the clock tick, and closes the file at the end."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.snapshot import Snapshot
from coreg.readings import DEFINITIONS
from coreg.recording.journal import Journal
from coreg.sensors.clock import NS_PER_S, RealClock, StepClock
from coreg.sensors.sensor import Deliver, Sensor, SensorEvent
from coreg.session.engine import Engine
from coreg.session.plan import Plan

_TICK_NS = NS_PER_S // 4  # a silence is noticed within a quarter of a second
_MOST_WAITING = 8  # our choice: about a second of two straps' packets and their link events
_DISK_PATIENCE_S = 1.0  # our choice: with a full disk the session goes on, slowly
_ANCHOR_EVERY_NS = 60 * NS_PER_S  # design section 7: the monotonic clock against UTC every 60 s

Observer = Callable[[Role, SensorEvent], None]


class Conductor:
    """One session from its first scan to the closed file.

    Parameters
    ----------
    warm_up
        Makes the kernels ready, on a worker thread. A real session is recorded meanwhile and computed after; one
        that plays faster than life waits for it. None where nobody looks: then nothing is computed.
    observe
        Is told of every event after the engine took it: what `coreg record` prints comes from here.
    """

    def __init__(self, plan: Plan, *, warm_up: Callable[[], None] | None, observe: Observer | None = None) -> None:
        self._plan = plan
        self._warm_up = warm_up
        self._observe = observe
        self._clock = plan.clock
        origin_ns = self._clock.now_ns()
        self._origin_ns = origin_ns
        self._journal: Journal | None = None
        if plan.journal_path is not None:
            self._journal = Journal(plan.journal_path, plan.header, origin_ns)
            self._journal.write_settings({"definitions": DEFINITIONS})
        self._engine = Engine(plan.sensors, origin_ns, is_simulated=plan.is_simulated, journal=self._journal)
        self._stopping = asyncio.Event()

    @property
    def snapshot(self) -> Snapshot:
        """The newest snapshot; may be read from any thread."""
        return self._engine.snapshot

    def n_on_disk(self, role: Role) -> int:
        """How many of this person's packets the disk has confirmed."""
        return 0 if self._journal is None else self._journal.n_on_disk(role)

    def mark(self, kind: MomentKind, input_: str) -> None:
        """Mark a moment now."""
        self._engine.mark(kind, self._clock.now_ns(), datetime.now(UTC).isoformat(), input_)

    def stop(self) -> None:
        """End the session; `run` then closes everything and returns."""
        self._stopping.set()

    async def run(self) -> None:
        """Hold the session until it is stopped or every sensor has ended; the file is closed whatever happens.

        Raises
        ------
        CoregError
            What a sensor must tell the user; the recording so far is kept.
        """
        sensors = [asyncio.create_task(self._run_sensor(role, s)) for role, s in self._plan.sensors.items()]
        others = [asyncio.create_task(self._tick()), asyncio.create_task(self._until_stopped())]
        try:
            await _until_over(sensors, others)
        finally:
            for task in (*sensors, *others):
                task.cancel()
            await asyncio.gather(*sensors, *others, return_exceptions=True)
            await self._close()
        for task in (*sensors, *others):
            if not task.cancelled():
                task.result()

    async def _run_sensor(self, role: Role, sensor: Sensor) -> None:
        try:
            await sensor.run(self._deliver_to(role))
        finally:
            if isinstance(self._clock, StepClock):
                self._clock.leave()

    def _deliver_to(self, role: Role) -> Deliver:
        def deliver(event: SensorEvent) -> None:
            self._engine.deliver(role, event)
            if self._observe is not None:
                self._observe(role, event)

        return deliver

    async def _make_ready(self) -> None:
        if self._warm_up is not None:
            await asyncio.to_thread(self._warm_up)
            self._engine.begin_computing(self._clock.now_ns())

    async def _until_stopped(self) -> None:
        await self._stopping.wait()

    async def _tick(self) -> None:
        next_ns = anchor_ns = self._origin_ns
        warming = asyncio.create_task(self._make_ready())
        if not isinstance(self._clock, RealClock):
            await warming
        while True:
            if warming.done():
                warming.result()
            await self._clock.sleep_until(next_ns)
            now_ns = self._clock.now_ns()
            self._engine.tick(now_ns)
            if self._journal is not None and not self._plan.is_simulated and now_ns >= anchor_ns:
                self._journal.write_anchor(now_ns)
                anchor_ns += _ANCHOR_EVERY_NS
            next_ns = max(next_ns + _TICK_NS, now_ns)
            await self._let_disk_catch_up()

    async def _let_disk_catch_up(self) -> None:
        """Hold a session that plays as fast as it can to what the disk takes; its clock stands still meanwhile."""
        journal = self._journal
        if isinstance(self._clock, StepClock) and journal is not None and journal.state().n_waiting > _MOST_WAITING:
            await asyncio.to_thread(journal.wait_until_at_most, _MOST_WAITING // 2, _DISK_PATIENCE_S)

    async def _close(self) -> None:
        now_ns = self._clock.now_ns()
        if self._journal is not None:
            await asyncio.to_thread(self._journal.close, now_ns)
        self._engine.end(now_ns)


async def _until_over(sensors: list["asyncio.Task[None]"], others: list["asyncio.Task[None]"]) -> None:
    """Return when all sensors have ended, when one fails, or when any other task is done."""
    left = set(sensors)
    while (left or not sensors) and not any(task.done() for task in others):
        done, _ = await asyncio.wait({*left, *others}, return_when=asyncio.FIRST_COMPLETED)
        if any(task.exception() for task in done):
            return
        left -= done
