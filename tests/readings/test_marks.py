import re
from itertools import count
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from coreg.domain.marks import Scale, SetEnd, SetKind, SpanKind
from coreg.domain.moment import Moment, MomentKind
from coreg.readings.marks import read_marks, standing_moments


class Pen:
    """Writes moments one after the other, as a session does."""

    def __init__(self):
        self.moments = []
        self._ids = count(1)

    def mark(self, moment_kind, at_s, amends=None, **payload):
        moment = Moment(next(self._ids), at_s, "", moment_kind, payload=payload, amends=amends)
        self.moments.append(moment)
        return moment.moment_id

    def one_set(self, number, start_s, end_s, by="key", **payload):
        start = self.mark(MomentKind.SET_STARTED, start_s, set=number, **payload)
        return start, self.mark(MomentKind.SET_ENDED, end_s, set=number, by=by)

    @property
    def marks(self):
        return read_marks(self.moments)


def test_two_presses_make_a_set_of_its_kind_and_target():
    pen = Pen()
    pen.one_set(1, 10.0, 40.0, kind="installation", target=2, modality="tapping")
    (one,) = pen.marks.sets
    assert (one.number, one.start_s, one.end_s, one.kind, one.target) == (1, 10.0, 40.0, SetKind.INSTALLATION, 2)
    assert one.ended_by is SetEnd.KEY
    assert one.is_counted


def test_a_running_set_has_no_end():
    pen = Pen()
    pen.mark(MomentKind.SET_STARTED, 5.0, set=1)
    assert pen.marks.sets[0].end_s is None


def test_a_retracted_start_voids_the_set_and_bringing_it_back_restores_it():
    pen = Pen()
    start, _ = pen.one_set(1, 10.0, 40.0)
    pen.one_set(2, 60.0, 90.0)
    retraction = pen.mark(MomentKind.RETRACT, 95.0, amends=start)
    assert [one.number for one in pen.marks.sets] == [2]
    assert start in [moment.moment_id for moment in pen.moments], "the audit keeps it"
    pen.mark(MomentKind.RETRACT, 96.0, amends=retraction)
    assert [one.number for one in pen.marks.sets] == [1, 2]


def test_a_retracted_end_lets_the_set_run_on():
    pen = Pen()
    _, end = pen.one_set(1, 10.0, 40.0)
    pen.mark(MomentKind.RETRACT, 50.0, amends=end)
    assert pen.marks.sets[0].end_s is None
    pen.mark(MomentKind.SET_ENDED, 55.0, set=1)
    assert pen.marks.sets[0].end_s == 55.0


def test_amendments_add_up_in_order_and_one_can_be_taken_back():
    pen = Pen()
    rating = pen.mark(MomentKind.RATING, 30.0, scale="sud", value=7)
    pen.mark(MomentKind.AMEND, 31.0, amends=rating, scale="voc")
    moved = pen.mark(MomentKind.AMEND, 32.0, amends=rating, t_s=28.0)
    (found,) = pen.marks.ratings
    assert (found.scale, found.value, found.t_s) == (Scale.VOC, 7, 28.0)
    pen.mark(MomentKind.RETRACT, 33.0, amends=moved)
    assert pen.marks.ratings[0].t_s == 30.0


def test_sets_that_were_interrupted_off_the_record_or_excluded_do_not_count():
    pen = Pen()
    pen.one_set(1, 10.0, 40.0, by="interrupted")
    pen.one_set(2, 60.0, 90.0)
    pen.mark(MomentKind.OFF_RECORD_STARTED, 80.0)
    pen.mark(MomentKind.OFF_RECORD_ENDED, 100.0)
    pen.one_set(3, 120.0, 150.0)
    pen.one_set(4, 180.0, 210.0)
    pen.mark(MomentKind.EXCLUDED, 200.0, end_s=260.0, reason="strap slipped")
    assert [one.is_counted for one in pen.marks.sets] == [False, False, True, False]


def test_speech_is_of_the_one_who_speaks():
    pen = Pen()
    pen.mark(MomentKind.SPEECH_STARTED, 1.0, who="client")
    pen.mark(MomentKind.SPEECH_STARTED, 2.0, who="therapist")
    pen.mark(MomentKind.SPEECH_ENDED, 5.0, who="client")
    spans = {span.kind: (span.start_s, span.end_s) for span in pen.marks.spans}
    assert spans == {SpanKind.CLIENT_SPEAKS: (1.0, 5.0), SpanKind.THERAPIST_SPEAKS: (2.0, None)}


def test_a_word_that_is_not_known_leaves_the_mark_out_and_nothing_else():
    pen = Pen()
    pen.one_set(1, 10.0, 40.0, kind="no such kind")
    pen.mark(MomentKind.RATING, 50.0, scale="no such scale", value=3)
    pen.one_set(2, 60.0, 90.0)
    assert [one.number for one in pen.marks.sets] == [2]
    assert pen.marks.ratings == ()
    assert len(pen.marks.moments) == 5


@given(st.lists(st.tuples(st.sampled_from(list(MomentKind)), st.floats(0, 1e4), st.integers(0, 30)), max_size=30))
def test_any_moments_give_marks_and_nothing_retracted_stands(told):
    pen = Pen()
    for kind, t_s, n in told:
        pen.mark(kind, t_s, amends=n or None, set=n, value=n % 11, scale="sud", who="client")
    standing = {moment.moment_id for moment in standing_moments(pen.moments)}
    last = pen.moments[-1] if pen.moments else None
    if last is not None and last.kind is MomentKind.RETRACT:
        assert last.amends not in standing
    assert pen.marks.revision == len(pen.moments)
    assert all(one.number in [m.payload["set"] for m in pen.moments] for one in pen.marks.sets)


def test_every_kind_of_moment_stands_in_the_file_format():
    document = (Path(__file__).parents[2] / "docs" / "FILE_FORMAT.md").read_text(encoding="utf-8")
    table = document.split("| kind | payload |", 1)[1].split("\n\n", 1)[0]
    named = set(re.findall(r"`(\w+)`", "\n".join(line.split("|")[1] for line in table.splitlines() if "|" in line)))
    assert named == {kind.value for kind in MomentKind}
