"""The band in a session: offered, shown, said, and read again from the file second by second."""

from pathlib import Path

import pytest

from coreg.domain.act import Act, Refusal, Request
from coreg.domain.band import Band, BandStanding, Side
from coreg.domain.moment import MomentKind
from coreg.domain.standing import Pace
from coreg.readings.band import band_at
from coreg.recording.journal import Journal
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.review.band import read_band
from coreg.sensors.clock import NS_PER_S
from tests.session.test_engine import HEADER, ORIGIN_NS
from tests.session.test_engine_marks import Room


def show(room: Room, band: Band | None) -> Refusal | None:
    request = Request(Act.BAND, band=band)
    return room.engine.ask(request, ORIGIN_NS + round(room.t_s * NS_PER_S), "2026-03-01T09:30:00Z", "key")


def offered(room: Room) -> Band:
    room.press(Act.BASELINE)
    room.beat_until(260)
    band = room.engine.snapshot.band.at_start
    assert band is not None
    return band


def test_it_is_off_by_default_and_offered_once_a_baseline_is_accepted() -> None:
    room = Room()
    room.beat_until(20)
    assert room.engine.snapshot.band.at_start is None
    assert offered(room).numbers[:2] == (60.0, 80.0)
    assert room.engine.snapshot.band.band is None


def test_with_the_offered_band_line_and_words_agree() -> None:
    room = Room()
    show(room, offered(room))
    for until_s, bpm in ((330, 70.0), (480, 95.0), (700, 70.0)):
        while room.t_s < until_s:
            room.beat_until(min(until_s, room.t_s + 5), bpm=bpm)
            outside = room.engine.snapshot.band.standing.heart_rate
            if room.pace is Pace.NEAR:
                assert outside is None or room.t_s - outside.since_s < 30
            if outside is None or room.t_s - outside.since_s < 17:
                continue
            assert (outside.side, room.pace) == (Side.ABOVE, Pace.FASTER)


def test_what_was_said_live_is_what_the_file_says(tmp_path: Path) -> None:
    path = tmp_path / "a.coreg"
    journal = Journal(Place(path), HEADER, ORIGIN_NS)
    room = Room(journal)
    live: list[tuple[float, BandStanding]] = []

    def beat_until(t_s: float, bpm: float = 70.0) -> None:
        while room.t_s < t_s:
            room.beat_until(room.t_s + 0.01, bpm=bpm)
            standing = room.engine.snapshot.band.standing
            if standing != (live[-1][1] if live else BandStanding()):
                live.append((float(int(room.t_s)), standing))

    band = offered(room)
    show(room, band)
    beat_until(400, bpm=92.0)
    show(room, Band(75.0, 99.0, 2.0, 4.5, "2026-03-01T09:35:00Z"))
    beat_until(430, bpm=92.0)
    room.t_s += 20.0  # a hole
    beat_until(620, bpm=64.0)
    show(room, None)
    beat_until(640)
    end_ns = ORIGIN_NS + round(room.t_s * NS_PER_S)
    room.engine.end(end_ns)
    journal.close(end_ns)

    recording = read_session(path)
    again = read_band(recording)
    assert [standing for _, standing in again] == [standing for _, standing in live]
    assert len(live) >= 4
    assert [t_s for t_s, _ in again] == pytest.approx([t_s for t_s, _ in live], abs=1.0)
    assert band_at(recording.moments, 300.0) == band
    assert band_at(recording.moments, recording.duration_s) is None


def test_a_band_the_wrong_way_round_is_refused_and_one_shown_isnt_taken_back_by_ctrl_z() -> None:
    room = Room()
    room.beat_until(10)
    assert show(room, Band(80.0, 60.0, 2.0, 4.0)) is Refusal.NOT_A_BAND
    assert show(room, Band(60.0, 80.0, 2.0, 4.0)) is None
    assert room.press(Act.RETRACT) is Refusal.NO_MARK_YET
    assert room.engine.snapshot.moments[-1].kind is MomentKind.BAND
