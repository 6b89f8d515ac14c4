"""The start window at every size: all ways in, a problem if there is one, nothing over something else."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.start_window import StartWindow
from coreg.ui.theme import DARK, LIGHT, Look
from tests.ui.conftest import settle

PROBLEM = "The disk is full: nothing more can be written to it. Make room on it, or choose another folder for it."


@pytest.mark.parametrize("problem", ["", PROBLEM], ids=["well", "problem"])
@pytest.mark.parametrize(
    ("width", "height", "look"),
    [
        (1024, 640, Look(DARK, 1.5)),
        (1024, 640, Look()),
        (1280, 800, Look(LIGHT, 1.5)),
        (1920, 1080, Look(LIGHT, 1.75)),
    ],
)
def test_every_way_in_and_the_problem_have_room(
    app: QApplication, shown: Callable[..., QWidget], width: int, height: int, look: Look, problem: str
) -> None:
    window = StartWindow(look, Path(), print, has_vault=True)
    shown(window, width, height)
    window.say_problem(problem)
    settle(app)
    assert (window.width(), window.height()) == (width, height)
    parts = [
        part for part in window.findChildren(QWidget) if isinstance(part, QLabel | KeyButton) and part.isVisible()
    ]
    assert [part for part in parts if part in window.ways] == list(window.ways)
    assert window.notice.isVisible() == bool(problem)
    areas = [QRect(part.mapTo(window, QPoint(0, 0)), part.size()) for part in parts]
    for part, area in zip(parts, areas, strict=True):
        assert window.rect().contains(area), part.accessibleName()
        if isinstance(part, QLabel) and part.wordWrap():
            assert part.height() >= part.heightForWidth(part.width()) - 1, part.text()
        if isinstance(part, KeyButton):
            assert part.height() >= 44
    for one, other in itertools.combinations(areas, 2):
        assert not one.intersects(other)


def test_the_other_language_is_chosen_in_its_own_words(app: QApplication, shown: Callable[..., QWidget]) -> None:
    chosen: list[str] = []
    window = StartWindow(Look(), Path(), chosen.append)
    shown(window, 1280, 800)
    settle(app)
    assert window.languages["de"].text() == "Deutsch"
    assert window.languages["de"].isVisible()
    window.languages["de"].click()
    assert chosen == ["de"]
    assert window.status.text() == "Coreg spricht Deutsch, sobald Sie es neu starten."


def test_where_nothing_is_kept_no_language_is_offered(app: QApplication, shown: Callable[..., QWidget]) -> None:
    window = StartWindow(Look(), Path())
    shown(window, 1280, 800)
    settle(app)
    assert not window.languages["de"].isVisible()
