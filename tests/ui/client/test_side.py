"""The client's window and the therapist's panel, following a session on one screen."""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from coreg.domain.act import Act, Refusal, Request
from coreg.domain.client_picture import ClientPicture, RateFinding, TriedRate
from coreg.domain.client_window import ClientWindowSettings
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.domain.stage import ClientScreen, Pacer, Stage
from coreg.ui import session_wording
from coreg.ui.client import wording
from coreg.ui.client.flow import ClientScreenFlow
from coreg.ui.client.panel import ClientPanel
from coreg.ui.theme import Look
from tests.ui import people
from tests.ui.client.test_client_window import pixels, told
from tests.ui.conftest import settle

SMALL = ClientWindowSettings(in_small_window=True)


def showing(screen: ClientScreen, t_s: float = 60.0, **changes: object) -> Snapshot:
    pacer = Pacer(started_s=50.0) if screen is ClientScreen.PACER else None
    picture = ClientPicture(screen, pacer=pacer)
    base = replace(people.snapshot(t_s), client_picture=picture, stage=Stage(screen=screen, pacer=pacer))
    return replace(base, **changes)  # type: ignore[arg-type]  # the caller names fields of Snapshot


@pytest.fixture
def flow() -> Iterator[ClientScreenFlow]:
    made = ClientScreenFlow(SMALL)
    yield made
    made.close_window()


def test_on_one_screen_it_stays_closed_unless_the_small_window_was_switched_on() -> None:
    flow = ClientScreenFlow(ClientWindowSettings())
    flow.follow(showing(ClientScreen.PACER))
    opened = [flow.window is not None]
    assert flow.words == wording.NO_SECOND
    flow.choose(SMALL)
    flow.follow(showing(ClientScreen.PACER))
    opened.append(flow.window is not None and not flow.window.isFullScreen())
    assert opened == [False, True]
    flow.close_window()


def test_it_opens_follows_and_closes_with_what_the_session_says(flow: ClientScreenFlow) -> None:
    said = [flow.words]
    flow.said.connect(said.append)
    for screen in (ClientScreen.REST, ClientScreen.CALM, ClientScreen.PACER, ClientScreen.OFF):
        flow.follow(showing(screen))
    assert flow.window is None
    assert said == ["", *(f"Client's screen: {what}" for what in ("rest", "calm", "pacer only")), ""]


def test_after_the_end_it_rests_until_the_session_is_left(flow: ClientScreenFlow) -> None:
    flow.follow(showing(ClientScreen.PACER))
    flow.follow(showing(ClientScreen.PACER, record=RecordState.ENDED))
    assert flow.words == "Client's screen: rest"


def test_a_click_asks_the_session_in_the_clients_name(flow: ClientScreenFlow, app: QApplication) -> None:
    asked: list[object] = []
    flow.asked.connect(lambda request, by: asked.append((request, by)))
    flow.follow(showing(ClientScreen.CALM))
    assert flow.window is not None
    QTest.mouseClick(flow.window, Qt.MouseButton.LeftButton)
    assert asked == [(Request(Act.SCREEN_REST), "client")]


def test_where_its_screen_comes_to_show_the_therapists_it_is_closed_at_once(flow: ClientScreenFlow, app) -> None:
    flow.follow(showing(ClientScreen.CALM))
    flow._on = app.primaryScreen()
    asked: list[object] = []
    flow.asked.connect(lambda request, by: asked.append((request.act, by)))
    flow._on.geometryChanged.connect(flow._screens_changed)
    flow._screens_changed()  # its screen lies where the therapist's does
    assert flow.window is None
    assert flow.words == wording.UNPLUGGED
    assert asked == [(Act.SCREEN_OFF, "unplugged")]


def test_nothing_of_the_therapist_nor_any_number_reaches_it(flow: ClientScreenFlow, app: QApplication) -> None:
    loud = people.person(Role.THERAPIST, 60.0, numbers=people.numbers(60.0, 199, 99, 7))
    calm = people.person(Role.CLIENT, 60.0, numbers=people.numbers(60.0, 188, 88, 8))
    pictures: list[np.ndarray] = []
    for therapist, client in (
        (loud, calm),
        (people.person(Role.THERAPIST, 60.0), people.person(Role.CLIENT, 60.0)),
    ):
        snapshot = showing(ClientScreen.REST, people={Role.CLIENT: client, Role.THERAPIST: therapist})
        flow.follow(snapshot)
        settle(app)
        assert flow.window is not None
        pictures.append(pixels(flow.window))
        assert not [text for text in told(flow.window) if re.search(r"\d|herapist", text)]
    assert (pictures[0] == pictures[1]).all()


def test_the_therapists_heart_is_added_only_where_it_is_chosen_and_only_for_this_session(
    flow: ClientScreenFlow, panel: ClientPanel
) -> None:
    wave = ((58.0, 0.2), (59.0, 0.4))
    own = ClientPicture(ClientScreen.PACER, wave=wave, is_wave_known=True)
    now = showing(ClientScreen.PACER, therapist_picture=own)
    panel.beside_chosen.connect(flow.show_beside)
    assert not panel.beside.isChecked()

    def given() -> ClientPicture:
        flow.follow(now)
        assert flow.window is not None
        return flow.window._given.picture

    assert (given().beside, flow.words) == (None, "Client's screen: pacer only")
    panel.beside.click()
    assert (given().beside, given().is_beside_known) == (wave, True)
    assert flow.words == "Client's screen: pacer, their wave and yours"
    flow.follow(replace(now, record=RecordState.ENDED))
    assert flow.window is not None
    assert flow.window._given.picture == ClientPicture(ClientScreen.REST)
    panel.beside.click()
    assert given().beside is None
    next_session = ClientScreenFlow(flow.settings)
    assert not next_session.shows_beside
    assert "beside" not in str(flow.settings)


@pytest.fixture
def panel(app: QApplication, shown) -> ClientPanel:
    made: ClientPanel = shown(ClientPanel(ClientWindowSettings(), Look()), 420, 700)
    return made


def test_the_panel_asks_for_a_rate_a_tenth_slower_and_never_past_the_slowest(panel: ClientPanel) -> None:
    asked: list[object] = []
    panel.asked.connect(asked.append)
    panel.slower.click()
    panel.follow(showing(ClientScreen.PACER, stage=Stage(screen=ClientScreen.PACER, pacer=Pacer(4.5))))
    assert panel.rate.text() == "4.5 breaths a minute"
    panel.slower.click()
    panel.faster.click()
    assert asked == [Request(Act.SCREEN_PACER, tenths) for tenths in (59, 45, 46)]


def test_the_panel_begins_the_search_shows_how_it_stands_and_stops_it(panel: ClientPanel) -> None:
    asked: list[object] = []
    panel.asked.connect(asked.append)
    panel.search.click()
    tried = (
        TriedRate(6.5, Reading(6.04), is_as_good=True),
        TriedRate(6.0, Reading.of_unknown(Unknown.NOT_FOLLOWED)),
    )
    stage = Stage(screen=ClientScreen.PACER, pacer=Pacer(5.5, is_finding=True))
    snapshot = showing(ClientScreen.PACER, stage=stage, rate_finding=RateFinding(tried, 131.0))
    panel.follow(snapshot)
    assert panel.found.text().splitlines() == [
        "6.5 a minute: wave of 6.0 beats a minute, as good as the largest",
        "6.0 a minute: unknown, the breath went its own way",
        "this rate for 1:11 more",
    ]
    assert panel.search.text() == wording.STOP_FINDING
    panel.search.click()
    assert asked == [Request(Act.FIND_RATE), Request(Act.SCREEN_REST)]


def test_a_tick_is_kept_at_once(panel: ClientPanel) -> None:
    chosen: list[ClientWindowSettings] = []
    panel.settings_chosen.connect(chosen.append)
    panel.ticks["shows_wave"].click()
    panel.ticks["is_dark"].click()
    assert chosen == [ClientWindowSettings(shows_wave=True), ClientWindowSettings(shows_wave=True, is_dark=False)]


def test_what_the_panel_does_not_take_is_the_sessions_key(app: QApplication, shown) -> None:
    over = shown(QLineEdit(), 800, 600)
    panel = shown(ClientPanel(ClientWindowSettings(), Look(), over), 420, 700)
    QTest.keyClicks(panel, "x ")
    assert over.text() == "x "
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_everything_on_the_panel_is_reached_by_tab_and_pressed_by_keyboard(panel: ClientPanel, app) -> None:
    panel.activateWindow()
    reached = set()
    for _ in range(20):
        QTest.keyClick(app.focusWidget() or panel, Qt.Key.Key_Tab)
        reached.add(app.focusWidget())
    assert {*panel.ticks.values(), panel.slower, panel.faster, panel.search, panel.done} <= reached


def test_every_refusal_has_words() -> None:
    assert set(session_wording.REFUSED) == set(Refusal)
