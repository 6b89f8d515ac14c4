"""A session that was cut off goes on as if the program had lived: lanes, baseline, counts, gaps, what is stored."""

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coreg import app as house
from coreg.app.cut_off import end_there, look_at, plan_to_resume, resumed_plan
from coreg.domain.act import Act, Request
from coreg.domain.beat import GapCause
from coreg.domain.errors import SessionFileError
from coreg.domain.marks import SpanKind
from coreg.domain.person import Role
from coreg.domain.snapshot import PersonSnapshot, RecordState, Snapshot
from coreg.readings.marks import read_marks
from coreg.recording.place import Place
from coreg.recording.reader import Ended, read_session
from coreg.review.dyad import dyad_of_recording
from coreg.review.recompute import n_beats_differing, rebuild
from coreg.review.stored_gaps import stored_gaps
from coreg.sensors.clock import StepClock
from coreg.sensors.sensor import SensorEvent
from coreg.sensors.simulator import simulated_pair
from coreg.sensors.simulator_faults import ContactLost, Drop, Fault
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan
from coreg.session.script import Script, Step

CUT_S = 420.0
_STEPS = (
    (10.0, Act.BASELINE),
    (240.0, Act.SET),
    (265.0, Act.SET),
    (300.0, Act.OFF_RECORD),
    (320.0, Act.OFF_RECORD),
    (410.0, Act.SET),
)
_FAULTS: dict[Role, tuple[Fault, ...]] = {
    Role.CLIENT: (Drop(340.0, 12.0),),
    Role.THERAPIST: (ContactLost(370.0, 15.0),),
}


def plan(place: Place | None, seed: int = 4, *steps: tuple[float, Act]) -> Plan:
    clock = StepClock(3)
    sensors = simulated_pair(seed, clock, CUT_S + 60.0, faults=_FAULTS)
    script = Script(tuple(Step(t_s, Request(act)) for t_s, act in steps))
    return Plan(sensors, clock, house.new_header(is_simulated=True), place, script=script)


class Cut:
    """A session, and the file as a killed program leaves it; what was known then."""

    def __init__(self, folder: Path) -> None:
        self.place = Place(folder / "left.coreg")
        self.known: Snapshot | None = None

    async def record(self, folder: Path) -> None:
        running = Place(folder / "running.coreg")
        conductor = Conductor(
            plan(running, 4, *_STEPS), warm_up=house.warm_up, observe=lambda role, event: self._watch(conductor)
        )
        self._running = running
        await conductor.run()

    def _watch(self, conductor: Conductor) -> None:
        if self.known is None and conductor.snapshot.t_s >= CUT_S:
            assert conductor._journal is not None
            conductor._journal.wait_until_at_most(0, 20.0)
            for suffix in ("", "-wal"):
                shutil.copy(f"{self._running.path}{suffix}", f"{self.place.path}{suffix}")
            self.known = conductor.snapshot


@pytest.fixture(scope="module")
def cut_once(tmp_path_factory: pytest.TempPathFactory) -> Cut:
    folder = tmp_path_factory.mktemp("cut")
    made = Cut(folder)
    asyncio.run(made.record(folder))
    return made


@pytest.fixture
def cut(cut_once: Cut, tmp_path: Path) -> tuple[Place, Snapshot]:
    assert cut_once.known is not None
    place = Place(tmp_path / "s.coreg")
    for suffix in ("", "-wal"):
        shutil.copy(f"{cut_once.place.path}{suffix}", f"{place.path}{suffix}")
    return place, cut_once.known


def known_again(place: Place) -> Snapshot:
    """What is known the moment it goes on."""
    conductor = Conductor(replace(resumed_plan(plan(None), place)), warm_up=None)
    conductor._engine.begin_computing(conductor._clock.now_ns())
    return conductor.snapshot


def lane(person: PersonSnapshot) -> np.ndarray:
    return np.array([person.numbers.rmssd_lane.t_s, person.numbers.rmssd_lane.value])


def test_the_readings_are_those_of_a_program_that_lived(cut: tuple[Place, Snapshot]) -> None:
    place, before = cut
    now = known_again(place)
    assert now.record is RecordState.RECORDING
    assert now.t_s == pytest.approx(before.t_s, abs=1.0)
    for role in Role:
        then, person = before.people[role], now.people[role]
        assert then.baseline is not None
        assert person.baseline == then.baseline, "read with the verdicts of then"
        np.testing.assert_array_equal(lane(person), lane(then))
        counts = (person.n_packets, person.n_beats, person.n_malformed, person.n_duplicates, person.last_beat_s)
        assert counts == (then.n_packets, then.n_beats, then.n_malformed, then.n_duplicates, then.last_beat_s)
        assert person.gaps == then.gaps
        assert person.strap == then.strap


def test_moving_together_goes_on_with_the_answers_of_then(cut: tuple[Place, Snapshot]) -> None:
    place, before = cut
    now = known_again(place)
    assert before.together.stretches[-1].end_s > 380.0
    assert now.together.stretches == before.together.stretches


def test_gaps_are_found_among_stored_beats_as_decoding_them_finds_them(cut: tuple[Place, Snapshot]) -> None:
    recording = read_session(cut[0].path)
    off_record = read_marks(recording.moments).spans_of(SpanKind.OFF_RECORD)
    causes = set()
    for role in Role:
        stored = [each for each in recording.beats if each.role is role]
        found = stored_gaps(stored, recording.link_events_of(role), off_record)
        assert found == rebuild(recording, role).gaps
        causes |= {gap.cause for gap in found}
    assert {GapCause.OFF_RECORD, GapCause.LINK_LOST} <= causes


def test_what_ran_has_ended_and_the_marks_go_on(cut: tuple[Place, Snapshot]) -> None:
    place, before = cut
    assert before.stage.is_in_set
    now = known_again(place)
    assert (now.stage.is_in_set, now.stage.n_sets) == (False, 2)
    assert [moment.moment_id for moment in now.moments] == list(range(1, len(before.moments) + 2))
    assert now.moments[: len(before.moments)] == before.moments


async def go_on(place: Place) -> Snapshot:
    """Play another half minute with a set in it, and close."""
    resumed = resumed_plan(plan(None), place)
    begun_s = resumed.resumed.point.origin_ns / -1e9 if resumed.resumed else 0.0
    conductor: Conductor

    def watch(_role: Role, _event: SensorEvent) -> None:
        now = conductor.snapshot
        if now.t_s > begun_s + 15.0 and now.stage.n_sets == 2:
            conductor.ask(Request(Act.SET), "key")
        if now.t_s > begun_s + 30.0:
            conductor.stop()

    conductor = Conductor(resumed, warm_up=house.warm_up, observe=watch)
    await conductor.run()
    return conductor.snapshot


async def test_it_is_one_file_whose_beats_can_be_rebuilt(cut: tuple[Place, Snapshot]) -> None:
    place, before = cut
    ended = await go_on(place)
    assert ended.record is RecordState.ENDED
    recording = read_session(place.path)
    assert (recording.ended, len(recording.runs)) == (Ended.CLOSED, 2)
    assert len(recording.moments) == len(before.moments) + 2
    answered_s = [answer.t_s for answer in recording.together]
    assert answered_s == [40.0 + 10.0 * k for k in range(len(answered_s))]
    assert answered_s[-1] > CUT_S
    assert dyad_of_recording(recording, is_as_marked_then=True).n_shown_otherwise == 0
    for role in Role:
        rebuilt = rebuild(recording, role)
        assert n_beats_differing(recording.beats_of(role), rebuilt) == 0
        person = ended.people[role]
        assert person.gaps == rebuilt.gaps
        assert person.gaps[-1].cause is GapCause.NO_DATA
        assert person.n_packets == len(recording.packets_of(role))
        assert person.usable_share is not None
        assert 0.5 < person.usable_share < 1.0


def test_ended_there_is_said_with_what_ran(cut: tuple[Place, Snapshot]) -> None:
    place, _ = cut
    found = look_at(place, "Birch 7")
    assert found is not None
    assert (found.who, found.set_number, found.may_resume, found.is_simulated) == ("Birch 7", 2, True, True)
    assert found.straps == {role: f"simulated-{role.value}" for role in Role}
    length_s = end_there(place, "command")
    recording = read_session(place.path)
    assert recording.ended is Ended.CLOSED
    assert recording.duration_s == pytest.approx(length_s)
    assert not read_marks(recording.moments).sets[-1].is_counted
    with pytest.raises(SessionFileError, match="was closed"):
        plan_to_resume(place)
