"""The therapist's own keys: chosen by keys alone, refused where they mean something, kept, and acting."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coreg.domain.act import Act
from coreg.domain.session_settings import SessionSettings
from coreg.domain.stage import Profile
from coreg.settings import session_settings, set_session_settings
from coreg.ui import key_card
from coreg.ui.key_table import KEYS, View, meaning_of
from coreg.ui.marking.keys_page import KeysPage
from coreg.ui.marking.own_keys import changeable, chosen_key, taken_by, with_all_their_own, with_devices, with_key
from coreg.ui.marking.window import MarkingWindow
from coreg.ui.theme import Look
from coreg.ui.therapist.window import TherapistWindow
from tests.ui import people
from tests.ui.conftest import settle

Shown = Callable[..., QWidget]
PEDAL = SessionSettings(remapped={"PageDown": "Space"}, devices={"PageDown": "pedal"})


def meaning(key: str, settings: SessionSettings, *, in_note: bool = False) -> object:
    return meaning_of(
        key, settings.profile, dict(settings.remapped), in_note=in_note, devices=frozenset(settings.devices)
    )


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


@pytest.fixture
def opened(app: QApplication, shown: Shown) -> Callable[..., tuple[KeysPage, list[SessionSettings]]]:
    """The page of single keys, opened by keys."""

    def make(
        settings: SessionSettings = PEDAL, width: int = 1280, height: int = 800
    ) -> tuple[KeysPage, list[SessionSettings]]:
        window = MarkingWindow(Look(), settings)
        kept: list[SessionSettings] = []
        window.changed.connect(kept.append)
        shown(window, width, height)
        window.single_keys.setFocus(Qt.FocusReason.TabFocusReason)
        press(Qt.Key.Key_Return)
        settle(app)
        assert window.keys_page.isVisible()
        return window.keys_page, kept

    return make


def choose(page: KeysPage, table_key: str) -> None:
    """Go to a key's row by the arrows, and press Enter on it."""
    page.list.setFocus()
    press(Qt.Key.Key_Home)
    for _ in page.list.rows:
        if page.list.chosen_id == table_key:
            break
        press(Qt.Key.Key_Down)
    assert page.list.chosen_id == table_key
    press(Qt.Key.Key_Return)


def test_by_keys_alone_another_key_is_chosen_and_the_old_one_means_nothing(opened) -> None:
    page, kept = opened()
    choose(page, "R")
    assert page.says.text().startswith("Press the key now that is to mean: strong reaction.")
    press(Qt.Key.Key_J)
    settings = kept[-1]
    assert page.says.text() == "J now means: strong reaction."
    assert meaning("J", settings) is Act.STRONG_REACTION
    assert meaning("R", settings) is None
    assert meaning("PageDown", settings) is Act.SET, "the pedal stays"
    row = next(row for row in page.list.rows if row.id == "R")
    assert (row.title, row.detail) == ("J · strong reaction", "instead of R")


def test_a_key_that_means_something_is_refused_in_one_line_that_names_it(opened) -> None:
    page, kept = opened()
    for key, words in (
        (Qt.Key.Key_D, "D means already: drifted. Choose another key."),
        (Qt.Key.Key_P, "P means already: part noticed. Choose another key."),
        (Qt.Key.Key_PageDown, "PageDown means already: set starts, set ends. Choose another key."),
        (Qt.Key.Key_Tab, "Tab leads through the windows. Choose another key."),
        (Qt.Key.Key_Escape, "Nothing changed: strong reaction."),
    ):
        choose(page, "R")
        press(key)
        assert page.says.text() == words
    assert kept == []


def test_a_key_given_away_is_free_for_another_and_each_can_have_its_own_back(opened) -> None:
    page, kept = opened()
    choose(page, "R")
    press(Qt.Key.Key_J)
    choose(page, "D")
    press(Qt.Key.Key_R)
    assert (meaning("R", kept[-1]), meaning("D", kept[-1])) == (Act.DRIFTED, None)
    choose(page, "R")
    press(Qt.Key.Key_Escape)
    page.own.setFocus()
    press(Qt.Key.Key_Return)
    assert page.says.text() == "R means already: drifted. Choose another key."
    page.all_own.setFocus()
    press(Qt.Key.Key_Return)
    assert kept[-1] == PEDAL


def test_esc_leads_back_to_the_choices(app: QApplication, opened) -> None:
    page, _ = opened()
    press(Qt.Key.Key_Escape)
    settle(app)
    assert not page.isVisible()
    assert isinstance(page.window(), MarkingWindow)
    assert page.window().isVisible()


def test_a_pedal_cant_be_learnt_on_a_key_of_ones_own_but_on_one_that_was_given_away(shown: Shown) -> None:
    window = MarkingWindow(Look(), with_key(SessionSettings(), "R", "J"))
    shown(window)
    for key, is_learnt in ((Qt.Key.Key_J, False), (Qt.Key.Key_R, True)):
        window.learn["pedal"].setFocus()
        press(Qt.Key.Key_Return)
        QTest.keyClick(window, key)
        assert bool(window.settings.devices) is is_learnt
    assert meaning("J", window.settings) is Act.STRONG_REACTION
    window.forget.setFocus()
    press(Qt.Key.Key_Return)
    assert meaning("J", window.settings) is Act.STRONG_REACTION, "forgetting the pedal forgets no other key"


def test_in_a_note_a_letter_of_ones_own_writes_and_only_what_doesnt_write_acts() -> None:
    settings = with_key(with_key(PEDAL, "F7", "J"), "F8", "Ctrl+J")
    settings = with_key(settings, "R", "F13")
    assert meaning("J", settings) is Act.SCREEN_CALM
    assert meaning("J", settings, in_note=True) is None
    assert meaning("Ctrl+J", settings, in_note=True) is Act.SCREEN_PACER
    assert meaning("F13", settings, in_note=True) is None, "a strong reaction doesn't act in a note"
    assert meaning("F7", settings, in_note=True) is None, "it was given away"
    assert meaning("PageDown", settings, in_note=True) is Act.SET
    assert meaning("Ctrl+O", settings, in_note=True) is Act.OFF_RECORD


def test_the_note_line_of_a_session_writes_it(app: QApplication, shown: Shown) -> None:
    window = TherapistWindow(
        Look(), with_key(PEDAL, "F7", "J"), is_simulated=False, is_replay=False, is_recorded=True
    )
    shown(window)
    window.show_snapshot(people.snapshot(60.0))
    asked: list[Act] = []
    window.asked.connect(lambda request, _: asked.append(request.act))
    window.notes.line.open()
    QTest.keyClicks(window.notes.line, "j")
    assert (window.notes.line.text(), asked) == ("j", [])
    window.notes.line.take()
    QTest.keyClick(window, Qt.Key.Key_J)
    assert asked == [Act.SCREEN_CALM]


def test_the_card_the_button_and_the_file_follow(tmp_path: Path, shown: Shown) -> None:
    settings = with_key(with_key(PEDAL, "*", "J"), "D", "Alt+D")
    assert key_card.keys_of(Act.STAR, Profile.EMDR, settings.remapped) == "J"
    rows = dict(row for _, group in key_card.card(Profile.EMDR, settings.remapped) for row in group)
    assert (rows["J"], rows["Alt+D"]) == ("star", "drifted")
    assert "*" not in rows
    path = tmp_path / "marking.json"
    set_session_settings(path, settings)
    assert session_settings(path) == settings
    window = TherapistWindow(Look(), settings, is_simulated=False, is_replay=False, is_recorded=True)
    shown(window)
    assert window.strip.star.accessibleName() == "Star, J"


KEY = st.sampled_from(["J", "H", "R", "D", "Q", "X", "Ctrl+J", "F13", "T", "K", "PageUp", "Alt+D"])


@pytest.mark.parametrize("profile", list(Profile))
@given(moves=st.lists(st.tuples(st.sampled_from(["R", "D", "Q", "X", "T", "K", "F7", "*"]), KEY), max_size=12))
def test_whatever_is_chosen_every_meaning_has_a_key_and_no_key_two(
    profile: Profile, moves: list[tuple[str, str]]
) -> None:
    settings = SessionSettings(profile=profile, remapped={"PageDown": "Space"}, devices={"PageDown": "pedal"})
    for table_key, key in moves:
        if taken_by(settings, table_key, key) is None:
            settings = with_key(settings, table_key, key)
    for each in Profile:
        for table_key, wanted in KEYS[each].items():
            key = chosen_key(settings, table_key)
            assert meaning_of(key, each, dict(settings.remapped)) is wanted
    assert with_all_their_own(settings).remapped == {"PageDown": "Space"}
    assert with_devices(with_devices(settings, {}), {"PageDown": "pedal"}) == settings


def test_what_the_screens_name_and_the_set_cant_be_changed() -> None:
    for profile in Profile:
        keys = [key for key, _ in changeable(profile)]
        assert len(keys) == len(set(keys)) >= 20
        assert not {"Space", "B", "Ctrl+O", "Ctrl+E", "F1", "F12", "7", "Ctrl+3"} & set(keys)
        assert all(KEYS[profile][key] is not View.SHOW_KEYS for key in keys)


@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1280, 800)])
def test_the_pages_fit_the_screen(opened, width: int, height: int) -> None:
    page, _ = opened(PEDAL, width, height)
    assert (page.window().width(), page.window().height()) == (width, height)
    assert page.list.height() > 200
    for button in (page.change, page.own, page.back):
        assert button.width() >= button.sizeHint().width()
