"""A backup is whole or isn't there, is made while the vault is in use, and comes back as it was."""

import shutil
from pathlib import Path

import pytest

from coreg.domain.errors import VaultError, WrongPassphraseError
from coreg.domain.person import Role
from coreg.recording.reader import read_session
from coreg.recording.vault.finding import Finding, Wrong
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.restore import restore
from coreg.recording.vault.stored_session import SessionState
from tests.recording.vault.library_samples import (
    PASSPHRASE,
    Filled,
    copied_vault,
    every_byte,
    header,
    record,
)


@pytest.fixture
def filled(tmp_path: Path):
    made = copied_vault(tmp_path / "vault")
    yield made
    made.vault.lock()


def test_a_backup_comes_back_as_it_was(filled: Filled, tmp_path: Path) -> None:
    assert filled.vault.backup(tmp_path / "backup") == []
    keys = restore(tmp_path / "backup", tmp_path / "again", PASSPHRASE)
    assert keys == filled.keys
    vault = OpenVault(tmp_path / "again", keys)
    assert vault.people() == filled.vault.people()
    assert [entry.seal for entry in vault.sessions()] == [entry.seal for entry in filled.vault.sessions()]
    assert vault.notes_of(filled.sessions[0]).key == filled.vault.notes_of(filled.sessions[0]).key
    assert vault.verify() == []
    vault.lock()


def test_only_the_backup_is_left_of_its_making(filled: Filled, tmp_path: Path) -> None:
    filled.vault.backup(tmp_path / "backup")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "vault"]
    names = {path.name for path in (tmp_path / "backup").iterdir()}
    assert names == {"vault.toml", "library.db", "library.seal", "sessions"}


def test_a_session_that_is_being_written_is_in_the_backup(filled: Filled, tmp_path: Path) -> None:
    head = header()
    journal = record(filled.vault.begin_session(head, filled.client), head, 500, is_closed=False)
    assert filled.vault.backup(tmp_path / "backup") == []
    restore(tmp_path / "backup", tmp_path / "again", PASSPHRASE)
    vault = OpenVault(tmp_path / "again", filled.keys)
    entry = next(entry for entry in vault.sessions() if entry.session_id == head.session_id)
    assert entry.state is SessionState.INTERRUPTED
    assert len(read_session(entry.path, vault.place_of(head.session_id).key).packets_of(Role.CLIENT)) == 500
    vault.lock()
    journal.close(0, limit_s=20)
    filled.vault.finish_session(head.session_id, 500.0)
    assert filled.vault.verify() == []


def test_nothing_in_a_backup_can_be_read(filled: Filled, tmp_path: Path) -> None:
    filled.vault.backup(tmp_path / "backup")
    assert b"SQLite format" not in every_byte(tmp_path / "backup")
    assert b"Zwetschge" not in every_byte(tmp_path / "backup")


def test_a_backup_never_overwrites(filled: Filled, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    with pytest.raises(VaultError, match="isn't empty"):
        filled.vault.backup(tmp_path / "full")
    with pytest.raises(VaultError, match="isn't empty"):
        restore(filled.vault.folder, tmp_path / "full", PASSPHRASE)
    (tmp_path / "empty").mkdir()
    assert filled.vault.backup(tmp_path / "empty") == []


def test_a_damaged_session_is_copied_and_named(filled: Filled, tmp_path: Path) -> None:
    path = filled.vault.place_of(filled.sessions[0]).path
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    found = filled.vault.backup(tmp_path / "backup")
    assert found == [Finding(filled.sessions[0], "file", Wrong.UNREADABLE, path.name)]
    assert (tmp_path / "backup" / "sessions" / path.name).read_bytes() == bytes(content)


def test_a_backup_that_isnt_whole_is_refused_and_leaves_nothing(filled: Filled, tmp_path: Path) -> None:
    filled.vault.backup(tmp_path / "backup")
    path = tmp_path / "backup" / "sessions" / filled.vault.place_of(filled.sessions[0]).path.name
    path.unlink()
    with pytest.raises(VaultError, match=f"isn't whole: session {filled.sessions[0]}: file is missing"):
        restore(tmp_path / "backup", tmp_path / "again", PASSPHRASE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "vault"]


def test_a_wrong_passphrase_restores_nothing(filled: Filled, tmp_path: Path) -> None:
    filled.vault.backup(tmp_path / "backup")
    with pytest.raises(WrongPassphraseError):
        restore(tmp_path / "backup", tmp_path / "again", PASSPHRASE + "!")
    assert not (tmp_path / "again").exists()


def test_a_link_in_a_backup_is_not_followed(filled: Filled, tmp_path: Path) -> None:
    filled.vault.backup(tmp_path / "backup")
    (tmp_path / "secret").write_text("something else of this computer")
    (tmp_path / "backup" / "sessions" / "a.coreg").symlink_to(tmp_path / "secret")
    restore(tmp_path / "backup", tmp_path / "again", PASSPHRASE)
    assert b"something else" not in every_byte(tmp_path / "again")


def test_who_was_forgotten_since_is_forgotten_again(filled: Filled, tmp_path: Path) -> None:
    filled.vault.backup(tmp_path / "backup")
    names = [entry.path.name for entry in filled.vault.sessions(filled.client)]
    filled.vault.forget(filled.client)
    restore(tmp_path / "backup", tmp_path / "again", PASSPHRASE, filled.vault.forgotten())
    vault = OpenVault(tmp_path / "again", filled.keys)
    assert [entry.person_id for entry in vault.people()] == [filled.other]
    assert vault.verify() == []
    assert vault.forgotten() == (filled.client,)
    assert not any((tmp_path / "again" / "sessions" / name).exists() for name in names)
    vault.lock()


def test_a_session_file_that_vanished_is_named_by_the_backup(filled: Filled, tmp_path: Path) -> None:
    path = filled.vault.place_of(filled.sessions[1]).path
    path.unlink()
    found = filled.vault.backup(tmp_path / "backup")
    assert found == [Finding(filled.sessions[1], "file", Wrong.MISSING, path.name)]


def test_a_plain_copy_of_the_folder_restores_too(filled: Filled, tmp_path: Path) -> None:
    """Somebody who copied the vault by hand, with its log, while it was in use."""
    shutil.copytree(filled.vault.folder, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "again", PASSPHRASE)
    vault = OpenVault(tmp_path / "again", filled.keys)
    assert vault.people() == filled.vault.people()
    vault.lock()
