"""A disk that confirms late: nobody who writes waits for it, the screen says so, and all of it arrives."""

import asyncio
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coreg import app
from coreg.domain.person import Role
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.recording.journal import Journal
from coreg.recording.parts import join
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.session.conductor import Conductor
from coreg.ui import wording
from tests.recording.other_disk import SlowDisk, in_use
from tests.recording.samples import HEADER, ORIGIN_NS, write_beats

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the VFS is written over SQLite's unix VFS")


@pytest.fixture
def slow_disk(tmp_path: Path) -> Iterator[SlowDisk]:
    disk = SlowDisk(tmp_path)
    with in_use(disk):
        yield disk
        disk.release()


def test_who_writes_never_waits_for_the_disk(tmp_path: Path, slow_disk: SlowDisk) -> None:
    journal = Journal(Place(tmp_path / "s.coreg"), HEADER, ORIGIN_NS)
    slow_disk.hold()
    longest_s = 0.0
    for i in range(50):
        began_s = time.perf_counter()
        write_beats(journal, Role.CLIENT, 1, first=i)
        journal.state()
        longest_s = max(longest_s, time.perf_counter() - began_s)
    assert journal.n_on_disk(Role.CLIENT) == 0
    slow_disk.release()
    journal.close(ORIGIN_NS)
    assert longest_s < 0.25
    assert len(read_session(journal.path).packets) == 50


def test_a_recording_leaves_a_disk_that_hangs(tmp_path: Path, slow_disk: SlowDisk) -> None:
    journal = Journal(Place(tmp_path / "s.coreg"), HEADER, ORIGIN_NS)
    slow_disk.hold()
    write_beats(journal, Role.CLIENT, 50)
    journal.record_elsewhere(tmp_path / "other")
    journal.wait_until_at_most(0, 10)
    assert journal.n_on_disk(Role.CLIENT) == 50
    journal.close(ORIGIN_NS)
    first, part = journal.places
    assert len(read_session(part.path).packets) == 50
    slow_disk.release()
    join(first, part)
    assert len(read_session(first.path).packets) == 50


async def watch_loop(stop: asyncio.Event) -> float:
    """The longest time that the loop stood still."""
    longest_s, last_s = 0.0, time.perf_counter()
    while not stop.is_set():
        await asyncio.sleep(0.01)
        now_s = time.perf_counter()
        longest_s, last_s = max(longest_s, now_s - last_s), now_s
    return longest_s


async def until_behind(conductor: Conductor) -> Snapshot:
    async with asyncio.timeout(15):
        while (snapshot := conductor.snapshot).disk.behind_s <= 2.0:  # noqa: ASYNC110  a snapshot is polled
            await asyncio.sleep(0.02)
    return snapshot


async def test_a_session_goes_on_while_the_disk_is_slow_and_says_so_after_two_seconds(
    tmp_path: Path, slow_disk: SlowDisk
) -> None:
    path = tmp_path / "s.coreg"
    plan = app.simulated_plan(speed=1.0, seed=1, duration_s=None, place=Place(path))
    conductor = Conductor(plan, warm_up=None)
    slow_disk.hold()
    stop = asyncio.Event()
    running, watching = asyncio.create_task(conductor.run()), asyncio.create_task(watch_loop(stop))
    behind = await until_behind(conductor)
    slow_disk.release()
    stop.set()
    longest_s = await watching
    conductor.stop()
    await running
    assert wording.saving_words(behind.record, behind.disk, is_replay=False).startswith(
        "Recording is behind by 2 s"
    )
    assert behind.record is RecordState.RECORDING
    assert behind.disk.problem is None
    assert longest_s < 1.0, "the disk confirmed nothing for two seconds: a loop that waits had stood as long"
    n_shown = {role: person.n_packets for role, person in conductor.snapshot.people.items()}
    recording = read_session(path)
    assert {role: len(recording.packets_of(role)) for role in Role} == n_shown
