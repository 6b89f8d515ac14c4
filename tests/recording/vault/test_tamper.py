"""Whatever somebody without the keys does to a vault's files is noticed, and nothing of it crashes the program."""

import os
import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from coreg.domain.consent import Purpose
from coreg.domain.errors import VaultError
from coreg.recording.reader import read_session
from coreg.recording.vault.finding import Finding, Thing, Wrong
from coreg.recording.vault.library import OpenVault
from tests.recording.vault.library_samples import Filled, add_client, add_session, copied_vault, star

_N = int(os.environ.get("COREG_TEST_TAMPERS", "30"))
_PAGE = 4096


@cache
def _history(folder: Path) -> tuple[Filled, Path, Path]:
    """The vault as it was, and as it is after a consent was withdrawn, sessions amended and others added."""
    older, newer = folder / "older", folder / "newer"
    filled = copied_vault(older)
    for i in range(12):
        add_client(filled.vault, f"client {i}")
    filled.vault.lock()
    shutil.copytree(older, newer)
    vault = OpenVault(newer, filled.keys)
    for entry in vault.people():
        vault.rename(entry.person_id, entry.pseudonym + " renamed")
        for consent in vault.consents(entry.person_id):
            vault.withdraw(consent.consent_id, Purpose.SEEN_LIVE)
    for session_id in (*filled.sessions, filled.other_session):
        first = 2 if session_id == filled.sessions[1] else 1
        vault.amend_session(session_id, [star(first + i) for i in range(90)])
    add_session(vault, filled.client, 9)
    vault.lock()
    return filled, older, newer


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory):
    return _history(tmp_path_factory.mktemp("history"))


def findings_of(folder: Path, filled: Filled) -> list[Finding] | None:
    """What the vault says of itself; None where it doesn't open, in words."""
    try:
        vault = OpenVault(folder, filled.keys)
    except VaultError:
        return None
    try:
        return vault.verify()
    finally:
        vault.lock()


def everything_said(folder: Path, filled: Filled) -> list[object]:
    vault = OpenVault(folder, filled.keys)
    try:
        people, sessions = vault.people(), vault.sessions()
        read = [read_session(entry.path, vault.place_of(entry.session_id).key) for entry in sessions]
        consents = [vault.consents(entry.person_id) for entry in people]
        return [people, consents, vault.consent_texts(), [(each.packets, each.moments) for each in read]]
    finally:
        vault.lock()


def flip_bit(path: Path, older: Path, chance: random.Random) -> bool:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    return True


def swap_pages(path: Path, older: Path, chance: random.Random) -> bool:
    content = path.read_bytes()
    pages = [content[i : i + _PAGE] for i in range(0, len(content), _PAGE)]
    if len(pages) < 2:
        return False
    one, other = chance.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    path.write_bytes(b"".join(pages))
    return True


def replay_page(path: Path, older: Path, chance: random.Random) -> bool:
    """A page of the older file in the newer one: it is authentic, and opens with the key."""
    content, before = bytearray(path.read_bytes()), older.read_bytes()
    starts = range(0, min(len(content), len(before)), _PAGE)
    changed = [i for i in starts if content[i : i + _PAGE] != before[i : i + _PAGE]]
    if not changed:
        return False
    start = chance.choice(changed)
    content[start : start + _PAGE] = before[start : start + _PAGE]
    path.write_bytes(content)
    return True


def cut_short(path: Path, older: Path, chance: random.Random) -> bool:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])
    return True


def roll_back(path: Path, older: Path, chance: random.Random) -> bool:
    shutil.copyfile(older, path)
    return True


def swap_files(path: Path, older: Path, chance: random.Random) -> bool:
    others = [other for other in path.parent.glob(f"*{path.suffix}") if other != path and other.suffix != ".db"]
    if not others:
        return False
    other = chance.choice(others)
    content = path.read_bytes()
    path.write_bytes(other.read_bytes())
    other.write_bytes(content)
    return True


def remove(path: Path, older: Path, chance: random.Random) -> bool:
    path.unlink()
    return True


_FILES = ("library.db", "library.db", "library.seal", "sessions/*.coreg", "sessions/*.key", "sessions/*.notes")
_WAYS: tuple[Callable[[Path, Path, random.Random], bool], ...] = (
    flip_bit,
    swap_pages,
    replay_page,
    cut_short,
    roll_back,
    swap_files,
    remove,
)


def tampered(seed: int, older: Path, folder: Path) -> str:
    """Change one file in one way, and say what was done."""
    chance = random.Random(seed)
    while True:
        way = _WAYS[seed % len(_WAYS)]
        kinds = (
            "library.db",
            "library.db",
            "library.seal",
            "sessions/*.coreg",
            "sessions/*.key",
            "sessions/*.notes",
        )
        kind = chance.choice(kinds)
        path = chance.choice(sorted(folder.glob(kind)))
        before = older / path.relative_to(folder)
        if way in (replay_page, roll_back) and (not before.exists() or before.read_bytes() == path.read_bytes()):
            continue
        if way in (replay_page, swap_pages) and path.suffix in (".key", ".seal"):
            continue
        if way(path, before, chance):
            return f"{way.__name__} of {path.name}"


@pytest.mark.parametrize("seed", range(_N))
def test_every_change_of_any_file_is_noticed(history, tmp_path: Path, seed: int) -> None:
    filled, older, newer = history
    folder = tmp_path / "vault"
    shutil.copytree(newer, folder)
    what = tampered(seed, older, folder)
    if findings_of(folder, filled) == []:
        # An older first page whose only difference is SQLite's own count of changes.
        assert what.startswith("replay_page"), what
        assert everything_said(folder, filled) == everything_said(newer, filled), what


def test_an_untouched_vault_has_no_findings(history) -> None:
    filled, older, newer = history
    assert findings_of(older, filled) == []
    assert findings_of(newer, filled) == []


def test_what_was_noticed_is_said_until_it_is_acknowledged(history, tmp_path: Path) -> None:
    filled, older, newer = history
    folder = tmp_path / "vault"
    shutil.copytree(newer, folder)
    shutil.copyfile(older / "library.db", folder / "library.db")
    vault = OpenVault(folder, filled.keys)
    vault.lock()
    vault = OpenVault(folder, filled.keys)
    assert vault.noticed() == [Finding(None, Thing.LIBRARY.value, Wrong.ROLLED_BACK, "library.db")]
    vault.acknowledge()
    assert vault.noticed() == []
    vault.lock()


def test_a_library_rolled_back_with_its_seal_is_noticed_from_the_sidecars(history, tmp_path: Path) -> None:
    filled, older, newer = history
    folder = tmp_path / "vault"
    shutil.copytree(newer, folder)
    for name in ("library.db", "library.seal"):
        shutil.copyfile(older / name, folder / name)
    found = findings_of(folder, filled)
    assert found
    assert {(each.thing, each.wrong) for each in found} >= {(Thing.LIBRARY.value, Wrong.ROLLED_BACK)}


def test_the_finding_names_the_session_and_what_is_wrong_with_it(history, tmp_path: Path) -> None:
    filled, older, newer = history
    folder = tmp_path / "vault"
    shutil.copytree(newer, folder)
    vault = OpenVault(folder, filled.keys)
    paths = {entry.session_id: entry.path for entry in vault.sessions()}
    vault.lock()
    rolled, gone, swapped = paths[filled.sessions[0]], paths[filled.sessions[1]], paths[filled.other_session]
    shutil.copyfile(older / "sessions" / rolled.name, rolled)
    gone.unlink()
    shutil.copyfile(older / "sessions" / rolled.name, swapped)
    found = findings_of(folder, filled)
    assert found is not None
    assert set(found) >= {
        Finding(filled.sessions[0], "file", Wrong.ROLLED_BACK, rolled.name),
        Finding(filled.sessions[1], "file", Wrong.MISSING, gone.name),
        Finding(filled.other_session, "file", Wrong.SWAPPED, swapped.name),
    }


def test_a_sidecar_of_another_session_or_an_older_one_is_named(history, tmp_path: Path) -> None:
    filled, older, newer = history
    folder = tmp_path / "vault"
    shutil.copytree(newer, folder)
    vault = OpenVault(folder, filled.keys)
    sidecars = {entry.session_id: entry.path.with_suffix(".key") for entry in vault.sessions()}
    vault.lock()
    rolled, swapped = sidecars[filled.sessions[0]], sidecars[filled.sessions[1]]
    shutil.copyfile(sidecars[filled.other_session], swapped)
    shutil.copyfile(older / "sessions" / rolled.name, rolled)
    assert findings_of(folder, filled) == [
        Finding(filled.sessions[0], "sidecar", Wrong.ROLLED_BACK, rolled.name),
        Finding(filled.sessions[1], "sidecar", Wrong.SWAPPED, swapped.name),
    ]
