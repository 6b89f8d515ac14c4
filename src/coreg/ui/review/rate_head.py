"""The line above the heart rates: what is drawn, which line is whose, and what the thin ones are."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coreg.domain.person import Role
from coreg.ui.card import RoleShape
from coreg.ui.fonts import MEDIUM
from coreg.ui.review import wording
from coreg.ui.review.dressed import dress
from coreg.ui.theme import Look
from coreg.ui.words import Words

_APART_PX, _BETWEEN_PX = 6, 18


class RateHead(QWidget):
    """Says it in fewer words where there is less room, so that no word stands on another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._names = (wording.HEART_RATE_FAR, wording.HEART_RATE)
        self._has_start = False
        self._worn: frozenset[Role] = frozenset()
        self.name, self.start = _words(), _words()
        self.legend = {role: (RoleShape(role), _words()) for role in Role}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_APART_PX)
        row.addWidget(self.name)
        for shape, words in self.legend.values():
            row.addSpacing(_BETWEEN_PX - 2 * _APART_PX)
            row.addWidget(shape)
            row.addWidget(words)
        row.addStretch(1)
        row.addWidget(self.start)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.name, self.start, *(part for parts in self.legend.values() for part in parts))
        self._say()

    def show_people(self, worn: frozenset[Role], *, has_start: bool) -> None:
        """Say who was measured, and whether today's start is drawn."""
        self._worn, self._has_start = worn, has_start
        self._say()

    def show_near(self, *, is_near: bool) -> None:
        """Say whether every beat is drawn, or what lies between the lowest and the highest."""
        self._names = (wording.HEART_RATE_NEAR if is_near else wording.HEART_RATE_FAR, wording.HEART_RATE)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the words anew."""
        super().resizeEvent(event)
        self._say()

    def _say(self) -> None:
        full, bare = self._names if self._worn else (wording.NOBODY, wording.NOBODY)
        start = wording.START_LINES if self._has_start else ""
        for name, legend, thin in (  # the lines' own words go first: the colours, shapes and dashes say them too
            (full, wording.LEGEND, start),
            (full, wording.PERSON, start),
            (full, wording.PERSON, ""),
            (bare, wording.PERSON, ""),
        ):
            if self._needed_px(name, legend, thin) <= self.width():
                break
        self.name.say(name)
        self.start.say(thin)
        self.start.setVisible(bool(thin))
        for role, (shape, words) in self.legend.items():
            words.say(legend[role], spoken=wording.LEGEND[role])
            shape.setVisible(role in self._worn)
            words.setVisible(role in self._worn)

    def _needed_px(self, name: str, legend: dict[Role, str], thin: str) -> int:
        people = sum(
            shape.width() + words.width_of(legend[role]) + _BETWEEN_PX + _APART_PX
            for role, (shape, words) in self.legend.items()
            if role in self._worn
        )
        return self.name.width_of(name) + people + (self.start.width_of(thin) + _BETWEEN_PX if thin else 0)


def _words() -> Words:
    return Words("", "tick", "muted_text", MEDIUM)
