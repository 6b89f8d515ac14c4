"""The engine: writes, computes, publishes; and says what it doesn't know."""

import random
from pathlib import Path

import pytest

from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.session import SessionHeader
from coreg.domain.snapshot import RecordState
from coreg.domain.strap import BluetoothFault, LinkCause, LinkState, Strap
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.sensors.clock import NS_PER_S
from coreg.sensors.sensor import BluetoothTrouble, LinkChanged, Packet, StrapKnown
from coreg.session.engine import Engine

HEADER = SessionHeader("0" * 32, "0.1.0", "2026-01-05T10:00:00.000Z", "UTC", 0, is_simulated=False)
ORIGIN_NS = 7 * NS_PER_S
STRAP = Strap("AA:BB:CC:DD:EE:FF", "Polar H10", latency_s=2.6, battery_pct=80, sends_rr=True)
RR_TICKS = 870  # 849.6 ms


def packet(t_s: float, *rr_ticks: int) -> Packet:
    words = b"".join(ticks.to_bytes(2, "little") for ticks in rr_ticks)
    return Packet(ORIGIN_NS + round(t_s * NS_PER_S), bytes([0x16 if rr_ticks else 0x06, 71]) + words)


def link(t_s: float, state: LinkState, cause: LinkCause = LinkCause.ASKED) -> LinkChanged:
    return LinkChanged(ORIGIN_NS + round(t_s * NS_PER_S), state, cause)


def stream(engine: Engine, role: Role, n_packets: int) -> float:
    """Connect and send steady beats with a little variation; returns the last arrival."""
    engine.deliver(role, StrapKnown(ORIGIN_NS, STRAP))
    engine.deliver(role, link(0.0, LinkState.SUBSCRIBING))
    engine.deliver(role, link(0.1, LinkState.STREAMING, LinkCause.FIRST_BEAT))
    t_s = 0.2
    for number in range(n_packets):
        ticks = RR_TICKS + 20 * (number % 3)
        t_s += ticks / 1024
        engine.deliver(role, packet(t_s, ticks))
    return t_s


@pytest.fixture
def engine() -> Engine:
    engine = Engine(set(Role), ORIGIN_NS, is_simulated=False, journal=None)
    engine.begin_computing(ORIGIN_NS)
    return engine


def test_a_person_without_a_strap_is_unknown_for_that_reason() -> None:
    engine = Engine({Role.CLIENT}, ORIGIN_NS, is_simulated=False, journal=None)
    engine.tick(ORIGIN_NS + NS_PER_S)
    numbers = engine.snapshot.people[Role.THERAPIST].numbers
    assert numbers.rmssd_ms.unknown is Unknown.NO_STRAP
    assert numbers.heart_rate_bpm.unknown is Unknown.NO_STRAP


def test_a_streaming_strap_gives_numbers_and_leaves_the_other_person_alone(engine: Engine) -> None:
    stream(engine, Role.CLIENT, 120)
    client, therapist = engine.snapshot.people[Role.CLIENT], engine.snapshot.people[Role.THERAPIST]
    assert client.numbers.heart_rate_bpm.value == pytest.approx(69, abs=1.5)
    assert client.numbers.rmssd_ms.value is not None
    assert client.strap == STRAP
    assert client.n_beats == 120
    assert therapist.n_beats == 0
    assert therapist.numbers.rmssd_ms.value is None


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (LinkState.STALE, Unknown.NO_SIGNAL),
        (LinkState.RECONNECTING, Unknown.NO_SIGNAL),
        (LinkState.CONTACT_LOST, Unknown.NO_CONTACT),
    ],
)
def test_after_ten_silent_seconds_the_numbers_are_gone_and_the_link_says_why(
    engine: Engine, state: LinkState, reason: Unknown
) -> None:
    t_s = stream(engine, Role.CLIENT, 120)
    engine.deliver(Role.CLIENT, link(t_s + 3, state))
    engine.tick(ORIGIN_NS + round((t_s + 10) * NS_PER_S))
    numbers = engine.snapshot.people[Role.CLIENT].numbers
    for reading in (numbers.heart_rate_bpm, numbers.rmssd_ms, numbers.rsa_ln_ms2):
        assert reading.value is None
        assert reading.unknown is reason


def test_a_strap_without_beats_gives_its_own_heart_rate_as_rough_and_nothing_else(engine: Engine) -> None:
    t_s = stream(engine, Role.CLIENT, 120)
    engine.deliver(Role.CLIENT, link(t_s + 3, LinkState.NO_RR))
    for number in range(1, 15):
        engine.deliver(Role.CLIENT, packet(t_s + number))
    numbers = engine.snapshot.people[Role.CLIENT].numbers
    assert (numbers.heart_rate_bpm.value, numbers.heart_rate_bpm.is_rough) == (71.0, True)
    assert numbers.heart_rate_bpm.low is None
    assert numbers.heart_rate_60s_bpm.unknown is numbers.rmssd_ms.unknown is Unknown.NO_RR


def test_what_came_before_the_kernels_were_ready_is_computed_afterwards(engine: Engine) -> None:
    late = Engine(set(Role), ORIGIN_NS, is_simulated=False, journal=None)
    stream(late, Role.CLIENT, 120)
    assert late.snapshot.people[Role.CLIENT].numbers.rmssd_ms.unknown is Unknown.PREPARING
    assert late.snapshot.people[Role.CLIENT].n_beats == 120
    t_s = stream(engine, Role.CLIENT, 120)
    late.begin_computing(ORIGIN_NS + round(t_s * NS_PER_S))
    was, now = (each.snapshot.people[Role.CLIENT].numbers for each in (engine, late))
    assert now.rmssd_ms == was.rmssd_ms
    assert list(now.rmssd_lane.t_s) == list(was.rmssd_lane.t_s)


def test_a_strap_that_counts_in_milliseconds_is_named_within_90_s(engine: Engine) -> None:
    engine.deliver(Role.CLIENT, link(0.0, LinkState.SUBSCRIBING))
    engine.deliver(Role.CLIENT, link(0.1, LinkState.STREAMING, LinkCause.FIRST_BEAT))
    dice = random.Random(1)
    named_s, beat_s, sent_s = 0.0, 0.5, 1.0
    waiting: list[int] = []
    while not named_s and sent_s < 120:
        rr_ms = 850 + round(40 * dice.gauss(0, 1))
        beat_s += rr_ms / 1000
        while beat_s > sent_s:
            engine.deliver(Role.CLIENT, packet(sent_s + 0.02 * dice.random(), *waiting))
            waiting = []
            sent_s += 1.0
        waiting.append(rr_ms)
        if engine.snapshot.people[Role.CLIENT].sends_milliseconds:
            named_s = sent_s
    assert 0 < named_s <= 90


def test_the_cause_of_a_links_state_is_told(engine: Engine) -> None:
    engine.deliver(Role.CLIENT, link(0.0, LinkState.SCANNING))
    engine.deliver(Role.CLIENT, link(3.0, LinkState.SCANNING, LinkCause.NOT_FOUND))
    assert engine.snapshot.people[Role.CLIENT].link_cause is LinkCause.NOT_FOUND


def test_bluetooth_trouble_is_told_and_taken_back(engine: Engine) -> None:
    engine.deliver(Role.CLIENT, BluetoothTrouble(ORIGIN_NS, BluetoothFault.OFF))
    assert engine.snapshot.people[Role.CLIENT].fault is BluetoothFault.OFF
    engine.deliver(Role.CLIENT, BluetoothTrouble(ORIGIN_NS, None))
    assert engine.snapshot.people[Role.CLIENT].fault is None


def test_beats_are_placed_before_their_arrival_by_the_straps_latency(engine: Engine) -> None:
    t_s = stream(engine, Role.CLIENT, 120)
    last_beat_s = engine.snapshot.people[Role.CLIENT].last_beat_s
    assert last_beat_s == pytest.approx(t_s - 2.6, abs=0.1)


def test_all_that_was_delivered_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.coreg"
    journal = Journal(Place(path), HEADER, ORIGIN_NS)
    engine = Engine(set(Role), ORIGIN_NS, is_simulated=False, journal=journal)
    states = [engine.snapshot.record]
    stream(engine, Role.CLIENT, 30)
    engine.mark(MomentKind.STAR, ORIGIN_NS + 20 * NS_PER_S, "2026-01-05T10:00:20Z", "key")
    journal.close(ORIGIN_NS + 60 * NS_PER_S)
    engine.end(ORIGIN_NS + 60 * NS_PER_S)

    recording = read_session(path)
    assert [*states, engine.snapshot.record] == [RecordState.RECORDING, RecordState.ENDED]
    assert len([p for p in recording.packets if p.role is Role.CLIENT]) == 30
    assert len([b for b in recording.beats if b.role is Role.CLIENT]) == 30
    assert [(m.kind, m.t_s) for m in recording.moments] == [(MomentKind.STAR, 20.0)]
    assert engine.snapshot.moments == tuple(recording.moments)
