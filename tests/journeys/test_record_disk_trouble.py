"""`coreg record` as a process of its own, and the disk it records on is pulled out: what a user sees and keeps."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coreg.cli.disk_watch import _ENDED
from coreg.domain.person import Role
from coreg.recording.reader import Ended, Recording, read_session
from hardware.rig.l2 import BluezRig
from tests.journeys.test_record_over_bluez import BOTH, CLIENT, H10, THERAPIST, Coreg, coreg
from tests.recording.stick import Stick
from tests.rigs.fixtures import StartRig

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals, and to rename an open folder")


@contextmanager
def recording_to(stick: Stick, rig: BluezRig, *words: str) -> Iterator[Coreg]:
    with coreg(rig, "record", *BOTH, "--out", str(stick.path), "--verbose", *words) as recording:
        recording.until_on_disk(5)
        yield recording


def until_said(recording: Coreg, words: str) -> str:
    """Read standard error up to the line with these words."""
    assert recording.process.stderr is not None
    end_s = time.monotonic() + 30
    while time.monotonic() < end_s:
        line = recording.process.stderr.readline()
        if words in line:
            return line
    pytest.fail(f"never said: {words}")


def check_all_kept(recording: Recording, rig: BluezRig) -> None:
    for role, address in ((Role.CLIENT, CLIENT), (Role.THERAPIST, THERAPIST)):
        ticks, sent = [beat.ticks for beat in recording.beats_of(role)], rig.sent_rr(address)
        assert ticks == sent[: len(ticks)]
        assert len(sent) - len(ticks) <= 40, "what 20 times as fast straps sent while the program was disconnecting"


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    return Stick(tmp_path)


@pytest.fixture
def rig(bluez_rig: StartRig) -> BluezRig:
    return bluez_rig({"speed": 20, "straps": [H10, {}]})


def test_what_waits_at_the_end_is_kept_until_the_disk_is_back(stick: Stick, rig: BluezRig) -> None:
    with recording_to(stick, rig) as recording:
        stick.pull_out()
        until_said(recording, "The disk is gone")
        recording.process.send_signal(signal.SIGINT)
        until_said(recording, "nothing is thrown away")
        recording.process.send_signal(signal.SIGINT)
        assert "loses the last" in until_said(recording, "Ctrl-C once more")
        stick.plug_in()
        code, said = recording.end()
    assert (code, said) == (0, "")
    stored = read_session(stick.path)
    assert stored.ended is Ended.CLOSED
    check_all_kept(stored, rig)


def test_ctrl_c_twice_leaves_without_what_waits_and_says_how_much_that_was(stick: Stick, rig: BluezRig) -> None:
    with recording_to(stick, rig) as recording:
        stick.pull_out()
        until_said(recording, "The disk is gone")
        recording.process.send_signal(signal.SIGINT)
        until_said(recording, "nothing is thrown away")
        recording.process.send_signal(signal.SIGINT)
        until_said(recording, "Ctrl-C once more")
        recording.process.send_signal(signal.SIGINT)
        code, said = recording.end()
    assert code == 2
    assert "isn't complete: its last" in said
    assert said.count("\n") == 1
    stick.plug_in()
    assert len(read_session(stick.path).packets_of(Role.CLIENT)) >= recording.n_on_disk(Role.CLIENT) >= 5


def test_a_recording_goes_on_elsewhere_and_is_whole_where_the_disk_comes_back(stick: Stick, rig: BluezRig) -> None:
    with recording_to(stick, rig, "--elsewhere", str(stick.elsewhere)) as recording:
        stick.pull_out()
        until_said(recording, f"goes on in {stick.elsewhere}")
        recording.until_on_disk(recording.n_on_disk(Role.CLIENT) + 20)
        stick.plug_in()
        recording.process.send_signal(signal.SIGINT)
        code, said = recording.end()
    assert code == 0
    assert said in ("", f"{_ENDED}\n"), "where joining takes a while it says that it waits, and nothing else"
    stored = read_session(stick.path)
    assert stored.ended is Ended.CLOSED
    check_all_kept(stored, rig)
    assert list(stick.elsewhere.iterdir()) == []


def test_a_recording_in_two_files_is_said_and_joined_by_command(stick: Stick, rig: BluezRig) -> None:
    with recording_to(stick, rig, "--elsewhere", str(stick.elsewhere)) as recording:
        stick.pull_out()
        until_said(recording, f"goes on in {stick.elsewhere}")
        recording.process.send_signal(signal.SIGINT)
        code, _ = recording.end()
    assert code == 0
    assert recording.lines[-1].endswith(f"coreg join {stick.path} {stick.part}")
    stick.plug_in()
    words = ["join", str(stick.path), str(stick.part)]
    joined = subprocess.run([sys.executable, "-m", "coreg", *words], capture_output=True, text=True, check=False)
    assert (joined.returncode, joined.stderr) == (0, "")
    stored = read_session(stick.path)
    assert stored.ended is Ended.CLOSED
    check_all_kept(stored, rig)
    again = subprocess.run([sys.executable, "-m", "coreg", *words], capture_output=True, text=True, check=False)
    assert (again.returncode, again.stderr) == (2, f"coreg: {stick.part} doesn't exist.\n")
