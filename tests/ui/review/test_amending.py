"""Corrections in the review's window: each is in the file, and every number, curve and sentence follows it."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.domain.marks import Scale, SetKind, SpanKind
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.export.formats import Format, make
from coreg.recording.place import Place
from coreg.recording.reader import Recording, read_session
from coreg.report.asked import Asked
from coreg.report.page import Face
from coreg.review.audit import Did, audit
from coreg.review.export_content import content_of
from coreg.review.reviewed import review_finally
from coreg.ui.review.chosen import Part
from tests.ui.review import amended
from tests.ui.review.amended import Desk

Key, Modifier = Qt.Key, Qt.KeyboardModifier
ALT, ALT_SHIFT = Modifier.AltModifier, Modifier.AltModifier | Modifier.ShiftModifier


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return amended.made(tmp_path_factory.mktemp("amending"))


@pytest.fixture
def path(recorded: Recording, tmp_path: Path) -> Path:
    return Path(shutil.copy(recorded.path, tmp_path / "s.coreg"))


@pytest.fixture
def desk(app: QApplication, kernels: None, path: Path) -> Iterator[Desk]:
    made = Desk(app, house.file_review(Place(path)))
    made.turn_to("Amend")
    yield made
    made.close()


def report_of(path: Path) -> str:
    return house.report_of_file(Place(path), Asked(), Face.HTML).decode()


def cells(desk: Desk) -> list[tuple[str, ...]]:
    return [row.cells for row in desk.window.findings.table.rows]


def test_after_opening_the_times_are_settled_and_the_window_says_so(desk: Desk) -> None:
    assert desk.window.top.standing.text() == "Times settled from both sides"


def test_a_set_is_taken_back_and_everything_follows(desk: Desk, path: Path) -> None:
    report = report_of(path)
    QTest.keyClick(desk.window, Key.Key_Right)
    assert desk.pages.amend.change.what.text() == "Set 1, 0:30 to 1:00"
    QTest.keyClick(desk.window, Key.Key_Delete)
    session = desk.wait()
    assert [one.number for one in session.marks.sets] == [2, 3]
    assert [row.number for row in desk.window.findings.table.rows] == [2, 3]
    assert [one.number for one in desk.window.chart.view.sets] == [2, 3]
    assert desk.window.top.standing.text() == "From amended marks · times settled from both sides"
    assert desk.window.readout.text() == "Corrected."
    assert desk.pages.amend.change.state.text() == "It was taken back: no number uses it."
    assert report_of(path) != report
    assert "amended after the session" in report_of(path)
    QTest.keyClick(desk.window, Key.Key_Delete)
    assert [one.number for one in desk.wait().marks.sets] == [1, 2, 3], "the same key brings it back"


def test_a_set_moves_by_five_seconds_and_its_readings_with_it(desk: Desk) -> None:
    before = cells(desk)
    for _ in range(2):
        QTest.keyClick(desk.window, Key.Key_Right)
    QTest.keyClick(desk.window, Key.Key_Greater, ALT_SHIFT)
    session = desk.wait()
    moved = session.marks.sets[1]
    assert (moved.start_s, moved.end_s) == pytest.approx((125.0, 155.0), abs=0.1)
    after = cells(desk)
    assert after[1] != before[1]
    assert after[0] == before[0]
    assert desk.window.chart.cursor_s == moved.start_s, "the cursor goes with what is in hand"
    entries = [entry for entry in audit(desk.stored()) if entry.did is Did.AMENDED]
    assert [entry.before.t_s for entry in entries if entry.before] == pytest.approx([150.0, 120.0], abs=0.1)


def test_a_mark_moves_by_the_keys_of_the_session(desk: Desk) -> None:
    at_s = desk.marks(MomentKind.STAR)[0].t_s
    QTest.keyClick(desk.window, Key.Key_Down)
    for key, modifiers, moved_s in (
        (Key.Key_Comma, ALT, -1.0),
        (Key.Key_Less, ALT_SHIFT, -6.0),
        (Key.Key_Period, ALT, -5.0),
        (Key.Key_Greater, ALT_SHIFT, 0.0),
    ):
        QTest.keyClick(desk.window, key, modifiers)
        desk.wait()
        assert desk.marks(MomentKind.STAR)[0].t_s == pytest.approx(at_s + moved_s)


def test_one_end_of_a_set_moves_alone(desk: Desk) -> None:
    QTest.keyClick(desk.window, Key.Key_Right)
    desk.click(desk.pages.amend.change.parts[Part.END])
    desk.click(desk.pages.amend.change.by[5.0])
    session = desk.click(desk.pages.amend.change.by[1.0])
    assert (session.marks.sets[0].start_s, session.marks.sets[0].end_s) == pytest.approx((30.0, 66.0), abs=0.1)


def test_a_mark_stays_in_hand_and_goes_to_where_the_cursor_is(desk: Desk) -> None:
    QTest.keyClick(desk.window, Key.Key_Down)
    desk.window.chart.choose_place(200.0)
    button = desk.pages.amend.change.to_cursor
    assert button.text() == "Move to the cursor, 3:20"
    desk.click(button)
    assert [mark.t_s for mark in desk.marks(MomentKind.STAR)] == [200.0]


def test_stepping_goes_through_ratings_and_phases_too(desk: Desk) -> None:
    seen = []
    for _ in range(5):
        QTest.keyClick(desk.window, Key.Key_Period)
        seen.append(desk.pages.amend.change.what.text())
    assert seen == [
        "Phase 4 at 0:05",
        "Set 1, 0:30 to 1:00",
        "SUD 7 at 1:20",
        "Star at 1:40",
        "Set 2, 2:00 to 2:30",
    ]
    QTest.keyClick(desk.window, Key.Key_Comma)
    assert desk.pages.amend.change.what.text() == "Star at 1:40"


def test_a_rating_a_set_a_phase_and_a_mark_become_others(desk: Desk) -> None:
    change, window = desk.pages.amend.change, desk.window
    QTest.keyClick(window, Key.Key_Period)
    change.first.choose("5")
    desk.click(change.change)
    QTest.keyClick(window, Key.Key_Period)
    change.first.choose("resource")
    desk.click(change.change)
    QTest.keyClick(window, Key.Key_Period)
    change.second.choose("3")
    desk.click(change.change)
    change.first.choose("voc")
    desk.click(change.change)
    QTest.keyClick(window, Key.Key_Period)
    change.first.choose("interweave")
    session = desk.click(change.change)
    assert desk.marks(MomentKind.PHASE)[0].payload["phase"] == 5
    assert session.marks.sets[0].kind is SetKind.RESOURCE
    assert (session.marks.ratings[0].scale, session.marks.ratings[0].value) == (Scale.VOC, 3)
    assert len(desk.marks(MomentKind.INTERWEAVE)) == 1
    assert window.chart.ratings_label.text() == "SUD · VoC"


def test_a_mark_a_rating_and_a_phase_are_added_at_the_cursor(desk: Desk) -> None:
    add = desk.pages.amend.add
    desk.window.chart.choose_place(100.0)
    add.mark.choose("sud")
    add.value.choose("6")
    desk.click(add.add_mark)
    add.mark.choose("star")
    desk.click(add.add_mark)
    add.mark.choose("phase")
    add.value.choose("7")
    session = desk.click(add.add_mark)
    assert [(one.t_s, one.value) for one in session.marks.ratings if one.t_s == 100.0] == [(100.0, 6)]
    assert 100.0 in [mark.t_s for mark in desk.marks(MomentKind.STAR)]
    assert desk.marks(MomentKind.PHASE)[-1].payload["phase"] == 7


def test_a_set_and_stretches_are_added_for_the_stretch_that_is_chosen(desk: Desk) -> None:
    add = desk.pages.amend.add
    desk.stretch(330.0, 360.0)
    desk.click(add.add_stretch)
    for kind in ("quiet", "disturbed"):
        add.stretch.choose(kind)
        desk.click(add.add_stretch)
    session = desk.wait()
    assert [(one.number, one.start_s, one.end_s) for one in session.marks.sets][-1] == (4, 330.0, 360.0)
    for span in (SpanKind.QUIET, SpanKind.DISTURBED):
        assert [(one.start_s, one.end_s) for one in session.marks.spans_of(span)] == [(330.0, 360.0)]


def test_two_minutes_left_out_leave_numbers_report_and_export(desk: Desk, path: Path, tmp_path: Path) -> None:
    before, report = cells(desk), report_of(path)
    usable = desk.window.top.measured.text()
    desk.stretch(110.0, 230.0)
    desk.click(desk.pages.amend.leave_out.who[Role.CLIENT])
    session = desk.click(desk.pages.amend.leave_out.leave_out)
    assert [(one.start_s, one.end_s, one.who) for one in session.marks.spans_of(SpanKind.EXCLUDED)] == [
        (110.0, 230.0, Role.CLIENT)
    ]
    beats = [beat.t_s for beat in session.people[Role.CLIENT].beats]
    assert not [t_s for t_s in beats if 111.0 < t_s < 229.0]
    assert [beat for beat in session.people[Role.THERAPIST].beats if 111.0 < beat.t_s < 229.0]
    assert cells(desk) != before
    assert desk.window.top.measured.text() != usable
    assert report_of(path) != report
    rows = list(csv.DictReader(io.StringIO(exported_beats(path))))
    out = {row["flag_final"] for row in rows if row["role"] == "client" and 115 < float(row["t_s"]) < 225}
    assert out == {"excluded"}
    desk.turn_to("History")
    assert desk.pages.history.list.rows[-1].title.endswith("Left out of the client at 1:50")


def exported_beats(path: Path) -> str:
    content = content_of(read_session(path), {}, {}, ())
    files = make(content, Format.CSV, "x").files
    return next(
        body for name, body in files.items() if "beats" in str(name) and str(name).endswith(".csv")
    ).decode()


def test_swapped_straps_give_each_the_others_heart(desk: Desk) -> None:
    before = desk.wait()
    session = desk.click(desk.pages.amend.leave_out.all_along)
    for one, other in ((Role.CLIENT, Role.THERAPIST), (Role.THERAPIST, Role.CLIENT)):
        assert [b.t_s for b in session.people[one].beats] == [b.t_s for b in before.people[other].beats]
    assert desk.window.top.standing.text().startswith("From amended marks")
    desk.window.chart.choose_place(210.0)
    assert desk.pages.amend.leave_out.from_here.text() == "From 3:30 on"
    again = desk.click(desk.pages.amend.leave_out.from_here)
    late = [b.t_s for b in again.people[Role.CLIENT].beats if b.t_s > 215.0]
    assert late == [b.t_s for b in before.people[Role.CLIENT].beats if b.t_s > 215.0], "swapped twice"


def test_undo_takes_back_one_correction_a_press_whatever_it_was(desk: Desk) -> None:
    amend, marks = desk.pages.amend, desk.wait().marks
    QTest.keyClick(desk.window, Key.Key_Right)
    desk.click(amend.change.by[5.0])  # both ends: one correction
    desk.click(amend.change.back)
    desk.stretch(330.0, 360.0)
    desk.click(amend.add.add_stretch)
    assert len(desk.wait().marks.sets) == 3
    QTest.keyClick(desk.window, Key.Key_Z, Modifier.ControlModifier)
    assert [one.number for one in desk.wait().marks.sets] == [2, 3]
    QTest.keyClick(desk.window, Key.Key_Z, Modifier.ControlModifier)
    assert desk.wait().marks.sets[0].start_s == pytest.approx(35.0, abs=0.1)
    desk.click(amend.undo)
    assert desk.wait().marks.sets == marks.sets
    assert not amend.undo.isEnabled(), "there is nothing left"
    assert desk.window.readout.text() == "The last correction is taken back."


def test_what_cannot_have_been_is_refused_in_a_sentence_and_nothing_is_written(desk: Desk) -> None:
    n = len(desk.stored())
    desk.stretch(40.0, 70.0)
    desk.click(desk.pages.amend.add.add_stretch)
    assert "Two sets would lie over each other" in desk.window.readout.text()
    assert desk.window.readout.tone == "notice"
    assert len(desk.stored()) == n


def test_a_plain_file_says_that_it_keeps_no_reason(desk: Desk) -> None:
    leave_out = desk.pages.amend.leave_out
    assert not leave_out.reason.isVisible()
    assert leave_out.no_text.isVisible()
    assert "keeps no text" in leave_out.no_text.text()


def test_pressing_quickly_loses_nothing(desk: Desk) -> None:
    QTest.keyClick(desk.window, Key.Key_Down)
    at_s = desk.marks(MomentKind.STAR)[0].t_s
    for _ in range(4):
        QTest.keyClick(desk.window, Key.Key_Period, ALT)
    desk.wait()
    assert desk.marks(MomentKind.STAR)[0].t_s == pytest.approx(at_s + 4.0)


def test_numbers_on_the_screen_are_those_of_the_file_read_by_itself(desk: Desk, path: Path) -> None:
    QTest.keyClick(desk.window, Key.Key_Right)
    shown = desk.click(desk.pages.amend.change.by[-5.0])
    read = review_finally(read_session(path))
    assert read.marks == shown.marks
    for role in Role:
        assert read.people[role].beats == shown.people[role].beats
        assert read.people[role].sets.sets == shown.people[role].sets.sets


def test_the_audit_list_says_what_was_and_what_became_of_it(desk: Desk) -> None:
    QTest.keyClick(desk.window, Key.Key_Down)
    desk.click(desk.pages.amend.change.by[5.0])
    desk.click(desk.pages.amend.change.back)
    desk.turn_to("History")
    rows = desk.pages.history.list.rows
    star = next(row for row in rows if "Star at 1:40" in row.title)
    assert re.fullmatch(r"Marked at \d\d:\d\d by therapist\. Taken back since\.", star.detail), star.detail
    assert re.fullmatch(r"Star at 1:40 became Star at 1:45, .* by therapist", rows[-2].detail), rows[-2].detail
    assert re.fullmatch(r"Star at 1:45 was taken back, .* by therapist", rows[-1].detail), rows[-1].detail


def test_enter_in_the_audit_list_takes_the_mark_in_hand(desk: Desk) -> None:
    desk.turn_to("History")
    history = desk.pages.history
    number = desk.number(MomentKind.RATING)
    nth = [row.id for row in history.list.rows].index(str(number))
    history.list.setCurrentRow(nth)
    QTest.keyClick(history.list, Key.Key_Return)
    assert desk.pages.amend.isVisible()
    assert desk.pages.amend.change.what.text() == "SUD 7 at 1:20"
    assert desk.window.chart.cursor_s == pytest.approx(80.0, abs=0.1)


def test_a_mark_is_erased_only_after_the_word_was_typed(desk: Desk) -> None:
    desk.turn_to("History")
    history = desk.pages.history
    number = desk.number(MomentKind.STAR)
    history.take(number)
    desk.click(history.erase.erase)
    assert history.erase.word.below.text() == "Nothing was erased: type ERASE first."
    assert [m.kind for m in desk.stored() if m.moment_id == number] == [MomentKind.STAR]
    QTest.keyClicks(history.erase.word.line, "ERASE")
    QTest.keyClick(history.erase.word.line, Key.Key_Return)
    desk.wait()
    assert [m.kind for m in desk.stored() if m.moment_id == number] == [MomentKind.ERASED]
    assert not desk.marks(MomentKind.STAR)
    assert "Erased for good" in history.list.rows[[row.id for row in history.list.rows].index(str(number))].title


def test_a_stretch_is_erased_for_good_with_its_heartbeats(desk: Desk) -> None:
    desk.turn_to("History")
    erase = desk.pages.history.erase
    desk.stretch(190.0, 220.0)
    erase.of_stretch.click()
    assert erase.what.text() == "Heartbeats and marks from 3:10 to 3:40"
    QTest.keyClicks(erase.word.line, "ERASE")
    session = desk.click(erase.erase)
    assert not desk.marks(MomentKind.STRONG_REACTION)
    for role in Role:
        assert not [b for b in session.recording.beats_of(role) if 191.0 < b.t_s < 219.0]


def test_every_page_is_reached_by_keys_alone(desk: Desk) -> None:
    seen: set[int] = set()
    for _ in range(8):
        QTest.keyClick(desk.window, Key.Key_PageDown, Modifier.ControlModifier)
        seen.add(desk.window.side.page)
    assert len(seen) == len(desk.window.side.tabs)


def test_no_tab_is_cut_short_or_lies_over_another(desk: Desk) -> None:
    tabs = [tab for tab in desk.window.side.tabs if tab.isVisible()]
    assert len(tabs) == 6
    for nth, tab in enumerate(tabs):
        assert tab.width() >= tab.sizeHint().width()
        assert desk.window.side.rect().contains(tab.geometry().translated(0, 8)), tab.text()
        assert not [other for other in tabs[nth + 1 :] if other.geometry().intersects(tab.geometry())]


def test_nothing_of_the_pages_is_wider_than_the_column(desk: Desk, app: QApplication) -> None:
    QTest.keyClick(desk.window, Key.Key_Right)
    desk.stretch(100.0, 130.0)
    pages = {"Amend": desk.pages.amend, "History": desk.pages.history, **dict(desk.pages.slow.named)}
    for name in pages:
        desk.turn_to(name)
        content = pages[name]
        room = content.parentWidget()
        assert room is not None
        assert content.width() <= room.width(), name
        assert content.minimumSizeHint().width() <= room.width(), name
