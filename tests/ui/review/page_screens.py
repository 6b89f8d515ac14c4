"""Pictures of the review's other pages: amending, the audit list, a report, differences, a second opinion."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.domain.moment import MomentKind
from coreg.recording.place import Place
from coreg.recording.reader import Recording
from coreg.report.page import Copy
from coreg.review.differences import Comparison, compare
from coreg.ui.theme import Look
from tests.ui.conftest import settle
from tests.ui.review import amended
from tests.ui.review.amended import Desk

Key = Qt.Key


class PageSeen:
    """A session to take the pictures of, and what takes long of it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()  # goes with this
        self.folder = Path(self._folder.name)
        self.recording: Recording = amended.made(self.folder)
        self.found: Comparison = compare(self.recording)


def take_all(app: QApplication, folder: Path, look: Look, size_px: tuple[int, int], seen: PageSeen) -> None:
    """Take every picture in one look and size."""
    folder.mkdir(parents=True, exist_ok=True)

    def take(name: str, prepare: Callable[[Desk], None], *, keeps_text: bool = False) -> None:
        path = Path(shutil.copy(seen.recording.path, seen.folder / "copy.coreg"))
        source = house.file_review(Place(path))
        desk = Desk(app, replace(source, keeps_text=keeps_text, session_id="x" if keeps_text else None), look)
        desk.window.resize(*size_px)
        settle(app)
        prepare(desk)
        settle(app)
        desk.window.grab().save(str(folder / f"{name}.png"))
        desk.close()

    take("amend", _amend)
    take("amend-set", _amend_set)
    take("amend-below", _amend_below, keeps_text=True)
    take("history", _history)
    take("erase", _erase)
    take("report", _report, keeps_text=True)
    take("differences", lambda desk: _differences(desk, seen.found))
    take("second-opinion", _opinion)


def _amend(desk: Desk) -> None:
    desk.turn_to_page(desk.pages.amend)


def _amend_set(desk: Desk) -> None:
    _amend(desk)
    for _ in range(2):
        QTest.keyClick(desk.window, Key.Key_Right)
    QTest.keyClick(
        desk.window, Key.Key_Greater, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    )
    desk.wait()


def _amend_below(desk: Desk) -> None:
    _amend(desk)
    desk.stretch(200.0, 232.0)
    desk.window.side.bring_into_view(desk.pages.amend.leave_out)
    desk.window.side.bring_into_view(desk.pages.amend.leave_out.all_along)


def _history(desk: Desk) -> None:
    _amend_set(desk)
    QTest.keyClick(desk.window, Key.Key_Delete)
    desk.wait()
    desk.turn_to_page(desk.pages.history)


def _erase(desk: Desk) -> None:
    desk.turn_to_page(desk.pages.history)
    desk.pages.history.take(desk.number(MomentKind.STAR))
    desk.pages.history.erase.erase.click()
    desk.window.side.bring_into_view(desk.pages.history.erase.erase)


def _report(desk: Desk) -> None:
    desk.window.side.report.click()
    desk.pages.report.copies[Copy.CLIENT].click()


def _differences(desk: Desk, found: Comparison) -> None:
    desk.turn_to_page(desk.pages.slow.differences)
    desk.pages.slow.differences.show_found(found)


def _opinion(desk: Desk) -> None:
    page = desk.pages.slow.opinion
    desk.turn_to_page(page)
    desk.stretch(100.0, 220.0)
    page.ask.click()
    desk.wait_until(page.ask.isEnabled, 180.0)
