"""The real window records on a disk that fills up or vanishes: what is on the screen, and that no beat is lost."""

import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coreg.domain.person import Role
from coreg.recording.parts import join, parts_of
from coreg.recording.place import Place
from coreg.recording.reader import Ended, read_session

_CHILD = Path(__file__).with_name("window_on_small_disk.py")
_ROOT = Path(__file__).parents[2]


pytestmark = pytest.mark.skipif(
    shutil.which("unshare") is None, reason="needs unshare(1) to mount a disk of its own"
)


class Journey:
    """What was seen on the screen, and the files that are left."""

    def __init__(self, kind: str, tmp_path: Path) -> None:
        disk, away, pictures, home = (tmp_path / name for name in ("disk", "away", "pictures", "home"))
        for folder in (disk, away, pictures, home):
            folder.mkdir()
        mount = f'mount -t tmpfs -o size=6m tmpfs "{disk}" && exec "$@"'
        within = ("unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh")
        if subprocess.run([*within, "true"], check=False, capture_output=True).returncode:
            pytest.skip("this system lets nobody mount a disk of their own")
        ran = subprocess.run(
            [*within, sys.executable, str(_CHILD), kind, str(disk), str(away), str(pictures)],
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": str(_ROOT), "HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
            timeout=200,
        )
        assert ran.returncode == 0, ran.stderr
        self.seen = ran.stdout.splitlines()
        self.elsewhere = home / "Coreg-elsewhere"
        self.first = pictures / "disk" / "s.coreg"


def check_no_hole(path: Path) -> None:
    recording = read_session(path)
    assert recording.ended is Ended.CLOSED
    for role in Role:
        numbers = [packet.t_ns for packet in recording.packets_of(role)]
        assert len(numbers) > 5
        assert max(after - before for before, after in itertools.pairwise(numbers)) < 3_000_000_000


def test_a_full_disk_is_left_for_another_folder_and_holds_all_of_it_in_the_end(tmp_path: Path) -> None:
    journey = Journey("full", tmp_path)
    said, notice, *later = journey.seen
    assert said == "Recording · every beat is on disk"
    assert notice.startswith("The disk is full: ")
    assert notice.endswith("of beats wait in memory, none is lost. Free space, or press “Record elsewhere”.")
    assert later == [
        "Not being saved",
        "Home folder",
        "Recording elsewhere · every beat is on disk",
        "Ended · the recording is closed",
    ]
    assert list(journey.elsewhere.iterdir()) == [], "folding the log at the end makes room enough for the rest"
    check_no_hole(journey.first)


def test_a_session_whose_disk_is_gone_at_the_end_is_ended_in_two_files(tmp_path: Path) -> None:
    journey = Journey("gone", tmp_path)
    said, notice, *later = journey.seen
    assert said == "Recording · every beat is on disk"
    assert notice.startswith("The disk is gone: ")
    assert notice.endswith("of beats wait in memory, none is lost. Plug it in again, or press “Record elsewhere”.")
    two_files = "The recording is in two files, and nothing is lost. Keep both: the second one is in"
    assert later == [
        "Not being saved",
        "Ending · waits for the disk",
        "Home folder",
        "Ended · the recording is in two files",
        f"{two_files} {journey.elsewhere}.",
    ]
    (part,) = parts_of(journey.first, [journey.elsewhere])
    join(Place(journey.first), Place(part))
    check_no_hole(journey.first)
