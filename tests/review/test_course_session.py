"""What the course keeps of a session: from the file, as text and back."""

from dataclasses import replace
from pathlib import Path

import pytest

from coreg.domain.course import ContextTick
from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.recording.reader import Recording, read_session
from coreg.review.course import course_session, from_text, to_text
from coreg.review.reviewed import review
from tests.review.samples import write_session


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    path: Path = tmp_path_factory.mktemp("course") / "s.coreg"
    write_session(path)
    return read_session(path)


def with_moment(recording: Recording, kind: MomentKind, **payload: PayloadValue) -> Recording:
    number = len(recording.moments) + 1
    moment = Moment(number, 5.0, "2026-03-01T10:00:00.000Z", kind, "therapist", "button", payload)
    return replace(recording, moments=(*recording.moments, moment))


def test_it_comes_back_from_its_text_as_it_was(recording: Recording) -> None:
    kept = course_session(review(recording))
    assert from_text(to_text(kept)) == kept
    assert kept.has_strap


def test_ticks_of_the_day_and_the_therapists_answer_are_taken_from_the_moments(recording: Recording) -> None:
    ticked = with_moment(recording, MomentKind.CONTEXT, tick="little_sleep", is_on=True)
    ticked = with_moment(ticked, MomentKind.TARGET_STATE, target=2, is_complete=True)
    kept = course_session(review(ticked))
    assert kept.context == {ContextTick.LITTLE_SLEEP}
    assert kept.complete_targets == {2: True}
    assert from_text(to_text(kept)) == kept
    taken_back = with_moment(ticked, MomentKind.CONTEXT, tick="little_sleep", is_on=False)
    assert course_session(review(taken_back)).context == frozenset()


def test_what_another_version_kept_is_read_anew(recording: Recording) -> None:
    kept = replace(course_session(review(recording)), definitions="of long ago")
    assert from_text(to_text(kept)) is None
    assert from_text("{}") is None
    assert from_text("") is None
