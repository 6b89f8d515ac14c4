"""Run in a process of its own, with two screens: opens the client's window as a session asks, and prints.

First argument: `gone` (Qt says that the client's screen goes), else what xrandr is told to take it away for real.
Second argument `click`: xdotool clicks on the client's window before that, and types.
"""

import subprocess
import sys
from dataclasses import replace

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QLineEdit

from coreg.domain.client_picture import ClientPicture
from coreg.domain.client_window import ClientWindowSettings
from coreg.domain.stage import ClientScreen, Pacer
from coreg.ui import fonts
from coreg.ui.client.flow import ClientScreenFlow
from coreg.ui.client.screen_list import ScreenList
from tests.ui import people


def until(app, is_so, seconds=20.0):
    limit = QDeadlineTimer(int(seconds * 1000))
    while not is_so() and not limit.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return is_so()


def pacer(t_s):
    picture = ClientPicture(ClientScreen.PACER, pacer=Pacer(started_s=1.0))
    return replace(people.snapshot(t_s), client_picture=picture)


def click_and_type(app, therapist, second, asked):
    print("still active", therapist.isActiveWindow())
    middle = second.geometry().center()
    subprocess.run(["xdotool", "mousemove", "--sync", str(middle.x()), str(middle.y()), "click", "1"], check=True)
    print("rested", until(app, lambda: bool(asked)), *asked)
    asked.clear()
    subprocess.run(["xdotool", "type", "abc"], check=True)
    print("typed", until(app, lambda: therapist.text() == "abc"), therapist.isActiveWindow())


def choose(flow):
    """Have the screen chosen as the therapist does, by a test card."""
    choosing = ScreenList(is_dark=True)
    choosing.chosen.connect(lambda choice: flow.choose(replace(flow.settings, screen=choice)))
    for button in choosing.buttons:
        print("offered", button.text())
        button.click()
    card = choosing.card
    assert card is not None
    print("card on", card.windowHandle().screen().name())
    choosing.use.click()
    print("card left", choosing.card is not None)
    choosing.deleteLater()


def take_away(app, flow, screen, how):
    if how == "gone":
        app.screenRemoved.emit(screen)
    else:
        subprocess.run(["xrandr", *how.split()], check=True)
    return until(app, lambda: flow.window is None)


def main(how, clicks):
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    fonts.load_inter()
    first, second = sorted(app.screens(), key=lambda screen: screen.geometry().x())
    therapist = QLineEdit()
    therapist.setGeometry(first.geometry().adjusted(50, 50, -50, -50))
    therapist.show()
    therapist.activateWindow()
    until(app, therapist.isActiveWindow)
    flow = ClientScreenFlow(ClientWindowSettings())
    flow.attend(therapist)
    asked, wanted = [], []
    flow.asked.connect(lambda request, by: asked.append((request.act.value, by)))
    flow.choice_wanted.connect(lambda: wanted.append(True))
    for t_s in (2.0, 2.1):
        flow.follow(pacer(t_s))
    print("asked for a choice", len(wanted), flow.window is None, flow.words)
    choose(flow)
    flow.follow(pacer(2.2))
    window = flow.window
    assert window is not None
    print("opened", until(app, lambda: window.geometry() == second.geometry()), flow.words)
    print("on", window.windowHandle().screen().name())
    if clicks:
        until(app, window.windowHandle().isExposed)  # a click before that falls through it
        click_and_type(app, therapist, second, asked)
    print("closed", take_away(app, flow, second, how), flow.words, *asked)
    for t_s in (2.3, 2.4):
        flow.follow(pacer(t_s))  # the session hasn't heard yet
    print("stays closed", flow.window is None)
    flow.follow(people.snapshot(2.5))
    print("then", flow.words)
    therapist.close()
    therapist.deleteLater()
    until(app, lambda: not app.topLevelWidgets(), 2.0)
    print("left", len(app.topLevelWidgets()))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] == ["click"])
