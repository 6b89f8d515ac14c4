"""The course as a page: whole in one file, every unknown with its reason, and no word about better or worse."""

import re
from dataclasses import replace
from random import Random
from xml.etree import ElementTree

import pytest

from coreg.domain.course import Course
from coreg.domain.marks import Rating, Scale
from coreg.dsp.usual_range import LEAST_SESSIONS
from coreg.readings.course import LEAST_BEFORE, read_course
from coreg.report.course.build import course_page
from coreg.report.course.drawing import paint, session_at, svg
from coreg.report.course.html import html
from coreg.report.course.page import CountsRow, CoursePage, HeldRow, PointsRow, StepsRow
from tests.languages.never import never_said
from tests.report.courses import courses, session, sessions

COURSES = courses()


def page(name: str) -> CoursePage:
    return course_page(COURSES[name], "K-12")


def text(of: CoursePage) -> str:
    return re.sub(r"<[^>]+>", " ", html(of).decode())


@pytest.mark.parametrize("name", COURSES)
def test_a_page_is_one_file_without_script_or_anything_from_elsewhere(name: str) -> None:
    written = html(page(name)).decode()
    assert "<script" not in written
    assert not re.search(r"(?:src|href)=", written)
    assert "http" not in written.replace("http://www.w3.org/2000/svg", "")
    for once in ('<meta charset="utf-8">', "<!DOCTYPE html>"):
        written = written.replace(once, "")
    ElementTree.fromstring(written.replace('initial-scale=1">', 'initial-scale=1"/>').replace("<br>", "<br/>"))


@pytest.mark.parametrize("name", COURSES)
def test_a_page_says_nothing_of_better_or_worse(name: str) -> None:
    said = text(page(name))
    assert not re.search(r"improv|wors|better|progress|success|decline|[↑↓→←▲▼]", said, re.IGNORECASE)
    assert never_said("en", said.replace("Not a medical device", "")) == []


@pytest.mark.parametrize("name", [name for name in COURSES if name != "empty"])
def test_the_picture_has_a_title_and_a_description_and_a_row_for_every_session(name: str) -> None:
    picture = page(name).picture
    assert picture is not None
    drawn = ElementTree.fromstring(svg(picture))
    names = [part.text for part in drawn if part.tag.endswith(("title", "desc"))]
    assert names == [picture.title, picture.description]
    for row in picture.rows:
        match row:
            case PointsRow():
                assert len(row.points) == picture.n_sessions
            case CountsRow():
                assert len(row.counts) == picture.n_sessions
            case HeldRow():
                assert len(row.held) == picture.n_sessions
            case StepsRow():
                assert all(at < picture.n_sessions for at, _ in row.steps)


def test_what_isnt_known_says_why_in_the_table_and_in_the_list() -> None:
    of = page("no-baseline")
    assert of.table is not None
    reasons = dict(of.table.reasons)
    assert {reasons[row[3].reason] for row in of.table.rows} == {"unknown: no baseline before it"}
    assert all("Baseline unknown: no baseline before it." in one.lines for one in of.sessions)
    said = " ".join(line for part in of.said for line in part.lines)
    assert "Baseline heart rate, /min: not known in any session" in said


def test_a_few_sessions_are_said_to_be_too_few() -> None:
    said = " ".join(line for part in course_page(read_course(sessions(5)), "K").said for line in part.lines)
    assert said.count("too few sessions to tell") == 6
    assert f"it needs {LEAST_SESSIONS} with a baseline" in said
    assert f"it needs {LEAST_BEFORE} with a baseline" in said


def test_enough_sessions_have_their_usual_range_and_an_exact_p_that_is_no_proof() -> None:
    course = COURSES["12"]
    said = " ".join(line for part in page("12").said for line in part.lines)
    usual = course.baseline_bpm.usual
    assert usual is not None
    assert f"Usual range {usual.low:.1f} to {usual.high:.1f}" in said
    assert f"exact p {course.baseline_bpm.overlap.p:.3f}. A description, not proof." in said


class Lines:
    """A canvas that remembers the lines."""

    def __init__(self) -> None:
        self.lines: list[tuple[list[tuple[float, float]], str]] = []

    def line(self, points, stroke, width=1.0, dash="") -> None:
        self.lines.append((list(points), dash))

    def _nothing(self, *_: object, **__: object) -> None:
        pass

    rect = band = dot = hatch = text = _nothing


def test_no_line_runs_across_a_change_of_strap_or_medication() -> None:
    picture = page("changed").picture
    assert picture is not None
    assert [at for at, _ in picture.breaks] == [4, 8]
    only = replace(picture, rows=tuple(row for row in picture.rows if isinstance(row, PointsRow)))
    canvas = Lines()
    paint(canvas, only, 516.0)
    upright = [points[0][0] for points, dash in canvas.lines if dash == "2 2"]
    joins = [points for points, _ in canvas.lines if len(points) > 1 and points[0][1] != points[-1][1]]
    level = [points for points in joins if len({x for x, _ in points}) > 1]
    assert len(upright) == 2
    assert level
    assert not [points for points in level for x in upright if points[0][0] < x < points[-1][0]]


def test_a_place_in_the_picture_is_a_session_or_none() -> None:
    picture = page("12").picture
    assert picture is not None
    assert session_at(picture, 10.0, 516.0) is None
    found = [session_at(picture, 92.0 + 0.5 + i, 516.0) for i in range(416)]
    assert set(found) - {None} == set(range(12))


def test_answers_of_the_therapist_are_said_of_target_and_session() -> None:
    of = page("12")
    assert "Target 1: marked complete." in of.sessions[5].lines
    targets = next(part for part in of.said if part.title == "Targets")
    assert [line.rpartition(". ")[2] for line in targets.lines] == ["Marked complete.", "Marked complete."]


def test_who_it_is_stands_in_the_heading_alone_and_never_as_markup() -> None:
    odd = '<b onclick="x">K</b> & co'
    written = html(course_page(COURSES["one"], odd)).decode()
    assert "<b " not in written
    assert "<title>Coreg: course of a therapy</title>" in written


def test_self_energy_never_stands_beside_a_heart() -> None:
    one = replace(session(5, Random(1)), ratings=(Rating(60.0, Scale.SELF_ENERGY, 7, None),))
    of = course_page(read_course([one]), "K")
    assert of.picture is not None
    assert not [row for row in of.picture.rows if isinstance(row, StepsRow)]
    assert "Self" not in text(of)


def test_an_empty_course_says_so() -> None:
    empty: Course = COURSES["empty"]
    of = course_page(empty, "K-12")
    assert of.picture is None
    assert "No session of this client can be read yet." in text(of)
