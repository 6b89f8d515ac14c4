"""From the start window through the vault into a recording and back: real windows, simulated straps, keys alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.domain.client import Relation
from coreg.domain.course import ContextTick
from coreg.domain.errors import NoConsentError
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.strap import FoundStrap, RememberedStrap, Strap
from coreg.domain.withdrawal import Withdrawal
from coreg.recording.reader import read_session
from coreg.recording.vault.stored_session import SessionState
from coreg.sensors.clock import ScaledClock
from coreg.sensors.simulator import simulated_pair
from coreg.session.plan import Plan
from coreg.ui import wording
from coreg.ui.buttons import KeyButton
from coreg.ui.desk import Desk
from coreg.ui.doors import Doors
from coreg.ui.keys import PairingAction
from coreg.ui.pairing import wording as words_of_pairing
from coreg.ui.pairing.window import PairingWindow
from coreg.ui.therapist import withdraw_wording
from coreg.ui.therapist.window import TherapistWindow
from coreg.ui.vault import wording as words_of_vault
from coreg.ui.vault.flow import VaultFlow
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.measures_page import MeasuresPage
from coreg.ui.vault.unlock_page import UnlockPage
from coreg.ui.vault.welcome import WelcomePage
from tests.ui.conftest import settle, wait_for
from tests.ui.vault import a_vault
from tests.ui.vault.conftest import Hands

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
NEAR, FAR = "D2:8A:11:4F:4F:21", "A0:9E:1A:00:09:A3"
SPEED = 20.0


class Practice:
    """A house of simulated, remembered straps, and a vault with one client who agreed to everything."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.remembered: dict[Role, RememberedStrap] = {}

    def make_vault(self) -> str:
        a_vault.make(self.folder)
        vault = a_vault.opened(self.folder)
        client = vault.add_person("Birch 7")
        for person in (vault.therapist(), client):
            a_vault.agree(vault, person)
        vault.remember_straps(client.person_id, {Role.CLIENT: Strap(NEAR), Role.THERAPIST: Strap(FAR)})
        vault.lock()
        return client.person_id

    def doors(self) -> Doors:
        return replace(
            house.doors(self.folder / "sessions"),
            warm_up=_nothing_to_warm,
            scan=self._scan,
            plan_straps=self._plan,
            remembered_straps=lambda: self.remembered,
            vault=a_vault.doors(self.folder),
        )

    def files(self) -> list[Path]:
        return sorted(self.folder.rglob("*.coreg"))

    async def _scan(self, seconds: float) -> list[FoundStrap]:
        return [FoundStrap("x", address, -60, "Polar H10", True, 80) for address in (NEAR, FAR)]

    def _plan(self, client_id: str | None, therapist_id: str | None) -> Plan:
        """Simulated hearts that pass for real ones: a session of theirs needs a consent."""
        clock = ScaledClock(SPEED)
        header: SessionHeader = house.new_header(is_simulated=False)
        return Plan(simulated_pair(1, clock, None), clock, header, None, records_at_once=False)


def _nothing_to_warm() -> None:
    pass


@pytest.fixture
def practice_house(kernels: None, tmp_path: Path) -> Practice:
    return Practice(tmp_path / "data")


@pytest.fixture
def desk(app: QApplication, practice_house: Practice) -> Iterator[Callable[[], Desk]]:
    desks: list[Desk] = []

    def make() -> Desk:
        made = Desk(practice_house.doors(), 1.0, None, quits_at_end=False)
        desks.append(made)
        made.open(None)
        assert wait_for(app, lambda: made.start.status.text() == wording.READY)
        return made

    yield make
    for made in desks:
        made.close()


def vault_of(made: Desk) -> VaultFlow:
    assert made.vault is not None
    return made.vault


def pairing_of(made: Desk) -> PairingWindow:
    assert made.pairing is not None
    return made.pairing


def therapist_of(made: Desk) -> TherapistWindow:
    assert made.therapist is not None
    return made.therapist


def to_pairing(app: QApplication, made: Desk) -> Hands:
    """A returning client: one key, the passphrase, and two times Enter."""
    QTest.keyClick(made.start, Key.Key_1)
    settle(app)
    hands = Hands(app, vault_of(made))
    hands.n_keys = 1
    hands.until(UnlockPage)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    hands.until(LibraryPage)
    hands.press(Key.Key_Return)
    assert hands.wait(lambda: made.pairing is not None)
    return hands


def to_session(app: QApplication, made: Desk) -> Hands:
    hands = to_pairing(app, made)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: all(card.heart_rate.text().isdigit() for card in pairing.cards.values()))
    hands.press(Key.Key_Space)
    assert wait_for(app, lambda: made.therapist is not None)
    return hands


def end(app: QApplication, made: Desk) -> None:
    therapist_of(made).close()
    assert wait_for(app, lambda: made.link is not None and not made.link.is_holding)


def test_a_returning_client_is_recorded_after_few_keys_and_stands_in_the_library(
    app: QApplication, practice_house: Practice, desk: Callable[[], Desk]
) -> None:
    client_id = practice_house.make_vault()
    made = desk()
    hands = to_session(app, made)
    assert hands.n_keys == len(a_vault.PASSPHRASE) + 4
    assert wait_for(app, lambda: therapist_of(made).top_bar.saving.text().startswith("Recording"))
    QTest.keyClick(therapist_of(made), Key.Key_Asterisk)
    assert wait_for(app, lambda: "Star" in therapist_of(made).strip.chip.text)
    end(app, made)
    made.close()
    vault = a_vault.opened(practice_house.folder)
    (session,) = vault.sessions()
    assert (session.person_id, session.state, session.is_simulated) == (client_id, SessionState.CLOSED, False)
    assert session.seal is not None
    assert session.duration_s is not None
    assert vault.verify() == []
    place = vault.place_of(session.session_id)
    recording = read_session(place.path, place.key)
    assert MomentKind.STAR in [moment.kind for moment in recording.moments]
    assert recording.beats
    vault.lock()


def test_watching_only_writes_nothing(
    app: QApplication, practice_house: Practice, desk: Callable[[], Desk]
) -> None:
    practice_house.make_vault()
    made = desk()
    hands = to_pairing(app, made)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: all(card.heart_rate.text().isdigit() for card in pairing.cards.values()))
    hands.press(Key.Key_W)
    assert pairing.saving.text() == wording.WATCHING_ONLY
    hands.press(Key.Key_Space)
    assert wait_for(app, lambda: made.therapist is not None)
    assert wait_for(app, lambda: therapist_of(made).top_bar.saving.text() == wording.WATCHING_ONLY)
    QTest.keyClick(therapist_of(made), Key.Key_Asterisk)
    assert therapist_of(made).strip.line.text() == wording.NO_MARK_UNRECORDED
    end(app, made)
    assert practice_house.files() == []


def test_whoever_looks_around_can_watch_and_never_record(
    app: QApplication, practice_house: Practice, desk: Callable[[], Desk]
) -> None:
    practice_house.remembered = {Role.CLIENT: RememberedStrap(NEAR, None)}
    made = desk()
    QTest.keyClick(made.start, Key.Key_1)
    hands = Hands(app, vault_of(made))
    settle(app)
    hands.until(MeasuresPage)
    hands.press(Key.Key_Return)
    hands.push(hands.until(WelcomePage).look_around)
    assert made.start.isVisible()
    assert made.start.status.text() == words_of_vault.LOOKING_AROUND
    QTest.keyClick(made.start, Key.Key_1)
    pairing = pairing_of(made)
    assert wait_for(app, lambda: pairing.is_at_cards)
    QTest.keyClick(pairing, Key.Key_W)
    assert pairing.is_watched_only
    assert pairing.buttons[PairingAction.GO_ON].text() == words_of_pairing.START_WATCHING
    assert wait_for(app, lambda: any(card.heart_rate.text().isdigit() for card in pairing.cards.values()))
    QTest.keyClick(pairing, Key.Key_Space)
    assert wait_for(app, lambda: made.therapist is not None)
    end(app, made)
    assert not practice_house.folder.exists()
    practice_house.make_vault()
    QTest.keyClick(made.start, Key.Key_1)
    hands.until(UnlockPage)


def test_in_a_session_only_the_view_locks_and_the_recording_goes_on(
    app: QApplication, practice_house: Practice, desk: Callable[[], Desk]
) -> None:
    practice_house.make_vault()
    made = desk()
    hands = to_session(app, made)
    window = therapist_of(made)
    QTest.keyClick(window, Key.Key_F11)  # dark
    QTest.keyClick(window, Key.Key_L, Ctrl)
    settle(app)
    page = hands.until(UnlockPage)
    assert not window.isVisible()
    assert vault_of(made).window._look.colours.is_dark
    assert page.how.text() == words_of_vault.UNLOCK_IN_SESSION
    assert page.back.isHidden()
    hands.press(Key.Key_Escape)
    vault_of(made).window.close()
    assert vault_of(made).window.isVisible()
    before_s = made.link._held.snapshot.t_s  # type: ignore[union-attr]  # a session is being held
    assert wait_for(app, lambda: made.link._held.snapshot.t_s > before_s + 5)  # type: ignore[union-attr]  # the same
    hands.write("wrong")
    hands.press(Key.Key_Return)
    assert hands.wait(page.problem.isVisible)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    assert hands.wait(window.isVisible)
    assert vault_of(made).is_open
    end(app, made)


def test_idle_minutes_lock_the_view_of_a_session_and_the_vault_at_the_start(
    app: QApplication, practice_house: Practice, desk: Callable[[], Desk]
) -> None:
    practice_house.make_vault()
    made = desk()
    hands = to_session(app, made)
    window = therapist_of(made)
    vault_of(made).idle.emit()
    settle(app)
    assert not window.isVisible()
    assert vault_of(made).is_open
    hands.until(UnlockPage)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    assert hands.wait(window.isVisible)
    end(app, made)
    vault_of(made).idle.emit()
    assert not vault_of(made).is_open
    assert made.start.isVisible()


def test_consent_taken_back_in_a_session_erases_it_and_nothing_more_can_be_recorded(
    app: QApplication, practice_house: Practice, desk: Callable[[], Desk]
) -> None:
    client_id = practice_house.make_vault()
    made = desk()
    to_session(app, made)
    window = therapist_of(made)
    assert wait_for(app, lambda: window.top_bar.saving.text().startswith("Recording"))
    QTest.keyClick(window, Key.Key_W, Ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert wait_for(app, lambda: window.top_bar.saving.text() == "Off the record")
    erase = window.asides.withdrawing.panel.buttons[Withdrawal.CLIENT_ERASES]
    done = withdraw_wording.done(Withdrawal.CLIENT_ERASES, Relation.THERAPIST)
    assert erase.isVisible()
    erase.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyPress(erase, Key.Key_Return)
    assert wait_for(app, lambda: window.notice.text() == done)
    QTest.keyRelease(erase, Key.Key_Return)
    assert not [panel for panel in window.ending.people.values() if panel.isVisible()]
    end(app, made)
    made.close()
    vault = a_vault.opened(practice_house.folder)
    (session,) = vault.sessions()
    place = vault.place_of(session.session_id)
    recording = read_session(place.path, place.key)
    assert (recording.packets, recording.beats) == ((), ())
    assert recording.moments[-1].kind is MomentKind.ERASED
    with pytest.raises(NoConsentError):
        vault.check_consent(client_id)
    assert vault.verify() == []
    vault.lock()


def test_a_session_of_the_library_is_replayed(
    app: QApplication, practice_house: Practice, desk: Callable[[], Desk]
) -> None:
    practice_house.make_vault()
    vault = a_vault.opened(practice_house.folder)
    client = next(each for each in vault.people() if each.role is Role.CLIENT)
    header = house.new_header(is_simulated=False)
    a_vault.begin(vault, header, client).close(60 * a_vault.NS_PER_S)
    vault.finish_session(header.session_id, 60.0)
    vault.lock()
    made = desk()
    QTest.keyClick(made.start, Key.Key_4)
    settle(app)
    hands = Hands(app, vault_of(made))
    hands.until(UnlockPage)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    page = hands.until(LibraryPage)
    hands.tab_to(page.panel.sessions)
    hands.press(Key.Key_Return)
    assert wait_for(app, lambda: made.therapist is not None)
    window = therapist_of(made)
    assert window.top_bar.banner.text() == wording.WATCHING
    offered = [button.text() for button in window.strip.findChildren(KeyButton) if button.isVisible()]
    assert "Back" in offered
    assert not {"Start set", "Star", "End"} & set(offered)
    QTest.keyClick(window, Key.Key_Escape)
    assert wait_for(app, lambda: made.therapist is None)
    hands.until(LibraryPage)
    assert vault_of(made).window.isVisible()
    assert not made.start.isVisible()


def test_a_session_of_the_library_is_reviewed_by_keys_and_left_to_the_library(
    app: QApplication, practice_house: Practice, desk: Callable[[], Desk]
) -> None:
    practice_house.make_vault()
    vault = a_vault.opened(practice_house.folder)
    client = next(each for each in vault.people() if each.role is Role.CLIENT)
    header = house.new_header(is_simulated=False)
    a_vault.begin(vault, header, client).close(60 * a_vault.NS_PER_S)
    vault.finish_session(header.session_id, 60.0)
    vault.lock()
    made = desk()
    QTest.keyClick(made.start, Key.Key_4)
    settle(app)
    hands = Hands(app, vault_of(made))
    hands.until(UnlockPage)
    hands.write(a_vault.PASSPHRASE)
    hands.press(Key.Key_Return)
    page = hands.until(LibraryPage)
    hands.tab_to(page.panel.review)
    hands.press(Key.Key_Return)
    assert wait_for(app, lambda: made.review.flow is not None and made.review.flow.window.session is not None)
    assert made.review.flow is not None
    window = made.review.flow.window
    assert window.top.title.text().startswith("Birch 7 · ")
    assert window.side.export.isVisible()
    assert not vault_of(made).window.isVisible()
    vault_of(made).idle.emit()
    settle(app)
    assert not window.isVisible(), "a vault that locks takes the review with it"
    hands.until(UnlockPage)


def test_back_leads_to_the_start_and_the_vault_stays_open(
    app: QApplication, practice_house: Practice, desk: Callable[[], Desk]
) -> None:
    practice_house.make_vault()
    made = desk()
    hands = to_pairing(app, made)
    hands.press(Key.Key_Escape)
    assert wait_for(app, lambda: made.start.isVisible() and made.start.straps.isEnabled())
    QTest.keyClick(made.start, Key.Key_4)
    settle(app)
    hands.until(LibraryPage)
    hands.press(Key.Key_Escape)
    assert made.start.isVisible()
    assert vault_of(made).is_open


def test_what_is_ticked_after_a_session_is_sealed_with_it_and_its_course_is_read_at_once(
    app: QApplication, practice_house: Practice, desk: Callable[[], Desk]
) -> None:
    client_id = practice_house.make_vault()
    made = desk()
    to_session(app, made)
    window = therapist_of(made)
    assert wait_for(app, lambda: window.top_bar.saving.text().startswith("Recording"))
    window.strip.end.held.emit()
    assert wait_for(app, window.ending.day.isVisible)
    box = window.ending.day.boxes[ContextTick.UNWELL]
    box.setFocus()
    QTest.keyClick(box, Key.Key_Space)
    window.close()
    assert wait_for(app, lambda: not vault_of(made)._thread.is_busy and vault_of(made)._thread._last is None)
    made.close()
    vault = a_vault.opened(practice_house.folder)
    (kept,) = vault.course_texts(client_id).values()
    assert kept is not None
    assert "unwell" in kept
    assert vault.verify() == []
    vault.lock()
