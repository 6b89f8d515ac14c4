"""Bytes to beats: what is dropped, what is counted, what is flagged, and where the holes are."""

import itertools
import random
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.beat import Beat, BeatFlag, Gap, GapCause
from coreg.domain.packet import PacketOutcome
from coreg.sensors.decoder import Decoded, Decoder
from coreg.sensors.simulator_strap import encode

Sent = tuple[float, bytes]


def _payload(*rr_ticks: int, heart_rate_bpm: int = 75) -> bytes:
    return struct.pack(f"<BB{len(rr_ticks)}H", 0x10, heart_rate_bpm, *rr_ticks)


def _steady(from_s: float, to_s: float, seed: int = 1) -> list[Sent]:
    """One packet for each beat, 20 ms after it, of a heart at about 75 /min."""
    rng = random.Random(seed)
    t_s, sent = from_s, []
    while t_s < to_s:
        ticks = rng.randint(790, 850)
        t_s += ticks / 1024
        sent.append((t_s + 0.02, _payload(ticks)))
    return sent


def _decode(sent: list[Sent], decoder: Decoder | None = None) -> tuple[list[Beat], list[Gap], list[Decoded]]:
    if decoder is None:
        decoder = Decoder()
        decoder.new_link(0.0)
    decoded = [decoder.update(arrival_s, payload) for arrival_s, payload in sent]
    beats = [beat for one in decoded for beat in one.beats]
    return beats, [gap for one in decoded for gap in one.gaps], decoded


def test_only_the_first_beat_of_a_link_is_first_after_link() -> None:
    beats, gaps, _ = _decode(_steady(10.0, 40.0))
    assert beats[0].flags is BeatFlag.FIRST_AFTER_LINK
    assert {beat.flags for beat in beats[1:]} == {BeatFlag.NONE}
    assert {beat.segment for beat in beats} == {0}
    assert gaps == []


def test_beats_never_go_back_in_time() -> None:
    beats, _, _ = _decode(_steady(10.0, 60.0))
    assert all(a.t_s < b.t_s for a, b in itertools.pairwise(beats))


def test_a_malformed_packet_is_counted_and_gives_no_beats() -> None:
    decoder = Decoder()
    decoder.new_link(0.0)
    assert decoder.update(1.0, b"\xe0\x48").outcome is PacketOutcome.MALFORMED
    assert decoder.n_malformed == 1


def test_hrs_more_intervals_than_time_are_malformed() -> None:
    decoder = Decoder()
    decoder.new_link(0.0)
    too_much = _payload(*[1024] * 11)
    assert decoder.update(1.0, too_much).outcome is PacketOutcome.MALFORMED
    assert decoder.update(2.0, _payload(*[1024] * 11)).outcome is PacketOutcome.OK
    assert decoder.update(3.0, _payload(*[1024] * 11, 1)).outcome is PacketOutcome.MALFORMED
    assert decoder.n_malformed == 2


def test_the_first_packet_of_a_link_may_bring_ten_seconds_and_no_more() -> None:
    decoder = Decoder()
    decoder.new_link(0.0)
    decoder.update(1.0, _payload(800))
    decoder.new_link(100.0)
    assert decoder.update(101.0, _payload(*[1024] * 10)).outcome is PacketOutcome.OK
    decoder.new_link(200.0)
    assert decoder.update(201.0, _payload(*[1024] * 10, 1)).outcome is PacketOutcome.MALFORMED


@pytest.mark.parametrize("copies", [2, 3, 5])
def test_copies_of_a_notification_are_dropped_and_counted(copies: int) -> None:
    sent = _steady(10.0, 70.0)
    multiplied = [(arrival_s + i * 0.003, payload) for arrival_s, payload in sent for i in range(copies)]
    decoder = Decoder()
    decoder.new_link(0.0)
    beats, gaps, _ = _decode(multiplied, decoder)
    assert [beat.ticks for beat in beats] == [beat.ticks for beat in _decode(sent)[0]]
    assert decoder.n_duplicates == (copies - 1) * len(sent)
    assert gaps == []


def test_true_packets_that_a_stall_held_back_are_all_kept_though_they_are_alike() -> None:
    sent = [(10.0 + 0.8 * i, _payload(819)) for i in range(60)]
    sent += [(10.0 + 0.8 * 63 + 0.002 * i, _payload(819)) for i in range(4)]
    decoder = Decoder()
    decoder.new_link(0.0)
    beats, _, _ = _decode(sent, decoder)
    assert len(beats) == 64
    assert decoder.n_duplicates == 0


def _every_second(n: int, *, lost: range = range(0), seed: int = 1) -> list[Sent]:
    """One packet a second with the beats of a heart at about 75 /min; some are lost."""
    rng = random.Random(seed)
    ticks = rng.randint(790, 850)
    t_s, sent = 10.0 + ticks / 1024, []
    for number in range(n):
        due = []
        while t_s <= 11.0 + number:
            due.append(ticks)
            ticks = rng.randint(790, 850)
            t_s += ticks / 1024
        if number not in lost:
            sent.append((11.0 + number + rng.uniform(0.005, 0.035), _payload(*due)))
    return sent


def _stalled(sent: list[Sent], first: int, n: int, for_s: float) -> list[Sent]:
    """The same packets, `n` of them held back until `for_s` after the first of them was due."""
    end_s = sent[first][0] + for_s
    held = [(max(t_s, end_s + 0.003 * i), payload) for i, (t_s, payload) in enumerate(sent[first : first + n])]
    return sent[:first] + held + sent[first + n :]


@pytest.mark.parametrize("for_s", [0.4, 0.7, 0.9, 1.1, 1.5, 2.5, 4.0])
@pytest.mark.parametrize("seed", range(4))
def test_packets_that_come_late_but_complete_leave_no_gap(for_s: float, seed: int) -> None:
    sent = _every_second(120, seed=seed)
    beats, gaps, decoded = _decode(_stalled(sent, 60, 1 + int(for_s), for_s))
    assert gaps == []
    assert [beat.ticks for beat in beats] == [beat.ticks for beat in _decode(sent)[0]]
    assert {beat.segment for beat in beats} == {0}
    assert all(one.outcome is PacketOutcome.OK for one in decoded)


@pytest.mark.parametrize("n_lost", [2, 3, 4])
@pytest.mark.parametrize("seed", range(4))
def test_packets_that_never_come_leave_one_gap_told_with_the_packet_after_the_next(n_lost: int, seed: int) -> None:
    sent = _every_second(120, lost=range(60, 60 + n_lost), seed=seed)
    beats, gaps, decoded = _decode(sent)
    assert len(gaps) == 1
    assert sent[59][0] - 2.0 < gaps[0].start_s < gaps[0].end_s < sent[60][0]
    assert [len(one.gaps) for one in decoded[60:62]] == [0, 1]
    assert len(beats) == sum((len(payload) - 2) // 2 for _, payload in sent)


def test_of_late_packets_whose_oldest_are_lost_only_the_lost_ones_are_a_gap() -> None:
    late = _stalled(_every_second(120), 60, 5, 4.0)
    del late[60:63]
    beats, gaps, _ = _decode(late)
    assert len(gaps) == 1
    assert len(beats) == sum((len(payload) - 2) // 2 for _, payload in late)


def test_a_packet_kept_back_when_the_link_ends_is_told_with_the_next_link() -> None:
    decoder = Decoder()
    decoder.new_link(0.0)
    before, none_yet, _ = _decode(_every_second(64, lost=range(60, 63)), decoder)
    decoder.new_link(90.0)
    beats, gaps, _ = _decode([(t_s + 85.0, payload) for t_s, payload in _every_second(20)], decoder)
    assert none_yet == []
    assert [gap.cause for gap in gaps] == [GapCause.NO_DATA, GapCause.LINK_LOST]
    assert [beat.flags for beat in beats if beat.flags] == [BeatFlag.SPANS_GAP, BeatFlag.FIRST_AFTER_LINK]
    assert before[-1].t_s <= gaps[0].start_s < gaps[0].end_s < gaps[1].start_s < gaps[1].end_s


def test_the_same_packet_a_second_later_is_no_copy() -> None:
    decoder = Decoder()
    decoder.new_link(0.0)
    assert len(_decode([(10.0 + 0.8 * i, _payload(819)) for i in range(20)], decoder)[0]) == 20


def test_a_hole_without_a_new_link_is_one_gap_without_data() -> None:
    beats, gaps, _ = _decode(_steady(10.0, 60.0) + _steady(72.0, 120.0, seed=2))
    (gap,) = gaps
    assert gap.cause is GapCause.NO_DATA
    assert gap.start_s == pytest.approx(60.4, abs=0.5)
    assert gap.end_s == pytest.approx(72.0, abs=0.3)
    spanning = [beat for beat in beats if beat.flags]
    assert [beat.flags for beat in spanning] == [BeatFlag.FIRST_AFTER_LINK, BeatFlag.SPANS_GAP]
    assert [beat.segment for beat in spanning] == [0, 1]


def test_a_new_link_is_a_gap_with_the_link_as_its_cause() -> None:
    decoder = Decoder()
    decoder.new_link(0.0)
    _decode(_steady(10.0, 60.0), decoder)
    decoder.new_link(70.0)
    beats, gaps, _ = _decode(_steady(72.0, 120.0, seed=2), decoder)
    assert [gap.cause for gap in gaps] == [GapCause.LINK_LOST]
    assert gaps[0].end_s == pytest.approx(beats[0].t_s - beats[0].rr_ms / 1000)
    assert [beat.flags for beat in beats if beat.flags] == [BeatFlag.FIRST_AFTER_LINK]


def test_a_first_interval_too_long_for_a_beat_ends_the_gap_at_its_end() -> None:
    decoder = Decoder()
    decoder.new_link(0.0)
    _decode(_steady(10.0, 60.0), decoder)
    decoder.new_link(70.0)
    beats, gaps, _ = _decode([(72.0, _payload(9000)), *_steady(72.0, 80.0)], decoder)
    assert gaps[0].end_s == beats[0].t_s


def test_returning_contact_begins_a_segment_whose_first_beat_enters_no_number() -> None:
    with_contact = [(10.0 + 0.8 * i, encode(75, (815 + i % 9,), True)) for i in range(40)]
    without = [(42.0 + i, encode(75, (), False)) for i in range(6)]
    again = [(48.0 + 0.8 * i, encode(75, (815 + i % 9,), True)) for i in range(20)]
    beats, gaps, _ = _decode(with_contact + without + again)
    flagged = [(beat.segment, beat.flags) for beat in beats if beat.flags]
    assert flagged == [
        (0, BeatFlag.FIRST_AFTER_LINK),
        (1, BeatFlag.SPANS_GAP | BeatFlag.SUSPECT | BeatFlag.FIRST_AFTER_LINK),
        (2, BeatFlag.FIRST_AFTER_LINK),
    ]
    assert [gap.cause for gap in gaps] == [GapCause.CONTACT_LOST]


def test_beats_without_contact_are_kept_but_enter_no_number() -> None:
    sent = [(10.0 + 0.8 * i, encode(75, (815 + i % 9,), i not in range(20, 25))) for i in range(40)]
    beats, gaps, _ = _decode(sent)
    assert len(beats) == 40
    outside = [i for i, beat in enumerate(beats) if beat.flags & BeatFlag.SUSPECT]
    assert outside == [21, 22, 23, 24, 25]
    assert all(beats[i].flags & BeatFlag.FIRST_AFTER_LINK for i in [*outside, 26])
    assert gaps == []


def test_heart_rate_a_quarter_off_the_intervals_for_ten_seconds_is_suspect() -> None:
    decoder = Decoder()
    decoder.new_link(0.0)
    rng = random.Random(1)
    suspect_s = []
    for i in range(20):
        decoder.update(10.0 + i, _payload(rng.randint(800, 840), heart_rate_bpm=120))
        suspect_s += [10.0 + i] if decoder.is_suspect else []
    assert suspect_s[0] == 20.0
    decoder.update(30.0, _payload(820, heart_rate_bpm=75))
    assert not decoder.is_suspect


def test_one_value_eight_times_is_suspect_until_another_comes() -> None:
    decoder = Decoder()
    decoder.new_link(0.0)
    beats, _, _ = _decode([(10.0 + 0.8 * i, _payload(819)) for i in range(10)], decoder)
    assert [bool(beat.flags & BeatFlag.SUSPECT) for beat in beats] == [False] * 7 + [True] * 3
    decoder.update(18.0, _payload(820))
    assert not decoder.is_suspect


def test_milliseconds_in_place_of_ticks_are_named_within_90_s() -> None:
    rng = random.Random(1)
    for per_s, is_ms in ((1000, True), (1024, False), (1024 / 1.02, False)):
        decoder = Decoder()
        decoder.new_link(0.0)
        t_s, last = 10.0, 10.0 * per_s
        while t_s < 100.0:
            assert t_s < 60.0 or decoder.sends_milliseconds in (None, is_ms)
            t_s += rng.uniform(0.76, 0.84)
            decoder.update(t_s + rng.uniform(0.02, 0.05), _payload(round(t_s * per_s - last)))
            last += round(t_s * per_s - last)
        assert decoder.sends_milliseconds is is_ms


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    ("per_s", "second_s"), [(1000.0, 1.0), (1000.0, 0.9995), (1024.0, 1.0), (1024.0, 1.02), (1024.0, 0.98)]
)
def test_milliseconds_are_named_within_90_s_of_packets_that_come_once_a_second_and_some_late(
    per_s: float, second_s: float, seed: int
) -> None:
    """`second_s` is how long a second of the strap's truly is."""
    rng = random.Random(seed)
    decoder = Decoder()
    decoder.new_link(0.0)
    mean_s = rng.uniform(0.6, 1.1)
    t_s, last = 0.5, round(0.1 * per_s)
    for second in range(1, 88):
        due = []
        while t_s <= second:
            due.append(round(t_s * per_s) - last)
            last += due[-1]
            t_s += rng.gauss(mean_s, 0.05 * mean_s)
        delay_s = rng.uniform(0.005, 0.035) + (min(rng.expovariate(12.0), 0.35) if rng.random() < 0.03 else 0.0)
        decoder.update((second + 0.85) * second_s + delay_s, _payload(*due))
    assert decoder.sends_milliseconds is (per_s == 1000.0)


def test_a_garmin_hrm_dual_word_of_52_ms_is_no_beat_and_takes_no_time() -> None:
    sent = _every_second(120)
    with_word = [(arrival_s, payload + struct.pack("<H", 0x0035)) for arrival_s, payload in sent]
    assert _decode(with_word)[:2] == _decode(sent)[:2]


def test_known_latency_moves_every_beat_and_nothing_else() -> None:
    sent = _steady(10.0, 60.0)
    at_once, _, _ = _decode(sent)
    late = Decoder(latency_s=2.6)
    late.new_link(0.0)
    delayed, _, _ = _decode(sent, late)
    assert [b.t_s for b in delayed] == pytest.approx([b.t_s - 2.6 for b in at_once])
    assert [b.ticks for b in delayed] == [b.ticks for b in at_once]


@given(st.lists(st.tuples(st.floats(0.0, 3.0), st.binary(max_size=12)), max_size=60))
def test_whatever_arrives_no_beat_goes_back_and_every_packet_has_an_outcome(
    steps: list[tuple[float, bytes]],
) -> None:
    decoder, t_s, last_s = Decoder(), 0.0, float("-inf")
    decoder.new_link(t_s)
    n_ok = 0
    for step_s, payload in steps:
        t_s += step_s
        decoded = decoder.update(t_s, payload)
        n_ok += decoded.outcome is PacketOutcome.OK
        for beat in decoded.beats:
            assert beat.t_s > last_s
            last_s = beat.t_s
        assert all(gap.start_s <= gap.end_s for gap in decoded.gaps)
    assert n_ok + decoder.n_malformed + decoder.n_duplicates == len(steps)


def test_the_same_packets_give_the_same_beats_bit_for_bit() -> None:
    sent = _steady(10.0, 100.0) + _steady(110.0, 150.0)
    assert _decode(sent)[0] == _decode(sent)[0]
