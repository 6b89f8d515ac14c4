"""A session is held by keys alone, in the real window: no mouse, no dialog, and the file holds what was pressed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coreg.domain.arousal import Surge
from coreg.domain.marks import Scale, SetEnd
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.readings.marks import read_marks
from coreg.readings.series import BeatSeries
from coreg.readings.session_sets import read_session_sets
from coreg.recording.reader import Ended, Recording, read_session
from coreg.review.recompute import rebuild
from coreg.sensors.simulator_faults import Drop
from coreg.session.script import Script
from coreg.ui import session_wording, wording
from coreg.ui.therapist.number_view import HEART_RATE, RMSSD, RSA
from tests.journeys.keyed_session import KeyedSession
from tests.ui.conftest import _nothing_left_behind  # noqa: F401  a fixture: no widget may be left

Make = Callable[..., KeyedSession]

_FIRST_SET_S, _EVERY_S, _SET_S = 270.0, 45.0, 20.0
_OFF_RECORD, _TAKEN_BACK = 6, 9
_SETS_S = [_FIRST_SET_S + _EVERY_S * place for place in range(15)]  # one of them is taken back
_SURGES = Script(surges=tuple(Surge(start_s, start_s + _SET_S, 0.45) for start_s in _SETS_S))


@pytest.fixture
def session(app: QApplication, kernels: None, tmp_path: Path) -> Iterator[Make]:
    held: list[KeyedSession] = []

    def make(**how: object) -> KeyedSession:
        held.append(KeyedSession(app, tmp_path, **how))  # type: ignore[arg-type]  # KeyedSession's own
        return held[-1]

    yield make
    for one in held:
        one.close()


def begin(held: KeyedSession) -> None:
    """Baseline, assessment with its ratings, and on to desensitization."""
    held.mark(5.0, "Ctrl+2", "Phase 2")
    held.mark(10.0, "B", "Baseline begins")
    held.run_to(100.0)
    assert held.says(Role.CLIENT)[0] == "No baseline yet"
    assert held.says(Role.CLIENT)[1].startswith("learning: ")
    held.run_to(240.0)
    assert held.says(Role.CLIENT)[0] == "Near today's start"
    held.mark(241.0, "Ctrl+3", "Phase 3")
    held.run_to(245.0)
    held.press("V")
    held.mark(245.0, "2", "VoC 2")
    held.run_to(250.0)
    held.press("1")
    held.mark(250.0, "0", "SUD 10")
    held.mark(255.0, "Ctrl+4", "Phase 4")


def hold_set(held: KeyedSession, start_s: float, number: int) -> None:
    """Begin and end a set with its one key."""
    held.mark(start_s, "Space", f"Set {number}")
    held.mark(start_s + _SET_S, "Space", "Set ended")


def hold_set_off_the_record(held: KeyedSession, start_s: float, number: int) -> None:
    """Leave the record in mid-set and come back before its end."""
    held.mark(start_s, "Space", f"Set {number}")
    held.mark(start_s + 5.0, "Ctrl+O", "Off the record")
    held.run_to(start_s + 10.0)
    for role in Role:
        assert held.says(role) == ("Off the record", "nothing is kept · Ctrl+O comes back")
        assert held.beside(role, RMSSD) == "unknown: off the record"
    held.refuse(start_s + 10.0, "Space", "Off the record: Ctrl+O comes back")
    held.mark(start_s + 15.0, "Ctrl+O", "On the record again")
    held.mark(start_s + _SET_S, "Space", "Set ended")


def take_back_set(held: KeyedSession, start_s: float, number: int) -> None:
    """Hold a set that was none: two presses take back its end and then the whole of it."""
    hold_set(held, start_s, number)
    held.mark(start_s + _SET_S + 2.0, "Ctrl+Z", "Taken back")
    assert held.window.strip.set_words.text().startswith(f"Set {number} · 0:22"), "it runs on"
    held.mark(start_s + _SET_S + 4.0, "Ctrl+Z", "Taken back")
    assert held.window.strip.set_words.text().startswith(f"Set {number - 1} ended")


def after_set(held: KeyedSession, end_s: float, number: int) -> None:
    """What else is pressed after some sets."""
    match number:
        case 2:
            held.mark(end_s + 6.0, "*", "Star")
            held.mark(end_s + 7.0, "Alt+,", "Changed")
        case 3:
            held.mark(end_s + 6.0, "7", "SUD 7")
            held.mark(end_s + 8.0, "D", "Drifted")
            held.mark(end_s + 9.0, "Ctrl+Z", "Taken back")
            held.mark(end_s + 10.0, "Ctrl+Shift+Z", "Taken back")
            held.mark(end_s + 11.0, "Ctrl+Z", "Taken back")
        case 11:
            held.mark(end_s + 6.0, "1", "SUD 1")
            held.mark(end_s + 9.0, "Ctrl+5", "Phase 5")
            held.refuse(end_s + 10.0, "8", "VoC goes from 1 to 7")
            held.mark(end_s + 11.0, "6", "VoC 6")


@pytest.fixture(scope="module")
def fourteen_sets(app: QApplication, kernels: None, tmp_path_factory: pytest.TempPathFactory) -> KeyedSession:
    """The whole session, held once; what it left behind is looked at by the tests below."""
    held = KeyedSession(app, tmp_path_factory.mktemp("session"), script=_SURGES)
    try:
        begin(held)
        for place, start_s in enumerate(_SETS_S):
            hold = {_OFF_RECORD: hold_set_off_the_record, _TAKEN_BACK: take_back_set}.get(place + 1, hold_set)
            hold(held, start_s, place + 1)
            after_set(held, start_s + _SET_S, place + 1)
        held.hold_end()
    finally:
        held.close()
    return held


def test_fourteen_sets_by_keys_alone_are_in_the_file_as_they_were_pressed(fourteen_sets: KeyedSession) -> None:
    recording = read_session(fourteen_sets.path)
    assert recording.ended is Ended.CLOSED
    by_key = [m for m in recording.moments if m.input == "key"]
    assert [session_wording.mark(m) for m in by_key] == [words for _, words in fourteen_sets.pressed]
    for moment, (t_s, _) in zip(by_key, fourteen_sets.pressed, strict=True):
        slack_s = 1.2 if moment.kind is MomentKind.RATING else 1e-9  # a 1 is of its press, by the wall's clock
        assert t_s - slack_s <= moment.t_s <= t_s or moment.kind is MomentKind.AMEND
    others = [m.kind for m in recording.moments if m.input != "key"]
    assert others == [MomentKind.BASELINE_ENDED], "the program pressed nothing but the end of a full baseline"


def test_what_stands_in_the_end_are_fourteen_sets_and_the_ratings(fourteen_sets: KeyedSession) -> None:
    marks = read_marks(read_session(fourteen_sets.path).moments)
    numbers = [number for number in range(1, 16) if number != _TAKEN_BACK]
    assert [one.number for one in marks.sets] == numbers, "a number is never given twice"
    assert {one.ended_by for one in marks.sets} == {SetEnd.KEY}
    assert [one.number for one in marks.sets if not one.is_counted] == [_OFF_RECORD]
    assert [(r.scale, r.value) for r in marks.ratings] == [
        (Scale.VOC, 2),
        (Scale.SUD, 10),
        (Scale.SUD, 7),
        (Scale.SUD, 1),
        (Scale.VOC, 6),
    ]
    stands = [m.kind for m in marks.moments]
    assert MomentKind.DRIFTED not in stands
    (star,) = [m for m in marks.moments if m.kind is MomentKind.STAR]
    (pressed_s,) = [t_s for t_s, words in fourteen_sets.pressed if words == "Star"]
    assert star.t_s == pytest.approx(pressed_s - 1.0)


def test_no_dialog_ever_was_there(fourteen_sets: KeyedSession) -> None:
    assert fourteen_sets.dialogs == []


def test_nothing_of_the_time_off_the_record_is_kept(fourteen_sets: KeyedSession) -> None:
    recording = read_session(fourteen_sets.path)
    (span,) = [(start, end) for start, end in off_record_s(recording)]
    for role in Role:
        arrivals_s = [packet.t_ns / 1e9 for packet in recording.packets_of(role)]
        assert not [t_s for t_s in arrivals_s if span[0] < t_s < span[1]]
        assert [t_s for t_s in arrivals_s if span[0] - 5.0 < t_s < span[0]]
    assert not [e for e in recording.link_events if span[0] < e.t_ns / 1e9 < span[1]]


def test_a_set_that_was_taken_back_is_in_no_number_and_stays_in_the_file(fourteen_sets: KeyedSession) -> None:
    recording = read_session(fourteen_sets.path)
    marks = read_marks(recording.moments)
    of_set = {m.moment_id for m in recording.moments if m.payload.get("set") == _TAKEN_BACK}
    assert len(of_set) == 2, "its start and its end are there to be seen"
    without = [m for m in recording.moments if m.moment_id not in of_set and m.amends not in of_set]
    assert len(without) == len(recording.moments) - 4
    client = series_of(recording, Role.CLIENT)
    as_marked, never_marked = read_session_sets(client, marks), read_session_sets(client, read_marks(without))
    assert repr(as_marked) == repr(never_marked)
    assert as_marked.curve.n == 9, "eleven for processing, less one partly off the record and the one taken back"
    assert as_marked.curve.rise_bpm.is_known


def test_what_was_read_live_is_what_the_file_gives(fourteen_sets: KeyedSession) -> None:
    recording = read_session(fourteen_sets.path)
    for role in Role:
        live = fourteen_sets.snapshot.people[role].sets
        assert repr(live) == repr(read_session_sets(series_of(recording, role), read_marks(recording.moments)))


def test_a_session_without_straps_holds_its_marks(session: Make) -> None:
    held = session(worn=())
    held.run_to(60.0)
    for role in Role:
        assert held.says(role)[0] == "Not worn today"
        for kind in (HEART_RATE, RMSSD, RSA):
            assert (held.figure(role, kind), held.beside(role, kind)) == (wording.DASH, "unknown: no strap")
    held.mark(61.0, "Ctrl+4", "Phase 4")
    hold_set(held, 70.0, 1)
    held.mark(100.0, "6", "SUD 6")
    held.hold_end()
    recording = read_session(held.path)
    assert recording.ended is Ended.CLOSED
    assert recording.packets == ()
    assert [one.number for one in read_marks(recording.moments).sets] == [1]
    assert recording.duration_s > 100.0


def test_one_strap_alone_says_that_the_other_isnt_worn(session: Make) -> None:
    held = session(worn=(Role.CLIENT,))
    held.run_to(90.0)
    assert held.figure(Role.CLIENT, RMSSD) != wording.DASH
    assert held.says(Role.THERAPIST) == ("Not worn today", "no strap on this side: nothing is measured")
    assert held.beside(Role.THERAPIST, HEART_RATE) == "unknown: no strap"
    assert held.window.together.sentence.text().startswith("not known")
    held.hold_end()
    assert read_session(held.path).packets_of(Role.THERAPIST) == []


def test_a_strap_that_joins_late_starts_there(session: Make) -> None:
    held = session(faults={Role.THERAPIST: (Drop(0.0, 60.0),)})
    held.run_to(50.0)
    assert held.says(Role.THERAPIST)[0] == "Looking for the strap"
    assert held.beside(Role.THERAPIST, RMSSD) == "unknown: no signal"
    assert held.figure(Role.CLIENT, RMSSD) != wording.DASH
    held.run_to(75.0)
    assert held.figure(Role.THERAPIST, HEART_RATE) != wording.DASH
    held.run_to(120.0)
    assert held.figure(Role.THERAPIST, RMSSD) != wording.DASH
    held.hold_end()
    recording = read_session(held.path)
    assert recording.packets_of(Role.THERAPIST)[0].t_ns > 60e9
    assert recording.packets_of(Role.CLIENT)[0].t_ns < 10e9


def test_with_both_straps_lost_the_screen_says_why_and_marks_go_on(session: Make) -> None:
    held = session(faults=dict.fromkeys(Role, (Drop(60.0, 40.0),)))
    held.run_to(85.0)
    for role in Role:
        large, small = held.says(role)
        assert large == "No signal"
        assert small.endswith("s · reconnecting · nothing to do yet")
        for kind in (HEART_RATE, RMSSD, RSA):
            assert (held.figure(role, kind), held.beside(role, kind)) == (wording.DASH, "unknown: no signal")
    held.mark(86.0, "Space", "Set 1")
    held.mark(96.0, "Space", "Set ended")
    held.run_to(108.0)
    for role in Role:
        assert held.says(role)[0] == "No baseline yet"
        assert held.beside(role, RMSSD) == "unknown: beats were missing just now"
    held.run_to(150.0)
    assert held.figure(Role.CLIENT, RMSSD) != wording.DASH
    held.hold_end()
    assert len(read_marks(read_session(held.path).moments).sets) == 1


def off_record_s(recording: Recording) -> list[tuple[float, float]]:
    starts = [m.t_s for m in recording.moments if m.kind is MomentKind.OFF_RECORD_STARTED]
    return list(
        zip(starts, [m.t_s for m in recording.moments if m.kind is MomentKind.OFF_RECORD_ENDED], strict=True)
    )


def series_of(recording: Recording, role: Role) -> BeatSeries:
    series = BeatSeries()
    series.update(list(rebuild(recording, role).beats))
    series.finish()
    return series
