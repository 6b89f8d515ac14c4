"""The right column's audit list: every moment with what became of it; and, apart from it, erasing for good."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from coreg.domain.moment import MomentKind
from coreg.domain.session import SessionHeader
from coreg.review.audit import AuditEntry
from coreg.ui.fonts import STRONG
from coreg.ui.review import history_wording as say
from coreg.ui.review.dressed import dress
from coreg.ui.review.erase_part import ErasePart
from coreg.ui.review.page import Page
from coreg.ui.row_list import Row, RowList
from coreg.ui.theme import Look
from coreg.ui.words import Words

_LEAST_LIST_PX = 300


class HistoryPage(Page):
    """`moment_asked(int)` with a mark to show, `erase_asked(object, object)` with a stretch or marks."""

    moment_asked = Signal(int)
    erase_asked = Signal(object, object)

    def __init__(self, *, is_kept: bool, can_erase: bool) -> None:
        super().__init__()
        self._entries: Sequence[AuditEntry] = ()
        self.heading = Words(say.LIST, "body", "text", STRONG, wraps=True)
        self.how = Words(say.HOW, "label", "muted_text", wraps=True)
        self.list = RowList(say.LIST)
        self.erase = ErasePart(is_kept=is_kept)
        self.erase.setVisible(can_erase)
        self.list.chosen.connect(self._show_choice)
        self.list.entered.connect(self._ask_moment)
        self.erase.asked.connect(self.erase_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for part in (self.heading, self.how):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addSpacing(8)
        column.addWidget(self.erase)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.heading, self.how, self.list, self.erase)
        self.list.setMinimumHeight(look.px(_LEAST_LIST_PX))

    def show_entries(self, entries: Sequence[AuditEntry], header: SessionHeader) -> None:
        """List them."""
        self._entries = entries
        rows = (Row(str(e.moment.moment_id), say.title(e), say.detail(e, header)) for e in entries)
        self.list.show_rows(tuple(rows))
        self.how.say(say.HOW if entries else say.EMPTY)
        self._show_choice(self.list.chosen_id or "")

    def show_place(self, span_s: tuple[float, float] | None) -> None:
        """Say which stretch is chosen."""
        self.erase.show_span(span_s)

    def take(self, number: int | None) -> None:
        """Show the row of a mark that was chosen on the strip."""
        for nth, entry in enumerate(self._entries):
            if entry.moment.moment_id == number:
                self.list.setCurrentRow(nth)
                self.list.scrollToItem(self.list.item(nth))

    def _entry(self, number: str) -> AuditEntry | None:
        return next((each for each in self._entries if str(each.moment.moment_id) == number), None)

    def _show_choice(self, number: str) -> None:
        entry = self._entry(number)
        can = entry is not None and entry.moment.kind is not MomentKind.ERASED
        self.erase.show_moment(entry.moment if can and entry is not None else None)

    def _ask_moment(self, number: str) -> None:
        entry = self._entry(number)
        if entry is not None:
            self.moment_asked.emit(entry.moment.moment_id if entry.about is None else entry.about)
