"""A killed program, a full disk: what was acknowledged is in the file, and what wasn't is not half there."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coreg.domain.person import Role
from coreg.recording.reader import Ended, Recording, read_session

_CHILD = Path(__file__).with_name("writing_child.py")
_ROOT = Path(__file__).parents[2]
_N_KILLS = int(os.environ.get("COREG_TEST_KILLS", "8"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9 and RLIMIT_FSIZE")


def start(path: Path, largest: int = 0) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(_CHILD), str(path), str(largest)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )


def check_whole(recording: Recording, n_acknowledged: int) -> None:
    numbers = [packet.t_ns // 1_000_000_000 for packet in recording.packets]
    assert numbers == list(range(len(numbers)))
    assert len(numbers) >= n_acknowledged
    assert len(recording.beats_of(Role.CLIENT)) == len(numbers), "a packet and its beat are one transaction"


@pytest.mark.parametrize("seed", range(_N_KILLS))
def test_a_killed_recording_opens_and_holds_every_acknowledged_packet(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "s.coreg"
    pause_s = random.Random(seed).uniform(0, 0.3)
    with start(path) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(pause_s)  # the moment of the kill is the test's subject
        child.kill()
        last = child.stdout.read().rsplit("\n", 1)[0].rsplit("\n", 1)[-1]
    n_acknowledged = int(last.split()[0]) if last else 0
    recording = read_session(path)
    check_whole(recording, n_acknowledged)
    assert recording.ended is Ended.INTERRUPTED


def test_a_full_disk_is_said_and_everything_is_written_when_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "s.coreg"
    with start(path, largest=400_000) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        problem = "ok"
        while problem == "ok":
            n_on_disk, n_written, problem = child.stdout.readline().split()
        held_back = read_session(path)
        check_whole(held_back, int(n_on_disk))
        assert int(n_on_disk) < int(n_written)
        out, _ = child.communicate("close\n", timeout=30)
    n_written_at_the_end = int(out.split()[-1])
    recording = read_session(path)
    check_whole(recording, n_written_at_the_end)
    assert recording.ended is Ended.CLOSED
    assert [entry.name for entry in tmp_path.iterdir()] == ["s.coreg"]
