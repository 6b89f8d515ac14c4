"""The computer's Bluetooth: who is in reach, who is already connected, and what is wrong with it.

Two straps share one adapter, and adapters take a scan and a connection attempt at the same time badly: whoever
scans or connects does it in their `turn`.
"""

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from bleak import BleakAdapter, BleakScanner
from bleak.backends.adapter import BaseBleakAdapter
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakError,
)
from bleak.uuids import normalize_uuid_16

from coreg.domain.errors import StrapError
from coreg.domain.language import _
from coreg.domain.strap import BluetoothFault, Strap

HEART_RATE_SERVICE = normalize_uuid_16(0x180D)

_ANSWER_S = 10.0  # our choice: a system whose Bluetooth hasn't answered by then is treated as one that failed

# What bleak 3.1 raises when the radio, the system's Bluetooth or its message bus fails. KeyError: its BlueZ cache
# raises it where a device is removed while its services are being listed.
_BLEAK_ERRORS = (BleakError, TimeoutError, OSError, EOFError, KeyError)

_FAULT_OF_REASON = {
    BleakBluetoothNotAvailableReason.NO_BLUETOOTH: BluetoothFault.NO_ADAPTER,
    BleakBluetoothNotAvailableReason.NO_BLE_CENTRAL_ROLE: BluetoothFault.NO_ADAPTER,
    BleakBluetoothNotAvailableReason.POWERED_OFF: BluetoothFault.OFF,
    BleakBluetoothNotAvailableReason.DENIED_BY_USER: BluetoothFault.NO_PERMISSION,
    BleakBluetoothNotAvailableReason.DENIED_BY_SYSTEM: BluetoothFault.NO_PERMISSION,
    BleakBluetoothNotAvailableReason.DENIED_BY_UNKNOWN: BluetoothFault.NO_PERMISSION,
    BleakBluetoothNotAvailableReason.UNKNOWN: BluetoothFault.NO_SERVICE,
}
_FAULT_OF_DBUS_ERROR = {
    "org.bluez.Error.NotReady": BluetoothFault.OFF,
    "org.freedesktop.DBus.Error.AccessDenied": BluetoothFault.NO_PERMISSION,
    "org.freedesktop.DBus.Error.Disconnected": BluetoothFault.NO_SERVICE,
    "org.freedesktop.DBus.Error.NameHasNoOwner": BluetoothFault.NO_SERVICE,
    "org.freedesktop.DBus.Error.ServiceUnknown": BluetoothFault.NO_SERVICE,
    "org.freedesktop.DBus.Error.TimedOut": BluetoothFault.NO_SERVICE,
    "org.freedesktop.systemd1.NoSuchUnit": BluetoothFault.NO_SERVICE,
}


class RadioError(Exception):
    """A radio operation failed; `fault` says what is wrong with Bluetooth itself, if that is why."""

    def __init__(self, what: str, fault: BluetoothFault | None) -> None:
        super().__init__(what)
        self.fault = fault


@contextlib.contextmanager
def radio_errors() -> Iterator[None]:
    """Turn whatever bleak raises within into a `RadioError`.

    Only calls of bleak belong inside: an error of our own must not look like bad reception.
    """
    try:
        yield
    except _BLEAK_ERRORS as error:
        raise RadioError(type(error).__name__, _fault_of(error)) from error


class Named(Protocol):
    """Anything that a strap's id can be held against."""

    @property
    def name(self) -> str:
        """The advertised name, empty where none was heard."""
        ...

    @property
    def address(self) -> str:
        """The address, or the system's own identifier on macOS."""
        ...


AnyNamed = TypeVar("AnyNamed", bound=Named)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A strap that is in reach or already connected. The name never leaves this room but for `coreg scan`."""

    device: BLEDevice
    name: str
    rssi_dbm: int | None

    @property
    def address(self) -> str:
        """The address, or the system's own identifier on macOS."""
        return self.device.address


@dataclass(frozen=True, slots=True)
class Backends:
    """Which backends of bleak to use; None is the system's own. Tests put a virtual radio here."""

    client: type[BaseBleakClient] | None = None
    scanner: type[BaseBleakScanner] | None = None
    adapter: type[BaseBleakAdapter] | None = None


def choose(identity: str, straps: Sequence[AnyNamed]) -> AnyNamed | None:
    """Return the strap that `identity` means: an address, a full name, or the end of a name; None where none fits.

    Raises
    ------
    StrapError
        When it means more than one.
    """
    wanted = identity.strip().casefold()
    for fits in (_has_address, _has_name, _has_name_end):
        matches = [strap for strap in straps if fits(strap, wanted)]
        if len(matches) > 1:
            tails = " and ".join(f"…{Strap(strap.address).tail}" for strap in matches)
            msg = _(
                "That name fits {n} straps ({tails}): give the address that `coreg scan` shows instead."
            ).format(n=len(matches), tails=tails)
            raise StrapError(msg)
        if matches:
            return matches[0]
    return None


@dataclass(slots=True)
class Radio:
    """One adapter, shared by everybody who uses it."""

    backends: Backends = field(default_factory=Backends)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _loop: asyncio.AbstractEventLoop | None = None
    _wearers: dict[str, object] = field(default_factory=dict)

    def turn(self) -> asyncio.Lock:
        """Return the lock to hold while scanning or connecting. Each event loop has its own."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._lock = loop, asyncio.Lock()
        return self._lock

    def claim(self, address: str, wearer: object) -> None:
        """Bind a strap to one wearer for as long as they use it.

        Raises
        ------
        StrapError
            When somebody else wears it.
        """
        if self._wearers.setdefault(address, wearer) is not wearer:
            msg = _("Strap …{tail} can't be both people: give each person a strap of their own.").format(
                tail=Strap(address).tail
            )
            raise StrapError(msg)

    def release(self, wearer: object) -> None:
        """Let go of whatever a wearer had claimed."""
        self._wearers = {address: other for address, other in self._wearers.items() if other is not wearer}

    async def look(
        self, seconds: float, is_enough: Callable[[list[Sighting]], bool] | None = None, settle_s: float = 0.0
    ) -> list[Sighting]:
        """Scan for straps for `seconds`, or until `settle_s` after those seen are enough; raises RadioError."""
        seen: dict[str, Sighting] = {}
        found = asyncio.Event()

        def on_seen(device: BLEDevice, advertisement: AdvertisementData) -> None:
            name = advertisement.local_name or device.name or ""
            seen[device.address] = Sighting(device, name, advertisement.rssi)
            if is_enough is not None and is_enough(list(seen.values())):
                found.set()

        scanner = BleakScanner(on_seen, service_uuids=[HEART_RATE_SERVICE], backend=self.backends.scanner)
        try:
            with radio_errors():
                async with asyncio.timeout(_ANSWER_S):
                    await scanner.start()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await found.wait()
                    await asyncio.sleep(settle_s)
        finally:
            with radio_errors():
                async with asyncio.timeout(_ANSWER_S):
                    await scanner.stop()
        return list(seen.values())

    async def held(self) -> list[Sighting]:
        """Return straps that the system is already connected to: those don't advertise."""
        try:
            with radio_errors():
                async with asyncio.timeout(_ANSWER_S):
                    adapter = await BleakAdapter.get(backend=self.backends.adapter)
                    devices = await adapter.get_connected_devices([HEART_RATE_SERVICE])
        except NotImplementedError:
            return []
        return [Sighting(device, device.name or "", None) for device in devices]

    async def fault(self) -> BluetoothFault | None:
        """Ask the system whether its Bluetooth can be used just now."""
        try:
            with radio_errors():
                async with asyncio.timeout(_ANSWER_S):
                    await BleakAdapter.get(backend=self.backends.adapter)
        except NotImplementedError:
            return None
        except RadioError as error:
            return error.fault
        return None


def _has_address(strap: Named, wanted: str) -> bool:
    return strap.address.casefold() == wanted


def _has_name(strap: Named, wanted: str) -> bool:
    return bool(wanted) and strap.name.casefold() == wanted


def _has_name_end(strap: Named, wanted: str) -> bool:
    return bool(wanted) and strap.name.casefold().endswith(wanted)


def _fault_of(error: BaseException) -> BluetoothFault | None:
    """Say which fault of Bluetooth itself an error shows; None where it says nothing of that."""
    if isinstance(error, BleakBluetoothNotAvailableError):
        return _FAULT_OF_REASON[error.reason]
    if isinstance(error, BleakDBusError):
        return _FAULT_OF_DBUS_ERROR.get(error.dbus_error)
    if isinstance(error, PermissionError):
        return BluetoothFault.NO_PERMISSION
    if isinstance(error, FileNotFoundError | ConnectionRefusedError):  # of the system's message bus
        return BluetoothFault.NO_SERVICE
    return None
