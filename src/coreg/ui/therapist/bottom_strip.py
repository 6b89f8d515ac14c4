"""The strip at the bottom: end, star, what became of the last mark, how much time is shown, light or dark."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coreg.ui import wording
from coreg.ui.buttons import HoldButton, KeyButton
from coreg.ui.card import Card
from coreg.ui.fonts import MEDIUM
from coreg.ui.keys import Action
from coreg.ui.theme import Look
from coreg.ui.therapist.mark_chip import MarkChip
from coreg.ui.words import Words

_LINE_STAYS_MS = 4000


class BottomStrip(Card):
    """Buttons that do what keys do. `asked(Action)` for each; `closed()` once the session has ended."""

    asked = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self.end = HoldButton(wording.END, wording.END_KEY)
        self.close_button = KeyButton(wording.CLOSE, is_main=True)
        self.star = KeyButton(wording.STAR, wording.STAR_KEY)
        self.chip = MarkChip()
        self.line = Words("", "body", "muted_text", MEDIUM)
        self.span = Words(wording.span_words(5), "body", "muted_text", MEDIUM)
        self.less = KeyButton(wording.LESS_TIME)
        self.more = KeyButton(wording.MORE_TIME)
        self.look_button = KeyButton(wording.DARK_NAME, wording.LOOK_KEY)
        self._line_timer = QTimer(self)
        self._line_timer.setSingleShot(True)
        self._line_timer.timeout.connect(self._clear_line)
        self.less.setAccessibleName(wording.LESS_TIME_NAME)
        self.more.setAccessibleName(wording.MORE_TIME_NAME)
        self.close_button.hide()
        self._lay_out()
        self._connect()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.set_card_look(look)
        parts = (self.end, self.close_button, self.star, self.chip, self.less, self.more, self.look_button)
        for part in parts:
            part.set_look(look)
        self.line.set_look(look)
        self.span.set_look(look)
        self.look_button.setText(wording.LIGHT_NAME if look.colours.is_dark else wording.DARK_NAME)

    def say(self, text: str) -> None:
        """One line for a few seconds, for instance why a key can't act."""
        self.line.say(text)
        self._line_timer.start(_LINE_STAYS_MS)

    def show_span(self, span_min: int) -> None:
        """Show how much time the lanes show."""
        self.span.say(wording.span_words(span_min))

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave out what the keys say anyway."""
        self.span.setVisible(not is_narrow)

    def show_ended(self) -> None:
        """Offer the way back instead of the end."""
        self.end.hide()
        self.star.hide()
        self.close_button.show()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        for widget in (self.end, self.close_button, self.star, self.chip, self.line):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.span, self.less, self.more, self.look_button):
            row.addWidget(widget)

    def _connect(self) -> None:
        self.end.held.connect(self._ask_end)
        self.star.clicked.connect(self._ask_star)
        self.less.clicked.connect(self._ask_less)
        self.more.clicked.connect(self._ask_more)
        self.look_button.clicked.connect(self._ask_look)
        self.close_button.clicked.connect(self.closed)

    def _ask_end(self) -> None:
        self.asked.emit(Action.END)

    def _ask_star(self) -> None:
        self.asked.emit(Action.STAR)

    def _ask_less(self) -> None:
        self.asked.emit(Action.SHOW_LESS)

    def _ask_more(self) -> None:
        self.asked.emit(Action.SHOW_MORE)

    def _ask_look(self) -> None:
        self.asked.emit(Action.SWITCH_LOOK)

    def _clear_line(self) -> None:
        self.line.say("")
