"""The therapist's window as it is seen: words, numbers, folding, keys, marks, the end."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from coreg.domain.act import Act, Refusal
from coreg.domain.client import Relation
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.snapshot import DiskProblem, DiskState, RecordState, Snapshot
from coreg.domain.standing import Pace, Standing, Variability
from coreg.domain.strap import LinkState
from coreg.ui import session_wording, wording
from coreg.ui.buttons import HoldButton, KeyButton
from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.therapist import withdraw_wording
from coreg.ui.therapist.mark_chip import Kept
from coreg.ui.therapist.number_view import HEART_RATE, RMSSD, RSA, NumberView
from coreg.ui.therapist.window import TherapistWindow
from coreg.ui.words import LargeWords
from tests.ui import people
from tests.ui.conftest import settle, wait_for

Make = Callable[..., TherapistWindow]
STAR = Moment(1, 61.0, "2026-01-01T10:00:00Z", MomentKind.STAR)


def listen(window: TherapistWindow) -> list[tuple[Act, int | None, str]]:
    """What the window asks of the session from now on."""
    asked: list[tuple[Act, int | None, str]] = []
    window.asked.connect(lambda request, by: asked.append((request.act, request.value, by)))
    return asked


def show(app: QApplication, window: TherapistWindow, snapshot: Snapshot) -> TherapistWindow:
    window.show_snapshot(snapshot)
    settle(app)
    return window


def test_numbers_stand_with_interval_and_unit(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(120.0))
    rmssd = window.panels[Role.CLIENT].numbers[RMSSD]
    assert (rmssd.figure, rmssd.beside) == ("20", "17–23 ms")
    assert rmssd.accessibleName() == "Client, variability: 20 ms, between 17 and 23"
    assert rmssd.colour == LIGHT.client


def test_unknown_is_a_dash_with_its_reason(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(12.0))
    rmssd = window.panels[Role.THERAPIST].numbers[RMSSD]
    assert (rmssd.figure, rmssd.beside) == ("–", "unknown: 12 of 20 beats")
    assert rmssd.accessibleName() == "Therapist (you), variability: unknown: 12 of 20 beats"


def test_a_number_that_becomes_unknown_leaves_nothing_of_itself(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(120.0))
    show(app, window, people.with_dropped_client(120.0))
    panel = window.panels[Role.CLIENT]
    assert [number.figure for number in panel.numbers.values()] == ["–"] * 3
    assert panel.state.text() == "No signal"
    assert panel.why.text() == "for 14 s · reconnecting · nothing to do yet"
    assert panel.why.tone == "notice"


def test_rough_is_said_and_fainter(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.with_noisy_client(300.0))
    heart_rate = window.panels[Role.CLIENT].numbers[HEART_RATE]
    assert heart_rate.label == "Heart rate · rough"
    assert heart_rate.colour != LIGHT.client


def test_simulated_is_always_said(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(width=700, height=500), people.snapshot(60.0))
    assert window.top_bar.banner.text() == "Simulated people, not a real session"
    assert window.top_bar.banner.isVisible()
    real = show(app, therapist(is_simulated=False), people.snapshot(60.0, is_simulated=False))
    assert not real.top_bar.banner.isVisible()


def test_a_replay_says_so(app: QApplication, therapist: Make) -> None:
    window = therapist(is_simulated=False, is_replay=True, is_recorded=False)
    show(app, window, people.snapshot(60.0, record=RecordState.NONE))
    assert window.top_bar.saving.text() == "Watching a recording"
    QTest.keyClick(window, Qt.Key.Key_Asterisk)
    assert window.strip.line.text() == wording.NO_MARK_IN_REPLAY


def offered(window: TherapistWindow) -> set[str]:
    return {button.text() for button in window.strip.findChildren(KeyButton) if button.isVisible()}


def test_a_replay_offers_what_works_in_it_alone_and_escape_leaves_it(app: QApplication, therapist: Make) -> None:
    window = therapist(is_simulated=False, is_replay=True, is_recorded=False)
    show(app, window, people.snapshot(60.0, record=RecordState.NONE))
    assert offered(window) == {"Back", "−", "+", "Dark"}
    QTest.keyClick(window, Qt.Key.Key_F1)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.key_sheet.isVisible()
    assert window.isVisible(), "the first Escape takes the card away"
    left: list[bool] = []
    window.is_closing.connect(lambda: left.append(True))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert left == [True]
    assert not window.isVisible()


def test_watching_only_offers_no_mark_and_escape_ends_nothing(app: QApplication, therapist: Make) -> None:
    window = therapist(is_recorded=False)
    show(app, window, people.snapshot(60.0, record=RecordState.NONE))
    assert offered(window) == {"End", "−", "+", "Dark"}
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()


def test_a_full_disk_is_said_across_the_window(app: QApplication, therapist: Make) -> None:
    full = DiskState(300, 180.0, DiskProblem.FULL)
    window = show(app, therapist(), people.snapshot(600.0, disk=full))
    assert window.notice.isVisible()
    assert window.notice.text().startswith("The disk is full: 3 minutes")
    assert window.top_bar.saving.text() == "Not being saved"
    show(app, window, people.snapshot(601.0))
    assert not window.notice.isVisible()


def test_an_unconfirmed_beat_is_not_called_on_disk(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(60.0, disk=DiskState(3, 0.1)))
    assert window.top_bar.saving.text() == "Recording"
    show(app, window, people.snapshot(60.2))
    assert window.top_bar.saving.text() == "Recording · every beat is on disk"


def test_words_that_grow_and_shrink_keep_their_edge(app: QApplication, therapist: Make) -> None:
    window = therapist()
    edges = set()
    for disk in (DiskState(3, 0.1), DiskState(9, 3.0), DiskState(9, 9.0, DiskProblem.FULL), DiskState()):
        show(app, window, people.snapshot(60.0, disk=disk))
        edges.add(window.top_bar.saving.geometry().right())
        assert window.top_bar.saving.width() == pytest.approx(needed_width(window.top_bar.saving), abs=3)
    assert len(edges) == 1


@pytest.mark.parametrize(("width", "height"), [(1024, 640), (1140, 700), (1280, 800), (1920, 1080), (700, 640)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("make", [people.snapshot, people.with_dropped_client, people.with_noisy_client])
def test_no_words_are_cut_short_or_overlap(
    app: QApplication,
    therapist: Make,
    width: int,
    height: int,
    scale: float,
    make: Callable[[float], Snapshot],
) -> None:
    if scale > 1 and width < 1024:
        pytest.skip("at 150 % this window doesn't shrink that far")
    window = show(app, therapist(Look(scale=scale), width, height), make(300.0))
    shown = [part for part in window.findChildren(QWidget) if part.isVisible()]
    words = [part for part in shown if isinstance(part, QLabel | NumberView | KeyButton)]
    for part in words:
        assert part.width() >= needed_width(part), (part, part.accessibleName())
        assert not (isinstance(part, NumberView) and part.is_cut_short), part.accessibleName()
        inside = part.mapTo(window, QPoint(0, 0))
        assert window.rect().contains(QRect(inside, part.size())), part.accessibleName()
    areas = [QRect(part.mapTo(window, QPoint(0, 0)), part.size()) for part in words]
    for one, other in itertools.combinations(areas, 2):
        assert not one.intersects(other)


@pytest.mark.parametrize(("width", "scale"), [(700, 1.0), (1024, 1.0), (1024, 1.5), (1280, 1.0), (1920, 1.5)])
@pytest.mark.parametrize("refusal", list(Refusal))
def test_whatever_the_strip_says_its_buttons_keep_their_room(
    app: QApplication, therapist: Make, width: int, scale: float, refusal: Refusal
) -> None:
    window = show(app, therapist(Look(scale=scale), width, 800), people.snapshot(300.0))
    QTest.keyClick(window, Qt.Key.Key_Asterisk)
    window.strip.say(session_wording.REFUSED[refusal])
    settle(app)
    row = [part for part in window.strip.findChildren(QWidget) if part.isVisible() and part.width() > 1]
    areas = [part.geometry() for part in row if part.parent() is window.strip]
    assert window.strip.set_button.isVisible()
    assert window.strip.line.isVisible()
    for part in row:
        assert not isinstance(part, KeyButton) or part.width() >= part.sizeHint().width(), part.accessibleName()
    for one, other in itertools.combinations(areas, 2):
        assert not one.intersects(other)
    assert all(window.strip.rect().contains(area) for area in areas)


def needed_width(part: QWidget) -> float:
    if isinstance(part, QLabel) and not part.wordWrap():
        margins = part.contentsMargins()
        words = QFontMetricsF(part.font()).horizontalAdvance(part.text())
        return words + margins.left() + margins.right() - 1
    return 0 if isinstance(part, QLabel) else part.minimumSizeHint().width()


def test_narrow_windows_fold_by_rule(app: QApplication, therapist: Make) -> None:
    wide = show(app, therapist(), people.snapshot(120.0))
    assert wide.panels[Role.CLIENT].numbers[RSA].isVisible()
    assert wide.top_bar.saving.isVisible()
    assert wide.panels[Role.CLIENT].width() == wide.panels[Role.THERAPIST].width() == 616
    narrow = show(app, therapist(width=1100), people.snapshot(120.0))
    assert not narrow.panels[Role.CLIENT].numbers[RSA].isVisible()
    assert narrow.top_bar.icon.isVisible()
    assert narrow.top_bar.icon.accessibleName() == "Recording · every beat is on disk"


def test_under_800_px_one_person_is_shown_and_ctrl_tab_switches(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(width=700), people.with_dropped_client(120.0))
    client, other = window.panels[Role.CLIENT], window.panels[Role.THERAPIST]
    assert (client.isVisible(), other.isVisible()) == (True, False)
    QTest.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert (client.isVisible(), other.isVisible()) == (False, True)
    assert window.other_state.text().startswith("Client: No signal")


def test_large_screens_get_large_numbers(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(width=1920, height=1080), people.snapshot(120.0))
    assert window.look.is_large
    assert window.panels[Role.CLIENT].state.font().pixelSize() == 48


def test_no_state_word_is_shrunk_at_1280(app: QApplication, therapist: Make) -> None:
    window = therapist()
    for link in LinkState:
        client = people.person(Role.CLIENT, 30.0, link=link, n_beats=0)
        snapshot = people.snapshot(30.0)
        show(app, window, replace(snapshot, people={**snapshot.people, Role.CLIENT: client}))
        state = window.panels[Role.CLIENT].state
        assert isinstance(state, LargeWords)
        assert state.font().pixelSize() == 40


def test_f11_switches_between_light_and_dark(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.look.colours is DARK
    assert window.panels[Role.CLIENT].numbers[RMSSD].colour == DARK.client
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.look.colours is LIGHT


def test_plus_and_minus_change_how_much_time_is_shown(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    QTest.keyClick(window, Qt.Key.Key_Plus)
    assert window.strip.span.text() == "15 min shown"
    for _ in range(5):
        QTest.keyClick(window, Qt.Key.Key_Minus)
    assert window.strip.span.text() == "2 min shown"


def test_a_mark_is_an_outline_until_it_is_on_disk(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    asked = listen(window)
    kept = []
    QTest.keyClick(window, Qt.Key.Key_Asterisk)
    assert asked == [(Act.STAR, None, "key")]
    for now in (
        people.snapshot(60.5),
        people.snapshot(61.0, moments=(STAR,), disk=DiskState(1, 0.0)),
        people.snapshot(61.2, moments=(STAR,)),
    ):
        show(app, window, now)
        kept.append(window.strip.chip.kept)
    assert kept == [Kept.HEARD, Kept.HEARD, Kept.SAVED]


def test_a_mark_with_a_full_disk_is_kept_in_memory_and_says_so(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    QTest.mouseClick(window.strip.star, Qt.MouseButton.LeftButton)
    full = DiskState(9, 9.0, DiskProblem.FULL)
    show(app, window, people.snapshot(61.0, moments=(STAR,), disk=full))
    assert window.strip.chip.text == "Star 1:01 · kept in memory"


def test_a_click_takes_no_focus_and_space_presses_no_button(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    asked = listen(window)
    QTest.mouseClick(window.strip.star, Qt.MouseButton.LeftButton)
    assert not window.strip.star.hasFocus()
    window.strip.star.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.strip.star, Qt.Key.Key_Space)
    QTest.keyClick(window.strip.star, Qt.Key.Key_Return)
    assert asked == [(Act.STAR, None, "button"), (Act.SET, None, "key"), (Act.STAR, None, "button")]


def test_a_running_set_is_shaded_timed_and_mutes_what_needs_a_minute(app: QApplication, therapist: Make) -> None:
    started = Moment(1, 100.0, "", MomentKind.SET_STARTED, payload={"set": 1, "kind": "processing"})
    window = show(app, therapist(), people.snapshot(134.0, moments=(started,)))
    assert window.strip.set_words.text() == "Set 1 · 0:34"
    assert window.strip.set_button.text() == session_wording.SET_STOP
    assert window.panels[Role.CLIENT].numbers[RMSSD].label.endswith(wording.ROUGH)
    assert not window.panels[Role.CLIENT].numbers[HEART_RATE].label.endswith(wording.ROUGH)
    shade = window.panels[Role.CLIENT].heart_rate_lane.grab().toImage()
    ended = Moment(2, 104.0, "", MomentKind.SET_ENDED, payload={"set": 1})
    show(app, window, people.snapshot(134.0, snapshot_id=2, moments=(started, ended)))
    assert window.strip.set_words.text() == "Set 1 ended 0:30 ago"
    assert window.panels[Role.CLIENT].heart_rate_lane.grab().toImage() != shade


def test_a_set_of_more_than_three_minutes_is_asked_about_in_small(app: QApplication, therapist: Make) -> None:
    started = Moment(1, 100.0, "", MomentKind.SET_STARTED, payload={"set": 1})
    window = show(app, therapist(), people.snapshot(281.0, moments=(started,)))
    assert window.strip.set_words.text() == "Set 1 · still in a set? · 3:01"


def test_a_one_shows_at_once_and_is_asked_for_when_no_nought_follows(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    asked = listen(window)
    QTest.keyClick(window, Qt.Key.Key_1)
    assert (window.strip.chip.kept, window.strip.chip.text) == (Kept.HEARD, "1 …")
    assert asked == []
    assert wait_for(app, lambda: asked == [(Act.RATE, 1, "key")])
    QTest.keyClick(window, Qt.Key.Key_1)
    QTest.keyClick(window, Qt.Key.Key_0)
    assert asked[1:] == [(Act.RATE, 10, "key")]


def test_what_is_refused_says_why_and_its_chip_goes(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    QTest.keyClick(window, Qt.Key.Key_B)
    show(app, window, people.snapshot(60.2, snapshot_id=2, refusal=(1, Refusal.BASELINE_IN_SET)))
    assert window.strip.line.text() == session_wording.REFUSED[Refusal.BASELINE_IN_SET]
    assert window.strip.chip.text == ""


def test_numbers_can_be_hidden_and_everything_covered(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(120.0))
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert not window.panels[Role.CLIENT].numbers[RMSSD].isVisible()
    assert window.panels[Role.CLIENT].state.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert window.panels[Role.CLIENT].numbers[RMSSD].isVisible()
    QTest.keyClick(window, Qt.Key.Key_F12)
    settle(app)
    assert window.cover.isVisible()
    assert window.cover.geometry() == window.rect()
    asked = listen(window)
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert asked == [(Act.SET, None, "key")], "a covered screen takes marks all the same"
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert not window.cover.isVisible()


def test_where_the_heart_stands_is_said_against_todays_start(app: QApplication, therapist: Make) -> None:
    stands = Standing(Pace.FASTER, Variability.LESS, 48.0, 74.0)
    client = people.person(Role.CLIENT, 120.0, standing=stands)
    both = {Role.CLIENT: client, Role.THERAPIST: people.person(Role.THERAPIST, 120.0)}
    window = show(app, therapist(), people.snapshot(120.0, people=both))
    assert window.panels[Role.CLIENT].state.text() == "Faster, less variable"
    assert window.panels[Role.CLIENT].why.text() == "than today's start (74 /min), for 1 min"
    assert window.panels[Role.THERAPIST].state.text() == "No baseline yet"


def hold_ms(monkeypatch: pytest.MonkeyPatch, ms: int) -> None:
    monkeypatch.setattr(HoldButton, "HOLD_MS", ms)


def test_ending_needs_the_key_held(app: QApplication, therapist: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    ended: list[bool] = []
    window.end_asked.connect(lambda: ended.append(True))
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert not window.strip.end.is_being_held
    hold_ms(monkeypatch, 60)
    QTest.keyPress(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert wait_for(app, lambda: bool(ended))
    QTest.keyRelease(window, Qt.Key.Key_E)
    assert ended == [True]


def test_the_end_button_is_held_by_mouse_or_enter(
    app: QApplication, therapist: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    ended: list[bool] = []
    window.end_asked.connect(lambda: ended.append(True))
    QTest.mouseClick(window.strip.end, Qt.MouseButton.LeftButton)
    assert not ended
    hold_ms(monkeypatch, 60)
    QTest.mousePress(window.strip.end, Qt.MouseButton.LeftButton)
    assert wait_for(app, lambda: len(ended) == 1)
    QTest.keyPress(window.strip.end, Qt.Key.Key_Return)
    assert wait_for(app, lambda: len(ended) == 2)


def test_after_the_end_the_way_back_has_the_focus(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    show(app, window, people.snapshot(61.0, record=RecordState.ENDED))
    window.show_ended()
    settle(app)
    assert window.panels[Role.CLIENT].state.text() == "Ended"
    assert window.strip.close_button.isVisible()
    QTest.keyClick(window.strip.close_button, Qt.Key.Key_Return)
    assert not window.isVisible()


def test_every_target_is_44_px_and_reached_by_tab(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    buttons = [button for button in window.findChildren(KeyButton) if button.isVisible()]
    assert len(buttons) >= 5
    for button in buttons:
        assert min(button.width(), button.height()) >= 44
        assert button.focusPolicy() == Qt.FocusPolicy.TabFocus
        assert button.accessibleName()


def test_lanes_describe_their_last_minute(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(120.0))
    assert (
        window.panels[Role.CLIENT]
        .heart_rate_lane.accessibleName()
        .startswith("Client, heart rate, last minute: from ")
    )


def test_one_person_alone_says_not_worn(app: QApplication, therapist: Make) -> None:
    alone = people.snapshot(60.0)
    window = show(app, therapist(), replace(alone, people={Role.CLIENT: alone.people[Role.CLIENT]}))
    assert window.panels[Role.THERAPIST].state.text() == "Not worn today"
    assert window.panels[Role.THERAPIST].numbers[RMSSD].beside == "unknown: no strap"


def test_equal_readings_look_equal(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), people.snapshot(60.0))
    rsa = window.panels[Role.CLIENT].numbers[RSA]
    rsa.show_reading(Reading.of_unknown(Unknown.SLOW_BREATHING))
    assert "0.12\u00a0Hz" in rsa.beside


@pytest.mark.parametrize(
    ("relation", "name"),
    [(Relation.THERAPIST, "Therapist (you)"), (Relation.PARENT, "Parent"), (Relation.OTHER, "Second person")],
)
def test_everything_that_names_the_second_person_follows_who_they_are(
    shown: Callable[..., QWidget], relation: Relation, name: str
) -> None:
    window = TherapistWindow(Look(), is_simulated=True, is_replay=False, is_recorded=True, relation=relation)
    shown(window, 1280, 800)
    window.show_snapshot(people.snapshot(120.0))
    panel = window.panels[Role.THERAPIST]
    assert panel.who.text() == panel.accessibleName() == window.ending.people[Role.THERAPIST].name.text() == name
    for number in panel.numbers.values():
        assert number.accessibleName().startswith(f"{name}, ")
    asked = window.asides.withdrawing.panel.names[1].text()
    assert asked == withdraw_wording.OF_SECOND[relation]
