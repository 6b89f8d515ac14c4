"""A program that records on a small disk of its own and has it fill up, or vanish and come back, again and again.

Arguments: `full`, `gone` or `elsewhere`; the disk's mount point, an empty folder beside it, one for other files;
how many runs; the first seed. It says a line a run: what the disk was said to be, how many packets were written,
how many entries waited in memory at the worst, how many packets are in the file after it was closed, whether it is
whole, and how many parts more the recording was left in.
"""

import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from coreg.domain.person import Role
from coreg.recording.journal import Journal
from coreg.recording.parts import join
from coreg.recording.place import Place
from coreg.recording.reader import Ended, read_session
from tests.recording.samples import HEADER, NS_PER_S, ORIGIN_NS, write_beats

_KEY = bytes(range(32))
_LIMIT_S = 30.0


class Run:
    """One recording on the disk."""

    def __init__(self, disk: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.n_written = 0
        self.problem = "none"
        self.n_waited = 0
        self.key = _KEY if seed % 2 else None
        self.journal = Journal(Place(disk / f"s{seed}.coreg", self.key), HEADER, ORIGIN_NS)

    def write(self, n_packets: int) -> None:
        write_beats(self.journal, Role.CLIENT, n_packets, first=self.n_written)
        self.n_written += n_packets
        self.n_waited = max(self.n_waited, self.journal.state().n_waiting)

    def write_into_trouble(self) -> None:
        """Write until the disk is said to take nothing, and then some more."""
        end_s = time.monotonic() + _LIMIT_S
        while self.journal.state().problem is None and time.monotonic() < end_s:
            if self.n_written - self.journal.n_on_disk(Role.CLIENT) < 20:
                self.write(5)
            threading.Event().wait(0.001)
        problem = self.journal.state().problem
        self.problem = "none" if problem is None else problem.value
        self.write(self.chance.randint(0, 200))

    def close(self) -> None:
        self.journal.close(ORIGIN_NS + self.n_written * NS_PER_S, _LIMIT_S)

    def say(self) -> None:
        first, *parts = self.journal.places
        for part in parts:
            join(first, part)
        recording = read_session(first.path, first.key)
        numbers = [packet.t_ns // NS_PER_S for packet in recording.packets]
        is_whole = numbers == list(range(len(numbers))) == list(range(len(recording.beats)))
        end = "whole" if is_whole and recording.ended is Ended.CLOSED else "damaged"
        sys.stdout.write(f"{self.problem} {self.n_written} {self.n_waited} {len(numbers)} {end} {len(parts)}\n")
        sys.stdout.flush()


def fill_up(disk: Path, chance: random.Random) -> Callable[[], None]:
    """Leave little room on the disk; returns what makes room again."""
    ballast = disk / "ballast"
    room = chance.randint(130_000, 400_000)
    with ballast.open("wb", buffering=0) as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - room)))
    return ballast.unlink


def run_full(disk: Path, _away: Path, _other: Path, seed: int) -> None:
    run = Run(disk, seed)
    run.write(run.chance.randint(0, 100))
    make_room = fill_up(disk, run.chance)
    run.write_into_trouble()
    make_room()
    run.close()
    run.say()


def run_gone(disk: Path, away: Path, _other: Path, seed: int) -> None:
    run = Run(disk, seed)
    run.write(run.chance.randint(1, 150))
    subprocess.run(["mount", "--move", disk, away], check=True)
    run.write_into_trouble()
    subprocess.run(["mount", "--move", away, disk], check=True)
    run.write(run.chance.randint(0, 50))
    run.close()
    run.say()


def run_elsewhere(disk: Path, _away: Path, other: Path, seed: int) -> None:
    """The disk is full and stays full until after the recording, or until its last second."""
    run = Run(disk, seed)
    run.write(run.chance.randint(0, 100))
    make_room = fill_up(disk, run.chance)
    run.write_into_trouble()
    run.journal.record_elsewhere(other)
    run.write(run.chance.randint(1, 200))
    is_late = run.chance.random() < 0.5
    if not is_late:
        make_room()
    run.close()
    if is_late:
        make_room()
    run.say()


def main() -> None:
    kind, disk, away, other, n_runs, first_seed = sys.argv[1:]
    run = {"full": run_full, "gone": run_gone, "elsewhere": run_elsewhere}[kind]
    for seed in range(int(first_seed), int(first_seed) + int(n_runs)):
        run(Path(disk), Path(away), Path(other), seed)
        for left in Path(disk).iterdir():
            if left.is_file():
                left.unlink()


if __name__ == "__main__":
    main()
