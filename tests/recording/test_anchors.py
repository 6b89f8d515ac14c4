"""Clock anchors: a clock that was set is noticed, and a computer that slept; a clock that drifts isn't blamed."""

from collections.abc import Callable
from contextlib import closing

import pytest

from coreg.recording.anchors import AnchorWatch, boot_id
from coreg.recording.connection import connect_to_write
from coreg.recording.journal import Journal
from coreg.recording.reader import read_session
from tests.recording.samples import ORIGIN_NS

S = 1_000_000_000
NOON = 1_772_366_400 * S


def test_a_clock_set_by_an_hour_is_a_step() -> None:
    watch = AnchorWatch()
    assert watch.compare(NOON, 100 * S, None).utc_step_s is None
    assert watch.compare(NOON - 3540 * S, 160 * S, None).utc_step_s == -3600.0


def test_drift_below_half_a_second_is_none() -> None:
    watch = AnchorWatch()
    watch.compare(NOON, 100 * S, None)
    assert watch.compare(NOON + 60_400_000_000, 160 * S, None).utc_step_s is None


def test_steps_are_counted_from_the_anchor_before() -> None:
    watch = AnchorWatch()
    watch.compare(NOON, 0, None)
    assert watch.compare(NOON + 65 * S, 60 * S, None).utc_step_s == 5.0
    assert watch.compare(NOON + 125 * S, 120 * S, None).utc_step_s is None


def test_the_computers_start_has_one_name() -> None:
    assert boot_id() == boot_id() != ""


def test_an_anchor_taken_now_has_seen_no_step() -> None:
    watch = AnchorWatch()
    watch.take()
    assert watch.take().utc_step_s is None


def test_a_computer_that_slept_is_said_to_have_slept_and_its_clock_isnt_said_to_have_been_set() -> None:
    watch = AnchorWatch()
    first = watch.compare(NOON, 100 * S, 500 * S)
    assert (first.slept_s, first.utc_step_s) == (None, None)
    after_sleep = watch.compare(NOON + 660 * S, 160 * S, 1160 * S)
    assert (after_sleep.slept_s, after_sleep.utc_step_s) == (600.0, None)
    later = watch.compare(NOON + 720 * S, 220 * S, 1220 * S)
    assert (later.slept_s, later.utc_step_s) == (None, None)


def test_a_clock_that_was_set_while_the_computer_slept_is_both() -> None:
    watch = AnchorWatch()
    watch.compare(NOON, 100 * S, 500 * S)
    anchor = watch.compare(NOON + 4260 * S, 160 * S, 1160 * S)
    assert (anchor.slept_s, anchor.utc_step_s) == (600.0, 3600.0)


def test_no_sleep_is_seen_before_the_first_anchor_or_right_after_one() -> None:
    watch = AnchorWatch()
    assert not watch.has_slept
    watch.take()
    assert not watch.has_slept


def test_a_sleep_since_the_last_anchor_is_seen_at_once() -> None:
    watch = AnchorWatch()
    if watch.take().with_sleep_ns is None:
        pytest.skip("this system has no clock that counts sleep")
    watch.compare(NOON, 100 * S, 40 * S)  # as if the clocks had been further apart than they are
    assert watch.has_slept


def test_sleep_and_a_set_clock_are_in_the_file(make_journal: Callable[..., Journal]) -> None:
    journal = make_journal()
    journal.write_anchor(ORIGIN_NS)
    journal.write_anchor(ORIGIN_NS + 60 * S)
    journal.close(ORIGIN_NS + 70 * S)
    with closing(connect_to_write(journal.path, None)) as connection:
        connection.execute("UPDATE clock_anchor SET slept_s = 600.5, utc_step_s = -2.0 WHERE entry = 2")
    first, second = read_session(journal.path).anchors
    assert (first.t_ns, first.slept_s, first.utc_step_s) == (0, None, None)
    assert (second.t_ns, second.slept_s, second.utc_step_s) == (60 * S, 600.5, -2.0)
