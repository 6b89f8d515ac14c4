"""A lost library is made anew from the sidecars, and then asks for the consents to be confirmed."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from coreg.domain.consent import ConsentState, Purpose
from coreg.domain.errors import LibraryLostError, NoConsentError
from coreg.recording.reader import read_session
from coreg.recording.vault.finding import Finding, Thing, Wrong
from coreg.recording.vault.library import OpenVault
from tests.recording.vault.library_samples import (
    NAME,
    OTHER_PSEUDONYM,
    PSEUDONYM,
    Filled,
    add_session,
    copied_vault,
    header,
)


@pytest.fixture
def locked(tmp_path: Path) -> Filled:
    made = copied_vault(tmp_path / "vault")
    made.vault.lock()
    return made


def test_a_lost_library_is_said_to_be_lost_and_nothing_is_made_in_its_place(locked: Filled) -> None:
    folder = locked.vault.folder
    (folder / "library.db").unlink()
    with pytest.raises(LibraryLostError, match="rebuild"):
        OpenVault(folder, locked.keys)
    (folder / "library.seal").unlink()
    with pytest.raises(LibraryLostError):
        OpenVault(folder, locked.keys)
    assert not (folder / "library.db").exists()


def test_sessions_people_and_keys_come_back_from_the_sidecars(locked: Filled) -> None:
    vault = OpenVault(locked.vault.folder, locked.keys)
    before = vault.sessions()
    vault.lock()
    for name in ("library.db", "library.seal"):
        (locked.vault.folder / name).unlink()
    vault, findings = OpenVault.rebuilt(locked.vault.folder, locked.keys)
    assert findings == []
    assert vault.sessions() == before
    assert [entry.pseudonym for entry in vault.people()] == [OTHER_PSEUDONYM, PSEUDONYM]
    assert vault.person(locked.client).name is None, "a name was in the library alone"
    assert vault.verify() == []
    assert read_session(before[0].path, vault.place_of(before[0].session_id).key)
    assert vault.notes_of(locked.sessions[0]).path.exists()
    vault.lock()


def test_the_consent_has_to_be_confirmed_before_anything_is_recorded(locked: Filled) -> None:
    (locked.vault.folder / "library.db").unlink()
    vault, _findings = OpenVault.rebuilt(locked.vault.folder, locked.keys)
    (entry,) = vault.consents(locked.client)
    assert entry.state is ConsentState.TO_BE_CONFIRMED
    assert entry.purposes == {Purpose.SEEN_LIVE, Purpose.KEPT}
    assert entry.text_version == 1
    with pytest.raises(NoConsentError, match="confirmed"):
        vault.begin_session(header(), locked.client)
    assert vault.confirm_consent(entry.consent_id) == replace(entry, state=ConsentState.CONFIRMED)
    assert add_session(vault, locked.client)
    vault.lock()


def test_what_the_old_library_still_tells_is_kept(locked: Filled) -> None:
    vault = OpenVault(locked.vault.folder, locked.keys)
    (given,) = vault.consents(locked.client)
    before = vault.sessions()
    assert vault.rebuild_library() == []
    assert vault.person(locked.client).name == NAME
    assert vault.consents(locked.client) == [replace(given, state=ConsentState.TO_BE_CONFIRMED)]
    assert vault.sessions() == before
    assert vault.verify() == []
    vault.lock()


def test_a_library_that_was_rolled_back_learns_of_newer_sessions(locked: Filled, tmp_path: Path) -> None:
    folder = locked.vault.folder
    shutil.copytree(folder, tmp_path / "older")
    vault = OpenVault(folder, locked.keys)
    vault.rename(locked.client, "renamed", NAME)
    newer = add_session(vault, locked.client)
    vault.lock()
    for name in ("library.db", "library.seal"):
        shutil.copyfile(tmp_path / "older" / name, folder / name)
    vault = OpenVault(folder, locked.keys)
    assert Finding(newer, Thing.LIBRARY.value, Wrong.ROLLED_BACK, f"{_stem(folder, vault)}.key") in vault.verify()
    vault.rebuild_library()
    assert newer in {entry.session_id for entry in vault.sessions(locked.client)}
    assert vault.person(locked.client).pseudonym == "renamed"
    assert vault.verify() == []
    vault.lock()


def _stem(folder: Path, vault: OpenVault) -> str:
    known = {entry.path.stem for entry in vault.sessions()}
    (stem,) = {path.stem for path in (folder / "sessions").glob("*.key")} - known
    return stem


def test_a_sidecar_that_cant_be_read_is_named_and_the_rest_comes_back(locked: Filled) -> None:
    folder = locked.vault.folder
    (folder / "library.db").unlink()
    damaged = sorted((folder / "sessions").glob("*.key"))[0]
    damaged.write_bytes(damaged.read_bytes()[:-1])
    vault, findings = OpenVault.rebuilt(folder, locked.keys)
    assert findings == [Finding(None, Thing.SIDECAR.value, Wrong.UNREADABLE, damaged.name)]
    assert len(vault.sessions()) == 2
    vault.lock()


def test_who_was_forgotten_stays_forgotten(locked: Filled, tmp_path: Path) -> None:
    folder = locked.vault.folder
    shutil.copytree(folder / "sessions", tmp_path / "sessions")
    vault = OpenVault(folder, locked.keys)
    vault.forget(locked.client)
    vault.lock()
    for path in (tmp_path / "sessions").iterdir():  # somebody puts old copies back
        shutil.copyfile(path, folder / "sessions" / path.name)
    (folder / "library.db").unlink()
    vault, _findings = OpenVault.rebuilt(folder, locked.keys)
    assert [entry.person_id for entry in vault.people()] == [locked.other]
    assert vault.forgotten() == (locked.client,)
    assert len(list((folder / "sessions").iterdir())) == 2
    vault.lock()
