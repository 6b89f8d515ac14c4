"""The power fails at any moment of a recording: the file opens, is whole, and holds all that was acknowledged."""

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from coreg.domain.errors import SessionFileError
from coreg.domain.person import Role
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from tests.recording.other_disk import in_use
from tests.recording.power_cut_disk import PowerCutDisk
from tests.recording.samples import HEADER, NS_PER_S, ORIGIN_NS, write_beats

_N_CUTS = int(os.environ.get("COREG_TEST_CUTS", "10"))
_N_PACKETS = 600  # enough for the log to be folded into the file once on the way
_PATIENCE_S = 60
_N_PROOFS = 8

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the VFS is written over SQLite's unix VFS")


_KEY = bytes(range(32))


class Cut:
    """One recording whose power is cut: what had been acknowledged by then, and what is left of it."""

    def __init__(self, folder: Path, seed: int, cut_before: int | None, *, is_honest: bool = True) -> None:
        self.n_acknowledged = 0
        self._seed = seed
        self._folder = folder / f"disk{seed}"
        self._left = folder / f"left{seed}"
        self._n_on_disk: Callable[[], int] = int
        self._folder.mkdir()
        self._left.mkdir()
        self.disk = PowerCutDisk(self._folder, seed, cut_before=cut_before, on_cut=self._note, is_honest=is_honest)

    @property
    def key(self) -> bytes | None:
        """Every other recording is encrypted."""
        return _KEY if self._seed % 2 else None

    def record(self) -> Path:
        """Record while the power is cut, and return what is left."""
        with in_use(self.disk):
            journal = Journal(Place(self._folder / "s.coreg", self.key), HEADER, ORIGIN_NS)
            self._n_on_disk = lambda: journal.n_on_disk(Role.CLIENT)
            write_beats(journal, Role.CLIENT, _N_PACKETS)
            journal.close(ORIGIN_NS + _N_PACKETS * NS_PER_S, _PATIENCE_S)
        return self._leave()

    def write_without_sync(self) -> Path:
        """Write as a recording does, but without ever asking the disk to confirm anything."""
        n_written = 0
        self._n_on_disk = lambda: n_written
        with in_use(self.disk):
            connection = apsw.Connection(str(self._folder / "s.coreg"))
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("CREATE TABLE packet (entry INTEGER PRIMARY KEY)")
            for n_written in range(_N_PACKETS):
                connection.execute("INSERT INTO packet VALUES (?)", (n_written,))
            connection.close()
        return self._leave()

    def n_stored(self, path: Path) -> int:
        """Open what is left, check that it is whole, and count its packets."""
        if not path.exists():
            return 0
        recording = read_session(path, self.key)  # runs quick_check
        numbers = [packet.t_ns // NS_PER_S for packet in recording.packets]
        assert numbers == list(range(len(numbers)))
        assert len(recording.beats) == len(numbers), "a packet and its beat are one transaction"
        return len(numbers)

    def _leave(self) -> Path:
        self.disk.let_go()
        if self.disk.survivors is not None:
            self.disk.leave(self._left)
        return self._left / "s.coreg"

    def _note(self) -> None:
        self.n_acknowledged = self._n_on_disk()


@pytest.fixture(scope="module")
def n_operations(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many writes, syncs and deletions such a recording takes."""
    whole = Cut(tmp_path_factory.mktemp("whole"), 0, None)
    whole.record()
    return whole.disk.n_operations


def moments(n_operations: int) -> list[int]:
    """When to cut: some at the beginning and the end, the others anywhere."""
    chance = random.Random(6)
    ends = [chance.randint(1, 40) for _ in range(_N_CUTS // 10)]
    ends += [n_operations - chance.randint(0, 60) for _ in range(_N_CUTS // 5)]
    return ends + [chance.randint(1, n_operations) for _ in range(_N_CUTS - len(ends))]


def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path, n_operations: int) -> None:
    assert n_operations > 4 * _N_PACKETS
    lost, n_acknowledged = {}, 0
    for seed, cut_before in enumerate(moments(n_operations)):
        cut = Cut(tmp_path, seed, cut_before)
        n_stored = cut.n_stored(cut.record())
        n_acknowledged += cut.n_acknowledged
        if n_stored < cut.n_acknowledged:
            lost[seed] = (cut_before, cut.n_acknowledged - n_stored)
    assert not lost
    assert n_acknowledged > 50 * _N_CUTS, "cuts before anything was acknowledged show nothing"


def test_the_same_cuts_lose_acknowledged_packets_where_nothing_is_synced(tmp_path: Path) -> None:
    n_lossy = 0
    for seed in range(_N_PROOFS):
        cut = Cut(tmp_path, seed, 400)
        path = cut.write_without_sync()
        assert cut.n_acknowledged > 50
        n_lossy += _packets_without_sync(path) < cut.n_acknowledged
    assert n_lossy > _N_PROOFS // 2


def _packets_without_sync(path: Path) -> int:
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        found = next(connection.execute("SELECT count(*) FROM packet"))
        connection.close()
    except apsw.Error:
        return 0
    return int(str(found[0]))


def test_a_disk_that_lies_about_syncing_loses_acknowledged_packets(tmp_path: Path) -> None:
    n_lossy = 0
    for seed in range(_N_PROOFS):
        cut = Cut(tmp_path, seed, 700, is_honest=False)
        path = cut.record()
        assert cut.n_acknowledged > 50
        try:
            n_lossy += cut.n_stored(path) < cut.n_acknowledged
        except SessionFileError:
            n_lossy += 1
    assert n_lossy > _N_PROOFS // 2
