"""The open vault: people, consents and sessions come back as they were put in, also after it was locked."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coreg.domain.client import HealthNote, Relation
from coreg.domain.consent import ConsentState, GivenBy, Manner, Purpose
from coreg.domain.errors import NoConsentError, SessionFileError, VaultError, VaultInUseError
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.recording.erase import erase_moments
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.recording.seal import Seal
from coreg.recording.vault.keys import Keys
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.stored_session import SessionState
from coreg.recording.vault.unlock import library_keys
from tests.recording.vault.library_samples import (
    BOTH,
    OTHER_PSEUDONYM,
    PASSPHRASE,
    PSEUDONYM,
    Filled,
    add_client,
    copied_vault,
    every_byte,
    header,
    new_vault,
    record,
    star,
    write_note,
)


@pytest.fixture
def filled(tmp_path: Path):
    made = copied_vault(tmp_path / "vault")
    yield made
    made.vault.lock()


@pytest.fixture
def empty(tmp_path: Path):
    vault = OpenVault(tmp_path / "vault", new_vault(tmp_path / "vault"))
    yield vault
    vault.lock()


def reopened(filled: Filled) -> OpenVault:
    filled.vault.lock()
    return OpenVault(filled.vault.folder, filled.keys)


def test_everything_is_there_again_after_locking_and_unlocking(filled: Filled) -> None:
    before = (filled.vault.people(), filled.vault.consents(filled.client), filled.vault.sessions())
    vault = reopened(filled)
    assert (vault.people(), vault.consents(filled.client), vault.sessions()) == before
    assert vault.verify() == []
    vault.lock()


def test_a_person_keeps_what_was_ticked_and_dated(filled: Filled) -> None:
    entry = filled.vault.person(filled.client)
    assert entry.health_notes == frozenset({HealthNote.IMPLANT})
    assert entry.retention == date(2036, 1, 1)
    assert filled.vault.person(filled.other).health_notes is None
    assert filled.vault.set_relation(filled.client, Relation.PARENT) == filled.vault.person(filled.client)


def test_no_two_people_share_a_pseudonym(filled: Filled) -> None:
    with pytest.raises(VaultError, match="pseudonym already"):
        filled.vault.add_person(PSEUDONYM)
    with pytest.raises(VaultError, match="pseudonym already"):
        filled.vault.rename(filled.client, OTHER_PSEUDONYM)
    filled.vault.rename(filled.client, PSEUDONYM, "another name")


@pytest.mark.parametrize("pseudonym", ["", "  ", "x" * 201])
def test_a_pseudonym_that_is_none_is_refused(empty: OpenVault, pseudonym: str) -> None:
    with pytest.raises(VaultError, match="pseudonym"):
        empty.add_person(pseudonym)


def test_the_therapist_has_one_entry_of_their_own(empty: OpenVault) -> None:
    empty.add_person("Therapist")
    own = empty.therapist()
    assert own.role is Role.THERAPIST
    assert empty.therapist() == own
    assert len(empty.people()) == 2


def test_due_names_those_whose_date_has_come(filled: Filled) -> None:
    assert filled.vault.due(date(2035, 12, 31)) == []
    assert [entry.person_id for entry in filled.vault.due(date(2036, 1, 1))] == [filled.client]


def test_nothing_is_recorded_without_a_consent(empty: OpenVault) -> None:
    person_id = empty.add_person(PSEUDONYM).person_id
    with pytest.raises(NoConsentError, match="no consent entry"):
        empty.begin_session(header(), person_id)
    entry = empty.add_consent(person_id, GivenBy.CLIENT, Manner.SPOKEN, BOTH)
    empty.abandon_session(_begun(empty, person_id))
    empty.withdraw(entry.consent_id, Purpose.KEPT, "2026-03-02T10:00:00.000Z")
    with pytest.raises(NoConsentError, match="taken back"):
        empty.begin_session(header(), person_id)
    assert empty.consents(person_id)[0].allows(Purpose.SEEN_LIVE)
    assert empty.consents(person_id)[0].withdrawn_utc == {Purpose.KEPT: "2026-03-02T10:00:00.000Z"}


def _begun(vault: OpenVault, person_id: str) -> str:
    head = header()
    vault.begin_session(head, person_id)
    return head.session_id


def test_a_child_who_says_no_is_not_recorded(empty: OpenVault) -> None:
    person_id = empty.add_person(PSEUDONYM).person_id
    empty.add_consent(person_id, GivenBy.GUARDIAN, Manner.WRITTEN, BOTH, child_assents=False)
    with pytest.raises(NoConsentError):
        empty.begin_session(header(), person_id)


def test_a_new_version_of_the_words_leaves_older_consents_with_theirs(filled: Filled) -> None:
    assert filled.vault.consents(filled.client)[0].text_version == 1
    edited = filled.vault.edit_consent_text("Other words.")
    assert (edited.version, edited.text) == (2, "Other words.")
    assert filled.vault.consents(filled.client)[0].text_version == 1
    later = filled.vault.add_consent(filled.client, GivenBy.BOTH, Manner.WRITTEN, [Purpose.RESEARCH])
    assert (later.text_version, later.state) == (2, ConsentState.CONFIRMED)


def test_a_recording_is_open_then_closed_and_can_be_read_with_its_key(empty: OpenVault) -> None:
    person_id, head = add_client(empty), header()
    place = empty.begin_session(head, person_id)
    assert place.path.parent == empty.folder / "sessions"
    assert head.session_id not in place.path.name
    assert empty.sessions()[0].state is SessionState.OPEN
    record(place, head)
    made = empty.finish_session(head.session_id, 40.0)
    (entry,) = empty.sessions(person_id)
    assert (entry.state, entry.duration_s, entry.seal) == (SessionState.CLOSED, 40.0, made)
    assert read_session(place.path, empty.place_of(head.session_id).key).header == head


def test_a_session_that_nobody_finished_is_interrupted_and_can_be_finished(tmp_path: Path) -> None:
    keys = new_vault(tmp_path)
    vault = OpenVault(tmp_path, keys)
    head = header()
    journal = record(vault.begin_session(head, add_client(vault)), head, is_closed=False)
    vault.lock()
    vault = OpenVault(tmp_path, keys)
    assert vault.sessions()[0].state is SessionState.INTERRUPTED
    assert vault.verify() == []
    assert vault.resume_session(head.session_id).path == journal.path
    assert vault.sessions()[0].state is SessionState.OPEN
    journal.close(0, limit_s=20)
    vault.finish_session(head.session_id, 40.0)
    assert vault.sessions()[0].state is SessionState.CLOSED
    vault.lock()


def test_an_imported_session_needs_no_consent_and_says_that_it_is_one(empty: OpenVault) -> None:
    person_id, head = empty.add_person(PSEUDONYM).person_id, replace(header(), imported_from="hrv_logger")
    record(empty.begin_session(head, person_id), head)
    empty.finish_session(head.session_id, 40.0)
    assert empty.sessions()[0].state is SessionState.IMPORTED
    assert read_session(empty.sessions()[0].path, empty.place_of(head.session_id).key).header == head
    with pytest.raises(NoConsentError):
        empty.begin_session(header(), person_id)
    assert empty.begin_session(header(), person_id, needs_consent=False)


def test_amendments_after_the_end_make_the_next_seal(filled: Filled) -> None:
    session_id = filled.sessions[0]
    again = filled.vault.amend_session(session_id, [star(1)])
    assert again.n == 1
    assert filled.vault.sessions()[0].seal == again
    assert filled.vault.finish_session(session_id) == again, "nothing is new"
    assert filled.vault.sessions()[0].duration_s == 40.0
    assert filled.vault.verify() == []


def test_notes_have_a_file_and_a_key_of_their_own(filled: Filled) -> None:
    with_notes = {entry.session_id: entry.has_notes for entry in filled.vault.sessions()}
    assert with_notes[filled.sessions[0]]
    assert not with_notes[filled.sessions[1]]
    notes, session = filled.vault.notes_of(filled.sessions[0]), filled.vault.place_of(filled.sessions[0])
    assert notes == filled.vault.notes_of(filled.sessions[0])
    assert notes.path != session.path
    assert notes.key != session.key


def test_a_session_with_a_file_is_not_abandoned(filled: Filled) -> None:
    with pytest.raises(VaultError, match="has a file"):
        filled.vault.abandon_session(filled.sessions[0])


def test_a_session_id_is_used_once(filled: Filled) -> None:
    head = header()
    filled.vault.begin_session(head, filled.client)
    with pytest.raises(VaultError, match="already"):
        filled.vault.begin_session(head, filled.client)


def test_a_locked_vault_says_so_and_opens_again(filled: Filled) -> None:
    filled.vault.lock()
    filled.vault.lock()
    for ask in (filled.vault.people, filled.vault.sessions, filled.vault.therapist, filled.vault.verify):
        with pytest.raises(VaultError, match="locked"):
            ask()


def test_a_vault_is_open_in_one_program_at_a_time(filled: Filled) -> None:
    with pytest.raises(VaultInUseError):
        OpenVault(filled.vault.folder, filled.keys)
    reopened(filled).lock()


def test_nothing_in_the_vault_can_be_read_without_its_keys(filled: Filled) -> None:
    filled.vault.edit_consent_text("Wordswordswords of the consent.")
    bytes_ = every_byte(filled.vault.folder)
    readable = [
        PSEUDONYM,
        OTHER_PSEUDONYM,
        "Quasten",
        "blue door",
        "C4:7A",
        "Wordswords",
        "pseudonym",
        "SQLite format",
    ]
    readable += ["CREATE TABLE", "client", "2026-03", "Berlin", filled.client, filled.sessions[0], "coreg.sidecar"]
    assert [word for word in readable if word.encode() in bytes_] == []
    assert bytes.fromhex("10 3c 2b 1a 94 d3 77 e1") not in bytes_


def test_no_key_is_in_the_text_of_anything(filled: Filled) -> None:
    key = filled.vault.place_of(filled.sessions[0]).key
    assert key is not None
    said = repr(filled.vault.place_of(filled.sessions[0])) + repr(filled.keys) + repr(filled.vault.sessions())
    assert key.hex() not in said
    assert repr(key) not in said


def test_a_new_master_key_opens_everything_and_the_old_one_nothing(filled: Filled) -> None:
    before = filled.vault.sessions()
    filled.vault.renew_master(PASSPHRASE, "a wholly other staple horse")
    keys = filled.vault.keys
    assert filled.vault.verify() == []
    filled.vault.lock()
    vault = OpenVault(filled.vault.folder, keys)
    assert vault.sessions() == before
    assert vault.verify() == []
    assert read_session(vault.place_of(filled.sessions[0]).path, vault.place_of(filled.sessions[0]).key)
    vault.lock()
    with pytest.raises(VaultError):
        OpenVault(filled.vault.folder, filled.keys)
    with pytest.raises(VaultError):
        OpenVault(filled.vault.folder, Keys(keys.vault_id, bytes(32)))


def erase_the_star(place: Place, target: Place, seal_key: bytes) -> Seal | None:
    return erase_moments(place, target, [1], seal_key)


def test_an_erased_session_lies_under_a_new_name_and_key_and_the_old_ones_are_gone(filled: Filled) -> None:
    session_id = filled.sessions[0]
    filled.vault.amend_session(session_id, [star(1)])
    old = filled.vault.place_of(session_id)
    library_key = library_keys(filled.vault.folder, filled.keys)
    filled.vault.rewrite_session(session_id, erase_the_star)
    new = filled.vault.place_of(session_id)
    assert new.path != old.path
    assert new.key != old.key
    assert not list(old.path.parent.glob(f"{old.path.stem}*"))
    assert [moment.kind for moment in read_session(new.path, new.key).moments] == [MomentKind.ERASED]
    assert filled.vault.verify() == []
    assert library_keys(filled.vault.folder, filled.keys) != library_key, "the old key was in the library"
    assert reopened(filled).verify() == []


def test_an_erasure_that_fails_leaves_the_session_as_it_was(filled: Filled) -> None:
    before = filled.vault.sessions()
    n_files = len(list((filled.vault.folder / "sessions").iterdir()))
    with pytest.raises(SessionFileError, match="no moment 1"):
        filled.vault.rewrite_session(filled.sessions[0], erase_the_star)
    assert filled.vault.sessions() == before
    assert len(list((filled.vault.folder / "sessions").iterdir())) == n_files
    assert filled.vault.verify() == []


def test_erased_notes_lie_under_a_new_name_and_key(filled: Filled) -> None:
    old = filled.vault.notes_of(filled.sessions[0])
    filled.vault.rewrite_notes(filled.sessions[0], lambda _place, target: write_note(target, "another"))
    new = filled.vault.notes_of(filled.sessions[0])
    assert not old.path.exists()
    assert new.path.exists()
    assert new.key != old.key
    assert filled.vault.verify() == []


def test_nothing_is_built_on_a_session_that_was_rolled_back(filled: Filled, tmp_path: Path) -> None:
    session_id = filled.sessions[0]
    path = filled.vault.place_of(session_id).path
    shutil.copyfile(path, tmp_path / "older")
    filled.vault.amend_session(session_id, [star(1)])
    shutil.copyfile(tmp_path / "older", path)
    with pytest.raises(SessionFileError, match="isn't what was recorded"):
        filled.vault.amend_session(session_id, [star(1)])
    with pytest.raises(SessionFileError, match="isn't what was recorded"):
        filled.vault.finish_session(session_id)
    assert [str(finding.wrong.value) for finding in filled.vault.verify()] == ["rolled_back"]


def test_a_session_that_is_not_closed_is_not_sealed(empty: OpenVault) -> None:
    head = header()
    journal = record(empty.begin_session(head, add_client(empty)), head, is_closed=False)
    with pytest.raises(SessionFileError):
        empty.finish_session(head.session_id, 3.0)
    assert empty.sessions()[0].seal is None
    journal.close(0, limit_s=20)
    assert empty.finish_session(head.session_id, 3.0).n == 0
