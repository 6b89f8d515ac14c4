"""Erase for good: of what was erased, nothing is in any byte of the new file, and everything else is as it was."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from coreg.domain.beat import Beat, BeatFlag, GapCause
from coreg.domain.errors import DiskProblemError, SessionFileError
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.packet import PacketOutcome
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.strap import LinkCause, LinkState, Strap
from coreg.domain.together import TogetherState, TogetherUpdate
from coreg.recording.connection import connect
from coreg.recording.cut import Span
from coreg.recording.erase import erase_moments, erase_span
from coreg.recording.journal import Journal
from coreg.recording.new_file import remove
from coreg.recording.place import Place
from coreg.recording.reader import Recording, StoredBeat, StoredPacket, read_session
from coreg.recording.seal import Seal, seal, verify
from coreg.review.recompute import n_beats_differing, rebuild
from tests.recording.samples import HEADER, ORIGIN_NS
from tests.review.samples import Wearer, beats_until, ns

KEY, NEW_KEY, SEAL_KEY = bytes(range(32)), bytes(range(64, 96)), bytes(range(32, 64))
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LENGTH_S = 120.0
BOTH = frozenset(Role)
CLIENT = frozenset({Role.CLIENT})
MARKS = ((1, 20.0, "before"), (2, 50.0, "a word in the span"), (3, 80.0, "after"))


def rebuilt_beats(recording: Recording, role: Role) -> tuple[StoredBeat, ...]:
    return rebuild(recording, role).stored


def mark(number: int, t_s: float, word: str, amends: int | None = None) -> Moment:
    return Moment(number, t_s, "2026-03-01T09:30:04Z", MomentKind.STAR, payload={"word": word}, amends=amends)


@pytest.fixture(params=[KEY, None], ids=["protected", "plain"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Two minutes of two people; the client's link drops and comes back within the span that will be erased."""
    place = Place(tmp_path / "old.coreg", request.param)
    journal = Journal(place, HEADER, ORIGIN_NS)
    for role in Role:
        wearer = Wearer(journal, role, Strap(f"AA:{role.value}", "Polar H10", 2.6, 80))
        wearer.connect(1.0)
        t_s = beats_until(wearer, 2.0, 44.0)
        if role is Role.CLIENT:
            wearer.event(45.0, LinkState.RECONNECTING, LinkCause.DISCONNECTED)
            wearer.connect(48.0)
            t_s = 49.0
        t_s = beats_until(wearer, t_s, 61.0)
        wearer.packet(t_s - 0.4, b"\x30\x3c\xee\x03")
        beats_until(wearer, t_s, LENGTH_S)
    for number, at_s, word in MARKS:
        journal.write_moment(mark(number, at_s, word))
    for number in range(1, 9):
        answer = TogetherUpdate(10.0 * number, 1.5, TogetherState.CHANCE, None, 1)
        journal.write_together(number, answer)
    journal.write_moment(mark(4, 100.0, "a word in the span, spelt right", amends=2))
    journal.close(ns(LENGTH_S))
    return place


def new_place(place: Place) -> Place:
    return Place(place.path.with_name("new.coreg"), None if place.key is None else NEW_KEY)


def erase(place: Place, span: Span) -> tuple[Place, Seal]:
    target = new_place(place)
    sealed = erase_span(place, target, span, NOW, rebuilt_beats, SEAL_KEY)
    assert sealed is not None
    return target, sealed


def test_no_answer_is_kept_that_rests_on_what_was_erased(place: Place) -> None:
    target, _ = erase(place, Span(45.0, 60.0, CLIENT))
    assert len(read_session(place.path, place.key).together) == 8
    assert [answer.t_s for answer in read_session(target.path, target.key).together] == [10.0]


def decrypted(place: Place) -> bytes:
    """Every byte of the file's pages, as SQLite sees them."""
    with closing(connect(place.path, place.key, apsw.SQLITE_OPEN_READONLY)) as connection:
        return bytes(connection.serialize("main"))


def traces(packet: StoredPacket) -> Iterator[bytes]:
    """What would be in a page of a file that still held the packet: its time with its bytes, as a row is stored."""
    yield (packet.t_ns + ORIGIN_NS).to_bytes(6, "big") + packet.payload


def test_of_an_erased_span_nothing_is_in_any_byte_of_the_new_file(place: Place) -> None:
    before = read_session(place.path, place.key)
    span = Span(40.0, 60.0, BOTH)
    old_bytes = decrypted(place)
    target, _ = erase(place, span)
    new_bytes = decrypted(target)
    inside = [packet for packet in before.packets if span.holds(packet.t_ns / 1e9)]
    assert len(inside) > 30
    for packet in inside:
        for trace in traces(packet):
            assert trace in old_bytes, "or this test sees nothing"
            assert trace not in new_bytes
            assert trace[:6] not in new_bytes, "nor when it came"
    for word in (b"a word in the span", b"spelt right"):
        assert word in old_bytes
        assert word not in new_bytes
    assert b'"after"' in new_bytes
    assert [entry.name for entry in target.path.parent.iterdir() if entry.name != "old.coreg"] == ["new.coreg"]


def test_the_rest_is_as_it_was_and_a_tombstone_says_what_is_missing(place: Place) -> None:
    before = read_session(place.path, place.key)
    target, sealed = erase(place, Span(40.0, 60.0, BOTH))
    after = read_session(target.path, target.key)
    assert (after.header, after.duration_s, after.runs) == (before.header, before.duration_s, before.runs)
    for role in Role:
        kept = after.packets_of(role)
        assert set(kept) < set(before.packets_of(role))
        lost_s = [p.t_ns / 1e9 for p in before.packets_of(role) if p not in kept]
        assert 39.0 < min(lost_s) < 41.0
        assert 60.0 < max(lost_s) < 66.0, "packets come later than the heartbeats that they tell of"
        assert not [beat for beat in after.beats_of(role) if 40.0 < beat.t_s < 60.0]
    assert [moment.moment_id for moment in after.moments] == [1, 3, 5]
    tombstone = after.moments[-1]
    assert tombstone.kind is MomentKind.ERASED
    assert tombstone.payload == {"start_s": 40.0, "end_s": 60.0, "who": "both"}
    assert (tombstone.t_s, tombstone.wall_utc) == (40.0, "2026-03-02T12:00:00.000Z")
    assert verify(target, SEAL_KEY, sealed) == ()


def test_what_was_erased_is_a_gap_and_beats_after_it_can_be_rebuilt(place: Place) -> None:
    target, _ = erase(place, Span(40.0, 60.0, BOTH))
    after = read_session(target.path, target.key)
    for role in Role:
        beats, rebuilt = after.beats_of(role), rebuild(after, role)
        assert n_beats_differing(beats, rebuilt) == 0
        assert {beat.segment for beat in beats} == {0, 1}
        first_after = next(beat for beat in beats if beat.segment == 1)
        assert first_after.flags == BeatFlag.FIRST_AFTER_LINK, (
            "as after a link that was lost, however short the span"
        )
        (gap,) = rebuilt.gaps
        assert gap.cause is GapCause.OFF_RECORD
        assert gap.start_s <= 40.0 < 60.0 <= gap.end_s
        assert gap.end_s - gap.start_s < 30.0


def test_that_a_link_came_back_is_known_but_not_when(place: Place) -> None:
    target, _ = erase(place, Span(40.0, 60.0, BOTH))
    events = read_session(target.path, target.key).link_events_of(Role.CLIENT)
    assert not [event for event in events if 40.0 <= event.t_ns / 1e9 < 60.0]
    assert [(event.t_ns / 1e9, event.state) for event in events[-2:]] == [
        (60.0, LinkState.SUBSCRIBING),
        (60.0, LinkState.STREAMING),
    ]


def test_one_persons_span_leaves_the_other_person_and_the_marks_alone(place: Place) -> None:
    before = read_session(place.path, place.key)
    target, _ = erase(place, Span(40.0, 60.0, CLIENT))
    after = read_session(target.path, target.key)
    assert after.packets_of(Role.THERAPIST) == before.packets_of(Role.THERAPIST)
    assert after.beats_of(Role.THERAPIST) == before.beats_of(Role.THERAPIST)
    assert after.link_events_of(Role.THERAPIST) == before.link_events_of(Role.THERAPIST)
    assert len(after.packets_of(Role.CLIENT)) < len(before.packets_of(Role.CLIENT)) - 15
    assert after.moments[:-1] == before.moments
    assert after.moments[-1].payload["who"] == "client"


@pytest.mark.parametrize(("start_s", "end_s"), [(0.0, 30.0), (100.0, LENGTH_S), (0.0, LENGTH_S), (70.0, 70.0)])
def test_any_span_can_be_erased_and_the_rest_rebuilt(place: Place, start_s: float, end_s: float) -> None:
    target, sealed = erase(place, Span(start_s, end_s, BOTH))
    after = read_session(target.path, target.key)
    assert verify(target, SEAL_KEY, sealed) == ()
    for role in Role:
        assert n_beats_differing(after.beats_of(role), rebuild(after, role)) == 0
        assert not [beat for beat in after.beats_of(role) if start_s < beat.t_s < end_s]
        assert after.strap_of(role) is not None


def test_spans_can_be_erased_one_after_another(place: Place) -> None:
    first, _ = erase(place, Span(40.0, 60.0, BOTH))
    again = Place(place.path.with_name("again.coreg"), None if place.key is None else bytes(32))
    assert erase_span(first, again, Span(90.0, 95.0, CLIENT), NOW, rebuilt_beats, None) is None
    after = read_session(again.path, again.key)
    assert [moment.kind for moment in after.moments][-2:] == [MomentKind.ERASED, MomentKind.ERASED]
    for role, n_gaps in ((Role.CLIENT, 2), (Role.THERAPIST, 1)):
        rebuilt = rebuild(after, role)
        assert n_beats_differing(after.beats_of(role), rebuilt) == 0
        assert [gap.cause for gap in rebuilt.gaps] == [GapCause.OFF_RECORD] * n_gaps


def test_a_moment_and_its_amendments_leave_empty_tombstones(place: Place) -> None:
    sealed = erase_moments(place, new_place(place), {2}, SEAL_KEY)
    before, after = read_session(place.path, place.key), read_session(new_place(place).path, new_place(place).key)
    assert sealed is not None
    assert verify(new_place(place), SEAL_KEY, sealed) == ()
    assert [moment.moment_id for moment in after.moments] == [1, 2, 3, 4]
    for number in (2, 4):
        moment = after.moments[number - 1]
        assert (moment.kind, moment.payload, moment.amends) == (MomentKind.ERASED, {}, None)
    assert (after.moments[0], after.moments[2]) == (before.moments[0], before.moments[2])
    assert (after.packets, after.beats) == (before.packets, before.beats)
    assert b"a word in the span" not in decrypted(new_place(place))


def test_a_moment_that_isnt_there_is_one_sentence_and_no_file(place: Place) -> None:
    with pytest.raises(SessionFileError, match="has no moment 9"):
        erase_moments(place, new_place(place), {2, 9}, SEAL_KEY)
    assert [entry.name for entry in place.path.parent.iterdir()] == ["old.coreg"]


def test_the_old_key_doesnt_open_the_new_file_and_the_old_file_can_be_removed(tmp_path: Path, place: Place) -> None:
    target, _ = erase(place, Span(40.0, 60.0, BOTH))
    if place.key is not None:
        with pytest.raises(SessionFileError, match="doesn't open with its key"):
            read_session(target.path, place.key)
    remove(place.path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["new.coreg"]


def test_a_protected_session_never_keeps_its_key_or_its_name(tmp_path: Path) -> None:
    place = Place(tmp_path / "s.coreg", KEY)
    Journal(place, HEADER, ORIGIN_NS).close(ORIGIN_NS)
    for target in (Place(tmp_path / "new.coreg", KEY), Place(tmp_path / "new.coreg"), Place(place.path, NEW_KEY)):
        with pytest.raises(ValueError, match="under a new key"):
            erase_moments(place, target, (), None)


def test_a_plain_file_may_be_replaced_in_its_place(tmp_path: Path) -> None:
    place = Place(tmp_path / "s.coreg")
    journal = Journal(place, HEADER, ORIGIN_NS)
    journal.write_moment(mark(1, 1.0, "a word"))
    journal.close(ORIGIN_NS)
    seal(place, SEAL_KEY)
    erase_moments(place, place, {1}, None)
    assert b"a word" not in place.path.read_bytes()
    assert [entry.name for entry in tmp_path.iterdir()] == ["s.coreg"]


def test_a_running_session_and_a_taken_name_are_refused(place: Place, tmp_path: Path) -> None:
    journal = Journal(Place(tmp_path / "running.coreg"), HEADER, ORIGIN_NS)
    with pytest.raises(SessionFileError, match="isn't closed"):
        erase_moments(Place(journal.path), Place(tmp_path / "x.coreg"), (), None)
    journal.close(ORIGIN_NS)
    new_place(place).path.write_text("mine")
    with pytest.raises(DiskProblemError, match="another name"):
        erase_moments(place, new_place(place), {1}, None)
    assert new_place(place).path.read_text() == "mine"
    assert not list(tmp_path.glob("*.new"))


@pytest.mark.parametrize("has_times", [True, False])
def test_an_imported_session_is_cut_too(tmp_path: Path, has_times: bool) -> None:
    place = Place(tmp_path / "imported.coreg")
    header = SessionHeader(
        "5e55", "0.1.0", HEADER.started_utc, "UTC", 0, is_simulated=False, imported_from="rr text"
    )
    journal = Journal(place, header, ORIGIN_NS)
    for i in range(1, 101):
        beat = Beat(0, 1024, float(i), 0.0, BeatFlag.NONE)
        journal.write_imported_rr(Role.CLIENT, float(i) if has_times else None, 1000.0, [beat])
    journal.close(ns(100.0))
    assert read_session(place.path).header == header
    erase_span(place, place, Span(40.5, 50.5, BOTH), NOW, rebuilt_beats, None)
    after = read_session(place.path)
    kept = [i for i in range(1, 101) if not 40.5 <= i <= 51.5]
    assert [beat.t_s for beat in after.beats_of(Role.CLIENT)] == kept
    assert len(after.imported) == len(kept)
    first_after = next(beat for beat in after.beats_of(Role.CLIENT) if beat.t_s > 50)
    assert (first_after.segment, first_after.flags) == (1, BeatFlag.SPANS_GAP)
    assert n_beats_differing(after.beats_of(Role.CLIENT), rebuild(after, Role.CLIENT)) == 0


def test_a_malformed_packet_soon_after_the_span_may_tell_of_it_and_goes(place: Place) -> None:
    before = read_session(place.path, place.key)
    damaged = [p for p in before.packets if p.outcome is PacketOutcome.MALFORMED]
    assert len(damaged) == 2
    assert all(60.0 < p.t_ns / 1e9 < 63.0 for p in damaged)
    target, _ = erase(place, Span(40.0, 60.0, BOTH))
    assert not [p for p in read_session(target.path, target.key).packets if p in damaged]
