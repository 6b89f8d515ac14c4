"""Unmodified bleak and our sensor against a fake org.bluez (level 2): everything but the radio is real."""

import asyncio
from typing import Any

import pytest
from bleak import BleakClient, BleakScanner
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice

from coreg.domain.errors import BluetoothError, StrapError
from coreg.domain.strap import BluetoothFault, LinkCause, LinkState
from coreg.sensors.ble import BleSensor, scan
from coreg.sensors.ble_radio import HEART_RATE_SERVICE, Radio
from coreg.sensors.clock import RealClock
from hardware.rig.l2 import BluezRig
from tests.rigs.fixtures import StartRig
from tests.rigs.listening import Listener

CLIENT = "C0:DE:00:00:00:01"
THERAPIST = "C0:DE:00:00:00:02"
H10 = {"name": "Polar H10 A1B2C3D4", "manufacturer": "Polar Electro Oy", "model_number": "H10", "battery_pct": 81}
TWO_STRAPS = {"speed": 5, "straps": [H10, {}]}


def listen(identity: str, radio: Radio | None = None) -> Listener:
    return Listener(BleSensor(identity, RealClock(), radio or Radio()))


async def test_a_scan_names_the_straps_in_reach_and_their_models(bluez_here: StartRig) -> None:
    bluez_here(TWO_STRAPS)
    straps = {strap.address: strap for strap in await scan(0.5, Radio())}
    assert straps.keys() == {CLIENT, THERAPIST}
    assert (straps[CLIENT].name, straps[CLIENT].rssi_dbm) == (H10["name"], -60)
    assert straps[CLIENT].model is not None
    assert straps[CLIENT].sends_rr is True
    assert straps[THERAPIST].model is None


async def scan_is_refused(why: str) -> None:
    """Scan until that fails for this reason."""
    async with asyncio.timeout(5):
        while True:
            try:
                await scan(0.02, Radio())
            except BluetoothError as error:
                if why in str(error):
                    return
            await asyncio.sleep(0)  # a refusal comes at once: let bleak read its bus


async def test_a_scan_without_bluetooth_says_what_to_do(bluez_here: StartRig) -> None:
    rig = bluez_here(TWO_STRAPS)
    rig.do("adapter_off", for_s=1000)
    await scan_is_refused("Bluetooth is off: switch it on")
    rig.kill_bus()
    await scan_is_refused("service doesn't answer: start it")


async def test_a_drop_is_one_reconnect_and_costs_nobody_a_beat_that_was_sent(bluez_here: StartRig) -> None:
    drop = {"at_s": 6, "do": "drop", "for_s": 10}
    rig = bluez_here({"speed": 10, "straps": [{**H10, "events": [drop]}, {}]})
    radio = Radio()
    async with listen("a1b2c3d4", radio) as client, listen(THERAPIST, radio) as therapist:
        await client.until(lambda: len(client.packets) >= 16)
    assert client.n_states(LinkState.RECONNECTING) == 1
    assert client.rr_ticks == rig.sent_rr(CLIENT)
    assert therapist.rr_ticks == rig.sent_rr(THERAPIST)
    assert therapist.n_states(LinkState.RECONNECTING) == 0
    assert len(therapist.packets) >= len(client.packets) + 5
    assert client.strap is not None
    assert (client.strap.identity, client.strap.battery_pct) == (CLIENT, 81)
    assert client.strap.model is not None
    assert client.state is therapist.state is LinkState.STOPPED
    assert [line["is"] for line in rig.truth() if line["is"] == "closed"] == ["closed", "closed"]


def sent(rig: BluezRig, address: str) -> list[dict[str, Any]]:
    return [line for line in rig.truth() if line["is"] == "sent" and line["address"] == address]


async def hear_until_dropped(device: BLEDevice, rig: BluezRig) -> tuple[BleakClient, list[bytes]]:
    """Listen to the first strap until it drops the link after five notifications, and don't clear up."""
    heard: list[bytes] = []
    has_enough, is_gone = asyncio.Event(), asyncio.Event()

    def on_notification(_: BleakGATTCharacteristic, payload: bytearray) -> None:
        heard.append(bytes(payload))
        if len(heard) >= 5:
            has_enough.set()

    client = BleakClient(device, lambda _: is_gone.set())
    await client.connect()
    await client.start_notify("2a37", on_notification)
    await has_enough.wait()
    rig.do("drop", strap=0, for_s=1)
    await is_gone.wait()
    return client, heard


async def test_notifications_do_not_double_after_drops_though_a_careless_client_hears_them_so(
    bluez_here: StartRig,
) -> None:
    """hbldh/bleak#2002: the rig has bluetoothd's habit, and the sensor doesn't fall for it."""
    rig = bluez_here({"speed": 10, "straps": [H10, {}]})
    device = await BleakScanner.find_device_by_address(CLIENT, service_uuids=[HEART_RATE_SERVICE])
    assert device is not None
    careless = [await hear_until_dropped(device, rig) for _ in range(3)]
    n_sent = [len([line for line in sent(rig, CLIENT) if line["link"] == link]) for link in (1, 2, 3)]
    assert [len(heard) for _, heard in careless] == [1 * n_sent[0], 2 * n_sent[1], 3 * n_sent[2]]
    for client, _ in careless:
        await client.disconnect()

    async with listen(THERAPIST) as therapist:
        for n_links in (1, 2, 3):
            await therapist.streams_again(n_links)
            rig.do("drop", strap=1, for_s=1)
        await therapist.streams_again(4)
    assert therapist.rr_ticks == rig.sent_rr(THERAPIST)
    assert therapist.n_states(LinkState.RECONNECTING) == 3


async def test_a_message_bus_that_died_is_survived(bluez_here: StartRig) -> None:
    rig = bluez_here(TWO_STRAPS)
    async with listen(CLIENT) as client:
        await client.streams()
        rig.kill_bus()
        await client.until(lambda: BluetoothFault.NO_SERVICE in client.faults)
        rig.start_bus()
        rig.start_bluez()
        await client.streams()
    assert client.faults[-1] is None


async def test_a_strap_that_is_not_there_is_looked_for_until_it_comes(bluez_here: StartRig) -> None:
    bluez_here(TWO_STRAPS)
    async with listen("C0:DE:00:00:00:77") as nobody:
        await nobody.until(lambda: len(nobody.changes) == 2)
        assert [(change.state, change.cause) for change in nobody.changes] == [
            (LinkState.SCANNING, LinkCause.ASKED),
            (LinkState.SCANNING, LinkCause.NOT_FOUND),
        ]
    assert nobody.state is LinkState.STOPPED


async def test_a_strap_that_the_system_holds_already_is_found_though_it_does_not_advertise(
    bluez_here: StartRig,
) -> None:
    rig = bluez_here({"speed": 5, "straps": [{"is_held": True}]})
    assert [strap.address for strap in await scan(0.2, Radio())] == [CLIENT]
    async with listen(CLIENT) as client:
        await client.streams()
    assert client.rr_ticks == rig.sent_rr(CLIENT)


async def test_an_id_that_fits_two_straps_is_refused_without_naming_them(bluez_here: StartRig) -> None:
    bluez_here({"straps": [{"name": "Jane's strap"}, {"name": "Tom's strap"}]})
    async with listen("strap") as client:
        with pytest.raises(StrapError, match=r"…0001 and …0002|…0002 and …0001") as refusal:
            await client.task
    assert "Jane" not in str(refusal.value)
