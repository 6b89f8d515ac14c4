"""The right column's page for a report: whom it is for, what it says beside, as what; nothing is ticked before."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from coreg.report.asked import Asked
from coreg.report.page import Copy, Face, Tick
from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import STRONG
from coreg.ui.review import report_wording as say
from coreg.ui.review.dressed import dress
from coreg.ui.review.page import Page
from coreg.ui.review.tab_button import TabButton
from coreg.ui.review.tab_rows import TabRows
from coreg.ui.theme import Look
from coreg.ui.tick_box import TickBox
from coreg.ui.words import Tone, Words

_OFFERED: Mapping[Copy, tuple[Tick, ...]] = {
    Copy.THERAPIST: (Tick.NOTES, Tick.NAMES),
    Copy.CLIENT: (Tick.NAMES, Tick.THERAPIST),
    Copy.SUPERVISION: (Tick.NOTES,),
}
_OF_THE_VAULT = (Tick.NOTES, Tick.NAMES)


class ReportPage(Page):
    """`asked(object, object)` with an `Asked` and a `Face`.

    Parameters
    ----------
    is_kept
        Whether the vault keeps it: a plain file knows no names and no notes.
    """

    asked = Signal(object, object)

    def __init__(self, *, is_kept: bool) -> None:
        super().__init__()
        self._copy, self._face = Copy.THERAPIST, Face.HTML
        self._is_kept = is_kept
        self.heading = Words(say.HEADING, "body", "text", STRONG, wraps=True)
        self.how = Words(say.HOW, "label", "muted_text", wraps=True)
        self.copy_rows = TabRows()
        self.copies = {copy: TabButton(words) for copy, words in say.COPIES.items()}
        self.says = Words("", "label", "text", wraps=True)
        self.ticks = {tick: TickBox(words) for tick, words in say.TICKS.items()}
        self.faces = {face: TabButton(words) for face, words in say.FACES.items()}
        self.open_file = Words(say.OPEN_FILE, "label", "muted_text", wraps=True)
        self.save = KeyButton(say.SAVE, is_main=True)
        self.state = Words(say.WAIT, "label", "text", wraps=True)
        for button in self.copies.values():
            self.copy_rows.add(button)
            button.clicked.connect(self._choose_copy)
        for button in self.faces.values():
            button.clicked.connect(self._choose_face)
        self.save.clicked.connect(self._ask)
        self.save.setEnabled(False)
        self._lay_out()
        self._show()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.heading, self.how, self.copy_rows, self.says, *self.ticks.values(), *self.faces.values())
        dress(look, self.open_file, self.save, self.state)

    def show_ready(self, *, is_ready: bool) -> None:
        """Say whether it can be written already."""
        self.save.setEnabled(is_ready)
        if is_ready is (self.state.text() == say.WAIT):
            self.say("" if is_ready else say.WAIT)

    def say(self, words: str, tone: Tone = "text") -> None:
        """Say how far it is, or what went wrong."""
        self.state.say(words, tone)

    def _show(self) -> None:
        for copy, button in self.copies.items():
            button.setChecked(copy is self._copy)
        for face, button in self.faces.items():
            button.setChecked(face is self._face)
        self.says.say(say.SAYS[self._copy])
        for tick, box in self.ticks.items():
            is_offered = tick in _OFFERED[self._copy] and (self._is_kept or tick not in _OF_THE_VAULT)
            box.setVisible(is_offered)
            if not is_offered:
                box.setChecked(False)

    def _choose_copy(self) -> None:
        self._copy = next(copy for copy, button in self.copies.items() if button is self.sender())
        self._show()

    def _choose_face(self) -> None:
        self._face = next(face for face, button in self.faces.items() if button is self.sender())
        self._show()

    def _ask(self) -> None:
        ticks = frozenset(tick for tick, box in self.ticks.items() if box.isChecked())
        self.asked.emit(Asked(self._copy, ticks), self._face)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for part in (self.heading, self.how, self.copy_rows, self.says, *self.ticks.values()):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in self.faces.values():
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.open_file)
        foot = QHBoxLayout()
        foot.addWidget(self.save)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addWidget(self.state)
        column.addStretch(1)
