"""The vault from the command line, as a new user would: create, import, list, export, erase, back up, forget."""

import io
import json
import re
from pathlib import Path

import pytest

from coreg.recording.vault.kdf import FLOOR
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.unlock import create, unlock

SECRET = "four quiet words here"


@pytest.fixture
def vault(tmp_path, coreg):
    """A vault with one client and one imported session; returns a function that runs a command on it."""
    word = tmp_path / "word"
    word.write_text(SECRET + "\n", encoding="utf-8")
    folder = tmp_path / "data"

    def on_vault(*words, code=0):
        result = coreg("--data", str(folder), *words, "--passphrase-file", str(word))
        assert result.code == code, result.err
        return result

    keys, _ = create(folder, SECRET, FLOOR)  # a guess that costs the least: every command here makes one
    opened = OpenVault(folder, keys)
    opened.add_person("K-12")
    opened.lock()
    intervals = tmp_path / "rr.txt"
    intervals.write_text("\n".join(str(800 + 15 * (i % 5)) for i in range(400)), encoding="utf-8")
    on_vault("import", str(intervals), "--person", "K-12")
    return on_vault


def test_a_vault_is_made_once_and_prints_its_code(tmp_path, coreg):
    word = tmp_path / "word"
    word.write_text(SECRET, encoding="utf-8")
    making = ("--data", str(tmp_path / "data"), "vault", "create", "--passphrase-file", str(word))
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){6}\n", coreg(*making).out)
    assert coreg(*making).code == 2


def the_id(vault):
    (session,) = json.loads(vault("sessions", "--json").out)["sessions"]
    assert session["person"] == "K-12"
    assert session["state"] == "imported"
    assert session["seal"]["n"] == 0
    return session["session_id"]


def test_a_session_of_the_vault_is_read_by_its_id_wherever_a_file_stands(vault, tmp_path):
    session = the_id(vault)
    assert json.loads(vault("analyze", session[:10], "--json").out)["n_beats"] == 400
    assert json.loads(vault("show", session, "--json").out)["session_id"] == session
    assert len(vault("beats", session).out.splitlines()) == 401
    vault("export", session, "--format", "csv", "--out", str(tmp_path / "out"))
    (made,) = (tmp_path / "out").iterdir()
    assert re.fullmatch(r"coreg-[0-9a-f]{8}", made.name)
    assert "no session" in vault("show", "0" * 12, code=2).err


def test_verify_names_what_was_changed(vault, tmp_path):
    session = the_id(vault)
    assert "everything is as it was put there" in vault("vault", "verify").out
    (file,) = (tmp_path / "data" / "sessions").glob("*.coreg")
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    file.write_bytes(whole)
    said = vault("vault", "verify", code=2).err
    assert session in said
    assert "Traceback" not in said


def test_erasing_leaves_a_hole_and_a_seal(vault):
    session = the_id(vault)
    refused = vault("vault", "erase", session, "--from", "60", "--to", "90", "--confirm", "yes", code=2)
    assert "Nothing was erased" in refused.err
    vault("vault", "erase", session, "--from", "60", "--to", "90", "--confirm", "ERASE")
    assert len(vault("beats", session).out.splitlines()) < 370
    assert "everything is as it was" in vault("vault", "verify").out


def test_a_backup_restores_and_who_was_forgotten_stays_forgotten(vault, tmp_path, coreg):
    the_id(vault)
    vault("vault", "backup", "--out", str(tmp_path / "copy"))
    assert "nobody called" in vault("vault", "forget", "nobody", "--confirm", "nobody", code=2).err
    assert "nothing was deleted" in vault("vault", "forget", "K-12", "--confirm", "K-13", code=2).err
    vault("vault", "forget", "K-12", "--confirm", "K-12")
    assert vault("sessions").out == "No sessions.\n"
    assert not list((tmp_path / "data" / "sessions").iterdir())
    vault("vault", "restore", "--from", str(tmp_path / "copy"), "--out", str(tmp_path / "again"))
    word = str(tmp_path / "word")
    again = coreg("--data", str(tmp_path / "again"), "sessions", "--passphrase-file", word)
    assert again.out == "No sessions.\n"


def test_forgetting_without_anybody_to_confirm_says_what_to_do(vault, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert "Say it with --confirm" in vault("vault", "forget", "K-12", code=2).err
    the_id(vault)


def test_a_lost_library_is_made_anew_from_the_sessions(vault, tmp_path):
    session = the_id(vault)
    (tmp_path / "data" / "library.db").unlink()
    assert "rebuild" in vault("sessions", code=2).err.lower()
    vault("vault", "rebuild")
    assert the_id(vault) == session


def test_a_wrong_passphrase_is_one_sentence(vault, tmp_path, coreg):
    wrong = tmp_path / "wrong"
    wrong.write_text("not the one", encoding="utf-8")
    result = coreg("--data", str(tmp_path / "data"), "sessions", "--passphrase-file", str(wrong))
    assert result.code == 2
    assert len(result.err.splitlines()) == 1


def test_without_a_vault_an_id_is_a_file_that_is_not_there(tmp_path, coreg):
    result = coreg("--data", str(tmp_path / "none"), "show", "0123456789ab")
    assert result.code == 2
    assert "doesn't exist" in result.err


def test_path_of_import_must_be_said(tmp_path: Path, coreg):
    intervals = tmp_path / "rr.txt"
    intervals.write_text("800\n810\n", encoding="utf-8")
    assert "--person" in coreg("import", str(intervals)).err


def test_an_export_says_the_pseudonym_and_the_name_only_where_it_is_asked_for(vault, tmp_path):
    opened = OpenVault(tmp_path / "data", unlock(tmp_path / "data", SECRET))
    (person,) = opened.people()
    opened.rename(person.person_id, person.pseudonym, "Jane Roe")
    opened.lock()
    session = the_id(vault)
    exported = {}
    for extras in ((), ("--with", "names")):
        out = tmp_path / f"out{len(extras)}"
        said = vault("export", session, "--format", "json", "--out", str(out), *extras).out
        exported[extras] = "".join(path.read_text(encoding="utf-8") for path in out.glob("*/*"))
        assert ("Names: exported." in said) == bool(extras)
    assert all("K-12" in text for text in exported.values())
    assert ["Jane Roe" in text for text in exported.values()] == [False, True]
