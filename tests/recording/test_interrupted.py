"""Interrupted sessions: found, ended where they stand, or gone on with; an end is never invented."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from coreg.domain.beat import GapCause
from coreg.domain.errors import DiskProblemError, SessionFileError
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.session import utc_ns
from coreg.domain.strap import Strap
from coreg.recording.anchors import Instant, boot_id
from coreg.recording.interrupted import ResumePoint, end_there, find_interrupted, look_at, resume_point
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import Ended, read_session
from coreg.review.recompute import n_beats_differing, rebuild
from tests.recording.samples import HEADER, NS_PER_S, ORIGIN_NS, write_beats
from tests.review.samples import Wearer, beats_until

KEY = bytes(range(32))
STARTED = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
LENGTH_S = 60.0
HOUR_S = 3600.0


def star(number: int, t_s: float) -> Moment:
    return Moment(number, t_s, "2026-03-01T09:30:04Z", MomentKind.STAR)


def leave(folder: Path, key: bytes | None) -> Place:
    """Record a minute of two people, and leave the file as a killed program does."""
    journal = Journal(Place(folder / "running.coreg", key), HEADER, ORIGIN_NS)
    for role, latency_s in ((Role.CLIENT, 2.6), (Role.THERAPIST, None)):
        wearer = Wearer(journal, role, Strap(f"AA:{role.value}", latency_s=latency_s))
        wearer.connect(1.0)
        beats_until(wearer, 2.0, 30.0)
        wearer.connect(32.0)
        beats_until(wearer, 33.0, LENGTH_S)
    journal.write_moment(star(1, 10.0))
    journal.wait_until_at_most(0, 20)
    place = Place(folder / "left.coreg", key)
    for suffix in ("", "-wal"):
        shutil.copy(f"{journal.path}{suffix}", f"{place.path}{suffix}")
    journal.close(ORIGIN_NS)
    journal.path.unlink()
    return place


@pytest.fixture(params=[KEY, None], ids=["protected", "plain"])
def left(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    yield leave(tmp_path, request.param)
    assert not {entry.suffix for entry in tmp_path.iterdir()} - {".coreg"}, "nothing is left beside"


def instant(after_s: float, *, monotonic_ns: int = 0, boot: str = "another start") -> Instant:
    """Return the clocks, that long after the session began."""
    return Instant(boot, monotonic_ns, None, utc_ns(HEADER.started_utc) + round(after_s * NS_PER_S))


def go_on(place: Place, point: ResumePoint, *, until_s: float) -> Journal:
    """Record on from minute two as the engine does: links and segments begin anew, moments don't."""
    journal = Journal.resume(place, point)
    for role in Role:
        wearer = Wearer(journal, role, Strap(f"AA:{role.value}", latency_s=1.0), origin_ns=point.origin_ns)
        wearer.connect(121.0)
        beats_until(wearer, 122.0, until_s)
    journal.write_moment(star(2, until_s))
    journal.close(point.origin_ns + round(until_s * NS_PER_S))
    return journal


def test_an_interrupted_session_is_found_with_its_last_instant(left: Place) -> None:
    (found,) = find_interrupted([left])
    assert found.header == HEADER
    assert LENGTH_S - 1 < found.last_s <= LENGTH_S
    assert abs(found.last_utc - STARTED - timedelta(seconds=found.last_s)) < timedelta(milliseconds=1)
    assert [moment.t_s for moment in found.moments] == [10.0]
    end_there(left, STARTED)


def test_what_was_closed_or_cant_be_read_isnt_interrupted(tmp_path: Path) -> None:
    journal = Journal(Place(tmp_path / "closed.coreg"), HEADER, ORIGIN_NS)
    journal.close(ORIGIN_NS)
    (tmp_path / "damaged.coreg").write_bytes(b"x" * 5000)
    places = [Place(tmp_path / name) for name in ("closed.coreg", "damaged.coreg", "none.coreg")]
    assert find_interrupted(places) == []
    assert look_at(places[0]) is None
    for act in (lambda: end_there(places[0], STARTED), lambda: resume_point(places[0], instant(1.0))):
        with pytest.raises(SessionFileError, match="was closed"):
            act()


def test_ended_there_is_ended_at_the_last_stored_thing(left: Place) -> None:
    before = read_session(left.path, left.key)
    end_there(left, STARTED + timedelta(hours=20))
    after = read_session(left.path, left.key)
    assert after.ended is Ended.CLOSED
    assert after.duration_s == pytest.approx(before.duration_s, abs=1e-8)
    assert (after.packets, after.beats) == (before.packets, before.beats)
    *earlier, ended = after.moments
    assert tuple(earlier) == before.moments
    assert (ended.moment_id, ended.kind, ended.t_s) == (2, MomentKind.ENDED_THERE, before.duration_s)
    assert ended.wall_utc == "2026-03-02T05:30:00.000Z"


def test_a_resumed_session_is_one_session_with_a_hole(left: Place) -> None:
    before = read_session(left.path, left.key)
    point = resume_point(left, instant(120.0, monotonic_ns=5))
    assert point.origin_ns == 5 - 120 * NS_PER_S, "another start of the computer: by UTC"
    go_on(left, point, until_s=180.0)
    recording = read_session(left.path, left.key)
    assert (recording.ended, recording.duration_s) == (Ended.CLOSED, 180.0)
    assert [run.run for run in recording.runs] == [1, 2]
    assert recording.header == before.header
    assert recording.packets[: len(before.packets)] == before.packets
    numbers = [packet.entry for packet in recording.packets]
    assert numbers == sorted(set(numbers)), "entries go on"
    assert [moment.moment_id for moment in recording.moments] == [1, 2]
    for role in Role:
        times_s = [packet.t_ns / NS_PER_S for packet in recording.packets_of(role)]
        assert times_s == sorted(times_s)
        assert not [t_s for t_s in times_s if LENGTH_S < t_s < 120.0]
        assert sorted({packet.link for packet in recording.packets_of(role)}) == [1, 2, 3], "links go on"
        assert sorted({beat.segment for beat in recording.beats_of(role)}) == [0, 1, 2], "and segments"


def test_what_lies_between_two_runs_is_a_gap_and_all_beats_can_be_rebuilt(left: Place) -> None:
    go_on(left, resume_point(left, instant(120.0)), until_s=180.0)
    recording = read_session(left.path, left.key)
    for role, latency_s in ((Role.CLIENT, 2.6), (Role.THERAPIST, 0.0)):
        rebuilt = rebuild(recording, role)
        assert n_beats_differing(recording.beats_of(role), rebuilt) == 0
        assert [gap.cause for gap in rebuilt.gaps] == [GapCause.LINK_LOST, GapCause.NO_DATA]
        hole = rebuilt.gaps[1]
        assert LENGTH_S - 2 < hole.start_s + latency_s <= LENGTH_S
        assert 119.0 < hole.end_s < 122.0


def test_a_resumed_session_may_be_interrupted_and_resumed_again(left: Place) -> None:
    point = resume_point(left, instant(120.0))
    journal = Journal.resume(left, point)
    write_beats_at(journal, point, 121)
    journal.wait_until_at_most(0, 20)
    again = Place(left.path.with_name("again.coreg"), left.key)
    for suffix in ("", "-wal"):
        shutil.copy(f"{left.path}{suffix}", f"{again.path}{suffix}")
    journal.close(point.origin_ns)
    second = resume_point(again, instant(130.0))
    assert [run.run for run in second.runs] == [1, 2, 3]
    end_there(again, STARTED)
    assert [run.run for run in read_session(again.path, again.key).runs] == [1, 2]


def write_beats_at(journal: Journal, point: ResumePoint, t_s: int) -> None:
    write_beats(journal, Role.CLIENT, 1, first=t_s + (point.origin_ns - ORIGIN_NS) // NS_PER_S)


@pytest.mark.parametrize(
    ("after_s", "may"), [(LENGTH_S + 2 * HOUR_S - 2, True), (LENGTH_S + 2 * HOUR_S + 2, False)]
)
def test_two_hours_later_it_can_only_be_ended(left: Place, after_s: float, may: bool) -> None:
    (found,) = find_interrupted([left])
    assert found.may_resume(STARTED + timedelta(seconds=after_s)) is may
    if may:
        resume_point(left, instant(after_s))
    else:
        with pytest.raises(SessionFileError, match="end it there"):
            resume_point(left, instant(after_s))
    end_there(left, STARTED)


def test_a_clock_that_was_set_back_makes_no_time_run_backwards(left: Place) -> None:
    point = resume_point(left, instant(-1e6))
    assert LENGTH_S - 1 < -point.origin_ns / NS_PER_S <= LENGTH_S
    end_there(left, STARTED)


def test_on_the_same_start_of_the_computer_the_clock_that_counts_sleep_tells_the_time(tmp_path: Path) -> None:
    journal = Journal(Place(tmp_path / "s.coreg"), HEADER, ORIGIN_NS)
    journal.write_anchor(ORIGIN_NS + 10 * NS_PER_S)
    journal.wait_until_at_most(0, 20)
    anchor = read_session(journal.path).anchors[0]
    if anchor.with_sleep_ns is None:
        pytest.skip("this system has no clock that counts sleep")
    asleep = Instant(boot_id(), ORIGIN_NS + 11 * NS_PER_S, anchor.with_sleep_ns + 600 * NS_PER_S, 0)
    point = resume_point(Place(journal.path), asleep)
    assert (asleep.monotonic_ns - point.origin_ns) / NS_PER_S == pytest.approx(610.0)
    awake = Instant(boot_id(), ORIGIN_NS + 11 * NS_PER_S, None, 0)
    assert resume_point(Place(journal.path), awake).origin_ns == pytest.approx(ORIGIN_NS, abs=2)
    journal.close(ORIGIN_NS)


def test_an_interrupted_file_of_an_older_schema_is_gone_on_with(tmp_path: Path) -> None:
    place = Place(tmp_path / "old.coreg")
    place.path.write_bytes((Path(__file__).parent / "schemas" / "v1.coreg").read_bytes())
    connection = apsw.Connection(str(place.path))
    connection.execute("UPDATE session SET closed_ns = NULL")
    connection.close()
    found = look_at(place)
    assert found is not None
    now_ns = int(found.last_utc.timestamp()) * NS_PER_S + 30 * NS_PER_S
    journal = Journal.resume(place, resume_point(place, Instant("x", 0, None, now_ns)))
    journal.close(10 * NS_PER_S)
    assert [run.run for run in read_session(place.path).runs] == [1, 2]


def test_a_file_that_vanished_before_it_was_gone_on_with_is_one_sentence(left: Place) -> None:
    point = resume_point(left, instant(120.0))
    for path in left.path.parent.glob("left.coreg*"):
        path.unlink()
    with pytest.raises(DiskProblemError, match="can't be"):
        Journal.resume(left, point)
