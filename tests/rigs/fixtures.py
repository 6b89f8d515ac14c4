"""The rigs of `hardware/` as fixtures: a Bluetooth without a radio for the test that asks."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Any

import pytest
import pytest_asyncio

from hardware.rig.l2 import BluezRig, why_not

StartRig = Callable[[Mapping[str, Any]], BluezRig]


@pytest.fixture
def bluez_rig() -> Iterator[StartRig]:
    """Start L2 with a scenario: `rig = bluez_rig({"straps": [{}, {}]})`.

    A command under test is a process with `env={**os.environ, **rig.environment}`.
    """
    reason = why_not()
    if reason is not None:
        pytest.skip(reason)
    with contextlib.ExitStack() as stack:
        yield lambda scenario: stack.enter_context(BluezRig(scenario))


@pytest_asyncio.fixture
async def bluez_here(bluez_rig: StartRig, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StartRig]:
    """Start L2 like `bluez_rig`, for bleak within this very process."""

    def start(scenario: Mapping[str, Any]) -> BluezRig:
        rig = bluez_rig(scenario)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", rig.environment["DBUS_SYSTEM_BUS_ADDRESS"])
        return rig

    yield start
    await _leave_bus()


async def _leave_bus() -> None:
    """Close bleak's own connection to the bus, which it keeps for as long as the event loop lives."""
    from bleak.backends.bluezdbus import manager as bleak_manager

    manager = bleak_manager._global_instances.pop(asyncio.get_running_loop(), None)
    if manager is None or manager._bus is None:
        return
    manager._bus.disconnect()
    if manager._bus_watcher_task is not None:
        await asyncio.wait({manager._bus_watcher_task})
