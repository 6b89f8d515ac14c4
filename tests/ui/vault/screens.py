"""Pictures of every screen of the vault: `python -m tests.ui.vault.screens OUT [WIDTH HEIGHT SCALE] [--dark]`."""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from coreg.domain.cut_off import CutOff
from coreg.domain.language import _
from coreg.ui import fonts
from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.vault.care_page import CarePage
from coreg.ui.vault.code_page import CodePage
from coreg.ui.vault.consent_page import ConsentPage
from coreg.ui.vault.cut_off_page import CutOffPage
from coreg.ui.vault.flow import VaultFlow
from coreg.ui.vault.library_page import LibraryPage
from tests.ui.conftest import settle, wait_for
from tests.ui.vault import a_vault

_CUT_OFF = datetime(2026, 3, 12, 13, 31, 7, tzinfo=UTC)
_SIZE = ("1280", "800", "1.0")


class Walk:
    """Goes through every screen and calls `see(name)` at each."""

    def __init__(self, app: QApplication, flow: VaultFlow, folder: Path, see: Callable[[str], None]) -> None:
        self._app, self._flow, self._folder, self._see = app, flow, folder, see

    @property
    def page(self) -> Any:
        return self._flow.window.page

    def see(self, name: str) -> None:
        settle(self._app)
        self._see(name)

    def all(self) -> None:
        self.first_start()
        self.code()
        self.cut_off()
        self.unlock()
        self.library()
        self.consent()
        self.person()
        self.care()

    def first_start(self) -> None:
        self.see("welcome")
        self._bottom()
        self.see("welcome-bottom")
        self.page.main.click()
        self._type(self.page.new.line, "password1")
        assert wait_for(self._app, lambda: bool(self.page.new.below.text()))
        self.see("passphrase-weak")
        self.page.new.clear()
        self._type(self.page.new.line, a_vault.PASSPHRASE)
        assert wait_for(self._app, lambda: _("in more than 100 years") in self.page.new.below.text())
        self._type(self.page.again.line, "other")
        self.page.main.click()
        self.see("passphrase-differs")
        self.page.again.clear()
        self._type(self.page.again.line, a_vault.PASSPHRASE)
        self.page.main.click()
        self.see("passphrase-making")

    def code(self) -> None:
        self._until(CodePage)
        self.see("code")
        code = " ".join(group.text() for group in self.page.code.groups)
        self.page.main.click()
        self._type(self.page.field.line, "0000")
        self.page.main.click()
        assert wait_for(self._app, self.page.problem.isVisible)
        self.see("code-refused")
        self.page.field.clear()
        self._type(self.page.field.line, code)
        self.page.main.click()
        self._until(LibraryPage)
        self.see("library-empty")
        self.page.add.click()
        self._type(self.page.pseudonym.line, "Birch")
        self.page.keep_until.set_text("soon")
        self.page.main.click()
        self.see("add-client")

    def cut_off(self) -> None:
        """What is asked of a session that was cut off, recent or too long ago; the page before comes back."""
        for name, may_resume in (("cut-off", True), ("cut-off-long-ago", False)):
            found = CutOff("", "Birch 7", _CUT_OFF, 3600, 9, may_resume, is_simulated=False, straps={})
            self._flow.window.turn_to(CutOffPage(found))
            self.see(name)

    def unlock(self) -> None:
        self._flow.lock()
        a_vault.fill(self._folder)
        self._type(self.page.passphrase.line, "wrong")
        self.page.main.click()
        assert wait_for(self._app, self.page.problem.isVisible)
        self.see("unlock-wrong")
        self.page.passphrase.clear()
        self._type(self.page.passphrase.line, a_vault.PASSPHRASE)
        self.page.main.click()
        self.see("unlock-opening")
        self._until(LibraryPage)

    def library(self) -> None:
        self.page.people.setCurrentRow(1)
        self.see("library")
        self.page.people.setFocus()
        self.see("library-list-focus")
        self.page.due.click()
        self.see("library-due")
        self.page.due.click()
        self._type(self.page.search.line, "nobody")
        self.see("library-nobody")
        self.page.search.clear()
        self._type(self.page.search.line, "k-")
        self.see("library-search")

    def consent(self) -> None:
        self.page.main.click()
        self._until(ConsentPage)
        self.see("consent")
        self.page.text.edit.click()
        self.see("consent-words")
        self.page.text.drop.click()
        list(self.page.who.buttons.values())[1].click()
        self._bottom()
        self.see("consent-bottom")
        self.page.main.click()
        self.see("consent-missing")
        self._back()
        self.page.people.setCurrentRow(1)
        self.page.panel.consent_button.click()
        self._until(ConsentPage)
        self.see("consent-so-far")
        self._back()

    def person(self) -> None:
        self.page.panel.edit.click()
        self.see("edit-client")
        self._back()
        self.page.panel.forget.click()
        self.see("forget")
        self._back()
        self.page.panel.sessions.setCurrentRow(1)
        self.page.panel.sessions.setFocus()
        self.see("library-session-focus")
        self.page.panel.export.click()
        self.see("export")
        self._back()
        self.page.you.click()
        self.see("library-you")

    def care(self) -> None:
        self.page.care.click()
        self._until(CarePage)
        self.page.check.click()
        assert wait_for(self._app, lambda: not self.page.is_busy)
        self.see("care")
        self._bottom()
        self.see("care-bottom")
        self.page.passphrase.click()
        self.see("change-passphrase")
        self._flow.lock()
        self.page.use_code.click()
        self.see("recover")

    def _back(self) -> None:
        self.page.back.click()
        self._until(LibraryPage)

    def _until(self, kind: type[QWidget]) -> None:
        assert wait_for(self._app, lambda: isinstance(self.page, kind) and not self._is_busy())

    def _is_busy(self) -> bool:
        return bool(self.page.is_busy)

    def _bottom(self) -> None:
        settle(self._app)
        bar = self.page.findChild(QScrollArea).verticalScrollBar()
        bar.setValue(bar.maximum())

    @staticmethod
    def _type(line: QWidget, text: str) -> None:
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClicks(line, text)


def take_all(app: QApplication, out: Path, look: Look, width: int, height: int) -> None:
    """Leave the pictures in a folder, numbered in the order of the walk."""
    out.mkdir(parents=True, exist_ok=True)
    taken: list[str] = []

    def see(name: str) -> None:
        taken.append(name)
        flow.window.grab().save(str(out / f"{len(taken):02}-{name}.png"))

    with tempfile.TemporaryDirectory() as folder:
        flow = VaultFlow(a_vault.doors(Path(folder)), look)
        behind = QWidget()
        behind.resize(width, height)
        behind.show()
        flow.enter(behind)
        Walk(app, flow, Path(folder), see).all()
        flow.close()
        behind.close()


def main(arguments: list[str]) -> None:
    app = QApplication([])
    fonts.load_inter()
    colours = DARK if "--dark" in arguments else LIGHT
    out, *given = [each for each in arguments if not each.startswith("--")]
    width, height, scale = given or _SIZE
    take_all(app, Path(out), Look(colours, float(scale)), int(width), int(height))


if __name__ == "__main__":
    main(sys.argv[1:])
