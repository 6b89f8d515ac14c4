"""The right side of the library: one person, what they have agreed to, and their sessions."""

import itertools
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from coreg.domain.client import Relation
from coreg.domain.person import Role
from coreg.ui.buttons import KeyButton
from coreg.ui.card import RoleShape
from coreg.ui.fonts import STRONG
from coreg.ui.row_list import Row, RowList
from coreg.ui.theme import Look
from coreg.ui.vault import consent_wording, supervision_wording
from coreg.ui.vault import library_wording as wording
from coreg.ui.vault.listing import PersonView
from coreg.ui.vault.page import Panel
from coreg.ui.words import Words

_MISSING = "missing"


class PersonPanel(Panel):
    """Shows a person.

    Signals: `consent_asked()`, `second_consent_asked()`, `edit_asked()`, `forget_asked()`, `course_asked()`, and
    `open_asked(str)`,
    `review_asked(str)`, `export_asked(str)`, `supervision_asked(str)` of a session's id.
    """

    consent_asked = Signal()
    second_consent_asked = Signal()
    edit_asked = Signal()
    forget_asked = Signal()
    course_asked = Signal()
    open_asked = Signal(str)
    review_asked = Signal(str)
    export_asked = Signal(str)
    supervision_asked = Signal(str)

    def __init__(self, *, can_export: bool, can_review: bool = False, can_supervise: bool = False) -> None:
        super().__init__()
        self._can_supervise = can_supervise
        self._can_review = can_review
        self._can_export = can_export
        self._missing: frozenset[str] = frozenset()
        self.shapes = {role: RoleShape(role) for role in Role}
        self.who = Words("", "role", "text", STRONG, wraps=True)
        self.consent = Words("", "body", "text", wraps=True)
        self.health = Words("", "label", "muted_text", wraps=True)
        self.kept = Words("", "label", "muted_text", wraps=True)
        self.consent_button = KeyButton(wording.CONSENT)
        self.second = Words("", "body", "text", wraps=True)
        self.second_consent = KeyButton(wording.SECOND_CONSENT[Relation.OTHER])
        self.edit = KeyButton(wording.EDIT)
        self.forget = KeyButton(wording.FORGET)
        self.course = KeyButton(wording.COURSE)
        self.heading = Words(wording.SESSIONS, "body", "text", STRONG)
        self.empty = Words("", "body", "muted_text", wraps=True)
        self.sessions = RowList(wording.SESSIONS)
        self.open = KeyButton(wording.OPEN)
        self.review = KeyButton(wording.REVIEW)
        self.export = KeyButton(wording.EXPORT)
        self.supervision = KeyButton(supervision_wording.ASK)
        self._lay_out()
        self._connect()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        super().set_look(look)
        words = (self.who, self.consent, self.second, self.health, self.kept, self.heading, self.empty)
        about = (self.consent_button, self.second_consent, self.edit, self.forget, self.course)
        buttons = (*about, self.open, self.review, self.export, self.supervision)
        for shape in self.shapes.values():
            shape.set_look(look)
        for line in words:
            line.set_look(look)
        for button in buttons:
            button.set_look(look)
        self.sessions.set_look(look)

    def show_person(self, view: PersonView, today: date, second: PersonView | None = None) -> None:
        """Show a person, and who the second person in their sessions is where that isn't the therapist."""
        entry, is_therapist = view.entry, view.entry.role is Role.THERAPIST
        for role, shape in self.shapes.items():
            shape.setVisible(role is entry.role)
        self.who.say(
            wording.THERAPIST if is_therapist else wording.who(entry.pseudonym, entry.name),
            "therapist" if is_therapist else "client",
        )
        self.consent.say(consent_wording.in_short(view.allowed, view.consent_state, view.last_consent_utc))
        self._show_second(entry.relation, second)
        notes = entry.health_notes or frozenset()
        self.health.say(consent_wording.health_words(notes))
        self.health.setVisible(bool(notes))
        self.kept.say(wording.kept_until(entry.retention, is_due=entry.is_due(today)))
        for part in (self.kept, self.edit, self.forget):
            part.setVisible(not is_therapist)
        self._show_sessions(view, is_therapist=is_therapist)

    def _show_second(self, relation: Relation, second: PersonView | None) -> None:
        for part in (self.second, self.second_consent):
            part.setVisible(second is not None)
        if second is not None:
            consent = consent_wording.in_short(second.allowed, second.consent_state, second.last_consent_utc)
            self.second.say(wording.with_second(relation, consent))
            self.second_consent.show_words(wording.SECOND_CONSENT[relation], is_main=False)

    def _show_sessions(self, view: PersonView, *, is_therapist: bool) -> None:
        self._missing = frozenset(each.session_id for each in view.sessions if each.state.value == _MISSING)
        rows = tuple(
            Row(
                each.session_id,
                wording.started(each.started_utc, each.utc_offset_s),
                wording.session_detail(each),
            )
            for each in view.sessions
        )
        self.sessions.show_rows(rows)
        self.empty.say(wording.YOUR_SESSIONS if is_therapist else wording.NO_SESSION_YET)
        self.empty.setVisible(not rows)
        self.course.setVisible(bool(rows) and not is_therapist)
        for part in (self.sessions, self.open, self.export):
            part.setVisible(bool(rows))
        self.export.setVisible(bool(rows) and self._can_export)
        self.review.setVisible(bool(rows) and self._can_review)
        self.supervision.setVisible(bool(rows) and self._can_supervise)
        self._show_buttons()

    def _show_buttons(self) -> None:
        is_there = self.sessions.chosen_id is not None and self.sessions.chosen_id not in self._missing
        self.open.setEnabled(is_there)
        self.review.setEnabled(is_there)
        self.export.setEnabled(is_there)
        self.supervision.setEnabled(is_there)

    def _connect(self) -> None:
        self.consent_button.clicked.connect(self.consent_asked)
        self.second_consent.clicked.connect(self.second_consent_asked)
        self.edit.clicked.connect(self.edit_asked)
        self.forget.clicked.connect(self.forget_asked)
        self.course.clicked.connect(self.course_asked)
        self.sessions.chosen.connect(self._show_buttons)
        self.sessions.entered.connect(self.open.click)
        self.open.clicked.connect(self._ask_open)
        self.review.clicked.connect(self._ask_review)
        self.export.clicked.connect(self._ask_export)
        self.supervision.clicked.connect(self._ask_supervision)

    def _ask_open(self) -> None:
        if self.sessions.chosen_id is not None:
            self.open_asked.emit(self.sessions.chosen_id)

    def _ask_review(self) -> None:
        if self.sessions.chosen_id is not None:
            self.review_asked.emit(self.sessions.chosen_id)

    def _ask_export(self) -> None:
        if self.sessions.chosen_id is not None:
            self.export_asked.emit(self.sessions.chosen_id)

    def _ask_supervision(self) -> None:
        if self.sessions.chosen_id is not None:
            self.supervision_asked.emit(self.sessions.chosen_id)

    def _lay_out(self) -> None:
        self.column.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(8)
        for shape in self.shapes.values():
            top.addWidget(shape)
        top.addWidget(self.who, 1)
        self.column.addLayout(top)
        for words in (self.consent, self.health, self.second, self.kept):
            self.column.addWidget(words)
        about = QHBoxLayout()
        about.setSpacing(10)
        for button in (self.consent_button, self.second_consent, self.edit, self.forget):
            about.addWidget(button)
        about.addStretch(1)
        self.column.addLayout(about)
        self.column.addSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(10)
        for button in (self.review, self.open, self.export, self.supervision):
            head.addWidget(button)
        head.addStretch(1)
        above = QHBoxLayout()
        above.addWidget(self.heading)
        above.addStretch(1)
        above.addWidget(self.course)
        self.column.addLayout(above)
        self.column.addLayout(head)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.sessions, 1)
        self.column.addStretch(0)
        for before, after in itertools.pairwise(
            (self.forget, self.sessions, self.course, self.review, self.open, self.export, self.supervision)
        ):
            self.setTabOrder(before, after)
