"""The card of keys: all of the table is on it, and the sheet in docs is the one that the table gives."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coreg.domain.act import Act
from coreg.domain.stage import Profile
from coreg.ui import key_card
from coreg.ui.key_table import KEYS, View
from coreg.ui.theme import Look
from coreg.ui.therapist.key_sheet import KeySheet
from tests.ui import people
from tests.ui.conftest import settle

SHEET = Path(__file__).parents[2] / "docs/sheets/keys.md"
HOW = "python -c 'from coreg.ui import key_card; print(key_card.sheet(), end=\"\")' > docs/sheets/keys.md"


def test_the_sheet_is_what_the_table_gives() -> None:
    assert SHEET.read_text(encoding="utf-8") == key_card.sheet(), HOW


@pytest.mark.parametrize("profile", list(Profile))
def test_every_meaning_of_the_table_is_on_the_card_once(profile: Profile) -> None:
    described = [meaning for _, rows in key_card.GROUPS for meaning, _ in rows]
    assert len(described) == len(set(described))
    silent = {Act.RATE} if profile is Profile.IFS else set()
    for meaning in set(KEYS[profile].values()) - silent:
        assert meaning in described
        assert key_card.keys_of(meaning, profile, {})


def test_a_learnt_pedal_stands_beside_the_set_key() -> None:
    assert key_card.keys_of(Act.SET, Profile.EMDR, {"PageDown": "Space"}) == "Space, PageDown"


def test_f1_shows_the_card_and_keys_act_under_it(app: QApplication, therapist) -> None:
    window = therapist()
    window.show_snapshot(people.snapshot(60.0))
    asked: list[Act] = []
    window.asked.connect(lambda request, _: asked.append(request.act))
    QTest.keyClick(window, Qt.Key.Key_F1)
    settle(app)
    assert window.key_sheet.isVisible()
    assert window.key_sheet.geometry() == window.rect()
    assert "Space set starts, set ends" in window.key_sheet.accessibleName()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert asked == [Act.SET]
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert not window.key_sheet.isVisible()
    assert KEYS[Profile.EMDR]["F1"] is View.SHOW_KEYS


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(("width", "height", "scale"), [(1024, 640, 1.0), (1280, 800, 1.5), (1920, 1080, 1.5)])
def test_every_word_of_the_card_has_room(shown, profile: Profile, width: int, height: int, scale: float) -> None:
    window = QWidget()
    sheet = KeySheet(profile, {"PageDown": "Space"}, window)
    sheet.set_look(Look(scale=scale))
    shown(window, width, height)
    sheet.turn()
    assert not sheet.is_cut_short()
