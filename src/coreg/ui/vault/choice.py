"""One of several: buttons in a row of which one stays down. Space chooses, the arrow keys go on to the next."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coreg.ui.buttons import ChoiceButton
from coreg.ui.fonts import STRONG
from coreg.ui.theme import Look
from coreg.ui.words import Words

_GAP_PX = 10
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_Value = TypeVar("_Value")


class Choice(QWidget, Generic[_Value]):
    """A question and its answers; none is given before somebody chooses. `changed()` when another is chosen."""

    changed = Signal()

    def __init__(self, question: str, answers: Mapping[_Value, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = Words(question, "body", "text", STRONG, wraps=True)
        self.buttons = {value: ChoiceButton(words) for value, words in answers.items()}
        self._is_answered = False
        self._value: _Value | None = None
        for button in self.buttons.values():
            button.setAccessibleName(f"{question} {button.text()}")
            button.clicked.connect(self._take)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP_PX)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.question)
        column.addLayout(self._grid)
        self._place()

    @property
    def is_answered(self) -> bool:
        """Whether an answer stands."""
        return self._is_answered

    @property
    def value(self) -> _Value | None:
        """The answer; None also where there is none (`is_answered` tells)."""
        return self._value

    @property
    def first(self) -> ChoiceButton:
        """The first answer."""
        return next(iter(self.buttons.values()))

    def choose(self, value: _Value) -> None:
        """Let this answer stand."""
        self._value, self._is_answered = value, True
        for each, button in self.buttons.items():
            button.setChecked(each == value)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.question.set_look(look)
        for button in self.buttons.values():
            button.set_look(look)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Return the widest button's width: they take more rows where one is too short."""
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row where it doesn't fit."""
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, or go to the next answer; leave every other key to the page."""
        buttons = list(self.buttons.values())
        at = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        by = _STEPS.get(Qt.Key(event.key()))
        if at is not None and by is not None:
            buttons[(at + by) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        elif at is not None and event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            buttons[at].click()
        else:
            event.ignore()

    def _place(self) -> None:
        """Put the buttons beside each other where they fit, else under each other."""
        widths = [button.sizeHint().width() for button in self.buttons.values()]
        fits = sum(widths) + _GAP_PX * (len(widths) - 1) <= max(self.width(), max(widths))
        for place, button in enumerate(self.buttons.values()):
            self._grid.removeWidget(button)
            self._grid.addWidget(button, 0 if fits else place, place if fits else 0)

    def _take(self) -> None:
        sender = self.sender()
        for value, button in self.buttons.items():
            if button is sender:
                self.choose(value)
        self.changed.emit()
