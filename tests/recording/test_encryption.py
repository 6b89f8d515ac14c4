"""Encryption at rest: nothing of a session can be read without its key, and its key is said nowhere."""

import logging
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from coreg.domain.errors import DiskProblemError, SessionFileError
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.strap import Strap
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import Ended, read_session
from tests.recording.samples import NS_PER_S, ORIGIN_NS, write_beats

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
N_PACKETS = 200
PAYLOAD = bytes.fromhex("10") + b"a payload that nobody reads"
SECRETS = (
    b"SQLite format 3",
    b"CREATE TABLE",
    b"C0:FF:EE:C0:FF:EE",
    b"Polar H10",
    b"Europe/Berlin",
    b"straps_checked",
    PAYLOAD,
    KEY,
    KEY.hex().encode(),
)

MakeJournal = Callable[..., Journal]


def write_session(journal: Journal) -> None:
    journal.write_strap(Role.CLIENT, Strap("C0:FF:EE:C0:FF:EE", "Polar H10", 2.6, 80, sends_rr=True))
    journal.write_packet(Role.CLIENT, 1, ORIGIN_NS, PAYLOAD, PacketOutcome.MALFORMED, [])
    journal.write_moment(Moment(1, 0.5, "2026-03-01T09:30:04Z", MomentKind.STRAPS_CHECKED))
    write_beats(journal, Role.CLIENT, N_PACKETS)
    limit_s = time.monotonic() + 20
    while journal.n_on_disk(Role.CLIENT) < N_PACKETS + 1:
        assert time.monotonic() < limit_s
        time.sleep(0.002)


def readable_in(folder: Path) -> set[tuple[str, bytes]]:
    return {(path.name, secret) for path in folder.iterdir() for secret in SECRETS if secret in path.read_bytes()}


def test_no_byte_of_a_protected_session_is_readable_while_it_runs_or_after(
    make_journal: MakeJournal, tmp_path: Path
) -> None:
    journal = make_journal(key=KEY)
    write_session(journal)
    assert {path.name for path in tmp_path.iterdir()} == {f"session.coreg{end}" for end in ("", "-wal", "-shm")}
    assert readable_in(tmp_path) == set()
    journal.close(ORIGIN_NS + N_PACKETS * NS_PER_S)
    assert [path.name for path in tmp_path.iterdir()] == ["session.coreg"]
    assert readable_in(tmp_path) == set()
    recording = read_session(journal.path, KEY)
    assert (len(recording.packets), recording.ended) == (N_PACKETS + 1, Ended.CLOSED)


def test_the_same_session_without_a_key_is_readable(make_journal: MakeJournal, tmp_path: Path) -> None:
    journal = make_journal()
    write_session(journal)
    journal.close(ORIGIN_NS)
    assert len(readable_in(tmp_path)) == len(SECRETS) - 2, "or the test above would see nothing at all"


def test_the_file_that_is_built_before_it_has_its_name_is_protected_too(
    make_journal: MakeJournal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[tuple[str, bytes]] = set()
    n_seen = 0

    def look(*_: object) -> None:
        nonlocal n_seen
        n_seen += 1
        seen.update(readable_in(tmp_path))
        raise OSError

    monkeypatch.setattr("os.link", look)
    make_journal(key=KEY)
    assert n_seen == 1
    assert seen == set()


def test_a_deleted_protected_file_is_put_back_protected(make_journal: MakeJournal, tmp_path: Path) -> None:
    journal = make_journal(key=KEY)
    write_session(journal)
    journal.path.unlink()
    write_beats(journal, Role.CLIENT, 1, first=N_PACKETS)
    journal.wait_until_at_most(0, 20)
    assert readable_in(tmp_path) == set()
    assert len(read_session(journal.path, KEY).packets) == N_PACKETS + 2


@pytest.mark.parametrize(
    ("key", "words"),
    [(None, "is protected: open it by its session id"), (OTHER_KEY, "doesn't open with its key")],
)
def test_without_its_key_a_session_is_one_sentence(
    make_journal: MakeJournal, key: bytes | None, words: str
) -> None:
    journal = make_journal(key=KEY)
    write_session(journal)
    for _ in ("running", "closed"):
        with pytest.raises(SessionFileError, match=words) as raised:
            read_session(journal.path, key)
        assert "\n" not in str(raised.value)
        journal.close(ORIGIN_NS)


def test_a_plain_file_where_a_protected_one_should_be_is_refused(make_journal: MakeJournal) -> None:
    journal = make_journal()
    journal.close(ORIGIN_NS)
    with pytest.raises(SessionFileError, match="doesn't open with its key"):
        read_session(journal.path, KEY)


def test_a_key_of_another_length_is_a_programs_mistake(tmp_path: Path) -> None:
    (tmp_path / "s.coreg").write_bytes(b"x")
    with pytest.raises(SessionFileError):
        read_session(tmp_path / "s.coreg", b"short")


def test_no_error_names_the_key(
    make_journal: MakeJournal, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    journal = make_journal(key=KEY)
    write_session(journal)
    assert KEY.hex() not in repr(Place(journal.path, KEY))
    assert repr(KEY) not in repr(Place(journal.path, KEY))
    told = []
    for place in (Place(journal.path, KEY), Place(tmp_path / "no" / "s.coreg", KEY)):
        with pytest.raises(DiskProblemError) as raised:
            make_journal(place.path, key=place.key)
        told += traceback.format_exception(raised.value)
    for path, key in ((journal.path, OTHER_KEY), (journal.path, KEY[:5]), (tmp_path / "s", KEY)):
        with pytest.raises(SessionFileError) as refused:
            read_session(path, key)
        told += traceback.format_exception(refused.value)
    for secret in (KEY, OTHER_KEY):
        assert secret.hex() not in "".join(told) + caplog.text
        assert repr(secret) not in "".join(told) + caplog.text
