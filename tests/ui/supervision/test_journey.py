"""A session goes from the library to a supervisor, and comments come back: real windows and files, keys alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from coreg import app as house
from coreg.app.supervision import pack_session
from coreg.domain.consent import Purpose
from coreg.recording.vault.kdf import FLOOR
from coreg.recording.vault.library import OpenVault
from coreg.ui import wording as words_of_all
from coreg.ui.desk import Desk
from coreg.ui.review.window import ReviewWindow
from coreg.ui.supervision import wording
from coreg.ui.supervision.comments_page import CommentsPage
from coreg.ui.supervision.open_page import OpenPage
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.page import Page
from coreg.ui.vault.supervision_page import SupervisionPage
from coreg.ui.vault.unlock_page import UnlockPage
from tests.ui.conftest import settle, wait_for
from tests.ui.vault import a_vault

Key = Qt.Key
_Page = TypeVar("_Page", bound=Page)
SECRET = "for Dr. Weiss, on paper"
WORDS = "look here again"


class Practice:
    """A vault with one client of two sessions, the desk in front of it, and hands that only know keys."""

    def __init__(self, app: QApplication, folder: Path, *, agrees: bool = True) -> None:
        self.app, self.data, self.outside = app, folder / "data", folder / "outside"
        self.outside.mkdir()
        a_vault.make(self.data)
        vault = a_vault.opened(self.data)
        client = vault.add_person("Birch 7", name="Ada Example")
        a_vault.agree(vault, vault.therapist())
        a_vault.agree(vault, client, frozenset(Purpose) if agrees else [Purpose.SEEN_LIVE, Purpose.KEPT])
        a_vault.record(vault, client, datetime(2026, 9, 3, 13, 30, tzinfo=UTC), 50)
        self.session_id = a_vault.record(vault, client, datetime(2026, 9, 24, 13, 30, tzinfo=UTC), 50)
        vault.lock()
        of_vault = a_vault.doors(self.data)
        assert of_vault.supervision is not None
        supervision = replace(of_vault.supervision, pack=_quick_pack)
        doors = house.doors(self.data / "sessions")
        self.desk = Desk(
            replace(doors, warm_up=_nothing, vault=replace(of_vault, supervision=supervision)),
            1.0,
            None,
            quits_at_end=False,
        )
        self.desk.open(None)
        assert wait_for(app, lambda: self.desk.start.status.text() == words_of_all.READY)

    def packed(self) -> Path:
        """A package made beside the window."""
        vault = a_vault.opened(self.data)
        made = _quick_pack(vault, self.session_id, self.outside, SECRET, False, False)
        vault.lock()
        return made

    def write(self, text: str) -> None:
        QTest.keyClicks(self._focus, text)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self._focus, key)
            settle(self.app)

    def tab_to(self, wanted: QWidget) -> None:
        for _ in range(60):
            if wanted.hasFocus():
                return
            self.press(Key.Key_Tab)
        pytest.fail(f"Tab never reaches {wanted.accessibleName()}")

    def push(self, button: QWidget) -> None:
        self.tab_to(button)
        self.press(Key.Key_Return)

    def fill(self, line: QWidget, text: str) -> None:
        self.tab_to(line)
        QTest.keySequence(line, "Ctrl+A")
        self.write(text)

    def open_library(self) -> LibraryPage:
        QTest.keyClick(self.desk.start, Key.Key_4)
        self.until(UnlockPage)
        self.write(a_vault.PASSPHRASE)
        self.press(Key.Key_Return)
        return self.until(LibraryPage)

    def supervise(self) -> SupervisionPage:
        page = self.open_library()
        page.people.setCurrentRow(0)
        self.push(page.panel.supervision)
        return self.until(SupervisionPage)

    def pack(self, page: SupervisionPage) -> None:
        for line, text in (
            (page.new.line, SECRET),
            (page.again.line, SECRET),
            (page.folder.field.line, self.outside),
        ):
            self.fill(line, str(text))
        self.press(Key.Key_Return)

    def leave_vault(self) -> None:
        self.press(Key.Key_Escape)
        self.until(LibraryPage)
        self.press(Key.Key_Escape)
        assert wait_for(self.app, self.desk.start.isVisible)

    def comment(self) -> None:
        self.press(Key.Key_C)
        self.write(WORDS)
        self.press(Key.Key_Return)

    def take_back(self, comments: Path) -> SupervisionPage:
        QTest.keyClick(self.desk.start, Key.Key_4)
        library = self.until(LibraryPage)
        library.people.setCurrentRow(0)
        self.push(library.panel.supervision)
        page = self.until(SupervisionPage)
        self.push(page.take)
        dialog = self.app.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        assert dialog.windowTitle() == words_of_all.PRODUCT
        dialog.fileSelected.emit(str(comments))
        dialog.reject()
        assert wait_for(self.app, lambda: not page.is_busy and page.doing.isVisible())
        page.window().activateWindow()  # a desktop does that when a dialog goes; off-screen nobody does
        settle(self.app)
        return page

    def open_package(self, path: Path, secret: str = SECRET) -> OpenPage:
        QTest.keyClick(self.desk.start, Key.Key_7)
        settle(self.app)
        pages = self.desk.pages.supervision
        assert pages is not None
        assert pages.window is not None
        assert pages.window.windowTitle() == words_of_all.PRODUCT
        page = pages.window.page
        assert isinstance(page, OpenPage)
        self.write(str(path))
        self.tab_to(page.passphrase.line)
        self.write(secret)
        self.press(Key.Key_Return)
        return page

    def review(self) -> ReviewWindow:
        assert wait_for(self.app, lambda: self.desk.review.flow is not None)
        flow = self.desk.review.flow
        assert flow is not None
        assert wait_for(
            self.app, lambda: not flow.window.findings.reading.isVisible() and flow.window.session is not None
        )
        return flow.window

    @property
    def comments(self) -> CommentsPage:
        pages = self.desk.pages.supervision
        assert pages is not None
        assert pages.comments is not None
        return pages.comments

    def until(self, kind: type[_Page]) -> _Page:
        def is_there() -> bool:
            flow = self.desk.vault
            page = None if flow is None else flow.window.page
            return isinstance(page, kind) and not page.is_busy

        assert wait_for(self.app, is_there)
        settle(self.app)
        assert self.desk.vault is not None
        page = self.desk.vault.window.page
        assert isinstance(page, kind)
        return page

    @property
    def _focus(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        return focused


def _quick_pack(
    vault: OpenVault, session_id: str, folder: Path, passphrase: str, with_therapist: bool, with_notes: bool
) -> Path:
    path = folder / "coreg-12345678.coregpack"
    pack_session(
        vault,
        session_id,
        path,
        passphrase,
        with_therapist=with_therapist,
        with_notes=with_notes,
        cost=FLOOR,
    )
    return path


def _nothing() -> None:
    pass


@pytest.fixture
def practice(app: QApplication, kernels: None, tmp_path: Path) -> Iterator[Callable[..., Practice]]:
    made: list[Practice] = []

    def make(**how: bool) -> Practice:
        made.append(Practice(app, tmp_path, **how))
        return made[-1]

    yield make
    for each in made:
        each.desk.close()


def test_a_session_is_packed_shown_commented_on_and_the_comments_stand_with_its_notes(
    app: QApplication, practice: Callable[..., Practice]
) -> None:
    hands = practice()
    page = hands.supervise()
    assert not page.with_therapist.isChecked()
    hands.pack(page)
    assert wait_for(app, lambda: not page.is_busy and page.doing.isVisible())
    (package,) = hands.outside.glob("*.coregpack")
    assert str(package) in page.doing.text()
    assert page.new.text == ""
    hands.leave_vault()

    hands.open_package(package)
    window = hands.review()
    _is_of_no_date(window)
    window.chart.choose_instant(754.0)
    hands.comment()
    assert hands.comments.field.name.text() == "Comment at 12:34"
    assert wait_for(app, lambda: hands.comments.field.text == "")
    (back,) = hands.outside.glob("*.coregcomments")
    assert hands.comments.said.text() == wording.kept(1, back.name)
    assert [(row.title, row.detail) for row in hands.comments.rows.rows] == [("12:34", WORDS)]
    hands.press(Key.Key_Escape)
    assert window.hasFocus()
    hands.press(Key.Key_Escape, Key.Key_Escape)
    assert wait_for(app, hands.desk.start.isVisible)

    page = hands.take_back(back)
    assert page.doing.text() == "1 new comment stands with the notes of Thu 24 September 2026, 14:30."
    hands.press(Key.Key_Escape)
    hands.push(hands.until(LibraryPage).panel.review)
    window = hands.review()
    assert wait_for(app, lambda: bool(window.findings.notes.rows.rows))
    assert [row.title for row in window.findings.notes.rows.rows] == ["12:34 · supervisor"]
    assert window.top.title.text().startswith("Birch 7 · 24 September 2026")
    assert not window.top.banner.isVisible()


def _is_of_no_date(window: ReviewWindow) -> None:
    assert window.windowTitle() == words_of_all.PRODUCT
    assert window.top.title.text() == "Birch 7 · session 2 · day 21 · 50:00"
    assert window.top.banner.text() == wording.BANNER
    assert not [part for part in _seen(window) if "2026" in part or "2000" in part]
    assert not window.side.export.isVisible()


def test_a_wrong_passphrase_and_a_damaged_package_are_said_in_words(
    app: QApplication, practice: Callable[..., Practice]
) -> None:
    hands = practice()
    package = hands.packed()
    page = hands.open_package(package, "another")
    assert wait_for(app, page.problem.isVisible)
    assert "doesn't open it" in page.problem.text()
    assert page.passphrase.line.hasFocus()
    package.write_bytes(package.read_bytes()[:-20])
    hands.write(SECRET)
    hands.press(Key.Key_Return)
    assert wait_for(app, lambda: "cut off" in page.problem.text())
    hands.press(Key.Key_Escape)
    assert wait_for(app, hands.desk.start.isVisible)


def test_without_consent_the_library_packs_nothing_and_says_why(
    app: QApplication, practice: Callable[..., Practice]
) -> None:
    hands = practice(agrees=False)
    page = hands.supervise()
    hands.pack(page)
    assert wait_for(app, page.problem.isVisible)
    assert "no consent" in page.problem.text()
    assert list(hands.outside.iterdir()) == []


def test_a_package_leaves_nothing_of_itself_on_the_disk(
    app: QApplication, practice: Callable[..., Practice]
) -> None:
    """Nothing is new anywhere under the folders that the program may write to but the encrypted comments."""
    hands = practice()
    package = hands.packed()
    before = _files(hands.data)
    hands.open_package(package)
    window = hands.review()
    hands.comment()
    assert hands.comments.field.name.text() == wording.ON_ALL
    assert wait_for(app, lambda: hands.comments.field.text == "")
    hands.press(Key.Key_Escape, Key.Key_Escape)
    assert wait_for(app, lambda: not window.isVisible())
    assert _files(hands.data) == before
    assert sorted(path.suffix for path in hands.outside.iterdir()) == [".coregcomments", ".coregpack"]
    assert not [path for path in hands.outside.iterdir() if b"Birch" in path.read_bytes()]


def test_comments_go_elsewhere_where_the_packages_own_folder_takes_nothing(
    app: QApplication, practice: Callable[..., Practice], tmp_path: Path
) -> None:
    hands = practice()
    hands.open_package(hands.packed())
    hands.review()
    pages = hands.desk.pages.supervision
    assert pages is not None
    pages.keep_in(str(tmp_path / "gone"))
    hands.comment()
    assert wait_for(app, lambda: hands.comments.said.tone == "notice")
    assert "can't be written" in hands.comments.said.text()
    assert hands.comments.field.text == WORDS
    (tmp_path / "gone").mkdir()
    hands.press(Key.Key_Return)
    assert wait_for(app, lambda: hands.comments.field.text == "")
    assert list((tmp_path / "gone").glob("*.coregcomments"))


def _files(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def _seen(window: ReviewWindow) -> list[str]:
    """Every text that stands in the window."""
    return [text() for child in window.findChildren(QWidget) if callable(text := getattr(child, "text", None))]
