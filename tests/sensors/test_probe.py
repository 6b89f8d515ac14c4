"""The guided measurement: its steps follow the strap, and what it finds is what the strap did."""

import random
import struct
from dataclasses import fields

import pytest

from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.sensors.clock import NS_PER_S
from coreg.sensors.probe import SIT_STILL_S, TAKE_OFF_S, WEAR_AGAIN_S, Findings, Probe, Step
from coreg.sensors.sensor import LinkChanged, Packet, SensorEvent, StrapKnown

_START_S = 5.0
_OFF_S = _START_S + SIT_STILL_S
_AGAIN_S = _OFF_S + TAKE_OFF_S
_END_S = _AGAIN_S + WEAR_AGAIN_S


def _packet(t_s: float, payload: bytes) -> Packet:
    return Packet(round(t_s * NS_PER_S), payload)


def _state(t_s: float, state: LinkState) -> LinkChanged:
    return LinkChanged(round(t_s * NS_PER_S), state, LinkCause.CONNECTED)


def _worn(
    from_s: float, to_s: float, *, per_s: float = 1024.0, flags: int = 0x16, rr: bool = True
) -> list[SensorEvent]:
    """One packet a second with the beats of a heart at about 72 /min."""
    rng = random.Random(7)
    beat_s, last, t_s, events = from_s - 0.5, round((from_s - 1.3) * per_s), from_s, list[SensorEvent]()
    while t_s < to_s:
        due = []
        while rr and beat_s <= t_s:
            due.append(round(beat_s * per_s) - last)
            last += due[-1]
            beat_s += rng.gauss(0.83, 0.04)
        shown = flags if due else flags & ~0x10
        events.append(_packet(t_s + rng.uniform(0.005, 0.03), struct.pack(f"<BB{len(due)}H", shown, 72, *due)))
        t_s += 1.0
    return events


def _probed(events: list[SensorEvent]) -> Findings:
    probe = Probe(0.0)
    for event in events:
        probe.update(event)
    assert probe.advance(_END_S + 0.1) is Step.DONE
    return probe.findings()


def _whole(**strap: float | bool) -> list[SensorEvent]:
    worn = _worn(_START_S, _OFF_S + 3.0, **strap)  # type: ignore[arg-type]  # one dict for two kinds of keywords
    off = [_packet(_OFF_S + 3.2 + i, bytes([0x04, 0])) for i in range(10)]
    return [*worn, *off, *_worn(_AGAIN_S + 12.0, _END_S, **strap)]  # type: ignore[arg-type]  # as above


def test_the_steps_follow_one_another_and_last_three_minutes_from_the_first_packet() -> None:
    probe = Probe(0.0)
    probe.update(_state(1.0, LinkState.CONNECTING))
    assert probe.step is Step.WET_AND_WEAR
    for event in _worn(_START_S, _START_S + 5.0):
        probe.update(event)
    steps = [probe.advance(_START_S + t_s) for t_s in range(6, 182)]
    assert list(dict.fromkeys(steps)) == [Step.SIT_STILL, Step.TAKE_OFF, Step.WEAR_AGAIN, Step.DONE]
    assert steps.index(Step.DONE) + 6 == 181
    assert Step.DONE.is_end


def test_a_strap_that_is_not_found_or_sends_nothing_ends_the_measurement() -> None:
    probe = Probe(0.0)
    assert probe.advance(59.0) is Step.SEARCHING
    assert probe.advance(60.0) is Step.NOT_FOUND
    probe = Probe(0.0)
    probe.update(_state(10.0, LinkState.CONNECTING))
    assert probe.advance(69.0) is Step.WET_AND_WEAR
    assert probe.advance(70.1) is Step.NO_PACKETS


def test_a_usual_strap_is_described() -> None:
    found = _probed(_whole())
    assert (found.sends_rr, found.sends_milliseconds, found.supports_contact) == (True, False, True)
    assert found.rr_slope == pytest.approx(1.0, abs=3e-3)
    assert found.packet_interval_s is not None
    assert found.packet_interval_s.middle == pytest.approx(1.0, abs=0.02)
    assert found.rr_per_packet is not None
    assert (found.rr_per_packet.least, found.rr_per_packet.middle, found.rr_per_packet.greatest) == (1, 1, 2)
    assert (found.flags, found.heart_rate_bits, found.has_energy) == ((0x16,), 8, False)
    assert (found.n_packets, found.n_malformed, found.n_copies, found.n_short_rr) == (100, 0, 0, 0)


@pytest.mark.parametrize("per_s", [1000.0, 1024.0])
def test_the_unit_of_rr_is_told(per_s: float) -> None:
    assert _probed(_whole(per_s=per_s)).sends_milliseconds is (per_s == 1000.0)


def test_a_strap_without_rr_is_named() -> None:
    found = _probed(_whole(rr=False))
    assert not found.sends_rr
    assert (found.rr_slope, found.sends_milliseconds) == (None, None)


def test_what_it_does_off_the_body_and_on_it_again_counts_from_the_prompts() -> None:
    found = _probed(_whole())
    assert found.contact_lost_after_s == pytest.approx(3.2, abs=0.05)
    assert found.last_rr_after_s == pytest.approx(2.0, abs=0.05)
    assert found.contact_again_after_s == pytest.approx(12.0, abs=0.05)
    assert found.first_rr_after_s == pytest.approx(12.0, abs=0.05)
    assert found.link_lost_after_s is None
    assert found.first_rr_holds_hole is False


def test_a_strap_that_lets_go_of_the_link_when_taken_off_is_seen_to() -> None:
    events = [*_worn(_START_S, _OFF_S), _state(_OFF_S + 20.0, LinkState.RECONNECTING)]
    assert _probed(events).link_lost_after_s == pytest.approx(20.0, abs=0.05)


def test_words_under_a_tenth_of_a_second_and_copies_are_counted() -> None:
    events = _worn(_START_S, _OFF_S)
    odd = [
        _packet(event.arrival_ns / NS_PER_S, event.payload + struct.pack("<H", 0x35))
        for event in events
        if isinstance(event, Packet)
    ]
    copied: list[SensorEvent] = []
    for event in odd:
        copied += [event, Packet(event.arrival_ns + 3_000_000, event.payload)]
    found = _probed(copied)
    assert (found.n_short_rr, found.n_copies) == (100, 100)
    assert found.rr_slope == pytest.approx(1.0, abs=3e-3)


def test_nothing_personal_is_in_what_is_found() -> None:
    events: list[SensorEvent] = [StrapKnown(0, Strap("C0:DE:00:00:00:01", "Polar H10")), *_whole()]
    found = _probed(events)
    assert found.model == "Polar H10"
    assert "C0:DE" not in repr(found)
    assert {field.name for field in fields(found)}.isdisjoint({"identity", "name", "serial", "heart_rate_bpm"})
