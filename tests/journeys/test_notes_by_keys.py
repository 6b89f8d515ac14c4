"""Notes are typed in the real window while a session runs: the pedal, and what must never wait, go on acting."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg.domain.act import Refusal
from coreg.domain.moment import MomentKind
from coreg.domain.note import Note
from coreg.domain.session_settings import SessionSettings
from coreg.readings.marks import read_marks
from coreg.recording.notes_file import read_notes
from coreg.recording.reader import Recording, read_session
from coreg.recording.vault.keeper import PersonKeeper
from coreg.recording.vault.library import OpenVault
from coreg.ui import session_wording
from coreg.ui.therapist.note_line import NoteLine
from tests.journeys.keyed_session import KeyedSession
from tests.recording.vault.library_samples import new_vault
from tests.ui.conftest import _nothing_left_behind  # noqa: F401  a fixture: no widget may be left

_PEDAL = SessionSettings(remapped={"PageDown": "Space"}, devices={"PageDown": "pedal"})
_N_SETS = 14
_WORDS = "dream of 7 b d x, and 3 quiet breaths"


class KeptSession:
    """A session that goes into a vault, held by keys."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.vault = OpenVault(folder / "vault", new_vault(folder / "vault"))
        keeper = PersonKeeper(self.vault, self.vault.add_person("Birch 7").person_id)
        self.held = KeyedSession(app, folder, keeper=keeper, settings=_PEDAL)

    @property
    def line(self) -> NoteLine:
        return self.held.window.notes.line

    def write(self, text: str) -> None:
        QTest.keyClicks(self.line, text)

    def file(self) -> Recording:
        (session,) = self.vault.sessions()
        place = self.vault.place_of(session.session_id)
        return read_session(place.path, place.key)

    def notes(self) -> tuple[Note, ...]:
        (session,) = self.vault.sessions()
        return read_notes(self.vault.notes_of(session.session_id))

    def close(self) -> None:
        self.held.close()
        self.vault.lock()


@pytest.fixture
def kept(app: QApplication, kernels: None, tmp_path: Path) -> Iterator[KeptSession]:
    made = KeptSession(app, tmp_path)
    yield made
    made.close()


@pytest.fixture
def plain(app: QApplication, kernels: None, tmp_path: Path) -> Iterator[Callable[[], KeyedSession]]:
    made: list[KeyedSession] = []

    def make() -> KeyedSession:
        made.append(KeyedSession(app, tmp_path, settings=_PEDAL))
        return made[0]

    yield make
    for one in made:
        one.close()


def test_fourteen_sets_by_the_pedal_while_the_note_line_has_the_focus(kept: KeptSession) -> None:
    held = kept.held
    held.run_to(5.0)
    held.press("Return")
    for number, letters in zip(range(1, _N_SETS + 1), _WORDS[:_N_SETS], strict=True):
        assert kept.line.hasFocus()
        start_s = 10.0 * number
        held.mark(start_s, "PageDown", f"Set {number}")
        kept.write(letters)
        held.mark(start_s + 5.0, "PageDown", "Set ended")
    kept.write(_WORDS[_N_SETS:])
    held.mark(160.0, "Return", "Note")
    assert kept.line.isHidden()
    held.mark(165.0, "Space", f"Set {_N_SETS + 1}")  # the keys are the window's again
    held.hold_end()
    recording = kept.file()
    assert [one.number for one in read_marks(recording.moments).sets] == list(range(1, _N_SETS + 2))
    by_pedal = [moment.input for moment in recording.moments if moment.t_s < 155.0]
    assert set(by_pedal) == {"pedal"}
    (note,) = kept.notes()
    assert note.text == _WORDS
    (marked,) = (moment for moment in recording.moments if moment.kind is MomentKind.NOTE)
    assert (marked.payload, marked.t_s) == ({"note": note.note_id}, 160.0)
    assert kept.vault.verify() == []


def test_in_a_note_letters_digits_and_space_write_and_the_hands_free_keys_act(kept: KeptSession) -> None:
    held = kept.held
    held.run_to(5.0)
    held.press("Return")
    kept.write("7 b r")
    held.press("Backspace")
    held.press("Left")
    kept.write("x")
    assert kept.line.text() == "7 bx "
    assert held.snapshot.moments == ()
    held.mark(10.0, "Ctrl+4", "Phase 4")
    held.mark(12.0, "F6", "Client's screen rests")
    held.mark(14.0, "Ctrl+O", "Off the record")
    held.press("Return")  # nothing is kept off the record, and what was typed stays
    assert held.window.strip.line.text() == session_wording.REFUSED[Refusal.OFF_THE_RECORD]
    assert kept.line.text() == "7 bx "
    held.mark(16.0, "Ctrl+O", "On the record again")
    held.press("Escape")
    assert kept.line.isHidden()
    held.press("Return")
    assert kept.line.text() == ""
    held.hold_end()
    assert MomentKind.NOTE not in [moment.kind for moment in kept.file().moments]
    (session,) = kept.vault.sessions()
    assert not session.has_notes, "no file is made for words that were dropped"


def test_what_was_being_typed_when_the_session_ended_isnt_lost(kept: KeptSession) -> None:
    held = kept.held
    held.run_to(5.0)
    held.press("Return")
    kept.write("half a sent")
    held.hold_end()
    assert held.window.ending.field.text == "half a sent"


def test_a_plain_recording_takes_no_notes_and_says_so(plain: Callable[[], KeyedSession]) -> None:
    held = plain()
    held.refuse(5.0, "Return", "This recording takes no notes")
    assert held.window.notes.line.isHidden()
    assert held.window.strip.note.isHidden()
