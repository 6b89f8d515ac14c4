"""The amend page's second part: what wasn't marked, added at the cursor or over the chosen stretch."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.marks import Scale, SetKind, SpanKind
from coreg.domain.moment import MomentKind
from coreg.domain.stage import Phase
from coreg.review.mark_pairs import POINTS
from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import STRONG
from coreg.ui.review import amend_wording as say
from coreg.ui.review import corrections
from coreg.ui.review.dressed import dress
from coreg.ui.review.stepper import Stepper
from coreg.ui.review_source import Correct
from coreg.ui.theme import Look
from coreg.ui.words import Words

_SCALES = {Scale.SUD: range(11), Scale.VOC: range(1, 8), Scale.SELF_ENERGY: range(11)}
_PHASE = MomentKind.PHASE.value


class AddPart(QWidget):
    """`asked(object)` with what adds it."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cursor_s: float | None = None
        self._span_s: tuple[float, float] | None = None
        self.heading = Words(say.ADD_HERE, "body", "text", STRONG, wraps=True)
        self.where = Words(say.NO_CURSOR, "label", "muted_text", wraps=True)
        self.mark, self.value = Stepper(say.WHAT_HERE), Stepper(say.VALUE)
        self.add_mark = KeyButton(say.ADD)
        self.stretch_where = Words(say.NO_STRETCH, "label", "muted_text", wraps=True)
        self.stretch = Stepper(say.WHAT_STRETCH)
        self.add_stretch = KeyButton(say.ADD)
        self.mark.offer(
            [
                *((scale.value, words) for scale, words in say.SCALES.items()),
                *((kind.value, say.point(kind)) for kind in POINTS),
                (_PHASE, say.NEW_PHASE),
            ]
        )
        self.stretch.offer(
            [
                *((kind.value, words) for kind, words in say.NEW_SETS.items()),
                *((span.value, words) for span, words in say.STRETCHES.items()),
            ]
        )
        self._offer_values()
        self.mark.changed.connect(self._offer_values)
        for stepper, button, act in (
            (self.mark, self.add_mark, self._ask_mark),
            (self.value, self.add_mark, self._ask_mark),
            (self.stretch, self.add_stretch, self._ask_stretch),
        ):
            stepper.entered.connect(act)
            if stepper is not self.value:
                button.clicked.connect(act)
        self._lay_out()
        self.show_place(None, None)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.heading, self.where, self.mark, self.value, self.add_mark)
        dress(look, self.stretch_where, self.stretch, self.add_stretch)

    def show_place(self, cursor_s: float | None, span_s: tuple[float, float] | None) -> None:
        """Say where it would be added."""
        self._cursor_s, self._span_s = cursor_s, span_s
        self.where.say(say.at_cursor(cursor_s))
        self.add_mark.setEnabled(cursor_s is not None)
        self.stretch_where.say(say.stretch(span_s))
        self.add_stretch.setEnabled(span_s is not None)

    def _offer_values(self) -> None:
        what = self.mark.chosen
        scale = next((each for each in Scale if each.value == what), None)
        if scale is not None:
            self.value.offer([(str(each), str(each)) for each in _SCALES[scale]])
        elif what == _PHASE:
            self.value.offer([(str(each.value), str(each.value)) for each in Phase])
        self.value.setVisible(scale is not None or what == _PHASE)

    def _mark(self, t_s: float) -> Correct:
        what = self.mark.chosen
        scale = next((each for each in Scale if each.value == what), None)
        if scale is not None:
            return corrections.with_rating(t_s, scale, int(self.value.chosen))
        if what == _PHASE:
            return corrections.with_phase(t_s, int(self.value.chosen))
        return corrections.with_mark(t_s, MomentKind(what))

    def _ask_mark(self) -> None:
        if self._cursor_s is not None:
            self.asked.emit(self._mark(self._cursor_s))

    def _ask_stretch(self) -> None:
        if self._span_s is None:
            return
        kind = next((each for each in SetKind if each.value == self.stretch.chosen), None)
        if kind is not None:
            self.asked.emit(corrections.with_set(self._span_s, kind))
        else:
            self.asked.emit(corrections.with_stretch(self._span_s, SpanKind(self.stretch.chosen)))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        rows: tuple[tuple[QWidget, ...], ...] = (
            (self.where,),
            (self.mark,),
            (self.value, self.add_mark),
            (self.stretch_where,),
            (self.stretch,),
            (self.add_stretch,),
        )
        for widgets in rows:
            row = QHBoxLayout()
            row.setSpacing(6)
            for widget in widgets:
                row.addWidget(widget)
            if widgets[-1] in (self.add_mark, self.add_stretch):
                row.addStretch(1)
            column.addLayout(row)
