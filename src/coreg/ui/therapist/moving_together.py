"""Whether two people move together: one sentence, and the session so far as a bar. No number says how much."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.snapshot import Snapshot
from coreg.ui.card import Card
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.theme import Look
from coreg.ui.therapist import together_wording
from coreg.ui.therapist.together_timeline import TogetherTimeline
from coreg.ui.words import Words

FOLDED_BELOW_PX, GONE_BELOW_PX = 660, 560  # the window's height at a text scale of 1: design section 6 (a); ours
_HEIGHT_PX = 78  # design section 6 (a)
_SIDE_PX, _ABOVE_PX, _GAP_PX = 16, 8, 12


class MovingTogether(Card):
    """Folds to its sentence where the window is low, and makes way for a notice where it is lower still."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self._look = Look()
        self._sentences: tuple[str, ...] = ("",)
        self.title = Words(together_wording.TITLE, "body", "text", STRONG)
        self.sentence = Words("", "body", "muted_text", MEDIUM, wraps=True)
        self.timeline = TogetherTimeline()
        self.setToolTip(together_wording.HELP)
        self.timeline.setAccessibleName(together_wording.TIMELINE)
        self.timeline.setToolTip(f"{together_wording.TIMELINE}\n{together_wording.HELP}")
        self._row = QHBoxLayout()
        self._row.addWidget(self.title, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.sentence, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addStretch(1)
        self._column.addWidget(self.timeline)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.set_card_look(look)
        self.title.set_look(look)
        self.sentence.set_look(look)
        self.timeline.set_look(look)
        side, above = look.px(_SIDE_PX), look.px(_ABOVE_PX)
        self._column.setContentsMargins(side, above, side, above)
        self._column.setSpacing(0)
        self._row.setSpacing(look.px(_GAP_PX))
        self._fit()

    def make_room(self, height: float, *, is_live: bool, has_notice: bool) -> None:
        """Fold by the window's height, at a text scale of 1."""
        self.setVisible(is_live and not (has_notice and height < GONE_BELOW_PX))
        is_folded = height < FOLDED_BELOW_PX
        self.timeline.setVisible(not is_folded)
        self.setMinimumHeight(0 if is_folded else self._look.px(_HEIGHT_PX))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is known now."""
        together, now_s = snapshot.together, snapshot.t_s
        self.timeline.show_together(together, now_s)
        sentences = together_wording.sentences(together, now_s)
        if sentences != self._sentences:
            self._sentences = sentences
            self.setAccessibleName(together_wording.spoken(together, now_s))
            self.sentence.say(self.sentence.text(), "muted_text" if together.now.unknown else "text")
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the words anew that fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say it in full where there is room, else in fewer words; these wrap where there is less still."""
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._row.spacing() - self.title.width()
        fitting = (words for words in self._sentences if self.sentence.width_of(words) <= room)
        self.sentence.say(next(fitting, self._sentences[-1]), spoken=self.accessibleName())
