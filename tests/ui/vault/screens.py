"""Pictures of every screen of the vault: `python -m tests.ui.vault.screens OUT [WIDTH HEIGHT SCALE] [--dark]`."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coreg.ui import fonts
from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.vault.code_page import CodePage
from coreg.ui.vault.consent_page import ConsentPage
from coreg.ui.vault.flow import VaultFlow
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.page import ColumnPage
from tests.ui.conftest import settle, wait_for
from tests.ui.vault import a_vault

Key = Qt.Key


class Camera:
    """Takes numbered pictures of one window."""

    def __init__(self, app: QApplication, folder: Path, window: QWidget) -> None:
        self._app, self._folder, self._window = app, folder, window
        self._n = 0

    def take(self, name: str) -> None:
        settle(self._app)
        self._n += 1
        self._window.grab().save(str(self._folder / f"{self._n:02}-{name}.png"))


def take_all(app: QApplication, out: Path, look: Look, size: tuple[int, int]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        flow = VaultFlow(a_vault.doors(Path(folder)), look)
        behind = QWidget()
        behind.resize(*size)
        behind.show()
        flow.enter(behind)
        _walk(app, flow, Camera(app, out, flow.window), Path(folder))
        flow.close()
        behind.close()


def _walk(app: QApplication, flow: VaultFlow, camera: Camera, folder: Path) -> None:
    window = flow.window

    def page() -> QWidget:
        assert window.page is not None
        return window.page

    def until(kind: type[QWidget]) -> None:
        assert wait_for(app, lambda: isinstance(window.page, kind) and not window.page.is_busy), window.page

    def press(*buttons: str) -> None:
        for name in buttons:
            getattr(page(), name).click()
            settle(app)

    def bottom() -> None:
        here = page()
        assert isinstance(here, ColumnPage)
        bar = here.findChild(type(here._area)).verticalScrollBar()
        bar.setValue(bar.maximum())

    def type_in(widget: QWidget, text: str) -> None:
        QTest.keyClicks(widget, text)

    camera.take("welcome")
    bottom()
    camera.take("welcome-bottom")
    press("main")
    make = page()
    type_in(make.new.line, "password1")
    wait_for(app, lambda: bool(make.new.below.text()))
    camera.take("passphrase-weak")
    make.new.clear()
    type_in(make.new.line, a_vault.PASSPHRASE)
    wait_for(app, lambda: "100 years" in make.new.below.text())
    type_in(make.again.line, "other")
    press("main")
    camera.take("passphrase-differs")
    make.again.clear()
    type_in(make.again.line, a_vault.PASSPHRASE)
    QTest.keyClick(make.again.line, Key.Key_Return)
    camera.take("passphrase-making")
    until(CodePage)
    camera.take("code")
    code = page()._code
    press("main")
    type_in(page().field.line, "0000")
    press("main")
    wait_for(app, lambda: page().problem.isVisible())
    camera.take("code-refused")
    page().field.clear()
    type_in(page().field.line, code)
    press("main")
    until(LibraryPage)
    camera.take("library-empty")
    press("add")
    type_in(page().pseudonym.line, "Birch")
    page().keep_until.set_text("soon")
    press("main")
    camera.take("add-client")
    flow.lock()
    a_vault.fill(folder)
    type_in(page().passphrase.line, "wrong")
    press("main")
    wait_for(app, lambda: page().problem.isVisible())
    camera.take("unlock-wrong")
    page().passphrase.clear()
    type_in(page().passphrase.line, a_vault.PASSPHRASE)
    press("main")
    camera.take("unlock-opening")
    until(LibraryPage)
    page().people.setCurrentRow(1)
    camera.take("library")
    page().people.setFocus()
    camera.take("library-list-focus")
    page().due.click()
    camera.take("library-due")
    page().due.click()
    type_in(page().search.line, "k-")
    camera.take("library-search")
    press("main")
    until(ConsentPage)
    camera.take("consent")
    page().who.buttons[list(page().who.buttons)[1]].click()
    bottom()
    camera.take("consent-bottom")
    press("main")
    camera.take("consent-missing")
    press("back")
    until(LibraryPage)
    page().search.clear()
    page()._find("")
    page().people.setCurrentRow(1)
    page().panel.consent_button.click()
    until(ConsentPage)
    camera.take("consent-so-far")
    press("back")
    until(LibraryPage)
    page().panel.edit.click()
    camera.take("edit-client")
    press("back")
    until(LibraryPage)
    page().panel.forget.click()
    camera.take("forget")
    press("back")
    until(LibraryPage)
    page().panel.sessions.setCurrentRow(1)
    page().panel.sessions.setFocus()
    camera.take("library-session-focus")
    page().panel.export.click()
    camera.take("export")
    press("back")
    until(LibraryPage)
    page().you.click()
    camera.take("library-you")
    page().care.click()
    wait_for(app, lambda: not isinstance(window.page, LibraryPage))
    page().check.click()
    wait_for(app, lambda: not page().is_busy)
    camera.take("care")
    bottom()
    camera.take("care-bottom")
    page().passphrase.click()
    camera.take("change-passphrase")
    flow.lock()
    page().use_code.click()
    camera.take("recover")


def main(arguments: list[str]) -> None:
    app = QApplication([])
    fonts.load_inter()
    is_dark = "--dark" in arguments
    given: list[str] = [each for each in arguments if not each.startswith("--")]
    width, height, scale = (given[1:] + ["1280", "800", "1.0"])[:3] if len(given) < 4 else given[1:4]
    take_all(app, Path(given[0]), Look(DARK if is_dark else LIGHT, float(scale)), (int(width), int(height)))


if __name__ == "__main__":
    main(sys.argv[1:])
