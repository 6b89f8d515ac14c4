"""Lanes: what becomes of points and pixels, and what painting them costs."""

import itertools
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from coreg.domain.person import Role
from coreg.domain.snapshot import Lane
from coreg.ui.plots.curve import Field, band_columns, band_picture, last_minute, segments
from coreg.ui.plots.label_rows import LabelRows
from coreg.ui.plots.lane_view import LaneView
from coreg.ui.plots.scales import HEART_RATE_STEPS, RMSSD_STEPS, SPANS_MIN, shared_step, time_ticks
from coreg.ui.plots.strip import Strip
from coreg.ui.theme import DARK, LIGHT, Look
from tests.ui import people

WIDE, MIDDLE, WIDEST = HEART_RATE_STEPS


def field(start_s: float = 0.0, end_s: float = 300.0, width_px: float = 500.0) -> Field:
    return Field(40, 6, width_px, 120, start_s, end_s, WIDE)


def lane(t_s: list[float], value: list[float]) -> Lane:
    return Lane(people.view(t_s), people.view(value))


def test_nan_and_holes_break_the_line() -> None:
    drawn = segments(lane([1, 2, 3, 4, 5, 20, 21], [70, 71, np.nan, 72, 73, 74, 75]), field())
    starts = [round((x - 40) * 300 / 500) for x in drawn[:, 0]]
    assert starts == [1, 4, 20]


def test_no_excursion_is_lost_above_two_and_a_half_points_a_pixel() -> None:
    t_s = np.linspace(0, 300, 5000)
    value = np.full(5000, 70.0)
    value[2500] = 105.0
    drawn = segments(lane(t_s.tolist(), value.tolist()), field())
    assert len(drawn) <= 2 * 502
    top = float(field().y(np.array([105.0]))[0])
    assert drawn[:, [1, 3]].min() == pytest.approx(top)


def test_the_band_has_one_column_a_pixel_and_stops_where_beats_stop() -> None:
    t_s = [float(t) for t in range(100)] + [float(t) for t in range(200, 300)]
    low, high = [18.0] * 200, [24.0] * 200
    view = Lane(people.view(t_s), people.view([20.0] * 200), people.view(low), people.view(high))
    columns = band_columns(view, Field(40, 6, 600, 120, 0, 300, RMSSD_STEPS[0]))
    x = columns[:, 0]
    assert len(np.unique(x)) == len(x)
    hole = x[(x > 40 + 2 * 101) & (x < 40 + 2 * 200)]
    assert hole.size == 0
    assert (columns[:, 1] < columns[:, 2]).all()


def test_empty_lanes_draw_nothing() -> None:
    assert len(segments(Lane(), field())) == 0
    assert len(band_columns(Lane(), field())) == 0
    assert last_minute(Lane(), 10.0) is None


def test_both_people_share_one_step_that_widens_at_once_and_returns_after_five_minutes() -> None:
    calm = lane([10, 700], [70, 72])
    high = lane([10, 11], [70, 125])
    assert shared_step(HEART_RATE_STEPS, [calm, calm], 20, 120) is WIDE
    assert shared_step(HEART_RATE_STEPS, [calm, high], 20, 120) is MIDDLE
    assert shared_step(HEART_RATE_STEPS, [calm, high], 310, 120) is MIDDLE
    assert shared_step(HEART_RATE_STEPS, [calm, high], 312, 120) is WIDE
    assert shared_step(HEART_RATE_STEPS, [lane([1], [240])], 20, 120) is WIDEST


def test_an_unknown_value_widens_nothing() -> None:
    assert shared_step(HEART_RATE_STEPS, [lane([1, 2], [np.nan, np.nan]), Lane()], 20, 120) is WIDE


def test_every_span_has_its_times_from_far_to_now() -> None:
    for span_min in SPANS_MIN:
        ticks = time_ticks(span_min)
        assert ticks[0][0] == span_min * 60
        assert ticks[-1] == (0, "now")


def strip(shown: Callable[..., QWidget], role: Role = Role.CLIENT) -> Strip:
    made = shown(Strip(role), 584, 170)
    assert isinstance(made, Strip)
    return made


def view_of(t_s: float, span_min: int = 5, gaps_s: tuple[tuple[float, float], ...] = ()) -> LaneView:
    heart_rate, _ = people.lanes(t_s, 80, 20, 1)
    return LaneView(heart_rate, WIDE, t_s, span_min, gaps_s)


def colours_of(image: QImage) -> set[str]:
    pixels = np.frombuffer(image.convertToFormat(QImage.Format.Format_RGB32).constBits(), dtype=np.uint32)
    return {QColor(int(pixel)).name().upper() for pixel in np.unique(pixels)}


def test_a_set_has_a_foot_today_a_level_and_marks_a_line_in_colours_that_are_told_apart(
    shown: Callable[..., QWidget],
) -> None:
    plain = view_of(300.0)
    assert not {LIGHT.set_shade, LIGHT.control_edge} & _painted(shown, plain)
    seen = _painted(
        shown, replace(plain, shaded=((200.0, 230.0, "3"),), level=60.0, marks=((100.0, "SUD 7"), (150.0, "*")))
    )
    assert {LIGHT.set_shade, LIGHT.control_edge, LIGHT.muted_text, LIGHT.text} <= seen


def test_time_off_the_record_is_a_hole_with_words(shown: Callable[..., QWidget]) -> None:
    nothing = LaneView(Lane(), WIDE, 300.0, 5)
    empty = strip(shown)
    empty.show_view(nothing)
    before = empty.grab().toImage()
    empty.show_view(replace(nothing, off_record_s=((100.0, 200.0),), span_min=2))
    assert empty.grab().toImage() != before
    assert LIGHT.hatch in colours_of(empty.grab().toImage())


@pytest.mark.parametrize("span_min", [15, 60])
def test_a_settled_past_that_was_moved_along_looks_as_if_painted_anew(
    shown: Callable[..., QWidget], span_min: int
) -> None:
    _, rmssd = people.lanes(4000.0, 80, 20, 1, (2000.0, 2100.0))
    moving = strip(shown)
    for now_s in np.arange(3000.0, 4000.0, 8.7):
        moving.show_view(_until(rmssd, float(now_s), span_min))
        moving.grab()
    last = _until(rmssd, 4000.0, span_min)
    moving.show_view(last)
    anew = strip(shown)
    anew.show_view(last)
    apart = np.abs(_channels(moving.grab().toImage()) - _channels(anew.grab().toImage()))
    assert apart.max() <= 2, "to rounding"


def test_a_past_is_painted_anew_for_another_look(shown: Callable[..., QWidget]) -> None:
    lane_strip = strip(shown)
    _, rmssd = people.lanes(3000.0, 80, 20, 1)
    lane_strip.show_view(_until(rmssd, 3000.0, 60))
    assert LIGHT.client in colours_of(lane_strip.grab().toImage())
    lane_strip.set_look(Look(DARK))
    seen = colours_of(lane_strip.grab().toImage())
    assert DARK.client in seen
    assert LIGHT.client not in seen


def _until(lane: Lane, now_s: float, span_min: int) -> LaneView:
    n = int(np.searchsorted(np.asarray(lane.t_s), now_s))
    so_far = Lane(lane.t_s[:n], lane.value[:n], lane.low[:n], lane.high[:n])
    return LaneView(so_far, RMSSD_STEPS[0], now_s, span_min)


def _channels(image: QImage) -> np.ndarray:
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), dtype=np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].astype(int)


def test_words_in_a_lane_never_overlap() -> None:
    rows = LabelRows(3)
    placed = [rows.place([left, left - 50.0], 40.0) for left in range(100, 400, 11)]
    assert None in placed, "what has no room is left out"
    for row in range(3):
        lefts = sorted(place[1] for place in placed if place is not None and place[0] == row)
        assert all(after - before >= 40.0 for before, after in itertools.pairwise(lefts))


def _painted(shown: Callable[..., QWidget], view: LaneView) -> set[str]:
    lane_strip = strip(shown)
    lane_strip.show_view(view)
    return colours_of(lane_strip.grab().toImage())


def test_a_persons_line_is_painted_in_the_persons_colour(shown: Callable[..., QWidget]) -> None:
    lane_strip = strip(shown, Role.THERAPIST)
    lane_strip.show_view(view_of(120.0))
    seen = colours_of(lane_strip.grab().toImage())
    assert LIGHT.therapist in seen
    assert LIGHT.client not in seen


def test_a_gap_is_hatched_and_empty_of_line(shown: Callable[..., QWidget]) -> None:
    lane_strip = strip(shown)
    lane_strip.show_view(LaneView(Lane(), WIDE, 300.0, 5, ((100.0, 200.0),)))
    seen = colours_of(lane_strip.grab().toImage())
    assert LIGHT.hatch in seen
    assert LIGHT.client not in seen


def test_calling_qt_leaves_none_alone(shown: Callable[..., QWidget]) -> None:
    """PySide6 6.12.0 on Python 3.11 takes a reference from None with every void call, until the process dies."""
    lane_strip = strip(shown)
    before = sys.getrefcount(None)
    for _ in range(200):
        lane_strip.update()
    assert abs(sys.getrefcount(None) - before) <= 5


@pytest.mark.parametrize("span_min", SPANS_MIN)
def test_a_lane_is_painted_well_within_a_frame(
    shown: Callable[..., QWidget], record_testsuite_property: Callable[[str, object], None], span_min: int
) -> None:
    lane_strip = strip(shown)
    view = view_of(3600.0, span_min)
    lane_strip.show_view(view)
    spent_ms = []
    for _ in range(10):
        started = time.thread_time()
        lane_strip.repaint()
        spent_ms.append(1e3 * (time.thread_time() - started))
    record_testsuite_property(f"lane of {span_min} min, median CPU ms", round(float(np.median(spent_ms)), 2))
    assert np.median(spent_ms) < 25.0


def test_the_bands_picture_has_every_column_from_its_top_to_its_bottom() -> None:
    columns = np.array([[40.0, 10.0, 12.0], [41.0, 9.0, 9.0], [43.0, 11.0, 14.0]])
    picture, left, top = band_picture(columns, 0xFF336699)
    assert (left, top) == (40, 9)
    assert picture.shape == (6, 4)
    assert [[y + top for y in np.flatnonzero(column)] for column in picture.T] == [
        [10, 11, 12],
        [9],
        [],
        [11, 12, 13, 14],
    ]
    assert set(picture.flat) == {0, 0xFF336699}
