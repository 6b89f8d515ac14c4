"""A client's second person: chosen with the client, asked for their own consent, and named in the session."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from coreg.domain.client import HealthNote, Relation
from coreg.domain.consent import GivenBy, Manner, Purpose
from coreg.domain.errors import NoConsentError
from coreg.domain.withdrawal import Withdrawal
from coreg.ui.therapist import withdraw_wording
from coreg.ui.vault import consent_wording as words
from coreg.ui.vault.client_page import ClientPage
from coreg.ui.vault.consent_page import ConsentPage
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.unlock_page import UnlockPage
from tests.ui.vault import a_vault
from tests.ui.vault.conftest import Hands
from tests.ui.vault.test_consent import agree

Key = Qt.Key
Enter = Callable[..., Hands]


@pytest.fixture
def library(enter: Enter, folder: Path) -> Hands:
    a_vault.make(folder)
    hands = enter()
    hands.until(UnlockPage)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    hands.until(LibraryPage)
    return hands


def add_with_parent(library: Hands) -> None:
    library.press(Key.Key_N, with_=Qt.KeyboardModifier.ControlModifier)
    page = library.until(ClientPage)
    assert page.second.value is Relation.THERAPIST
    library.write("K-30")
    library.tab_to(page.second.buttons[Relation.PARENT])
    library.press(Key.Key_Space)
    assert page.main is not None
    library.push(page.main)
    library.until(LibraryPage)


def test_a_parents_own_consent_is_asked_for_instead_of_the_therapists(library: Hands, folder: Path) -> None:
    asked: list[str | None] = []
    library.flow.session_asked.connect(asked.append)
    add_with_parent(library)
    page = library.until(LibraryPage)
    assert page.main is not None
    library.push(page.main)
    agree(library, Purpose.SEEN_LIVE, Purpose.KEPT)
    title = words.title("K-30", GivenBy.PARENT)
    assert library.wait(lambda: library.page.title.text() == title)
    consent = library.until(ConsentPage)
    assert not any(tick.isVisible() for tick in consent.health.values()), "they have no entry to note it in"
    assert asked == []
    agree(library, Purpose.SEEN_LIVE, Purpose.KEPT)
    assert library.wait(lambda: bool(asked))
    assert library.flow.relation(asked[0] or "") is Relation.PARENT
    library.flow.lock()
    vault = a_vault.opened(folder)
    (client,) = [each for each in vault.people() if each.pseudonym == "K-30"]
    assert client.relation is Relation.PARENT
    assert client.health_notes == frozenset()
    assert [each.given_by for each in vault.consents(client.person_id)] == [GivenBy.CLIENT]
    assert [each.given_by for each in vault.second_consents(client.person_id)] == [GivenBy.PARENT]
    assert vault.consents(vault.therapist().person_id) == []
    vault.lock()


def test_the_clients_page_says_who_the_second_person_is_and_leads_to_their_consent(library: Hands) -> None:
    add_with_parent(library)
    page = library.until(LibraryPage)
    assert page.panel.second.text().startswith("The second strap is a parent's. No consent")
    library.push(page.panel.second_consent)
    consent = library.until(ConsentPage)
    assert consent.title.text() == words.title("K-30", GivenBy.PARENT)


def test_another_second_person_is_asked_anew_and_what_a_parent_agreed_to_is_not_theirs(folder: Path) -> None:
    a_vault.make(folder)
    vault = a_vault.opened(folder)
    client = vault.add_person("K-31")
    vault.set_health_notes(client.person_id, {HealthNote.IMPLANT})
    vault.set_relation(client.person_id, Relation.PARENT)
    vault.add_consent(client.person_id, GivenBy.PARENT, Manner.SPOKEN, {Purpose.KEPT})
    vault.set_relation(client.person_id, Relation.PARTNER)
    assert vault.second_consents(client.person_id) == []
    with pytest.raises(NoConsentError):
        vault.check_consent(client.person_id)  # a parent's consent is not the client's
    vault.set_relation(client.person_id, Relation.PARENT)
    assert len(vault.second_consents(client.person_id)) == 1
    vault.lock()


@pytest.mark.parametrize("relation", Relation)
def test_what_was_carried_out_names_whose_consent_it_was(relation: Relation) -> None:
    kept = withdraw_wording.done(Withdrawal.THERAPIST_KEEPS, relation)
    named = {Relation.THERAPIST: "Your", Relation.PARENT: "parent", Relation.PARTNER: "partner"}
    assert named.get(relation, "second person") in kept
    assert withdraw_wording.done(Withdrawal.CLIENT_KEEPS, relation).startswith("The client's")
