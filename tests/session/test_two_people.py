"""Two people's moving together in a session: shown, stored as shown, and the same again from the file."""

import asyncio
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from coreg import app as house
from coreg.domain.act import Act, Request
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.domain.stage import Phase
from coreg.domain.together import TogetherState
from coreg.recording.place import Place
from coreg.recording.reader import Recording, read_session
from coreg.review.dyad import dyad_of_recording
from coreg.sensors.clock import StepClock
from coreg.sensors.simulator import simulated_pair
from coreg.sensors.simulator_faults import Drop, Fault
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan
from coreg.session.script import Script, Step

_SEEN_S = 2.0


def steps(*given: tuple[float, Act] | tuple[float, Act, int]) -> Script:
    return Script(tuple(Step(t_s, Request(act, next(iter(rest), None))) for t_s, act, *rest in given))


def played(
    place: Place | None,
    length_s: float,
    script: Script | None = None,
    *,
    worn: Sequence[Role] = tuple(Role),
    faults: dict[Role, tuple[Fault, ...]] | None = None,
    look: Callable[[Snapshot], None] | None = None,
) -> Snapshot:
    """Play a session as fast as it goes, from first to last; `look` sees a snapshot every other second or so."""
    clock = StepClock(len(worn) + 1)
    pair = simulated_pair(7, clock, length_s, faults=faults)
    plan = Plan(
        {role: pair[role] for role in worn},
        clock,
        house.new_header(is_simulated=True),
        place,
        script=script or Script(),
    )
    seen_s = [0.0]

    def watch(_role: Role, _event: object) -> None:
        now = conductor.snapshot
        if look is not None and now.t_s > seen_s[0] + _SEEN_S:
            seen_s[0] = now.t_s
            look(now)

    conductor = Conductor(plan, warm_up=house.warm_up, observe=watch)
    asyncio.run(conductor.run())
    return conductor.snapshot


AMENDED = steps(
    (60.0, Act.PHASE, Phase.DESENSITIZATION.value),
    (100.0, Act.SET),
    (130.0, Act.SET),
    (131.0, Act.EARLIER),
    (131.5, Act.EARLIER),
    (180.0, Act.SET),
    (215.0, Act.SET),
    (250.0, Act.DISTURBED),
    (262.0, Act.DISTURBED),
    (270.0, Act.SET),
    (300.0, Act.SET),
    (420.0, Act.SET),
    (451.0, Act.SET),
    (455.0, Act.RETRACT),
    (460.0, Act.RETRACT),
    (520.0, Act.OFF_RECORD),
    (545.0, Act.OFF_RECORD),
    (600.0, Act.SET),
    (640.0, Act.SET),
    (700.0, Act.RETRACT),
    (740.0, Act.BRING_BACK),
)
_DROPS: dict[Role, tuple[Fault, ...]] = {Role.CLIENT: (Drop(330.0, 25.0),), Role.THERAPIST: (Drop(655.0, 70.0),)}


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Recording, list[Snapshot]]:
    """A session in which marks were corrected while answers were given."""
    place = Place(tmp_path_factory.mktemp("two") / "s.coreg")
    seen: list[Snapshot] = []
    ended = played(place, 900.0, AMENDED, faults=_DROPS, look=seen.append)
    return ended, read_session(place.path), seen


def test_what_was_stored_is_what_is_recomputed_as_marked_then(
    amended: tuple[Snapshot, Recording, list[Snapshot]],
) -> None:
    _, recording, _ = amended
    again = dyad_of_recording(recording, is_as_marked_then=True)
    assert len(recording.together) == 87
    assert again.found.updates == recording.together
    assert again.n_shown_otherwise == 0
    revisions = [answer.marks_revision for answer in recording.together]
    assert revisions == sorted(revisions)
    assert len(set(revisions)) > 12


def test_as_amended_since_some_of_it_differs(amended: tuple[Snapshot, Recording, list[Snapshot]]) -> None:
    _, recording, _ = amended
    now = dyad_of_recording(recording)
    assert len(now.found.updates) == 87
    assert now.n_shown_otherwise > 10
    assert {answer.marks_revision for answer in now.found.updates} == {recording.moments[-1].moment_id}


def test_every_answer_that_was_shown_stands_in_the_file(
    amended: tuple[Snapshot, Recording, list[Snapshot]],
) -> None:
    _, recording, seen = amended
    stored = {answer.t_s: answer for answer in recording.together}
    shown = [now.together.now for now in seen]
    of_the_beats = [one for one in shown if one.t_s in stored]
    assert len(of_the_beats) > 200
    assert all(stored[one.t_s] == one for one in of_the_beats)
    others = {one.unknown for one in shown if one.t_s not in stored}
    assert others == {Unknown.TOO_SHORT, Unknown.OFF_RECORD, Unknown.NO_SIGNAL}


def test_the_timeline_has_no_hole_and_says_what_was_shown(
    amended: tuple[Snapshot, Recording, list[Snapshot]],
) -> None:
    ended, recording, _ = amended
    stretches = ended.together.stretches
    assert stretches[0].start_s == 0.0
    assert stretches[-1].end_s == recording.together[-1].t_s
    for before, after in pairwise(stretches):
        assert before.end_s == after.start_s
        assert before.state is not after.state
    for answer in recording.together:
        held = next(one for one in stretches if one.start_s < answer.t_s <= one.end_s)
        assert held.state is answer.state


def test_the_review_at_the_end_is_that_of_the_file(amended: tuple[Snapshot, Recording, list[Snapshot]]) -> None:
    ended, recording, _ = amended
    assert ended.record is RecordState.ENDED
    assert ended.together.review == dyad_of_recording(recording).found.review


def test_while_it_is_too_short_it_is_known_until_when(
    amended: tuple[Snapshot, Recording, list[Snapshot]],
) -> None:
    _, _, seen = amended
    early = [now.together for now in seen if now.t_s < 90.0]
    assert {one.now.unknown for one in early} == {Unknown.TOO_SHORT}
    assert {one.known_from_s for one in early} == {333.0}


def test_one_strap_is_said_at_once_and_nothing_is_stored(tmp_path: Path) -> None:
    place = Place(tmp_path / "s.coreg")
    seen: list[Snapshot] = []
    ended = played(place, 100.0, worn=(Role.CLIENT,), look=seen.append)
    assert {now.together.now.unknown for now in (*seen, ended)} == {Unknown.NO_STRAP}
    assert ended.together.review is None
    assert read_session(place.path).together == ()


def test_a_session_that_is_watched_only_has_answers_too() -> None:
    ended = played(None, 400.0)
    assert ended.together.now.state is TogetherState.CHANCE
    assert ended.together.review is not None


def test_a_replay_shows_what_was_shown(amended: tuple[Snapshot, Recording, list[Snapshot]]) -> None:
    ended, recording, _ = amended
    conductor = Conductor(house.replay_plan(recording.path, None), warm_up=house.warm_up)
    asyncio.run(conductor.run())
    assert conductor.snapshot.marks.sets == (), "a replay is given no marks"
    assert conductor.snapshot.together.stretches == ended.together.stretches


def test_off_the_record_is_in_no_answer(amended: tuple[Snapshot, Recording, list[Snapshot]]) -> None:
    _, recording, seen = amended
    assert any(moment.kind is MomentKind.OFF_RECORD_STARTED for moment in recording.moments)
    within = [now.together.now for now in seen if 521.0 < now.t_s < 544.0]
    assert {one.unknown for one in within} == {Unknown.OFF_RECORD}
