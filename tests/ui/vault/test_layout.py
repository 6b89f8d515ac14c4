"""Every screen of the vault at every size: nothing cut short, nothing over something else, targets of 44 px."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QWidget

from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.vault.page import Area
from coreg.ui.vault.window import VaultWindow
from tests.ui.vault.conftest import Hands
from tests.ui.vault.screens import Walk

_SAID = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, QListWidget)
_TARGETS = (QAbstractButton, QLineEdit)


def check(window: VaultWindow, name: str) -> None:
    """Look at one screen as it stands."""
    assert window.page is not None
    inner = window.page.findChild(Area)
    parts = [part for part in window.page.findChildren(QWidget) if isinstance(part, _SAID) and part.isVisible()]
    assert len(parts) >= 4, name
    areas = [QRect(part.mapTo(window, QPoint(0, 0)), part.size()) for part in parts]
    for part, area in zip(parts, areas, strict=True):
        assert area.left() >= 0, (name, part.accessibleName())
        assert area.right() <= window.width(), (name, part.accessibleName())
        if inner is None or not inner.isAncestorOf(part):
            assert window.rect().contains(area), (name, part.accessibleName())
        check_words(part, name)
        if isinstance(part, _TARGETS):
            assert min(part.width(), part.height()) >= 44, (name, part.accessibleName())
            assert part.accessibleName(), name
    for (one, first), (other, second) in itertools.combinations(zip(parts, areas, strict=True), 2):
        is_apart = inner is not None and inner.isAncestorOf(one) != inner.isAncestorOf(other)
        if is_apart or one.isAncestorOf(other) or other.isAncestorOf(one):
            continue  # what is scrolled away lies behind the foot, and is cut off there
        assert not first.intersects(second), (name, one.accessibleName(), other.accessibleName())


def check_words(part: QWidget, name: str) -> None:
    if isinstance(part, QLabel) and not part.wordWrap():
        assert part.width() + 1 >= QFontMetricsF(part.font()).horizontalAdvance(part.text()), (name, part.text())
    elif isinstance(part, QLabel):
        assert part.height() >= part.heightForWidth(part.width()) - 1, (name, part.text())
    elif isinstance(part, QAbstractButton):
        assert part.width() >= part.minimumSizeHint().width(), (name, part.text())
        if part.hasHeightForWidth():
            assert part.height() >= part.heightForWidth(part.width()), (name, part.text())
    elif isinstance(part, QListWidget):
        for row in range(part.count()):
            assert part.visualItemRect(part.item(row)).right() <= part.viewport().width(), (name, row)


@pytest.mark.parametrize(
    ("width", "height", "look"),
    [(1024, 640, Look(DARK, 1.5)), (1280, 800, Look(LIGHT)), (1920, 1080, Look(LIGHT, 1.75))],
    ids=["small", "usual", "large"],
)
def test_no_words_are_cut_short_or_overlap(
    app: QApplication, enter: Callable[..., Hands], folder: Path, width: int, height: int, look: Look
) -> None:
    hands = enter(None, look, width, height)
    window = hands.flow.window
    seen: list[str] = []

    def see(name: str) -> None:
        assert (window.width(), window.height()) == (width, height), name
        check(window, name)
        seen.append(name)

    Walk(app, hands.flow, folder, see).all()
    assert len(seen) > 25
