"""The help: one text for window, session and paper; it says what numbers don't mean, and takes no side."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from coreg.domain.act import Request
from coreg.ui import client_sheet
from coreg.ui.help import text, wording
from coreg.ui.help.flow import HelpFlow
from coreg.ui.never import NEVER
from coreg.ui.start_window import StartWindow
from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.therapist.window import TherapistWindow
from tests.ui import people
from tests.ui.conftest import settle
from tests.ui.vault.test_layout import check_words

SHEET = Path(__file__).parents[3] / "docs" / "sheets" / "help.md"
HOW = "python -c 'from coreg.ui.help import text; print(text.markdown(), end=\"\")' > docs/sheets/help.md"
Key = Qt.Key
Shift = Qt.KeyboardModifier.ShiftModifier


def test_the_sheet_in_the_documents_is_this_text() -> None:
    assert SHEET.read_text(encoding="utf-8") == text.markdown(), HOW


@pytest.mark.parametrize(
    "said",
    [
        "Slow and still is not always calm: look up",
        "Polyvagal theory is disputed (Grossman et al. 2026; Porges 2026), and Coreg takes no side.",
        "In about 1 of 15 sessions of two people who don't influence each other it appears at least once.",
        "A weak link is often missed",
        "It isn't closeness, understanding or good work",
        "Not a medical device",
        "no direction is called good",
    ],
)
def test_it_says_what_it_must(said: str) -> None:
    assert said in text.markdown()


def test_it_keeps_to_the_list() -> None:
    assert not re.search(rf"\b(?:{'|'.join(NEVER['en'])})\b", text.markdown(), re.IGNORECASE)


def test_it_prints_on_few_pages(app: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "help.pdf"))
    client_sheet.paint_document(printer, text.document())
    pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / "help.pdf").read_bytes())
    assert len(pages) in (1, 2)


@pytest.mark.parametrize("look", [Look(LIGHT), Look(DARK, 1.75)])
def test_from_the_start_and_back_by_keys_and_nothing_is_cut_short(
    app: QApplication, shown: Callable[..., StartWindow], look: Look
) -> None:
    start = shown(StartWindow(look, Path()))
    flow = HelpFlow(start)
    start.help_asked.connect(lambda: flow.enter(look))
    QTest.keyClick(start, Key.Key_F1)
    settle(app)
    assert flow.window is not None
    assert not start.isVisible()
    page = flow.window.page
    assert page is not None
    said = [label.text() for label in page.findChildren(QLabel)]
    assert all(title in said and set(lines) <= set(said) for title, lines in wording.SECTIONS)
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text():
            check_words(label, label.text())
    bar = page._area.verticalScrollBar()  # type: ignore[attr-defined]  # what the eye sees move
    QTest.keyClick(page, Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(page, Key.Key_Home)
    assert bar.value() == 0
    QTest.keyClick(page, Key.Key_Escape)
    assert start.isVisible()
    assert not page.isVisible()


def test_closing_its_window_goes_back_too(app: QApplication, shown: Callable[..., StartWindow]) -> None:
    start = shown(StartWindow(Look(), Path()))
    flow = HelpFlow(start)
    flow.enter(Look())
    assert flow.window is not None
    flow.window.close()
    assert start.isVisible()


def test_in_a_session_it_lies_between_clock_and_strip_and_every_key_goes_on_acting(
    app: QApplication, therapist: Callable[..., TherapistWindow]
) -> None:
    window = therapist()
    window.show_snapshot(people.snapshot(120.0))
    settle(app)
    asked: list[Request] = []
    window.asked.connect(lambda request, _input: asked.append(request))
    QTest.keyClick(window, Key.Key_F1, Shift)
    settle(app)
    help_ = window.over.help
    assert help_.isVisible()
    assert not help_.geometry().intersects(window.strip.geometry())
    assert help_.geometry().top() >= window.top_bar.geometry().bottom()
    QTest.keyClick(window, Key.Key_Space)
    assert [request.act.value for request in asked] == ["set"]
    QTest.keyClick(window, Key.Key_Down)
    assert help_._area is not None
    assert help_._area.verticalScrollBar().value() > 0
    window.resize(1100, 700)
    settle(app)
    assert not help_.geometry().intersects(window.strip.geometry())
    QTest.keyClick(window, Key.Key_Escape)
    assert not help_.isVisible()
    for _ in range(2):
        QTest.keyClick(window, Key.Key_F1, Shift)
    assert not help_.isVisible()
