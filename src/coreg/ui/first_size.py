"""How large the first window is: as drawn, or as much of it as the screen has with the window's frame around it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication

AS_DRAWN_PX = QSize(1280, 800)  # design section 6 (a)
FRAME_PX = QSize(2, 40)  # our choice: the highest title bar of the usual desktops, and their edges


def first_size() -> QSize:
    """Return it for the system's first screen."""
    if QGuiApplication.platformName() == "offscreen":
        return AS_DRAWN_PX  # nobody's screen: pictures are taken of it
    return fitted(QGuiApplication.primaryScreen().availableGeometry())


def fitted(available: QRect) -> QSize:
    """Return the size of the window's content for a screen of which so much is free.

    >>> fitted(QRect(0, 0, 1920, 1080)).height(), fitted(QRect(0, 0, 1280, 800)).height()
    (800, 760)
    """
    return (available.size() - FRAME_PX).boundedTo(AS_DRAWN_PX)
