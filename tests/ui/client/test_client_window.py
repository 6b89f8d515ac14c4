"""The client's window as the client sees it: what stands on it, what moves, and that it takes nothing."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from coreg.domain.client_picture import ClientPicture
from coreg.domain.client_window import ClientWindowSettings
from coreg.domain.stage import ClientScreen, Pacer
from coreg.ui.client.window import ClientWindow
from tests.ui.conftest import settle

PACER = Pacer(6.0, 0.4, 100.0)
WITH_WAVE = ClientWindowSettings(shows_wave=True)
Points = tuple[tuple[float, float], ...]


class Time:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now_s = 50.0

    def __call__(self) -> float:
        return self.now_s


def heart(t_s: float) -> Points:
    """Half a minute of a heart that waves along, up to two seconds ago."""
    at_s = np.arange(t_s - 32.0, t_s - 2.0, 0.82)
    return tuple((float(t), 0.7 * math.sin(2 * math.pi * t / 10)) for t in at_s)


@pytest.fixture
def client(app: QApplication) -> Iterator[Callable[..., ClientWindow]]:
    made: list[ClientWindow] = []

    def make(settings: ClientWindowSettings | None = None, *, is_reduced: bool = False) -> ClientWindow:
        time = Time()
        window = ClientWindow(settings or ClientWindowSettings(), is_full=True, is_reduced=is_reduced, now_s=time)
        window.time = time  # type: ignore[attr-defined]  # for the test's hand
        window.resize(640, 400)
        window.show()
        settle(app)
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()


def play(
    window: ClientWindow, seconds: float, make: Callable[[float], ClientPicture], *, step_s: float = 0.05
) -> None:
    """Let time pass, with a picture at every step as the session would give it."""
    time = window.time  # type: ignore[attr-defined]
    for _ in range(round(seconds / step_s)):
        time.now_s += step_s
        t_s = time.now_s + 50.0
        window.show_picture(make(t_s), t_s, is_simulated=False)
        window.advance()


def pixels(window: QWidget, height: int | None = None) -> np.ndarray:
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[:, :, :3]
    return rows[:height].copy()


def wave_spread(window: QWidget) -> int:
    """How much there is to see where the wave is, beside the small words."""
    return int(np.ptp(pixels(window)[335:372, 120:450].astype(int), axis=(0, 1)).max())


def rest(_t_s: float) -> ClientPicture:
    return ClientPicture(ClientScreen.REST)


def calm(level: float | None) -> Callable[[float], ClientPicture]:
    return lambda _t_s: ClientPicture(ClientScreen.CALM, calm=level)


def pacing(*, is_known: bool = True, share: float | None = 0.6) -> Callable[[float], ClientPicture]:
    return lambda t_s: ClientPicture(
        ClientScreen.PACER, None, share, heart(t_s) if is_known else (), is_known, PACER
    )


def test_rest_is_still(client) -> None:
    window = client()
    play(window, 3, rest)
    before = pixels(window)
    play(window, 3, rest)
    assert np.array_equal(before, pixels(window))
    assert not window.is_moving


def test_calm_is_smaller_below_the_minute_and_larger_above_and_unknown_looks_like_rest(client) -> None:
    window = client()
    play(window, 3, rest)
    resting = pixels(window, 355)  # above the small words
    play(window, 20, calm(1.0))
    large = window.shape.radius
    play(window, 20, calm(-1.0))
    assert window.shape.radius < 0.235 < large
    play(window, 30, calm(None))
    assert np.abs(pixels(window, 355).astype(int) - resting).max() <= 2
    assert not window.is_moving


def test_a_change_of_calm_is_eased_over_two_seconds(client) -> None:
    window = client()
    play(window, 5, calm(0.0))
    play(window, 2, calm(1.0))
    swing = (window.shape.radius - 0.235) / 0.06
    assert swing == pytest.approx(1 - math.exp(-1), abs=0.03)


def test_nothing_jumps_where_one_picture_becomes_another(client) -> None:
    window = client(WITH_WAVE)
    play(window, 5, rest)
    radii = []
    for make in (pacing(), calm(0.5), rest, pacing(is_known=False)):
        for _ in range(40):
            play(window, 0.05, make)
            radii.append(window.shape.radius)
    assert max(abs(np.diff(radii))) < 0.02


def test_the_wave_fades_out_within_four_seconds_of_a_drop_and_the_pacer_goes_on(client) -> None:
    window = client(WITH_WAVE)
    play(window, 10, pacing())
    assert wave_spread(window) > 60
    play(window, 2, pacing(is_known=False))
    assert wave_spread(window) > 20
    play(window, 2.2, pacing(is_known=False))
    assert wave_spread(window) == 0
    before = window.shape.radius
    play(window, 1, pacing(is_known=False))
    assert window.shape.radius != before


def test_without_the_option_there_is_no_wave(client) -> None:
    window = client()
    play(window, 10, pacing())
    assert wave_spread(window) == 0


def test_the_therapists_heart_is_a_second_dashed_line_with_words_for_whose_is_whose(client) -> None:
    def beside(t_s: float) -> ClientPicture:
        opposite = tuple((at_s, -level) for at_s, level in heart(t_s))
        return replace(pacing()(t_s), beside=opposite, is_beside_known=True)

    alone, both = client(WITH_WAVE), client()
    play(alone, 10, pacing())
    play(both, 10, beside)
    assert wave_spread(both) > 60, "beside theirs: their own is shown too"
    n_painted = [(np.ptp(pixels(each)[335:372, 120:450].astype(int), axis=2) > 12).sum() for each in (alone, both)]
    assert n_painted[1] > 1.25 * n_painted[0]
    words = pixels(both)[372:, :300].astype(int)
    assert np.ptp(words) > 40
    assert np.ptp(pixels(alone)[372:, :300].astype(int)) < 40
    play(both, 5, pacing())
    assert wave_spread(both) == 0, "no longer chosen, and their own is off"


def test_late_news_do_not_make_the_pacer_stumble(client) -> None:
    window = client()
    play(window, 5, pacing())
    radius = window.shape.radius
    late_s = window.time.now_s + 50.0 - 0.8
    window.show_picture(pacing()(late_s), late_s, is_simulated=False)
    window.advance()
    assert window.shape.radius == radius


def test_reduced_motion_changes_no_size_and_has_the_word(client) -> None:
    window = client(ClientWindowSettings(shows_word=False), is_reduced=True)
    play(window, 3, pacing())
    shapes = []
    for _ in range(100):
        play(window, 0.1, pacing(), step_s=0.1)
        shapes.append(window.shape)
    assert {round(shape.radius, 6) for shape in shapes} == {0.235}
    assert max(s.brightness for s in shapes) - min(s.brightness for s in shapes) == pytest.approx(0.3, abs=0.01)
    assert max(shape.word_opacity for shape in shapes) == 1.0


def test_no_figure_stands_on_it_nor_in_what_a_screen_reader_is_told(client, app, monkeypatch) -> None:
    painted: list[str] = []
    real = QPainter.drawText

    def noting(self, *arguments):
        painted.extend(argument for argument in arguments if isinstance(argument, str))
        return real(self, *arguments)

    monkeypatch.setattr(QPainter, "drawText", noting)
    window = client(WITH_WAVE)
    for make in (rest, calm(0.4), pacing(), pacing(is_known=False)):
        for is_simulated in (True, False):
            play(window, 3, make)
            window.show_picture(make(window.time.now_s + 50), window.time.now_s + 50, is_simulated=is_simulated)
            window.grab()
            painted += told(window)
    assert {"in", "out", "simulated", "a touch lets this rest"} <= set(painted)
    assert not [text for text in painted if re.search(r"\d|signal|strap|score|well|good", text)]


def told(window: QWidget) -> list[str]:
    """Every text of the window's accessibility tree."""
    left, texts = [QAccessible.queryAccessibleInterface(window)], []
    while left:
        each = left.pop()
        texts += [
            each.text(kind)
            for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
        ]
        left += [each.child(number) for number in range(each.childCount())]
    return [text for text in texts if text]


def test_its_colours_are_shades_between_ground_and_shape_and_none_is_red(client) -> None:
    window = client(WITH_WAVE)
    play(window, 8, pacing())
    blue, green, red = (pixels(window)[:, :, channel].astype(int) for channel in range(3))
    assert (red <= np.maximum(green, blue) + 4).all()
    assert (red[0, 0], green[0, 0], blue[0, 0]) == (0x10, 0x18, 0x1C)
    window.set_settings(replace(WITH_WAVE, is_dark=False), is_reduced=False)
    assert tuple(pixels(window)[0, 0][::-1]) == (0xF3, 0xF1, 0xEA)


def test_a_click_asks_for_rest_and_the_keyboard_stays_where_it_was(client, app, shown) -> None:
    line = shown(QLineEdit(), 200, 60)
    window = client()
    line.activateWindow()  # Qt's off-screen platform gives every new window the keyboard, whatever it asks for
    line.setFocus()
    settle(app)
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    asked: list[bool] = []
    window.rest_asked.connect(lambda: asked.append(True))
    play(window, 1, pacing())
    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    settle(app)
    assert asked == [True]
    assert app.focusWidget() is line
    QTest.keyClicks(app.focusWidget(), "abc")
    assert line.text() == "abc"
    play(window, 1, rest)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    assert asked == [True]


def test_a_touch_rests_it_once(client, app) -> None:
    window = client()
    asked: list[bool] = []
    window.rest_asked.connect(lambda: asked.append(True))
    play(window, 1, pacing())
    device = QTest.createTouchDevice()
    QTest.touchEvent(window, device).press(0, window.rect().center()).commit()
    QTest.touchEvent(window, device).release(0, window.rect().center()).commit()
    settle(app)
    assert asked == [True]


def test_it_takes_no_key(client) -> None:
    window = client()
    play(window, 1, pacing())
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_F6):
        QTest.keyClick(window, key)
    assert window.isVisible()
    assert not window.hasFocus()


def test_hidden_it_paints_no_frame_and_goes_on_when_it_is_seen_again(client, app) -> None:
    window = client()
    play(window, 1, pacing())
    assert window.is_moving
    window.hide()
    settle(app)
    assert not window.is_moving
    play(window, 1, pacing())
    assert not window.is_moving
    window.show()
    settle(app)
    assert window.is_moving
