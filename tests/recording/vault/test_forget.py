"""After forgetting, nothing of the person is in any byte of the vault, also for somebody who has its keys."""

from pathlib import Path

import pytest

from coreg.domain.errors import VaultError
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.unlock import library_keys
from tests.recording.vault.library_samples import (
    NAME,
    NOTE,
    OTHER_PSEUDONYM,
    PAYLOAD,
    PSEUDONYM,
    STRAP,
    Filled,
    copied_vault,
    decrypted,
    every_byte,
    header,
)


@pytest.fixture
def filled(tmp_path: Path):
    made = copied_vault(tmp_path / "vault")
    yield made
    made.vault.lock()


def of_the_person(filled: Filled) -> list[bytes]:
    ids = [filled.client, *filled.sessions]
    files = [entry.path.stem for entry in filled.vault.sessions(filled.client)]
    words = [PSEUDONYM, NAME, STRAP, NOTE, *ids, *files]
    return [word.encode() for word in words] + [PAYLOAD]


def everything_readable(filled: Filled, scratch: Path) -> bytes:
    """All bytes of the vault as they lie there, and the library's pages and log as they are under its key."""
    key = library_keys(filled.vault.folder, filled.keys)[0]
    return every_byte(filled.vault.folder) + decrypted(filled.vault.folder / "library.db", key, scratch)


def test_before_it_the_person_is_in_the_decrypted_library(filled: Filled, tmp_path: Path) -> None:
    words = of_the_person(filled)
    filled.vault.lock()
    readable = everything_readable(filled, tmp_path / "scratch")
    assert [PSEUDONYM.encode() in readable, NAME.encode() in readable] == [True, True]
    assert all(word in readable for word in words[4:9]), "ids and file names"


@pytest.mark.parametrize("is_locked", [True, False])
def test_nothing_of_the_person_is_left(filled: Filled, tmp_path: Path, is_locked: bool) -> None:
    words = of_the_person(filled)
    filled.vault.rename(filled.client, PSEUDONYM, NAME + " II")
    filled.vault.forget(filled.client)
    if is_locked:
        filled.vault.lock()
    readable = everything_readable(filled, tmp_path / "scratch").replace(filled.client.encode(), b"", 1)
    assert [word for word in words if word in readable] == [], "but the random id on the list of the forgotten"


def test_the_others_are_as_they_were(filled: Filled) -> None:
    before = filled.vault.sessions(filled.other)
    filled.vault.forget(filled.client)
    assert [entry.pseudonym for entry in filled.vault.people()] == [OTHER_PSEUDONYM]
    assert filled.vault.sessions() == before
    assert filled.vault.verify() == []
    assert filled.vault.forgotten() == (filled.client,)
    with pytest.raises(VaultError, match="nobody with the id"):
        filled.vault.forget(filled.client)


def test_the_library_has_a_new_key_and_the_old_one_opens_nothing(filled: Filled) -> None:
    old = library_keys(filled.vault.folder, filled.keys)
    filled.vault.forget(filled.client)
    new = library_keys(filled.vault.folder, filled.keys)
    assert len(new) == 1
    assert new != old
    filled.vault.lock()
    vault = OpenVault(filled.vault.folder, filled.keys)
    assert vault.verify() == []
    vault.lock()


def test_nobody_is_forgotten_while_they_are_recorded(filled: Filled) -> None:
    filled.vault.begin_session(header(), filled.client)
    with pytest.raises(VaultError, match="being recorded"):
        filled.vault.forget(filled.client)
    assert len(filled.vault.people()) == 2
