"""What the page says of a session, and what it says where that isn't known."""

import math
from dataclasses import replace

import pytest

from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.recording.reader import Ended, Recording
from coreg.report import wording
from coreg.report.asked import Asked
from coreg.report.html import html
from coreg.report.page import Page
from coreg.review.report_page import report_page
from coreg.review.reviewed import review
from tests.report import pages
from tests.review import long_session
from tests.review.long_session import recording, session


def page_of(changed: Recording) -> Page:
    return report_page(review(changed), Asked())


def said(page: Page, title: str) -> str:
    return "\n".join(line for one in (*page.readings, *page.accounts) if one.title == title for line in one.lines)


def with_moment(kind: MomentKind, t_s: float, input_: str = "key", **payload: float) -> Recording:
    whole = recording()
    number = len(whole.moments) + 1
    one = Moment(number, t_s, "2026-03-01T23:40:00Z", kind, "therapist", input_, dict(payload))
    return replace(whole, moments=(*whole.moments, one))


def test_the_head_says_which_session_whose_and_how_well_each_was_measured() -> None:
    page = pages.page()
    assert (page.heading, page.who, page.copy) == ("Session 7", "K-12", "Therapist’s copy")
    client, therapist = page.people
    assert client.text.startswith("Polar H10 · 99 % of the time can be read · baseline 74\u00a0/min, RMSSD ")
    assert therapist.text.startswith("Movesense Medical · 99 % of the time can be read · baseline 66\u00a0/min")


def test_the_strip_has_both_hearts_sets_phases_ratings_holes_and_what_was_left_out() -> None:
    strip = pages.page().strip
    assert strip is not None
    assert [one.role for one in strip.heart_rate] == [one.role for one in strip.rmssd] == list(Role)
    assert len(strip.sets) == 20
    assert [one.label for one in strip.phases] == ["2 Preparation", "4 Desensitization"]
    assert [(one.label, one.points[0]) for one in strip.ratings] == [("SUD", (310.0, 8)), ("VoC", (320.0, 2))]
    assert {one.role for one in strip.holes} == set(Role)
    assert [(one.start_s, one.end_s, one.label) for one in strip.left_out] == [(3500.0, 3560.0, "off the record")]
    assert strip.together is not None


def test_the_curves_on_the_strip_are_the_sessions_readings_and_break_in_a_hole() -> None:
    strip = pages.page().strip
    assert strip is not None
    for line in (*strip.heart_rate, *strip.rmssd):
        in_hole = [v for t_s, v in zip(line.t_s, line.value, strict=True) if 2510.0 < t_s < 2530.0]
        assert in_hole
        assert all(map(math.isnan, in_hole))
    lane = session().people[Role.CLIENT].rmssd_lane
    known = [v for v in strip.rmssd[0].value if not math.isnan(v)]
    assert set(known) <= set(lane.value)
    assert len(known) > 400


def test_the_table_has_every_set_and_a_letter_with_its_reason_where_something_isnt_known() -> None:
    table = pages.page().sets
    assert table is not None
    assert [row[0].text for row in table.rows] == [*map(str, range(1, 20)), "20i"]
    assert {len(row) for row in table.rows} == {len(table.heads)}
    letters = {cell.reason for row in table.rows for cell in row if cell.text == "–"}
    assert letters == {letter for letter, _ in table.reasons}
    assert ("a", "too few beats") in table.reasons
    first = session().people[Role.CLIENT].sets.sets[0]
    assert table.rows[0][3].text == f"{first.before_bpm.value:.0f}"
    assert table.rows[0][8].text == f"+{first.rise_bpm.value:.0f}"


def test_start_to_end_stands_beside_what_sitting_still_gives() -> None:
    words = said(pages.page(), wording.IN_ALL)
    assert "Client: over 19 sets heart rate rose by 9\u00a0/min (9 to 9); half of it was gone after" in words
    assert "Client: from the start to the last quiet minutes heart rate changed by " in words
    assert words.count("sitting still alone: about ±4.") == 4


def test_what_wasnt_known_is_listed_with_its_reason() -> None:
    words = said(pages.page(), wording.UNKNOWN).splitlines()
    assert words[0] == "Everything while off the record, 1:00 in all."
    assert words[1] == "Client, one stretch without beats, 0:29 in all: nothing came."
    assert "Therapist, a rise around the sets: no clear rise." in words


def test_ratings_and_marks_stand_in_words_and_self_energy_never_beside_the_heart() -> None:
    page = pages.page()
    assert said(page, wording.RATINGS).splitlines() == [
        "SUD: 8 (5:10), 5 (16:40), 0 (50:00)",
        "VoC: 2 (5:20)",
        "Self-energy, as the therapist judged it: 3 (5:30)",
        "Marked: star 11:40 · drifted 11:50",
    ]
    assert page.strip is not None
    assert "Self-energy" not in repr(page.strip)


def test_the_foot_has_seal_and_definitions() -> None:
    page = pages.page()
    assert page.foot[0] == f"Seal 3 · {long_session.HEAD.hex()}"
    assert "definitions 1, recorded with 1 · session abababab" in page.foot[1]
    assert page_of(replace(recording(), seal=None)).foot[0].startswith("Not sealed")


def test_simulated_cut_off_and_amended_are_said_across_the_page() -> None:
    whole = recording()
    header = replace(whole.header, is_simulated=True, imported_from="hrv-logger")
    changed = replace(with_moment(MomentKind.STAR, 100.0, "review"), header=header, ended=Ended.INTERRUPTED)
    assert page_of(changed).banners == (
        wording.SIMULATED,
        "Imported (hrv-logger), not recorded by Coreg",
        wording.CUT_OFF,
        wording.AMENDED,
    )
    assert pages.page().banners == ()


def test_a_baseline_taken_while_upset_is_compared_with_nothing() -> None:
    page = page_of(with_moment(MomentKind.BASELINE_UPSET, 250.0))
    assert "from the start" not in said(page, wording.IN_ALL)
    assert "Client, everything against the start: the baseline was taken while upset." in said(
        page, wording.UNKNOWN
    )
    assert page.sets is not None
    assert ("a", wording.UPSET) in page.sets.reasons
    assert {row[6].text for row in page.sets.rows} == {"–"}


def test_one_strap_is_said_as_such_and_nothing_is_said_of_the_two() -> None:
    page = page_of(long_session.without(Role.THERAPIST))
    assert page.people[1].text == wording.NOT_WORN
    assert "Therapist, everything: no strap was worn." in said(page, wording.UNKNOWN)
    assert not said(page, wording.TOGETHER)
    assert page.strip is not None
    assert page.strip.together is None


def test_without_the_clients_strap_the_sets_stand_as_they_were_marked() -> None:
    page = page_of(long_session.without(Role.CLIENT))
    assert page.sets is not None
    assert {cell.text for row in page.sets.rows for cell in row[3:]} == {"–"}
    assert page.sets.reasons == (("a", "no strap was worn"),)
    assert b"#005B96" not in html(page).partition(b"<body>")[2]


@pytest.mark.parametrize("length_s", [0.0, 60.0, 3600.0])
@pytest.mark.parametrize("keeps_marks", [True, False])
def test_a_session_without_straps_is_marks_only(length_s: float, keeps_marks: bool) -> None:
    whole = recording()
    moments = whole.moments if keeps_marks else ()
    page = page_of(replace(whole, beats=(), straps=(), moments=moments, duration_s=length_s))
    assert said(page, wording.UNKNOWN) == wording.NOBODY
    assert (page.strip is None) is (length_s == 0.0)
    assert (page.sets is not None) is keeps_marks
    assert html(page)


def test_a_session_in_which_nothing_was_marked_is_its_hearts_alone() -> None:
    page = page_of(replace(recording(), moments=()))
    assert page.sets is None
    assert page.strip is not None
    assert (page.strip.phases, page.strip.sets, page.strip.ratings) == ((), (), ())
    assert "Client, everything against the start: no baseline was marked." in said(page, wording.UNKNOWN)
    assert html(page)
