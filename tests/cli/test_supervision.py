"""`coreg supervision`: a session goes out in a package, comments on it come home, and nothing else leaves."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coreg.app import new_header
from coreg.app.comments import take_back
from coreg.app.supervision import pack_session
from coreg.domain.client import PersonEntry
from coreg.domain.consent import Purpose
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.note import Note, NoteKind
from coreg.domain.session import utc_words
from coreg.recording.notes_file import append_notes, read_notes
from coreg.recording.package.package import comments_with, open_package
from coreg.recording.reader import read_session
from coreg.recording.vault.kdf import FLOOR
from coreg.recording.vault.library import OpenVault
from tests.cli.conftest import Ran
from tests.ui.vault import a_vault

SECRET = "for Dr. Weiss, on paper"
UTC_NOW = "2026-09-27T10:00:00.000Z"


class Practice:
    """A vault with a client who agreed to supervision and has three sessions, and commands on it."""

    def __init__(self, folder: Path, run: Callable[..., Ran]) -> None:
        self.data, self._run = folder / "data", run
        self.vault_word, self.word = folder / "vault-word", folder / "word"
        self.vault_word.write_text(a_vault.PASSPHRASE + "\n", encoding="utf-8")
        self.word.write_text(SECRET + "\n", encoding="utf-8")
        vault = self.opened()
        people = {person.pseudonym: person for person in vault.people()}
        self.client, self.other = people["K-12"], people["K-13"]
        self.third = vault.sessions(self.client.person_id)[-1].session_id
        self.others = vault.sessions(self.other.person_id)[0].session_id
        vault.lock()

    def opened(self) -> OpenVault:
        return a_vault.opened(self.data)

    def __call__(self, *words: object, code: int = 0) -> Ran:
        result = self._run("--data", self.data, "supervision", *words)
        assert result.code == code, result.err or result.out
        return result

    def pack(self, out: Path, *, with_notes: bool = False) -> None:
        """As `coreg supervision pack` does, but quick: what a guess costs is another test's."""
        vault = self.opened()
        pack_session(vault, self.third, out, SECRET, with_therapist=with_notes, with_notes=with_notes, cost=FLOOR)
        vault.lock()

    def pack_by_command(self, out: Path, *more: object, session: str | None = None, code: int = 0) -> Ran:
        opens = ("--passphrase-file", self.vault_word, "--new-passphrase-file", self.word)
        return self("pack", session or self.third, "--out", out, *opens, *more, code=code)

    def comment(self, package: Path, text: str, *more: object, code: int = 0) -> Ran:
        return self("comment", package, "--text", text, "--passphrase-file", self.word, *more, code=code)

    def take_back(self, path: Path, *more: object, code: int = 0) -> Ran:
        return self("take-back", path, "--passphrase-file", self.vault_word, *more, code=code)

    def notes(self) -> list[tuple[float, str, str]]:
        """What stands in the third session's list of notes: when, by whom, which words."""
        vault = self.opened()
        place = vault.place_of(self.third)
        texts = {note.note_id: note.text for note in read_notes(vault.notes_of(self.third))}
        moments = [m for m in read_session(place.path, place.key).moments if m.kind is MomentKind.NOTE]
        assert vault.verify() == []
        vault.lock()
        return [(m.t_s, m.by, texts[int(m.payload["note"] or 0)]) for m in moments]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The vault, made once; tests work on copies."""
    data = tmp_path_factory.mktemp("supervision") / "data"
    a_vault.make(data)
    vault = a_vault.opened(data)
    client, other = vault.add_person("K-12", name="Ada Example"), vault.add_person("K-13")
    a_vault.agree(vault, vault.therapist())
    a_vault.agree(vault, client)
    a_vault.agree(vault, other, [Purpose.SEEN_LIVE, Purpose.KEPT])
    days = [datetime(2026, 9, day, 13, 30, tzinfo=UTC) for day in (3, 10, 24)]
    third = [a_vault.record(vault, client, day, 50) for day in days][-1]
    a_vault.record(vault, client, datetime(2026, 9, 1, tzinfo=UTC), 5, is_simulated=True)
    a_vault.record(vault, other, days[0], 50)
    notes = [Note(1, NoteKind.NOTE, "the blue door", UTC_NOW), Note(2, NoteKind.NOTE, "a slip", UTC_NOW)]
    append_notes(vault.notes_of(third), notes)
    moments = [Moment(n, 60.0 * n, UTC_NOW, MomentKind.NOTE, payload={"note": n}) for n in (1, 2)]
    vault.amend_session(third, [*moments, Moment(3, 130.0, UTC_NOW, MomentKind.RETRACT, amends=2)])
    vault.lock()
    return data


@pytest.fixture
def practice(made: Path, tmp_path: Path, coreg: Callable[..., Ran]) -> Practice:
    shutil.copytree(made, tmp_path / "data")
    return Practice(tmp_path, coreg)


def shown(practice: Practice, package: Path) -> dict[str, object]:
    return practice("show", package, "--passphrase-file", practice.word, "--json").object


def test_a_package_says_who_by_pseudonym_which_session_and_which_day_and_no_more(
    practice: Practice, tmp_path: Path
) -> None:
    out = tmp_path / "p.coregpack"
    practice.pack_by_command(out)
    found = shown(practice, out)
    assert found["schema"] == "coreg.package/1"
    assert (found["pseudonym"], found["number"], found["day"]) == ("K-12", 3, 21)
    assert found["n_beats"] == {"client": 5, "therapist": 0}
    assert found["notes"] == []
    assert found["comments"] == []
    started = open_package(out, SECRET).recording.header.started_utc
    assert started.startswith("2000-01-22T00:00")


def test_the_therapists_heart_and_notes_go_where_each_is_asked_for(practice: Practice, tmp_path: Path) -> None:
    out = tmp_path / "p.coregpack"
    practice.pack(out, with_notes=True)
    found = shown(practice, out)
    assert found["n_beats"] == {"client": 5, "therapist": 5}
    assert found["notes"] == [{"id": 1, "kind": "note", "text": "the blue door"}]  # what was taken back stays
    (note,) = open_package(out, SECRET).notes
    assert not note.written_utc.startswith("2026")


def test_without_consent_for_supervision_nothing_is_packed(practice: Practice, tmp_path: Path) -> None:
    out = tmp_path / "p.coregpack"
    said = practice.pack_by_command(out, session=practice.others, code=2).err
    assert "no consent that this client's sessions are shown in supervision" in said
    assert not out.exists()
    vault = practice.opened()
    own = vault.consents(vault.therapist().person_id)[0]
    vault.withdraw(own.consent_id, Purpose.SUPERVISION)
    vault.lock()
    assert "Your own consent for supervision" in practice.pack_by_command(out, "--with-therapist", code=2).err
    practice.pack(out)


def test_a_wrong_passphrase_a_flipped_byte_and_a_cut_are_refused_in_one_line(
    practice: Practice, tmp_path: Path
) -> None:
    out = tmp_path / "p.coregpack"
    practice.pack(out)
    said = practice("show", out, "--passphrase-file", practice.vault_word, code=2).err
    assert said == "coreg: This passphrase doesn't open it: check what you typed and try again.\n"
    whole = out.read_bytes()
    out.write_bytes(whole[:-100])
    assert "changed or cut off" in practice("show", out, "--passphrase-file", practice.word, code=2).err
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    out.write_bytes(changed)
    assert "changed or cut off" in practice("show", out, "--passphrase-file", practice.word, code=2).err
    assert "Traceback" not in practice.comment(out, "x", code=2).err


def test_a_package_is_never_written_over_something(practice: Practice, tmp_path: Path) -> None:
    out = tmp_path / "p.coregpack"
    out.write_bytes(b"mine")
    assert "is there already" in practice.pack_by_command(out, code=2).err
    assert out.read_bytes() == b"mine"


def test_comments_come_home_once_however_often_they_are_taken_back(practice: Practice, tmp_path: Path) -> None:
    out, back = tmp_path / "p.coregpack", tmp_path / "p.coregcomments"
    practice.pack(out)
    practice.comment(out, "look here again", "--at", "12:34")
    practice.comment(out, "well held", "--by", "Dr. W")
    assert len(shown(practice, out)["comments"]) == 2  # type: ignore[arg-type]
    assert b"look here" not in back.read_bytes()
    assert "2 comments, 2 of them new" in practice.take_back(back).out
    expected = [
        (60.0, "therapist", "the blue door"),
        (120.0, "therapist", "a slip"),
        (754.0, "supervisor", "look here again"),
        (3000.0, "supervisor", "Dr. W: well held"),
    ]
    assert practice.notes() == expected
    assert "2 comments, 0 of them new" in practice.take_back(back).out
    practice.comment(out, "and here", "--at", "0:01:00")
    assert "3 comments, 1 of them new" in practice.take_back(back).out
    assert practice.notes() == [*expected, (60.0, "supervisor", "and here")]


def test_a_comment_that_was_erased_for_good_doesnt_come_again(
    practice: Practice, tmp_path: Path, coreg: Callable[..., Ran]
) -> None:
    out, back = tmp_path / "p.coregpack", tmp_path / "p.coregcomments"
    practice.pack(out)
    practice.comment(out, "not to be kept", "--at", "1:00")
    practice.take_back(back)
    word = ("--passphrase-file", practice.vault_word)
    erased = coreg(
        "--data", practice.data, "vault", "erase", practice.third, "--moment", 4, "--confirm", "ERASE", *word
    )
    assert erased.code == 0, erased.err
    assert "1 comments, 0 of them new" in practice.take_back(back).out
    assert "not to be kept" not in str(practice.notes())


def test_words_that_a_kill_left_without_their_mark_are_named_the_next_time(
    practice: Practice, tmp_path: Path
) -> None:
    out, back = tmp_path / "p.coregpack", tmp_path / "p.coregcomments"
    practice.pack(out)
    practice.comment(out, "look here again", "--at", "12:34")
    (said,) = comments_with(tmp_path / "p.coregcomments", open_package(out, SECRET).lid)
    vault = practice.opened()
    left = Note(3, NoteKind.NOTE, said.text, said.written_utc)
    append_notes(vault.notes_of(practice.third), [left])
    take_back(vault, back)
    assert [note.note_id for note in read_notes(vault.notes_of(practice.third))] == [1, 2, 3]
    vault.lock()
    assert practice.notes()[-1] == (754.0, "supervisor", "look here again")


def test_comments_on_a_package_of_somebody_else_or_of_a_forgotten_client_are_refused(
    practice: Practice, tmp_path: Path
) -> None:
    out, back = tmp_path / "p.coregpack", tmp_path / "p.coregcomments"
    practice.pack(out)
    practice.comment(out, "look here again")
    vault = practice.opened()
    vault.forget(practice.client.person_id)
    assert vault._library.rows("SELECT count(*) FROM fact WHERE name LIKE 'package:%'") == [(0,)]
    vault.lock()
    assert "doesn't know" in practice.take_back(back, code=2).err
    back.write_bytes(back.read_bytes()[:-5])
    assert "doesn't know" in practice.take_back(back, code=2).err


def test_after_the_library_was_rebuilt_the_session_is_named(practice: Practice, tmp_path: Path) -> None:
    out, back = tmp_path / "p.coregpack", tmp_path / "p.coregcomments"
    practice.pack(out)
    practice.comment(out, "look here again", "--at", "12:34")
    vault = practice.opened()
    vault.rebuild_library()
    vault.lock()
    assert "--session" in practice.take_back(back, code=2).err
    more = ("--session", practice.third, "--package-passphrase-file")
    assert "passphrase doesn't open it" in practice.take_back(back, *more, practice.vault_word, code=2).err
    practice.take_back(back, *more, practice.word)
    assert practice.notes()[-1] == (754.0, "supervisor", "look here again")


def test_a_plain_file_goes_into_a_package_too(practice: Practice, recorded: Path, tmp_path: Path) -> None:
    out = tmp_path / "plain.coregpack"
    practice("pack", recorded, "--out", out, "--pseudonym", "K-99", "--new-passphrase-file", practice.word)
    found = shown(practice, out)
    assert (found["pseudonym"], found["number"], found["day"]) == ("K-99", 1, 0)
    assert "leave --with-notes away" in practice("pack", recorded, "--out", out, "--with-notes", code=2).err


def test_an_instant_that_isnt_one_of_the_session_is_refused(practice: Practice, tmp_path: Path) -> None:
    out = tmp_path / "p.coregpack"
    practice.pack(out)
    for at in ("99:00", "12", "soon", "-1:00"):
        assert "instant" in practice.comment(out, "x", f"--at={at}", code=2).err
    assert not (tmp_path / "p.coregcomments").exists()


def test_a_session_that_isnt_finished_isnt_packed(practice: Practice, tmp_path: Path) -> None:
    vault = practice.opened()
    session_id = begun(vault, practice.client)
    vault.lock()
    assert "isn't finished" in practice.pack_by_command(tmp_path / "p.coregpack", session=session_id, code=2).err


def begun(vault: OpenVault, client: PersonEntry) -> str:
    header = replace(new_header(is_simulated=False), started_utc=utc_words(datetime(2026, 10, 1, tzinfo=UTC)))
    a_vault.begin(vault, header, client).close(900 * a_vault.NS_PER_S)
    return header.session_id
