"""Consent taken back in the real window's session in a vault; and the band that is offered again next time."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coreg.app.withdrawal import withdraw_in_session
from coreg.domain.band import Band
from coreg.domain.consent import GivenBy, Manner, Purpose
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.withdrawal import Withdrawal
from coreg.recording.reader import Recording, read_session
from coreg.recording.vault.keeper import PersonKeeper
from coreg.recording.vault.library import OpenVault
from tests.journeys.keyed_session import KeyedSession
from tests.recording.vault.library_samples import new_vault
from tests.ui.conftest import _nothing_left_behind  # noqa: F401  a fixture: no widget may be left

BAND = Band(60.0, 84.0, 2.5, 4.2, "2026-03-01T09:30:00+00:00", "Tuesdays")


class Kept:
    """A vault with a client and the therapist, who have both agreed, and a session of theirs."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.vault = OpenVault(folder / "vault", new_vault(folder / "vault"))
        self.client_id = self.vault.add_person("Birch 7").person_id
        both = [(self.client_id, GivenBy.CLIENT), (self.vault.therapist().person_id, GivenBy.THERAPIST)]
        for person_id, given_by in both:
            self.vault.add_consent(person_id, given_by, Manner.SPOKEN, list(Purpose))
        self.vault.keep_band(self.client_id, BAND)
        self.held = KeyedSession(app, folder, keeper=PersonKeeper(self.vault, self.client_id))

    def allows(self, person_id: str) -> bool:
        return any(entry.allows(Purpose.KEPT) for entry in self.vault.consents(person_id))

    def file(self) -> Recording:
        (session,) = self.vault.sessions()
        place = self.vault.place_of(session.session_id)
        return read_session(place.path, place.key)

    def take_back(self, at_s: float) -> None:
        self.held.run_to(at_s)
        self.held.press("Ctrl+Shift+W")
        self.held.until(lambda: self.held.snapshot.stage.is_off_record, "off the record at once")
        self.held.run_to(at_s + 20.0)

    def end(self) -> str:
        self.held.press("Return")
        self.held.until(lambda: self.held.window.strip.close_button.isVisible(), "the end")
        return self.held.window.notice.text()

    def close(self) -> None:
        self.held.close()
        self.vault.lock()


@pytest.fixture
def kept(app: QApplication, kernels: None, tmp_path: Path) -> Iterator[Callable[[], Kept]]:
    made: list[Kept] = []

    def make() -> Kept:
        made.append(Kept(app, tmp_path))
        return made[0]

    yield make
    for one in made:
        one.close()


def test_it_stops_at_once_and_what_there_is_up_to_there_is_kept(kept: Callable[[], Kept]) -> None:
    one = kept()
    one.take_back(40.0)
    assert one.end() == "The vault is locked: take the consent back on the person's page."
    recording = one.file()
    assert max(packet.t_ns for packet in recording.packets) / 1e9 <= 40.0
    (said,) = (moment for moment in recording.moments if moment.kind is MomentKind.CONSENT_WITHDRAWN)
    assert said.payload == {"who": "client", "then": "keep"}
    (session,) = one.vault.sessions()
    withdraw_in_session(one.vault, session.session_id, Withdrawal.CLIENT_KEEPS)
    assert not one.allows(one.client_id)
    assert one.allows(one.vault.therapist().person_id)
    assert len(one.file().packets) == len(recording.packets)
    assert one.vault.verify() == []


@pytest.mark.parametrize(
    ("withdrawal", "left"),
    [(Withdrawal.CLIENT_ERASES, set()), (Withdrawal.THERAPIST_ERASES, {Role.CLIENT})],
)
def test_what_is_erased_is_gone_and_the_vault_is_as_it_was_put(
    kept: Callable[[], Kept], withdrawal: Withdrawal, left: set[Role]
) -> None:
    one = kept()
    one.held.mark(30.0, "*", "Star")
    one.take_back(40.0)
    one.end()
    (session,) = one.vault.sessions()
    withdraw_in_session(one.vault, session.session_id, withdrawal)
    recording = one.file()
    assert {packet.role for packet in recording.packets} == left
    assert {beat.role for beat in recording.beats} == left
    has_star = any(moment.kind is MomentKind.STAR for moment in recording.moments)
    assert has_star is bool(left)
    assert recording.moments[-1].kind is MomentKind.ERASED
    assert one.allows(one.client_id) is bool(left)
    assert one.vault.verify() == []


def test_the_clients_last_band_is_offered_by_keys_and_kept_for_the_next_time(kept: Callable[[], Kept]) -> None:
    one = kept()
    one.held.run_to(30.0)
    assert one.held.snapshot.band.band is None
    one.held.press("F4")
    panel = one.held.window.asides.band.panel
    assert panel.name.text() == "Tuesdays"
    one.held.press("Up")
    one.held.mark(31.0, "Return", "Your band")
    one.held.hold_end()
    recording = one.file()
    (moment,) = (moment for moment in recording.moments if moment.kind is MomentKind.BAND)
    assert (moment.payload["low_bpm"], moment.payload["is_shown"]) == (61.0, True)
    assert "Tuesdays" not in repr(recording.moments)
    again = PersonKeeper(one.vault, one.client_id).earlier_band()
    assert again is not None
    assert (again.low_bpm, again.name) == (61.0, "Tuesdays")
    assert again.dated_utc > BAND.dated_utc
    assert one.vault.verify() == []
