"""A session read anew: what it says agrees with the slower ways of reading it."""

from dataclasses import replace
from pathlib import Path

import pytest

from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.person import Role
from coreg.recording.reader import Recording, read_session
from coreg.review.recompute import rebuild
from coreg.review.reviewed import review
from coreg.review.summary import gaps
from tests.review.samples import write_session


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    path: Path = tmp_path_factory.mktemp("reviewed") / "s.coreg"
    write_session(path)
    return read_session(path)


def test_gaps_are_those_that_decoding_anew_finds(recording: Recording) -> None:
    found = review(recording)
    for role, person in found.people.items():
        assert person.gaps == gaps(recording, role, rebuild(recording, role))


def test_an_excluded_stretch_leaves_the_numbers_and_amends_the_session(recording: Recording) -> None:
    last = max(moment.moment_id for moment in recording.moments) if recording.moments else 0
    beats = recording.beats_of(Role.CLIENT)
    from_s, to_s = beats[5].t_s + 0.1, beats[15].t_s + 0.1
    wanted: dict[str, PayloadValue] = {"end_s": to_s, "reason": "movement"}
    excluded = Moment(last + 1, from_s, "2026-03-01T10:00:00Z", MomentKind.EXCLUDED, "therapist", "review", wanted)
    before = review(recording)
    after = review(replace(recording, moments=(*recording.moments, excluded)))
    t_s = after.people[Role.CLIENT].series.t_s
    assert not ((t_s > from_s) & (t_s < to_s)).any()
    assert before.people[Role.CLIENT].series.n_beats > after.people[Role.CLIENT].series.n_beats
    assert (before.is_amended, after.is_amended) == (False, True)
