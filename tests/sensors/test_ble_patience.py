"""What takes minutes in a session, over a fake bluetoothd, with the sensor's clock running fast."""

import asyncio
import os
import re
from pathlib import Path

import pytest

from coreg.domain.errors import StrapError
from coreg.domain.strap import LinkCause, LinkState
from coreg.sensors import ble_link
from coreg.sensors.ble import BleSensor, scan
from coreg.sensors.ble_radio import Radio
from coreg.sensors.clock import Clock, RealClock, ScaledClock
from coreg.sensors.sensor import StrapKnown
from tests.rigs.fixtures import StartRig
from tests.rigs.listening import Listener

CLIENT = "C0:DE:00:00:00:01"


def listen(identity: str, clock: Clock, radio: Radio | None = None) -> Listener:
    return Listener(BleSensor(identity, clock, radio or Radio()))


def batteries(one: Listener) -> list[int | None]:
    return [event.strap.battery_pct for event in one.events if isinstance(event, StrapKnown)]


class Impatient(RealClock):
    """Ends every wait within a moment and remembers how long it should have been."""

    def __init__(self) -> None:
        self.waits_s: list[float] = []

    async def sleep_until(self, t_ns: int) -> None:
        self.waits_s.append((t_ns - self.now_ns()) / 1e9)
        await asyncio.sleep(0.1)


async def test_the_battery_is_asked_again_every_ten_minutes(bluez_here: StartRig) -> None:
    rig = bluez_here({"straps": [{"battery_pct": 50}]})
    clock = Impatient()
    async with listen(CLIENT, clock) as client:
        await client.until(lambda: batteries(client)[-1:] == [50])
        rig.do("battery", value=20)
        await client.until(lambda: batteries(client)[-1:] == [20])
    assert clock.waits_s == pytest.approx([600.0] * len(clock.waits_s), abs=1.0)


async def test_a_link_without_a_first_packet_is_doubted_after_thirty_seconds(bluez_here: StartRig) -> None:
    """A subscription that bluetoothd confirmed and the strap never heard of."""
    bluez_here({"straps": [{"events": [{"at_s": 0, "do": "silence", "for_s": 3}]}]})
    async with listen(CLIENT, ScaledClock(15)) as client:
        await client.until(lambda: client.state is LinkState.RECONNECTING)
        waiting, given_up = client.changes[-2:]
        assert waiting.state is LinkState.WAIT_CONTACT
        assert given_up.cause is LinkCause.SILENT
        assert 30.0 <= (given_up.t_ns - waiting.t_ns) / 1e9 < 45.0
        await client.until(lambda: bool(client.packets))


async def test_a_strap_known_for_sending_no_rr_is_named_before_it_is_connected(bluez_here: StartRig) -> None:
    bluez_here({"straps": [{"name": "Polar Sense 1234", "sends_rr": False}]})
    (strap,) = await scan(0.3, Radio())
    assert (strap.model, strap.sends_rr) == ("Polar Verity Sense", False)
    async with listen(CLIENT, RealClock()) as client:
        await client.until(lambda: client.strap is not None)
        assert client.strap is not None
        assert client.strap.sends_rr is False
        assert not client.packets


async def test_an_unknown_strap_that_sends_no_rr_is_named_within_seconds(bluez_here: StartRig) -> None:
    bluez_here({"speed": 4, "straps": [{"sends_rr": False}]})
    async with listen(CLIENT, ScaledClock(4)) as client:
        await client.until(lambda: client.state is LinkState.NO_RR)
        await client.until(lambda: client.strap is not None and client.strap.sends_rr is False)
        t_s = [event.t_ns for event in client.events if isinstance(event, StrapKnown)][-1] / 1e9
    assert t_s - client.packets[0].arrival_ns / 1e9 < 8.0


async def test_dry_electrodes_are_not_taken_for_a_strap_that_sends_no_rr(bluez_here: StartRig) -> None:
    dry = {"supports_contact": False, "events": [{"at_s": 0, "do": "no_beats", "for_s": 10}]}
    bluez_here({"speed": 4, "straps": [dry]})
    async with listen(CLIENT, ScaledClock(4)) as client:
        await client.until(lambda: client.state is LinkState.NO_RR)
        assert client.strap is not None
        assert client.strap.sends_rr is None
        await client.streams(20)
        assert client.strap.sends_rr is True


@pytest.mark.parametrize("name", ["HRM", "RM"])
async def test_a_name_that_two_straps_have_is_refused_in_words(bluez_here: StartRig, name: str) -> None:
    bluez_here({"straps": [{"name": "HRM"}, {"name": "HRM"}]})
    async with listen(name, RealClock()) as client:
        with pytest.raises(StrapError) as refused:
            await client.task
    assert re.search(r"fits 2 straps .*…000[12] and …000[12].*give the address", str(refused.value))
    assert client.states == [LinkState.SCANNING, LinkState.STOPPED]


async def test_a_strap_asked_for_by_both_people_is_refused_to_the_second_and_kept_by_the_first(
    bluez_here: StartRig,
) -> None:
    rig = bluez_here({"speed": 10, "straps": [{"name": "HRM 1"}]})
    radio = Radio()
    async with listen(CLIENT, RealClock(), radio) as client:
        await client.streams()
        async with listen("HRM 1", RealClock(), radio) as therapist:
            with pytest.raises(StrapError, match=r"Strap …0001 can't be both people: give each person"):
                await therapist.task
        n_packets = len(client.packets)
        await client.until(lambda: len(client.packets) >= n_packets + 5)
    assert client.rr_ticks == rig.sent_rr(CLIENT)
    async with listen("HRM 1", RealClock(), radio) as therapist:
        await therapist.streams()


async def test_a_first_connection_that_is_broken_off_does_not_block_the_next(
    bluez_here: StartRig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """bleak asks bluetoothctl for its version then; cancelled, it would wait for that answer for ever."""
    from bleak.backends.bluezdbus.version import BlueZFeatures

    slow = tmp_path / "bluetoothctl"
    slow.write_text("#!/bin/sh\nsleep 0.5\necho bluetoothctl: 5.66\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(BlueZFeatures, "checked_bluez_version", False)
    monkeypatch.setattr(BlueZFeatures, "_check_bluez_event", None)
    ble_link._bluez_version_check.cache_clear()
    bluez_here({"straps": [{}]})
    async with listen(CLIENT, RealClock()) as broken_off:
        await broken_off.until(lambda: broken_off.state is LinkState.CONNECTING)
    async with listen(CLIENT, RealClock()) as client:
        await client.streams()
    assert BlueZFeatures.checked_bluez_version
