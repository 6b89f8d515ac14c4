"""What has a look: every part of the review's window that is told when palette or text size change."""

from typing import Protocol

from coreg.ui.theme import Look


class Dressed(Protocol):
    """A widget that is drawn in a look."""

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""


def dress(look: Look, *parts: Dressed) -> None:
    """Tell each part."""
    for part in parts:
        part.set_look(look)
