"""Hostile session files: whatever bytes, a recording or one sentence, in bounded memory and time.

Set COREG_TEST_FILES to 100000 for the long run.
"""

import os
import random
import resource
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from coreg.domain.errors import SessionFileError
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.domain.together import TogetherState, TogetherUpdate
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.recording.seal import Seal, seal, verify
from tests.recording.samples import HEADER, NS_PER_S, ORIGIN_NS, write_beats

N_FILES = int(os.environ.get("COREG_TEST_FILES", "300"))
KEY = bytes(range(32))
LONGEST_S = 5.0  # one small file; it takes some milliseconds
MOST_MEMORY_MB = 64  # more than before the first of them

Mutation = Callable[[random.Random, bytes], bytes]


def write_session(path: Path, key: bytes | None) -> bytes:
    journal = Journal(Place(path, key), HEADER, ORIGIN_NS)
    journal.write_settings({"definitions": "1"})
    for role in Role:
        journal.write_strap(role, Strap("AA:BB", "Polar H10", 2.6, 80, sends_rr=True))
        journal.write_link_event(role, 1, ORIGIN_NS, LinkState.SUBSCRIBING, LinkCause.CONNECTED)
        write_beats(journal, role, 60)
    journal.write_anchor(ORIGIN_NS + NS_PER_S)
    journal.write_imported_rr(Role.CLIENT, 1.0, 812.5, [])
    journal.write_together(1, TogetherUpdate(40.0, None, TogetherState.UNKNOWN, Unknown.TOO_SHORT, 1))
    journal.write_together(2, TogetherUpdate(50.0, 3.1, TogetherState.CHANCE, None, 1))
    journal.write_moment(Moment(1, 1.5, "2026-03-01T09:30:04Z", MomentKind.STAR, payload={"n": 1}))
    journal.close(ORIGIN_NS + 60 * NS_PER_S)
    return path.read_bytes()


@pytest.fixture(scope="module", params=["plain", "v1", "protected"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes | None]:
    folder = tmp_path_factory.mktemp("whole")
    if request.param == "v1":
        return (Path(__file__).parent / "schemas" / "v1.coreg").read_bytes(), None
    key = KEY if request.param == "protected" else None
    return write_session(folder / "s.coreg", key), key


def some_bytes(rng: random.Random, file: bytes) -> bytes:
    changed = bytearray(file)
    for _ in range(rng.randint(1, 40)):
        changed[rng.randrange(len(file))] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
    return bytes(changed)


def some_bits_of_one_page(rng: random.Random, file: bytes) -> bytes:
    changed, page = bytearray(file), rng.randrange(len(file) // 4096) * 4096
    for _ in range(rng.randint(1, 12)):
        changed[page + min(int(rng.expovariate(1 / 300)), 4095)] ^= 1 << rng.randrange(8)
    return bytes(changed)


def a_truncation(rng: random.Random, file: bytes) -> bytes:
    return file[: rng.randrange(len(file))]


def pages_exchanged(rng: random.Random, file: bytes) -> bytes:
    pages = [file[start : start + 4096] for start in range(0, len(file), 4096)]
    a, b = rng.randrange(len(pages)), rng.randrange(len(pages))
    pages[a], pages[b] = pages[b], pages[a]
    return b"".join(pages)


def something_repeated(rng: random.Random, file: bytes) -> bytes:
    start = rng.randrange(len(file))
    piece = file[start : start + rng.randint(1, 5000)]
    at = rng.randrange(len(file))
    return file[:at] + piece * rng.randint(1, 5) + file[at:]


def anything(rng: random.Random, file: bytes) -> bytes:
    return file[: rng.choice((0, 16, 24, 100))] + rng.randbytes(rng.randint(0, 20_000))


MUTATIONS: tuple[Mutation, ...] = (
    some_bytes,
    some_bits_of_one_page,
    a_truncation,
    pages_exchanged,
    something_repeated,
    anything,
)


def peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def read_or_sentence(path: Path, key: bytes | None) -> bool:
    """Return whether it was read."""
    try:
        read_session(path, key)
        verify(Place(path, key), KEY, Seal(0, bytes(32)))
    except SessionFileError as error:
        sentence = str(error)
    else:
        return True
    assert str(path) in sentence
    assert "\n" not in sentence
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="measures memory with getrusage")
@pytest.mark.timeout(0 if N_FILES > 1000 else 300)
def test_any_file_is_a_recording_or_a_sentence_in_bounded_time_and_memory(
    tmp_path: Path, whole: tuple[bytes, bytes | None]
) -> None:
    file, key = whole
    path = tmp_path / "s.coreg"
    path.write_bytes(file)
    assert read_or_sentence(path, key)
    before_mb, longest_s, n_read = peak_mb(), 0.0, 0
    for seed in range(N_FILES // 3):
        rng = random.Random(seed)
        path.write_bytes(MUTATIONS[seed % len(MUTATIONS)](rng, file))
        started_s = time.perf_counter()
        n_read += read_or_sentence(path, key)
        longest_s = max(longest_s, time.perf_counter() - started_s)
        clear_empty_log(path)
    grown_mb = peak_mb() - before_mb
    print(f"{N_FILES // 3} files, {n_read} read, longest {longest_s * 1000:.0f} ms, {grown_mb:.1f} MB more")  # noqa: T201
    assert longest_s < LONGEST_S
    assert grown_mb < MOST_MEMORY_MB
    assert [entry.name for entry in tmp_path.iterdir()] == ["s.coreg"], "and nothing is left behind"


def clear_empty_log(path: Path) -> None:
    """SQLite makes an empty log where a file says that it has one, and a reader may not take it away again."""
    log = path.with_name("s.coreg-wal")
    assert not log.exists() or log.stat().st_size == 0
    for left in (log, path.with_name("s.coreg-shm")):
        left.unlink(missing_ok=True)


def changed_by(path: Path, sql: str) -> Path:
    with closing(apsw.Connection(str(path))) as connection:
        list(connection.execute(sql))
    return path


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE moment SET payload = replace(printf('%.50000c', '['), ' ', '[')",
        "UPDATE moment SET payload = '{\"a\": 1e999}'",
        "UPDATE moment SET payload = '{\"a\": NaN}'",
        "UPDATE moment SET payload = '{\"a\": [1]}'",
        "UPDATE moment SET payload = '3'",
        "UPDATE moment SET kind = 'star' || char(27) || '[2J'",
        "UPDATE session SET zone = char(27) || ']0;owned' || char(7)",
        "UPDATE session SET session_id = 'a' || char(10) || 'b'",
        "UPDATE setting SET value = char(27)",
        "UPDATE person SET latency_s = 9e999",
        "UPDATE person SET strap_model = char(8238)",
        "UPDATE imported_rr SET rr_ms = -1",
        "UPDATE together SET state = 'attuned'",
        "UPDATE together SET unknown = 'because'",
        "UPDATE together SET unknown = NULL",
        "UPDATE together SET a = 9e999",
        "UPDATE together SET t_s = -9e999",
        "UPDATE imported_rr SET t_s = 9e999",
        "UPDATE packet SET payload = zeroblob(2000000)",
        "DROP TABLE packet; CREATE VIRTUAL TABLE packet USING fts5(entry, run, role, link, arrival_ns, payload)",
        "DROP TABLE setting; CREATE TABLE setting (run, name, value AS (hex(zeroblob(400000))))",
        "DROP TABLE setting; CREATE TABLE setting (run INTEGER, name TEXT, value TEXT, more TEXT) STRICT",
        "DROP TABLE seal; CREATE VIEW seal AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT i AS n, 1 AS up_to_entry, 1 AS up_to_moment, '' AS tables, x'' AS head FROM n",
    ],
)
def test_a_hostile_row_or_table_is_one_sentence(tmp_path: Path, sql: str) -> None:
    path = tmp_path / "s.coreg"
    write_session(path, None)
    changed_by(path, sql)
    with pytest.raises(SessionFileError) as raised:
        read_session(path)
    assert "\n" not in str(raised.value)
    assert "\x1b" not in str(raised.value)


@pytest.fixture
def with_trigger(tmp_path: Path) -> Path:
    path = tmp_path / "s.coreg"
    write_session(path, None)
    sql = "CREATE TRIGGER t AFTER INSERT ON seal BEGIN UPDATE session SET closed_ns = 1; DELETE FROM packet; END"
    return changed_by(path, sql)


def test_a_hostile_files_triggers_dont_run_when_it_is_written_to(with_trigger: Path) -> None:
    before = read_session(with_trigger)
    sealed = seal(Place(with_trigger), KEY)
    after = read_session(with_trigger)
    assert (after.packets, after.duration_s) == (before.packets, before.duration_s)
    assert verify(Place(with_trigger), KEY, sealed) == ()
