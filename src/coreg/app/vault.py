"""What the window may ask of the vault; what takes time is loaded when it is asked."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coreg.app.courses import course_doors
from coreg.app.cut_off import end_in_vault, find_in_vault, plan_to_resume_kept
from coreg.app.notes import keep_words
from coreg.app.plans import replay_plan
from coreg.app.review import kept_review
from coreg.app.supervision_doors import pack_into, package_strength, take_back_kept
from coreg.app.withdrawal import withdraw_in_session
from coreg.domain.client import Relation
from coreg.domain.errors import CoregError, VaultError
from coreg.domain.language import _

if TYPE_CHECKING:
    from coreg.recording.vault.keychain import Keychain as SystemKeychain
    from coreg.recording.vault.keys import Keys
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.strength import Strength
    from coreg.session.plan import Plan
    from coreg.ui.vault.doors import Keychain, SupervisionDoors, VaultDoors


_OF_EARLIER_VERSIONS = "straps.json"  # the straps' addresses, unprotected: the library keeps them now


def vault_doors(folder: Path) -> "VaultDoors":
    """Return what the window may ask of the vault in this folder; what takes time is loaded when it is asked."""
    from coreg import settings
    from coreg.ui.vault.doors import ExportFormat, VaultDoors

    window_file = folder / "window.json"
    return VaultDoors(
        exists=(folder / "vault.toml").is_file,
        create=partial(_create_vault, folder),
        unlock=partial(_unlock_vault, folder),
        check=partial(_check_passphrase, folder),
        rebuild=partial(_rebuild_vault, folder),
        recover=partial(_recover_vault, folder),
        change_passphrase=partial(_change_passphrase, folder),
        strength=_strength,
        is_same_code=_is_same_code,
        keychain=_keychain(folder),
        keep=_kept,
        cut_off=find_in_vault,
        end_cut_off=end_in_vault,
        resume=_kept_resumed,
        keep_words=keep_words,
        withdraw=withdraw_in_session,
        plan_replay=_kept_replay,
        review=kept_review,
        supervision=_supervision(),
        export_formats=tuple(ExportFormat(*each) for each in _export_formats()),
        export=_export_kept,
        lock_after_min=partial(settings.lock_after_min, window_file),
        set_lock_after_min=partial(settings.set_lock_after_min, window_file),
        is_kept_out_of_capture=partial(settings.is_kept_out_of_capture, window_file),
        set_kept_out_of_capture=partial(settings.set_kept_out_of_capture, window_file),
        course=course_doors(),
    )


def _supervision() -> "SupervisionDoors":
    from coreg.ui.vault.doors import SupervisionDoors

    return SupervisionDoors(pack_into, take_back_kept, package_strength)


def _create_vault(folder: Path, passphrase: str) -> "tuple[OpenVault, str]":
    from coreg.recording.vault import unlock

    keys, code = unlock.create(folder, passphrase)
    return _open_vault(folder, keys), code


def _unlock_vault(folder: Path, passphrase: str) -> "OpenVault":
    from coreg.recording.vault import unlock

    return _open_vault(folder, unlock.unlock(folder, passphrase))


def _check_passphrase(folder: Path, passphrase: str) -> None:
    from coreg.recording.vault import unlock

    unlock.unlock(folder, passphrase)


def _rebuild_vault(folder: Path, passphrase: str) -> "OpenVault":
    from coreg.recording.vault import unlock
    from coreg.recording.vault.library import OpenVault

    vault, _findings = OpenVault.rebuilt(folder, unlock.unlock(folder, passphrase))
    return vault


def _recover_vault(folder: Path, code: str, passphrase: str) -> "tuple[OpenVault, str]":
    """Recover; the new code is never lost: nothing that can be known before fails after it was made."""
    from coreg.domain.errors import LibraryLostError
    from coreg.recording.vault import unlock
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.one_program import OneProgram

    OneProgram(folder).release()  # raises where another program has the vault open
    keys, new_code = unlock.recover(folder, code, passphrase)
    try:
        return OpenVault(folder, keys), new_code
    except LibraryLostError:
        vault, _findings = OpenVault.rebuilt(folder, keys)
        return vault, new_code


def _open_vault(folder: Path, keys: "Keys") -> "OpenVault":
    from coreg.recording.vault.library import OpenVault

    vault = OpenVault(folder, keys)
    with suppress(OSError):
        (folder / _OF_EARLIER_VERSIONS).unlink(missing_ok=True)
    _join_parts(vault)
    return vault


def _join_parts(vault: "OpenVault") -> None:
    """Take back what was recorded elsewhere, before an interrupted session is gone on with or ended."""
    from coreg.recording.other_folders import folders_there
    from coreg.recording.parts import parts_of
    from coreg.recording.vault.stored_session import SessionState

    interrupted = [each for each in vault.sessions() if each.state is SessionState.INTERRUPTED]
    folders = folders_there(Path.home()) if interrupted else []
    for session in interrupted:
        parts = parts_of(session.path, folders)
        if parts:
            with suppress(CoregError):  # it stays in parts, and nothing is lost: coreg join says why
                vault.join_parts(session.session_id, parts)


def _change_passphrase(folder: Path, old: str, new: str) -> None:
    from coreg.recording.vault import unlock

    unlock.change_passphrase(folder, old, new)


def _is_same_code(code: str, typed: str) -> bool:
    from coreg.recording.vault.recovery_code import typed_code

    return typed_code(typed) is not None and typed_code(typed) == typed_code(code)


def _strength(passphrase: str) -> "Strength":
    from coreg.recording.vault.strength import strength

    return strength(passphrase)


def _keychain(folder: Path) -> "Keychain":
    from coreg.ui.vault.doors import Keychain

    def system() -> "SystemKeychain":
        from coreg.recording.vault.keychain import system_keychain

        return system_keychain()

    def is_there() -> bool:
        try:
            system()
        except VaultError:
            return False
        return True

    def is_used() -> bool:
        from coreg.recording.vault.keychain import is_in_keychain

        return is_in_keychain(folder) and is_there()

    def open_() -> "OpenVault":
        from coreg.recording.vault.keychain import unlock_with_keychain

        return _open_vault(folder, unlock_with_keychain(folder, system()))

    def put(vault: "OpenVault") -> None:
        from coreg.recording.vault.keychain import put_in_keychain

        put_in_keychain(folder, vault.keys, system())

    def take_out(vault: "OpenVault") -> None:
        from coreg.recording.vault.keychain import take_out_of_keychain

        take_out_of_keychain(folder, vault.keys, system())

    return Keychain(is_there=is_there, is_used=is_used, unlock=open_, put=put, take_out=take_out)


def _kept(plan: "Plan", vault: "OpenVault", person_id: str) -> "Plan":
    from coreg.recording.vault.keeper import PersonKeeper

    relation = vault.person(person_id).relation
    return replace(plan, place=None, keeper=PersonKeeper(vault, person_id), relation=relation)


def _kept_resumed(plan: "Plan", vault: "OpenVault", session_id: str) -> "Plan":
    return plan_to_resume_kept(vault, session_id, plan)


def _kept_replay(vault: "OpenVault", session_id: str) -> "Plan":
    place = vault.place_of(session_id)
    return replay_plan(place.path, 1.0, place.key)


def _export_kept(vault: "OpenVault", session_id: str, format_name: str, folder: Path) -> Path:
    """Write a session of the vault for other programs; returns the folder that was made."""
    from coreg.export.folder import new_name, write_folder
    from coreg.export.formats import WITH_TABLES, Format, make
    from coreg.recording.reader import read_session
    from coreg.review.export_content import content_of

    session = next(each for each in vault.sessions() if each.session_id == session_id)
    client = vault.person(session.person_id)
    known = (client, vault.therapist()) if client.relation is Relation.THERAPIST else (client,)
    pseudonyms = {person.role: person.pseudonym for person in known}
    place = vault.place_of(session_id)
    format_ = Format(format_name)
    has_classic = format_ in WITH_TABLES
    content = content_of(read_session(place.path, place.key), pseudonyms, has_classic=has_classic)
    export = make(content, format_, new_name())
    return write_folder(folder, export.name, export.files)


def _export_formats() -> tuple[tuple[str, str, str], ...]:
    return (
        ("csv", _("Tables (CSV)"), _("Beats, gaps, marks, settings, with a dictionary of every column")),
        ("kubios", "Kubios", _("One interval a line, a file for each person")),
        ("hrv-logger", "HRV Logger", _("Its pair of CSV files")),
        ("json", "JSON", _("Everything in one file, for programs")),
        ("sqlite", "SQLite", _("Everything in one plain database, raw packets too")),
        ("edf", "EDF+", _("For programs that read biosignals")),
        ("parquet", "Parquet", _("The tables for large studies")),
        ("bids", "BIDS", _("The physiology files of a BIDS study")),
    )
