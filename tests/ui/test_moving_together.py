"""Moving together on the real window: what holds, and each reason why nothing can be said, provoked for real."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from coreg import app as house
from coreg.domain.act import Act, Request
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.snapshot import DiskProblem, DiskState, RecordState, Snapshot
from coreg.domain.together import (
    Lead,
    TogetherReview,
    TogetherSoFar,
    TogetherState,
    TogetherStretch,
    TogetherUpdate,
)
from coreg.recording.place import Place
from coreg.recording.reader import read_session
from coreg.review.dyad import dyad_of_recording
from coreg.sensors.clock import StepClock
from coreg.session.conductor import Conductor
from coreg.session.plan import Plan
from coreg.session.script import Script, Step
from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.therapist import together_wording as words
from coreg.ui.therapist.ending_panel import Ending
from coreg.ui.therapist.window import TherapistWindow
from tests.readings.pair import Pair
from tests.session.pair_straps import Sending, straps
from tests.ui import people
from tests.ui.conftest import settle

Make = Callable[..., TherapistWindow]


def held(
    window: TherapistWindow,
    pair: Pair,
    *steps: tuple[float, Act] | tuple[float, Act, int],
    worn: Sequence[Role] = tuple(Role),
    sending: Sending | None = None,
    place: Path | None = None,
) -> list[tuple[Snapshot, str]]:
    """Hold a session as fast as it goes; return what the window said of moving together, a snapshot in 10 s."""
    clock = StepClock(len(worn) + 1)
    script = Script(tuple(Step(t_s, Request(act, next(iter(rest), None))) for t_s, act, *rest in steps))
    header = house.new_header(is_simulated=True)
    kept = None if place is None else Place(place)
    plan = Plan(straps(pair, clock, worn, sending), clock, header, kept, script=script)
    said: list[tuple[Snapshot, str]] = []

    def watch(_role: Role, _event: object) -> None:
        now = conductor.snapshot
        if not said or now.t_s > said[-1][0].t_s + 10.0:
            window.show_snapshot(now)
            said.append((now, window.together.sentence.text()))

    conductor = Conductor(plan, warm_up=house.warm_up, observe=watch)
    asyncio.run(conductor.run())
    window.show_snapshot(conductor.snapshot)
    return said


def of(said: list[tuple[Snapshot, str]], from_s: float, to_s: float) -> set[str]:
    return {text for now, text in said if from_s <= now.t_s <= to_s}


def why(reason: Unknown) -> str:
    return words.WHY[reason][0]


def test_hearts_that_move_together_are_said_to_once_it_can_be_known(
    app: QApplication, kernels: None, therapist: Make
) -> None:
    window = therapist()
    said = held(window, Pair(900.0, 5, coupled=0.8))
    early = [text for now, text in said if now.t_s < 320.0]
    assert early[0] == f"{why(Unknown.TOO_SHORT)} · in about 6 min at the earliest"
    assert early[-1] == f"{why(Unknown.TOO_SHORT)} · in under a minute at the earliest"
    assert all(text.startswith(why(Unknown.TOO_SHORT)) for text in early)
    assert words.HELD in of(said, 640.0, 900.0)
    assert of(said, 360.0, 900.0) <= {words.HELD, words.HELD_SO_FAR, words.CHANCE}
    states = [one.state for one in window.together.timeline.stretches]
    assert states[0] is TogetherState.UNKNOWN
    assert TogetherState.TOGETHER in states


def test_strangers_are_said_to_move_together_no_more_than_chance_gives(
    app: QApplication, kernels: None, therapist: Make
) -> None:
    window = therapist()
    said = held(window, Pair(500.0, 5))
    assert of(said, 360.0, 500.0) == {words.CHANCE}
    assert window.together.accessibleName() == "Moving together: no more than chance would give"


def test_a_pacer_on_the_clients_screen_is_why(app: QApplication, kernels: None, therapist: Make) -> None:
    window = therapist()
    said = held(window, Pair(460.0, 2), (400.0, Act.SCREEN_PACER))
    assert of(said, 430.0, 460.0) == {why(Unknown.PACER_ON)}
    assert of(said, 360.0, 400.0) == {words.CHANCE}


def test_both_breathing_six_a_minute_is_why(app: QApplication, kernels: None, therapist: Make) -> None:
    said = held(therapist(), Pair(450.0, 2, breath_hz=(0.1, 0.1), breath_bpm=6.0, slow_bpm=1.0))
    assert of(said, 360.0, 450.0) == {why(Unknown.BREATHING_TOO_SLOW)}


def test_sets_that_nobody_marks_are_why(app: QApplication, kernels: None, therapist: Make) -> None:
    said = held(therapist(), Pair(500.0, 5, coupled=0.8), (60.0, Act.PHASE, 4))
    assert of(said, 400.0, 500.0) == {why(Unknown.SETS_UNMARKED)}


def test_one_strap_is_why_from_the_first_second(app: QApplication, kernels: None, therapist: Make) -> None:
    window = therapist()
    said = held(window, Pair(200.0), worn=(Role.CLIENT,))
    assert of(said, 0.0, 200.0) == {why(Unknown.NO_STRAP)}
    assert [one.state for one in window.together.timeline.stretches] == [TogetherState.UNKNOWN]


def test_six_wrong_beats_in_a_hundred_are_why(app: QApplication, kernels: None, therapist: Make) -> None:
    said = held(therapist(), Pair(600.0, 2, coupled=0.8, wrong_pct=6.5))
    assert why(Unknown.WRONG_BEATS) in of(said, 400.0, 600.0)
    assert not of(said, 400.0, 600.0) & {words.HELD, words.HELD_SO_FAR}


def test_clocks_that_never_settle_are_why(app: QApplication, kernels: None, therapist: Make) -> None:
    """A strap that sends every 4 s and whose link is made anew all the time: when a beat came isn't known."""
    said = held(therapist(), Pair(500.0, 2), sending=Sending(every_s=4.0, relinked_s=20.0))
    assert of(said, 420.0, 500.0) == {why(Unknown.CLOCKS_UNSURE)}


def test_the_first_three_sets_are_why_and_it_is_said_until_when(
    app: QApplication, kernels: None, therapist: Make
) -> None:
    sets = [(t_s + part, Act.SET) for t_s in (40.0, 130.0, 220.0) for part in (0.0, 30.0)]
    said = held(therapist(), Pair(480.0, 2), *sets)
    waiting = [text for text in of(said, 350.0, 480.0) if text.startswith(why(Unknown.FIRST_SETS))]
    assert waiting
    assert all("at the earliest" in text for text in waiting)


def test_time_off_the_record_is_why(app: QApplication, kernels: None, therapist: Make) -> None:
    said = held(therapist(), Pair(120.0, 2), (60.0, Act.OFF_RECORD), (110.0, Act.OFF_RECORD))
    assert of(said, 62.0, 109.0) == {why(Unknown.OFF_RECORD)}


def test_a_silence_since_the_last_answer_is_hatched_to_now(app: QApplication, therapist: Make) -> None:
    window = therapist()
    silent = TogetherSoFar(unknown(Unknown.NO_SIGNAL), ANSWERED)
    window.show_snapshot(people.snapshot(700.0, together=silent))
    assert window.together.sentence.text() == why(Unknown.NO_SIGNAL)
    assert window.together.timeline.stretches[-1] == TogetherStretch(600.0, 700.0, TogetherState.UNKNOWN)


def unknown(reason: Unknown) -> TogetherUpdate:
    return TogetherUpdate(0.0, None, TogetherState.UNKNOWN, reason)


ANSWERED = (
    TogetherStretch(0.0, 300.0, TogetherState.UNKNOWN),
    TogetherStretch(300.0, 450.0, TogetherState.CHANCE),
    TogetherStretch(450.0, 600.0, TogetherState.TOGETHER),
)
HOLDS = TogetherSoFar(TogetherUpdate(600.0, 3.6, TogetherState.TOGETHER), ANSWERED)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_bar_is_shaded_where_it_held_hatched_where_it_is_not_known_and_else_bare(
    app: QApplication, therapist: Make, colours: object
) -> None:
    window = therapist(Look(colours))  # type: ignore[arg-type]  # one of the two palettes
    window.show_snapshot(people.snapshot(615.0, together=HOLDS))
    settle(app)
    bar = window.together.timeline
    image = bar.grab().toImage()

    def seen(t_s: float) -> set[str]:
        left = round(bar.width() * t_s / 900.0)
        return {image.pixelColor(left + x, y).name().upper() for x in range(16) for y in range(3, 11)}

    shaded = QColor(window.look.colours.together).name().upper()
    bare = QColor(window.look.colours.window).name().upper()
    assert seen(500.0) == {shaded}
    assert seen(380.0) == {bare}
    assert len(seen(150.0)) > 1
    assert shaded not in seen(150.0)
    assert shaded not in seen(700.0)


@pytest.mark.parametrize("reason", list(words.WHY))
@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1280, 800, 1.0), (1024, 640, 1.0), (1280, 800, 1.5), (700, 640, 1.0)]
)
def test_each_reason_fits_and_is_read_aloud_in_full(
    app: QApplication, therapist: Make, reason: Unknown, width: int, height: int, scale: float
) -> None:
    window = therapist(Look(scale=scale), width, height)
    window.show_snapshot(people.snapshot(900.0, together=TogetherSoFar(unknown(reason), ANSWERED, 1100.0)))
    settle(app)
    sentence = window.together.sentence
    assert sentence.text().startswith("not known: ")
    assert sentence.width_of(sentence.text()) <= sentence.width() or sentence.height() >= sentence.heightForWidth(
        sentence.width()
    )
    assert window.together.rect().contains(sentence.geometry())
    in_full = f"Moving together: {why(reason)} · in about 4 min at the earliest"
    assert window.together.accessibleName() == in_full


def test_every_reason_that_a_session_can_have_has_a_sentence_of_its_own() -> None:
    full = [full for full, _ in words.WHY.values()]
    assert len(set(full)) == len(full)
    assert all(text.startswith("not known: ") for both in words.WHY.values() for text in both)
    live = {
        Unknown.NO_STRAP,
        Unknown.PREPARING,
        Unknown.OFF_RECORD,
        Unknown.NO_SIGNAL,
        Unknown.TOO_SHORT,
        Unknown.TOO_FEW_BEATS,
        Unknown.WRONG_BEATS,
        Unknown.RHYTHM_UNEVEN,
        Unknown.BREATHING_TOO_SLOW,
        Unknown.SETS_UNMARKED,
        Unknown.FIRST_SETS,
        Unknown.PACER_ON,
        Unknown.DISTURBED,
        Unknown.CLOCKS_UNSURE,
    }
    assert live <= words.WHY.keys()
    whole = (live | {Unknown.OPPOSITE_WITHOUT_SPEECH, Unknown.NO_VARIATION}) - {Unknown.OFF_RECORD}
    assert whole <= words.WHOLE_WHY.keys()


def test_it_says_no_number_of_how_much(app: QApplication, therapist: Make) -> None:
    window = therapist()
    window.show_snapshot(people.snapshot(615.0, together=HOLDS))
    settle(app)
    assert window.together.sentence.text() == "in the last 10 minutes, more than chance would give"
    assert "3.6" not in window.together.accessibleName() + window.together.toolTip()
    assert "1 of 15 sessions" in window.together.toolTip()
    assert window.together.height() == 78


def test_low_windows_keep_the_sentence_and_lose_the_bar(app: QApplication, therapist: Make) -> None:
    low = therapist(width=1280, height=640)
    low.show_snapshot(people.snapshot(615.0, together=HOLDS))
    settle(app)
    assert low.together.isVisible()
    assert not low.together.timeline.isVisible()
    assert low.together.sentence.text() == words.HELD
    full = people.snapshot(615.0, together=HOLDS, disk=DiskState(900, 180.0, DiskProblem.FULL))
    lower = therapist(width=1280, height=540)
    lower.show_snapshot(full)
    settle(app)
    assert not lower.together.isVisible(), "the notice is more pressing"


REVIEW = TogetherReview(
    TogetherState.TOGETHER,
    None,
    88,
    4.2,
    2.0,
    Reading(0.31, 0.17, 0.45),
    Reading(3.1, 1.6, 4.4),
    Lead.CLIENT_FIRST,
    False,
    None,
    0.3,
)


def ended(window: TherapistWindow, together: TogetherSoFar) -> list[str]:
    window.show_snapshot(people.snapshot(900.0, together=together, record=RecordState.SEALED))
    window.show_ended()
    window.show_ending(Ending())
    return [line.text() for line in window.ending.together.lines]


def test_the_end_says_the_whole_session_when_it_held_who_went_first_and_the_breath(
    app: QApplication, therapist: Make
) -> None:
    window = therapist()
    assert ended(window, TogetherSoFar(HOLDS.now, ANSWERED, None, REVIEW)) == [
        "The two hearts rose and fell together more than at unrelated moments (excess 0.31 ± 0.14).",
        "As shown live, it held at 7:30–10:00.",
        "Client first by about 3 s (1.6 to 4.4). First, never cause.",
        "They breathed in step no more than chance would give.",
    ]
    settle(app)
    assert window.ending.together.help.isVisible()
    assert not window.together.isVisible()


def test_the_end_of_a_real_session_is_the_review_of_its_file(
    app: QApplication, kernels: None, therapist: Make, tmp_path: Path
) -> None:
    window = therapist()
    held(window, Pair(960.0, 5, coupled=0.8), place=tmp_path / "s.coreg")
    window.show_ended()
    window.show_ending(Ending())
    lines = [line.text() for line in window.ending.together.lines]
    found = dyad_of_recording(read_session(tmp_path / "s.coreg")).found
    assert found.review.state is TogetherState.TOGETHER
    assert lines[0] == words.of_session(found.review, HOLDS.now)[0]
    assert lines[0].startswith("The two hearts rose and fell together more than at unrelated moments (excess ")
    assert lines[1].startswith("As shown live, it held at ")


@pytest.mark.parametrize("reason", list(words.WHOLE_WHY))
def test_the_end_says_why_it_is_not_known(app: QApplication, therapist: Make, reason: Unknown) -> None:
    nothing = Reading.of_unknown(reason)
    review = TogetherReview(
        TogetherState.UNKNOWN, reason, 12, None, None, nothing, nothing, Lead.NOT_CLEAR, None, reason, None
    )
    window = therapist()
    lines = ended(window, TogetherSoFar(unknown(reason), (), None, review))
    assert lines == [words.WHOLE_WHY[reason]]
    assert ended(window, TogetherSoFar(unknown(Unknown.NO_STRAP))) == [words.WHOLE_WHY[Unknown.NO_STRAP]]


def test_opposite_is_said_where_speech_was_taken_out() -> None:
    review = TogetherReview(
        TogetherState.OPPOSITE,
        None,
        88,
        -4.2,
        2.0,
        Reading(-0.31, -0.45, -0.17),
        Reading.of_unknown(Unknown.NOT_TOGETHER),
        Lead.NOT_CLEAR,
        True,
        None,
        0.001,
    )
    assert words.of_session(review, HOLDS.now) == (
        "One heart rose where the other fell, more than at unrelated moments (excess −0.31 ± 0.14); the speech of"
        " both was taken out.",
        words.IN_STEP,
    )


def test_its_place_is_between_the_people_and_the_strip(app: QApplication, therapist: Make) -> None:
    window = therapist()
    window.show_snapshot(people.snapshot(615.0, together=HOLDS))
    settle(app)
    below_people = max(panel.geometry().bottom() for panel in window.panels.values())
    assert below_people < window.together.geometry().top()
    assert window.together.geometry().bottom() < window.strip.geometry().top()
    assert window.together.focusPolicy() is Qt.FocusPolicy.NoFocus
