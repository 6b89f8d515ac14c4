"""Killed in the middle of what it does to a vault, the program finds the one state or the other, and finishes."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from coreg.domain.errors import WrongPassphraseError
from coreg.domain.moment import MomentKind
from coreg.recording.reader import read_session
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.renewal import finish_renewal
from coreg.recording.vault.restore import restore
from coreg.recording.vault.unlock import library_keys, unlock
from tests.recording.vault.dying_child import NEW_PASSPHRASE
from tests.recording.vault.library_samples import (
    NAME,
    OTHER_PSEUDONYM,
    PASSPHRASE,
    PSEUDONYM,
    Filled,
    copied_vault,
    decrypted,
    every_byte,
)

_CHILD = Path(__file__).with_name("dying_child.py")
_ROOT = Path(__file__).parents[3]
_N_KILLS = int(os.environ.get("COREG_TEST_VAULT_KILLS", "2"))
_LONGEST_S = {"forget": 0.15, "renew": 0.15, "backup": 0.2, "rebuild": 0.1, "record": 0.2, "erase": 0.2}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9 and setitimer")


def run(filled: Filled, what: str, when: str) -> str:
    keys = filled.keys
    child = subprocess.run(
        [sys.executable, str(_CHILD), str(filled.vault.folder), keys.vault_id, keys.master.hex(), what, when],
        capture_output=True,
        text=True,
        check=False,
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(_ROOT), str(_ROOT / "src")))},
    )
    assert not child.stderr, child.stderr
    if log := os.environ.get("COREG_TEST_VAULT_KILLS_LOG"):
        with Path(log).open("a") as file:
            file.write(f"{what.partition('=')[0]} {when} {child.returncode}\n")
    return child.stdout


_n_lines: dict[str, int] = {}


def die(filled: Filled, what: str, seed: int, tmp_path: Path) -> None:
    """Half of the deaths at a random line of ours, half at a random time, in the middle of SQLite too."""
    kind = what.partition("=")[0]
    chance = random.Random(f"{what.partition('=')[0]} {seed}")
    if seed % 2:
        run(filled, what, f"s={chance.uniform(0.001, _LONGEST_S[kind])}")
        return
    if kind not in _n_lines:
        whole = copied_vault(tmp_path / "whole")
        whole.vault.lock()
        _n_lines[kind] = int(run(whole, what.replace("/to", "/whole-to"), "never"))
    run(filled, what, f"line={chance.randint(1, _n_lines[kind])}")


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    made = copied_vault(tmp_path / "vault")
    made.vault.lock()
    return made


def opened(filled: Filled, keys: Keys | None = None) -> OpenVault:
    """The vault at the next unlock: every session of it can be read, and nothing is wrong with it."""
    vault = OpenVault(filled.vault.folder, keys or filled.keys)
    assert vault.verify() == []
    for entry in vault.sessions():
        assert read_session(entry.path, vault.place_of(entry.session_id).key)
    assert len(library_keys(filled.vault.folder, vault.keys)) == 1
    assert not list(filled.vault.folder.glob("*.new*"))
    return vault


@pytest.mark.parametrize("seed", range(_N_KILLS))
def test_forgetting_is_done_or_not_begun(filled: Filled, tmp_path: Path, seed: int) -> None:
    names = [path.name for path in (filled.vault.folder / "sessions").iterdir()]
    die(filled, f"forget={filled.client}", seed, tmp_path)
    vault = opened(filled)
    pseudonyms = [entry.pseudonym for entry in vault.people()]
    vault.lock()
    if pseudonyms == [OTHER_PSEUDONYM, PSEUDONYM]:
        assert sorted(path.name for path in (filled.vault.folder / "sessions").iterdir()) == sorted(names)
        return
    assert pseudonyms == [OTHER_PSEUDONYM]
    key = library_keys(filled.vault.folder, filled.keys)[0]
    readable = every_byte(filled.vault.folder) + decrypted(filled.vault.folder / "library.db", key, tmp_path / "x")
    assert [word for word in (PSEUDONYM, NAME, *filled.sessions) if word.encode() in readable] == []


@pytest.mark.parametrize("seed", range(_N_KILLS))
def test_a_new_master_key_is_finished_at_the_next_unlock(filled: Filled, tmp_path: Path, seed: int) -> None:
    die(filled, "renew", seed, tmp_path)
    with pytest.raises(WrongPassphraseError):
        unlock(filled.vault.folder, PASSPHRASE)
    keys = unlock(filled.vault.folder, NEW_PASSPHRASE)
    opened(filled, keys).lock()
    vault = OpenVault(filled.vault.folder, keys)
    finish_renewal(filled.vault.folder, keys, vault.rewrap)
    vault.lock()
    vault = opened(filled, keys)
    assert len(vault.sessions()) == 3
    vault.lock()


@pytest.mark.parametrize("seed", range(_N_KILLS))
def test_a_backup_is_whole_or_isnt_there(filled: Filled, tmp_path: Path, seed: int) -> None:
    to = tmp_path / "to"
    die(filled, f"backup={to}", seed, tmp_path)
    opened(filled).lock()
    if to.exists():
        restore(to, tmp_path / "again", PASSPHRASE)


@pytest.mark.parametrize("seed", range(_N_KILLS))
def test_a_rebuilt_library_is_the_old_or_the_new_one(filled: Filled, tmp_path: Path, seed: int) -> None:
    die(filled, "rebuild", seed, tmp_path)
    vault = opened(filled)
    assert [entry.name for entry in vault.people()] == [None, NAME]
    vault.lock()


@pytest.mark.parametrize("seed", range(_N_KILLS))
def test_what_is_erased_is_gone_or_still_there_and_so_is_the_rest(
    filled: Filled, tmp_path: Path, seed: int
) -> None:
    die(filled, f"erase={filled.sessions[1]}", seed, tmp_path)
    vault = opened(filled)
    place = vault.place_of(filled.sessions[1])
    (moment,) = read_session(place.path, place.key).moments
    assert moment.kind in (MomentKind.STAR, MomentKind.ERASED)
    assert len(list(place.path.parent.iterdir())) == 7
    vault.lock()


@pytest.mark.parametrize("seed", range(_N_KILLS))
def test_a_session_is_there_with_its_keys_or_not_at_all(filled: Filled, tmp_path: Path, seed: int) -> None:
    die(filled, f"record={filled.client}", seed, tmp_path)
    vault = OpenVault(filled.vault.folder, filled.keys)
    for entry in vault.sessions():
        if entry.path.exists():
            assert read_session(entry.path, vault.place_of(entry.session_id).key)
        else:
            vault.abandon_session(entry.session_id)
    assert vault.verify() == []
    vault.lock()
