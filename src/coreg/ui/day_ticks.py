"""What is said of a session when it is over: ticks of the day, and for each rated target whether it is complete."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.course import ContextTick
from coreg.report.course.wording import target, tick
from coreg.ui.buttons import ChoiceButton
from coreg.ui.day_wording import COMPLETE, NOT_COMPLETE, OF_DAY, OF_DAY_IS, answer_spoken
from coreg.ui.fonts import STRONG
from coreg.ui.theme import Look
from coreg.ui.tick_box import TickBox
from coreg.ui.words import Words

_COLUMNS = (5, 3, 2, 1)


class DayTicks(QWidget):
    """Signals: `ticked(ContextTick, bool)`, and `answered(int, object)` with a target and True, False or None."""

    ticked = Signal(object, bool)
    answered = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self.heading = Words(OF_DAY, "body", "text", STRONG)
        self.about = Words(OF_DAY_IS, "label", "muted_text", wraps=True)
        self.boxes = {one: TickBox(tick(one)) for one in ContextTick}
        self.targets: dict[int, TargetAnswer] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.about)
        self._grid = _Grid(4)
        column.addLayout(self._grid)
        self._answers = _Grid(6)
        column.addLayout(self._answers)
        for one, box in self.boxes.items():
            box.setProperty("tick", one.value)
            box.clicked.connect(self._tell_tick)
        self._place()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        for words in (self.heading, self.about):
            words.set_look(look)
        for box in self.boxes.values():
            box.set_look(look)
        for answer in self.targets.values():
            answer.set_look(look)
        self._place()

    def show_said(
        self, ticks: frozenset[ContextTick], targets: Sequence[int], complete: Mapping[int, bool]
    ) -> None:
        """Show what was said so far, and ask for these targets."""
        for one, box in self.boxes.items():
            box.setChecked(one in ticks)
        for number in targets:
            if number not in self.targets:
                answer = TargetAnswer(number)
                answer.set_look(self._look)
                answer.answered.connect(self.answered)
                self.targets[number] = answer
            self.targets[number].show_answer(complete.get(number))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many side by side as there is room for."""
        super().resizeEvent(event)
        self._place()

    def _tell_tick(self) -> None:
        box = self.sender()
        if isinstance(box, TickBox):
            self.ticked.emit(ContextTick(box.property("tick")), box.isChecked())

    def _place(self) -> None:
        self._grid.place(list(self.boxes.values()), self.width())
        self._answers.place(list(self.targets.values()), self.width())


class _Grid(QGridLayout):
    """Parts side by side, as many as there is room for."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self.setSpacing(spacing)
        self._placed = (0, 0)

    def place(self, parts: Sequence[QWidget], width: int) -> None:
        """Put them there anew where their number, or that of the columns, is another."""
        widest = max((part.sizeHint().width() + self.spacing() for part in parts), default=width)
        n_columns = next((n for n in _COLUMNS if n * widest <= width), 1)
        if (len(parts), n_columns) != self._placed:
            self._placed = (len(parts), n_columns)
            for i, part in enumerate(parts):
                self.addWidget(part, i // n_columns, i % n_columns)


class TargetAnswer(QWidget):
    """One target: complete, not complete, or neither said. `answered(int, object)` with True, False or None."""

    answered = Signal(int, object)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.name = Words(target(number), "body", "text")
        self.buttons = {True: ChoiceButton(COMPLETE), False: ChoiceButton(NOT_COMPLETE)}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.name)
        for is_complete, button in self.buttons.items():
            button.setAccessibleName(answer_spoken(target(number), is_complete=is_complete))
            button.clicked.connect(self._tell)
            row.addWidget(button)
        row.addStretch(1)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.name.set_look(look)
        for button in self.buttons.values():
            button.set_look(look)

    def show_answer(self, answer: bool | None) -> None:
        """Show what was said."""
        for is_complete, button in self.buttons.items():
            button.setChecked(answer is is_complete)

    def _tell(self) -> None:
        pressed = self.sender()
        for button in self.buttons.values():
            if button is not pressed:
                button.setChecked(False)
        said = [is_complete for is_complete, button in self.buttons.items() if button.isChecked()]
        self.answered.emit(self.number, said[0] if said else None)
