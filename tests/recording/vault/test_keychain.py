"""The keychain's lock: off unless asked for, real keychains alone, and it opens no more than it should."""

import keyring
import pytest
from keyring.backends import chainer, fail, null
from keyring.backends.SecretService import Keyring as SecretService

from coreg.domain.errors import VaultError
from coreg.recording.vault.keychain import (
    is_in_keychain,
    put_in_keychain,
    system_keychain,
    take_out_of_keychain,
    unlock_with_keychain,
)
from coreg.recording.vault.sealed_file import is_as_written
from coreg.recording.vault.unlock import change_passphrase, renew_master, unlock
from coreg.recording.vault.vault_file import read_vault_file, vault_path


class SimulatedKeychain:
    """A keychain as an operating system has one, in memory; `kept` is what is in it."""

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError
        del self.kept[service, username]


class LockedKeychain(SimulatedKeychain):
    def get_password(self, service, username):
        raise keyring.errors.KeyringLocked

    def set_password(self, service, username, password):
        raise keyring.errors.KeyringLocked


class PlaintextKeyring(keyring.backend.KeyringBackend):
    """As other packages bring them: a high priority and a file."""

    priority = 20.0

    def get_password(self, service, username):
        return None

    def set_password(self, service, username, password):
        raise AssertionError

    def delete_password(self, service, username):
        raise AssertionError


@pytest.fixture
def set_keyring():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_it_is_off_by_default(made):
    assert not is_in_keychain(made.folder)
    with pytest.raises(VaultError, match="no key of this vault"):
        unlock_with_keychain(made.folder, SimulatedKeychain())


def test_it_opens_the_vault_and_the_passphrase_still_does(made):
    keychain = SimulatedKeychain()
    put_in_keychain(made.folder, made.keys, keychain)
    assert is_in_keychain(made.folder)
    assert unlock_with_keychain(made.folder, keychain) == made.keys
    assert unlock(made.folder, made.passphrase) == made.keys
    assert is_as_written(read_vault_file(made.folder), made.keys)


def test_what_the_keychain_keeps_is_not_the_master_key(made):
    keychain = SimulatedKeychain()
    put_in_keychain(made.folder, made.keys, keychain)
    (((service, username), kept),) = keychain.kept.items()
    assert (service, username) == ("Coreg", made.keys.vault_id)
    assert made.keys.master.hex() not in kept


def test_taken_out_it_opens_nothing_even_where_a_copy_of_its_key_is_left(made):
    keychain = SimulatedKeychain()
    put_in_keychain(made.folder, made.keys, keychain)
    copy = dict(keychain.kept)
    take_out_of_keychain(made.folder, made.keys, keychain)
    assert keychain.kept == {}
    assert not is_in_keychain(made.folder)
    keychain.kept = copy
    with pytest.raises(VaultError):
        unlock_with_keychain(made.folder, keychain)
    take_out_of_keychain(made.folder, made.keys, SimulatedKeychain())


def test_another_passphrase_leaves_it_and_a_new_master_takes_it_away(made):
    keychain = SimulatedKeychain()
    put_in_keychain(made.folder, made.keys, keychain)
    change_passphrase(made.folder, made.passphrase, "another")
    assert unlock_with_keychain(made.folder, keychain) == made.keys
    renew_master(made.folder, "another", "third", lambda _old, _new: None)
    assert not is_in_keychain(made.folder)


@pytest.mark.parametrize("kept", ["", "zz", "00" * 31, "00" * 32])
def test_another_key_in_the_keychain_opens_nothing_and_says_what_to_do(made, kept):
    keychain = SimulatedKeychain()
    put_in_keychain(made.folder, made.keys, keychain)
    keychain.kept["Coreg", made.keys.vault_id] = kept
    with pytest.raises(VaultError, match="open it with its passphrase"):
        unlock_with_keychain(made.folder, keychain)


def test_a_keychain_that_forgets_at_once_is_not_relied_on(made):
    class Forgetful(SimulatedKeychain):
        def set_password(self, service, username, password):
            pass

    before = vault_path(made.folder).read_bytes()
    with pytest.raises(VaultError, match="didn't keep"):
        put_in_keychain(made.folder, made.keys, Forgetful())
    assert vault_path(made.folder).read_bytes() == before


def test_a_locked_keychain_is_said(made):
    with pytest.raises(VaultError, match=r"refused \(KeyringLocked\)"):
        put_in_keychain(made.folder, made.keys, LockedKeychain())


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, PlaintextKeyring, chainer.ChainerBackend])
def test_what_is_no_keychain_of_a_system_is_refused(set_keyring, monkeypatch, backend):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    set_keyring(backend())
    if backend is chainer.ChainerBackend and {type(each) for each in backend().backends} - {PlaintextKeyring}:
        pytest.skip("this computer has a keychain that the chain finds")
    with pytest.raises(VaultError, match="no keychain that Coreg trusts"):
        system_keychain()


def test_a_systems_own_is_taken_and_where_it_cannot_be_reached_it_is_said(set_keyring, monkeypatch, made):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    real = SecretService()
    set_keyring(real)
    assert system_keychain() is real
    with pytest.raises(VaultError, match="keychain refused"):
        put_in_keychain(made.folder, made.keys, system_keychain())
