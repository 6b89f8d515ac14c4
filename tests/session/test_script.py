"""The session that plays by itself: read from its text, and played through the engine."""

import asyncio
from pathlib import Path

import pytest

from coreg import app
from coreg.domain.act import Act
from coreg.domain.marks import Scale, SetEnd
from coreg.domain.person import Role
from coreg.readings.marks import read_marks
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.session.conductor import Conductor
from coreg.session.script import emdr_script, read_script


def test_the_whole_session_has_fourteen_sets_and_its_times_stand_as_written():
    script = emdr_script()
    starts = [step.t_s for step in script.steps if step.request.act is Act.SET][::2]
    assert len(script.surges) == 14
    assert starts[0] == 380.0
    assert script.steps[-1].request.act is Act.END
    assert script.steps[-1].t_s == 3000.0


@pytest.mark.parametrize(("minutes", "fewest"), [(30.0, 8), (12.0, 2), (1.0, 0)])
def test_a_shorter_session_has_fewer_sets_and_they_never_follow_too_closely(minutes, fewest):
    script = emdr_script(minutes)
    assert len(script.surges) >= fewest
    for before, after in zip(script.surges, script.surges[1:], strict=False):
        assert after.start_s - before.end_s >= 35.0
    assert all(step.t_s <= 60 * minutes for step in script.steps)
    assert (script.steps[-1].request.act, script.steps[-1].t_s) == (Act.END, 60 * minutes)


def test_a_line_that_is_none_is_named():
    with pytest.raises(ValueError, match="half past"):
        read_script("half past set 3", 100.0)
    with pytest.raises(ValueError, match="no_such_act"):
        read_script("0:05 no_such_act", 100.0)


def test_it_plays_through_to_a_closed_file_with_its_ratings_and_a_stop_signal(tmp_path: Path):
    path = tmp_path / "s.coreg"
    plan = app.simulated_plan(speed=None, seed=3, duration_s=3001.0, place=Place(path), scripted_minutes=50.0)
    conductor = Conductor(plan, warm_up=app.warm_up)
    asyncio.run(conductor.run())
    recording = read_session(path)
    marks = read_marks(recording.moments)
    assert recording.ended.value == "closed"
    assert len(marks.sets) == 14
    assert [one.ended_by for one in marks.sets].count(SetEnd.STOP_SIGNAL) == 1
    assert [(r.scale, r.value) for r in marks.ratings][:3] == [(Scale.VOC, 2), (Scale.SUD, 8), (Scale.SUD, 7)]
    client = conductor.snapshot.people[Role.CLIENT]
    assert client.baseline is not None
    assert client.baseline.is_accepted
    assert client.sets is not None
    assert client.sets.curve.rise_bpm.is_known, "its surges are there to be seen"
    assert client.sets.start_to_end_bpm.is_known
