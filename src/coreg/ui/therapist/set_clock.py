"""The set's own clock, large enough for a glance: how long a set runs, or how long ago the last ended."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coreg.domain.stage import Stage
from coreg.ui import session_wording
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.theme import Look
from coreg.ui.words import Words


class SetClock(QWidget):
    """Two lines with room for the usual words: what stands beside it doesn't move when a set begins or ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.which = Words("", "label", "muted_text", MEDIUM)
        self.time = Words("", "clock", "text", STRONG)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for words in (self.which, self.time):
            column.addWidget(words, 0, Qt.AlignmentFlag.AlignLeft)

    def text(self) -> str:
        """Both lines, as one sentence."""
        return self.accessibleName()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        for words in (self.which, self.time):
            words.set_look(look)
        self.setMinimumWidth(max(self.which.width_of(text) for text in session_wording.USUAL_SET))

    def show_stage(self, stage: Stage, now_s: float) -> None:
        """Show the set that runs, or how long ago the last one ended."""
        which, time = session_wording.set_lines(stage, now_s)
        self.which.say(which)
        spoken = session_wording.set_words(stage, now_s)
        self.time.say(time, spoken=spoken)
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)
