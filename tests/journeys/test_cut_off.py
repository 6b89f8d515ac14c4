"""kill -9 in set 9: what is said at the next start, and the session gone on with or ended there, in the window."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.app import cut_off
from coreg.domain.beat import GapCause
from coreg.domain.marks import SetEnd
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.readings.marks import read_marks
from coreg.recording.notes_file import read_notes
from coreg.recording.reader import Ended, Recording, read_session
from coreg.recording.vault.library import OpenVault
from coreg.recording.vault.stored_session import SessionState
from coreg.review.recompute import n_beats_differing, rebuild
from coreg.sensors.clock import ScaledClock
from coreg.sensors.simulator import simulated_pair
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan
from coreg.ui import wording
from coreg.ui.desk import Desk
from coreg.ui.therapist import ending_wording
from coreg.ui.therapist.window import TherapistWindow
from coreg.ui.vault.cut_off_page import CutOffPage
from coreg.ui.vault.library_page import LibraryPage
from coreg.ui.vault.unlock_page import UnlockPage
from tests.journeys.cut_off_child import NOTE, SET
from tests.ui.conftest import _nothing_left_behind, settle, wait_for  # noqa: F401  a fixture: no widget may be left
from tests.ui.vault import a_vault
from tests.ui.vault.conftest import Hands

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
SPEED = 60.0
N_SETS = 14
WORDS = "quieter at the end; begin with the door next time"


@dataclass(frozen=True, slots=True)
class Killed:
    """A vault whose program was killed, and how far its session had come."""

    folder: Path
    t_s: float


@pytest.fixture(scope="module")
def killed_once(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    folder = tmp_path_factory.mktemp("killed") / "data"
    a_vault.make(folder)
    vault = a_vault.opened(folder)
    vault.add_person("Birch 7")
    vault.lock()
    command = [sys.executable, "-m", "tests.journeys.cut_off_child", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        child.kill()
    return Killed(folder, float(said))


@pytest.fixture
def killed(killed_once: Killed, tmp_path: Path) -> Killed:
    shutil.copytree(killed_once.folder, tmp_path / "data")
    return Killed(tmp_path / "data", killed_once.t_s)


class NextStart:
    """The program started again after that, its window worked by keys."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app = app
        doors = house.doors(folder / "sessions")
        self.desk = Desk(
            replace(doors, warm_up=_nothing, conduct=_conduct, plan_simulated=_plan, vault=a_vault.doors(folder)),
            1.0,
            None,
            quits_at_end=False,
        )
        self.desk.open(None)
        self.until(lambda: self.desk.start.status.text() == wording.READY)
        QTest.keyClick(self.desk.start, Key.Key_1)
        settle(app)
        assert self.desk.vault is not None
        self.hands = Hands(app, self.desk.vault)
        self.hands.until(UnlockPage)
        self.hands.write(a_vault.PASSPHRASE)
        self.hands.press(Key.Key_Return)

    @property
    def window(self) -> TherapistWindow:
        assert self.desk.therapist is not None
        return self.desk.therapist

    @property
    def snapshot(self) -> Snapshot:
        assert self.desk.link is not None
        assert self.desk.link._held is not None
        return self.desk.link._held.snapshot

    def until(self, is_so: Callable[[], bool]) -> None:
        assert wait_for(self._app, is_so, 60.0)

    def hold_set(self) -> None:
        """Begin and end a set with its one key, 15 s of the session apart: a second press at once is a slip."""
        n_before = self.snapshot.stage.n_sets
        for is_in_set in (True, False):
            QTest.keyClick(self.window, Key.Key_Space)
            self.until(lambda: self.snapshot.stage.is_in_set is is_in_set)  # noqa: B023  used at once
            pressed_s = self.snapshot.t_s
            self.until(lambda: self.snapshot.t_s > pressed_s + 15.0)  # noqa: B023  used at once
        assert self.snapshot.stage.n_sets == n_before + 1

    def hold_end(self) -> None:
        QTest.keyPress(self.window, Key.Key_E, Ctrl)
        self.until(lambda: self.window.strip.close_button.isVisible())
        QTest.keyRelease(self.window, Key.Key_E, Ctrl)


@pytest.fixture
def start(app: QApplication, kernels: None) -> Iterator[Callable[[Path], NextStart]]:
    made: list[NextStart] = []

    def begin(folder: Path) -> NextStart:
        made.append(NextStart(app, folder))
        return made[-1]

    yield begin
    for one in made:
        one.desk.close()


def _nothing() -> None:
    """Do nothing: kernels are warm already."""


def _conduct(plan: Plan) -> Conductor:
    return Conductor(plan, warm_up=house.warm_up)


def _plan(_speed: float) -> Plan:
    clock = ScaledClock(SPEED)
    return Plan(simulated_pair(2, clock), clock, house.new_header(is_simulated=True), None, records_at_once=False)


def the_session(vault: OpenVault) -> Recording:
    (session,) = vault.sessions()
    assert (session.state, session.seal is not None) == (SessionState.CLOSED, True)
    assert vault.verify() == []
    place = vault.place_of(session.session_id)
    return read_session(place.path, place.key)


def notes_of(vault: OpenVault) -> list[str]:
    (session,) = vault.sessions()
    return [note.text for note in read_notes(vault.notes_of(session.session_id))]


def said_when(killed: Killed) -> str:
    """When the last thing was stored, by the clock on the wall."""
    vault = a_vault.opened(killed.folder)
    (found,) = cut_off.find_in_vault(vault)
    vault.lock()
    return f"{found.last_utc + timedelta(seconds=found.utc_offset_s):%H:%M:%S}"


def test_resume_goes_on_to_fourteen_sets_of_which_one_was_interrupted(
    start: Callable[[Path], NextStart], killed: Killed
) -> None:
    when = said_when(killed)
    now = start(killed.folder)
    page = now.hands.until(CutOffPage)
    assert page.title.text() == f"Interrupted at {when}, set {SET} was running"
    now.hands.press(Key.Key_R)
    now.until(lambda: now.desk.therapist is not None)
    now.until(lambda: now.snapshot.people[Role.CLIENT].numbers.heart_rate_bpm.value is not None)
    check_all_is_there_again(now.snapshot, killed)
    while now.snapshot.stage.n_sets < N_SETS:
        now.hold_set()
    now.hold_end()
    check_ending(now)
    now.desk.close()
    vault = a_vault.opened(killed.folder)
    check_resumed(the_session(vault), killed)
    assert notes_of(vault) == [NOTE, WORDS]
    vault.lock()


def check_all_is_there_again(now: Snapshot, killed: Killed) -> None:
    """The clock goes on, and lanes, baseline, sets and counts are as they were."""
    assert now.record is RecordState.RECORDING
    assert now.t_s > killed.t_s
    assert (now.stage.n_sets, now.stage.is_in_set) == (SET, False)
    for person in now.people.values():
        assert person.baseline is not None
        assert person.baseline.is_accepted
        assert person.gaps[-1].cause is GapCause.NO_DATA
        assert person.gaps[-1].start_s < killed.t_s < person.gaps[-1].end_s
        assert len(person.numbers.heart_rate_lane) > 1000
        assert person.n_beats > person.n_packets > 1000


def check_ending(now: NextStart) -> None:
    """The window says what was kept and what it comes to, and takes a few words."""
    ending = now.window.ending
    assert ending.isVisible()
    assert ending.kept.text() == "Kept in the vault for Birch 7, and sealed."
    assert ending.facts.values[ending_wording.SETS].text() == str(N_SETS)
    said = [words.text() for words in ending.people[Role.CLIENT].lines]
    assert said[0].endswith(" % of the time can be read.")
    assert "sets" in said[1]
    now.until(ending.field.isVisible)
    ending.field.line.setFocus()
    QTest.keyClicks(ending.field.line, WORDS)
    QTest.keyClick(ending.field.line, Key.Key_Return)
    now.until(lambda: ending.field.below.text() == ending_wording.WORDS_KEPT)


def check_resumed(recording: Recording, killed: Killed) -> None:
    sets = read_marks(recording.moments).sets
    assert [one.number for one in sets] == list(range(1, N_SETS + 1))
    assert [one.number for one in sets if one.ended_by is SetEnd.INTERRUPTED] == [SET]
    assert [one.number for one in sets if not one.is_counted] == [SET]
    stored_s = [stored.beat.t_s for stored in recording.beats if stored.run == 1]
    assert sets[SET - 1].end_s == max(stored_s) < killed.t_s, "it ends with the last beat that was stored"
    assert [run.run for run in recording.runs] == [1, 2]
    assert [moment.moment_id for moment in recording.moments] == list(range(1, len(recording.moments) + 1))
    for role in Role:
        assert n_beats_differing(recording.beats_of(role), rebuild(recording, role)) == 0


def test_end_there_closes_it_with_the_last_thing_that_was_stored(
    start: Callable[[Path], NextStart], killed: Killed
) -> None:
    now = start(killed.folder)
    now.hands.until(CutOffPage)
    now.hands.press(Key.Key_E)
    now.hands.until(LibraryPage)
    now.desk.close()
    vault = a_vault.opened(killed.folder)
    recording = the_session(vault)
    assert recording.ended is Ended.CLOSED
    assert recording.moments[-1].kind is MomentKind.ENDED_THERE
    assert recording.duration_s <= killed.t_s
    cut = read_marks(recording.moments).sets[-1]
    assert (cut.number, cut.ended_by, cut.is_counted) == (SET, SetEnd.INTERRUPTED, False)
    assert cut.end_s == max(stored.beat.t_s for stored in recording.beats)
    vault.lock()


def test_later_leaves_it_as_it_is_and_asks_again(start: Callable[[Path], NextStart], killed: Killed) -> None:
    now = start(killed.folder)
    now.hands.until(CutOffPage)
    now.hands.press(Key.Key_Escape)
    now.hands.until(LibraryPage)
    now.desk.close()
    vault = a_vault.opened(killed.folder)
    (session,) = vault.sessions()
    assert session.state is SessionState.INTERRUPTED
    assert len(cut_off.find_in_vault(vault)) == 1
    vault.lock()


def test_the_command_ends_it_by_its_id(killed: Killed, tmp_path: Path) -> None:
    vault = a_vault.opened(killed.folder)
    (session,) = vault.sessions()
    vault.lock()
    (tmp_path / "passphrase").write_text(a_vault.PASSPHRASE)
    words = ["--data", killed.folder, "end", session.session_id, "--passphrase-file", tmp_path / "passphrase"]
    ran = subprocess.run([sys.executable, "-m", "coreg", *map(str, words)], capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("Ended at 21:")
    vault = a_vault.opened(killed.folder)
    assert read_marks(the_session(vault).moments).sets[-1].ended_by is SetEnd.INTERRUPTED
    vault.lock()
