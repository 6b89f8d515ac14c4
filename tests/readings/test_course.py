"""The course: lines are broken where they must be, and too few sessions say so."""

from dataclasses import replace

import numpy as np
import pytest

from coreg.domain.course import Break, ContextTick, CourseSession, TooFew
from coreg.domain.marks import Rating, Scale
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import Settling
from coreg.domain.together import TogetherState
from coreg.readings.course import read_course, unbroken

ONE = CourseSession(
    session_id="0" * 32,
    started_utc="2026-03-01T09:30:00.000Z",
    utc_offset_s=3600,
    length_s=3000.0,
    has_strap=True,
    strap_model="Polar H10",
    context=frozenset(),
    baseline_bpm=Reading(value=72.0),
    baseline_ln_rmssd=Reading(value=3.4),
    n_sets=12,
    n_processing=12,
    rise_bpm=Reading.of_unknown(Unknown.NO_CLEAR_RISE),
    half_settle=Settling(unknown=Unknown.NO_CLEAR_RISE),
    together=TogetherState.CHANCE,
    together_unknown=None,
    ratings=(),
    complete_targets={},
    is_amended=False,
    definitions="1",
)


def sessions(*bpm: float, n_before: int = 0) -> list[CourseSession]:
    return [
        replace(ONE, baseline_bpm=Reading(value=value), n_processing=0 if i < n_before else 12)
        for i, value in enumerate(bpm)
    ]


def test_nobody_and_one_session_say_nothing_and_why() -> None:
    for some in ([], [ONE]):
        line = read_course(some).baseline_bpm
        assert (line.usual, line.outside, line.per_ten_too_few) == (None, (), TooFew.SESSIONS)
    assert read_course([ONE]).baseline_bpm.overlap.too_few is TooFew.BEFORE_PROCESSING


def test_another_strap_and_another_medication_break_the_line() -> None:
    some = sessions(*range(60, 80))
    some[8] = replace(some[8], strap_model="Movesense HR2")
    some[9:] = [replace(one, strap_model="Movesense HR2") for one in some[9:]]
    some[14] = replace(some[14], context=frozenset({ContextTick.MEDICATION_CHANGED}))
    course = read_course(some)
    assert course.breaks == {8: (Break.OTHER_STRAP,), 14: (Break.MEDICATION_CHANGED,)}
    assert unbroken(course.breaks, 20) == [range(8), range(8, 14), range(14, 20)]
    assert course.baseline_bpm.usual is not None
    assert course.baseline_bpm.usual.n == 6


def test_a_session_without_a_strap_breaks_nothing() -> None:
    some = sessions(70.0, 71.0, 72.0)
    some[1] = replace(some[1], has_strap=False, strap_model=None, baseline_bpm=Reading.of_unknown(Unknown.NO_STRAP))
    assert read_course(some).breaks == {}


def test_a_session_far_from_those_before_is_outside_the_usual_range() -> None:
    quiet = [70.0, 72.0, 69.0, 71.0, 73.0, 70.0, 71.0]
    course = read_course(sessions(*quiet, 95.0, 71.0))
    assert course.baseline_bpm.outside == (7,)


def test_a_steady_rise_is_read_and_noise_is_not_clear() -> None:
    rising = read_course(sessions(*(60.0 + 0.5 * np.arange(12)))).baseline_bpm
    assert rising.per_ten.value == pytest.approx(5.0)
    assert rising.per_ten_too_few is None
    noise = read_course(sessions(*np.random.default_rng(1).normal(70.0, 3.0, 12))).baseline_bpm
    assert noise.per_ten_too_few is TooFew.NOT_CLEAR


def test_sessions_with_processing_are_held_against_those_before() -> None:
    overlap = read_course(sessions(80.0, 82.0, 81.0, 70.0, 71.0, 72.0, n_before=3)).baseline_bpm.overlap
    assert (overlap.n_before, overlap.n_since, overlap.nap, overlap.tau) == (3, 3, 0.0, -1.0)
    assert overlap.p == pytest.approx(2 / 20)
    few = read_course(sessions(80.0, 82.0, 70.0, 71.0, 72.0, n_before=2)).baseline_bpm.overlap
    assert (few.nap, few.too_few) == (None, TooFew.BEFORE_PROCESSING)


def test_steps_of_a_target_are_put_together_over_sessions() -> None:
    first = replace(ONE, ratings=(Rating(60.0, Scale.SUD, 8, 1), Rating(900.0, Scale.SUD, 5, 1)))
    second = replace(ONE, ratings=(Rating(50.0, Scale.SUD, 0, 1),), complete_targets={1: True})
    (target,) = read_course([first, second]).targets
    assert [(step.session, step.rating.value) for step in target.steps] == [(0, 8), (0, 5), (1, 0)]
    assert target.complete is True
    assert read_course([first]).targets[0].complete is None


def test_straps_of_models_that_nobody_knows_break_nothing_among_themselves() -> None:
    some = [replace(one, strap_model=None) for one in sessions(*[70.0] * 4)]
    assert read_course(some).breaks == {}
    some[0] = replace(some[0], strap_model="Polar H10")
    assert read_course(some).breaks == {1: (Break.OTHER_STRAP,)}
