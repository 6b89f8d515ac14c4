"""Two straps at their real rate lose their links over and over: no RR doubled, none lost while linked.

The same journey on bumble's virtual radio (L1), a fake bluetoothd (L2) and a real one on a real kernel (L3). The
long form: `COREG_TEST_BLE_MINUTES=10 COREG_TEST_BLE_DROPS=15 pytest -s tests/journeys/test_ble_journeys.py`.
"""

import asyncio
import json
import os
import random
import statistics
import sys
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from coreg.domain.beat import GapCause
from coreg.domain.packet import PacketOutcome
from coreg.domain.strap import LinkCause, LinkState
from coreg.sensors.ble import BleSensor
from coreg.sensors.clock import RealClock
from coreg.sensors.decoder import Decoder
from coreg.sensors.sensor import LinkChanged, Packet
from hardware.rig.l3 import is_guest
from tests.rigs.listening import Listener
from tests.rigs.places import OpenPlace, Place

STRAPS = ("C0:DE:00:00:00:01", "C0:DE:00:00:00:02")
SHORT = "0.3" if is_guest() else "0.12"  # a real bluetoothd takes up to 2 s to meet a strap again
SECONDS = 60 * float(os.environ.get("COREG_TEST_BLE_MINUTES", SHORT))
N_DROPS = int(os.environ.get("COREG_TEST_BLE_DROPS", "2"))
OFF_AIR_S = 0.5
LAST_WORDS = 4  # what a strap may have sent at the end: a real bluetoothd takes 2 s to let go of it


def drops(seed: int) -> list[Mapping[str, Any]]:
    """Spread the drops over the time, each somewhere in the middle of its share of it."""
    dice = random.Random(seed)
    share_s = (SECONDS - 4.0) / N_DROPS
    return [
        {"at_s": 2.0 + share_s * (number + dice.uniform(0.2, 0.5)), "do": "drop", "for_s": OFF_AIR_S}
        for number in range(N_DROPS)
    ]


def decoded(listener: Listener) -> tuple[list[int], int, int]:
    """Decode all that was delivered: the beats' RR, how many gaps of lost links, how many copies were dropped."""
    decoder = Decoder()
    ticks: list[int] = []
    n_gaps = n_copies = 0
    for event in listener.events:
        if isinstance(event, LinkChanged) and event.state is LinkState.SUBSCRIBING:
            decoder.new_link(event.t_ns / 1e9)
        if isinstance(event, Packet):
            answer = decoder.update(event.arrival_ns / 1e9, event.payload)
            ticks += [beat.ticks for beat in answer.beats]
            n_gaps += [gap.cause for gap in answer.gaps].count(GapCause.LINK_LOST)
            n_copies += answer.outcome is PacketOutcome.DUPLICATE
    return ticks, n_gaps, n_copies


def reconnect_s(place: Place, address: str) -> list[float]:
    """For each drop: from when the strap was back on the air until somebody had subscribed, by its own record."""
    lines = [
        line for line in place.truth() if line["address"] == address and line["is"] in ("dropped", "subscribed")
    ]
    return [
        (after["t_ns"] - before["t_ns"]) / 1e9 - OFF_AIR_S
        for before, after in pairwise(lines)
        if (before["is"], after["is"]) == ("dropped", "subscribed")
    ]


def tell(level: str, pauses_s: list[float], n_rr: int) -> None:
    figures = {
        "level": level,
        "seconds": SECONDS,
        "n_rr": n_rr,
        "n_drops": len(pauses_s),
        "reconnect_p50_s": round(statistics.median(pauses_s), 3),
        "reconnect_max_s": round(max(pauses_s), 3),
    }
    sys.stdout.write(json.dumps(figures) + "\n")


@pytest.mark.timeout(SECONDS * 2 + 240)
async def test_two_straps_that_drop_over_and_over_lose_nothing_while_linked(open_place: OpenPlace) -> None:
    scenario = {"straps": [{"name": f"Strap {seed}", "events": drops(seed)} for seed in (1, 2)]}
    async with open_place(scenario) as place:
        sensors = [BleSensor(address, RealClock(), place.radio) for address in STRAPS]
        async with Listener(sensors[0]) as client, Listener(sensors[1]) as therapist:
            both = (client, therapist)
            async with asyncio.timeout(SECONDS + 60):
                await asyncio.gather(*(one.streams_again(1, SECONDS) for one in both))
                await asyncio.sleep(SECONDS)  # the time itself is the subject
                await asyncio.gather(*(one.streams_again(N_DROPS + 1, SECONDS) for one in both))
        pauses_s: list[float] = []
        n_rr = 0
        for address, one in zip(STRAPS, both, strict=True):
            sent = place.sent_rr(address)
            ticks, n_gaps, n_copies = decoded(one)
            assert one.rr_ticks == sent[: len(one.rr_ticks)]
            assert len(sent) - len(one.rr_ticks) <= LAST_WORDS
            assert ticks == sent[: len(ticks)]
            assert len(one.rr_ticks) - len(ticks) <= LAST_WORDS
            assert (n_gaps, n_copies) == (N_DROPS, 0)
            lost = [change for change in one.changes if change.state is LinkState.RECONNECTING]
            assert [change.cause for change in lost] == [LinkCause.DISCONNECTED] * N_DROPS
            pauses_s += reconnect_s(place, address)
            n_rr += len(one.rr_ticks)
        assert len(pauses_s) == 2 * N_DROPS
        tell(place.level, pauses_s, n_rr)
