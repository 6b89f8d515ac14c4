"""The guided try's line across the window: which step, and which key it takes."""

from PySide6.QtWidgets import QHBoxLayout

from coreg.domain.snapshot import RecordState, Snapshot
from coreg.ui.card import Card
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.guided import wording
from coreg.ui.guided.steps import Step, step_after
from coreg.ui.theme import Look
from coreg.ui.words import Words

_OVER = (RecordState.ENDED, RecordState.SEALED)
_N_STEPS = Step.END_SESSION.value


class GuidedBar(Card):
    """Follows the session."""

    def __init__(self) -> None:
        super().__init__()
        self.step = Words("", "body", "muted_text", MEDIUM)
        self.how = Words("", "role", "text", STRONG, wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(20)
        row.addWidget(self.step)
        row.addWidget(self.how, 1)
        self._show(Step.BEGIN_SET)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.set_card_look(look)
        self.step.set_look(look)
        self.how.set_look(look)

    def follow(self, snapshot: Snapshot) -> None:
        """Show what is to be done next."""
        is_over = snapshot.record in _OVER or snapshot.is_ending
        self._show(step_after(snapshot.moments, is_over=is_over))

    def _show(self, step: Step) -> None:
        is_done = step is Step.DONE
        self.step.say(wording.DONE if is_done else wording.STEP.format(step=step.value, n_steps=_N_STEPS))
        self.how.say(wording.HOW[step])
