"""The power fails at any moment of a recording: the file opens, is whole, and holds all that was acknowledged."""

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from coreg.domain.person import Role
from coreg.recording.journal import Journal
from coreg.recording.reader import Ended, read_session
from tests.recording.other_disk import in_use
from tests.recording.power_cut_disk import PowerCutDisk
from tests.recording.samples import HEADER, NS_PER_S, ORIGIN_NS, write_beats

_N_CUTS = int(os.environ.get("COREG_TEST_CUTS", "10"))
_N_PACKETS = 300  # enough for the log to be folded into the file once on the way
_PATIENCE_S = 60

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the VFS is written over SQLite's unix VFS")


class Cut:
    """One recording whose power is cut, and what had been acknowledged by then."""

    def __init__(self, folder: Path, seed: int, cut_before: int | None, *, is_honest: bool = True) -> None:
        self.path = folder / "s.coreg"
        self.n_acknowledged = 0
        self._journal: Journal | None = None
        folder.mkdir()
        self.disk = PowerCutDisk(
            folder, seed, cut_before=cut_before, on_cut=self._note, is_honest=is_honest
        )

    def record(self) -> None:
        with in_use(self.disk):
            self._journal = Journal(self.path, HEADER, ORIGIN_NS)
            write_beats(self._journal, Role.CLIENT, _N_PACKETS)
            self._journal.close(ORIGIN_NS + _N_PACKETS * NS_PER_S, _PATIENCE_S)
        self.disk.let_go()

    def _note(self) -> None:
        if self._journal is not None:
            self.n_acknowledged = self._journal.n_on_disk(Role.CLIENT)


@pytest.fixture(scope="module")
def n_operations(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many writes, syncs and deletions such a recording takes."""
    whole = Cut(tmp_path_factory.mktemp("whole") / "disk", 0, None)
    whole.record()
    assert read_session(whole.path).ended is Ended.CLOSED
    return whole.disk.n_operations


def n_stored(path: Path, n_acknowledged: int) -> int:
    """Open what a cut has left, check that it is whole, and count its packets."""
    if not path.exists():
        assert n_acknowledged == 0
        return 0
    recording = read_session(path)  # runs quick_check
    numbers = [packet.t_ns // NS_PER_S for packet in recording.packets]
    assert numbers == list(range(len(numbers)))
    assert len(recording.beats) == len(numbers), "a packet and its beat are one transaction"
    return len(numbers)


def moments(n_operations: int) -> list[int]:
    """When to cut: some at the beginning and the end, the others anywhere."""
    chance = random.Random(6)
    ends = [chance.randint(1, 40) for _ in range(_N_CUTS // 10)]
    ends += [n_operations - chance.randint(0, 60) for _ in range(_N_CUTS // 5)]
    return ends + [chance.randint(1, n_operations) for _ in range(_N_CUTS - len(ends))]


def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path, n_operations: int) -> None:
    assert n_operations > 4 * _N_PACKETS
    lost = {}
    for seed, cut_before in enumerate(moments(n_operations)):
        cut = Cut(tmp_path / f"disk{seed}", seed, cut_before)
        cut.record()
        left = tmp_path / f"left{seed}"
        left.mkdir()
        cut.disk.leave(left)
        n_packets = n_stored(left / "s.coreg", cut.n_acknowledged)
        if n_packets < cut.n_acknowledged:
            lost[cut_before] = cut.n_acknowledged - n_packets
    assert not lost


def without_sync(folder: Path, seed: int) -> Cut:
    """Write as a recording does, but never asking the disk to confirm anything."""
    cut = Cut(folder, seed, 700)
    noted = 0

    def note() -> None:
        cut.n_acknowledged = noted

    cut.disk._on_cut = note
    with in_use(cut.disk):
        connection = apsw.Connection(str(cut.path))
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE packet (entry INTEGER PRIMARY KEY)")
        for noted in range(_N_PACKETS):
            connection.execute("INSERT INTO packet VALUES (?)", (noted,))
        connection.close()
    cut.disk.let_go()
    return cut


def packets_without_sync(path: Path) -> int:
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        found = next(connection.execute("SELECT count(*) FROM packet"))
        connection.close()
    except apsw.Error:
        return 0
    return int(str(found[0]))


def test_the_same_cuts_lose_acknowledged_packets_where_nothing_is_synced(tmp_path: Path) -> None:
    n_lost = 0
    for seed in range(8):
        cut = without_sync(tmp_path / f"disk{seed}", seed)
        left = tmp_path / f"left{seed}"
        left.mkdir()
        cut.disk.leave(left)
        assert cut.n_acknowledged > 50
        n_lost += packets_without_sync(left / "s.coreg") < cut.n_acknowledged
    assert n_lost >= 4


def test_a_disk_that_lies_about_syncing_loses_acknowledged_packets(tmp_path: Path) -> None:
    n_lost = 0
    for seed in range(8):
        cut = Cut(tmp_path / f"disk{seed}", seed, 700, is_honest=False)
        cut.record()
        left = tmp_path / f"left{seed}"
        left.mkdir()
        cut.disk.leave(left)
        assert cut.n_acknowledged > 50
        try:
            n_lost += n_stored(left / "s.coreg", 0) < cut.n_acknowledged
        except (AssertionError, Exception):
            n_lost += 1
    assert n_lost >= 4
