"""A new master key: everything under it afterwards, and whatever happens in between, nothing is lost."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coreg.domain.errors import CoregError, WrongPassphraseError
from coreg.recording.vault.keys import Context, Keys
from coreg.recording.vault.renewal import finish_renewal, renew_code, unfinished_renewal
from coreg.recording.vault.sealed_file import is_as_written
from coreg.recording.vault.unlock import (
    change_passphrase,
    library_keys,
    recover,
    renew_master,
    set_library_keys,
    unlock,
)
from coreg.recording.vault.vault_file import read_vault_file, vault_path
from tests.recording.vault.wrapped_things import THINGS, rewrap_things, thing, wrap_things

NEW = "a newer passphrase"
N_KILLS = int(os.environ.get("COREG_TEST_KILLS", "8"))
_CHILD = Path(__file__).with_name("renewing_child.py")
_ROOT = Path(__file__).parents[3]


class CutOffError(CoregError):
    """What stops a renewal half-way here."""


def cut_off(_old, _new):
    raise CutOffError


def test_everything_is_under_the_new_master_and_nothing_under_the_old(made):
    wrap_things(made.folder, made.keys)
    library = library_keys(made.folder, made.keys)
    keys, code = renew_master(
        made.folder, made.passphrase, NEW, lambda old, new: rewrap_things(made.folder, old, new)
    )
    assert keys.vault_id == made.keys.vault_id
    assert keys.master != made.keys.master
    assert unlock(made.folder, NEW) == keys
    assert library_keys(made.folder, keys) == library
    assert [thing(made.folder, name, keys) for name in THINGS] == [name.encode() for name in THINGS]
    file = read_vault_file(made.folder)
    assert file.renewal is None
    assert is_as_written(file, keys)
    for opens in (lambda: unlock(made.folder, made.passphrase), lambda: recover(made.folder, made.code, "third")):
        with pytest.raises(WrongPassphraseError):
            opens()
    assert recover(made.folder, code, "third")[0] == keys


def test_a_wrong_passphrase_changes_nothing_and_rewraps_nothing(made):
    before = vault_path(made.folder).read_bytes()
    with pytest.raises(WrongPassphraseError):
        renew_master(made.folder, "wrong", NEW, cut_off)
    assert vault_path(made.folder).read_bytes() == before


def test_what_rewrapping_does_to_the_librarys_keys_is_kept(made):
    keys, _ = renew_master(
        made.folder, made.passphrase, NEW, lambda _, new: set_library_keys(made.folder, new, [b"n" * 32])
    )
    assert library_keys(made.folder, keys) == (b"n" * 32,)


def test_cut_off_it_opens_with_the_new_passphrase_and_is_finished_later(made):
    wrap_things(made.folder, made.keys)
    with pytest.raises(CutOffError):
        renew_master(made.folder, made.passphrase, NEW, cut_off)
    keys = unlock(made.folder, NEW)
    assert unfinished_renewal(made.folder, keys) == made.keys
    code = finish_renewal(made.folder, keys, lambda old, new: rewrap_things(made.folder, old, new))
    assert code is not None
    assert unfinished_renewal(made.folder, keys) is None
    assert thing(made.folder, THINGS[0], keys) == THINGS[0].encode()
    assert recover(made.folder, code, "third")[0] == keys


def test_cut_off_it_still_opens_with_the_code_of_before(made):
    with pytest.raises(CutOffError):
        renew_master(made.folder, made.passphrase, NEW, cut_off)
    keys, code = recover(made.folder, made.code, "third")
    assert unlock(made.folder, "third") == keys != made.keys
    assert unfinished_renewal(made.folder, keys) == made.keys
    assert recover(made.folder, code, "fourth")[0] == keys


def test_cut_off_it_can_change_its_passphrase_and_is_still_to_be_finished(made):
    with pytest.raises(CutOffError):
        renew_master(made.folder, made.passphrase, NEW, cut_off)
    change_passphrase(made.folder, NEW, "third")
    keys = unlock(made.folder, "third")
    assert unfinished_renewal(made.folder, keys) == made.keys


def test_cut_off_twice_the_code_of_the_beginning_still_opens(made):
    wrap_things(made.folder, made.keys)
    steps: list[tuple[Keys, Keys]] = []

    def finish_the_first_then_stop(old, new):
        if steps:
            raise CutOffError
        steps.append((old, new))
        rewrap_things(made.folder, old, new)

    with pytest.raises(CutOffError):
        renew_master(made.folder, made.passphrase, NEW, cut_off)
    second = unlock(made.folder, NEW)
    with pytest.raises(CutOffError):
        renew_master(made.folder, NEW, "third", finish_the_first_then_stop)
    keys, _ = recover(made.folder, made.code, "fourth")
    assert steps == [(made.keys, second)]
    assert unfinished_renewal(made.folder, keys) == second
    finish_renewal(made.folder, keys, lambda old, new: rewrap_things(made.folder, old, new))
    assert thing(made.folder, THINGS[0], keys) == THINGS[0].encode()


def test_a_lost_code_is_replaced(made):
    code = renew_code(made.folder, made.keys)
    with pytest.raises(WrongPassphraseError):
        recover(made.folder, made.code, NEW)
    assert recover(made.folder, code, NEW)[0] == made.keys


def test_there_is_nothing_to_finish_in_a_vault_at_rest(made):
    before = vault_path(made.folder).read_bytes()
    assert unfinished_renewal(made.folder, made.keys) is None
    assert finish_renewal(made.folder, made.keys, cut_off) is None
    assert vault_path(made.folder).read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_killed_at_every_step_it_opens_with_the_old_or_the_new_passphrase_and_loses_nothing(made, tmp_path):
    wrap_things(made.folder, made.keys)
    library = library_keys(made.folder, made.keys)
    n_steps = int(renewed(shutil.copytree(made.folder, tmp_path / "whole"), made.passphrase, 0).stdout)
    opened_with = []
    for step in range(1, n_steps + 1, max(1, n_steps // N_KILLS)):
        folder = shutil.copytree(made.folder, tmp_path / f"killed-{step}")
        assert renewed(folder, made.passphrase, step).returncode == -signal.SIGKILL
        opened_with.append(opening(folder, made.passphrase, library))
    n_old = opened_with.count(made.passphrase)
    assert opened_with == [made.passphrase] * n_old + [NEW] * (len(opened_with) - n_old)
    assert 1 <= n_old < len(opened_with)


def renewed(folder, passphrase, kill_at):
    return subprocess.run(
        [sys.executable, str(_CHILD), str(folder), passphrase, NEW, str(kill_at)],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        check=False,
        timeout=60,
    )


def opening(folder, old_passphrase, library):
    """Which passphrase opens the vault; everything in it must open with what it gives, and be finished by it."""
    try:
        passphrase, keys = NEW, unlock(folder, NEW)
    except WrongPassphraseError:
        passphrase, keys = old_passphrase, unlock(folder, old_passphrase)
    assert is_as_written(read_vault_file(folder), keys)
    assert library_keys(folder, keys) == library
    previous = unfinished_renewal(folder, keys)
    if previous is not None:
        rewrap_things(folder, previous, keys)
    assert [thing(folder, name, keys) for name in THINGS] == [name.encode() for name in THINGS]
    assert keys.subkey(Context.WRAP) != keys.master
    return passphrase
