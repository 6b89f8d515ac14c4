"""Where intervals are put on the clock: the worked examples, and what must hold for any file."""

import doctest
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from coreg.recording.imports import placing
from coreg.recording.imports.placing import place_by_arrivals, place_by_beats

RR_MS = st.lists(st.integers(300, 2000).map(float), min_size=1, max_size=80)
TIMES = st.lists(st.floats(-1e9, 1e9), min_size=80, max_size=80)


def test_the_worked_examples() -> None:
    failed, tried = doctest.testmod(placing)
    assert failed == 0
    assert tried > 0


@given(rr_ms=RR_MS, times=TIMES)
def test_whatever_the_times_say_no_two_intervals_overlap(rr_ms: list[float], times: list[float]) -> None:
    for place in (place_by_arrivals, place_by_beats):
        placed = place(rr_ms, times)
        for i in range(1, len(rr_ms)):
            room_s = placed.t_s[i] - placed.t_s[i - 1]
            tolerated_s = placing.BEAT_TOLERANCE_S if place is place_by_beats else 0.0
            assert room_s > rr_ms[i] / 1000 - tolerated_s - 1e-6 * abs(placed.t_s[i]) - 1e-6


@given(rr_ms=RR_MS, late_s=st.lists(st.floats(0, 2), min_size=80, max_size=80))
def test_packets_up_to_two_seconds_late_make_no_hole(rr_ms: list[float], late_s: list[float]) -> None:
    ends_s = list(accumulate(rr / 1000 for rr in rr_ms))
    arrivals = [1e9 + end + late for end, late in zip(ends_s, late_s, strict=False)]
    assert place_by_arrivals(rr_ms, arrivals).starts == ()


@given(rr_ms=st.lists(st.integers(300, 2000).map(float), min_size=2, max_size=80), data=st.data())
def test_a_hole_is_found_where_it_is_and_as_long_as_it_is(rr_ms: list[float], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(rr_ms) - 1))
    hole_s = data.draw(st.floats(4, 3600))
    ends_s = [end + (hole_s if i >= at else 0) for i, end in enumerate(accumulate(rr / 1000 for rr in rr_ms))]
    for place in (place_by_arrivals, place_by_beats):
        placed = place(rr_ms, ends_s)
        assert placed.starts == (at,)
        assert abs(placed.t_s[-1] - ends_s[-1]) < 1e-6
