"""A recording that goes on in another folder: in two files while it must be, in one as soon as it can be."""

import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coreg.domain.errors import DiskProblemError, SessionFileError
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskProblem
from coreg.recording.interrupted import end_there
from coreg.recording.journal import Journal
from coreg.recording.parts import join, parts_of
from coreg.recording.place import Place
from coreg.recording.reader import Ended, Recording, read_session
from coreg.recording.seal import seal
from tests.recording.samples import NS_PER_S, ORIGIN_NS, write_beats
from tests.recording.stick import Stick
from tests.recording.test_journal import wait_until

MakeJournal = Callable[..., Journal]
KEY = bytes(range(32))


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    found: bytes | None = request.param
    return found


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    return Stick(tmp_path)


def record_in_two_files(make_journal: MakeJournal, stick: Stick, key: bytes | None) -> Journal:
    """Record 20 packets on the stick, 20 that wait, and 20 elsewhere; the stick is away."""
    journal = make_journal(stick.path, key=key)
    write_beats(journal, Role.CLIENT, 20)
    wait_until(lambda: journal.n_on_disk(Role.CLIENT) == 20)
    stick.pull_out()
    write_beats(journal, Role.CLIENT, 20, first=20)
    journal.write_moment(Moment(1, 39.5, "2026-03-01T09:30:39Z", MomentKind.STAR))
    wait_until(lambda: journal.state().problem is DiskProblem.GONE)
    journal.record_elsewhere(stick.elsewhere)
    write_beats(journal, Role.CLIENT, 20, first=40)
    wait_until(lambda: journal.n_on_disk(Role.CLIENT) == 60)
    assert journal.state().problem is None
    assert journal.state().elsewhere == stick.elsewhere
    return journal


def seconds(recording: Recording) -> list[int]:
    return [packet.t_ns // NS_PER_S for packet in recording.packets]


def test_when_the_disk_is_back_at_the_end_all_is_in_the_first_file(
    make_journal: MakeJournal, stick: Stick, key: bytes | None
) -> None:
    journal = record_in_two_files(make_journal, stick, key)
    stick.plug_in()
    journal.close(ORIGIN_NS + 60 * NS_PER_S)
    assert journal.places == (Place(stick.path, key),)
    assert journal.state().elsewhere is None
    whole = read_session(stick.path, key)
    assert (whole.ended, whole.duration_s, seconds(whole)) == (Ended.CLOSED, 60.0, list(range(60)))
    assert (len(whole.beats), len(whole.moments), whole.settings) == (60, 1, {})
    assert [path.name for path in stick.folder.iterdir()] == ["s.coreg"]
    assert list(stick.elsewhere.iterdir()) == []
    assert stat.S_IMODE(stick.elsewhere.stat().st_mode) == 0o700


def test_when_it_stays_away_both_files_stay_and_can_be_joined_later(
    make_journal: MakeJournal, stick: Stick, key: bytes | None
) -> None:
    journal = record_in_two_files(make_journal, stick, key)
    journal.close(ORIGIN_NS + 60 * NS_PER_S)
    assert journal.places == (Place(stick.path, key), Place(stick.part, key))
    stick.plug_in()
    part = read_session(stick.part, key)
    assert (part.ended, seconds(part)) == (Ended.CLOSED, list(range(20, 60)))
    assert seconds(read_session(stick.path, key)) == list(range(20))
    assert parts_of(stick.path, [stick.elsewhere, stick.folder / "no"]) == [stick.part]
    join(*journal.places)
    whole = read_session(stick.path, key)
    assert (whole.ended, whole.duration_s, seconds(whole)) == (Ended.CLOSED, 60.0, list(range(60)))
    assert not stick.part.exists()


def test_files_of_a_killed_program_open_and_are_joined(
    make_journal: MakeJournal, stick: Stick, tmp_path: Path, key: bytes | None
) -> None:
    journal = record_in_two_files(make_journal, stick, key)
    stick.plug_in()
    killed = tmp_path / "killed"
    shutil.copytree(stick.folder, killed)  # as kill -9 would leave them: logs and all
    shutil.copytree(stick.elsewhere, killed, dirs_exist_ok=True)
    first, second = Place(killed / "s.coreg", key), Place(killed / "s-part2.coreg", key)
    assert read_session(second.path, key).ended is Ended.INTERRUPTED
    join(first, second)
    whole = read_session(first.path, key)
    assert (whole.ended, seconds(whole)) == (Ended.INTERRUPTED, list(range(60)))
    journal.close(ORIGIN_NS + 60 * NS_PER_S)


def test_what_was_in_doubt_stands_in_both_and_once_in_the_whole(
    make_journal: MakeJournal, stick: Stick, tmp_path: Path
) -> None:
    journal = record_in_two_files(make_journal, stick, None)
    journal.close(ORIGIN_NS + 60 * NS_PER_S)
    stick.plug_in()
    again = tmp_path / "again.coreg"
    shutil.copy(stick.part, again)
    join(*journal.places)
    join(Place(stick.path), Place(again))  # all of it is there already
    assert seconds(read_session(stick.path)) == list(range(60))


def test_a_third_file_is_joined_after_the_second_and_not_before(
    make_journal: MakeJournal, stick: Stick, tmp_path: Path
) -> None:
    journal = record_in_two_files(make_journal, stick, None)
    journal.record_elsewhere(tmp_path / "third")
    write_beats(journal, Role.CLIENT, 20, first=60)
    journal.close(ORIGIN_NS + 80 * NS_PER_S)
    first, second, third = journal.places
    stick.plug_in()
    assert third.path == tmp_path / "third" / "s-part3.coreg"
    with pytest.raises(SessionFileError, match="join the earlier parts first"):
        join(first, third)
    assert seconds(read_session(third.path)) == list(range(60, 80))
    assert second.path.exists()
    for part in parts_of(first.path, [third.path.parent, second.path.parent]):
        join(first, Place(part))
    assert seconds(read_session(first.path)) == list(range(80))
    assert not second.path.exists()


def test_nothing_is_joined_to_a_sealed_file(make_journal: MakeJournal, stick: Stick) -> None:
    journal = record_in_two_files(make_journal, stick, None)
    journal.close(ORIGIN_NS + 60 * NS_PER_S)
    stick.plug_in()
    first, part = journal.places
    with pytest.raises(SessionFileError):
        seal(first, KEY)  # its end is in the part
    end_there(first, datetime.now(UTC))
    with pytest.raises(SessionFileError, match="contradicts"):
        join(first, part)
    seal(first, KEY)
    with pytest.raises(SessionFileError, match="sealed already"):
        join(first, part)
    assert seconds(read_session(part.path)) == list(range(20, 60))


def test_a_file_deleted_meanwhile_is_put_back_and_joined(make_journal: MakeJournal, stick: Stick) -> None:
    journal = make_journal(stick.path)
    write_beats(journal, Role.CLIENT, 20)
    wait_until(lambda: journal.n_on_disk(Role.CLIENT) == 20)
    stick.path.unlink()
    journal.record_elsewhere(stick.elsewhere)
    write_beats(journal, Role.CLIENT, 20, first=20)
    journal.close(ORIGIN_NS + 40 * NS_PER_S)
    assert seconds(read_session(stick.path)) == list(range(40))
    assert list(stick.elsewhere.iterdir()) == []


def test_a_folder_that_takes_no_file_is_one_sentence_and_the_recording_stays_where_it_is(
    make_journal: MakeJournal, stick: Stick, tmp_path: Path
) -> None:
    journal = make_journal(stick.path)
    (tmp_path / "plain").write_text("")
    for folder in (tmp_path / "plain", tmp_path / "no" / "such"):
        with pytest.raises(DiskProblemError) as raised:
            journal.record_elsewhere(folder)
        assert "\n" not in str(raised.value)
    write_beats(journal, Role.CLIENT, 20)
    journal.close(ORIGIN_NS + 20 * NS_PER_S)
    assert journal.places == (Place(stick.path),)
    assert seconds(read_session(stick.path)) == list(range(20))


def test_parts_of_another_session_are_refused(make_journal: MakeJournal, stick: Stick, tmp_path: Path) -> None:
    journal = record_in_two_files(make_journal, stick, None)
    journal.close(ORIGIN_NS + 60 * NS_PER_S)
    stick.plug_in()
    other = tmp_path / "other.coreg"
    shutil.copy(stick.path, other)
    with pytest.raises(SessionFileError, match="no later part"):
        join(Place(stick.path), Place(other))
    assert other.exists()


def test_contradicting_parts_are_not_joined(make_journal: MakeJournal, stick: Stick, tmp_path: Path) -> None:
    journal = record_in_two_files(make_journal, stick, None)
    journal.close(ORIGIN_NS + 60 * NS_PER_S)
    stick.plug_in()
    other = make_journal(tmp_path / "other.coreg")  # of the same session id, and other packets under these numbers
    for i in range(30):
        other.write_packet(Role.CLIENT, 1, ORIGIN_NS + i, b"\x10", PacketOutcome.MALFORMED, [])
    other.close(ORIGIN_NS)
    with pytest.raises(SessionFileError, match="contradicts"):
        join(Place(other.path), journal.places[1])
    assert len(read_session(other.path).packets) == 30
    assert stick.part.exists()
