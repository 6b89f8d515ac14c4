"""The amend page's first part: the chosen mark, and what can be changed of it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.marks import Scale, SetKind
from coreg.domain.moment import MomentKind
from coreg.domain.stage import Phase
from coreg.review.mark_pairs import POINTS
from coreg.ui.buttons import KeyButton
from coreg.ui.fonts import STRONG
from coreg.ui.review import amend_wording as say
from coreg.ui.review import corrections
from coreg.ui.review.chosen import Chosen, Part
from coreg.ui.review.dressed import dress
from coreg.ui.review.stepper import Stepper
from coreg.ui.review.tab_button import TabButton
from coreg.ui.review_source import Correct
from coreg.ui.theme import Look
from coreg.ui.words import Words

_VALUES = {Scale.SUD: range(11), Scale.VOC: range(1, 8), Scale.SELF_ENERGY: range(11)}


class ChangePart(QWidget):
    """`asked(object)` with what corrects the mark, `step_asked(int)` for the mark before or after."""

    asked = Signal(object)
    step_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: Chosen | None = None
        self._cursor_s: float | None = None
        self._part = Part.WHOLE
        self.what = Words(say.NOTHING_CHOSEN, "body", "text", STRONG, wraps=True)
        self.state = Words(say.HOW, "label", "muted_text", wraps=True)
        self.before = KeyButton(say.EARLIER, say.EARLIER_KEY)
        self.after = KeyButton(say.LATER, say.LATER_KEY)
        self.parts = {part: TabButton(words) for part, words in say.PARTS.items()}
        self.by = {by_s: KeyButton(words) for by_s, words in say.BY_S.items()}
        self.to_cursor = KeyButton(say.TO_CURSOR)
        self.first, self.second = Stepper(say.KIND), Stepper(say.VALUE)
        self.change = KeyButton(say.CHANGE)
        self.back = KeyButton(say.TAKE_BACK, say.BACK_KEY)
        self._connect()
        self._lay_out()
        self.show_chosen(None, None)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.what, self.state, self.before, self.after, *self.parts.values(), *self.by.values())
        dress(look, self.to_cursor, self.first, self.second, self.change, self.back)

    def show_chosen(self, chosen: Chosen | None, cursor_s: float | None) -> None:
        """Show what is chosen, and offer what can be done with it."""
        before, self._chosen, self._cursor_s = self._chosen, chosen, cursor_s
        if chosen is None or before is None or chosen.moment.moment_id != before.moment.moment_id:
            self._part = Part.WHOLE
        self.what.say(say.NOTHING_CHOSEN if chosen is None else say.chosen(chosen))
        is_gone = chosen is not None and not chosen.stands
        self.state.say(say.HOW if chosen is None else say.is_taken_back() if is_gone else "")
        self.state.setVisible(bool(self.state.text()))
        can = chosen is not None and chosen.stands
        for part in self.by.values():
            part.setVisible(can)
        self.to_cursor.setVisible(can and chosen is not None and cursor_s not in (None, chosen.moment.t_s))
        for name, button in self.parts.items():
            button.setVisible(can and chosen is not None and chosen.end_s is not None)
            button.setChecked(name is self._part)
        self.to_cursor.show_words(say.to_cursor(cursor_s), is_main=False)
        self.back.setVisible(chosen is not None)
        self.back.show_words(say.BRING_BACK if is_gone else say.TAKE_BACK, is_main=False)
        self._offer(chosen if can else None)

    def shift(self, by_s: float) -> None:
        """Move the chosen mark, or the part of it that is chosen."""
        if self._chosen is not None and self._chosen.stands:
            self.asked.emit(corrections.shifted(self._chosen, self._part, by_s))

    def take_or_bring_back(self) -> None:
        """Take the chosen mark back, or bring it back."""
        if self._chosen is not None:
            of = corrections.taken_back if self._chosen.stands else corrections.brought_back
            self.asked.emit(of(self._chosen))

    def choose_part(self, part: Part) -> None:
        """Say which part moves."""
        self._part = part
        for name, button in self.parts.items():
            button.setChecked(name is part)

    def _offer(self, chosen: Chosen | None) -> None:
        """Fill the steppers with what a mark of this kind can be."""
        kind = None if chosen is None else chosen.moment.kind
        payload = {} if chosen is None else chosen.moment.payload
        is_rating = kind is MomentKind.RATING
        for part in (self.first, self.change):
            part.setVisible(kind in (MomentKind.SET_STARTED, MomentKind.RATING, MomentKind.PHASE, *POINTS))
        self.second.setVisible(is_rating)
        if kind is MomentKind.SET_STARTED:
            self.first.offer([(each.value, words) for each, words in say.SETS.items()], str(payload.get("kind")))
        elif kind is MomentKind.PHASE:
            phases = [(str(each.value), say.phase(each)) for each in Phase]
            self.first.offer(phases, str(payload.get("phase")))
        elif kind in POINTS and kind is not None:
            self.first.offer([(each.value, say.point(each)) for each in POINTS], kind.value)
        elif is_rating:
            self.first.offer([(each.value, words) for each, words in say.SCALES.items()], str(payload.get("scale")))
            self._offer_values(str(payload.get("value")))

    def _offer_values(self, value: str | None = None) -> None:
        scale = next((each for each in Scale if each.value == self.first.chosen), None)
        if scale is not None:
            self.second.offer([(str(each), str(each)) for each in _VALUES[scale]], value)

    def _changed(self, chosen: Chosen) -> Correct:
        first = self.first.chosen
        match chosen.moment.kind:
            case MomentKind.SET_STARTED:
                return corrections.as_set_of(chosen, SetKind(first))
            case MomentKind.PHASE:
                return corrections.as_phase(chosen, int(first))
            case MomentKind.RATING:
                return corrections.as_rating(chosen, Scale(first), int(self.second.chosen))
            case _:
                return corrections.as_mark(chosen, MomentKind(first))

    def _ask_change(self) -> None:
        if self._chosen is not None and self.first.chosen:
            self.asked.emit(self._changed(self._chosen))

    def _ask_to_cursor(self) -> None:
        if self._chosen is not None and self._cursor_s is not None:
            self.asked.emit(corrections.moved_to(self._chosen, self._part, self._cursor_s))

    def _ask_shift(self) -> None:
        self.shift(next(by_s for by_s, button in self.by.items() if button is self.sender()))

    def _ask_part(self) -> None:
        self.choose_part(next(part for part, button in self.parts.items() if button is self.sender()))

    def _step_back(self) -> None:
        self.step_asked.emit(-1)

    def _step_on(self) -> None:
        self.step_asked.emit(1)

    def _connect(self) -> None:
        for by_s, button in self.by.items():
            button.setAccessibleName(say.SPOKEN_BY_S[by_s])
            button.clicked.connect(self._ask_shift)
        for button in self.parts.values():
            button.clicked.connect(self._ask_part)
        done: tuple[tuple[KeyButton, Callable[[], None]], ...] = (
            (self.to_cursor, self._ask_to_cursor),
            (self.change, self._ask_change),
            (self.back, self.take_or_bring_back),
            (self.before, self._step_back),
            (self.after, self._step_on),
        )
        for button, act in done:
            button.clicked.connect(act)
        self.first.changed.connect(self._show_scale)
        self.first.entered.connect(self._ask_change)
        self.second.entered.connect(self._ask_change)

    def _show_scale(self) -> None:
        if self._chosen is not None and self._chosen.moment.kind is MomentKind.RATING:
            self._offer_values()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.what)
        column.addWidget(self.state)
        rows: tuple[tuple[QWidget, ...], ...] = (
            (self.before, self.after),
            tuple(self.parts.values()),
            tuple(self.by.values()),
            (self.to_cursor,),
            (self.back,),
            (self.first,),
            (self.second, self.change),
        )
        for widgets in rows:
            row = QHBoxLayout()
            row.setSpacing(6)
            for widget in widgets:
                row.addWidget(widget, 1 if widget is self.first else 0)
            if self.first not in widgets:
                row.addStretch(1)
            column.addLayout(row)
