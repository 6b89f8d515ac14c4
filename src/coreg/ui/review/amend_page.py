"""The right column's page for corrections: by keyboard, each written at once, each taken back by one press."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coreg.domain.moment import Moment
from coreg.review.amended import REVIEW
from coreg.review.last_correction import last_correction
from coreg.ui.buttons import KeyButton
from coreg.ui.review import amend_wording as say
from coreg.ui.review import corrections
from coreg.ui.review.add_part import AddPart
from coreg.ui.review.change_part import ChangePart
from coreg.ui.review.chosen import Chosen, chosen_of, step_from
from coreg.ui.review.dressed import dress
from coreg.ui.review.leave_out_part import LeaveOutPart
from coreg.ui.review.page import Page
from coreg.ui.theme import Look
from coreg.ui.words import Words

_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
_ALT, _ALT_SHIFT = _Modifier.AltModifier, _Modifier.AltModifier | _Modifier.ShiftModifier
_MOVES = {  # as during the session; with Shift further. Shift may have made another letter of the key
    (_Key.Key_Comma, _ALT): -1.0,
    (_Key.Key_Period, _ALT): 1.0,
    **dict.fromkeys(((key, _ALT_SHIFT) for key in (_Key.Key_Comma, _Key.Key_Less, _Key.Key_Semicolon)), -5.0),
    **dict.fromkeys(((key, _ALT_SHIFT) for key in (_Key.Key_Period, _Key.Key_Greater, _Key.Key_Colon)), 5.0),
}
_STEPS = {_Key.Key_Comma: -1, _Key.Key_Period: 1}


class AmendPage(Page):
    """Holds a mark in hand until another is chosen, so that it can be moved to where the cursor goes.

    Signals: `asked(object, str)` with a correction and its reason, `moment_asked(int)` to choose another mark.
    """

    asked = Signal(object, str)
    moment_asked = Signal(int)

    def __init__(self, *, keeps_text: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moments: Sequence[Moment] = ()
        self._number: int | None = None
        self._cursor_s: float | None = None
        self.change, self.add = ChangePart(), AddPart()
        self.leave_out = LeaveOutPart(keeps_text=keeps_text)
        self.made = Words(say.n_corrections(0), "label", "muted_text", wraps=True)
        self.undo = KeyButton(say.UNDO, say.UNDO_KEY)
        self.change.asked.connect(self._ask)
        self.change.step_asked.connect(self._step)
        self.add.asked.connect(self._ask)
        self.leave_out.asked.connect(self.asked)
        self.undo.clicked.connect(self._undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for nth, part in enumerate((self.change, self.made, self.undo, self.add, self.leave_out)):
            if nth in (1, 3, 4):
                column.addSpacing(8)
            if part is self.undo:
                column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                column.addWidget(part)
        column.addStretch(1)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.change, self.add, self.leave_out, self.made, self.undo)

    @property
    def chosen(self) -> Chosen | None:
        """The mark in hand."""
        return None if self._number is None else chosen_of(self._moments, self._number)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Take the session's moments, all of them; the mark in hand stays the same one."""
        self._moments = moments
        n = len({moment.wall_utc for moment in moments if moment.input == REVIEW})  # both ends of a set are one
        self.made.say(say.n_corrections(n))
        self.undo.setEnabled(bool(last_correction(moments)))
        self.change.show_chosen(self.chosen, self._cursor_s)

    def take(self, number: int | None) -> None:
        """Take a mark in hand, or none."""
        self._number = number
        self.change.show_chosen(self.chosen, self._cursor_s)

    def show_place(self, cursor_s: float | None, span_s: tuple[float, float] | None) -> None:
        """Say where the cursor is, and which stretch is chosen."""
        self._cursor_s = cursor_s
        self.change.show_chosen(self.chosen, cursor_s)
        self.add.show_place(cursor_s, span_s)
        self.leave_out.show_place(cursor_s, span_s)

    def take_key(self, event: QKeyEvent) -> bool:
        """Move, take back, undo and step by the keys of the session."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~_Modifier.KeypadModifier
        by_s = _MOVES.get((key, modifiers))
        if by_s is not None:
            self.change.shift(by_s)
        elif key is _Key.Key_Z and modifiers == _Modifier.ControlModifier:
            self._undo()
        elif key is _Key.Key_Delete and modifiers == _Modifier.NoModifier:
            self.change.take_or_bring_back()
        elif key in _STEPS and modifiers == _Modifier.NoModifier:
            self._step(_STEPS[key])
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        number = step_from(self._moments, self._number, by)
        if number is not None:
            self.moment_asked.emit(number)

    def _ask(self, correct: object) -> None:
        self.asked.emit(correct, "")

    def _undo(self) -> None:
        if self.undo.isEnabled():
            self.asked.emit(corrections.undo, "")
