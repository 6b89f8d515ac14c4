"""Level 1: bleak's own API over bumble's virtual radio, on any system; two straps and a computer in one process."""

# ruff: noqa: D102 - most methods here are bleak's, which documents them

import asyncio
import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from bleak.args import SizedBuffer
from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import BleakDeviceNotFoundError, BleakError
from bleak.uuids import normalize_uuid_str
from bumble import core, hci
from bumble.device import Advertisement, Connection, Device, Peer
from bumble.gatt_client import CharacteristicProxy
from bumble.host import Host
from bumble.transport.common import AsyncPipeSink, Transport

from hardware.rig.radio import VirtualController, VirtualLink
from hardware.virtual_strap.ground_truth import TruthInMemory, sent_rr
from hardware.virtual_strap.peripheral import HeartRatePeripheral
from hardware.virtual_strap.scenario import event_of, scenario_of
from hardware.virtual_strap.strap import VirtualStrap

_COMPUTER = "F0:F1:F2:F3:F4:F5"


class VirtualAir:
    """A room with a computer and the straps of a scenario in it, for as long as the `async with` lasts."""

    def __init__(self, scenario: Mapping[str, Any], truth_path: Path | None = None) -> None:
        played = scenario_of(scenario)
        self._straps = [VirtualStrap(profile, played.speed) for profile in played.straps]
        self._truth = TruthInMemory(truth_path)
        self._peripherals: list[HeartRatePeripheral] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._link = VirtualLink()
        self.computer: Device

    async def __aenter__(self) -> "VirtualAir":
        for strap in self._straps:
            controller = VirtualController(strap.profile.name, link=self._link)
            peripheral = HeartRatePeripheral(strap, controller, AsyncPipeSink(controller), self._truth)
            self._peripherals.append(peripheral)
            self._tasks.append(asyncio.create_task(peripheral.run()))
        controller = VirtualController("computer", link=self._link)
        host = Host(controller, AsyncPipeSink(controller))
        self.computer = Device(name="computer", address=hci.Address(_COMPUTER), host=host)
        await self.computer.power_on()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for peripheral in self._peripherals:
            peripheral.stop()
        await asyncio.gather(*self._tasks)
        self._truth.close()

    def plug(self, transport: Transport) -> None:
        """Give whoever is at the other end of an HCI transport a controller in this room."""
        VirtualController("plugged", host_source=transport.source, host_sink=transport.sink, link=self._link)

    def do(self, kind: str, strap: int = 0, **facts: Any) -> None:
        """Let something happen now to one strap: `air.do("drop", strap=0, for_s=2)`."""
        self._straps[strap].happen(event_of({"do": kind, **facts}, at_s=0.0))

    def sent_rr(self, address: str) -> list[int]:
        """Return every RR that one strap sent so far to somebody who had subscribed, in 1/1024 s."""
        return sent_rr(self._truth.lines, address)

    def truth(self) -> list[dict[str, Any]]:
        """Return what happened so far."""
        return self._truth.lines

    def client(self) -> type["AirClient"]:
        """Return the backend for `BleakClient(backend=…)` that lives in this room."""
        return type("BoundClient", (AirClient,), {"air": self})

    def scanner(self) -> type["AirScanner"]:
        """Return the backend for `BleakScanner(backend=…)` that lives in this room."""
        return type("BoundScanner", (AirScanner,), {"air": self})

    def adapter(self) -> type["AirAdapter"]:
        """Return the backend for `BleakAdapter.get(backend=…)` that lives in this room."""
        return type("BoundAdapter", (AirAdapter,), {})


class AirAdapter(BaseBleakAdapter):
    """An adapter that is always on and holds no device on its own."""

    @classmethod
    async def get(cls, **_: Any) -> "AirAdapter":
        return cls()

    async def get_connected_devices(self, service_uuids: frozenset[str]) -> list[BLEDevice]:
        return []


class AirScanner(BaseBleakScanner):
    """Scans with the room's computer."""

    air: VirtualAir

    def __init__(self, detection_callback: Any, service_uuids: list[str] | None, *_: Any, **__: Any) -> None:
        super().__init__(detection_callback, service_uuids)

    async def start(self) -> None:
        self.seen_devices = {}
        self.air.computer.on("advertisement", self._on_advertisement)
        await self.air.computer.start_scanning(filter_duplicates=False)

    async def stop(self) -> None:
        self.air.computer.remove_listener("advertisement", self._on_advertisement)
        await self.air.computer.stop_scanning()

    def _on_advertisement(self, advertisement: Advertisement) -> None:
        uuids = advertisement.data.get(core.AdvertisingData.Type.INCOMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS)
        service_uuids = [_uuid(uuid) for uuid in uuids or ()]
        if not self.is_allowed_uuid(service_uuids):
            return
        name = advertisement.data.get(core.AdvertisingData.Type.COMPLETE_LOCAL_NAME)
        address = advertisement.address.to_string(with_type_qualifier=False)
        seen = AdvertisementData(name, {}, {}, service_uuids, None, advertisement.rssi, ())
        self.call_detection_callbacks(self.create_or_update_device(address, address, name, None, seen), seen)


class AirClient(BaseBleakClient):
    """Connects with the room's computer."""

    air: VirtualAir

    def __init__(self, address_or_ble_device: BLEDevice | str, **options: Any) -> None:
        super().__init__(address_or_ble_device, **options)
        self._connection: Connection | None = None
        self._disconnected = asyncio.Event()

    @property
    def mtu_size(self) -> int:
        return 23 if self._connection is None else int(self._connection.att_mtu)

    @property
    def is_connected(self) -> bool:
        return self._connection is not None

    async def connect(self, pair: bool, **_: Any) -> None:
        address = hci.Address(self.address, hci.Address.RANDOM_DEVICE_ADDRESS)
        try:
            connection = await self.air.computer.connect_le(address, timeout=self._timeout)
        except (core.TimeoutError, core.ConnectionError) as error:
            raise BleakDeviceNotFoundError(self.address, "not on the air") from error
        self._connection = connection
        connection.on(connection.EVENT_DISCONNECTION, self._on_disconnection)
        self.services = await _discover(Peer(connection))

    async def disconnect(self) -> None:
        if self._connection is not None:
            await self._connection.disconnect()
            await self._disconnected.wait()

    async def read_gatt_char(
        self, characteristic: BleakGATTCharacteristic, *, use_cached: bool = False, **_: Any
    ) -> bytearray:
        with _as_bleak():
            return bytearray(await _proxy(characteristic).read_value())

    async def start_notify(
        self, characteristic: BleakGATTCharacteristic, callback: NotifyCallback, **_: Any
    ) -> None:
        with _as_bleak():
            await _proxy(characteristic).subscribe(lambda value: callback(bytearray(value)))

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        with _as_bleak():
            await _proxy(characteristic).unsubscribe()

    async def pair(self, *_: Any, **__: Any) -> None:
        raise NotImplementedError

    async def unpair(self) -> None:
        raise NotImplementedError

    async def write_gatt_char(
        self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool
    ) -> None:
        raise NotImplementedError

    async def read_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, *, use_cached: bool = False, **_: Any
    ) -> bytearray:
        raise NotImplementedError

    async def write_gatt_descriptor(self, descriptor: BleakGATTDescriptor, data: SizedBuffer) -> None:
        raise NotImplementedError

    def _on_disconnection(self, _: int) -> None:
        self._connection = None
        self.services = None
        self._disconnected.set()
        if self._disconnected_callback is not None:
            self._disconnected_callback()


@contextlib.contextmanager
def _as_bleak() -> Iterator[None]:
    try:
        yield
    except core.BaseBumbleError as error:
        raise BleakError(str(error)) from error


def _proxy(characteristic: BleakGATTCharacteristic) -> CharacteristicProxy[bytes]:
    proxy: CharacteristicProxy[bytes] = characteristic.obj
    return proxy


def _uuid(uuid: core.UUID) -> str:
    return normalize_uuid_str(uuid.to_hex_str("-"))


async def _discover(peer: Peer) -> BleakGATTServiceCollection:
    collection = BleakGATTServiceCollection()
    for found in await peer.discover_services():
        service = BleakGATTService(found, found.handle, _uuid(found.uuid))
        collection.add_service(service)
        for proxy in await found.discover_characteristics():
            collection.add_characteristic(
                BleakGATTCharacteristic(proxy, proxy.handle, _uuid(proxy.uuid), [], lambda: 20, service)
            )
    return collection
