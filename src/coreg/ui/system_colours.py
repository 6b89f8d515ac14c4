"""The palette that the system asks for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coreg.ui.theme import DARK, LIGHT, Colours


def system_colours() -> Colours:
    """Dark where the system is, else light."""
    hints = QApplication.styleHints()
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
