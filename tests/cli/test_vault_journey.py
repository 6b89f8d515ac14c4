"""The vault from the command line, as a new user would: create, import, list, export, erase, back up, forget."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from coreg.app.notes import keep_words
from coreg.domain.beat import Beat
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.note import Note, NoteKind
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.recording.journal import Journal
from coreg.recording.notes_file import append_notes
from coreg.recording.vault.kdf import FLOOR
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.unlock import create, unlock
from tests.recording.vault.library_samples import header

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


def ended_with_words(folder):
    """A session of the vault with two notes: one of its middle, and a few words of its end."""
    opened = OpenVault(folder, unlock(folder, SECRET))
    (person,) = opened.people()
    head = header()
    journal = Journal(opened.begin_session(head, person.person_id, needs_consent=False), head, 0)
    for second in range(1, 61):
        journal.write_packet(
            Role.CLIENT, 1, second * 10**9, b"\x10\x3c\x00\x04", PacketOutcome.OK, [Beat(0, 1024, second, 0.025)]
        )
    journal.write_moment(Moment(1, 30.0, "2026-03-01T09:30:34Z", MomentKind.NOTE, payload={"note": 1}))
    journal.close(60 * 10**9)
    append_notes(opened.notes_of(head.session_id), [Note(1, NoteKind.NOTE, "=the kitchen", "2026-03-01T09:30:34Z")])
    opened.finish_session(head.session_id, 60.0)
    keep_words(opened, head.session_id, "  quieter\nat the end ")
    opened.lock()
    return head.session_id


def exported(vault, session, out, format_, *extras):
    said = vault("export", session, "--format", format_, "--out", str(out), *extras).out
    return said, {path.name: path.read_bytes() for path in out.glob("*/*")}


def test_notes_go_out_only_where_they_are_asked_for(vault, tmp_path):
    session = ended_with_words(tmp_path / "data")
    said, plain = exported(vault, session, tmp_path / "plain", "csv")
    assert "notes.csv" not in plain
    assert not [name for name, content in plain.items() if b"kitchen" in content or b"quieter" in content]
    assert b"Left out: notes, names of parts, words for targets, reasons, names" in plain["README.txt"]
    said, asked = exported(vault, session, tmp_path / "asked", "csv", "--with", "notes")
    assert "Notes: 2" in said
    rows = list(csv.DictReader(io.StringIO(asked["notes.csv"].decode())))
    assert [(row["id"], row["text"], row["event"], row["t_s"]) for row in rows] == [
        ("1", "'=the kitchen", "1", "30.0"),
        ("2", "quieter at the end", "2", "60.0"),
    ]
    assert b"Left out: names of parts, words for targets, reasons, names" in asked["README.txt"]
    assert b"notes,text" in asked["dictionary.csv"]


def test_a_format_that_cant_carry_notes_says_so(vault, tmp_path):
    session = ended_with_words(tmp_path / "data")
    said, files = exported(vault, session, tmp_path / "out", "kubios", "--with", "notes")
    assert "Not in this format: what was typed" in said
    assert not [name for name, content in files.items() if b"kitchen" in content]


def test_erasing_a_mark_erases_the_note_that_it_names(vault, tmp_path):
    session = ended_with_words(tmp_path / "data")
    (before,) = (tmp_path / "data" / "sessions").glob("*.notes")
    assert "no moment 9" in vault("vault", "erase", session, "--moment", "9", "--confirm", "ERASE", code=2).err
    vault("vault", "erase", session, "--moment", "1", "--confirm", "ERASE")
    (after,) = (tmp_path / "data" / "sessions").glob("*.notes")
    assert after.name != before.name
    assert "everything is as it was put there" in vault("vault", "verify").out
    _, files = exported(vault, session, tmp_path / "out", "json", "--with", "notes")
    (document,) = (json.loads(content) for name, content in files.items() if name.endswith(".json"))
    assert [note["text"] for note in document["notes"]] == ["quieter at the end"]
    assert [event["kind"] for event in document["events"]] == ["erased", "note"]


def test_erasing_a_span_of_both_erases_its_notes(vault, tmp_path):
    session = ended_with_words(tmp_path / "data")
    vault("vault", "erase", session, "--from", "20", "--to", "40", "--who", "client", "--confirm", "ERASE")
    said, _ = exported(vault, session, tmp_path / "one", "json", "--with", "notes")
    assert "Notes: 2" in said
    vault("vault", "erase", session, "--from", "20", "--to", "40", "--confirm", "ERASE")
    said, _ = exported(vault, session, tmp_path / "both", "json", "--with", "notes")
    assert "Notes: 1" in said
