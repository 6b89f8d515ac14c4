"""What stands in the window once the session has ended: what was kept, what it says as a whole, a few words."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coreg.domain.note import MOST_CHARACTERS
from coreg.domain.person import Role
from coreg.domain.snapshot import Snapshot
from coreg.ui.card import Card, RoleShape
from coreg.ui.field import Field
from coreg.ui.fonts import STRONG
from coreg.ui.sheet import area_sheet
from coreg.ui.theme import Look
from coreg.ui.therapist import ending_wording
from coreg.ui.therapist.together_ending import TogetherEnding
from coreg.ui.wording import ROLE
from coreg.ui.words import Words

_GAP_PX, _EDGE_PX = 12, 20


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known of an ended session beside its numbers.

    Attributes
    ----------
    place
        The plain file it is in; None where the vault keeps it, or nothing does.
    takes_words
        Whether a few words can be kept with it.
    """

    place: Path | None = None
    takes_words: bool = False


class EndingPanel(QScrollArea):
    """Hidden until the session has ended. `words_kept(str)` with what the therapist typed."""

    words_kept = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self.title = Words(ending_wording.TITLE, "clock", "text", STRONG)
        self.kept = Words("", "body", "text", wraps=True)
        self.length = Words("", "body", "muted_text", wraps=True)
        self.people = {role: PersonEnding(role) for role in Role}
        self.together = TogetherEnding()
        self.field = Field(ending_wording.WORDS)
        self.field.line.setMaxLength(MOST_CHARACTERS)
        self.field.say(ending_wording.WORDS_HOW)
        self.field.entered.connect(self._keep)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self.hide()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.setStyleSheet(area_sheet(look))
        for words in (self.title, self.kept, self.length):
            words.set_look(look)
        self.field.set_look(look)
        self.together.set_look(look)
        for panel in self.people.values():
            panel.set_look(look)

    def show_ending(self, snapshot: Snapshot, ending: Ending, words_so_far: str = "") -> None:
        """Show what there is; `words_so_far` is what stood in the note line when the session ended."""
        self.kept.say(ending_wording.kept(snapshot, ending.place))
        self.length.say(ending_wording.length(snapshot))
        for role, panel in self.people.items():
            panel.show_lines(ending_wording.lines_of(snapshot.people.get(role)))
        self.together.show_ending(snapshot)
        self.field.setVisible(ending.takes_words)
        self.field.set_text(words_so_far)
        self.show()
        if words_so_far:
            self.field.line.setFocus()

    def forget(self, role: Role) -> None:
        """Show nothing any more of whose part is erased: of the client's, that is all of the session."""
        self.people[role].hide()
        if role is Role.CLIENT:
            for part in (self.kept, self.length, self.field, *self.people.values()):
                part.hide()

    def say_kept(self) -> None:
        """The words are kept: others may follow."""
        self.field.clear()
        self.field.line.setEnabled(True)
        self.field.say(ending_wording.WORDS_KEPT)

    def say_refused(self, words: str) -> None:
        """Say why they weren't; what was typed stays."""
        self.field.line.setEnabled(True)
        self.field.say(words, "notice")
        self.field.line.setFocus()

    def _keep(self) -> None:
        text = self.field.text.strip()
        if text:
            self.field.line.setEnabled(False)
            self.field.say(ending_wording.KEEPING)
            self.words_kept.emit(text)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("page")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP_PX)
        for widget in (self.title, self.kept, self.length):
            column.addWidget(widget)
        people = QHBoxLayout()
        people.setSpacing(_GAP_PX)
        for panel in self.people.values():
            people.addWidget(panel, 1)
        column.addLayout(people)
        column.addWidget(self.together)
        column.addWidget(self.field)
        column.addStretch(1)
        self.setWidget(body)
        for ground in (self.viewport(), body):
            ground.setAutoFillBackground(False)


class PersonEnding(Card):
    """One person's sentences."""

    def __init__(self, role: Role) -> None:
        super().__init__(role)
        self.shape = RoleShape(role)
        self.name = Words(ROLE[role], "body", "text", STRONG)
        self.lines: list[Words] = []
        self._look = Look()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE_PX, _EDGE_PX, _EDGE_PX, _EDGE_PX)
        self._column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.shape)
        head.addWidget(self.name)
        head.addStretch(1)
        self._column.addLayout(head)
        self._column.addStretch(1)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.set_card_look(look)
        self.shape.set_look(look)
        for words in (self.name, *self.lines):
            words.set_look(look)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show these sentences instead of those before."""
        for words in self.lines:
            self._column.removeWidget(words)
            words.deleteLater()
        self.lines = [Words(line, "body", "text", wraps=True) for line in lines]
        for nth, words in enumerate(self.lines, start=1):
            words.set_look(self._look)
            self._column.insertWidget(nth, words)
