"""One window takes the place of another."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget


def follow(old: QWidget, new: QWidget) -> None:
    """Show `new` where `old` stood."""
    if old is new:
        return
    geometry = QRect(old.geometry())
    new.setGeometry(geometry)
    if old.isMaximized() or old.isFullScreen():
        new.setWindowState(old.windowState())
    new.show()
    new.activateWindow()
    old.hide()
