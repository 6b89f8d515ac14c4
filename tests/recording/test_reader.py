"""The reader: any file gives a recording or one sentence, and no file is changed by reading it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coreg.domain.errors import SessionFileError
from coreg.domain.person import Role
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import Ended, Recording, read_session
from tests.recording.samples import HEADER, NS_PER_S, ORIGIN_NS, write_beats

N_PACKETS = 300
_FORGIVE = [HealthCheck.function_scoped_fixture]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("closed") / "s.coreg"
    journal = Journal(Place(path), HEADER, ORIGIN_NS)
    write_beats(journal, Role.CLIENT, N_PACKETS)
    journal.close(ORIGIN_NS + N_PACKETS * NS_PER_S)
    return path.read_bytes()


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A file and its log as a killed program leaves them."""
    path = tmp_path_factory.mktemp("running") / "s.coreg"
    journal = Journal(Place(path), HEADER, ORIGIN_NS)
    write_beats(journal, Role.CLIENT, N_PACKETS)
    while journal.n_on_disk(Role.CLIENT) < N_PACKETS:
        time.sleep(0.001)
    left = path.read_bytes(), path.with_name("s.coreg-wal").read_bytes()
    journal.close(ORIGIN_NS)
    return left


def put(folder: Path, file: bytes, log: bytes | None = None) -> Path:
    for path in folder.glob("s.coreg*"):
        path.unlink()
    path = folder / "s.coreg"
    path.write_bytes(file)
    if log is not None:
        path.with_name("s.coreg-wal").write_bytes(log)
    return path


def read_or_sentence(path: Path) -> Recording | None:
    try:
        return read_session(path)
    except SessionFileError as error:
        sentence = str(error)
    assert "\n" not in sentence
    assert str(path) in sentence
    return None


@settings(max_examples=150, deadline=None, suppress_health_check=_FORGIVE)
@given(share=st.floats(0, 1))
def test_any_truncation_of_a_file_is_a_recording_or_a_sentence(tmp_path: Path, closed: bytes, share: float) -> None:
    read_or_sentence(put(tmp_path, closed[: int(share * len(closed))]))


@settings(max_examples=100, deadline=None, suppress_health_check=_FORGIVE)
@given(share=st.floats(0, 1))
def test_a_truncated_log_gives_what_was_committed_before(
    tmp_path: Path, interrupted: tuple[bytes, bytes], share: float
) -> None:
    file, log = interrupted
    recording = read_session(put(tmp_path, file, log[: int(share * len(log))]))
    numbers = [packet.t_ns // NS_PER_S for packet in recording.packets]
    assert numbers == list(range(len(numbers)))
    assert len(recording.beats) == len(numbers)


@settings(max_examples=150, deadline=None, suppress_health_check=_FORGIVE)
@given(data=st.data())
def test_any_damage_is_a_recording_or_a_sentence(tmp_path: Path, closed: bytes, data: st.DataObject) -> None:
    damaged = bytearray(closed)
    for _ in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(0, len(closed) - 1))] = data.draw(st.integers(0, 255))
    read_or_sentence(put(tmp_path, bytes(damaged)))


def test_an_interrupted_file_with_its_log_is_read_whole(tmp_path: Path, interrupted: tuple[bytes, bytes]) -> None:
    recording = read_session(put(tmp_path, *interrupted))
    assert (len(recording.packets), recording.ended) == (N_PACKETS, Ended.INTERRUPTED)
    assert recording.duration_s == N_PACKETS - 1


def test_reading_changes_nothing(tmp_path: Path, interrupted: tuple[bytes, bytes]) -> None:
    path = put(tmp_path, *interrupted)
    read_session(path)
    assert (path.read_bytes(), path.with_name("s.coreg-wal").read_bytes()) == interrupted


def test_a_running_recording_is_read_again_and_again(tmp_path: Path) -> None:
    n_packets = 600
    journal = Journal(Place(tmp_path / "s.coreg"), HEADER, ORIGIN_NS)
    write_beats(journal, Role.CLIENT, n_packets)
    n_read = 0
    while n_read < n_packets:
        recording = read_session(journal.path)
        numbers = [packet.t_ns // NS_PER_S for packet in recording.packets]
        assert numbers == list(range(len(numbers)))
        assert len(recording.beats) == len(numbers), "one state of the file, not two"
        n_read = len(numbers)
    journal.close(ORIGIN_NS + n_packets * NS_PER_S)


_READ_AS_NOBODY = """
import os, sys
from pathlib import Path
from coreg.recording import reader
from coreg.domain.errors import SessionFileError
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    print(len(reader.read_session(Path(sys.argv[1])).packets))
except SessionFileError as error:
    print(error)
"""


def read_elsewhere(path: Path) -> str:
    """Read as a user who may not write (root may everywhere)."""
    done = subprocess.run(
        [sys.executable, "-c", _READ_AS_NOBODY, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="needs file permissions")
def test_a_folder_that_cant_be_written_is_enough_to_read(
    closed: bytes, interrupted: tuple[bytes, bytes], world_folder: Callable[[str], Path]
) -> None:
    whole = put(world_folder("whole"), closed)
    left = put(world_folder("left"), *interrupted)
    for path in (*whole.parent.iterdir(), *left.parent.iterdir()):
        path.chmod(0o444)
    for folder in (whole.parent, left.parent):
        folder.chmod(0o555)
    assert read_elsewhere(whole) == str(N_PACKETS)
    assert (
        read_elsewhere(left)
        == f"{left} can't be opened: copy it, with the -wal file beside it, to a folder of your own."
    )


@pytest.fixture
def world_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    base = tmp_path_factory.mktemp("world")
    for folder in (base, *base.parents):
        if folder.is_relative_to(tmp_path_factory.getbasetemp().parents[1]) and folder.owner() == base.owner():
            folder.chmod(folder.stat().st_mode | 0o555)

    def make(name: str) -> Path:
        folder = base / name
        folder.mkdir()
        return folder

    return make


def test_what_isnt_a_session_file_is_one_sentence(tmp_path: Path) -> None:
    other = tmp_path / "other.coreg"
    connection = apsw.Connection(str(other))
    connection.execute("CREATE TABLE session (id)")
    connection.close()
    (tmp_path / "empty.coreg").write_bytes(b"")
    (tmp_path / "text.coreg").write_text("812\n" * 1000)
    (tmp_path / "random.coreg").write_bytes(os.urandom(5000))
    for name, words in {
        "no.coreg": "doesn't exist",
        ".": "is a folder",
        "empty.coreg": "is empty",
        "other.coreg": "is not a session file",
        "text.coreg": "is not a session file",
        "random.coreg": "is not a session file",
    }.items():
        with pytest.raises(SessionFileError, match=words):
            read_session(tmp_path / name)


def change(file: bytes, folder: Path, sql: str) -> Path:
    path = put(folder, file)
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()
    return path


def test_a_newer_file_is_refused_in_words(tmp_path: Path, closed: bytes) -> None:
    with pytest.raises(SessionFileError, match="another version of Coreg"):
        read_session(change(closed, tmp_path, "PRAGMA user_version = 9"))


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM session",
        "DROP TABLE moment",
        "DROP TABLE setting; CREATE VIEW setting AS SELECT 1 AS run, 'a' AS name, 'b' AS value",
        "UPDATE session SET closed_ns = 9223372036854775807, utc_offset_s = -9223372036854775807",
        "DROP TABLE run; CREATE TABLE run (run, boot_id, started_utc, origin_ns)",
        "INSERT INTO moment VALUES (1, 1, 9e999, 'x', 'star', 'x', 'x', '{}', NULL)",
        "INSERT INTO moment VALUES (1, 1, 1, 'x', 'star', 'x', 'x', '[[[', NULL)",
        "INSERT INTO moment VALUES (1, 1, 1, 'x', 'no such kind', 'x', 'x', '{}', NULL)",
        "UPDATE beat SET ticks = -4",
        "UPDATE beat SET t_s = 9e999",
        "UPDATE packet SET run = 5",
        "INSERT INTO link_event VALUES (99999, 1, 'client', 1, 1, 'no such state', 'asked')",
    ],
)
def test_a_hostile_file_is_a_recording_or_a_sentence(tmp_path: Path, closed: bytes, sql: str) -> None:
    read_or_sentence(change(closed, tmp_path, sql))
