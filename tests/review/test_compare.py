"""Two sessions side by side: one scale for both, what isn't the same instrument said, never a verdict."""

import math
import re
from dataclasses import replace

import pytest

from coreg.domain.course import ContextTick
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.readings.marks import read_marks
from coreg.report.compare.drawing import room, strip
from coreg.report.compare.html import html
from coreg.report.compare.page import ComparePage
from coreg.review.compare import Side, compare_page
from coreg.review.reviewed import review
from tests.review.long_session import session, without

FIRST, SECOND = Side(session(), "K-12"), Side(review(without(Role.CLIENT)), "K-12")


def later(seconds: float) -> Side:
    """Return the session with its sets so much later, and so much longer."""
    whole = session()
    marks = replace(
        whole.marks,
        sets=tuple(
            replace(one, start_s=one.start_s + seconds, end_s=None if one.end_s is None else one.end_s + seconds)
            for one in whole.marks.sets
        ),
    )
    return Side(replace(whole, marks=marks, length_s=whole.length_s + seconds), "K-12")


@pytest.fixture(scope="module")
def page() -> ComparePage:
    return compare_page(FIRST, later(300.0))


def test_both_axes_are_as_long_and_begin_together(page: ComparePage) -> None:
    assert page.at_start == ((0.0, 3900.0), (0.0, 3900.0))


def test_the_first_sets_stand_beneath_each_other_where_that_is_asked_for(page: ComparePage) -> None:
    assert page.strips[0] is not None
    assert page.strips[1] is not None
    places = [
        room(page, nth, at_first_set=True).x_of(page.strips[nth].sets[0].start_s)  # type: ignore[union-attr]
        for nth in range(2)
    ]
    assert places[0] == pytest.approx(places[1])
    assert compare_page(FIRST, replace_sets(SECOND)).at_first_set is None


def replace_sets(side: Side) -> Side:
    return Side(replace(side.session, marks=replace(side.session.marks, sets=())), side.who)


def test_both_strips_have_the_scale_that_holds_both(page: ComparePage) -> None:
    one, other = page.strips
    assert one is not None
    assert other is not None
    fast = replace(
        other, heart_rate=tuple(replace(line, value=(128.0,) * len(line.t_s)) for line in other.heart_rate)
    )
    widened = replace(page, strips=(one, fast))
    ticks = [re.findall(r'text-anchor="end">(\d+)<', strip(widened, nth, at_first_set=False)) for nth in range(2)]
    assert ticks[0] == ticks[1]
    assert "40" in ticks[0] or "120" in ticks[0]


def test_a_session_without_a_strap_is_unknown_with_its_reason(page: ComparePage) -> None:
    of = compare_page(FIRST, SECOND)
    reasons = dict(of.table.reasons)
    baseline = next(row for row in of.table.rows if row[0].text.startswith("Baseline heart rate"))
    assert baseline[1].text
    assert reasons[baseline[2].reason] == "unknown: no strap was worn"
    assert of.has_curve == (True, False)
    assert of.curve_key.startswith("Only one of them has a curve")


def test_the_therapist_is_not_on_it_and_moving_together_has_no_size(page: ComparePage) -> None:
    for one in page.strips:
        assert one is not None
        assert {line.role for line in (*one.heart_rate, *one.rmssd)} == {Role.CLIENT}
        assert one.together is None
    together = next(row for row in page.table.rows if row[0].text == "Moving together")
    assert not re.search(r"\d", "".join(cell.text for cell in together))


def test_another_strap_another_person_and_changed_medication_are_said() -> None:
    tick = Moment(
        900, 3600.0, "", MomentKind.CONTEXT, payload={"tick": ContextTick.MEDICATION_CHANGED.value, "is_on": True}
    )
    whole = session()
    ticked = replace(whole, marks=read_marks((*whole.recording.moments, tick)))
    client = ticked.people[Role.CLIENT]
    assert client.strap is not None
    people = {**ticked.people, Role.CLIENT: replace(client, strap=replace(client.strap, model="Garmin HRM-Dual"))}
    banners = " ".join(compare_page(FIRST, Side(replace(ticked, people=people), "Heron")).banners)
    assert "two different people" in banners
    assert "Another strap model" in banners
    assert "Medication was ticked" in banners


def test_a_comparison_is_one_file_and_gives_no_verdict(page: ComparePage) -> None:
    written = html(page).decode()
    assert "<script" not in written
    assert written.count('role="img"') == 3
    said = re.sub(r"<[^>]+>", " ", written)
    assert not re.search(r"improv|wors|better|progress|faster|slower", said, re.IGNORECASE)
    assert "Two sessions are too few to tell a change from chance." in said
    assert not math.isnan(page.at_start[0][1])
