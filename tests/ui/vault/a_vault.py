"""A real vault to look at: three people, consents, sessions in every state."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from coreg.app import new_header
from coreg.app.vault import vault_doors
from coreg.domain.beat import Beat
from coreg.domain.client import HealthNote, PersonEntry
from coreg.domain.consent import GivenBy, Manner, Purpose
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader, utc_words
from coreg.recording.journal import Journal
from coreg.recording.vault import unlock
from coreg.recording.vault.kdf import KdfParameters
from coreg.recording.vault.library import OpenVault
from coreg.ui.vault.doors import VaultDoors

PASSPHRASE = "otter lantern quarry nine"
QUICK = KdfParameters(64, 3)  # the floor: what opening costs is another test's
ALL = frozenset(Purpose)
NS_PER_S = 1_000_000_000


def make(folder: Path) -> str:
    """An empty vault; returns its recovery code."""
    return unlock.create(folder, PASSPHRASE, QUICK)[1]


def opened(folder: Path) -> OpenVault:
    return OpenVault(folder, unlock.unlock(folder, PASSPHRASE))


def doors(folder: Path) -> VaultDoors:
    """The real doors, and a vault that is made without measuring the computer first."""

    def create(passphrase: str) -> tuple[OpenVault, str]:
        keys, code = unlock.create(folder, passphrase, QUICK)
        return OpenVault(folder, keys), code

    return replace(vault_doors(folder), create=create)


def agree(vault: OpenVault, person: PersonEntry, purposes: Iterable[Purpose] = ALL) -> None:
    by = GivenBy.THERAPIST if person.role is Role.THERAPIST else GivenBy.CLIENT
    vault.add_consent(person.person_id, by, Manner.WRITTEN, purposes)
    vault.set_health_notes(person.person_id, ())


def record(
    vault: OpenVault, person: PersonEntry, started: datetime, minutes: float, *, is_simulated: bool = False
) -> str:
    """A short recording that says it is longer; returns its id."""
    base = new_header(is_simulated=is_simulated)
    header = replace(base, started_utc=utc_words(started), zone="CET", utc_offset_s=3600)
    begin(vault, header, person).close(round(minutes * 60 * NS_PER_S))
    vault.finish_session(header.session_id, minutes * 60)
    return header.session_id


def begin(vault: OpenVault, header: SessionHeader, person: PersonEntry) -> Journal:
    journal = Journal(vault.begin_session(header, person.person_id), header, 0)
    for second in range(1, 6):
        beat = Beat(0, 1024, second * 1.0, 0.025)
        for role in Role:
            journal.write_packet(role, 1, second * NS_PER_S, b"\x10\x3c\x00\x04", PacketOutcome.OK, [beat])
    return journal


def interrupt(folder: Path, vault: OpenVault, person: PersonEntry, started: datetime) -> None:
    """A session that nobody finished: the vault is opened anew after it."""
    header = replace(new_header(is_simulated=False), started_utc=utc_words(started), utc_offset_s=3600)
    begin(vault, header, person).close(900 * NS_PER_S)


def fill(folder: Path) -> None:
    """Four clients as a practice might have them."""
    vault = opened(folder)
    therapist = vault.therapist()
    agree(vault, therapist)
    birch = vault.add_person("Birch 7", name="Ada Example")
    heron = vault.add_person("Heron")
    vault.add_person("K-12")
    old = vault.add_person("Willow 3")
    for person in (birch, heron, old):
        agree(vault, person)
    vault.set_health_notes(heron.person_id, [HealthNote.HEART_RATE_DRUGS])
    vault.set_retention(birch.person_id, date(2036, 3, 31))
    vault.set_retention(old.person_id, date(2026, 1, 1))
    for week in range(6):
        record(vault, birch, datetime(2026, 9, 3 + 4 * week, 13, 30, tzinfo=UTC), 50 + week)
    record(vault, birch, datetime(2026, 10, 1, 9, 0, tzinfo=UTC), 12, is_simulated=True)
    interrupt(folder, vault, birch, datetime(2026, 10, 8, 12, 0, tzinfo=UTC))
    gone = record(vault, birch, datetime(2026, 8, 20, 12, 0, tzinfo=UTC), 48)
    record(vault, heron, datetime(2026, 9, 20, 8, 0, tzinfo=UTC), 45)
    record(vault, old, datetime(2024, 12, 1, 8, 0, tzinfo=UTC), 45)
    vault.place_of(gone).path.unlink()
    vault.lock()
