"""The course in the window: by keys alone, over a real vault; and every state of it at every size."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from coreg.app.course import course_of
from coreg.app.day import say_of_day
from coreg.domain.course import ContextTick
from coreg.domain.moment import MomentKind
from coreg.recording.reader import read_session
from coreg.report import colours
from coreg.review.amended import is_amended
from coreg.ui.course.painted import on_screen
from coreg.ui.theme import DARK, LIGHT, MIN_CONTRAST, Look, contrast
from coreg.ui.vault.compare_screen import CompareScreen
from coreg.ui.vault.course_screen import CourseScreen
from coreg.ui.vault.day_page import DayPage
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.page import Page
from coreg.ui.vault.unlock_page import UnlockPage
from coreg.ui.vault.window import VaultWindow
from tests.report.courses import courses
from tests.ui.conftest import settle
from tests.ui.vault import a_vault, course_screens
from tests.ui.vault.conftest import Hands
from tests.ui.vault.test_layout import check_words

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def three(folder: Path) -> str:
    """A vault with one client, who has three short sessions; returns the client's id."""
    a_vault.make(folder)
    vault = a_vault.opened(folder)
    birch = vault.add_person("Birch 7")
    for person in (vault.therapist(), birch):
        a_vault.agree(vault, person)
    for week in range(3):
        a_vault.record(vault, birch, datetime(2026, 9, 3 + 7 * week, 13, 30, tzinfo=UTC), 1)
    vault.lock()
    return birch.person_id


def to_course(hands: Hands) -> CourseScreen:
    page = unlock(hands)
    hands.push(page.panel.course)
    return hands.until(CourseScreen)


def unlock(hands: Hands) -> LibraryPage:
    hands.until(UnlockPage)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    return hands.until(LibraryPage)


def test_from_the_library_to_the_course_to_the_day_and_back_by_keys_alone(
    three: str, enter: Callable[..., Hands], folder: Path
) -> None:
    hands = enter()
    screen = to_course(hands)
    assert screen.sessions.hasFocus()
    assert screen.chosen == 2
    assert "Baseline unknown" in screen.lines.text
    hands.press(Key.Key_Up)
    assert screen.chosen == 1
    hands.press(Key.Key_D, with_=Ctrl)
    day = hands.until(DayPage)
    hands.press(Key.Key_Space)
    assert day.ticks.boxes[ContextTick.MEDICATION_CHANGED].isChecked()
    assert hands.wait(lambda: day.doing.text() == "Kept, and sealed with the session.")
    hands.press(Key.Key_Escape)
    again = hands.until(CourseScreen)
    assert again.chosen == 1
    assert "Medication changed" in again.lines.text
    assert again.shown.picture is not None
    assert [at for at, _ in again.shown.picture.breaks] == [1]
    hands.press(Key.Key_Escape)
    hands.until(LibraryPage)


def test_two_sessions_are_marked_and_compared_and_written_by_keys_alone(
    three: str, enter: Callable[..., Hands], folder: Path, tmp_path: Path
) -> None:
    hands = enter()
    screen = to_course(hands)
    assert not screen.compare.isEnabled()
    hands.press(Key.Key_M, with_=Ctrl)
    hands.press(Key.Key_Up, Key.Key_Up)
    hands.press(Key.Key_M, with_=Ctrl)
    assert screen.compare.isEnabled()
    hands.press(Key.Key_K, with_=Ctrl)
    compared = hands.until(CompareScreen)
    assert compared.shown.names == ("Birch 7, 3 September 2026", "Birch 7, 17 September 2026")
    hands.flow._library._course._save(str(tmp_path))  # type: ignore[union-attr]  # the dialog's own tests are elsewhere
    assert hands.wait(lambda: "isn't encrypted" in compared.doing.text())
    assert len(list(tmp_path.glob("coreg-*.html"))) == 1
    hands.press(Key.Key_Escape)
    again = hands.until(CourseScreen)
    assert len(again.marked) == 2


def test_of_three_marked_the_first_gives_way(app: QApplication, see: Callable[..., Page]) -> None:
    screen = course_screens.course_screen(courses()["12"])
    see(screen)
    ids = [one.session_id for one in screen.shown.sessions]
    for row in (0, 3, 5):
        screen.sessions.setCurrentRow(row)
        screen.mark.click()
    assert screen.marked == [ids[3], ids[5]]
    assert screen.mark.isChecked()


def test_enter_on_a_session_asks_to_open_it_and_a_click_in_the_picture_chooses_it(
    app: QApplication, see: Callable[..., Page]
) -> None:
    screen = course_screens.course_screen(courses()["12"])
    see(screen)
    asked: list[str] = []
    screen.session_asked.connect(asked.append)
    assert screen.picture is not None
    QTest.mouseClick(screen.picture, Qt.MouseButton.LeftButton, pos=QPoint(190, 60))
    assert screen.chosen == 0
    QTest.keyClick(screen.sessions, Key.Key_Return)
    assert asked == [screen.shown.sessions[0].session_id]


def test_what_is_said_of_the_day_is_no_amended_mark_and_can_be_taken_back(three: str, folder: Path) -> None:
    vault = a_vault.opened(folder)
    session_id = vault.sessions(three)[-1].session_id
    say_of_day(vault, session_id, {ContextTick.CAFFEINE: True}, {1: True, 2: False})
    place = vault.place_of(session_id)
    moments = read_session(place.path, place.key).moments
    assert [one.kind for one in moments] == [MomentKind.CONTEXT, MomentKind.TARGET_STATE, MomentKind.TARGET_STATE]
    assert not is_amended(moments)
    found = {one.session_id: one for one in course_of(vault, three).sessions}[session_id]
    assert (found.context, found.complete_targets) == (frozenset({ContextTick.CAFFEINE}), {1: True, 2: False})
    say_of_day(vault, session_id, {ContextTick.CAFFEINE: False}, {1: None})
    found = {one.session_id: one for one in course_of(vault, three).sessions}[session_id]
    assert (found.context, found.complete_targets, found.is_amended) == (frozenset(), {2: False}, False)
    assert vault.verify() == []
    vault.lock()


@pytest.fixture
def see(app: QApplication) -> Iterator[Callable[..., Page]]:
    """Show a page in a window of the vault."""
    windows: list[VaultWindow] = []

    def show(page: Page, look: Look | None = None, width: int = 1280, height: int = 800) -> Page:
        window = VaultWindow(look or Look())
        window.may_close = True
        window.turn_to(page)
        window.resize(width, height)
        window.show()
        windows.append(window)
        settle(app)
        return page

    yield show
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.mark.parametrize(
    ("width", "height", "look"),
    [(1024, 640, Look(DARK, 1.5)), (1280, 800, Look(LIGHT)), (1920, 1080, Look(LIGHT, 1.75))],
    ids=["small", "usual", "large"],
)
def test_no_words_are_cut_short_in_any_course(
    app: QApplication, see: Callable[..., Page], width: int, height: int, look: Look
) -> None:
    for name, page in course_screens.pages():
        see(page, look, width, height)
        for part in page.findChildren(QWidget):
            if part.isVisible():
                check_words(part, name)


def test_every_number_of_a_comparison_is_read_aloud_with_its_row_and_column(
    app: QApplication, see: Callable[..., Page]
) -> None:
    page = see(CompareScreen(course_screens.comparison()))
    spoken = [words.accessibleName() for words in page.findChildren(QLabel)]
    assert any(one.startswith("Baseline heart rate, /min, Birch 7, 2 March 2026: 74") for one in spoken)


@pytest.mark.parametrize("of", [LIGHT, DARK])
def test_every_colour_of_a_page_has_one_on_the_screen_that_can_be_read(of: object) -> None:
    palette = LIGHT if of is LIGHT else DARK
    found = on_screen(palette)
    for paper, screen in found.items():
        assert QColor(screen).isValid(), paper
    for words in (colours.TEXT, colours.MUTED, colours.CLIENT):
        assert contrast(found[words], palette.panel) >= MIN_CONTRAST
        assert contrast(found[words], found[colours.USUAL]) >= MIN_CONTRAST
