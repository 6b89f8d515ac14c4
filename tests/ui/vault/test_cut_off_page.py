"""What is asked about a session that was cut off: one sentence, one key each, and nothing that can't be done."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coreg.domain.cut_off import CutOff
from coreg.ui.vault import cut_off_wording
from coreg.ui.vault.cut_off_page import CutOffPage
from coreg.ui.words import Words

Key = Qt.Key
AT = datetime(2026, 3, 1, 23, 31, 7, tzinfo=UTC)


def cut_off(*, set_number: int | None = 9, may_resume: bool = True) -> CutOff:
    return CutOff("x", "Birch 7", AT, 3600, set_number, may_resume, is_simulated=False, straps={})


@pytest.fixture
def asked(shown: Callable[..., QWidget]) -> Callable[[CutOff], tuple[CutOffPage, list[str]]]:
    def show(found: CutOff) -> tuple[CutOffPage, list[str]]:
        page, said = CutOffPage(found), []
        page.resume_asked.connect(lambda: said.append("resume"))
        page.end_asked.connect(lambda: said.append("end"))
        page.back_asked.connect(lambda: said.append("later"))
        shown(page)
        return page, said

    return show


def test_the_time_is_that_of_the_wall_where_it_was() -> None:
    assert cut_off_wording.sentence(cut_off()) == "Interrupted at 00:31:07, set 9 was running"
    assert cut_off_wording.sentence(cut_off(set_number=None)) == "Interrupted at 00:31:07"
    assert cut_off_wording.whose(cut_off()) == "Birch 7 · 2 March 2026"


@pytest.mark.parametrize("may_resume", [True, False])
def test_a_recording_that_went_on_elsewhere_is_to_be_plugged_in_first(
    asked: Callable[[CutOff], tuple[CutOffPage, list[str]]], may_resume: bool
) -> None:
    page, _said = asked(cut_off(may_resume=may_resume))
    shown = [words.text() for words in page.findChildren(Words) if words.isVisible()]
    assert [text for text in shown if "plug that disk in first" in text]


@pytest.mark.parametrize(
    ("key", "what"),
    [(Key.Key_R, "resume"), (Key.Key_Return, "resume"), (Key.Key_E, "end"), (Key.Key_Escape, "later")],
)
def test_one_key_each(asked: Callable[[CutOff], tuple[CutOffPage, list[str]]], key: Qt.Key, what: str) -> None:
    page, said = asked(cut_off())
    QTest.keyClick(page, key)
    assert said == [what]


def test_more_than_two_hours_later_it_can_only_be_ended(
    asked: Callable[[CutOff], tuple[CutOffPage, list[str]]],
) -> None:
    page, said = asked(cut_off(may_resume=False))
    for key in (Key.Key_R, Key.Key_Return):
        QTest.keyClick(page, key)
    assert said == []
    assert page.main is None
    QTest.keyClick(page, Key.Key_E)
    assert said == ["end"]


def test_nothing_is_asked_twice_while_it_is_being_done(
    asked: Callable[[CutOff], tuple[CutOffPage, list[str]]],
) -> None:
    page, said = asked(cut_off())
    page.begin(cut_off_wording.ENDING)
    for key in (Key.Key_E, Key.Key_R, Key.Key_Escape):
        QTest.keyClick(page, key)
    assert said == []
