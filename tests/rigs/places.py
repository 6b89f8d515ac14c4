"""The three places where a strap can be met without a radio, behind one face, so that one journey runs in each."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from coreg.sensors.ble_radio import Backends, Radio
from hardware.rig.l1 import VirtualAir
from hardware.rig.processes import BusRig


@dataclass(frozen=True, slots=True)
class Place:
    """Straps in reach, and the radio to meet them with."""

    level: str
    radio: Radio
    rig: VirtualAir | BusRig

    def do(self, kind: str, strap: int = 0, **facts: Any) -> None:
        """Let something happen now to one strap."""
        self.rig.do(kind, strap=strap, **facts)

    def sent_rr(self, address: str) -> list[int]:
        return self.rig.sent_rr(address)

    def truth(self) -> list[dict[str, Any]]:
        return self.rig.truth()


OpenPlace = Callable[[Mapping[str, Any]], AbstractAsyncContextManager[Place]]


@asynccontextmanager
async def on_l1(scenario: Mapping[str, Any]) -> AsyncIterator[Place]:
    async with VirtualAir(scenario) as air:
        radio = Radio(Backends(client=air.client(), scanner=air.scanner(), adapter=air.adapter()))
        yield Place("L1", radio, air)


@asynccontextmanager
async def on_bus(level: str, rig: BusRig) -> AsyncIterator[Place]:
    """Start a rig with a bus, and let bleak within this process find it."""
    before = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")
    os.environ.update(rig.environment)
    try:
        with rig:
            yield Place(level, Radio(), rig)
            await leave_bus()
    finally:
        os.environ.pop("DBUS_SYSTEM_BUS_ADDRESS")
        if before is not None:
            os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = before


async def leave_bus() -> None:
    """Close bleak's own connection to the bus, which it keeps for as long as the event loop lives."""
    from bleak.backends.bluezdbus import manager as bleak_manager

    manager = bleak_manager._global_instances.pop(asyncio.get_running_loop(), None)
    if manager is None or manager._bus is None:
        return
    manager._bus.disconnect()
    if manager._bus_watcher_task is not None:
        await asyncio.wait({manager._bus_watcher_task})
