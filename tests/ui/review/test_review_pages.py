"""What the review writes of a session and asks about it: reports, differences, a second opinion; in the vault."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from coreg import app as house
from coreg.app.review import kept_review
from coreg.domain.moment import MomentKind
from coreg.domain.note import NoteKind
from coreg.recording.notes_file import read_notes
from coreg.recording.place import Place
from coreg.recording.reader import Recording, read_session
from coreg.recording.vault.library import OpenVault
from coreg.report.asked import Asked
from coreg.report.page import Copy, Face, Tick
from coreg.ui.review.report_file import file_name
from tests.ui.review import amended, sessions
from tests.ui.review.amended import Desk
from tests.ui.vault import a_vault

Key = Qt.Key


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return amended.made(tmp_path_factory.mktemp("pages"))


@pytest.fixture
def desk(app: QApplication, kernels: None, recorded: Recording, tmp_path: Path) -> Iterator[Desk]:
    path = Path(shutil.copy(recorded.path, tmp_path / "s.coreg"))
    made = Desk(app, house.file_review(Place(path)))
    yield made
    made.close()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    a_vault.make(tmp_path / "vault")
    opened = a_vault.opened(tmp_path / "vault")
    yield opened
    opened.lock()


@pytest.fixture
def kept_desk(app: QApplication, kernels: None, vault: OpenVault) -> Iterator[Desk]:
    made = Desk(app, kept_review(vault, kept(vault)))
    yield made
    made.close()


def kept(vault: OpenVault) -> str:
    """A session of simulated people, in the vault; returns its id."""
    client = vault.add_person("Birch 7", name="Ada Example")
    a_vault.agree(vault, client)
    header = house.new_header(is_simulated=True)
    sessions.record_into(vault.begin_session(header, client.person_id), header, amended.SCRIPT, 240.0)
    vault.finish_session(header.session_id, 240.0)
    return header.session_id


def test_a_report_says_what_was_ticked_and_nothing_is_ticked_before(desk: Desk, tmp_path: Path) -> None:
    page = desk.pages.report
    desk.click(desk.window.side.report)
    assert page.isVisible()
    assert not [box for box in page.ticks.values() if box.isChecked()]
    assert not page.ticks[Tick.NAMES].isVisible(), "a plain file knows no names"
    page.copies[Copy.CLIENT].click()
    assert page.ticks[Tick.THERAPIST].isVisible()
    page.save.click()
    dialog = desk.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    desk.wait()
    (path,) = tmp_path.glob("coreg-report-client-*.html")
    assert page.state.text() == f"Report written: {path}"
    text = path.read_text(encoding="utf-8")
    assert "Therapist" not in text
    page.ticks[Tick.THERAPIST].setChecked(True)
    page.asked.disconnect()  # the dialog was another press's
    assert page.faces[Face.HTML].isChecked()


def test_an_earlier_report_stays_and_a_pdf_is_one(desk: Desk, tmp_path: Path) -> None:
    for face in (Face.HTML, Face.HTML, Face.PDF):
        desk.pages._asked = (Asked(), face)
        desk.pages.write_report(str(tmp_path))
        desk.wait()
    names = sorted(path.name for path in tmp_path.glob("coreg-report-*"))
    assert len(names) == 3
    assert names[1].endswith("-2.html") or names[0].endswith("-2.html")
    (pdf,) = tmp_path.glob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")


def test_a_report_of_corrected_marks_says_so_and_a_folder_that_is_gone_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.turn_to("Amend")
    QTest.keyClick(desk.window, Key.Key_Right)
    desk.click(desk.pages.amend.change.back)
    desk.pages._asked = (Asked(), Face.HTML)
    desk.pages.write_report(str(tmp_path))
    desk.wait()
    (path,) = tmp_path.glob("*.html")
    assert "amended after the session" in path.read_text(encoding="utf-8")
    desk.pages.write_report(str(tmp_path / "gone"))
    desk.wait()
    assert desk.pages.report.state.tone == "notice"
    assert "choose another folder" in desk.pages.report.state.text()


def test_a_report_for_supervision_has_no_day_in_its_name(recorded: Recording) -> None:
    header = replace(recorded.header, started_utc="2026-11-23T23:30:00Z")
    assert "2026" not in file_name(header, Copy.SUPERVISION, Face.PDF)


def test_differences_are_found_in_the_background_by_cause_and_count(desk: Desk) -> None:
    desk.turn_to("Differences")
    page = desk.pages.slow.differences
    page.compare.click()
    assert page.state.text().startswith("Comparing: ")
    assert not page.compare.isEnabled()
    desk.wait_until(page.said.isVisible)
    assert "are the same in the review, bit for bit." in page.said.text()
    assert "Live and review: both by version" in page.said.text()
    assert "Beats were placed from both sides: " in page.by_cause.text()
    assert "Not explained" not in page.by_cause.text()
    desk.turn_to("Amend")
    QTest.keyClick(desk.window, Key.Key_Right)
    desk.click(desk.pages.amend.change.back)
    assert page.state.text() == "The marks were corrected since: this is of before."
    desk.turn_to("Differences")
    page.compare.click()
    desk.wait_until(page.compare.isEnabled)
    assert "Marks were corrected: " in page.by_cause.text()


def test_leaving_in_the_middle_of_comparing_waits_for_nothing(
    app: QApplication, kernels: None, recorded: Recording
) -> None:
    made = Desk(app, house.file_review(Place(recorded.path)))
    made.pages.slow.differences.compare.click()
    made.wait_until(lambda: made.pages.slow._share > 0.0)
    made.close()
    assert not made.window.isVisible()


def test_a_second_opinion_is_of_the_chosen_stretch(desk: Desk) -> None:
    pytest.importorskip("neurokit2", reason="NeuroKit isn't installed")
    desk.turn_to("Second opinion")
    page = desk.pages.slow.opinion
    assert page.where.text().startswith("The whole session.")
    desk.stretch(100.0, 220.0)
    assert page.where.text() == "The stretch from 1:40 to 3:40"
    page.ask.click()
    assert page.state.text().startswith("NeuroKit is ")
    desk.wait_until(page.table.isVisible, 180.0)
    assert page.head.text().startswith("Client, 1:40 to 3:40: ")
    assert [row[0] for row in page.table.rows][:3] == ["mean interval, ms", "SDNN, ms", "RMSSD, ms"]
    assert page.table.rows[2][1] != "–"
    desk.stretch(100.0, 104.0)
    page.ask.click()
    desk.wait_until(page.ask.isEnabled)
    assert "too few for a second opinion" in page.state.text()


def test_in_the_vault_a_reason_lies_with_the_notes_and_goes_when_it_is_erased(
    kept_desk: Desk, vault: OpenVault
) -> None:
    desk, session_id = kept_desk, vault.sessions()[0].session_id
    desk.turn_to("Amend")
    leave_out = desk.pages.amend.leave_out
    assert leave_out.reason.isVisible()
    desk.stretch(100.0, 140.0)
    QTest.keyClicks(leave_out.reason.line, "the bell rang")
    QTest.keyClick(leave_out.reason.line, Key.Key_Return)
    desk.wait()
    (excluded,) = desk.marks(MomentKind.EXCLUDED)
    notes = read_notes(vault.notes_of(session_id))
    assert [(note.kind, note.text) for note in notes] == [(NoteKind.REASON, "the bell rang")]
    assert excluded.payload["note"] == notes[0].note_id
    assert vault.verify() == []
    desk.turn_to("History")
    history = desk.pages.history
    history.take(excluded.moment_id)
    QTest.keyClicks(history.erase.word.line, "ERASE")
    desk.click(history.erase.erase)
    assert read_notes(vault.notes_of(session_id)) == ()
    assert not desk.marks(MomentKind.EXCLUDED)
    assert vault.verify() == []
    place = vault.place_of(session_id)
    assert read_session(place.path, place.key).moments[-1].kind is MomentKind.ERASED


def test_a_report_from_the_vault_has_the_name_only_where_it_was_ticked(kept_desk: Desk, tmp_path: Path) -> None:
    desk = kept_desk
    for ticks in (frozenset[Tick](), frozenset({Tick.NAMES})):
        desk.pages._asked = (Asked(Copy.THERAPIST, ticks), Face.HTML)
        desk.pages.write_report(str(tmp_path))
        desk.wait()
    first, second = (path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("*.html"), key=_age))
    assert "Birch 7" in first
    assert "Ada Example" not in first
    assert "Ada Example" in second


def _age(path: Path) -> int:
    return path.stat().st_mtime_ns
