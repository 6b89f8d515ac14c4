"""RR as a signal of equal steps."""

from coreg.domain.beat import Beat, BeatFlag, Gap, GapCause
from coreg.domain.person import Role
from coreg.export.content import ExportedBeat, ExportedPerson
from coreg.export.tachogram import sample


def person(beats: list[Beat], *gaps: Gap, artifacts: tuple[int, ...] = ()) -> ExportedPerson:
    exported = tuple(
        ExportedBeat(1, beat, beat.rr_ms, i in artifacts, i in artifacts) for i, beat in enumerate(beats)
    )
    return ExportedPerson(Role.CLIENT, None, None, None, None, 1, 0, 0, exported, gaps)


def test_an_interval_is_held_from_beat_to_beat() -> None:
    found = sample(person([Beat(0, 1024, 1.0, 0.0), Beat(0, 512, 1.5, 0.0), Beat(0, 1024, 2.5, 0.0)]), 3.0)
    assert found.ticks.tolist() == [1024] * 5 + [512] * 2 + [1024] * 4 + [0]


def test_a_seam_of_some_milliseconds_within_a_segment_is_no_hole() -> None:
    found = sample(person([Beat(0, 1024, 1.0, 0.01), Beat(0, 1000, 2.02, 0.01)]), 2.0)
    assert found.ticks.tolist() == [1024] * 5 + [1000] * 4 + [0] * 3


def test_nothing_is_held_between_segments_or_in_a_gap() -> None:
    gap = Gap(1.0, 3.0, GapCause.LINK_LOST)
    first = Beat(1, 3072, 3.5, 0.0, BeatFlag.SPANS_GAP)  # says 3 s, of which 2 are the gap
    found = sample(person([Beat(0, 1024, 1.0, 0.0), first], gap), 4.0)
    assert found.ticks.tolist()[5:12] == [0] * 7
    assert found.ticks.tolist()[12:15] == [3072] * 3
    assert found.ticks.tolist()[15] == 0


def test_artifacts_are_known_only_where_an_interval_is() -> None:
    found = sample(person([Beat(0, 1024, 1.0, 0.0), Beat(0, 512, 1.5, 0.0)], artifacts=(1,)), 2.0)
    assert found.is_artifact.tolist() == [False] * 5 + [True] * 2 + [False]


def test_no_beats_give_an_empty_signal_of_the_sessions_length() -> None:
    found = sample(person([]), 10.2)
    assert found.ticks.tolist() == [0] * 44
    assert sample(person([]), 0.0).ticks.size == 4
