"""`coreg report`: a file that appears whole, what each refusal says, and what the vault adds."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coreg.domain.client import PersonEntry
from coreg.domain.consent import GivenBy, Manner, Purpose
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.note import Note, NoteKind
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.recording.journal import Journal
from coreg.recording.notes_file import append_notes
from coreg.recording.vault import unlock
from coreg.recording.vault.kdf import FLOOR
from coreg.recording.vault.library import OpenVault
from tests.cli.conftest import Ran
from tests.recording.samples import NS_PER_S, ORIGIN_NS, write_beats

Coreg = Callable[..., Ran]
NO_SCREEN = {"QT_QPA_PLATFORM": "offscreen"}
PASSPHRASE = "correct horse battery staple"
STARTED_UTC = ("2026-02-01T09:30:00.000Z", "2026-03-03T09:30:00.000Z")


@pytest.mark.parametrize("copy", ["therapist", "client", "supervision"])
def test_a_page_is_written_for_each_copy_and_its_name_is_printed(
    coreg: Coreg, recorded: Path, tmp_path: Path, copy: str
) -> None:
    out = tmp_path / "page.html"
    ran = coreg("report", recorded, "--out", out, "--copy", copy)
    assert (ran.code, ran.err, ran.out) == (0, "", f"{out}\n")
    content = out.read_text(encoding="utf-8")
    assert content.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "Simulated people, not a real session" in content
    assert "AA:BB" not in content
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert out.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_a_pdf_is_written_where_the_name_says_so(coreg: Coreg, recorded: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra coreg[report] isn't installed")
    assert coreg("report", recorded, "--out", tmp_path / "page.PDF").code == 0
    assert (tmp_path / "page.PDF").read_bytes().startswith(b"%PDF-1.7")


def test_an_earlier_report_of_this_name_is_replaced(coreg: Coreg, recorded: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    out.write_text("an earlier one")
    assert coreg("report", recorded, "--out", out).code == 0
    assert "earlier" not in out.read_text(encoding="utf-8")


def test_a_plain_file_says_that_it_holds_no_notes_or_names(coreg: Coreg, recorded: Path, tmp_path: Path) -> None:
    ran = coreg("report", recorded, "--out", tmp_path / "page.html", "--with", "notes", "--with", "names")
    assert ran.out.splitlines()[1:] == ["A plain session file holds no notes and no names, so the report has none."]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--out", "page.txt"], "page.txt is neither .html nor .pdf: let the file's name end in one of them."),
        (["--out", "page.html", "--copy", "client", "--with", "notes"], "The client's own copy never holds notes"),
        (["--out", "page.html", "--copy", "supervision", "--with", "names"], "goes by pseudonym"),
        (["--out", "nowhere/page.html"], "can't be written (No such file or directory): choose another folder."),
        (["--out", "folder.html"], "folder.html is a folder: name a file to write the report to."),
    ],
)
def test_each_refusal_is_one_sentence_and_leaves_nothing(
    coreg: Coreg,
    recorded: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.html").mkdir()
    ran = coreg("report", recorded, *arguments)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert sentence in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["folder.html"]


def test_a_file_that_is_no_session_is_one_sentence_and_leaves_nothing(coreg: Coreg, tmp_path: Path) -> None:
    (tmp_path / "no.coreg").write_bytes(b"no session at all")
    ran = coreg("report", tmp_path / "no.coreg", "--out", tmp_path / "page.html")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert not (tmp_path / "page.html").exists()


def test_a_file_that_says_what_no_session_can_is_one_sentence(coreg: Coreg, recorded: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(recorded, tmp_path / "odd.coreg"))
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("UPDATE session SET started_utc = 'yesterday'")
    ran = coreg("report", path, "--out", tmp_path / "page.html")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "odd.coreg is damaged" in ran.err
    assert not (tmp_path / "page.html").exists()


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, str, PersonEntry]:
    """A vault with two sessions of one client, the second with notes; supervision wasn't agreed to."""
    folder = tmp_path / "home"
    folder.mkdir()
    keys, _ = unlock.create(folder, PASSPHRASE, FLOOR)
    vault = OpenVault(folder, keys)
    try:
        client = vault.add_person("K-12", name="Johanna Beispiel")
        vault.add_consent(client.person_id, GivenBy.CLIENT, Manner.SPOKEN, {Purpose.SEEN_LIVE, Purpose.KEPT})
        for i, started_utc in enumerate(STARTED_UTC):
            session_id = f"{i + 1}d3c0ffee{i:023}"
            header = SessionHeader(session_id, "0.1.0", started_utc, "UTC", 0, is_simulated=False)
            place = vault.begin_session(header, client.person_id)
            journal = Journal(place, header, ORIGIN_NS)
            write_beats(journal, Role.CLIENT, 30)
            journal.write_moment(Moment(1, 9.0, started_utc, MomentKind.NOTE, payload={"note": 1}))
            journal.close(ORIGIN_NS + 30 * NS_PER_S)
            append_notes(vault.notes_of(session_id), [Note(1, NoteKind.NOTE, "the blue door", started_utc)])
            vault.finish_session(session_id, 30.0)
    finally:
        vault.lock()
    return folder, session_id[:12], client


def report_kept(coreg: Coreg, kept: tuple[Path, str, PersonEntry], tmp_path: Path, *arguments: str) -> Ran:
    folder, session_id, _ = kept
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n")
    out = ("--out", tmp_path / "page.html", "--passphrase-file", tmp_path / "passphrase")
    return coreg("--data", folder, "report", session_id, *out, *arguments)


def test_the_vault_tells_the_number_and_the_pseudonym_and_what_is_asked_for(
    coreg: Coreg, kept: tuple[Path, str, PersonEntry], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert report_kept(coreg, kept, tmp_path).err == ""
    said = page.read_text(encoding="utf-8")
    assert "<h1>Session 2</h1>" in said
    assert "K-12" in said
    assert "3 March 2026, 09:30" in said
    assert "Seal 0 · " in said
    assert "Johanna" not in said
    assert "blue door" not in said
    assert report_kept(coreg, kept, tmp_path, "--with", "names", "--with", "notes").code == 0
    said = page.read_text(encoding="utf-8")
    assert "K-12 · Johanna Beispiel" in said
    assert "the blue door" in said
    assert report_kept(coreg, kept, tmp_path, "--copy", "client").code == 0
    assert "blue door" not in page.read_text(encoding="utf-8")


def test_supervision_is_refused_where_it_wasnt_agreed_to_and_counts_days_where_it_was(
    coreg: Coreg, kept: tuple[Path, str, PersonEntry], tmp_path: Path
) -> None:
    ran = report_kept(coreg, kept, tmp_path, "--copy", "supervision")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("coreg: K-12 hasn't agreed to supervision, or took that back")
    assert not (tmp_path / "page.html").exists()
    folder, _, client = kept
    vault = OpenVault(folder, unlock.unlock(folder, PASSPHRASE))
    vault.add_consent(client.person_id, GivenBy.CLIENT, Manner.SPOKEN, {Purpose.SUPERVISION})
    vault.lock()
    assert report_kept(coreg, kept, tmp_path, "--copy", "supervision").code == 0
    said = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Day 30 since the first session" in said
    assert "2026" not in said


def test_without_the_extra_a_pdf_is_laid_out_by_qt_and_that_is_said(recorded: Path, tmp_path: Path) -> None:
    program = "import sys; sys.modules['typst'] = None; from coreg.__main__ import main; sys.exit(main())"
    out = tmp_path / "page.pdf"
    command = [sys.executable, "-c", program, "report", str(recorded), "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **NO_SCREEN})
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Made without Typst, so not tagged for screen readers" in ran.stdout
    content = out.read_bytes()
    assert content.startswith(b"%PDF-")
    assert set(re.findall(rb"D:\d{14}", content)) <= {b"D:19700101000000"}
