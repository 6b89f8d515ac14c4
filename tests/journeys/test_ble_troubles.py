"""What goes wrong between a strap and a computer: each ends in the right state, in time, and gets over by itself.

On every level that can show it. Where it says ×4, the program's watchdogs and the straps run four times as fast.
"""

import asyncio
import os
import time

import pytest

from coreg.domain.strap import BluetoothFault, LinkCause, LinkState
from coreg.sensors.ble import BleSensor
from coreg.sensors.clock import RealClock, ScaledClock
from hardware.rig.processes import BusRig
from tests.rigs.listening import Listener
from tests.rigs.places import OpenPlace, Place

CLIENT = "C0:DE:00:00:00:01"
OTHER = "C0:DE:00:00:00:02"
IN_FLIGHT_NS = 500_000_000
IS_LONG = "COREG_TEST_BLE_LONG" in os.environ
LATE_S = 4.0  # of the ×4 clock: what a busy computer may add to a watchdog's time


def listen(place: Place, identity: str = CLIENT, speed: float = 1.0) -> Listener:
    clock = RealClock() if speed == 1.0 else ScaledClock(speed)
    return Listener(BleSensor(identity, clock, place.radio))


def assert_each_once(one: Listener, place: Place, address: str = CLIENT, died_ns: int | None = None) -> None:
    """Hold what was heard against what was sent; what went to a dead bluetoothd, or after a goodbye, isn't missed.

    A real bluetoothd takes 2 s to disconnect, and the strap goes on sending meanwhile.
    """
    lines = [line for line in place.truth() if line["address"] == address]
    revived_ns = next(
        line["t_ns"] for line in lines if line["is"] == "subscribed" and line["t_ns"] > (died_ns or 0)
    )
    sent = [line for line in lines if line["is"] == "sent"]
    if died_ns is not None:
        revived_ns = next(line["t_ns"] for line in lines if line["is"] == "subscribed" and line["t_ns"] > died_ns)
        sent = [line for line in sent if line["t_ns"] < died_ns or line["t_ns"] > revived_ns]
    ticks = [tick for line in sent for tick in line["rr_ticks"]]
    n_due = sum(len(line["rr_ticks"]) for line in sent if line["t_ns"] < one.left_ns - IN_FLIGHT_NS)
    assert one.rr_ticks == ticks[: len(one.rr_ticks)]
    assert len(one.rr_ticks) >= n_due


@pytest.mark.parametrize("open_place", ["l2", "l3"], indirect=True)
async def test_a_silent_link_is_stale_then_given_up_and_made_anew(open_place: OpenPlace) -> None:
    """×4."""
    async with open_place({"speed": 4, "straps": [{}]}) as place:
        async with listen(place, speed=4) as client:
            await client.streams(30)
            place.do("silence", for_s=11)
            await client.until(lambda: client.state is LinkState.STALE)
            t_stale_s = client.changes[-1].t_ns / 1e9
            t_packet_s = client.packets[-1].arrival_ns / 1e9
            await client.until(lambda: client.state is LinkState.RECONNECTING)
            t_reconnecting_s = client.changes[-1].t_ns / 1e9
            await client.streams_again(2, 30)
        assert_each_once(client, place)
    assert 3.0 <= t_stale_s - t_packet_s < 3.0 + LATE_S
    assert 6.0 <= t_reconnecting_s - t_packet_s < 6.0 + LATE_S
    assert client.changes[-1].state is LinkState.STOPPED


@pytest.mark.parametrize("open_place", ["l2", "l3"], indirect=True)
async def test_a_bluetooth_switched_off_is_said_and_a_switched_on_one_found(open_place: OpenPlace) -> None:
    async with open_place({"straps": [{}, {}]}) as place:
        async with listen(place) as client, listen(place, OTHER) as other:
            await asyncio.gather(client.streams(30), other.streams(30))
            place.do("adapter_off", for_s=2)
            for one in (client, other):
                await one.until(lambda one=one: one.faults[-1:] == [BluetoothFault.OFF], 20)  # type: ignore[misc]
                assert one.state is LinkState.SCANNING
            for one in (client, other):
                await one.streams_again(2, 30)
                assert one.faults == [BluetoothFault.OFF, None]
        for one, address in ((client, CLIENT), (other, OTHER)):
            assert_each_once(one, place, address)


@pytest.mark.parametrize("open_place", ["l2", "l3"], indirect=True)
async def test_a_bluetoothd_that_dies_is_survived(open_place: OpenPlace) -> None:
    """×4."""
    async with open_place({"speed": 4, "straps": [{}]}) as place:
        assert isinstance(place.rig, BusRig)
        async with listen(place, speed=4) as client:
            await client.streams(30)
            died_ns = time.monotonic_ns()
            place.rig.kill_bluez()
            await client.until(lambda: BluetoothFault.NO_SERVICE in client.faults, 20)
            assert client.state is LinkState.SCANNING
            place.rig.start_bluez()
            await client.streams_again(2, 40)
        assert client.faults[-1] is None
        assert_each_once(client, place, died_ns=died_ns)


@pytest.mark.skipif(not IS_LONG, reason="takes 20 s a level: COREG_TEST_BLE_LONG=1 runs it")
async def test_a_strap_that_vanishes_while_connecting_is_given_up_and_met_again(
    open_place: OpenPlace,
) -> None:
    async with open_place({"straps": [{}]}) as place, listen(place) as client:
        await client.streams(30)
        place.do("drop", for_s=17)
        await client.until(lambda: client.changes[-1].cause is LinkCause.CONNECT_FAILED, 25)
        given_up, began = client.changes[-1], client.changes[-2]
        assert (began.state, given_up.state) == (LinkState.CONNECTING, LinkState.RECONNECTING)
        assert 14.9 <= (given_up.t_ns - began.t_ns) / 1e9 < 17.0
        await client.streams_again(2, 30)


@pytest.mark.parametrize("open_place", ["l2", "l3"], indirect=True)
async def test_of_two_straps_of_one_name_only_the_bound_one_is_taken(open_place: OpenPlace) -> None:
    """×4."""
    twins = {"speed": 4, "straps": [{"name": "HRM"}, {"name": "HRM"}]}
    async with open_place(twins) as place:
        async with listen(place, speed=4) as client:
            await client.streams(30)
            place.do("silence", for_s=11)  # the next link comes after a scan that sees both
            await client.streams_again(2, 30)
        assert place.sent_rr(OTHER) == []
        assert {line["address"] for line in place.truth() if line["is"] == "linked"} == {CLIENT}


@pytest.mark.parametrize("open_place", ["l2", "l3"], indirect=True)
async def test_the_strap_of_the_last_session_is_met_again_by_its_identity_alone(open_place: OpenPlace) -> None:
    async with open_place({"straps": [{"name": "HRM 77"}, {}]}) as place:
        async with listen(place, "HRM 77") as first:
            await first.streams(30)
        assert first.strap is not None
        async with listen(place, first.strap.identity) as second:
            await second.streams(30)
        assert second.strap is not None
        assert second.strap.identity == CLIENT
