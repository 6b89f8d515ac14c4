"""The journal: what is written is on disk, in order, whatever the disk does meanwhile."""

import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coreg.domain.errors import DiskProblemError
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskProblem, DiskState
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import Ended, read_session
from tests.recording.samples import HEADER, NS_PER_S, ORIGIN_NS, write_beats

MakeJournal = Callable[..., Journal]


def wait_until(condition: Callable[[], bool], limit_s: float = 15.0) -> None:
    end_s = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < end_s, "took too long"
        time.sleep(0.005)


def test_what_is_written_is_read_back_as_it_was(make_journal: MakeJournal) -> None:
    journal = make_journal()
    strap = Strap("AA:BB", "Polar H10", 2.6, 80, sends_rr=True)
    moment = Moment(1, 4.5, "2026-03-01T09:30:04Z", MomentKind.STAR, payload={"n": 3, "word": "ä"})
    journal.write_strap(Role.CLIENT, strap)
    journal.write_link_event(Role.CLIENT, 1, ORIGIN_NS + 5, LinkState.SUBSCRIBING, LinkCause.CONNECTED)
    write_beats(journal, Role.CLIENT, 9)
    journal.write_packet(Role.THERAPIST, 2, ORIGIN_NS + 8 * NS_PER_S, b"\x10", PacketOutcome.MALFORMED, [])
    journal.write_moment(moment)
    journal.write_anchor(ORIGIN_NS + 9 * NS_PER_S)
    journal.write_settings({"definitions": "1"})
    journal.close(ORIGIN_NS + 10 * NS_PER_S)
    recording = read_session(journal.path)
    assert recording.header == HEADER
    assert (recording.ended, recording.duration_s) == (Ended.CLOSED, 10.0)
    assert recording.strap_of(Role.CLIENT) == strap
    assert recording.strap_of(Role.THERAPIST) is None
    assert [event.t_ns for event in recording.link_events_of(Role.CLIENT)] == [5]
    assert [beat.t_s for beat in recording.beats_of(Role.CLIENT)] == [i + 0.1 / 3 for i in range(9)]
    assert [packet.t_ns for packet in recording.packets_of(Role.CLIENT)] == [i * NS_PER_S for i in range(9)]
    assert [packet.outcome for packet in recording.packets_of(Role.THERAPIST)] == [PacketOutcome.MALFORMED]
    assert recording.moments == (moment,)
    assert recording.settings == {"definitions": "1"}


def test_a_closed_session_is_one_file_for_its_owner_alone(make_journal: MakeJournal, tmp_path: Path) -> None:
    journal = make_journal()
    write_beats(journal, Role.CLIENT, 3)
    journal.close(ORIGIN_NS)
    assert [path.name for path in tmp_path.iterdir()] == ["session.coreg"]
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600


def test_packets_count_as_on_disk_once_they_are_committed(make_journal: MakeJournal) -> None:
    journal = make_journal()
    write_beats(journal, Role.CLIENT, 50)
    wait_until(lambda: journal.n_on_disk(Role.CLIENT) == 50)
    assert journal.n_on_disk(Role.THERAPIST) == 0
    assert journal.state() == DiskState()
    running = read_session(journal.path)
    assert (len(running.packets), running.ended, running.duration_s) == (50, Ended.INTERRUPTED, 49.0)


def test_closing_twice_is_closing_once(make_journal: MakeJournal) -> None:
    journal = make_journal()
    journal.close(ORIGIN_NS + NS_PER_S)
    journal.close(ORIGIN_NS + 2 * NS_PER_S)
    assert read_session(journal.path).duration_s == 1.0


def test_nothing_is_written_to_a_closed_journal(make_journal: MakeJournal) -> None:
    journal = make_journal()
    journal.close(ORIGIN_NS)
    with pytest.raises(RuntimeError):
        write_beats(journal, Role.CLIENT, 1)


@pytest.mark.parametrize(
    ("place", "words"), [("no/such/s.coreg", "doesn't exist: make it first"), ("there.coreg", "is there already")]
)
def test_a_file_that_cant_be_made_is_one_sentence(tmp_path: Path, place: str, words: str) -> None:
    (tmp_path / "there.coreg").write_text("mine")
    with pytest.raises(DiskProblemError, match=words) as raised:
        Journal(Place(tmp_path / place), HEADER, ORIGIN_NS)
    assert "\n" not in str(raised.value)
    assert (tmp_path / "there.coreg").read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    with pytest.raises(DiskProblemError, match="folder"):
        Journal(Place(tmp_path / "plain" / "s.coreg"), HEADER, ORIGIN_NS)


def test_a_vanished_folder_is_said_and_everything_is_there_when_it_is_back(
    make_journal: MakeJournal, tmp_path: Path
) -> None:
    folder, away = tmp_path / "stick", tmp_path / "away"
    folder.mkdir()
    now_s = [100.0]
    journal = make_journal(folder / "s.coreg", lambda: now_s[0])
    write_beats(journal, Role.CLIENT, 20)
    wait_until(lambda: journal.n_on_disk(Role.CLIENT) == 20)
    folder.rename(away)
    now_s[0] = 120.0
    write_beats(journal, Role.CLIENT, 20, first=20)
    wait_until(lambda: journal.state().problem is DiskProblem.GONE)
    now_s[0] = 125.0
    state = journal.state()
    assert (state.n_waiting, state.behind_s, journal.n_on_disk(Role.CLIENT)) == (20, 5.0, 20)
    away.rename(folder)
    wait_until(lambda: journal.n_on_disk(Role.CLIENT) == 40)
    journal.close(ORIGIN_NS + 50 * NS_PER_S)
    assert [packet.t_ns // NS_PER_S for packet in read_session(journal.path).packets] == list(range(40))


def delete_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize("delete", [delete_folder, Path.unlink])
def test_a_deleted_session_file_is_put_back_whole(
    make_journal: MakeJournal, tmp_path: Path, delete: Callable[[Path], None]
) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    journal = make_journal(folder / "s.coreg")
    write_beats(journal, Role.CLIENT, 20)
    wait_until(lambda: journal.n_on_disk(Role.CLIENT) == 20)
    delete(journal.path)
    write_beats(journal, Role.CLIENT, 5, first=20)
    wait_until(lambda: journal.state().problem is DiskProblem.GONE)
    folder.mkdir(exist_ok=True)
    wait_until(lambda: journal.n_on_disk(Role.CLIENT) == 25)
    write_beats(journal, Role.CLIENT, 5, first=25)
    wait_until(lambda: journal.n_on_disk(Role.CLIENT) == 30)
    assert len(read_session(journal.path).packets) == 30, "while it runs, from another connection"
    journal.close(ORIGIN_NS + 50 * NS_PER_S)
    assert [path.name for path in folder.iterdir()] == ["s.coreg"]
    assert [packet.t_ns // NS_PER_S for packet in read_session(journal.path).packets] == list(range(30))


def test_a_close_that_the_disk_refuses_loses_nothing_and_can_be_repeated(
    make_journal: MakeJournal, tmp_path: Path
) -> None:
    folder, away = tmp_path / "stick", tmp_path / "away"
    folder.mkdir()
    journal = make_journal(folder / "s.coreg")
    folder.rename(away)
    write_beats(journal, Role.CLIENT, 4)
    with pytest.raises(DiskProblemError, match="4 packets"):
        journal.close(ORIGIN_NS + 4 * NS_PER_S, limit_s=0.05)
    away.rename(folder)
    journal.close(ORIGIN_NS + 4 * NS_PER_S)
    recording = read_session(journal.path)
    assert (len(recording.packets), recording.ended) == (4, Ended.CLOSED)


def test_another_file_in_its_place_is_never_written_to(make_journal: MakeJournal, tmp_path: Path) -> None:
    journal = make_journal()
    write_beats(journal, Role.CLIENT, 3)
    wait_until(lambda: journal.n_on_disk(Role.CLIENT) == 3)
    mine = tmp_path / "mine"
    mine.mkdir()
    for path in tmp_path.glob("session.coreg*"):
        path.rename(mine / path.name)
    journal.path.write_text("somebody else's")
    write_beats(journal, Role.CLIENT, 1, first=3)
    wait_until(lambda: journal.state().problem is DiskProblem.GONE)
    time_to_mend = time.monotonic() + 1.5
    wait_until(lambda: time.monotonic() > time_to_mend)
    assert journal.path.read_text() == "somebody else's"
    journal.path.unlink()
    for path in mine.iterdir():
        path.rename(tmp_path / path.name)
    wait_until(lambda: journal.n_on_disk(Role.CLIENT) == 4)
