"""Consent on the way to a first session, by keys alone: nothing is recorded before, and it can be taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from coreg.domain.client import HealthNote
from coreg.domain.consent import GivenBy, Manner, Purpose
from coreg.ui.vault import consent_wording as words
from coreg.ui.vault import library_wording
from coreg.ui.vault.consent_page import ConsentPage
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.unlock_page import UnlockPage
from tests.ui.vault import a_vault
from tests.ui.vault.conftest import Hands

Key = Qt.Key
Enter = Callable[..., Hands]


@pytest.fixture
def asked() -> list[str | None]:
    return []


@pytest.fixture
def library(enter: Enter, folder: Path, asked: list[str | None]) -> Hands:
    """One client, nobody has agreed to anything."""
    a_vault.make(folder)
    vault = a_vault.opened(folder)
    vault.add_person("K-12")
    vault.lock()
    hands = enter()
    hands.flow.session_asked.connect(asked.append)
    hands.until(UnlockPage)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    hands.until(LibraryPage)
    return hands


def tick(hands: Hands, *purposes: Purpose) -> None:
    for purpose in purposes:
        hands.tab_to(hands.page.purposes[purpose])
        hands.press(Key.Key_Space)


def agree(hands: Hands, *purposes: Purpose) -> None:
    """Fill in the rest of the page and keep it."""
    page = hands.until(ConsentPage)
    if page.who.isVisible():
        hands.push(page.who.buttons[GivenBy.CLIENT])
    hands.push(page.manner.buttons[Manner.SPOKEN])
    tick(hands, *purposes)
    hands.tab_to(page.asked)
    hands.press(Key.Key_Space)
    assert page.main is not None
    hands.push(page.main)


def test_the_first_session_asks_for_both_consents_and_then_begins(
    library: Hands, asked: list[str | None], folder: Path
) -> None:
    library.press(Key.Key_Return)
    page = library.until(ConsentPage)
    assert page.title.text() == "Consent of K-12"
    agree(library, Purpose.SEEN_LIVE, Purpose.KEPT)
    assert library.wait(lambda: library.page.title.text() == words.TITLE_OWN[GivenBy.THERAPIST])
    assert asked == []
    agree(library, *Purpose)
    assert library.wait(lambda: bool(asked))
    library.flow.lock()
    vault = a_vault.opened(folder)
    (client,) = [each for each in vault.people() if each.pseudonym == "K-12"]
    assert asked == [client.person_id]
    (given,) = vault.consents(client.person_id)
    assert (given.given_by, given.manner) == (GivenBy.CLIENT, Manner.SPOKEN)
    assert given.purposes == {Purpose.SEEN_LIVE, Purpose.KEPT}
    assert client.health_notes == frozenset()
    assert vault.consents(vault.therapist().person_id)[0].given_by is GivenBy.THERAPIST
    vault.lock()


def test_each_thing_that_is_missing_is_asked_for_where_it_stands(library: Hands, asked: list[str | None]) -> None:
    library.press(Key.Key_Return)
    page = library.until(ConsentPage)
    assert page.main is not None
    steps: list[tuple[str, Callable[[], None]]] = [
        (words.WHO_MISSING, lambda: library.push(page.who.buttons[GivenBy.GUARDIAN])),
        (words.CHILD_MISSING, lambda: library.push(page.child.buttons[True])),
        (words.MANNER_MISSING, lambda: library.push(page.manner.buttons[Manner.WRITTEN])),
        (words.PURPOSE_MISSING, lambda: tick(library, Purpose.SEEN_LIVE, Purpose.KEPT)),
        (words.HEALTH_MISSING, lambda: library.tab_to(page.asked)),
    ]
    for said, mend in steps:
        library.push(page.main)
        assert page.problem.text() == said
        mend()
    assert asked == []


def test_what_was_ticked_about_the_heart_is_kept(library: Hands, folder: Path) -> None:
    library.press(Key.Key_Return)
    page = library.until(ConsentPage)
    library.tab_to(page.health[HealthNote.HEART_RATE_DRUGS])
    library.press(Key.Key_Space)
    agree(library, Purpose.SEEN_LIVE, Purpose.KEPT)
    assert library.wait(lambda: library.page.title.text() == words.TITLE_OWN[GivenBy.THERAPIST])
    library.press(Key.Key_Escape)
    panel = library.until(LibraryPage).panel
    assert panel.health.text() == words.HEALTH_NOTE[HealthNote.HEART_RATE_DRUGS]


def test_a_child_that_doesnt_agree_is_not_recorded(library: Hands, asked: list[str | None]) -> None:
    library.press(Key.Key_Return)
    page = library.until(ConsentPage)
    library.push(page.who.buttons[GivenBy.GUARDIAN])
    library.push(page.child.buttons[False])
    library.push(page.manner.buttons[Manner.WRITTEN])
    tick(library, *Purpose)
    library.tab_to(page.asked)
    library.press(Key.Key_Space)
    assert page.main is not None
    library.push(page.main)
    back = library.until(LibraryPage)
    assert back.problem.text() == library_wording.KEPT_NOT_AGREED
    assert back.people.rows[0].detail.endswith("no consent")
    assert asked == []


def test_without_kept_only_watching_is_left(library: Hands, asked: list[str | None]) -> None:
    library.press(Key.Key_Return)
    agree(library, Purpose.SEEN_LIVE)
    back = library.until(LibraryPage)
    assert back.problem.text() == library_wording.KEPT_NOT_AGREED
    library.push(back.watch)
    assert asked == [None]


def test_watching_only_is_offered_before_the_consent_too(library: Hands, asked: list[str | None]) -> None:
    library.press(Key.Key_Return)
    library.push(library.until(ConsentPage).watch)
    assert asked == [None]


def test_other_words_are_a_new_version(library: Hands) -> None:
    library.press(Key.Key_Return)
    page = library.until(ConsentPage)
    assert page.text.area.isReadOnly()
    before = page.text.area.toPlainText()
    library.push(page.text.edit)
    assert page.text.area.hasFocus()
    library.write("In our own words. ")
    library.push(page.text.edit)
    assert library.wait(lambda: page.text.version.text().startswith("Version 2"))
    assert page.text.area.toPlainText() == "In our own words. " + before
    library.push(page.text.edit)
    library.write("Never mind. ")
    library.push(page.text.drop)
    assert "Never mind" not in page.text.area.toPlainText()


def test_a_purpose_is_taken_back_and_recording_asks_again(library: Hands, asked: list[str | None]) -> None:
    library.press(Key.Key_Return)
    agree(library, Purpose.SEEN_LIVE, Purpose.KEPT)
    assert library.wait(lambda: library.page.title.text() == words.TITLE_OWN[GivenBy.THERAPIST])
    library.press(Key.Key_Escape)
    page = library.until(LibraryPage)
    assert page.panel.consent.text().endswith("seen live, kept.")
    library.push(page.panel.consent_button)
    consent = library.until(ConsentPage)
    library.push(consent.in_force.buttons[1])
    back = library.until(LibraryPage)
    assert back.panel.consent.text().endswith("Nothing is recorded: watch only.")
    library.tab_to(back.search.line)
    library.press(Key.Key_Return)
    assert library.until(ConsentPage).title.text() == "Consent of K-12"
    assert asked == []


def test_space_answers_the_arrows_move_and_enter_keeps_from_wherever_one_is(library: Hands) -> None:
    library.press(Key.Key_Return)
    page = library.until(ConsentPage)
    library.tab_to(page.who.buttons[GivenBy.CLIENT])
    library.press(Key.Key_Right, Key.Key_Left, Key.Key_Space)
    assert page.who.value is GivenBy.CLIENT
    library.tab_to(page.manner.first)
    library.press(Key.Key_Right, Key.Key_Space)
    assert page.manner.value is list(page.manner.buttons)[1]
    tick(library, Purpose.SEEN_LIVE, Purpose.KEPT)
    library.tab_to(page.asked)
    library.press(Key.Key_Space, Key.Key_Return)
    assert library.wait(lambda: library.page.title.text() == words.TITLE_OWN[GivenBy.THERAPIST])
