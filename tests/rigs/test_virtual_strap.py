"""What a virtual strap sends, read back by the program's own parser and held against its ground truth."""

from typing import Any

import pytest

from coreg.domain.errors import MalformedPacketError
from coreg.sensors.decoder import Decoder
from coreg.sensors.heart_rate_profile import Measurement, Remark, decode
from hardware.virtual_strap.scenario import scenario_of
from hardware.virtual_strap.strap import Notification, VirtualStrap

START_S = 100.0


def play(until_s: float, step_s: float = 0.1, **strap: Any) -> list[Notification]:
    """Play one strap to somebody who subscribes at once."""
    virtual = VirtualStrap(scenario_of({"straps": [strap]}).straps[0])
    virtual.subscribe(START_S)
    steps = round(until_s / step_s)
    return [each for step in range(1, steps + 1) for each in virtual.advance(START_S + step * step_s)]


def measured(notifications: list[Notification]) -> list[Measurement]:
    return [decode(each.payload) for each in notifications]


def test_every_rr_that_the_truth_names_is_in_the_packet_and_nothing_else() -> None:
    sent = play(30.0)
    assert [each.rr_ticks for each in measured(sent)] == [each.rr_ticks for each in sent]
    assert len(sent) == 30


def test_beats_end_when_the_truth_says() -> None:
    sent = play(10.0, rr_ticks=[512, 1024])
    assert [t_s - START_S for each in sent for t_s in each.beat_t_s] == pytest.approx(
        [0.5, 1.5, 2.0, 3.0, 3.5, 4.5, 5.0, 6.0, 6.5, 7.5, 8.0, 9.0, 9.5]
    )


def test_a_long_period_sends_several_rr_in_a_packet() -> None:
    sent = play(12.0, rr_ticks=[700], period_s=4.0)
    assert [len(each.rr_ticks) for each in measured(sent)] == [5, 6, 6]


def test_energy_and_a_two_byte_heart_rate_are_sent() -> None:
    (first, *_) = measured(play(2.0, rr_ticks=[200], energy_kj=1234, has_wide_heart_rate=True))
    assert (first.heart_rate_bpm, first.energy_kj, first.rr_ticks) == (307, 1234, (200,) * 5)
    (first, *_) = measured(play(2.0, rr_ticks=[200]))
    assert (first.heart_rate_bpm, first.energy_kj) == (255, None)


def test_truncated_packets_lose_their_last_byte_and_with_it_their_last_rr() -> None:
    sent = play(6.0, rr_ticks=[400], events=[{"at_s": 2.5, "do": "truncated", "value": 2}])
    remarks = [each.remarks for each in measured(sent)]
    assert [Remark.ODD_RR_TAIL in each for each in remarks] == [False, False, True, True, False, False]
    assert [each.rr_ticks for each in measured(sent)] == [each.rr_ticks for each in sent]


def test_malformed_packets_are_refused_by_the_parser() -> None:
    sent = play(4.0, events=[{"at_s": 1.5, "do": "malformed", "value": 1}])
    with pytest.raises(MalformedPacketError):
        decode(sent[1].payload)
    assert sent[1].rr_ticks == ()


def test_contact_follows_its_script() -> None:
    script = [{"at_s": 0.0, "do": "contact_lost", "for_s": 2.5}, {"at_s": 4.5, "do": "contact_lost", "for_s": 1.0}]
    sent = measured(play(7.0, events=script))
    assert [each.has_contact for each in sent] == [False, False, True, True, False, True, True]
    assert [bool(each.rr_ticks) for each in sent] == [False, False, True, True, False, True, True]


def test_a_strap_without_a_contact_sensor_says_nothing_of_contact() -> None:
    assert measured(play(2.0, supports_contact=False))[0].has_contact is None


def test_the_battery_follows_its_curve_or_its_events() -> None:
    profile = scenario_of({"straps": [{"battery_curve": [[0, 90], [10, 80], [20, 10]]}]}).straps[0]
    strap = VirtualStrap(profile)
    strap.subscribe(START_S)
    levels = []
    for own_s in (0, 5, 10, 15, 20, 100):
        strap.advance(START_S + own_s)
        levels.append(strap.battery_pct)
    assert levels == [90, 85, 80, 45, 10, 10]


def test_a_fast_clock_ends_its_beats_early_by_as_much() -> None:
    plain, fast = (play(100.0, rr_ticks=[1024], clock_ppm=ppm) for ppm in (0.0, 20_000.0))
    assert plain[49].beat_t_s[-1] - START_S == pytest.approx(50.0)
    assert fast[49].beat_t_s[-1] - START_S == pytest.approx(50.0 / 1.02)
    assert fast[49].rr_ticks == plain[49].rr_ticks == (1024,)


def test_latency_keeps_an_rr_back() -> None:
    sent = play(6.0, rr_ticks=[1024], latency_s=2.5)
    assert [len(each.rr_ticks) for each in sent] == [0, 0, 0, 1, 1, 1]
    assert sent[3].beat_t_s[0] == pytest.approx(START_S + 1.0)


def test_doubled_packets_go_out_twice() -> None:
    sent = play(5.0, events=[{"at_s": 1.5, "do": "double", "for_s": 2.0}])
    assert [each.n_copies for each in sent] == [1, 2, 2, 1, 1]


def test_milliseconds_are_sent_as_such_and_the_decoder_finds_out() -> None:
    sent = play(90.0, rr_ticks=[1024, 960], sends_ms=True)
    assert measured(sent)[2].rr_ticks[0] in (1000, 938)
    assert sent[2].rr_ticks[0] in (1024, 960)
    decoder = Decoder()
    decoder.new_link(START_S)
    for number, each in enumerate(sent, start=1):
        decoder.update(START_S + number, each.payload)
    assert decoder.sends_milliseconds is True


def test_junk_comes_before_the_first_beat_of_every_link() -> None:
    strap = VirtualStrap(scenario_of({"straps": [{"rr_ticks": [1000], "first_junk": [300, 5000]}]}).straps[0])
    words = []
    for link in (0.0, 10.0):
        strap.subscribe(START_S + link)
        words += [each.rr_ticks for each in measured(strap.advance(START_S + link + 2.0))]
        strap.unsubscribe()
    assert words == [(300, 5000, 1000), (1000,), (300, 5000, 1000), (1000,)]


def test_a_strap_that_sends_no_rr_sends_a_heart_rate() -> None:
    sent = measured(play(3.0, rr_ticks=[1024], sends_rr=False))
    assert [(each.heart_rate_bpm, each.rr_ticks) for each in sent] == [(60, ())] * 3


def test_what_a_scenario_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown colour"):
        scenario_of({"straps": [{"colour": "red"}]})
    with pytest.raises(ValueError, match="explode"):
        scenario_of({"straps": [{"events": [{"at_s": 1, "do": "explode"}]}]})
