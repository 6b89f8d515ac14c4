"""What stands in the window once the session has ended: what was kept, what it says as a whole, a few words."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coreg.domain.client import Relation
from coreg.domain.course import ContextTick
from coreg.domain.note import MOST_CHARACTERS
from coreg.domain.person import Role
from coreg.domain.role_name import name_to_therapist
from coreg.domain.snapshot import Snapshot
from coreg.ui.card import Card, RoleShape
from coreg.ui.day_ticks import DayTicks
from coreg.ui.field import Field
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.sheet import area_sheet
from coreg.ui.theme import Look
from coreg.ui.therapist import ending_wording
from coreg.ui.therapist.ending_facts import EndingFacts
from coreg.ui.therapist.together_ending import TogetherEnding
from coreg.ui.words import Words

_GAP_PX, _EDGE_PX = 16, 20
_WIDEST_PX = 1180  # wider, and a sentence is no longer one line's read


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known of an ended session beside its numbers.

    Attributes
    ----------
    place
        The plain file it is in; None where the vault keeps it, or nothing does.
    takes_words
        Whether a few words can be kept with it.
    who
        The client's pseudonym, where the vault keeps it.
    """

    place: Path | None = None
    takes_words: bool = False
    who: str = ""


class EndingPanel(QScrollArea):
    """Hidden until the session has ended.

    Signals: `words_kept(str)` with what the therapist typed, `left()` on Enter where nothing was, and
    `day_said(dict, dict)` with a tick of the day and whether it holds, or a target and whether it is complete.
    """

    words_kept = Signal(str)
    day_said = Signal(object, object)
    left = Signal()

    def __init__(self, relation: Relation = Relation.THERAPIST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self.title = Words(ending_wording.TITLE, "clock", "text", STRONG)
        self.kept = Words("", "body", "muted_text", MEDIUM, wraps=True)
        self.facts = EndingFacts()
        self.people = {role: PersonEnding(role, relation) for role in Role}
        self.together = TogetherEnding(relation)
        self.day = DayTicks()
        self.day.ticked.connect(self._say_tick)
        self.day.answered.connect(self._say_answer)
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
        for part in (self.title, self.kept, self.facts, self.together, self.day, self.field):
            part.set_look(look)
        for panel in self.people.values():
            panel.set_look(look)
        self._body.set_widest(look.px(_WIDEST_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from the window: the line lets it through, and there it means "back to start"."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self._body.set_widest(self._look.px(_WIDEST_PX))

    def show_ending(self, snapshot: Snapshot, ending: Ending, words_so_far: str = "") -> None:
        """Show what there is; `words_so_far` is what stood in the note line when the session ended."""
        self.kept.say(ending_wording.kept(snapshot, ending.place, ending.who))
        self.facts.show_facts(ending_wording.facts(snapshot))
        for role, panel in self.people.items():
            panel.show_lines(ending_wording.lines_of(snapshot.people.get(role)))
        self.together.show_ending(snapshot)
        rated = {one.target for one in snapshot.marks.ratings if one.target is not None}
        self.day.show_said(frozenset(), sorted(rated), {})
        for part in (self.day, self.field):
            part.setVisible(ending.takes_words)
        self.field.set_text(words_so_far)
        self.show()
        if words_so_far:
            self.field.line.setFocus()

    def forget(self, role: Role) -> None:
        """Show nothing any more of whose part is erased: of the client's, that is all of the session."""
        self.people[role].hide()
        if role is Role.CLIENT:
            for part in (self.kept, self.facts, self.together, self.day, self.field, *self.people.values()):
                part.hide()

    def say_kept(self) -> None:
        """The words are kept: others may follow."""
        self.field.clear()
        self.field.line.setEnabled(True)
        self.field.say(ending_wording.WORDS_KEPT)
        self.field.line.setFocus()

    def say_refused(self, words: str) -> None:
        """Say why they weren't; what was typed stays."""
        self.field.line.setEnabled(True)
        self.field.say(words, "notice")
        self.field.line.setFocus()

    def _say_tick(self, tick: ContextTick, is_on: bool) -> None:
        self.day_said.emit({tick: is_on}, {})

    def _say_answer(self, target: int, answer: bool | None) -> None:
        self.day_said.emit({}, {target: answer})

    def _keep(self) -> None:
        text = self.field.text.strip()
        if text:
            self.field.line.setEnabled(False)
            self.field.say(ending_wording.KEEPING)
            self.words_kept.emit(text)
        else:
            self.left.emit()

    def _lay_out(self) -> None:
        self._body = _Body()
        column = self._body.column
        column.setSpacing(_GAP_PX)
        column.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title)
        head.addWidget(self.kept)
        column.addLayout(head)
        column.addWidget(self.facts)
        people = QHBoxLayout()
        people.setSpacing(_GAP_PX)
        for panel in self.people.values():
            people.addWidget(panel, 1)
        column.addLayout(people)
        column.addWidget(self.together)
        column.addWidget(self.field)
        column.addWidget(self.day)
        column.addStretch(2)
        self.setWidget(self._body)
        for ground in (self.viewport(), self._body):
            ground.setAutoFillBackground(False)


class _Body(QWidget):
    """The column, never wider than can be read; as high as its words take at that width."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.column = QVBoxLayout(self)

    def set_widest(self, px: int) -> None:
        """Let the column be at most so wide, in the middle."""
        side = max(0, (self.width() - px) // 2)
        self.column.setContentsMargins(side, 8, side, 8)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return what the column takes at this width: Qt's own guess for wrapped words is higher."""
        return QSize(0, self.column.totalHeightForWidth(max(1, self.width())))


class PersonEnding(Card):
    """One person's sentences."""

    def __init__(self, role: Role, relation: Relation) -> None:
        super().__init__(role)
        self.shape = RoleShape(role)
        self.name = Words(name_to_therapist(role, relation), "body", "text", STRONG)
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
