"""One connection to one strap, from connecting to letting go; the next connection is a new object.

bleak's client must not be used twice, and must be disconnected also after the strap has gone: on Linux the old one
would go on listening, and every notification would come once more per earlier drop (hbldh/bleak#2002).
"""

import asyncio
import functools
import logging
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from bleak import BleakClient
from bleak.args.winrt import WinRTClientArgs
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice
from bleak.uuids import normalize_uuid_16

from coreg.domain.strap import Strap
from coreg.sensors.ble_radio import Backends, RadioError, radio_errors
from coreg.sensors.clock import Clock
from coreg.sensors.sensor import Packet

_MEASUREMENT = normalize_uuid_16(0x2A37)
_BATTERY_LEVEL = normalize_uuid_16(0x2A19)
_MANUFACTURER = normalize_uuid_16(0x2A29)
_MODEL_NUMBER = normalize_uuid_16(0x2A24)

_DISCONNECT_S = 5.0  # our choice: a dead bluetoothd may take 25 s to be given up
_ANSWER_S = 5.0  # our choice: a strap answers within 0.1 s, or won't
_CONNECT_GRACE_S = 5.0  # our choice: beyond bleak's own limit, for backends that don't keep it

_log = logging.getLogger(__name__)


@functools.cache
def _bluez_version_check() -> Future[None]:
    """Let bleak ask once for BlueZ's version, where nobody can cancel it.

    bleak 3.1 asks at the first connection. Were that one cancelled meanwhile, all later ones would wait for its
    answer for ever.
    """
    from bleak.backends.bluezdbus.version import BlueZFeatures

    return ThreadPoolExecutor(1, "bluez-version").submit(asyncio.run, BlueZFeatures.check_bluez_version())


@dataclass(frozen=True, slots=True)
class DeviceInformation:
    """What a strap says of itself (service 0x180A); None where it doesn't."""

    manufacturer: str | None
    model_number: str | None


class BleLink:
    """A connection. Its notifications are stamped on arrival and wait to be taken.

    They wait in a queue because bleak calls back from inside the system's message loop, which swallows errors.
    """

    def __init__(self, device: BLEDevice, backends: Backends, clock: Clock) -> None:
        self._packets: asyncio.Queue[Packet | None] = asyncio.Queue()  # None wakes whoever waits when it is lost
        self._is_lost = False
        self._device = device
        self._backends = backends
        self._clock = clock
        self._client: BleakClient | None = None

    @property
    def is_over(self) -> bool:
        """Whether the strap has gone and all that it sent has been taken."""
        return self._is_lost and self._packets.empty()

    async def next_packet(self, within_s: float) -> Packet | None:
        """Take the next notification; None where none came in time, or the strap has gone."""
        try:
            async with asyncio.timeout(within_s):
                return await self._packets.get()
        except TimeoutError:
            return None

    def waiting_packets(self) -> Iterator[Packet]:
        """Take all that has come, without waiting."""
        while not self._packets.empty():
            packet = self._packets.get_nowait()
            if packet is not None:
                yield packet

    async def open(self, timeout_s: float, use_cached_services: bool = True) -> None:
        """Connect and learn the services; raises RadioError where that fails."""
        winrt = WinRTClientArgs() if use_cached_services else WinRTClientArgs(use_cached_services=False)
        client = BleakClient(
            self._device,
            disconnected_callback=self._on_disconnected,
            timeout=timeout_s,
            winrt=winrt,
            backend=self._backends.client,
        )
        self._client = client
        with radio_errors():
            async with asyncio.timeout(timeout_s + _CONNECT_GRACE_S):
                if sys.platform == "linux" and self._backends.client is None:
                    await asyncio.shield(asyncio.wrap_future(_bluez_version_check()))
                await client.connect()

    async def subscribe(self) -> None:
        """Ask for heart rate notifications; raises RadioError where that fails."""
        assert self._client is not None, "subscribe comes after open"
        with radio_errors():
            async with asyncio.timeout(_ANSWER_S):
                await self._client.start_notify(_MEASUREMENT, self._on_notification)

    async def device_information(self) -> DeviceInformation:
        """Read who made the strap; what can't be read is None."""
        return DeviceInformation(await self._read_text(_MANUFACTURER), await self._read_text(_MODEL_NUMBER))

    async def battery_pct(self) -> int | None:
        """Read the battery level; None where the strap doesn't say."""
        payload = await self._read(_BATTERY_LEVEL)
        return payload[0] if payload and payload[0] <= 100 else None

    async def close(self) -> None:
        """Let go of the strap, whatever state the link is in; notifications that come meanwhile still count."""
        client, self._client = self._client, None
        if client is None:
            return
        try:
            with radio_errors():
                async with asyncio.timeout(_DISCONNECT_S):
                    await client.disconnect()
        except RadioError as error:
            _log.info("strap %s: disconnecting failed: %s", self._tail, error)

    @property
    def _tail(self) -> str:
        return Strap(self._device.address).tail

    def _on_notification(self, _: BleakGATTCharacteristic, payload: bytearray) -> None:
        arrival_ns = self._clock.now_ns()
        self._packets.put_nowait(Packet(arrival_ns, bytes(payload)))

    def _on_disconnected(self, _: BleakClient) -> None:
        self._is_lost = True
        self._packets.put_nowait(None)

    async def _read_text(self, uuid: str) -> str | None:
        payload = await self._read(uuid)
        return None if payload is None else payload.decode("utf-8", errors="replace").strip("\0 ") or None

    async def _read(self, uuid: str) -> bytes | None:
        if self._client is None:
            return None
        try:
            with radio_errors():
                async with asyncio.timeout(_ANSWER_S):
                    return bytes(await self._client.read_gatt_char(uuid))
        except RadioError as error:
            _log.info("strap %s: reading %s failed: %s", self._tail, uuid[4:8], error)
            return None
