"""The engine with a therapist's marks: baselines, time off the record, sets, and what the file holds of them."""

from pathlib import Path

import pytest

from coreg.domain.act import Act, Refusal, Request
from coreg.domain.beat import GapCause
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.snapshot import RecordState
from coreg.domain.standing import Pace
from coreg.domain.strap import LinkCause, LinkState
from coreg.readings.marks import read_marks
from coreg.readings.series import finished_series
from coreg.readings.session_sets import read_session_sets
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.review.recompute import rebuild
from coreg.sensors.clock import NS_PER_S
from coreg.sensors.sensor import StrapKnown
from coreg.session.engine import Engine
from tests.session.test_engine import HEADER, ORIGIN_NS, STRAP, link, packet


class Room:
    """One client in a session: lets the heart beat at a rate, and the therapist press keys."""

    def __init__(self, journal: Journal | None = None) -> None:
        self.engine = Engine({Role.CLIENT}, ORIGIN_NS, is_simulated=False, journal=journal)
        self.engine.begin_computing(ORIGIN_NS)
        self.engine.deliver(Role.CLIENT, StrapKnown(ORIGIN_NS, STRAP))
        self.engine.deliver(Role.CLIENT, link(0.0, LinkState.SUBSCRIBING))
        self.engine.deliver(Role.CLIENT, link(0.1, LinkState.STREAMING, LinkCause.FIRST_BEAT))
        self.t_s = 0.2
        self._n = 0

    def beat_until(self, t_s: float, bpm: float = 70.0) -> None:
        while self.t_s < t_s:
            ticks = round(1024 * 60 / bpm) + (-12, 5, 9, -4)[self._n % 4]
            self._n += 1
            self.t_s += ticks / 1024
            self.engine.deliver(Role.CLIENT, packet(self.t_s, ticks))
            now_ns = ORIGIN_NS + round(self.t_s * NS_PER_S)
            if self.engine.is_baseline_complete(now_ns):
                self.engine.end_baseline(now_ns, "")

    def press(self, act: Act, value: int | None = None) -> Refusal | None:
        return self.engine.ask(Request(act, value), ORIGIN_NS + round(self.t_s * NS_PER_S), "", "key")

    @property
    def pace(self) -> Pace | None:
        standing = self.client.standing
        return None if standing is None else standing.pace

    @property
    def client(self):
        return self.engine.snapshot.people[Role.CLIENT]


def test_a_baseline_ends_itself_and_is_what_later_words_are_against() -> None:
    room = Room()
    room.beat_until(20)
    room.press(Act.BASELINE)
    room.beat_until(100)
    progress = room.client.baselining
    assert progress is not None
    assert 40 < progress.good_s < 60
    room.beat_until(300)
    assert room.client.baselining is None
    baseline = room.client.baseline
    assert baseline is not None
    assert baseline.is_accepted
    ended = room.engine.snapshot.moments[-1]
    assert (ended.kind, ended.payload) == (MomentKind.BASELINE_ENDED, {"by": "itself", "client": "accepted"})
    paces = [room.pace]
    room.beat_until(420, bpm=95)
    assert [*paces, room.pace] == [Pace.NEAR, Pace.FASTER]
    assert baseline.heart_rate_bpm.value == pytest.approx(70, abs=1)


def test_a_baseline_cut_short_is_refused_and_nothing_stands_against_it() -> None:
    room = Room()
    room.press(Act.BASELINE)
    room.beat_until(90)
    room.press(Act.SET)
    ended = next(m for m in room.engine.snapshot.moments if m.kind is MomentKind.BASELINE_ENDED)
    assert ended.payload == {"by": "set", "client": "too_short"}
    assert room.client.standing is None
    assert room.press(Act.BASELINE) is Refusal.BASELINE_IN_SET
    assert room.engine.snapshot.refusal == (1, Refusal.BASELINE_IN_SET)


def test_a_baseline_taken_while_upset_is_kept_and_compared_with_nothing() -> None:
    room = Room()
    room.press(Act.BASELINE)
    room.beat_until(250)
    assert room.client.standing is not None
    room.press(Act.BASELINE_UPSET)
    room.beat_until(260)
    assert room.client.standing is None


def test_off_the_record_nothing_but_the_time_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.coreg"
    journal = Journal(Place(path), HEADER, ORIGIN_NS)
    room = Room(journal)
    room.beat_until(60)
    room.press(Act.OFF_RECORD)
    assert room.engine.snapshot.record is RecordState.OFF_RECORD
    n_before = room.client.n_beats
    room.beat_until(120)
    assert room.client.n_beats == n_before
    assert room.client.numbers.heart_rate_bpm.unknown is Unknown.OFF_RECORD
    assert room.press(Act.STAR) is Refusal.OFF_THE_RECORD
    room.press(Act.OFF_RECORD)
    room.beat_until(180)
    assert room.client.numbers.heart_rate_bpm.is_known
    end_ns = ORIGIN_NS + 180 * NS_PER_S
    room.engine.end(end_ns)
    journal.close(end_ns)

    recording = read_session(path)
    assert not [p for p in recording.packets if 60.5 < p.t_ns / NS_PER_S < 119.5]
    assert [m.kind for m in recording.moments] == [MomentKind.OFF_RECORD_STARTED, MomentKind.OFF_RECORD_ENDED]
    rebuilt = rebuild(recording, Role.CLIENT)
    assert list(rebuilt.beats) == recording.beats_of(Role.CLIENT)
    assert [gap.cause for gap in rebuilt.gaps] == [GapCause.OFF_RECORD]
    assert [gap.cause for gap in room.client.gaps] == [GapCause.OFF_RECORD]


def test_at_the_end_sets_are_read_and_equal_what_the_file_gives(tmp_path: Path) -> None:
    path = tmp_path / "a.coreg"
    journal = Journal(Place(path), HEADER, ORIGIN_NS)
    room = Room(journal)
    room.press(Act.BASELINE)
    room.beat_until(260)
    for number in range(9):
        room.press(Act.SET)
        room.beat_until(290 + 80 * number, bpm=80)
        room.press(Act.SET)
        room.beat_until(340 + 80 * number)
    room.press(Act.END)
    end_ns = ORIGIN_NS + round(room.t_s * NS_PER_S)
    room.engine.end(end_ns)
    journal.close(end_ns)
    live = room.client.sets
    assert live is not None
    assert live.curve.rise_bpm.is_known
    recording = read_session(path)
    again = read_session_sets(finished_series(recording.beats_of(Role.CLIENT)), read_marks(recording.moments))
    assert repr(again) == repr(live), "as text: a point that is not known is NaN, which equals nothing"


def test_before_and_after_the_recording_nothing_is_marked() -> None:
    prepared = Engine(set(Role), ORIGIN_NS, is_simulated=False, journal=None, is_prepared=True)
    assert prepared.ask(Request(Act.SET), ORIGIN_NS, "", "key") is Refusal.NOT_RECORDING
