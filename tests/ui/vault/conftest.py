"""A vault's window over a real vault in a folder of its own, pressed by keys alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coreg.ui.theme import Look
from coreg.ui.vault.doors import VaultDoors
from coreg.ui.vault.flow import VaultFlow
from coreg.ui.vault.page import Page
from tests.ui.conftest import settle, wait_for
from tests.ui.vault import a_vault

Key = Qt.Key
_Page = TypeVar("_Page", bound=Page)


class Hands:
    """Types into whatever has the focus, and waits for pages."""

    def __init__(self, app: QApplication, flow: VaultFlow) -> None:
        self._app = app
        self.flow = flow
        self.n_keys = 0

    @property
    def page(self) -> Any:
        return self.flow.window.page

    def write(self, text: str) -> None:
        self.n_keys += len(text)
        QTest.keyClicks(self._focus, text)

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.n_keys += 1
            QTest.keyClick(self._focus, key, with_)
            settle(self._app)

    def tab_to(self, wanted: QWidget) -> None:
        """Press Tab until it has the focus: everything is reached so."""
        for _ in range(60):
            if wanted.hasFocus():
                return
            self.press(Key.Key_Tab)
        pytest.fail(f"Tab never reaches {wanted.accessibleName()}")

    def push(self, button: QWidget) -> None:
        """Reach a button by Tab and press it by Enter."""
        self.tab_to(button)
        self.press(Key.Key_Return)

    def until(self, kind: type[_Page]) -> _Page:
        assert self.wait(lambda: isinstance(self.page, kind) and not self.page.is_busy), self.page
        settle(self._app)
        page: _Page = self.page
        return page

    def wait(self, is_so: Callable[[], bool]) -> bool:
        return wait_for(self._app, is_so)

    @property
    def _focus(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        return focused


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A full vault, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("practice") / "data"
    a_vault.make(folder)
    a_vault.fill(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def enter(app: QApplication, folder: Path, shown: Callable[..., QWidget]) -> Iterator[Callable[..., Hands]]:
    """Open the vault's window over the folder, in front of an empty one."""
    flows: list[VaultFlow] = []

    def make(
        doors: VaultDoors | None = None, look: Look | None = None, width: int = 1280, height: int = 800
    ) -> Hands:
        flow = VaultFlow(doors or a_vault.doors(folder), look or Look())
        flows.append(flow)
        flow.enter(shown(QWidget(), width, height))
        settle(app)
        return Hands(app, flow)

    yield make
    for flow in flows:
        flow.close()
