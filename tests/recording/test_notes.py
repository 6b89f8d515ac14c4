"""Notes: on disk in order, in a file of their own that nobody reads without its key, whatever the disk does."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from coreg.domain.errors import DiskProblemError, NotesFileError
from coreg.domain.note import MOST_CHARACTERS, Note, NoteKind, one_line
from coreg.domain.snapshot import DiskProblem
from coreg.recording.connection import connect_to_write
from coreg.recording.notes import Notebook
from coreg.recording.notes_file import append_notes, last_note, read_notes, write_without
from coreg.recording.place import Place
from tests.recording.samples import HEADER
from tests.recording.stick import Stick
from tests.recording.test_hostile import MUTATIONS

N_FILES = int(os.environ.get("COREG_TEST_FILES", "300"))
KEY = bytes(range(32))
UTC = "2026-03-01T09:30:04.000Z"
TEXTS = ("the kitchen", "a blue door, “half open”", "Кухня 台所")


def some_notes() -> list[Note]:
    return [Note(number, NoteKind.NOTE, text, UTC) for number, text in enumerate(TEXTS, start=1)]


@pytest.fixture(params=[KEY, None], ids=["protected", "plain"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return Place(tmp_path / "n.notes", request.param)


def test_what_was_written_is_read_again_in_order(place: Place) -> None:
    notebook = Notebook(lambda: place)
    assert [notebook.write(text, UTC) for text in TEXTS] == [1, 2, 3]
    notebook.close(10.0)
    assert read_notes(place) == tuple(some_notes())
    assert (last_note(place), notebook.state().n_waiting) == (3, 0)
    assert [path.name for path in place.path.parent.iterdir()] == ["n.notes"]
    assert place.path.stat().st_mode & 0o077 == 0


def test_a_session_that_goes_on_numbers_its_notes_on(place: Place) -> None:
    append_notes(place, some_notes())
    notebook = Notebook(lambda: place, last_note(place))
    assert notebook.next_id == 4
    notebook.write("again", UTC)
    notebook.close(10.0)
    assert [note.note_id for note in read_notes(place)] == [1, 2, 3, 4]


def test_no_file_is_made_before_the_first_note(place: Place) -> None:
    notebook = Notebook(lambda: place)
    notebook.close(1.0)
    assert not place.path.exists()
    assert (read_notes(place), last_note(place)) == ((), 0)


def test_without_its_key_nothing_can_be_read_or_seen(tmp_path: Path) -> None:
    place = Place(tmp_path / "n.notes", KEY)
    append_notes(place, some_notes())
    for key in (None, bytes(32)):
        with pytest.raises(NotesFileError, match="can't be read"):
            read_notes(Place(place.path, key))
    for text in TEXTS:
        assert text.encode() not in place.path.read_bytes()


def test_a_note_that_is_written_twice_is_there_once(place: Place) -> None:
    append_notes(place, some_notes())
    append_notes(place, some_notes())
    assert len(read_notes(place)) == 3


def test_a_disk_that_is_gone_keeps_notes_in_memory_and_has_them_when_it_is_back(tmp_path: Path) -> None:
    stick = Stick(tmp_path)
    place = Place(stick.folder / "n.notes", KEY)
    notebook = Notebook(lambda: place)
    notebook.write("before", UTC)
    notebook.close(10.0)
    stick.pull_out()
    notebook = Notebook(lambda: place, 1)
    notebook.write("meanwhile", UTC)
    with pytest.raises(DiskProblemError, match="1 notes wait in memory"):
        notebook.close(0.5)
    assert notebook.state().problem is DiskProblem.GONE
    stick.plug_in()
    notebook.close(10.0)
    assert notebook.state().problem is None
    assert [note.text for note in read_notes(place)] == ["before", "meanwhile"]


def test_a_place_that_cant_be_made_ready_is_asked_for_again(place: Place) -> None:
    asked: list[int] = []

    def make() -> Place:
        asked.append(1)
        if len(asked) == 1:
            msg = "The vault's disk is full."
            raise DiskProblemError(msg)
        return place

    notebook = Notebook(make)
    notebook.write("kept", UTC)
    notebook.close(10.0)
    assert len(asked) == 2
    assert [note.text for note in read_notes(place)] == ["kept"]


def test_what_is_erased_is_in_no_byte_of_the_new_file(tmp_path: Path) -> None:
    place, target = Place(tmp_path / "n.notes"), Place(tmp_path / "m.notes")
    append_notes(place, some_notes())
    write_without(place, target, {2})
    assert [note.note_id for note in read_notes(target)] == [1, 3]
    assert b"blue door" in place.path.read_bytes()
    assert b"blue door" not in target.path.read_bytes()


def test_words_become_one_printable_line() -> None:
    assert one_line("a\nb\tc\x1b[31m\u202ed") == "a b c [31m d"
    assert len(one_line("x" * 5000)) == MOST_CHARACTERS
    assert one_line("\ud800 \x00") == ""


def test_a_note_isnt_in_its_own_repr() -> None:
    assert TEXTS[0] not in repr(some_notes())


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE note SET text = 'a' || char(27) || '[31m'",
        "UPDATE note SET text = printf('%.5000c', 'x')",
        "UPDATE note SET note_id = -1 WHERE note_id = 1",
        "DROP TABLE note",
        "ALTER TABLE note ADD COLUMN more TEXT",
        "PRAGMA application_id = 7",
        "PRAGMA user_version = 2",
    ],
)
def test_a_file_that_says_what_none_of_ours_does_is_refused_and_not_written_to(tmp_path: Path, spoil: str) -> None:
    place = Place(tmp_path / "n.notes", KEY)
    append_notes(place, some_notes())
    connection = connect_to_write(place.path, place.key)
    connection.execute(spoil)
    connection.close()
    with pytest.raises(NotesFileError) as refused:
        read_notes(place)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("spoil", ["DROP TABLE note", "PRAGMA application_id = 7"])
def test_nothing_is_appended_to_what_is_no_notes_file(tmp_path: Path, spoil: str) -> None:
    place = Place(tmp_path / "n.notes", KEY)
    append_notes(place, some_notes())
    connection = connect_to_write(place.path, place.key)
    connection.execute(spoil)
    connection.close()
    before = place.path.read_bytes()
    with pytest.raises(NotesFileError):
        append_notes(place, [Note(4, NoteKind.NOTE, "more", UTC)])
    assert place.path.read_bytes() == before


def test_a_session_file_in_its_place_is_refused(tmp_path: Path) -> None:
    from coreg.recording.journal import Journal

    journal = Journal(Place(tmp_path / "s.coreg", KEY), HEADER, 0)
    journal.close(1)
    with pytest.raises(NotesFileError, match="not a notes file"):
        read_notes(Place(journal.path, KEY))


@pytest.mark.timeout(0 if N_FILES > 1000 else 300)
@pytest.mark.parametrize("act", [read_notes, last_note], ids=["read", "number"])
def test_any_file_gives_notes_or_a_sentence(place: Place, act: Callable[[Place], object]) -> None:
    append_notes(place, some_notes())
    whole, n_read = place.path.read_bytes(), 0
    for seed in range(N_FILES // 4):
        rng = random.Random(seed)
        place.path.write_bytes(MUTATIONS[seed % len(MUTATIONS)](rng, whole))
        n_read += notes_or_sentence(act, place)
    assert n_read < N_FILES // 8, "most of them are noticed"


def notes_or_sentence(act: Callable[[Place], object], place: Place) -> bool:
    """Return whether it was read."""
    try:
        act(place)
    except NotesFileError as error:
        sentence = str(error)
    else:
        return True
    assert str(place.path) in sentence
    assert "\n" not in sentence
    return False
