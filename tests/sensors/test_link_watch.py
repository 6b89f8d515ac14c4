"""The link's state follows from what arrived and when, within the times of the design."""

from collections.abc import Callable

import pytest

from coreg.domain.strap import LinkCause, LinkState
from coreg.sensors.link_watch import LinkWatch, Transition
from coreg.sensors.simulator_strap import encode

BEAT = encode(60, (1024,), True)
NO_RR = encode(60, (), True)
NO_CONTACT = encode(60, (), False)
MALFORMED = b"\xe0\x00"


def _streaming(t_s: float) -> LinkWatch:
    watch = LinkWatch()
    watch.linked(t_s - 1.0)
    assert watch.on_packet(t_s, BEAT) == [(LinkState.STREAMING, LinkCause.FIRST_BEAT)]
    return watch


def _first_change(
    watch: LinkWatch, from_s: float, to_s: float, feed: Callable[[float], bytes | None]
) -> tuple[float, Transition]:
    """Feed packets once a second and look four times a second, until the state moves."""
    n_checks = round((to_s - from_s) * 4)
    for i in range(1, n_checks + 1):
        t_s = from_s + i / 4
        payload = feed(t_s) if i % 4 == 0 else None
        changes = watch.on_time(t_s) if payload is None else watch.on_packet(t_s, payload)
        if changes:
            return t_s, changes[0]
    pytest.fail("nothing changed")


def test_a_new_link_waits_for_contact() -> None:
    watch = LinkWatch()
    assert watch.linked(5.0) == [(LinkState.WAIT_CONTACT, LinkCause.CONNECTED)]
    assert watch.state is LinkState.WAIT_CONTACT


def test_a_silent_link_is_stale_after_3_s_and_given_up_after_6() -> None:
    watch = _streaming(10.0)
    assert watch.on_time(12.75) == []
    assert watch.on_time(13.0) == [(LinkState.STALE, LinkCause.SILENT)]
    assert not watch.must_reconnect(15.75)
    assert watch.must_reconnect(16.0)


def test_a_link_without_a_first_packet_is_given_up_after_30_s() -> None:
    watch = LinkWatch()
    watch.linked(100.0)
    assert watch.on_time(129.0) == []
    assert watch.state is LinkState.WAIT_CONTACT
    assert not watch.must_reconnect(129.75)
    assert watch.must_reconnect(130.0)


def test_a_stale_link_streams_again_with_the_next_beat() -> None:
    watch = _streaming(10.0)
    watch.on_time(13.5)
    assert watch.on_packet(14.0, BEAT) == [(LinkState.STREAMING, LinkCause.BEATS_AGAIN)]


def test_a_stale_link_waits_when_the_next_packet_holds_no_beat() -> None:
    watch = _streaming(10.0)
    watch.on_time(13.5)
    assert watch.on_packet(14.0, NO_RR) == [(LinkState.WAIT_CONTACT, LinkCause.FIRST_PACKET)]


def test_heart_rate_without_intervals_is_named_after_3_s() -> None:
    watch = _streaming(10.0)
    assert _first_change(watch, 10.0, 20.0, lambda _: NO_RR) == (13.0, (LinkState.NO_RR, LinkCause.NO_RR))
    assert (
        watch.on_packet(21.0, BEAT) == [(LinkState.STALE, LinkCause.SILENT)] or watch.state is LinkState.STREAMING
    )


def test_a_slow_heart_may_take_three_of_its_intervals() -> None:
    watch = LinkWatch()
    watch.linked(0.0)
    watch.on_packet(1.0, encode(40, (1536,), True))
    assert _first_change(watch, 1.0, 9.0, lambda _: NO_RR) == (5.5, (LinkState.NO_RR, LinkCause.NO_RR))


def test_a_strap_that_never_sends_intervals_is_named_within_3_s_of_its_first_packet() -> None:
    watch = LinkWatch()
    watch.linked(0.0)
    assert watch.on_packet(1.0, NO_RR) == []
    assert _first_change(watch, 1.0, 9.0, lambda _: NO_RR) == (4.0, (LinkState.NO_RR, LinkCause.NO_RR))


def test_contact_needs_two_packets_to_be_lost_and_two_to_return() -> None:
    watch = _streaming(10.0)
    assert watch.on_packet(11.0, NO_CONTACT) == []
    assert watch.on_packet(12.0, NO_CONTACT) == [(LinkState.CONTACT_LOST, LinkCause.CONTACT_LOST)]
    assert watch.has_contact is False
    assert watch.on_packet(13.0, BEAT) == []
    assert watch.on_packet(14.0, BEAT) == [(LinkState.STREAMING, LinkCause.BEATS_AGAIN)]


def test_a_single_flicker_of_the_contact_bit_changes_nothing() -> None:
    watch = _streaming(10.0)
    assert watch.on_packet(11.0, NO_CONTACT) == []
    assert watch.on_packet(12.0, BEAT) == []


def test_contact_that_returns_without_beats_is_given_3_s() -> None:
    watch = _streaming(10.0)
    watch.on_packet(11.0, NO_CONTACT)
    watch.on_packet(12.0, NO_CONTACT)
    watch.on_packet(13.0, NO_RR)
    assert watch.on_packet(14.0, NO_RR) == []
    assert _first_change(watch, 14.0, 20.0, lambda _: NO_RR) == (17.0, (LinkState.NO_RR, LinkCause.NO_RR))


def test_dry_electrodes_from_the_start_are_waited_for() -> None:
    watch = LinkWatch()
    watch.linked(0.0)
    assert [watch.on_packet(float(t), NO_CONTACT) for t in range(1, 20)] == [[]] * 19
    assert not watch.must_reconnect(20.0)
    watch.on_packet(20.0, BEAT)
    assert watch.on_packet(21.0, BEAT) == [(LinkState.STREAMING, LinkCause.FIRST_BEAT)]


def test_malformed_packets_show_that_the_link_lives_but_bring_no_beats() -> None:
    watch = _streaming(10.0)
    assert _first_change(watch, 10.0, 20.0, lambda _: MALFORMED) == (13.0, (LinkState.NO_RR, LinkCause.NO_RR))
    assert not watch.must_reconnect(13.0)


def test_a_new_link_forgets_the_old_one() -> None:
    watch = _streaming(10.0)
    watch.on_time(17.0)
    watch.linked(20.0)
    assert not watch.must_reconnect(25.0)
    assert watch.on_packet(25.0, BEAT) == [(LinkState.STREAMING, LinkCause.FIRST_BEAT)]
