"""The therapist's band on the screen: a field and a line of words in the client's lanes, set by keys alone."""

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg.domain.act import Act, Request
from coreg.domain.band import Band, BandShown, BandStanding, Outside, Side
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskState, Snapshot
from coreg.ui.plots.strip import Strip
from coreg.ui.theme import DARK, LIGHT, Colours, Look
from coreg.ui.therapist.window import TherapistWindow
from tests.ui import people
from tests.ui.conftest import settle

Make = Callable[..., TherapistWindow]
AT_START = Band(64.0, 84.0, math.log(28) - 0.7, math.log(28) + 0.7)
EARLIER = Band(60.0, 80.0, 2.5, 4.0, "2026-03-01T09:30:00+00:00", "Tuesdays")
SET = replace(AT_START, dated_utc="2026-03-08T09:30:00+00:00")


def shown(t_s: float = 300.0, **band: object) -> Snapshot:
    return people.snapshot(t_s, band=BandShown(**band))  # type: ignore[arg-type]  # fields of BandShown


def show(app: QApplication, window: TherapistWindow, snapshot: Snapshot) -> TherapistWindow:
    window.show_snapshot(snapshot)
    settle(app)
    window.show_snapshot(snapshot)  # as it is shown 30 times a second: by now the panels have their widths
    settle(app)
    return window


def press(key: Qt.Key, n: int = 1) -> None:
    for _ in range(n):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def asked_of(window: TherapistWindow) -> list[Request]:
    asked: list[Request] = []
    window.asked.connect(lambda request, _: asked.append(request))
    return asked


def n_of(lane: Strip, colour: str) -> int:
    image = lane.grab().toImage()
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(0, image.width(), 4) for y in range(0, image.height(), 2))


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_field_is_in_the_clients_lanes_alone_and_only_while_it_is_shown(
    app: QApplication, therapist: Make, colours: Colours
) -> None:
    window = show(app, therapist(Look(colours)), shown(at_start=AT_START, earlier=EARLIER))
    client, own = window.panels[Role.CLIENT], window.panels[Role.THERAPIST]
    lanes = (client.heart_rate_lane, client.rmssd_lane, own.heart_rate_lane, own.rmssd_lane)
    assert [n_of(lane, colours.baseline_band) for lane in lanes] == [0, 0, 0, 0]
    show(app, window, shown(band=SET, at_start=AT_START))
    has_field = [n_of(lane, colours.baseline_band) > 300 for lane in lanes]
    assert has_field == [True, True, False, False]
    assert "field: your band" in client.heart_rate_title.text()
    assert "band" not in own.heart_rate_title.text()


def test_the_words_stand_small_beside_the_lane_they_are_about(app: QApplication, therapist: Make) -> None:
    standing = BandStanding(Outside(Side.ABOVE, 275.0), Outside(Side.BELOW, 220.0))
    window = show(app, therapist(), shown(band=SET, standing=standing))
    client, own = window.panels[Role.CLIENT], window.panels[Role.THERAPIST]
    assert client.heart_rate_outside.text() == "above the band for 25 s"
    assert client.rmssd_outside.text() == "less variable than the band for 1:20"
    assert own.heart_rate_outside.text() == own.rmssd_outside.text() == ""
    assert client.heart_rate_outside.tone == "text", "no colour says it"
    for title, beside in (
        (client.heart_rate_title, client.heart_rate_outside),
        (client.rmssd_title, client.rmssd_outside),
    ):
        assert title.geometry().right() < beside.geometry().left()
    show(app, window, shown(band=SET))
    assert client.heart_rate_outside.text() == ""


def test_by_keys_alone_it_is_opened_moved_and_shown(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), shown(at_start=AT_START))
    asked = asked_of(window)
    QTest.keyClick(window, Qt.Key.Key_F4)
    settle(app)
    panel = window.asides.band.panel
    assert panel.isVisible()
    assert panel.says.text().startswith("Offered: 10 /min and 0.7 ln RMSSD around today's start.")
    assert not panel.name.isVisible(), "this recording takes no text"
    press(Qt.Key.Key_Down, 3)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right, 2)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Left)
    assert [panel.limits[name].text for name in panel.limits] == ["61", "86", "13", "56"]
    assert "Changed" in panel.says.text()
    press(Qt.Key.Key_Return)
    settle(app)
    (request,) = asked
    assert request.act is Act.BAND
    assert request.band is not None
    assert request.band.numbers == pytest.approx((61.0, 86.0, math.log(28) - 0.8, math.log(28) + 0.7))
    assert not panel.isVisible()
    assert window.hasFocus()


def test_session_keys_act_while_the_panel_is_open_and_esc_leaves_everything(
    app: QApplication, therapist: Make
) -> None:
    window = show(app, therapist(), shown(at_start=AT_START))
    asked = asked_of(window)
    QTest.keyClick(window, Qt.Key.Key_F4)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_7)
    assert [(one.act, one.value) for one in asked] == [(Act.SET, None), (Act.RATE, 7)]
    press(Qt.Key.Key_Escape)
    assert not window.asides.band.panel.isVisible()
    assert window.asides.band.draft is None
    assert len(asked) == 2


def test_the_clients_last_band_comes_first_with_its_day_and_name(app: QApplication, therapist: Make) -> None:
    snapshot = replace(shown(at_start=AT_START, earlier=EARLIER), notes=DiskState())
    window = show(app, therapist(is_simulated=False), snapshot)
    asked = asked_of(window)
    QTest.keyClick(window, Qt.Key.Key_F4)
    panel = window.asides.band.panel
    assert "The band of 1 March 2026" in panel.says.text() or "2026" in panel.says.text()
    assert panel.name.text() == "Tuesdays"
    panel.name.setFocus()
    QTest.keyClicks(panel.name, " 7b")
    QTest.keyClick(panel.name, Qt.Key.Key_Return)
    assert asked == [Request(Act.BAND, band=replace(EARLIER, name="Tuesdays 7b"))]


def test_it_can_be_switched_off_and_never_goes_the_wrong_way_round(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), shown(band=SET, at_start=AT_START))
    asked = asked_of(window)
    QTest.keyClick(window, Qt.Key.Key_F4)
    panel = window.asides.band.panel
    press(Qt.Key.Key_Up, 40)
    assert panel.draft is not None
    assert panel.draft.is_one
    assert panel.limits["low_bpm"].text == "80"
    panel.off.setFocus()
    press(Qt.Key.Key_Return)
    assert asked == [Request(Act.BAND)]


def test_without_a_baseline_nothing_is_offered(app: QApplication, therapist: Make) -> None:
    window = show(app, therapist(), shown())
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert (
        window.asides.band.panel.says.text() == "Offered once a baseline is accepted: B begins one. F4 closes this."
    )
    assert not window.asides.band.panel.take.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert not window.asides.band.panel.isVisible()


@pytest.mark.parametrize(("width", "height", "scale"), [(1024, 640, 1.0), (1280, 800, 1.0), (1280, 800, 1.5)])
def test_nothing_on_the_panel_is_cut_short(
    app: QApplication, therapist: Make, width: int, height: int, scale: float
) -> None:
    window = show(app, therapist(Look(scale=scale), width, height), shown(band=SET, at_start=AT_START))
    QTest.keyClick(window, Qt.Key.Key_F4)
    press(Qt.Key.Key_Up)
    settle(app)
    assert (window.width(), window.height()) == (width, height)
    panel = window.asides.band.panel
    parts = (
        *panel.limits.values(),
        *panel.names.values(),
        *panel.units.values(),
        panel.take,
        panel.at_start,
        panel.off,
    )
    for part in parts:
        assert part.isVisible()
        assert part.width() >= part.sizeHint().width(), part.accessibleName()
        assert panel.rect().contains(part.geometry())
