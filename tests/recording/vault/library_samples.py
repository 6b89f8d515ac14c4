"""A small vault with two clients, sessions, notes and consents, to look into, damage and copy in tests."""

import atexit
import secrets
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import apsw

from coreg.domain.beat import Beat, BeatFlag
from coreg.domain.client import HealthNote
from coreg.domain.consent import GivenBy, Manner, Purpose
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.strap import Strap
from coreg.recording.connection import connect
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.vault.kdf import FLOOR
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.unlock import create

PASSPHRASE = "correct horse battery staple"
ORIGIN_NS = 7_000_000_000
NS_PER_S = 1_000_000_000
PSEUDONYM, NAME, STRAP = "Zwetschge-77", "Wilhelmine Quastenflosser", "C4:7A:11:0B:9E:5D"
NOTE = "she spoke of the kitchen and the blue door"
PAYLOAD = bytes.fromhex("10 3c 2b 1a 94 d3 77 e1")
OTHER_PSEUDONYM = "Quitte-12"
BOTH = (Purpose.SEEN_LIVE, Purpose.KEPT)


def new_vault(folder: Path) -> Keys:
    """Make a vault with the cheapest passphrase step there may be."""
    made, keys = _empty_once()
    folder.mkdir(exist_ok=True)
    shutil.copy(made / "vault.toml", folder)
    return keys


@cache
def _empty_once() -> tuple[Path, Keys]:
    folder = _temporary_folder()
    return folder, create(folder, PASSPHRASE, FLOOR)[0]


def _temporary_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="coreg-vault-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def header(day: int = 1) -> SessionHeader:
    return SessionHeader(
        secrets.token_hex(8), "0.1.0", f"2026-03-{day:02d}T09:30:00.000Z", "Europe/Berlin", 3600, is_simulated=False
    )


def record(place: Place, head: SessionHeader, n_beats: int = 40, *, is_closed: bool = True) -> Journal:
    """Write a session file as a recording does."""
    journal = Journal(place, head, ORIGIN_NS)
    journal.write_strap(
        Role.CLIENT, Strap(identity=STRAP, model="H10", latency_s=None, battery_pct=80, sends_rr=True)
    )
    for i in range(n_beats):
        beat = Beat(0, 1000 + i % 7, float(i), 0.025, BeatFlag.NONE)
        t_ns = ORIGIN_NS + i * NS_PER_S
        journal.write_packet(Role.CLIENT, 1, t_ns, PAYLOAD + i.to_bytes(2), PacketOutcome.OK, [beat])
    if is_closed:
        journal.close(ORIGIN_NS + n_beats * NS_PER_S, limit_s=20)
    else:
        journal.wait_until_at_most(0, 20)
    return journal


def star(number: int) -> Moment:
    return Moment(number, 1.5, "2026-03-01T09:30:04.000Z", MomentKind.STAR)


def write_note(place: Place, text: str = NOTE) -> None:
    connection = connect(place.path, place.key, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
    connection.execute("CREATE TABLE IF NOT EXISTS note (text TEXT)")
    connection.execute("INSERT INTO note VALUES (?)", (text,))
    connection.close()


def add_client(vault: OpenVault, pseudonym: str = PSEUDONYM, name: str | None = NAME) -> str:
    person_id = vault.add_person(pseudonym, name=name).person_id
    vault.add_consent(person_id, GivenBy.CLIENT, Manner.WRITTEN, BOTH)
    return person_id


def add_session(vault: OpenVault, person_id: str, day: int = 1, n_beats: int = 40) -> str:
    head = header(day)
    record(vault.begin_session(head, person_id), head, n_beats)
    vault.finish_session(head.session_id, float(n_beats))
    return head.session_id


@dataclass(frozen=True, slots=True)
class Filled:
    """What `filled_vault` put into it."""

    vault: OpenVault
    keys: Keys
    client: str
    other: str
    sessions: tuple[str, ...]
    other_session: str


def filled_vault(folder: Path) -> Filled:
    """Two clients; the first has two sessions, one of them with a note, and everything that can be ticked."""
    keys = new_vault(folder)
    vault = OpenVault(folder, keys)
    client, other = add_client(vault), add_client(vault, OTHER_PSEUDONYM, None)
    vault.set_retention(client, date(2036, 1, 1))
    vault.set_health_notes(client, {HealthNote.IMPLANT})
    sessions = (add_session(vault, client, 1), add_session(vault, client, 2))
    write_note(vault.notes_of(sessions[0]))
    vault.amend_session(sessions[1], [star(1)])
    return Filled(vault, keys, client, other, sessions, add_session(vault, other, 3))


@cache
def _made_once() -> tuple[Path, Filled]:
    folder = _temporary_folder()
    filled = filled_vault(folder / "vault")
    filled.vault.lock()
    return folder / "vault", filled


def copied_vault(to: Path) -> Filled:
    """A copy of the filled vault that is made once, opened."""
    folder, filled = _made_once()
    shutil.copytree(folder, to)
    return replace(filled, vault=OpenVault(to, filled.keys))


def every_byte(folder: Path) -> bytes:
    """All files of a folder, one after the other, with their names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return b"\0".join(path.name.encode() + b"\0" + path.read_bytes() for path in files)


def decrypted(path: Path, key: bytes, to: Path) -> bytes:
    """Every page of a database as it is under its key, the free ones too."""
    shutil.copyfile(path, to)
    connection = connect(to, key, apsw.SQLITE_OPEN_READWRITE)
    connection.execute("PRAGMA rekey = ''").fetchall()
    connection.close()
    return to.read_bytes()
