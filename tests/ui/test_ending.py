"""After the session: what was kept where, each number with its reason where it isn't known, and a few words."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from coreg.domain.course import ContextTick
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.set_readings import SessionSets, SetCurve, Settling
from coreg.domain.snapshot import DiskProblem, DiskState, RecordState, Snapshot
from coreg.readings.marks import read_marks
from coreg.ui import session_wording, wording
from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.therapist import ending_wording
from coreg.ui.therapist.ending_panel import Ending
from coreg.ui.therapist.window import TherapistWindow
from tests.ui import people
from tests.ui.conftest import settle
from tests.ui.test_wording import NEVER
from tests.ui.vault.test_layout import check_words

Make = Callable[..., TherapistWindow]
RISE = Reading(6.1, 4.2, 8.0)
NO_CURVE = SetCurve(5, Reading.of_unknown(Unknown.TOO_FEW_SETS, 5, 8), Settling(unknown=Unknown.TOO_FEW_SETS))
SETS = SessionSets(
    SetCurve(12, RISE, Settling(19.0, low_s=12.0, high_s=27.0)), Reading(1.6, -3.2, 6.4), Reading(-5.0, -7.1, -2.9)
)
NO_SETS = SessionSets(
    NO_CURVE, Reading.of_unknown(Unknown.TOO_FEW_SETS, 5, 8), Reading.of_unknown(Unknown.NOT_MARKED_QUIET)
)


def ended(
    sets: SessionSets | None = SETS, record: RecordState = RecordState.SEALED, disk: DiskState | None = None
) -> Snapshot:
    now = people.snapshot(600.0, record=record)
    read = {role: replace(person, sets=sets, usable_share=0.984) for role, person in now.people.items()}
    return replace(now, people=read, disk=disk or DiskState())


def show(app: QApplication, window: TherapistWindow, snapshot: Snapshot, ending: Ending) -> TherapistWindow:
    window.show_snapshot(snapshot)
    window.show_ended()
    window.show_ending(ending)
    settle(app)
    return window


@pytest.mark.parametrize(
    ("settling", "words"),
    [
        (Settling(19.0, low_s=12.0, high_s=27.0), " and half of it was gone after 19 s (12 to 27)."),
        (Settling(19.0, low_s=12.0), " and half of it was gone after 19 s (12 to more)."),
        (Settling(19.0), " and half of it was gone after 19 s."),
        (Settling(40.0, is_longer=True), "; half of it wasn't gone after 40 s."),
        (Settling(unknown=Unknown.NO_RISE), "."),
    ],
)
def test_the_set_curve_in_words(settling: Settling, words: str) -> None:
    said = ending_wording.curve(SetCurve(12, RISE, settling))
    assert said == "Over 12 sets heart rate rose by 6 /min (4 to 8)" + words


def test_what_isnt_known_says_why() -> None:
    person = ended(NO_SETS).people[Role.CLIENT]
    assert ending_wording.lines_of(person) == (
        "98 % of the time can be read.",
        "A rise over the sets is unknown: 5 of 8 sets.",
        "A drift of heart rate before the sets is unknown: 5 of 8 sets.",
        "The change from the start to the last quiet minutes is unknown: no three minutes marked as quiet.",
    )
    for reason in Unknown:
        for say in (ending_wording.drift, ending_wording.start_to_end):
            assert "unknown" in say(Reading.of_unknown(reason))
    no_strap = replace(person, numbers=people.unknown_numbers(Unknown.NO_STRAP))
    assert ending_wording.lines_of(no_strap) == ("Not worn today: nothing is known.",)
    assert ending_wording.lines_of(replace(person, sets=None, usable_share=None)) == (
        "How much of the time can be read isn't known.",
    )


def test_a_change_stands_beside_what_sitting_still_gives_and_no_direction_is_called_good() -> None:
    _, _, drift, change = ending_wording.lines_of(ended().people[Role.CLIENT])
    seated = "sitting still alone: about ±4 bpm."
    assert drift == f"Before the sets heart rate drifted by +2 /min (−3 to 6) over ten sets; {seated}"
    assert change == f"From the start to the last quiet minutes heart rate changed by −5 /min (−7 to −3); {seated}"
    assert ending_wording.drift(Reading(-0.3, -0.4, 0.2)).startswith(
        "Before the sets heart rate drifted by 0 /min (0 to 0)"
    )


def test_every_sentence_keeps_to_the_list() -> None:
    for sets in (SETS, NO_SETS):
        for line in ending_wording.lines_of(ended(sets).people[Role.CLIENT]):
            assert not NEVER.search(line)


@pytest.mark.parametrize(
    ("snapshot", "place", "words"),
    [
        (ended(), None, "Kept in the vault, and sealed."),
        (ended(record=RecordState.ENDED), Path("/x/s.coreg"), "Kept in the file /x/s.coreg, which anybody"),
        (ended(record=RecordState.NONE), None, "Nothing was recorded."),
        (ended(record=RecordState.ENDED, disk=DiskState(elsewhere=Path("/y"))), None, "Kept in two files"),
        (ended(record=RecordState.RECORDING), None, "The recording isn't closed yet."),
    ],
)
def test_it_says_where_the_session_is(snapshot: Snapshot, place: Path | None, words: str) -> None:
    assert ending_wording.kept(snapshot, place).startswith(words)


def test_it_says_whose_session_it_was() -> None:
    assert ending_wording.kept(ended(), None, "K-07") == "Kept in the vault for K-07, and sealed."


def test_the_panel_stands_in_the_place_of_the_two_people(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), ended(), Ending(takes_words=True))
    assert not [panel for panel in window.panels.values() if panel.isVisible()]
    assert not window.together.isVisible()
    assert window.ending.isVisible()
    assert [words.text() for words in window.ending.facts.values.values()] == ["10:00", "0", "0", "none"]
    assert len(window.ending.people[Role.THERAPIST].lines) == 4
    window.resize(700, 500)
    settle(app)
    assert not window.other_state.isVisible()


def test_words_are_kept_by_enter_and_a_refusal_leaves_them(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), ended(), Ending(takes_words=True))
    kept: list[str] = []
    window.ending.words_kept.connect(kept.append)
    line = window.ending.field.line
    line.setFocus()
    QTest.keyClicks(line, "quieter ")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert kept == ["quieter"]
    assert not line.isEnabled()
    window.ending.say_refused("The disk is full.")
    assert (line.text(), window.ending.field.below.text()) == ("quieter ", "The disk is full.")
    QTest.keyClick(line, Qt.Key.Key_Return)
    window.ending.say_kept()
    assert (kept, line.text()) == (["quieter", "quieter"], "")


def test_what_it_was_made_of_stands_in_figures() -> None:
    rated = [("sud", 7), ("sud", 4), ("voc", 6)]
    moments = tuple(
        Moment(nth, 60.0 * nth, "", MomentKind.RATING, payload={"scale": scale, "value": value})
        for nth, (scale, value) in enumerate(rated, start=1)
    )
    star = Moment(4, 300.0, "", MomentKind.STAR)
    taken_back = (Moment(5, 301.0, "", MomentKind.STAR), Moment(6, 302.0, "", MomentKind.RETRACT, amends=5))
    now = replace(ended(), marks=read_marks((*moments, star, *taken_back)))
    assert ending_wording.facts(now) == {
        "Length": "10:00",
        "Sets": "0",
        "Stars": "1",
        "Ratings": "SUD 7, 4 · VoC 6",
    }


def test_enter_that_keeps_words_leaves_the_window_and_so_do_keys_of_the_session(
    app: QApplication, therapist: Make
) -> None:
    window = show(app, therapist(), ended(), Ending(takes_words=True))
    closing: list[bool] = []
    window.is_closing.connect(lambda: closing.append(True))
    QTest.keyClicks(window.ending.field.line, "slept badly")
    QTest.keyClick(window.ending.field.line, Qt.Key.Key_Return)
    QTest.keyClick(window, Qt.Key.Key_F4)
    settle(app)
    assert (closing, window.isVisible()) == ([], True)


def test_enter_goes_back_to_the_start_wherever_the_focus_is(app: QApplication, therapist: Make) -> None:
    for takes_words in (False, True):
        window = show(app, therapist(), ended(), Ending(takes_words=takes_words))
        assert window.strip.close_button.hasFocus()
        assert window.strip.line.text() == ""
        window.setFocus()
        QTest.keyClick(window, Qt.Key.Key_Return)
        assert not window.isVisible()
    window = show(app, therapist(), ended(), Ending(takes_words=True))
    QTest.keyClick(window.strip.close_button, Qt.Key.Key_Return)
    assert not window.isVisible()
    window = show(app, therapist(), ended(), Ending(takes_words=True))
    QTest.keyClick(window.ending.field.line, Qt.Key.Key_Return)
    assert not window.isVisible()


def test_the_words_for_holding_a_key_are_gone_once_it_has_ended(app: QApplication, therapist: Make) -> None:
    window = therapist()
    window.show_snapshot(people.snapshot(600.0))
    window.strip.say(wording.HOLD_ON)
    show(app, window, ended(), Ending())
    assert window.strip.line.text() == ""
    assert not window.strip.span.isVisible(), "there are no lanes to show more or less of"


def test_a_plain_file_offers_no_words(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), ended(record=RecordState.ENDED), Ending(Path("/x/s.coreg")))
    assert not window.ending.field.isVisible()
    assert window.strip.close_button.hasFocus()


@pytest.mark.parametrize(
    ("width", "height", "look"),
    [
        (1024, 640, Look(DARK, 1.5)),
        (1280, 800, Look(LIGHT)),
        (1920, 1080, Look(LIGHT, 1.75)),
        (520, 430, Look(LIGHT)),
    ],
    ids=["small", "usual", "large", "least"],
)
def test_no_words_are_cut_short(app: QApplication, therapist: Make, width: int, height: int, look: Look) -> None:
    for sets in (SETS, NO_SETS):
        window = show(app, therapist(look, width, height), ended(sets), Ending(takes_words=True))
        for words in window.ending.findChildren(QLabel):
            if words.isVisible():
                check_words(words, words.text())


def test_notes_that_wait_for_the_disk_are_said_once(app: QApplication, therapist: Make) -> None:
    window = therapist()
    full = replace(people.snapshot(61.0), notes=DiskState(1, 3.0, DiskProblem.FULL))
    window.show_snapshot(full)
    assert window.strip.line.text() == session_wording.NOTES_WAIT
    window.strip.say("")
    window.show_snapshot(full)
    assert window.strip.line.text() == ""


def test_the_day_is_ticked_and_targets_answered_by_keys_alone(app: QApplication, therapist: Make) -> None:
    rating = Moment(1, 60.0, "", MomentKind.RATING, payload={"scale": "sud", "value": 7, "target": 2})
    now = replace(ended(), marks=read_marks((rating,)))
    window = show(app, therapist(), now, Ending(takes_words=True))
    day, said = window.ending.day, []
    window.ending.day_said.connect(lambda ticks, complete: said.append((ticks, complete)))
    for _ in range(30):
        if day.boxes[ContextTick.LITTLE_SLEEP].hasFocus():
            break
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert list(day.targets) == [2]
    for wanted in (True, False):
        while not day.targets[2].buttons[wanted].hasFocus():
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert said == [({ContextTick.LITTLE_SLEEP: True}, {}), ({}, {2: True}), ({}, {2: False}), ({}, {2: None})]
    assert window.isVisible()


def test_a_plain_file_is_asked_nothing_of_its_day(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), ended(record=RecordState.ENDED), Ending(Path("/x/s.coreg")))
    assert not window.ending.day.isVisible()
