"""The right column's first page: the set curve, what it says, the single sets, the two together, the notes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.person import Role
from coreg.review.reviewed import ReviewedSession
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.review import sets_wording, together_wording, wording
from coreg.ui.review.dressed import dress
from coreg.ui.review.note_list import NoteAt, NoteList
from coreg.ui.review.page import Page
from coreg.ui.review.set_curve_view import SetCurveView
from coreg.ui.review.set_table import SetTable
from coreg.ui.review.tab_button import TabButton
from coreg.ui.theme import Look
from coreg.ui.words import Words


class Findings(Page):
    """Shows what a session can be read to say. `set_asked(int)`, `moment_asked(int)` with a mark's number."""

    set_asked = Signal(int)
    moment_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._session: ReviewedSession | None = None
        self.heading = Words(sets_wording.CURVE, "body", "text", STRONG)
        self.reading = Words(wording.READING_SETS, "label", "muted_text", MEDIUM, wraps=True)
        self.caption = Words(sets_wording.CURVE_CAPTION, "tick", "muted_text", MEDIUM, wraps=True)
        self.curve = SetCurveView()
        self.curve.hide()
        self.sentences = [_sentence() for _ in range(4)]
        self.table_heading = Words(sets_wording.TABLE, "body", "text", STRONG)
        self.who = {role: TabButton(wording.PERSON[role]) for role in Role}
        self.table = SetTable()
        self.footnotes = _sentence()
        self.together_heading = Words(wording.TOGETHER, "body", "text", STRONG)
        self.together = _sentence()
        self.notes_heading = Words(wording.NOTES, "body", "text", STRONG)
        self.notes = NoteList()
        for role, button in self.who.items():
            button.setChecked(role is Role.CLIENT)
            button.clicked.connect(self._show_client if role is Role.CLIENT else self._show_therapist)
        self.table.set_asked.connect(self.set_asked)
        self.notes.asked.connect(self.moment_asked)
        self._lay_out()
        self._show_parts(is_read=False)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        dress(look, *self._words, *self.who.values(), self.curve, self.table, self.notes)

    def show_reading(self) -> None:
        """Say that the sets are still being read."""
        self._session = None
        self._show_parts(is_read=False)

    def show_session(self, session: ReviewedSession) -> None:
        """Show what the session says."""
        self._session = session
        curves = {role: person.sets.curve for role, person in session.people.items()}
        self.curve.show_curves(curves)
        self.caption.setVisible(self.curve.isVisibleTo(self))
        lines = [sets_wording.curve(role, curve) for role, curve in curves.items()]
        client = session.people.get(Role.CLIENT)
        if client is not None:
            lines.append(sets_wording.drift(client.sets.drift_bpm))
            lines.append(sets_wording.start_to_end(client.sets.start_to_end_bpm))
        if not curves:
            lines.append(sets_wording.NOT_WORN)
        for nth, words in enumerate(self.sentences):
            words.say(lines[nth] if nth < len(lines) else "")
            words.setVisible(nth < len(lines))
        self.together.say(together_wording.sentences(session.together))
        self._show_parts(is_read=True)
        self._show_table(Role.CLIENT if client is not None else Role.THERAPIST)

    def show_notes(self, notes: Sequence[NoteAt], words: str) -> None:
        """List the notes; `words` where there is none."""
        self.notes.show_notes(notes, words)

    def choose_set(self, number: int | None) -> None:
        """Let this set's row stand out."""
        self.table.choose(number)

    def _show_client(self) -> None:
        self._show_table(Role.CLIENT)

    def _show_therapist(self) -> None:
        self._show_table(Role.THERAPIST)

    def _show_table(self, role: Role) -> None:
        if self._session is None:
            return
        for part in (self.table_heading, self.table, self.footnotes):
            part.setVisible(bool(self._session.people))
        for each, button in self.who.items():
            button.setChecked(each is role)
            button.setVisible(len(self._session.people) > 1)
        person = self._session.people.get(role)
        sets = None if person is None else person.sets
        self.table.show_sets(sets)
        if sets is None or not sets.sets:
            self.footnotes.say(sets_wording.NO_SETS if sets is not None else sets_wording.NOT_WORN)
            return
        letters = sets_wording.reasons(sets)
        notes = [sets_wording.NOISY, sets_wording.WITHIN]
        notes += [sets_wording.footnote(why, letter) for why, letter in letters.items()]
        self.footnotes.say("\n".join(notes))

    def _show_parts(self, *, is_read: bool) -> None:
        self.reading.setVisible(not is_read)
        parts = (self.table_heading, self.table, self.footnotes, self.together_heading, self.together)
        for part in (*parts, *self.who.values()):
            part.setVisible(is_read)
        if not is_read:
            for part in (self.curve, self.caption, *self.sentences):
                part.setVisible(False)

    @property
    def _words(self) -> tuple[Words, ...]:
        headings = (self.heading, self.table_heading, self.together_heading, self.notes_heading)
        return (*headings, self.reading, self.caption, *self.sentences, self.footnotes, self.together)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.reading)
        column.addWidget(self.caption)
        column.addWidget(self.curve)
        for words in self.sentences:
            column.addWidget(words)
        column.addSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.table_heading)
        head.addStretch(1)
        for button in self.who.values():
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(self.table)
        column.addWidget(self.footnotes)
        column.addSpacing(6)
        for part in (self.together_heading, self.together):
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(self.notes_heading)
        column.addWidget(self.notes)
        column.addStretch(1)


def _sentence() -> Words:
    return Words("", "label", "text", wraps=True)
