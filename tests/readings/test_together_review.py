"""Moving together over a session: who may be said to go first, what speech takes out, and what isn't known."""

from dataclasses import replace

import numpy as np
import pytest

from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.stage import Profile
from coreg.domain.together import Lead, TogetherState
from coreg.readings.marks import read_marks
from coreg.readings.series import finished_series
from coreg.readings.together import read_together
from coreg.readings.together_gates import of_beats
from coreg.readings.together_marks import Markings, read_markings
from coreg.readings.together_minutes import MinuteFacts, Minutes, wrong_per_100
from coreg.readings.together_review import AFTER_SET, AT_START, OUTSIDE, compare, segments_of
from coreg.readings.together_series import even_samples, residual
from tests.readings.pair import Pair, sets_from

LED = Pair(2400.0, 7, coupled=0.8, lag_s=3.0, sets=sets_from(500.0, 16))


def reviewed(pair, markings=None, *, beats=None, has_latencies=True):
    found = read_together(
        beats or pair.beats(), markings or pair.markings, pair.length_s, has_latencies=has_latencies
    )
    return found.review


def residuals(pair, beats):
    found = []
    for role in Role:
        series = finished_series(beats[role])
        bpm = even_samples(series.t_s, series.rr_ms, series.verdicts.final_core, pair.markings, pair.length_s)
        found.append(residual(bpm, pair.markings, role))
    return found


def test_the_one_whose_heart_goes_first_is_named_with_the_interval():
    review = reviewed(LED)
    assert review.state is TogetherState.TOGETHER
    assert review.lead is Lead.CLIENT_FIRST
    assert review.lead_s.low < 3.0 < review.lead_s.high
    assert review.lead_s.value == pytest.approx(3.0, abs=1.0)
    assert review.excess.high - review.excess.low == pytest.approx(0.28)


def test_swapped_roles_mirror_the_lag():
    beats = LED.beats()
    swapped = {Role.CLIENT: beats[Role.THERAPIST], Role.THERAPIST: beats[Role.CLIENT]}
    here, there = reviewed(LED), reviewed(LED, beats=swapped)
    assert there.lead is Lead.THERAPIST_FIRST
    assert there.lag_s == pytest.approx(-here.lag_s, abs=1.0)
    assert there.lead_s.value == pytest.approx(-here.lead_s.value, abs=0.5)
    segments = segments_of(LED.sets, LED.length_s)
    client, therapist = residuals(LED, beats)
    no_lag = compare(client, therapist, segments).exchange.score[5]
    assert compare(therapist, client, segments).exchange.score[5] == pytest.approx(no_lag, abs=0.05)


def test_without_latencies_nobody_goes_first():
    review = reviewed(LED, has_latencies=False)
    assert review.state is TogetherState.TOGETHER
    assert review.lead_s.unknown is Unknown.LATENCY_UNKNOWN
    assert review.lead is Lead.NOT_CLEAR


def test_clocks_that_are_unsure_take_the_claim_and_not_the_interval():
    pair = replace(LED, lag_s=2.0, seed=8)
    sure, unsure = reviewed(pair), reviewed(replace(pair, uncertainty_s=0.24))
    assert (unsure.lead_s, unsure.state) == (sure.lead_s, sure.state)
    assert 1.0 < sure.lead_s.low < 1.0 + 2 * 0.24
    assert (sure.lead, unsure.lead) == (Lead.CLIENT_FIRST, Lead.NOT_CLEAR)


def test_strangers_have_no_lead():
    review = reviewed(Pair(2000.0, 3))
    assert review.state is TogetherState.CHANCE
    assert review.lead_s.unknown is Unknown.NOT_TOGETHER
    assert review.excess.is_known


def test_a_later_clock_changes_nothing():
    later_s = 600.0
    beats = {role: [replace(b, t_s=b.t_s + later_s) for b in one] for role, one in LED.beats().items()}
    sets = tuple((a + later_s, b + later_s) for a, b in LED.sets)
    later = read_together(beats, Markings(sets=sets), LED.length_s + later_s, has_latencies=True).review
    here = reviewed(LED)
    assert (later.z, later.lag_s) == pytest.approx((here.z, here.lag_s), abs=0.05), "one tile more may be usable"
    assert later.lead is here.lead


def test_a_constant_changes_nothing():
    bpm = 70.0 + np.cumsum(np.random.default_rng(1).normal(size=3000)) / 10.0
    bpm[400:420] = np.nan
    same = residual(bpm + 12.5, LED.markings, Role.CLIENT)
    assert same == pytest.approx(residual(bpm, LED.markings, Role.CLIENT), abs=1e-9, nan_ok=True)


OPPOSITE = Pair(2400.0, 4, coupled=0.8, is_opposite=True)


def test_opposite_is_claimed_only_where_speech_is_marked():
    bare = reviewed(OPPOSITE)
    assert bare.z < -2.6
    assert bare.unknown is Unknown.OPPOSITE_WITHOUT_SPEECH
    assert bare.excess.value < 0.0
    turns = {
        Role.CLIENT: tuple((t, t + 20.0) for t in np.arange(60.0, 2300.0, 97.0)),
        Role.THERAPIST: tuple((t, t + 15.0) for t in np.arange(90.0, 2300.0, 113.0)),
    }
    both = reviewed(OPPOSITE, Markings(speech=turns))
    assert both.state is TogetherState.OPPOSITE
    one = reviewed(OPPOSITE, Markings(speech={**turns, Role.THERAPIST: ()}))
    assert one.unknown is Unknown.OPPOSITE_WITHOUT_SPEECH


def test_own_speech_is_taken_out():
    t_s = np.arange(4800) / 2.0
    speech = tuple((t, t + 20.0) for t in np.arange(60.0, 2300.0, 97.0))
    speaks = [(t_s >= start_s + 4.0) & (t_s < end_s + 4.0) for start_s, end_s in speech]
    bpm = 70.0 + 6.0 * np.sum(speaks, axis=0)
    marked = Markings(speech=dict.fromkeys(Role, speech))
    assert np.nanstd(residual(bpm, marked, Role.CLIENT)) < 0.2 * np.nanstd(residual(bpm, Markings(), Role.CLIENT))


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (Pair(600.0), Unknown.TOO_SHORT),
        (Pair(1500.0, 2, coupled=0.9, wrong_pct=7.0), Unknown.WRONG_BEATS),
        (Pair(1500.0, uncertainty_s=0.3), Unknown.CLOCKS_UNSURE),
        (Pair(1500.0, 2, breath_hz=(0.1, 0.1), breath_bpm=6.0, slow_bpm=1.0), Unknown.BREATHING_TOO_SLOW),
    ],
)
def test_what_the_beats_do_not_carry_is_unknown(pair, reason):
    review = reviewed(pair)
    assert (review.state, review.unknown) == (TogetherState.UNKNOWN, reason)
    assert review.excess.unknown is reason
    assert review.breathing_in_step is None
    assert review.breathing_unknown is reason


def test_one_strap_is_unknown():
    pair = Pair(1500.0)
    review = reviewed(pair, beats={Role.CLIENT: pair.beats()[Role.CLIENT], Role.THERAPIST: []})
    assert review.unknown is Unknown.NO_STRAP
    assert review.z is None
    assert review.n_segments == 0


def test_an_empty_session_is_unknown():
    found = read_together({}, Markings(), 0.0, has_latencies=True)
    assert found.updates == ()
    assert found.review.unknown is Unknown.NO_STRAP


@pytest.mark.parametrize(
    ("markings", "reason"),
    [
        (Markings(blocks=((100.0, 1500.0),)), Unknown.SETS_UNMARKED),
        (Markings(pacer=((200.0, 1400.0),)), Unknown.PACER_ON),
        (Markings(left_out=((200.0, 1400.0),)), Unknown.DISTURBED),
    ],
)
def test_what_the_marks_take_away_is_unknown(markings, reason):
    assert reviewed(Pair(1500.0), markings).unknown is reason


def test_segments_are_of_three_kinds():
    found = segments_of(((70.0, 100.0), (190.0, 215.0)), 340.0)
    assert list(zip(found.start_s.tolist(), found.kind.tolist(), strict=True)) == [
        (0.0, OUTSIDE),
        (30.0, OUTSIDE),
        (70.0, AT_START),
        (100.0, AFTER_SET),
        (190.0, AT_START),
        (220.0, AFTER_SET),
        (250.0, OUTSIDE),
        (280.0, OUTSIDE),
        (310.0, OUTSIDE),
    ]


def test_no_block_is_expected_in_ifs():
    marks = read_marks([])
    assert read_markings(marks, Profile.IFS).blocks == ()


def test_slow_breathing_in_over_a_quarter_of_the_minutes_says_nothing():
    quick, slow, unknown = (MinuteFacts(70, 0, 69, 0, is_slow, 1.0) for is_slow in (False, True, None))
    others = [quick] * 8
    assert of_beats({Role.CLIENT: [*[quick] * 6, *[slow] * 2, unknown], Role.THERAPIST: others}) is None
    assert (
        of_beats({Role.CLIENT: [*[quick] * 5, *[slow] * 2, unknown], Role.THERAPIST: others})
        is Unknown.BREATHING_TOO_SLOW
    )


@pytest.mark.parametrize("seed", [2000, 2001, 2002])
def test_hearts_that_move_together_are_not_said_to_breathe_in_step(seed):
    """Once through the breathing band, 27 of 30 such pairs were: what is left of the slow part made them alike."""
    pair = Pair(2400.0, seed, coupled=0.6, sets=sets_from(560.0, 18))
    assert reviewed(pair).breathing_in_step is False
    assert reviewed(replace(pair, breath_hz=(0.25, 0.25))).breathing_in_step is True


def test_an_uneven_rhythm_says_nothing():
    even = [MinuteFacts(70, 1, 69, 5, False, 1.0)] * 10
    uneven = [*even[:5], *[MinuteFacts(70, 1, 69, 15, False, 1.0)] * 5]
    assert of_beats({Role.CLIENT: even, Role.THERAPIST: even}) is None
    assert of_beats({Role.CLIENT: even, Role.THERAPIST: uneven}) is Unknown.RHYTHM_UNEVEN


@pytest.mark.parametrize("wrong_pct", [1.0, 3.0, 5.0])
def test_a_wrong_beat_is_counted_once(wrong_pct):
    pair = Pair(2400.0, 9, wrong_pct=wrong_pct)
    n_missed = len(replace(pair, wrong_pct=0.0).beats()[Role.CLIENT]) - len(pair.beats()[Role.CLIENT])
    series = finished_series(pair.beats()[Role.CLIENT])
    minutes = Minutes(is_final=True)
    minutes.finish(series, pair.length_s)
    assert wrong_per_100(minutes.facts) == pytest.approx(100.0 * n_missed / series.n_beats, rel=0.1)
