"""The rigs of `hardware/` as fixtures: a Bluetooth without a radio for the test that asks."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Any

import pytest
import pytest_asyncio

from hardware.rig import l2, l3
from hardware.rig.l2 import BluezRig
from hardware.rig.l3.rig import KernelRig
from tests.rigs import guest
from tests.rigs.places import OpenPlace, leave_bus, on_bus, on_l1

StartRig = Callable[[Mapping[str, Any]], BluezRig]


@pytest.fixture
def bluez_rig() -> Iterator[StartRig]:
    """Start L2 with a scenario: `rig = bluez_rig({"straps": [{}, {}]})`.

    A command under test is a process with `env={**os.environ, **rig.environment}`.
    """
    _skip_for(l2.why_not())
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
    await leave_bus()


@pytest.fixture(params=["l1", "l2", "l3"])
def open_place(request: pytest.FixtureRequest) -> OpenPlace:
    """Open a place with straps in it, once per level: `async with open_place({"straps": [{}, {}]}) as place:`.

    On L3 the whole test runs a second time within the guest (see `pytest_pyfunc_call`), and only there.
    """
    if request.param == "l1":
        return on_l1
    if request.param == "l2":
        _skip_for(l2.why_not())
        return lambda scenario: on_bus("L2", BluezRig(scenario))
    _skip_for(l3.why_not())
    return lambda scenario: on_bus("L3", KernelRig(scenario))


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Send a test of L3 into the guest, unless this is the guest."""
    if not guest.is_for_guest(pyfuncitem):
        return None
    guest.run_in_guest(pyfuncitem)
    return True


def _skip_for(reason: str | None) -> None:
    if reason is not None:
        pytest.skip(reason)
