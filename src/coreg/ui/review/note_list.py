"""What was typed in the session: folded to its times, one note open at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coreg.ui.review import wording
from coreg.ui.row_list import Row, RowList
from coreg.ui.theme import Look
from coreg.ui.wording import clock
from coreg.ui.words import Words


@dataclass(frozen=True, slots=True)
class NoteAt:
    """A note, and the mark that names it; a supervisor's came back as a comment."""

    moment_id: int
    t_s: float
    text: str
    is_supervisors: bool = False


class NoteList(QWidget):
    """Notes by their time; the open one shows its words. `asked(int)` with the mark of the note that was chosen."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: tuple[NoteAt, ...] = ()
        self.open_id: int | None = None
        self.rows = RowList(wording.NOTES, is_whole=True)
        self.nothing = Words("", "label", "muted_text", wraps=True)
        self.rows.entered.connect(self._ask)
        self.rows.itemClicked.connect(self._ask_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.nothing)
        column.addWidget(self.rows)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.rows.set_look(look)
        self.nothing.set_look(look)

    def show_notes(self, notes: Sequence[NoteAt], words: str) -> None:
        """List these; `words` say why there is none."""
        self._notes, self.open_id = tuple(notes), None
        self.nothing.say("" if notes else words)
        self.nothing.setVisible(not notes)
        self.rows.setVisible(bool(notes))
        self._fill()

    def open(self, moment_id: int | None) -> bool:
        """Open the note of this mark, or fold all; False where that mark has none."""
        if moment_id is not None and moment_id not in {note.moment_id for note in self._notes}:
            return False
        self.open_id = moment_id
        self._fill()
        return True

    def _fill(self) -> None:
        rows = tuple(
            Row(
                str(note.moment_id),
                wording.supervisors(clock(note.t_s)) if note.is_supervisors else clock(note.t_s),
                note.text if note.moment_id == self.open_id else "",
            )
            for note in self._notes
        )
        self.rows.show_rows(rows, None if self.open_id is None else str(self.open_id))

    def _ask_chosen(self) -> None:
        if self.rows.chosen_id is not None:
            self._ask(self.rows.chosen_id)

    def _ask(self, row_id: str) -> None:
        self.asked.emit(int(row_id))
