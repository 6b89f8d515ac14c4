"""A real file system fills up, or vanishes and comes back, under a recording: what waited in memory is written."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_CHILD = Path(__file__).with_name("troubled_child.py")
_ROOT = Path(__file__).parents[2]
_N_FULL = int(os.environ.get("COREG_TEST_DISK_FULL", "2"))
_N_GONE = int(os.environ.get("COREG_TEST_DISK_GONE", "2"))
_N_ELSEWHERE = int(os.environ.get("COREG_TEST_DISK_ELSEWHERE", "2"))
_LONG = pytest.mark.timeout(60 + 20 * (_N_FULL + _N_GONE + _N_ELSEWHERE))

pytestmark = [
    pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare(1) to mount a disk of its own"),
    _LONG,
]

Within = tuple[str, ...]


def tmpfs(disk: Path) -> Within:
    """The start of a command line that runs the rest with a small file system in memory."""
    mount = f'mount -t tmpfs -o size=6m tmpfs "{disk}" && exec "$@"'
    return ("unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh")


def image(disk: Path) -> Within:
    """The same with an image file that holds an ext4."""
    file = disk.with_name("disk.img")
    with file.open("wb") as opened:
        opened.truncate(12_000_000)
    make = shutil.which("mkfs.ext4", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if make is None:
        pytest.skip("needs mkfs.ext4")
    subprocess.run([make, "-q", "-F", str(file)], check=True)
    mount = f'mount -o loop "{file}" "{disk}" && exec "$@"'
    return ("unshare", "--mount", "sh", "-c", mount, "sh")


def run(kind: str, tmp_path: Path, mount: Callable[[Path], Within], n_runs: int) -> list[list[str]]:
    """What the child says of each of its runs."""
    disk, away, other = tmp_path / "disk", tmp_path / "away", tmp_path / "other"
    for folder in (disk, away, other):
        folder.mkdir()
    within = mount(disk)
    if subprocess.run([*within, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a disk of their own")
    ran = subprocess.run(
        [*within, sys.executable, str(_CHILD), kind, str(disk), str(away), str(other), str(n_runs), "1"],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    said = [line.split() for line in ran.stdout.splitlines()]
    assert len(said) == n_runs
    return said


def check_nothing_lost(said: list[list[str]], problem: str) -> None:
    for found, n_written, n_waited, n_stored, end, _ in said:
        assert found == problem
        assert int(n_waited) > 0, "nothing waited in memory: the trouble never was"
        assert (n_stored, end) == (n_written, "whole")


@pytest.mark.parametrize("mount", [tmpfs, image])
def test_a_disk_that_fills_up_loses_nothing_that_was_in_memory(
    tmp_path: Path, mount: Callable[[Path], Within]
) -> None:
    check_nothing_lost(run("full", tmp_path, mount, _N_FULL), "full")


@pytest.mark.parametrize("mount", [tmpfs, image])
def test_a_disk_that_vanishes_and_comes_back_loses_nothing_that_was_in_memory(
    tmp_path: Path, mount: Callable[[Path], Within]
) -> None:
    check_nothing_lost(run("gone", tmp_path, mount, _N_GONE), "gone")


def test_recorded_elsewhere_while_the_disk_is_full_nothing_is_lost(tmp_path: Path) -> None:
    said = run("elsewhere", tmp_path, tmpfs, _N_ELSEWHERE)
    check_nothing_lost(said, "full")
    n_parts = {int(line[-1]) for line in said}
    assert n_parts <= {0, 1}, "joined at the close where there was room by then, else one part stays"
