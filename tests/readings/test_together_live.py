"""Moving together live: the same however the beats come, and nothing said that the beats don't carry."""

import math
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.together import TogetherState
from coreg.readings.marks import read_marks
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.together_live import Holding, LiveTogether
from coreg.readings.together_marks import read_markings
from tests.readings.pair import Pair, sets_from


def replayed(beats, markings, length_s):
    live = LiveTogether()
    live.finish({role: finished_series(beats[role]) for role in Role}, markings, length_s)
    return live.updates


def marked_by(markings, now_s):
    """The markings as far as somebody can have made them by `now_s`."""

    def so_far(stretches):
        return tuple((a, b if b <= now_s else math.inf) for a, b in stretches if a <= now_s)

    return replace(
        markings,
        sets=so_far(markings.sets),
        left_out=so_far(markings.left_out),
        pacer=so_far(markings.pacer),
        blocks=so_far(markings.blocks),
    )


def streamed(pair, markings, seed):
    """Give the beats in packets of 1 to 9, as both people's come in, with the marks of just then."""
    rng = np.random.default_rng(seed)
    beats = pair.beats()
    series = {role: BeatSeries() for role in Role}
    live = LiveTogether()
    at_s = 0.0
    while any(beats.values()):
        at_s += float(rng.uniform(0.5, 9.0))
        for role in Role:
            due = [beat for beat in beats[role] if beat.t_s <= at_s]
            beats[role] = beats[role][len(due) :]
            series[role].update(due)
        live.advance(series, marked_by(markings, at_s))
    for one in series.values():
        one.finish()
    n_live = len(live.updates)
    live.finish(series, markings, pair.length_s)
    return live.updates, n_live


def markings_of(pair):
    return replace(
        pair.markings,
        left_out=((700.0, 730.5),),
        pacer=((1500.0, 1530.0),),
        blocks=((250.0, 1480.0),),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_live_equals_recomputed_bit_for_bit(seed):
    pair = Pair(1800.0, seed, coupled=0.5, wrong_pct=2.0, sets=(*sets_from(300.0, 5), *sets_from(1100.0, 4)))
    markings = markings_of(pair)
    live, n_live = streamed(pair, markings, seed)
    assert n_live > 170
    assert live == replayed(pair.beats(), markings, pair.length_s)
    assert {None, Unknown.TOO_SHORT, Unknown.PACER_ON, Unknown.SETS_UNMARKED} <= {one.unknown for one in live}


def test_as_marked_then_the_answers_are_those_of_then_whatever_was_corrected_since():
    pair = Pair(1200.0, 4, coupled=0.5, sets=sets_from(300.0, 6))
    amended = replace(pair.markings, sets=pair.sets[1:], left_out=((420.0, 470.0),), revision=9)
    beats, series, live, then, at_s = pair.beats(), {role: BeatSeries() for role in Role}, LiveTogether(), [], 0.0
    rng = np.random.default_rng(8)
    while any(beats.values()):
        at_s += float(rng.uniform(0.5, 25.0))
        for role in Role:
            due = [beat for beat in beats[role] if beat.t_s <= at_s]
            beats[role] = beats[role][len(due) :]
            series[role].update(due)
        marked = pair.markings if at_s < 700.0 else amended
        then += [marked] * live.advance(series, marked)
    again = LiveTogether()
    again.again({role: finished_series(pair.beats()[role]) for role in Role}, then)
    assert len(then) > 100
    assert again.updates == live.updates
    assert replayed(pair.beats(), amended, pair.length_s)[: len(then)] != live.updates


def test_together_holds_from_the_sixth_in_a_row_until_it_falls_below_two_or_is_unknown():
    holding = Holding()
    scores = [3.0, 3.1, 2.9, *[3.0] * 6, 2.0, 1.99, *[4.0] * 6, None, 4.0]
    states = "".join(holding.update(a).value[0] for a in scores)
    assert states == "ccccccccttcccccctuc"


def test_a_clock_that_starts_later_changes_nothing():
    pair = Pair(1500.0, 3, coupled=0.6, sets=sets_from(400.0, 8))
    later_s = 600.0
    beats = {role: [replace(b, t_s=b.t_s + later_s) for b in one] for role, one in pair.beats().items()}
    sets = tuple((a + later_s, b + later_s) for a, b in pair.sets)
    first = replayed(pair.beats(), pair.markings, pair.length_s)
    later = replayed(beats, replace(pair.markings, sets=sets), pair.length_s + later_s)
    shifted = [one for one in later if one.t_s >= later_s + 40.0]
    assert len(first) == len(shifted)
    known = [(a, b) for a, b in zip(first, shifted, strict=True) if a.a is not None]
    assert len(known) > 80
    assert [a.a for a, _ in known] == pytest.approx([b.a for _, b in known], abs=1e-9)
    assert [a.state for a, _ in known] == [b.state for _, b in known]


def test_strongly_coupled_hearts_are_said_to_move_together_and_strangers_are_not():
    coupled = replayed(*(lambda pair: (pair.beats(), pair.markings, pair.length_s))(Pair(1500.0, 5, coupled=0.8)))
    assert any(one.state is TogetherState.TOGETHER for one in coupled)
    alone = replayed(*(lambda pair: (pair.beats(), pair.markings, pair.length_s))(Pair(1500.0, 5)))
    assert not any(one.state is TogetherState.TOGETHER for one in alone)
    assert any(one.state is TogetherState.CHANCE for one in alone)


def test_opposite_is_never_shown_live():
    pair = Pair(1500.0, 5, coupled=0.9, is_opposite=True)
    updates = replayed(pair.beats(), pair.markings, pair.length_s)
    assert min(one.a for one in updates if one.a is not None) < -3.0
    assert {one.state for one in updates} == {TogetherState.UNKNOWN, TogetherState.CHANCE}


def reasons(pair, markings=None):
    updates = replayed(pair.beats(), markings or pair.markings, pair.length_s)
    assert all((one.state is TogetherState.UNKNOWN) == (one.unknown is not None) for one in updates)
    return Counter(one.unknown for one in updates if one.t_s > 400.0), updates


def test_one_strap_says_nothing():
    pair = Pair(900.0)
    updates = replayed({**pair.beats(), Role.THERAPIST: []}, pair.markings, pair.length_s)
    assert {one.unknown for one in updates} == {Unknown.NO_STRAP}
    assert len(updates) == 87


def test_a_strap_that_falls_silent_for_good_leaves_too_few_beats_and_then_no_signal():
    pair = Pair(1800.0)
    beats = pair.beats()
    beats[Role.CLIENT] = [beat for beat in beats[Role.CLIENT] if beat.t_s < 700.0]
    updates = replayed(beats, pair.markings, pair.length_s)
    assert updates[-1].unknown is Unknown.NO_SIGNAL
    assert Unknown.TOO_FEW_BEATS in {one.unknown for one in updates}


def test_six_wrong_beats_in_a_hundred_say_nothing():
    found, _ = reasons(Pair(1500.0, 2, coupled=0.9, wrong_pct=6.5))
    assert found[Unknown.WRONG_BEATS] > 0.8 * sum(found.values())


def test_three_wrong_beats_in_a_hundred_leave_an_answer():
    found, _ = reasons(Pair(1500.0, 2, coupled=0.9, wrong_pct=3.0))
    assert set(found) <= {None, Unknown.TOO_FEW_BEATS}
    assert found[None] > 0.8 * sum(found.values())


@pytest.mark.parametrize("breath_hz", [(0.1, 0.1), (0.1, 0.25), (0.25, 0.14)])
def test_slow_breathing_of_either_says_nothing(breath_hz):
    found, _ = reasons(Pair(1200.0, 2, breath_hz=breath_hz, breath_bpm=6.0, slow_bpm=1.0))
    assert set(found) == {Unknown.BREATHING_TOO_SLOW}


def test_ordinary_breathing_does():
    found, _ = reasons(Pair(1200.0, 2, breath_hz=(0.25, 0.25), breath_bpm=6.0, slow_bpm=1.0))
    assert set(found) == {None}


def test_clocks_that_are_unsure_by_half_a_second_together_say_nothing():
    assert set(reasons(Pair(900.0, uncertainty_s=0.25))[0]) == {Unknown.CLOCKS_UNSURE}
    assert set(reasons(Pair(900.0, uncertainty_s=0.2))[0]) == {None}


def test_four_minutes_are_too_short():
    pair = Pair(300.0)
    updates = replayed(pair.beats(), pair.markings, pair.length_s)
    assert {one.unknown for one in updates} == {Unknown.TOO_SHORT}


def marked(*moments):
    return read_markings(
        read_marks([Moment(i + 1, t, "", kind, payload=p) for i, (t, kind, p) in enumerate(moments)])
    )


def test_a_block_without_marked_sets_says_nothing():
    markings = marked((450.0, MomentKind.PHASE, {"phase": 4}), (1300.0, MomentKind.PHASE, {"phase": 7}))
    _, updates = reasons(Pair(2400.0, 3, coupled=0.9), markings)
    by_s = {one.t_s: one.unknown for one in updates}
    assert by_s[740.0] is None
    assert {by_s[t_s] for t_s in (760.0, 1000.0, 1290.0, 1330.0)} == {Unknown.SETS_UNMARKED}
    assert by_s[1800.0] is None, "what wasn't marked has left the window"


def test_the_pacer_says_nothing_while_it_runs():
    screen = MomentKind.CLIENT_SCREEN
    markings = marked((600.0, screen, {"screen": "pacer"}), (650.0, screen, {"screen": "rest"}))
    _, updates = reasons(Pair(900.0), markings)
    assert [one.t_s for one in updates if one.unknown is Unknown.PACER_ON] == [600.0, 610.0, 620.0, 630.0, 640.0]


def test_the_first_three_sets_only_teach():
    pair = Pair(1500.0, 3, sets=sets_from(100.0, 14))
    found, _ = reasons(pair)
    assert found[Unknown.FIRST_SETS] > 10
    assert found[None] > 50


def test_stretches_marked_as_movement_are_left_out():
    markings = marked((420.0, MomentKind.DISTURBED_STARTED, {}), (800.0, MomentKind.DISTURBED_ENDED, {}))
    found, _ = reasons(Pair(1000.0), markings)
    assert found[Unknown.DISTURBED] > 10


def test_an_old_answer_is_not_shown_as_of_now():
    pair = Pair(600.0)
    live = LiveTogether()
    assert live.newest(5.0).unknown is Unknown.TOO_SHORT
    live.finish({role: finished_series(pair.beats()[role]) for role in Role}, pair.markings, pair.length_s)
    assert live.newest(600.0) is live.updates[-1]
    assert live.newest(700.0).unknown is Unknown.NO_SIGNAL


def test_an_answer_says_which_marks_it_is_of():
    markings = marked((100.0, MomentKind.SET_STARTED, {"set": 1}), (130.0, MomentKind.SET_ENDED, {"set": 1}))
    _, updates = reasons(Pair(600.0), markings)
    assert {one.marks_revision for one in updates} == {2}
