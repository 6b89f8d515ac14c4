"""Our sensor and bleak's own API over bumble's virtual radio (level 1): two straps at once, on any system."""

import asyncio
from collections.abc import Callable

from bleak import BleakClient, BleakScanner
from bleak.backends.characteristic import BleakGATTCharacteristic

from coreg.domain.packet import PacketOutcome
from coreg.sensors.ble import BleSensor, scan
from coreg.sensors.ble_radio import HEART_RATE_SERVICE, Backends, Radio
from coreg.sensors.clock import ScaledClock
from coreg.sensors.decoder import Decoder
from hardware.rig.l1 import VirtualAir
from tests.rigs.listening import Listener

CLIENT = "C0:DE:00:00:00:01"
THERAPIST = "C0:DE:00:00:00:02"
H10 = {"name": "Polar H10 A1B2C3D4", "manufacturer": "Polar Electro Oy", "model_number": "H10", "battery_pct": 81}


def radio_in(air: VirtualAir) -> Radio:
    return Radio(Backends(client=air.client(), scanner=air.scanner(), adapter=air.adapter()))


async def test_a_scan_finds_both_straps() -> None:
    async with VirtualAir({"straps": [H10, {}]}) as air:
        straps = {strap.address: strap for strap in await scan(1.0, radio_in(air))}
    assert straps.keys() == {CLIENT, THERAPIST}
    assert straps[CLIENT].name == H10["name"]
    assert straps[THERAPIST].model is None


async def test_a_thousand_notifications_arrive_in_order_from_two_straps_at_once() -> None:
    """bleak and the virtual radio alone, as fast as they go."""
    n_wanted = 500
    async with VirtualAir({"speed": 2000, "straps": [{}, {}]}) as air:
        devices = await BleakScanner.discover(0.5, service_uuids=[HEART_RATE_SERVICE], backend=air.scanner())
        heard: dict[str, list[bytes]] = {device.address: [] for device in devices}
        has_enough = asyncio.Event()
        clients = [BleakClient(device, backend=air.client()) for device in devices]

        def hear_into(payloads: list[bytes]) -> Callable[[BleakGATTCharacteristic, bytearray], None]:
            def on_notification(_: BleakGATTCharacteristic, payload: bytearray) -> None:
                payloads.append(bytes(payload))
                if all(len(each) >= n_wanted for each in heard.values()):
                    has_enough.set()

            return on_notification

        for client in clients:
            await client.connect()
        for client in clients:
            await client.start_notify("2a37", hear_into(heard[client.address]))
        async with asyncio.timeout(20):
            await has_enough.wait()
        for client in clients:
            await client.disconnect()
        for address, payloads in heard.items():
            ticks = [int.from_bytes(p[at : at + 2], "little") for p in payloads for at in range(2, len(p), 2)]
            assert ticks == air.sent_rr(address)[: len(ticks)]


async def test_bad_packets_reach_the_decoder_which_counts_them() -> None:
    events = [{"at_s": 1.5, "do": "malformed", "value": 2}, {"at_s": 3.5, "do": "double", "for_s": 4}]
    async with (
        VirtualAir({"speed": 3, "straps": [{"period_s": 0.9, "events": events}]}) as air,
        Listener(BleSensor(CLIENT, ScaledClock(3), radio_in(air))) as client,
    ):
        await client.until(lambda: len(client.packets) >= 12)
    decoder = Decoder()
    decoder.new_link(client.packets[0].arrival_ns / 1e9 - 1)
    outcomes = [decoder.update(packet.arrival_ns / 1e9, packet.payload).outcome for packet in client.packets]
    assert outcomes.count(PacketOutcome.MALFORMED) == 2
    assert outcomes.count(PacketOutcome.DUPLICATE) >= 2
