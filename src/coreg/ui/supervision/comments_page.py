"""The comments beside the strip: a line to type one in, and those that are kept, by their time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from coreg.domain.comment import Comment
from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.fonts import STRONG
from coreg.ui.review.page import Page
from coreg.ui.row_list import Row, RowList
from coreg.ui.supervision import wording
from coreg.ui.theme import Look
from coreg.ui.words import Words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CommentsPage(Page):
    """Takes comments.

    Signals: `entered(str, object)` with the words and the instant they are about (None: the whole session),
    `asked(float)` with the instant of a comment that was chosen, `elsewhere_asked()`, `left()` on Esc.
    """

    entered = Signal(str, object)
    asked = Signal(float)
    elsewhere_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._t_s: float | None = None
        self._times: dict[str, float] = {}
        self.heading = Words(wording.COMMENTS, "body", "text", STRONG)
        self.how = Words(wording.HOW, "label", "muted_text", wraps=True)
        self.field = Field(wording.ON_ALL)
        self.said = Words("", "label", "muted_text", wraps=True)
        self.nothing = Words(wording.NONE_YET, "label", "muted_text", wraps=True)
        self.rows = RowList(wording.COMMENTS, is_whole=True)
        self.elsewhere = KeyButton(wording.ELSEWHERE)
        self.rows.hide()
        self.field.entered.connect(self._enter)
        self.rows.entered.connect(self._ask)
        self.rows.itemClicked.connect(self._ask_chosen)
        self.elsewhere.clicked.connect(self.elsewhere_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for part in (self.heading, self.how, self.field, self.said, self.nothing, self.rows):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        for part in (self.heading, self.how, self.field, self.said, self.nothing, self.rows, self.elsewhere):
            part.set_look(look)

    def begin(self, t_s: float | None) -> None:
        """Take a comment on this instant, None for the whole session."""
        self.show_instant(t_s)
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_instant(self, t_s: float | None) -> None:
        """Say which instant a comment would be about."""
        self._t_s = t_s
        name = wording.comment_at(t_s)
        self.field.name.say(name)
        self.field.line.setAccessibleName(name)

    def show_comments(self, comments: Sequence[Comment], words: str) -> None:
        """List these by their time; `words` say where they are kept."""
        ordered = sorted(comments, key=_by_time)
        self._times = {each.comment_id: each.t_s for each in ordered if each.t_s is not None}
        self.rows.show_rows(tuple(Row(each.comment_id, wording.when(each.t_s), each.text) for each in ordered))
        self.rows.setVisible(bool(ordered))
        self.nothing.setVisible(not ordered)
        self.said.say(words, "muted_text")

    def show_kept(self) -> None:
        """What was typed is on disk: the line is free for the next."""
        self.field.clear()

    def say_problem(self, words: str) -> None:
        """Say why a comment isn't kept; what was typed stays."""
        self.said.say(words, "notice")

    def say_doing(self, words: str) -> None:
        """Say what is being done."""
        self.said.say(words, "muted_text")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the line to the strip, Enter is the line's own; the list has the arrows."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.field.text.strip():
            self.entered.emit(self.field.text, self._t_s)
        else:
            self.say_problem(wording.EMPTY)

    def _ask_chosen(self) -> None:
        if self.rows.chosen_id is not None:
            self._ask(self.rows.chosen_id)

    def _ask(self, comment_id: str) -> None:
        if comment_id in self._times:
            self.asked.emit(self._times[comment_id])


def _by_time(comment: Comment) -> tuple[bool, float, str]:
    """Those on the whole session come last, as they will among the notes."""
    return comment.t_s is None, comment.t_s or 0.0, comment.written_utc
