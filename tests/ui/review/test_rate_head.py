"""The words above the heart rates: no word stands on another, at any width and letter size."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from coreg.domain.person import Role
from coreg.ui.review.rate_head import RateHead
from coreg.ui.theme import Look
from tests.ui.conftest import settle


@pytest.mark.parametrize(("width", "scale"), [(840, 1.0), (700, 1.0), (606, 1.0), (480, 1.0), (840, 1.5)])
@pytest.mark.parametrize("is_near", [False, True])
def test_no_word_is_cut_short_or_overlaps(
    app: QApplication, shown: Callable[..., QWidget], width: int, scale: float, is_near: bool
) -> None:
    head = RateHead()
    shown(head, width, 40)
    head.set_look(Look(scale=scale))
    head.show_people(frozenset(Role), has_start=True)
    head.show_near(is_near=is_near)
    settle(app)
    all_words = (head.name, head.start, *(words for _, words in head.legend.values()))
    words = sorted((each for each in all_words if each.isVisible()), key=QWidget.x)
    assert [head.legend[role][1].accessibleName() for role in Role] != ["", ""]
    assert len(words) >= 3
    assert all(left.geometry().right() < right.x() for left, right in pairwise(words))
    assert words[-1].geometry().right() <= head.width()
