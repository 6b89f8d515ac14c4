"""A package opens with its passphrase and as it was made, or says in a sentence why not; comments come back."""

from pathlib import Path

import apsw
import pytest

from coreg.domain.comment import Comment
from coreg.domain.errors import PackageError
from coreg.domain.note import Note, NoteKind
from coreg.domain.person import Role
from coreg.recording.package.package import (
    Contents,
    comments_with,
    merged,
    open_package,
    pack,
    read_comments,
    write_comments,
)
from coreg.recording.package.undated import undated_session
from coreg.recording.place import Place
from coreg.recording.reader import read_session, read_session_bytes
from coreg.recording.vault.kdf import FLOOR
from tests.review.samples import write_session

SECRET = "for Dr. Weiss, on paper"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "s.coreg"
    write_session(path)
    return path


@pytest.fixture(scope="module")
def packed(session: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "for-supervision.coregpack"
    copy = undated_session(Place(session), "K-12", 21, with_therapist=True)
    note = Note(1, NoteKind.NOTE, "the blue door", "2000-01-22T00:10:00.000Z")
    pack(path, Contents(copy, "K-12", 21, 4, (note,)), SECRET, FLOOR)
    return path


def test_what_is_in_it_is_the_session_without_its_date_and_its_straps(session: Path, packed: Path) -> None:
    before, opened = read_session(session), open_package(packed, SECRET)
    after = opened.recording
    assert (opened.pseudonym, opened.day, opened.number) == ("K-12", 21, 4)
    assert [note.text for note in opened.notes] == ["the blue door"]
    assert after.beats == before.beats
    assert after.duration_s == before.duration_s
    assert after.header.started_utc.startswith("2000-01-22T00:00:00")
    identities = {each.strap.identity for each in before.straps}
    in_memory = undated_session(Place(session), "K-12", 21, with_therapist=True)
    assert not [each for each in identities if each.encode() in in_memory]
    assert before.header.started_utc[:10].encode() not in in_memory
    assert not [run for run in before.runs if run.boot_id.encode() in in_memory]


def test_the_therapists_heart_is_in_it_only_where_it_was_ticked(session: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.coregpack"
    copy = undated_session(Place(session), "K-12", 0, with_therapist=False)
    pack(path, Contents(copy, "K-12", 0, 1), SECRET, FLOOR)
    recording = open_package(path, SECRET).recording
    assert {each.role for each in recording.beats} == {Role.CLIENT}
    assert {each.role for each in recording.packets} == {Role.CLIENT}
    assert {each.role for each in recording.straps} == {Role.CLIENT}


def test_a_wrong_passphrase_a_flipped_byte_and_a_cut_are_refused_in_words(packed: Path, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="passphrase doesn't open it"):
        open_package(packed, "another")
    whole, changed = packed.read_bytes(), tmp_path / "changed.coregpack"
    for place in (0, 9, 20, 150, 330, len(whole) // 2, len(whole) - 1):
        flipped = bytearray(whole)
        flipped[place] ^= 1
        changed.write_bytes(bytes(flipped))
        with pytest.raises(PackageError, match=r"changed|cut off|passphrase|isn't a package"):
            open_package(changed, SECRET)
    for n in (0, 5, 11, 100, len(whole) // 2, len(whole) - 1):
        changed.write_bytes(whole[:n])
        with pytest.raises(PackageError, match=r"changed or cut off|cut off|isn't a package"):
            open_package(changed, SECRET)


def test_comments_come_back_and_are_there_once(packed: Path, tmp_path: Path) -> None:
    opened = open_package(packed, SECRET)
    first = Comment("a1", 12.5, "look here again", "Dr. W", "2026-05-01T10:00:00.000Z")
    second = Comment("b2", None, "well held", "Dr. W", "2026-05-01T10:05:00.000Z")
    path = tmp_path / "back.coregcomments"
    assert comments_with(path, opened.lid) == ()
    write_comments(path, opened.lid, [first, second])
    assert comments_with(path, opened.lid) == (first, second)
    assert read_comments(path, SECRET) == (opened.package_id, (first, second))
    assert merged([first], [second, first]) == [first, second]
    assert b"look here" not in path.read_bytes()
    with pytest.raises(PackageError, match="passphrase"):
        read_comments(path, "another")


def test_comments_on_another_package_are_refused(packed: Path, session: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.coregpack"
    copy = undated_session(Place(session), "K-12", 0, with_therapist=False)
    pack(other, Contents(copy, "K-12", 0, 1), SECRET, FLOOR)
    path = tmp_path / "back.coregcomments"
    write_comments(path, open_package(other, SECRET).lid, [])
    with pytest.raises(PackageError, match="another package"):
        comments_with(path, open_package(packed, SECRET).lid)
    with pytest.raises(PackageError, match="isn't a package"):
        open_package(path, SECRET)


def test_a_passphrase_opens_it_however_the_keyboard_composes_its_accents(session: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.coregpack"
    copy = undated_session(Place(session), "K-12", 0, with_therapist=False)
    pack(path, Contents(copy, "K-12", 0, 1), "caf\u00e9", FLOOR)
    assert open_package(path, "cafe\u0301").pseudonym == "K-12"


def test_without_the_therapist_nothing_is_said_of_both(tmp_path: Path) -> None:
    path = tmp_path / "s.coreg"
    write_session(path)
    connection = apsw.Connection(str(path))
    connection.execute("INSERT INTO together VALUES (1, 1, 60.0, 0.4, 'together', NULL, 0)")
    connection.close()
    both, one = (
        read_session_bytes(undated_session(Place(path), "K-12", 0, with_therapist=with_therapist), Path("s"))
        for with_therapist in (True, False)
    )
    assert (len(both.together), len(one.together)) == (1, 0)


def test_a_comment_at_no_instant_at_all_is_refused(packed: Path, tmp_path: Path) -> None:
    opened, path = open_package(packed, SECRET), tmp_path / "back.coregcomments"
    write_comments(path, opened.lid, [Comment("a1", float("nan"), "here", "", "2026-05-01T10:00:00.000Z")])
    with pytest.raises(PackageError, match="another version"):
        comments_with(path, opened.lid)
