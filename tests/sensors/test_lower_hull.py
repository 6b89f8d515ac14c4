"""The hull's line is the closest one under all points, whatever was forgotten on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coreg.sensors.lower_hull import LowerHull

_delays = st.lists(st.floats(0.0, 2.0), min_size=3, max_size=60)


def _points(delays_s: list[float]) -> list[tuple[float, float]]:
    return [(0.9 * i, 0.9 * i + delay_s) for i, delay_s in enumerate(delays_s)]


def _hull(points: list[tuple[float, float]], window_s: float = 1e6) -> LowerHull:
    hull = LowerHull(window_s)
    for x, y in points:
        hull.append(x, y)
    return hull


@given(_delays, st.floats(0.97, 1.03))
def test_no_point_lies_below_the_highest_line_and_one_lies_on_it(delays_s: list[float], slope: float) -> None:
    points = _points(delays_s)
    offset = _hull(points).offset(slope)
    assert min(y - slope * x - offset for x, y in points) == pytest.approx(0.0, abs=1e-9)


@given(_delays)
def test_no_other_line_under_the_points_is_closer(delays_s: list[float]) -> None:
    points = _points(delays_s)
    hull = _hull(points)
    slope = hull.slope(-100.0, 100.0)
    closest = hull.mean_above(slope, hull.offset(slope))
    for other in (slope + step for step in (-0.5, -0.01, -0.0001, 0.0001, 0.01, 0.5)):
        assert closest <= hull.mean_above(other, hull.offset(other)) + 1e-9


@given(_delays)
def test_the_slope_stays_within_its_limits(delays_s: list[float]) -> None:
    assert 0.975 <= _hull(_points(delays_s)).slope(0.975, 1.025) <= 1.025


@given(st.lists(st.floats(0.0, 2.0), min_size=60, max_size=200))
def test_what_is_older_than_the_window_has_no_say(delays_s: list[float]) -> None:
    points = _points(delays_s)
    hull = _hull(points, window_s=30.0)
    kept = points[-len(hull) :]
    assert kept[-1][1] - kept[0][1] <= 30.0
    assert hull.span_s >= 10.0
    fresh = _hull(kept)
    assert hull.slope(0.9, 1.1) == pytest.approx(fresh.slope(0.9, 1.1))
    assert hull.offset(1.0) == pytest.approx(fresh.offset(1.0))


def test_an_empty_hull_spans_nothing() -> None:
    assert LowerHull(10.0).span_s == 0.0
