"""`python -m hardware.virtual_strap [TRANSPORT]`: put virtual straps on the air.

With a USB Bluetooth dongle (`usb:0`) or another HCI transport of bumble one strap is a real peripheral that any
program on any other computer can find. Without one (`loopback`) all straps of the scenario play to a virtual
computer in the same process, which prints what it hears.
"""

import argparse
import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from bleak import BleakClient, BleakScanner
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.uuids import normalize_uuid_16

from hardware.rig.l1 import VirtualAir
from hardware.virtual_strap.ground_truth import GroundTruth
from hardware.virtual_strap.peripheral import HeartRatePeripheral
from hardware.virtual_strap.scenario import Scenario, scenario_of
from hardware.virtual_strap.strap import VirtualStrap
from hardware.virtual_strap.transport import TransportError, controller_at

LOOPBACK = "loopback"


def main() -> None:
    """Play until Ctrl-C, or for the seconds asked for."""
    parser = argparse.ArgumentParser(prog="python -m hardware.virtual_strap", description=__doc__.splitlines()[0])
    parser.add_argument("transport", nargs="?", default=LOOPBACK, help="loopback, usb:0, tcp-client:HOST:PORT, …")
    parser.add_argument("--scenario", type=Path, help="JSON; see hardware/README.md (default: one resting heart)")
    parser.add_argument("--seconds", type=float, help="end after so many seconds")
    parser.add_argument("--truth", type=Path, help="where to write what was sent on the air, as JSON lines")
    arguments = parser.parse_args()
    scenario = {} if arguments.scenario is None else json.loads(arguments.scenario.read_text(encoding="utf-8"))
    scenario.setdefault("straps", [{}])
    is_over = asyncio.Event()
    if arguments.transport == LOOPBACK:
        play = _play_loopback(scenario, arguments.truth, is_over)
    else:
        play = _play_on_air(scenario_of(scenario), arguments.transport, GroundTruth(arguments.truth), is_over)
    try:
        asyncio.run(_until_over(play, is_over, arguments.seconds))
    except TransportError as error:
        parser.exit(2, f"{error}\n")


async def _until_over(play: Coroutine[Any, Any, None], is_over: asyncio.Event, seconds: float | None) -> None:
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):  # Windows: there Ctrl-C interrupts the loop itself
        loop.add_signal_handler(signal.SIGINT, is_over.set)
    if seconds is not None:
        loop.call_later(seconds, is_over.set)
    await play


async def _play_on_air(scenario: Scenario, transport: str, truth: GroundTruth, is_over: asyncio.Event) -> None:
    """Be the scenario's first strap on a real controller."""
    profile = scenario.straps[0]
    async with controller_at(transport) as hci:
        peripheral = HeartRatePeripheral(VirtualStrap(profile, scenario.speed), hci.source, hci.sink, truth)
        playing = asyncio.create_task(peripheral.run())
        _say(f"{profile.name} ({profile.address}) is on {transport}; Ctrl-C ends it")
        await is_over.wait()
        peripheral.stop()
        await playing


async def _play_loopback(scenario: dict[str, Any], truth: Path | None, is_over: asyncio.Event) -> None:
    """Play all straps to a computer in this process that prints what it hears."""
    async with VirtualAir(scenario, truth) as air:
        devices = await BleakScanner.discover(1.0, service_uuids=[normalize_uuid_16(0x180D)], backend=air.scanner())
        clients = [BleakClient(device, backend=air.client()) for device in devices]
        for device, client in zip(devices, clients, strict=True):
            await client.connect()
            await client.start_notify("2a37", _printer(f"{device.name} ({device.address})"))
        _say(f"{len(clients)} in reach of a virtual computer; Ctrl-C ends it")
        await is_over.wait()
        for client in clients:
            await client.disconnect()


def _printer(label: str) -> Callable[[BleakGATTCharacteristic, bytearray], None]:
    def on_notification(_: BleakGATTCharacteristic, payload: bytearray) -> None:
        _say(f"{label} {payload.hex(' ')}")

    return on_notification


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
