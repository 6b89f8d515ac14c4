"""The vault opens with its passphrase and its code, and with nothing else."""

import stat
import sys
import unicodedata

import pytest

from coreg.domain.errors import VaultError, WrongPassphraseError
from coreg.recording.vault.kdf import FLOOR
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.sealed_file import is_as_written
from coreg.recording.vault.unlock import (
    change_passphrase,
    create,
    is_vault,
    library_keys,
    recover,
    set_library_keys,
    unlock,
)
from coreg.recording.vault.vault_file import read_vault_file, vault_path

SENTENCE = "This doesn't open the vault: check what you typed and try again."


def test_a_new_vault_opens_with_its_passphrase(made):
    assert is_vault(made.folder)
    assert unlock(made.folder, made.passphrase) == made.keys


def test_a_folder_without_one_is_no_vault(tmp_path):
    assert not is_vault(tmp_path)
    with pytest.raises(VaultError, match="no vault"):
        unlock(tmp_path, "anything")


def test_its_file_is_for_its_owner_alone_and_names_nobody(made):
    path = vault_path(made.folder)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    assert made.keys.master.hex() not in text
    assert made.code not in text
    assert [each.name for each in made.folder.iterdir()] == ["vault.toml"]


def test_a_second_vault_in_the_same_folder_is_refused_and_nothing_changed(made):
    before = vault_path(made.folder).read_bytes()
    with pytest.raises(VaultError, match="already"):
        create(made.folder, "another", FLOOR)
    assert vault_path(made.folder).read_bytes() == before


@pytest.mark.parametrize("wrong", ["", "x" * 1025])
def test_a_vault_without_a_passphrase_is_not_made(tmp_path, wrong):
    with pytest.raises(VaultError):
        create(tmp_path / "vault", wrong, FLOOR)
    assert not (tmp_path / "vault").exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(VaultError, match="can't be made"):
        create(tmp_path / "file" / "vault", "anything", FLOOR)


def test_two_vaults_with_one_passphrase_have_nothing_in_common(made, tmp_path):
    keys, code = create(tmp_path / "other", made.passphrase, FLOOR)
    assert code != made.code
    assert keys.master != made.keys.master
    assert keys.vault_id != made.keys.vault_id


@pytest.mark.parametrize("wrong", ["Seven quiet herons at dusk", "seven quiet herons at dusk ", "x", "x" * 1024])
def test_a_wrong_passphrase_says_one_sentence(made, wrong):
    with pytest.raises(WrongPassphraseError) as problem:
        unlock(made.folder, wrong)
    assert str(problem.value) == SENTENCE
    assert problem.value.__cause__ is None


@pytest.mark.parametrize("wrong", ["", "0000-0000-0000-0000-0000-0000-016D", "not a code", "U" * 10**5])
def test_a_wrong_code_says_the_same_and_changes_nothing(made, wrong):
    before = vault_path(made.folder).read_bytes()
    with pytest.raises(WrongPassphraseError) as problem:
        recover(made.folder, wrong, "new")
    assert str(problem.value) == SENTENCE
    assert vault_path(made.folder).read_bytes() == before


def test_a_passphrase_is_no_code_and_a_code_no_passphrase(made):
    with pytest.raises(WrongPassphraseError):
        unlock(made.folder, made.code)
    with pytest.raises(WrongPassphraseError):
        recover(made.folder, made.passphrase, "new")


def test_the_code_gives_a_new_passphrase_and_is_used_up(made):
    library = library_keys(made.folder, made.keys)
    keys, renewed = recover(made.folder, made.code.lower().replace("-", " "), "another one")
    assert keys == made.keys
    assert unlock(made.folder, "another one") == made.keys
    assert library_keys(made.folder, made.keys) == library
    for opens in (lambda: unlock(made.folder, made.passphrase), lambda: recover(made.folder, made.code, "third")):
        with pytest.raises(WrongPassphraseError):
            opens()
    assert recover(made.folder, renewed, "third")[0] == made.keys


def test_another_passphrase_rewraps_one_key_and_leaves_the_rest(made):
    before = read_vault_file(made.folder)
    change_passphrase(made.folder, made.passphrase, "another one")
    after = read_vault_file(made.folder)
    assert unlock(made.folder, "another one") == made.keys
    with pytest.raises(WrongPassphraseError):
        unlock(made.folder, made.passphrase)
    assert after.passphrase.salt != before.passphrase.salt
    assert (after.recovery, after.library_wraps) == (before.recovery, before.library_wraps)
    assert is_as_written(after, made.keys)


def test_a_wrong_old_passphrase_changes_nothing(made):
    before = vault_path(made.folder).read_bytes()
    with pytest.raises(WrongPassphraseError):
        change_passphrase(made.folder, "wrong", "another one")
    assert vault_path(made.folder).read_bytes() == before


def test_a_passphrase_opens_in_whatever_form_it_is_typed(tmp_path):
    keys, _ = create(tmp_path / "vault", "Käse für Zoë", FLOOR)
    assert unlock(tmp_path / "vault", unicodedata.normalize("NFD", "Käse für Zoë")) == keys


def test_the_librarys_keys_are_kept_in_their_order(made):
    (first,) = library_keys(made.folder, made.keys)
    set_library_keys(made.folder, made.keys, [b"n" * 32, first])
    assert library_keys(made.folder, made.keys) == (b"n" * 32, first)
    set_library_keys(made.folder, made.keys, [b"n" * 32])
    assert library_keys(made.folder, made.keys) == (b"n" * 32,)
    assert unlock(made.folder, made.passphrase) == made.keys


def test_a_library_has_at_least_one_key_and_not_many(made):
    for wrong in ([], [b"n" * 32] * 5):
        with pytest.raises(VaultError, match="1 to 4 keys"):
            set_library_keys(made.folder, made.keys, wrong)


def test_another_vaults_keys_open_nothing_here(made):
    foreign = Keys(made.keys.vault_id, b"f" * 32)
    with pytest.raises(VaultError):
        library_keys(made.folder, foreign)
    with pytest.raises(VaultError):
        set_library_keys(made.folder, foreign, [b"n" * 32])


def test_no_key_is_in_any_text_of_what_is_held(made):
    file = read_vault_file(made.folder)
    said = repr(made.keys) + str(made.keys) + repr(file)
    assert made.keys.master.hex() not in said
    assert repr(made.keys.master) not in said
