"""How long a strap is given, and how long is waited before the next try."""

import pytest

from coreg.domain.strap import LinkState
from coreg.sensors.ble_tries import Tries


def test_pauses_double_from_a_quarter_second_to_fifteen_with_up_to_half_taken_off() -> None:
    for _ in range(50):
        tries = Tries()
        for longest_s in (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0):
            assert longest_s / 2 <= tries.pause_s() <= longest_s


def test_there_is_no_last_try() -> None:
    tries = Tries()
    for _ in range(5000):
        tries.failed()
        assert tries.pause_s() <= 15.0


def test_a_fault_of_bluetooth_itself_is_looked_at_every_two_seconds() -> None:
    tries = Tries()
    for _ in range(20):
        assert tries.pause_s(has_fault=True) <= 2.0


def test_thirty_seconds_of_streaming_forget_the_pauses_and_less_does_not() -> None:
    tries = Tries()
    for _ in range(6):
        tries.pause_s()
    tries.judge(LinkState.STREAMING, 100.0)
    tries.judge(LinkState.STREAMING, 129.9)
    tries.judge(LinkState.NO_RR, 129.95)
    tries.judge(LinkState.STREAMING, 130.0)
    tries.judge(LinkState.STREAMING, 159.9)
    assert tries.pause_s() > 7.0
    tries.judge(LinkState.STREAMING, 160.0)
    assert tries.pause_s() <= 0.25


@pytest.mark.parametrize(("n_failed", "limit_s", "may_use_cache"), [(0, 15, True), (1, 10, True), (2, 10, False)])
def test_later_tries_get_less_time_and_the_third_no_cached_services(
    n_failed: int, limit_s: float, may_use_cache: bool
) -> None:
    tries = Tries()
    for _ in range(n_failed):
        tries.failed()
    assert (tries.connect_limit_s, tries.may_use_cached_services) == (limit_s, may_use_cache)
    tries.succeeded()
    assert (tries.connect_limit_s, tries.may_use_cached_services) == (15, True)
