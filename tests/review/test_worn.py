"""Straps given to who wore them: everything of a person follows, and nothing is lost or made up."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from coreg.domain.beat import BeatFlag
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.recording.reader import Recording, read_session
from coreg.review.final_clock import by_final_clock
from coreg.review.reviewed import review
from coreg.review.summary import summarize
from coreg.review.worn import as_worn
from tests.review.samples import write_session

C, T = Role.CLIENT, Role.THERAPIST


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    path: Path = tmp_path_factory.mktemp("worn") / "s.coreg"
    write_session(path)
    return read_session(path)


def swapped(recording: Recording, *at_s: float) -> Recording:
    n = len(recording.moments)
    made = [Moment(n + i, t_s, "", MomentKind.ROLES_SWAPPED, input="review") for i, t_s in enumerate(at_s, start=1)]
    return replace(recording, moments=(*recording.moments, *made))


def test_swapped_from_the_beginning_each_has_all_that_was_the_others(recording: Recording) -> None:
    now = swapped(recording, 0.0)
    for role in Role:
        was, has = summarize(recording, role.other), summarize(now, role)
        assert replace(has, gaps=()) == replace(was, gaps=())
        assert has.gaps == review(recording).people[role.other].gaps
        then, again = review(recording).people[role.other], review(now).people[role]
        assert (again.beats, again.strap, again.usable_share) == (then.beats, then.strap, then.usable_share)
        assert again.sets == then.sets


def test_swapped_twice_at_once_is_not_swapped(recording: Recording) -> None:
    assert as_worn(swapped(recording, 50.0, 50.0)).beats == recording.beats


def test_from_an_instant_on_the_beats_are_the_other_straps_and_never_joined_to_those_before(
    recording: Recording,
) -> None:
    now = as_worn(swapped(recording, 50.0))
    for role in Role:
        beats, own, others = now.beats_of(role), recording.beats_of(role), recording.beats_of(role.other)
        before = [beat for beat in beats if beat.t_s <= 50.0]
        after = [beat for beat in beats if beat.t_s > 50.0]
        assert before == [beat for beat in own if beat.t_s <= 50.0]
        assert [(beat.t_s, beat.ticks) for beat in after] == [(b.t_s, b.ticks) for b in others if b.t_s > 50.0]
        assert after[0].segment > before[-1].segment
        assert BeatFlag.SPANS_GAP in after[0].flags, "it lies across the instant"
        assert all(one.t_s < other.t_s for one, other in pairwise(beats))
    assert sorted(beat.ticks for beat in now.beats_of(C) + now.beats_of(T)) == sorted(
        each.beat.ticks for each in recording.beats
    )


def test_a_swap_is_no_gap_and_the_gaps_of_a_strap_go_with_it(recording: Recording) -> None:
    gaps = {role: review(swapped(recording, 50.0)).people[role].gaps for role in Role}
    assert not [gap for gap in gaps[C] + gaps[T] if gap.start_s < 50.0 < gap.end_s]
    (dropped,) = [gap for gap in review(recording).people[C].gaps if gap.start_s < 70.0 < gap.end_s + 5.0]
    assert dropped in gaps[T], "the strap that lost its link at 60 s is the therapist's from 50 s on"
    assert dropped not in gaps[C]


def test_the_strap_is_the_one_that_was_worn_last(recording: Recording) -> None:
    now = as_worn(swapped(recording, 50.0))
    assert now.strap_of(C) == recording.strap_of(T)
    back = as_worn(swapped(recording, 50.0, 90.0))
    assert back.strap_of(C) == recording.strap_of(C)


def test_the_final_clock_and_a_swap_go_together(recording: Recording) -> None:
    placed = by_final_clock(recording)
    both = as_worn(by_final_clock(swapped(recording, 0.0)))
    assert both.beats_of(C) == placed.beats_of(T)
