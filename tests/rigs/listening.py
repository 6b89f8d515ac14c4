"""Somebody who runs a sensor and remembers what it delivered."""

import asyncio
import time
from collections.abc import Callable
from types import TracebackType

from coreg.domain.strap import BluetoothFault, LinkState, Strap
from coreg.sensors.heart_rate_profile import decode
from coreg.sensors.sensor import BluetoothTrouble, LinkChanged, Packet, Sensor, SensorEvent, StrapKnown


class Listener:
    """Runs a sensor for as long as the `async with` lasts."""

    def __init__(self, sensor: Sensor) -> None:
        self._sensor = sensor
        self._news = asyncio.Event()
        self.events: list[SensorEvent] = []
        self.left_ns = 0

    async def __aenter__(self) -> "Listener":
        self.task = asyncio.create_task(self._sensor.run(self._take))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.left_ns = time.monotonic_ns()
        self.task.cancel()
        await asyncio.wait({self.task})

    async def until(self, holds: Callable[[], bool], limit_s: float = 10.0) -> None:
        """Wait until a claim about what was delivered holds."""
        async with asyncio.timeout(limit_s):
            while not holds():
                self._news.clear()
                await self._news.wait()

    @property
    def packets(self) -> list[Packet]:
        return [event for event in self.events if isinstance(event, Packet)]

    @property
    def rr_ticks(self) -> list[int]:
        return [tick for packet in self.packets for tick in decode(packet.payload).rr_ticks]

    @property
    def changes(self) -> list[LinkChanged]:
        return [event for event in self.events if isinstance(event, LinkChanged)]

    @property
    def states(self) -> list[LinkState]:
        return [change.state for change in self.changes]

    @property
    def state(self) -> LinkState:
        return self.states[-1] if self.changes else LinkState.IDLE

    @property
    def faults(self) -> list[BluetoothFault | None]:
        return [event.fault for event in self.events if isinstance(event, BluetoothTrouble)]

    @property
    def strap(self) -> Strap | None:
        known = [event.strap for event in self.events if isinstance(event, StrapKnown)]
        return known[-1] if known else None

    def n_states(self, state: LinkState) -> int:
        return self.states.count(state)

    async def streams(self, limit_s: float = 10.0) -> None:
        await self.until(lambda: self.state is LinkState.STREAMING, limit_s)

    async def streams_again(self, n_links: int, limit_s: float = 10.0) -> None:
        """Wait until the strap streams on its `n_links`th link."""
        await self.until(lambda: self.n_states(LinkState.STREAMING) == n_links, limit_s)

    def _take(self, event: SensorEvent) -> None:
        self.events.append(event)
        self._news.set()
