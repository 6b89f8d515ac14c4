"""Corrections after the session: what they come to, what is refused, and that all of them can be taken back."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coreg.domain.errors import AmendmentError
from coreg.domain.marks import Scale, SetKind, SpanKind
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.readings.marks import read_marks
from coreg.readings.whole import read_whole
from coreg.recording.amend import amend
from coreg.recording.place import Place
from coreg.recording.reader import Recording, read_session
from coreg.review.amendments import Amending, amending
from coreg.review.audit import Did, audit
from coreg.review.reviewed import review
from coreg.review.worn import as_worn
from tests.review.samples import LENGTH_S, write_session

NOW = "2026-03-02T08:00:00.000Z"


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """150 s of two people, with two sets, a rating, a quiet stretch, and the star that the sample has."""
    path: Path = tmp_path_factory.mktemp("amended") / "s.coreg"
    write_session(path)
    return marked(read_session(path))


def marked(recording: Recording) -> Recording:
    made = [
        Moment(2, 15.0, NOW, MomentKind.SET_STARTED, payload={"set": 1, "kind": "processing", "target": 1}),
        Moment(3, 40.0, NOW, MomentKind.SET_ENDED, payload={"set": 1, "by": "key"}),
        Moment(4, 80.0, NOW, MomentKind.SET_STARTED, payload={"set": 2, "kind": "processing", "target": 1}),
        Moment(5, 110.0, NOW, MomentKind.SET_ENDED, payload={"set": 2, "by": "key"}),
        Moment(6, 115.0, NOW, MomentKind.RATING, payload={"scale": "sud", "value": 7, "target": 1}),
        Moment(7, 120.0, NOW, MomentKind.QUIET_STARTED),
        Moment(8, 130.0, NOW, MomentKind.QUIET_ENDED),
        Moment(9, 131.0, NOW, MomentKind.OFF_RECORD_STARTED),
        Moment(10, 131.5, NOW, MomentKind.OFF_RECORD_ENDED),
    ]
    return replace(recording, moments=(*recording.moments, *made))


@pytest.fixture
def begun(recording: Recording) -> Amending:
    return amending(recording, NOW)


def as_amended(recording: Recording, state: Amending) -> Recording:
    return replace(recording, moments=state.moments)


def test_a_mark_is_moved_and_the_original_stays(begun: Amending) -> None:
    after = begun.move_by(2, -1.5).move(3, 42.0)
    assert [(one.start_s, one.end_s) for one in read_marks(after.moments).sets] == [(13.5, 42.0), (80.0, 110.0)]
    assert after.moments[: len(begun.moments)] == begun.moments
    assert {(m.input, m.wall_utc) for m in after.added} == {("review", NOW)}


def test_what_a_mark_says_is_changed(begun: Amending) -> None:
    after = begun.as_set_of(2, SetKind.RESOURCE).as_rating(6, 3).for_target(6, 2).as_mark(1, MomentKind.DRIFTED)
    marks = read_marks(after.moments)
    assert marks.sets[0].kind is SetKind.RESOURCE
    assert [(one.value, one.target) for one in marks.ratings] == [(3, 2)]
    assert [m.t_s for m in marks.moments if m.kind is MomentKind.DRIFTED] == [42.5]
    assert not [m for m in marks.moments if m.kind is MomentKind.STAR]


@pytest.mark.parametrize("end", [2, 3])
def test_either_end_takes_a_whole_set_back_and_brings_it_back(begun: Amending, end: int) -> None:
    gone = begun.retract(end)
    assert [one.number for one in read_marks(gone.moments).sets] == [2]
    assert not [m for m in read_marks(gone.moments).moments if m.payload.get("set") == 1]
    for other in (2, 3):
        back = gone.bring_back(other)
        assert read_marks(back.moments).sets == read_marks(begun.moments).sets


def test_a_stretch_is_taken_back_with_both_its_ends(begun: Amending) -> None:
    gone = begun.retract(8)
    assert not read_marks(gone.moments).spans_of(SpanKind.QUIET)
    assert read_marks(gone.bring_back(7).moments).spans == read_marks(begun.moments).spans


def test_what_was_not_marked_is_added_with_numbers_of_its_own(begun: Amending) -> None:
    after = begun.add_set(44.0, 52.0).add_rating(53.0, Scale.VOC, 5).add_stretch(SpanKind.DISTURBED, 60.0, 65.0)
    after = after.add_mark(61.0, MomentKind.STRONG_REACTION).add_phase(10.0, 4)
    marks = read_marks(after.moments)
    assert [(one.number, one.start_s) for one in marks.sets] == [(1, 15.0), (3, 44.0), (2, 80.0)]
    first = marks.ratings[0]
    assert (first.scale, first.value, first.target) == (Scale.VOC, 5, 1)
    assert marks.spans_of(SpanKind.DISTURBED)[0].end_s == 65.0
    numbers = [moment.moment_id for moment in after.moments]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (lambda a: a.move(3, 14.0), "before it begins"),
        (lambda a: a.move(3, 90.0), "Two sets"),
        (lambda a: a.move(1, LENGTH_S + 1), "outside the session"),
        (lambda a: a.move(1, -0.5), "outside the session"),
        (lambda a: a.move(1, float("nan")), "isn't a time"),
        (lambda a: a.move(1, float("inf")), "isn't a time"),
        (lambda a: a.move(8, 119.0), "before it begins"),
        (lambda a: a.move(9, 20.0), "stays as it is"),
        (lambda a: a.move(77, 20.0), "no mark 77"),
        (lambda a: a.add_set(20.0, 30.0), "Two sets"),
        (lambda a: a.add_set(60.0, 60.0), "before it begins"),
        (lambda a: a.add_stretch(SpanKind.QUIET, 125.0, 140.0), "of one kind"),
        (lambda a: a.add_stretch(SpanKind.OFF_RECORD, 1.0, 2.0), "can't be added"),
        (lambda a: a.add_mark(5.0, MomentKind.ERASED), "can't be added"),
        (lambda a: a.add_rating(5.0, Scale.VOC, 8), "VoC 1 to 7"),
        (lambda a: a.as_rating(6, 3, Scale.VOC).as_rating(6, 9), "VoC 1 to 7"),
        (lambda a: a.as_rating(2, 3), "of another kind"),
        (lambda a: a.as_phase(6, 3), "of another kind"),
        (lambda a: a.add_phase(6.0, 9), "1 to 8"),
        (lambda a: a.for_target(2, 0), "numbered from 1"),
        (lambda a: a.exclude(20.0, 20.0), "ends after it begins"),
        (lambda a: a.exclude(20.0, LENGTH_S + 5), "outside the session"),
        (lambda a: a.swap_straps(-3.0), "outside the session"),
        (lambda a: a.retract(1).retract(1), "was taken back"),
        (lambda a: a.retract(1).move(1, 3.0), "was taken back"),
        (lambda a: a.bring_back(1), "wasn't taken back"),
        (lambda a: a.move(1, 3.0).move(11, 4.0), "is a correction"),
        (lambda a: a.retract(1).retract(11), "is a correction"),
        (lambda a: a.take_all_back(), "nothing to change"),
        (lambda a: a.retract(2).add_set(20.0, 30.0).bring_back(2), "Two sets"),
    ],
)
def test_what_cannot_have_been_is_refused_in_one_sentence(begun, step, says) -> None:
    with pytest.raises(AmendmentError, match=says) as refused:
        step(begun)
    assert str(refused.value).endswith(".")


def test_a_stretch_excluded_of_one_person_leaves_the_others_numbers_bit_for_bit(
    recording: Recording, begun: Amending
) -> None:
    before, after = review(recording), review(as_amended(recording, begun.exclude(20.0, 30.0, Role.CLIENT)))
    own, other = after.people[Role.CLIENT], after.people[Role.THERAPIST]
    t_s = own.series.t_s
    assert not ((t_s > 20.0) & (t_s < 30.0)).any()
    assert other.sets == before.people[Role.THERAPIST].sets
    assert [one.mark.is_counted for one in own.sets.sets] == [False, True]
    assert [one.mark.is_counted for one in other.sets.sets] == [True, True]


STEPS = st.one_of(
    st.tuples(st.just("move"), st.integers(1, 30), st.floats(0.0, LENGTH_S)),
    st.tuples(st.just("retract"), st.integers(1, 30)),
    st.tuples(st.just("bring_back"), st.integers(1, 30)),
    st.tuples(
        st.just("exclude"), st.floats(0.0, LENGTH_S), st.floats(0.0, LENGTH_S), st.sampled_from([None, *Role])
    ),
    st.tuples(st.just("swap_straps"), st.floats(0.0, LENGTH_S)),
    st.tuples(st.just("add_set"), st.floats(0.0, LENGTH_S), st.floats(0.0, LENGTH_S)),
    st.tuples(st.just("add_rating"), st.floats(0.0, LENGTH_S), st.sampled_from(Scale), st.integers(0, 10)),
    st.tuples(st.just("as_rating"), st.integers(1, 30), st.integers(0, 10), st.sampled_from(Scale)),
    st.tuples(st.just("as_set_of"), st.integers(1, 30), st.sampled_from(SetKind)),
    st.tuples(st.just("as_mark"), st.integers(1, 30), st.sampled_from(MomentKind)),
    st.tuples(st.just("take_all_back")),
)


@settings(
    max_examples=int(os.environ.get("COREG_TEST_AMENDMENTS", "25")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEPS, max_size=12))
def test_whatever_was_corrected_taking_all_back_gives_the_original_numbers_bit_for_bit(recording, steps) -> None:
    state = amending(recording, NOW)
    for name, *arguments in steps:
        try:
            state = getattr(state, name)(*arguments)
        except AmendmentError:
            continue
        assert len(as_worn(as_amended(recording, state)).beats) == len(recording.beats), "a beat is never lost"
    back = state if not state.added else state.take_all_back()
    now = as_amended(recording, back)
    before, after = review(recording), review(now)
    for role in Role:
        assert read_whole(after.people[role].beats) == read_whole(before.people[role].beats)
        then, again = before.people[role], after.people[role]
        assert (again.sets, again.baselines, again.gaps) == (then.sets, then.baselines, then.gaps)
        assert again.beats == then.beats
        assert again.usable_share == then.usable_share
    assert replace(read_marks(now.moments), revision=0) == replace(read_marks(recording.moments), revision=0)


def test_the_audit_says_what_was_before_and_after_and_who_changed_it(begun: Amending) -> None:
    state = begun.move(1, 50.0).retract(1).bring_back(1).exclude(1.0, 2.0)
    entries = {entry.moment.moment_id: entry for entry in audit(state.moments)}
    star, moved, taken, back, excluded = (entries[number] for number in (1, 11, 12, 13, 14))
    assert (star.did, star.changed_by, star.stands) == (Did.MARKED, (11, 12), True)
    assert moved.before is not None
    assert moved.after is not None
    assert (moved.did, moved.about, moved.before.t_s, moved.after.t_s) == (Did.AMENDED, 1, 42.5, 50.0)
    assert (taken.did, taken.about, taken.after, taken.stands) == (Did.TOOK_BACK, 1, None, False)
    assert back.after is not None
    assert (back.did, back.about, back.before, back.after.t_s) == (Did.BROUGHT_BACK, 1, None, 50.0)
    assert (excluded.did, excluded.is_after_session, excluded.moment.wall_utc) == (Did.ADDED, True, NOW)


@given(
    st.lists(st.tuples(st.sampled_from(list(MomentKind)), st.none() | st.integers(0, 30)), max_size=25),
)
def test_whatever_a_file_holds_has_an_audit(made) -> None:
    moments = [Moment(i, 1.0, NOW, kind, amends=amends) for i, (kind, amends) in enumerate(made, start=1)]
    assert len(audit(moments)) == len(moments)


def test_corrections_are_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "s.coreg"
    write_session(path)
    state = amending(read_session(path), NOW).move(1, 43.0).exclude(60.0, 70.0)
    amend(Place(path), state.added, None)
    assert read_session(path).moments == state.moments
