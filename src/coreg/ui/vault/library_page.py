"""The library: people at the left, the chosen one's sessions at the right. Typing finds, Enter starts a session."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.ui.buttons import ChoiceButton, KeyButton
from coreg.ui.field import Field
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.row_list import Row, RowList
from coreg.ui.vault import library_wording as wording
from coreg.ui.vault import wording as words_of_vault
from coreg.ui.vault.listing import Listing, PersonView, matching
from coreg.ui.vault.page import EDGE_PX, Page, Panel
from coreg.ui.vault.person_panel import PersonPanel
from coreg.ui.words import Words

_LEFT_PX, _LEFT_SHARE = 380, 0.4
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class LibraryPage(Page):
    """Shows everybody. What is asked of the chosen person comes from `panel`.

    Signals: `start_asked(str)`, `watch_asked()`, `add_asked()`, `care_asked()`, `lock_asked()`.
    """

    start_asked = Signal(str)
    watch_asked = Signal()
    add_asked = Signal()
    care_asked = Signal()
    lock_asked = Signal()

    def __init__(
        self,
        listing: Listing,
        today: date,
        *,
        chosen_id: str | None,
        can_export: bool,
        can_review: bool = False,
        can_supervise: bool = False,
    ) -> None:
        main = KeyButton(wording.START, wording.START_KEY, is_main=True)
        super().__init__(wording.SECTION, "", main)
        self._listing, self._today = listing, today
        self.search = self.dress(Field(wording.SEARCH))
        self.due = self.dress(ChoiceButton(wording.due(len(listing.due(today)))))
        self.people = self.dress(RowList(wording.CLIENTS))
        self.nobody = self.dress(Words(wording.NOBODY_FOUND, "body", "muted_text", MEDIUM, wraps=True))
        self.you = self.dress(ChoiceButton(wording.THERAPIST))
        self.add = self.dress(KeyButton(wording.ADD, wording.ADD_KEY))
        self.panel = self.dress(
            PersonPanel(can_export=can_export, can_review=can_review, can_supervise=can_supervise)
        )
        self.watch = self.dress(KeyButton(wording.WATCH_ONLY))
        self.care = self.dress(KeyButton(wording.CARE))
        self.lock = self.dress(KeyButton(words_of_vault.LOCK_NOW, words_of_vault.LOCK_KEY))
        self.add_key(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_N, self.add)
        self.add_key(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L, self.lock)
        self._lay_out()
        self._connect(main)
        self.due.setVisible(bool(listing.due(today)))
        if chosen_id == listing.therapist.entry.person_id:
            self._list(None)
            self._show_you()
        else:
            self._list(chosen_id)

    @property
    def first(self) -> QWidget:
        """Typing finds a client at once."""
        return self.search.line

    @property
    def chosen(self) -> PersonView | None:
        """Who is shown at the right."""
        if self.you.isChecked():
            return self._listing.therapist
        return self._listing.person(self.people.chosen_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the list from the search line too."""
        by = _STEPS.get(Qt.Key(event.key()))
        if by is not None and self.search.line.hasFocus():
            self.people.step(by)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the left side what it needs, and the right side the rest."""
        super().resizeEvent(event)
        self._left.setFixedWidth(min(self._look.px(_LEFT_PX), round(_LEFT_SHARE * self.width())))

    def _list(self, chosen_id: str | None) -> None:
        people = self._listing.due(self._today) if self.due.isChecked() else self._listing.clients
        found = matching(people, self.search.text)
        self.people.show_rows(tuple(self._row(view) for view in found), chosen_id)
        self.people.setVisible(bool(found))
        self.nobody.setVisible(not found and bool(self._listing.clients))
        self._show_chosen()

    def _row(self, view: PersonView) -> Row:
        last = view.sessions[0] if view.sessions else None
        detail = wording.person_detail(
            len(view.sessions),
            None if last is None else wording.day_there(last.started_utc, last.utc_offset_s),
            is_due=view.entry.is_due(self._today),
            may_record=view.may_record,
        )
        return Row(view.entry.person_id, wording.who(view.entry.pseudonym, view.entry.name), detail)

    def _show_chosen(self) -> None:
        view = self.chosen
        self.panel.setVisible(view is not None)
        self._beside.setVisible(view is None)
        for words in self._first_steps:
            words.setVisible(not self._listing.clients)
        if view is not None:
            self.panel.show_person(view, self._today, self._listing.seconds.get(view.entry.person_id))
        if self.main is not None:
            self.main.setEnabled(view is not None and not self.you.isChecked())

    def _find(self, typed: str) -> None:
        self.you.setChecked(False)
        self._list(None)

    def _show_due(self) -> None:
        self.you.setChecked(False)
        self._list(None)

    def _show_client(self, person_id: str) -> None:
        self.you.setChecked(False)
        self._show_chosen()

    def _show_you(self) -> None:
        self.you.setChecked(True)
        self.people.clearSelection()
        self._show_chosen()

    def _start(self) -> None:
        if self.people.chosen_id is not None and not self.you.isChecked() and not self.is_busy:
            self.start_asked.emit(self.people.chosen_id)

    def _connect(self, main: KeyButton) -> None:
        self.search.changed.connect(self._find)
        self.due.clicked.connect(self._show_due)
        self.people.chosen.connect(self._show_client)
        self.people.entered.connect(self._start)
        self.you.clicked.connect(self._show_you)
        self.add.clicked.connect(self.add_asked)
        self.watch.clicked.connect(self.watch_asked)
        self.care.clicked.connect(self.care_asked)
        self.lock.clicked.connect(self.lock_asked)
        main.clicked.connect(self._start)

    def _lay_out(self) -> None:
        self._left = self.dress(Panel())
        for part in (self.search, self.due, self.nobody):
            self._left.column.addWidget(part)
        self._left.column.addWidget(self.people, 1)
        self._left.column.addStretch(0)
        self._left.column.addWidget(self.you)
        self._beside = self.dress(Panel())
        heading = self.dress(Words(wording.NOBODY_YET, "role", "text", STRONG))
        steps = [self.dress(Words(line, "body", "text", wraps=True)) for line in wording.FIRST_STEPS]
        self._first_steps = (heading, *steps)
        for words in self._first_steps:
            self._beside.column.addWidget(words)
        self._beside.column.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._left)
        middle.addWidget(self.panel, 1)
        middle.addWidget(self._beside, 1)
        top = self._top()
        top.setSpacing(12)
        for button in (self.care, self.lock):
            top.addWidget(button)
        self.foot.setSpacing(12)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.add)
        self.foot.addStretch(1)
        self.foot.addWidget(self.watch)
        if self.main is not None:
            self.foot.addWidget(self.main)
        page = QVBoxLayout(self)
        page.setContentsMargins(EDGE_PX, 12, EDGE_PX, 12)
        page.setSpacing(8)
        page.addLayout(top)
        page.addLayout(middle, 1)
        for words in (self.doing, self.problem):
            page.addWidget(words)
        page.addLayout(self.foot)
        self.title.hide()
