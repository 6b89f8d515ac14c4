"""A killed program, a full disk: what was acknowledged is in the file, and what wasn't is not half there."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coreg.domain.person import Role
from coreg.recording.reader import Ended, Recording, read_session

_CHILD = Path(__file__).with_name("writing_child.py")
_ROOT = Path(__file__).parents[2]
KEY = bytes(range(32))
_N_KILLS = int(os.environ.get("COREG_TEST_KILLS", "8"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9 and RLIMIT_FSIZE")


def start(*arguments: str, within: tuple[str, ...] = ()) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*within, sys.executable, str(_CHILD), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )


def check_whole(recording: Recording, n_acknowledged: int) -> None:
    for role in Role:
        numbers = [packet.t_ns // 1_000_000_000 for packet in recording.packets_of(role)]
        assert numbers == list(range(len(numbers)))
        assert len(recording.beats_of(role)) == len(numbers), "a packet and its beat are one transaction"
    assert len(recording.packets) >= n_acknowledged


@pytest.mark.parametrize("seed", range(_N_KILLS))
def test_a_killed_recording_opens_and_holds_every_acknowledged_packet(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "s.coreg"
    key = None if seed % 4 == 3 else KEY
    pause_s = random.Random(seed).uniform(0, 0.3)
    with start(str(path), "plain" if key is None else key.hex(), "never") as child:
        assert child.stdout is not None
        while child.stdout.readline().startswith("0 "):
            pass  # nothing is acknowledged yet
        time.sleep(pause_s)  # the moment of the kill is the test's subject
        child.kill()
        said = child.stdout.read().splitlines(keepends=True)
    n_acknowledged = max((int(line.split()[0]) for line in said if line.endswith("\n")), default=1)
    recording = read_session(path, key)
    check_whole(recording, n_acknowledged)
    assert recording.ended is Ended.INTERRUPTED


def read_until_trouble(child: "subprocess.Popen[str]") -> tuple[int, int, str]:
    assert child.stdout is not None
    problem = "ok"
    while problem == "ok":
        n_on_disk, n_written, problem = child.stdout.readline().split()
    return int(n_on_disk), int(n_written), problem


def test_a_disk_that_refuses_is_said_and_everything_is_written_when_it_takes_again(tmp_path: Path) -> None:
    path = tmp_path / "s.coreg"
    with start(str(path), KEY.hex(), "limit=400000") as child:
        n_on_disk, n_written, problem = read_until_trouble(child)
        assert problem == "refused"
        assert n_on_disk < n_written
        check_whole(read_session(path, KEY), n_on_disk)
        out, _ = child.communicate("\n", timeout=30)
    assert out.split() == ["closed", str(n_written), "s.coreg"]
    check_whole(read_session(path, KEY), n_written)
    assert read_session(path, KEY).ended is Ended.CLOSED


def tiny_disk(folder: Path, size_kb: int) -> tuple[str, ...]:
    """The start of a command line that runs the rest with a real file system of `size_kb` at `folder`."""
    mount = f'mount -t tmpfs -o size={size_kb}k tmpfs "{folder}" && exec "$@"'
    return ("unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh")


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare(1) to mount a disk of its own")
def test_a_full_disk_is_said_and_everything_is_written_when_there_is_room(tmp_path: Path) -> None:
    disk, copy = tmp_path / "disk", tmp_path / "copy.coreg"
    disk.mkdir()
    within = tiny_disk(disk, 1500)
    if subprocess.run([*within, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a disk of their own")
    with start(str(disk / "s.coreg"), KEY.hex(), "ballast=1100000", str(copy), within=within) as child:
        n_on_disk, n_written, problem = read_until_trouble(child)
        assert problem == "full"
        assert n_on_disk < n_written
        out, _ = child.communicate("\n", timeout=30)
    assert out.split() == ["closed", str(n_written), "s.coreg"]
    check_whole(read_session(copy, KEY), n_written)
