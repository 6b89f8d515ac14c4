"""How the program ends: Qt's loop is left."""

from PySide6.QtWidgets import QApplication


def leave() -> None:
    """End Qt's loop. `quit` would ask every window first, and a session's window would show the start again."""
    QApplication.exit(0)
