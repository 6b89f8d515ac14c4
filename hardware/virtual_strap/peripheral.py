"""The strap on the air: a Heart Rate peripheral on Google's bumble, over any HCI transport or a virtual link."""

import asyncio
import struct
import time

from bumble import data_types, gatt, hci
from bumble.core import UUID, AdvertisingData
from bumble.device import Connection, Device
from bumble.transport.common import TransportSink, TransportSource

from hardware.virtual_strap.ground_truth import GroundTruth
from hardware.virtual_strap.strap import VirtualStrap

_TICK_S = 0.01
_CHEST = b"\x01"  # HRS 1.0, 3.2: Body Sensor Location


class HeartRatePeripheral:
    """Plays a `VirtualStrap` to whoever connects; `run` lasts until `stop`.

    It isn't cancelled, because bumble 0.0.236 loses track of an HCI command whose sender is. Payloads go out as raw
    bytes: bumble's own Heart Rate encoder truncates RR, and can't send what is malformed.
    """

    def __init__(
        self, strap: VirtualStrap, source: TransportSource, sink: TransportSink, truth: GroundTruth
    ) -> None:
        profile = strap.profile
        address = hci.Address(profile.address, hci.Address.RANDOM_DEVICE_ADDRESS)
        self._strap = strap
        self._truth = truth
        self._device = Device.with_hci(profile.name, address, source, sink)
        self._measurement = gatt.Characteristic[bytes](
            gatt.GATT_HEART_RATE_MEASUREMENT_CHARACTERISTIC,
            gatt.Characteristic.Properties.NOTIFY,
            gatt.Characteristic.Permissions(0),
        )
        self._measurement.on(self._measurement.EVENT_SUBSCRIPTION, self._on_subscription)
        self._device.add_services(self._services())
        self._device.on(self._device.EVENT_CONNECTION, self._on_connection)
        self._connection: Connection | None = None
        self._is_on_air = False
        self._is_over = False
        self._is_letting_go = False
        self._n_links = 0

    async def run(self) -> None:
        """Be a strap until stopped."""
        await self._device.power_on()
        while not self._is_over:
            now_s = time.monotonic()
            for notification in self._strap.advance(now_s):
                self._truth.sent(self._strap.profile.address, self._n_links, notification)
                for _ in range(notification.n_copies):
                    await self._device.notify_subscribers(self._measurement, notification.payload)
            if self._strap.take_drop() and self._connection is not None:
                self._is_letting_go = True
                await self._connection.disconnect()
            await self._be_on_air(self._connection is None and self._strap.is_reachable(now_s))
            await asyncio.sleep(_TICK_S)

    def stop(self) -> None:
        """Let `run` end soon."""
        self._is_over = True

    async def _be_on_air(self, should_be: bool) -> None:
        if should_be and not self._is_on_air:
            # The name too, though straps send it in the scan response: bumble's virtual radio has none. 31 bytes in
            # all, so a name may have 22 characters.
            advertisement = AdvertisingData(
                [
                    data_types.Flags(AdvertisingData.Flags.LE_GENERAL_DISCOVERABLE_MODE),
                    data_types.IncompleteListOf16BitServiceUUIDs([gatt.GATT_HEART_RATE_SERVICE]),
                    data_types.CompleteLocalName(self._strap.profile.name),
                ]
            )
            await self._device.start_advertising(advertising_data=bytes(advertisement))
        self._is_on_air = should_be

    def _on_connection(self, connection: Connection) -> None:
        self._connection = connection
        self._n_links += 1
        self._truth.link("linked", self._strap.profile.address, self._n_links)
        connection.on(connection.EVENT_DISCONNECTION, self._on_disconnection)

    def _on_disconnection(self, _: int) -> None:
        self._connection = None
        self._strap.unsubscribe()
        how = "dropped" if self._is_letting_go else "closed"
        self._is_letting_go = False
        self._truth.link(how, self._strap.profile.address, self._n_links)

    def _on_subscription(self, _: Connection, is_notified: bool, __: bool) -> None:
        if is_notified:
            self._strap.subscribe(time.monotonic())
            self._truth.link("subscribed", self._strap.profile.address, self._n_links)
        else:
            self._strap.unsubscribe()

    def _services(self) -> list[gatt.Service]:
        profile = self._strap.profile
        information = {
            gatt.GATT_MANUFACTURER_NAME_STRING_CHARACTERISTIC: profile.manufacturer,
            gatt.GATT_MODEL_NUMBER_STRING_CHARACTERISTIC: profile.model_number,
            gatt.GATT_SERIAL_NUMBER_STRING_CHARACTERISTIC: profile.serial_number,
        }
        battery = gatt.CharacteristicValue[bytes](read=lambda _: struct.pack("B", self._strap.battery_pct))
        return [
            gatt.Service(
                gatt.GATT_HEART_RATE_SERVICE,
                [self._measurement, _readable(gatt.GATT_BODY_SENSOR_LOCATION_CHARACTERISTIC, _CHEST)],
            ),
            gatt.Service(gatt.GATT_BATTERY_SERVICE, [_readable(gatt.GATT_BATTERY_LEVEL_CHARACTERISTIC, battery)]),
            gatt.Service(
                gatt.GATT_DEVICE_INFORMATION_SERVICE,
                [_readable(uuid, text.encode()) for uuid, text in information.items()],
            ),
        ]


def _readable(uuid: UUID, value: bytes | gatt.CharacteristicValue[bytes]) -> gatt.Characteristic[bytes]:
    return gatt.Characteristic(
        uuid, gatt.Characteristic.Properties.READ, gatt.Characteristic.Permissions.READABLE, value
    )
