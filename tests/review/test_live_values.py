"""Live and review agree: what was shown is found again from the file, and every difference has its reason."""

import asyncio
import os
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from coreg import app
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Reading
from coreg.recording.place import Place
from coreg.recording.reader import Recording, read_session
from coreg.review.amendments import amending
from coreg.review.differences import Comparison, compare
from coreg.review.final_clock import by_final_clock
from coreg.review.live_values import live_values, readings_by_name
from coreg.review.recompute import events_of, latency_s
from coreg.review.reviewed import Clock, review, review_finally
from coreg.review.worlds import Cause
from coreg.sensors.refit import refit
from coreg.sensors.sensor import Packet, SensorEvent
from coreg.session.conductor import Conductor
from tests.review.samples import write_session

MINUTES = float(os.environ.get("COREG_TEST_LIVE_MINUTES", "7"))  # 60 takes two minutes
Shown = dict[Role, list[tuple[int, dict[str, Reading]]]]


async def record(path: Path, minutes: float) -> tuple[Recording, Shown]:
    """Play the scripted session of simulated people into a file, and write down every value that is shown."""
    plan = app.simulated_plan(
        speed=None, seed=3, duration_s=minutes * 60, place=Place(path), scripted_minutes=minutes
    )
    shown: Shown = defaultdict(list)

    def look(role: Role, event: SensorEvent) -> None:
        person = conductor.snapshot.people[role]
        is_new = not shown[role] or shown[role][-1][0] != person.n_beats
        if isinstance(event, Packet) and person.n_beats and is_new:
            shown[role].append((person.n_beats, readings_by_name(person.numbers)))

    conductor = Conductor(plan, warm_up=app.warm_up, observe=look)
    await conductor.run()
    return read_session(path), shown


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recording, Shown]:
    return asyncio.run(record(tmp_path_factory.mktemp("live") / "s.coreg", MINUTES))


@pytest.fixture
def recording(session: tuple[Recording, Shown]) -> Recording:
    return session[0]


def test_every_value_that_was_shown_is_found_again_from_the_file_bit_for_bit(session) -> None:
    recording, shown = session
    n_values = 0
    for role in Role:
        found = [(one.n_beats, readings_by_name(one.numbers)) for one in live_values(recording, role)]
        assert found == shown[role]
        n_values += sum(len(values) for _, values in found)
    assert n_values > 6 * 60 * MINUTES
    print(f"{n_values} values of {MINUTES:.0f} min were found again")  # noqa: T201


@pytest.fixture(scope="module")
def compared(session: tuple[Recording, Shown]) -> Comparison:
    return compare(session[0])


def explained(found: Comparison) -> None:
    assert found.n_unexplained == 0
    assert all(one.causes for one in found.differences)
    assert found.n_same + len(found.differences) == found.n_values


def test_every_difference_to_the_review_has_its_cause(compared: Comparison) -> None:
    found = compared
    explained(found)
    assert found.n_beats_differing == 0
    assert found.results
    assert all(one.is_same for one in found.results)
    assert {one.name for one in found.differences if one.causes == {Cause.ADDED_UP_ANEW}} <= {"rsa_ln_ms2"}
    print(found.n_values, found.n_same, dict(found.n_by_cause))  # noqa: T201


def test_where_the_clock_makes_no_difference_only_revised_verdicts_and_rounding_do(compared: Comparison) -> None:
    other = [one for one in compared.differences if Cause.FINAL_CLOCK not in one.causes]
    assert {cause for one in other for cause in one.causes} <= {Cause.ADDED_UP_ANEW, Cause.VERDICT_REVISED}


def test_what_was_amended_is_named_as_the_cause(recording: Recording) -> None:
    first = next(m.moment_id for m in recording.moments if m.kind is MomentKind.SET_STARTED)
    state = amending(recording, "2026-03-02T08:00:00.000Z")
    changed = state.move_by(first, -3.0).exclude(100.0, 130.0, Role.CLIENT).swap_straps(300.0)
    found = compare(replace(recording, moments=changed.moments))
    explained(found)
    assert {Cause.MARKS_AMENDED, Cause.EXCLUDED, Cause.STRAPS_SWAPPED} <= set(found.n_by_cause)
    early = [one for one in found.differences if one.t_s < 95.0]
    assert not [one for one in early if one.causes & {Cause.EXCLUDED, Cause.STRAPS_SWAPPED}]


def test_a_session_of_older_definitions_says_so(tmp_path: Path) -> None:
    write_session(tmp_path / "s.coreg")
    recording = read_session(tmp_path / "s.coreg")
    older = replace(recording, settings={**recording.settings, "definitions": "0"})
    found = compare(older)
    assert (found.recorded_definitions, found.definitions) == ("0", "1")
    assert all(Cause.OTHER_DEFINITIONS in one.causes for one in found.differences)


def test_the_final_clock_without_decoding_is_the_final_clock(recording: Recording) -> None:
    placed = by_final_clock(recording)
    for role in Role:
        assert placed.beats_of(role) == refit(events_of(recording, role), latency_s(recording, role))
        assert [beat.ticks for beat in placed.beats_of(role)] == [b.ticks for b in recording.beats_of(role)]


def test_the_final_review_has_the_live_one_beside_it(recording: Recording) -> None:
    live, final = review(recording), review_finally(recording)
    assert (live.clock, final.clock) == (Clock.LIVE, Clock.FINAL)
    assert final.recording is recording
    for role in Role:
        assert final.people[role].beats != live.people[role].beats
        assert list(final.people[role].series.rr_ms) == list(live.people[role].series.rr_ms)


def test_beats_that_are_not_those_of_the_packets_keep_the_times_of_then(recording: Recording) -> None:
    first, *rest = recording.beats
    odd = replace(recording, beats=(replace(first, beat=replace(first.beat, ticks=first.beat.ticks + 1)), *rest))
    placed = by_final_clock(odd)
    assert placed.beats_of(first.role) == odd.beats_of(first.role)
    assert placed.beats_of(first.role.other) != odd.beats_of(first.role.other)
