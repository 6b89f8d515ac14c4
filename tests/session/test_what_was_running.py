"""What ran when a session was cut off ends with the last stored beat, and says that it was interrupted."""

import pytest

from coreg.domain.act import Act, Request
from coreg.domain.marks import SetEnd, SpanKind
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.stage import ClientScreen
from coreg.readings.marks import read_marks
from coreg.session.cut_off import ends, running_set
from coreg.session.marker import Marker
from coreg.session.profile import MarkSettings
from coreg.session.stage import read_stage

UTC = "2026-03-01T10:00:00.000Z"
LAST_BEAT_S, LAST_S = 100.0, 103.0


def marked(*acts: tuple[float, Act]) -> tuple[Moment, ...]:
    marker = Marker(MarkSettings(marks_speech=True))
    for t_s, act in acts:
        assert marker.ask(Request(act), t_s, UTC, "key").refusal is None
    return marker.moments


def test_a_running_set_ends_with_the_last_beat_and_counts_no_more() -> None:
    moments = marked((10.0, Act.SET), (30.0, Act.SET), (90.0, Act.SET))
    assert running_set(moments) == 2
    found = ends(moments, LAST_BEAT_S, LAST_S, UTC)
    assert [moment.moment_id for moment in found] == [len(moments) + 1]
    sets = read_marks((*moments, *found)).sets
    assert (sets[1].end_s, sets[1].ended_by, sets[1].is_counted) == (LAST_BEAT_S, SetEnd.INTERRUPTED, False)
    assert sets[0].is_counted
    assert running_set((*moments, *found)) is None


def test_nothing_running_needs_no_end() -> None:
    moments = marked((10.0, Act.SET), (30.0, Act.SET), (40.0, Act.STAR))
    assert running_set(moments) is None
    assert ends(moments, LAST_BEAT_S, LAST_S, UTC) == ()
    assert ends((), None, 0.0, UTC) == ()


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (Act.BASELINE, SpanKind.BASELINE),
        (Act.QUIET, SpanKind.QUIET),
        (Act.DISTURBED, SpanKind.DISTURBED),
        (Act.CLIENT_SPEAKS, SpanKind.CLIENT_SPEAKS),
        (Act.THERAPIST_SPEAKS, SpanKind.THERAPIST_SPEAKS),
    ],
)
def test_every_running_stretch_ends_with_the_last_beat(act: Act, kind: SpanKind) -> None:
    moments = marked((20.0, act))
    found = ends(moments, LAST_BEAT_S, LAST_S, UTC)
    (span,) = read_marks((*moments, *found)).spans_of(kind)
    assert (span.start_s, span.end_s) == (20.0, LAST_BEAT_S)
    assert found[0].payload["by"] == SetEnd.INTERRUPTED.value
    assert (found[0].by, found[0].input) == ("program", "interrupted")


def test_time_off_the_record_has_no_beats_and_ends_with_the_last_thing_that_was_stored() -> None:
    moments = marked((20.0, Act.OFF_RECORD))
    found = ends(moments, 19.5, LAST_S, UTC)
    (span,) = read_marks((*moments, *found)).spans_of(SpanKind.OFF_RECORD)
    assert (span.start_s, span.end_s) == (20.0, LAST_S)


@pytest.mark.parametrize("last_beat_s", [85.0, None])
def test_no_end_comes_before_its_beginning(last_beat_s: float | None) -> None:
    moments = marked((90.0, Act.SET))
    (end,) = ends(moments, last_beat_s, LAST_S, UTC)
    assert end.kind is MomentKind.SET_ENDED
    assert end.t_s == (90.0 if last_beat_s else LAST_S)


def test_the_clients_screen_went_dark_and_doesnt_come_back_by_itself() -> None:
    moments = marked((20.0, Act.SCREEN_PACER))
    (end,) = ends(moments, LAST_BEAT_S, LAST_S, UTC)
    assert (end.kind, end.t_s) == (MomentKind.CLIENT_SCREEN, LAST_S)
    assert read_stage(read_marks((*moments, end)), MarkSettings()).screen is ClientScreen.OFF
    assert ends(marked((20.0, Act.SCREEN_PACER), (30.0, Act.SCREEN_OFF)), LAST_BEAT_S, LAST_S, UTC) == ()


def test_two_things_that_ran_end_with_numbers_that_go_on() -> None:
    moments = marked((20.0, Act.QUIET), (90.0, Act.SET))
    found = ends(moments, LAST_BEAT_S, LAST_S, UTC)
    assert [moment.moment_id for moment in found] == [len(moments) + 1, len(moments) + 2]
    assert len(read_marks((*moments, *found)).moments) == len(moments) + 2
