"""The review window as somebody sees and uses it: a real window, a session of simulated people."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coreg.domain.moment import Moment, MomentKind
from coreg.domain.note import Note, NoteKind
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.together import TogetherState
from coreg.recording.reader import Recording
from coreg.review.reviewed import ReviewedSession, review
from coreg.review.strip import read_strip
from coreg.ui.review.keys import KEYS, WITH_CONTROL, WITH_SHIFT, ReviewAct
from coreg.ui.review.page import Page
from coreg.ui.review.strip_view import strip_view
from coreg.ui.review.window import ReviewWindow
from coreg.ui.theme import DARK, LIGHT, Look, contrast, mix
from tests.ui.conftest import settle
from tests.ui.review import sessions

Key = Qt.Key


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return sessions.with_gaps(tmp_path_factory.mktemp("review"))


@pytest.fixture(scope="module")
def session(recording: Recording) -> ReviewedSession:
    return review(recording)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return sessions.marks_only(tmp_path_factory.mktemp("review"))


@pytest.fixture
def window(app: QApplication, shown: Callable[..., QWidget], session: ReviewedSession) -> Iterator[ReviewWindow]:
    made = ReviewWindow(Look(), can_report=True, can_export=True)
    shown(made)
    made.show_session(session)
    settle(app)
    yield made
    made.may_close = True


def press(window: ReviewWindow, *keys: Key) -> None:
    for key in keys:
        QTest.keyClick(window, key)


def test_it_opens_with_the_whole_session_its_length_and_the_share_measured(window: ReviewWindow) -> None:
    assert window.chart.seen.is_whole
    assert window.top.title.text().endswith("· 16:00")
    assert re.fullmatch(r"Share of time measured: client \d\d %, therapist \d\d %", window.top.measured.text()), (
        window.top.measured.text()
    )
    assert window.top.banner.text() == "Simulated people, not a real session"


def test_a_strip_alone_says_that_the_rest_is_being_read_and_then_stays_where_it_was(
    app: QApplication, window: ReviewWindow, recording: Recording, session: ReviewedSession
) -> None:
    window.show_session(read_strip(recording))
    assert window.chart.together_label.text().startswith("Moving together: being read")
    assert window.findings.reading.isVisible()
    press(window, Key.Key_Plus)
    seen = window.chart.seen
    window.show_session(session)
    assert window.chart.seen == seen
    assert not window.findings.reading.isVisible()
    assert window.chart.together_label.text().startswith(
        ("Moving together. The two hearts", "Moving together. Not known: ")
    )


def test_every_act_has_a_key_and_its_method() -> None:
    assert {*KEYS.values(), *WITH_SHIFT.values(), *WITH_CONTROL.values()} == set(ReviewAct)
    assert all(callable(getattr(ReviewWindow, f"_{act.value}")) for act in ReviewAct)


def test_keys_zoom_move_and_come_back_to_the_whole(window: ReviewWindow) -> None:
    whole_s = window.chart.seen.span_s
    press(window, Key.Key_Plus, Key.Key_Plus)
    assert window.chart.seen.span_s == pytest.approx(whole_s / 4)
    start_s = window.chart.seen.start_s
    press(window, Key.Key_PageDown)
    assert window.chart.seen.start_s > start_s
    press(window, Key.Key_PageUp, Key.Key_PageUp, Key.Key_PageUp)
    assert window.chart.seen.start_s == 0.0
    press(window, Key.Key_Minus)
    assert window.chart.seen.span_s == pytest.approx(whole_s / 2)
    press(window, Key.Key_Home)
    assert window.chart.seen.is_whole


def test_all_lanes_show_the_same_part_and_their_times_lie_under_each_other(window: ReviewWindow) -> None:
    press(window, Key.Key_Right)
    assert {lane.seen for lane in window.chart.lanes} == {window.chart.seen}
    fields = [lane.field for lane in window.chart.lanes]
    lefts = {
        lane.x_in(window.chart) + field.left_px for lane, field in zip(window.chart.lanes, fields, strict=True)
    }
    assert len(lefts) == 1
    assert len({field.width_px for field in fields}) == 1


def test_the_wheel_zooms_about_the_pointer_and_dragging_moves(app: QApplication, window: ReviewWindow) -> None:
    chart = window.chart
    place = QPoint(chart.width() // 3, chart.height() // 2)
    under_s = chart.t_s(place.x())
    where = QPointF(place)
    wheel = QWheelEvent(
        where, QPointF(chart.mapToGlobal(place)), QPoint(), QPoint(0, 480), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart, wheel)
    assert not chart.seen.is_whole
    assert chart.t_s(place.x()) == pytest.approx(under_s, abs=1.0)
    before = chart.seen
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(chart, place - QPoint(60, 0))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=place - QPoint(60, 0))
    assert chart.seen.start_s > before.start_s
    assert chart.seen.span_s == pytest.approx(before.span_s)
    assert chart.cursor_s is None, "a drag chooses nothing"


def test_left_and_right_go_from_set_to_set_and_say_what_stands_there(window: ReviewWindow) -> None:
    press(window, Key.Key_Right)
    first = window.chart.view.sets[0]
    assert window.selected_span() == (first.start_s, first.end_s)
    moment = window.selected_moment()
    assert moment is not None
    assert moment.kind is MomentKind.SET_STARTED
    assert moment.payload["set"] == first.number
    assert window.readout.text().startswith("Set 1 at ")
    assert re.search(r"client \d+ /min, RMSSD \d+ ms · therapist \d+ /min", window.readout.text())
    press(window, Key.Key_Right)
    assert window.selected_span() != (first.start_s, first.end_s)
    press(window, Key.Key_Left, Key.Key_Left)
    assert window.selected_span() == (first.start_s, first.end_s), "it stays at the first"


def test_up_and_down_go_from_mark_to_mark_and_escape_lets_go_before_it_leaves(window: ReviewWindow) -> None:
    gone: list[bool] = []
    window.left.connect(lambda: gone.append(True))
    press(window, Key.Key_Down)
    assert window.selected_moment() == window.chart.view.marks[0]
    press(window, Key.Key_Escape)
    assert window.selected_moment() is None
    assert not gone
    press(window, Key.Key_Escape)
    assert gone


def test_a_stretch_is_drawn_out_with_shift_by_mouse_or_keys(window: ReviewWindow) -> None:
    chart = window.chart
    place = QPoint(chart.width() // 2, chart.height() // 2)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, shift, place)
    QTest.mouseMove(chart, place + QPoint(50, 0))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, shift, place + QPoint(50, 0))
    span = window.selected_span()
    assert span is not None
    assert span == pytest.approx((chart.t_s(place.x()), chart.t_s(place.x() + 50)), abs=2.0)
    press(window, Key.Key_Escape)
    assert window.selected_span() is None
    for _ in range(3):
        QTest.keyClick(window, Key.Key_Right, shift)
    by_keys = window.selected_span()
    assert by_keys is not None
    assert by_keys[1] - by_keys[0] == pytest.approx(0.06 * chart.seen.span_s)


def test_enter_opens_the_note_of_the_mark_and_says_so_where_there_is_none(
    app: QApplication, window: ReviewWindow, session: ReviewedSession
) -> None:
    press(window, Key.Key_Return)
    assert window.readout.text() == "↑ and ↓ choose a mark"
    press(window, Key.Key_Down, Key.Key_Return)
    assert window.readout.text() == "There is no note at this mark"
    note = Moment(900, 500.0, "", MomentKind.NOTE, payload={"note": 1})
    marks = replace(session.marks, moments=(*session.marks.moments, note))
    window.show_session(replace(session, marks=marks))
    window.show_notes([Note(1, NoteKind.NOTE, "hands feel cold", "2026-01-01T10:00:00Z")])
    window.chart.choose_mark(note)
    press(window, Key.Key_Return)
    settle(app)
    assert [row.detail for row in window.findings.notes.rows.rows] == ["hands feel cold"]


def test_notes_are_folded_until_they_are_asked_for(window: ReviewWindow, session: ReviewedSession) -> None:
    note = Moment(900, 500.0, "", MomentKind.NOTE, payload={"note": 1})
    marks = replace(session.marks, moments=(*session.marks.moments, note))
    window.show_session(replace(session, marks=marks))
    window.show_notes([Note(1, NoteKind.NOTE, "hands feel cold", "2026-01-01T10:00:00Z")])
    assert [(row.title, row.detail) for row in window.findings.notes.rows.rows] == [("8:20", "")]


def test_a_gap_is_hatched_at_its_own_persons_line_and_says_whose_it_is(
    app: QApplication, window: ReviewWindow
) -> None:
    lane = window.chart.heart_rate
    client = next(person for person in lane.view.people if person.role is Role.CLIENT)
    gap = client.gaps[0]
    assert "client: no signal 1:" in lane.describe()
    assert "therapist: no signal" in lane.describe()
    picture = lane.grab().toImage()
    x = round(lane.field.left_px + (gap.start_s + gap.end_s) / 2 / lane.seen.span_s * lane.field.width_px)
    own, other = QColor(LIGHT.client), QColor(LIGHT.therapist)
    column = [picture.pixelColor(x + dx, y) for dx in range(-3, 4) for y in range(picture.height())]
    start_line_y = round(float(lane.field.y(np.array([client.start_bpm or 0.0]))[0]))
    assert sum(colour == own for colour in column) > 10, f"the ribbon is the client's, beside {start_line_y}"
    assert any(_is_near(colour, other) for colour in column), "the therapist's line goes on through it"


def _is_near(one: QColor, other: QColor) -> bool:
    channels = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) < 40 for a, b in channels)


def test_lanes_have_names_and_say_what_is_seen(app: QApplication, window: ReviewWindow) -> None:
    window.chart.describe()
    for lane in window.chart.lanes:
        assert lane.accessibleName()
    said = window.chart.heart_rate.accessibleDescription()
    assert re.search(r"Client, heart rate, from \d+ to \d+ beats a minute", said)
    assert said.index("Client") < said.index("Therapist")
    assert "SUD 8 at" in window.chart.ratings.accessibleDescription()
    assert "4 · Desensitization" in window.chart.phases.accessibleDescription()


def test_rows_of_sets_are_sentences_with_units_and_reasons(window: ReviewWindow) -> None:
    names = [row.accessibleName() for row in window.findings.table.rows]
    assert len(names) == len(window.chart.view.sets)
    assert all(re.match(r"Set \d+.*Heart rate before: (\d+ beats a minute|unknown: )", name) for name in names)
    letters = {letter for row in window.findings.table.rows for letter in row.letters if letter}
    assert all(f"{letter}: " in window.findings.footnotes.text() for letter in letters)


def test_a_click_on_a_row_shows_its_set(window: ReviewWindow) -> None:
    row = window.findings.table.rows[1]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert window.chart.chosen_set is not None
    assert window.chart.chosen_set.number == row.number
    assert not window.chart.seen.is_whole


def test_a_change_stands_beside_what_sitting_still_gives(window: ReviewWindow, session: ReviewedSession) -> None:
    client = session.people[Role.CLIENT]
    sets = replace(client.sets, drift_bpm=Reading(4.2, 1.1, 6.3), start_to_end_bpm=Reading(-0.2, -1.3, 0.9))
    window.show_session(replace(session, people={**session.people, Role.CLIENT: replace(client, sets=sets)}))
    said = [words.text() for words in window.findings.sentences if words.isVisible()]
    assert "drifted by +4 /min over ten sets (+1 to +6). Sitting still alone: about ±4 bpm." in said[2]
    assert "to the last quiet minutes: 0 /min (−1 to +1). Sitting still alone: about ±4 bpm." in said[3]


def test_a_replay_begins_where_one_is_at_the_chosen_speed(window: ReviewWindow) -> None:
    asked: list[tuple[float, int]] = []
    window.replay_asked.connect(lambda t_s, speed: asked.append((t_s, speed)))
    press(window, Key.Key_R, Key.Key_S, Key.Key_S, Key.Key_Right, Key.Key_R)
    assert asked == [(0.0, 1), (window.chart.view.sets[0].start_s, 4)]


def test_a_spectrum_is_read_when_its_page_is_opened(window: ReviewWindow) -> None:
    asked: list[bool] = []
    window.spectrum_asked.connect(lambda: asked.append(True))
    assert not asked
    window.spectrum_button.click()
    assert asked


def test_another_page_can_be_put_beside_the_findings(window: ReviewWindow) -> None:
    window.add_page("Amend", Page())
    assert [tab.text() for tab in window.side.tabs] == ["Sets", "Spectrum", "Amend"]
    window.side.tabs[2].click()
    assert window.side.page == 2


def test_a_session_of_marks_alone_shows_no_empty_lanes(
    app: QApplication, shown: Callable[..., QWidget], marked: Recording
) -> None:
    window = ReviewWindow(Look())
    shown(window)
    window.show_session(review(marked))
    settle(app)
    assert not window.chart.heart_rate.isVisible()
    assert not window.chart.rmssd.isVisible()
    assert window.chart.ratings.isVisible()
    assert "client not worn, therapist not worn" in window.top.measured.text()
    assert "it takes a strap on both people" in window.chart.together_label.text()
    press(window, Key.Key_Right)
    assert window.selected_span() is not None
    window.may_close = True


def test_time_off_the_record_is_seen_as_such_and_holds_nothing(marked: Recording) -> None:
    view = strip_view(review(marked))
    assert [(round(span.start_s), round(span.end_s or 0)) for span in view.off_record] == [(200, 240)]


@pytest.mark.parametrize("size", [(900, 600), (1280, 800), (1920, 1080)])
def test_no_words_are_cut_short_and_nothing_overlaps(
    app: QApplication, window: ReviewWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    settle(app)
    parts = [window.top.title, window.top.banner, window.top.measured]
    rects = [part.geometry() for part in parts]
    assert all(not a.intersects(b) for n, a in enumerate(rects) for b in rects[n + 1 :])
    assert all(rect.right() < window.top.width() for rect in rects)
    lanes = [lane for lane in window.chart.lanes if lane.isVisible()]
    assert all(a.geometry().bottom() < b.geometry().top() for a, b in pairwise(lanes))
    assert window.chart.heart_rate.height() > 60


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_and_words_can_be_told_from_every_ground_they_stand_on(colours: object) -> None:
    palette = LIGHT if colours is LIGHT else DARK
    grounds = [palette.panel, palette.set_shade, palette.chosen]
    bands = [mix(palette.of(role), ground, 0.24) for role in Role for ground in grounds]
    for role in Role:
        own = (*grounds, *bands)
        assert all(contrast(palette.of(role), ground) >= 3.0 for ground in own)
    phases = [palette.baseline_band, mix(palette.together, palette.panel, 0.3)]
    assert all(contrast(palette.text, ground) >= 4.5 for ground in (*grounds, *bands, *phases))
    assert all(contrast(palette.muted_text, ground) >= 4.5 for ground in (palette.panel, palette.set_shade))


def test_stretches_of_the_two_cover_the_session_and_say_why_nothing_is_known(session: ReviewedSession) -> None:
    together = strip_view(session).together
    assert together is not None
    assert together[0].start_s == 0.0
    assert all(a.end_s == b.start_s for a, b in pairwise(together))
    assert all((one.unknown is None) == (one.state is not TogetherState.UNKNOWN) for one in together)
    assert together[0].unknown is Unknown.TOO_SHORT


def test_dark_and_light_change_by_a_key(window: ReviewWindow) -> None:
    press(window, Key.Key_F11)
    assert window.look.colours is DARK
    assert window.chart.heart_rate.look.colours is DARK


def test_a_path_that_holds_no_session_says_so(window: ReviewWindow, tmp_path: Path) -> None:
    window.say_problem("This file isn't a Coreg recording: choose another.")
    assert window.readout.text().startswith("This file")
    assert window.readout.tone == "notice"
