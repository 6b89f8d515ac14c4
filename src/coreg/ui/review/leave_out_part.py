"""The amend page's third part: a stretch left out of every number, and straps given to who wore them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.person import Role
from coreg.ui.buttons import KeyButton
from coreg.ui.field import Field
from coreg.ui.fonts import STRONG
from coreg.ui.review import amend_wording as say
from coreg.ui.review import corrections
from coreg.ui.review.dressed import dress
from coreg.ui.review.tab_button import TabButton
from coreg.ui.theme import Look
from coreg.ui.words import Words


class LeaveOutPart(QWidget):
    """`asked(object, str)` with what does it and the reason, empty where none was typed."""

    asked = Signal(object, str)

    def __init__(self, *, keeps_text: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cursor_s: float | None = None
        self._span_s: tuple[float, float] | None = None
        self._who: Role | None = None
        self.heading = Words(say.LEAVE_OUT_TITLE, "body", "text", STRONG, wraps=True)
        self.where = Words(say.NO_STRETCH, "label", "muted_text", wraps=True)
        self.who = {who: TabButton(words) for who, words in say.WHOSE.items()}
        self.reason = Field(say.REASON)
        self.no_text = Words(say.NO_TEXT, "label", "muted_text", wraps=True)
        self.leave_out = KeyButton(say.LEAVE_OUT)
        self.straps = Words(say.STRAPS_TITLE, "body", "text", STRONG, wraps=True)
        self.all_along, self.from_here = KeyButton(say.ALL_ALONG), KeyButton(say.FROM_HERE)
        self.reason.setVisible(keeps_text)
        self.no_text.setVisible(not keeps_text)
        for button in self.who.values():
            button.clicked.connect(self._choose_who)
        self.who[None].setChecked(True)
        self.leave_out.clicked.connect(self._ask_leave_out)
        self.reason.entered.connect(self._ask_leave_out)
        self.all_along.clicked.connect(self._ask_all_along)
        self.from_here.clicked.connect(self._ask_from_here)
        self._lay_out()
        self.show_place(None, None)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.heading, self.where, *self.who.values(), self.reason, self.no_text, self.leave_out)
        dress(look, self.straps, self.all_along, self.from_here)

    def show_place(self, cursor_s: float | None, span_s: tuple[float, float] | None) -> None:
        """Say what would be left out, and from where on straps would be swapped."""
        self._cursor_s, self._span_s = cursor_s, span_s
        self.where.say(say.stretch(span_s))
        self.leave_out.setEnabled(span_s is not None)
        self.from_here.setEnabled(cursor_s is not None)
        self.from_here.show_words(say.swap_from(cursor_s), is_main=False)

    def _choose_who(self) -> None:
        self._who = next(who for who, button in self.who.items() if button is self.sender())
        for who, button in self.who.items():
            button.setChecked(who is self._who)

    def _ask_leave_out(self) -> None:
        if self._span_s is not None:
            self.asked.emit(corrections.without_stretch(self._span_s, self._who), self.reason.text.strip())
            self.reason.clear()

    def _ask_all_along(self) -> None:
        self.asked.emit(corrections.with_straps_swapped(0.0), "")

    def _ask_from_here(self) -> None:
        if self._cursor_s is not None:
            self.asked.emit(corrections.with_straps_swapped(self._cursor_s), "")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.where)
        column.addLayout(_row(*self.who.values()))
        column.addWidget(self.reason)
        column.addWidget(self.no_text)
        column.addLayout(_row(self.leave_out))
        column.addSpacing(8)
        column.addWidget(self.straps)
        column.addLayout(_row(self.all_along, self.from_here))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
