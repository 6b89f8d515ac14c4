"""The screens that there are now, as the placement rule knows them."""

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from coreg.ui.client import wording
from coreg.ui.client.placement import Placing, Screen, place


def screens_now() -> list[Screen]:
    """Return every screen of the system."""
    return [screen_of(number, screen) for number, screen in enumerate(QGuiApplication.screens())]


def screen_of(number: int, screen: QScreen) -> Screen:
    """Return one of Qt's screens in our words."""
    place = screen.geometry()
    return Screen(number, screen.name(), place.x(), place.y(), place.width(), place.height())


def mirrored_words(window: QWidget | None) -> str:
    """Return what is to be said before a session where two screens show the same; empty where none do."""
    placement = place(screens_now(), screen_under(window), None, in_small_window=False)
    return wording.MIRRORED_BEFORE if placement.placing is Placing.MIRRORED else ""


def screen_under(window: QWidget | None) -> Screen:
    """Return the screen that a window is on; the system's first where there is no window."""
    screens = QGuiApplication.screens()
    on = QGuiApplication.primaryScreen() if window is None else window.screen()
    number = screens.index(on) if on in screens else 0
    return screen_of(number, screens[number])
