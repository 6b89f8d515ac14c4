"""The strip at the bottom: end, star, what became of the last mark, how much time is shown, light or dark."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from coreg.domain.act import Act, Request
from coreg.domain.stage import Stage
from coreg.ui import session_wording, wording
from coreg.ui.buttons import HoldButton, KeyButton
from coreg.ui.card import Card
from coreg.ui.fonts import MEDIUM
from coreg.ui.key_table import View
from coreg.ui.theme import Look
from coreg.ui.therapist.mark_chip import MarkChip
from coreg.ui.therapist.set_clock import SetClock
from coreg.ui.words import Words

_LINE_STAYS_MS = 4000
_MARGINS_PX, _GAP_PX = 32, 12


def _room_of(part: QWidget) -> int:
    return max(part.sizeHint().width(), part.minimumWidth()) + _GAP_PX


class BottomStrip(Card):
    """Buttons that do what keys do. `asked(Request or View)` for each; `closed()` once the session has ended."""

    asked = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self.end = HoldButton(wording.END, wording.END_KEY)
        self.close_button = KeyButton(wording.CLOSE, is_main=True)
        self.set_button = KeyButton(session_wording.SET_START, session_wording.SET_KEY, is_main=True)
        self.set_words = SetClock()
        self.star = KeyButton(wording.STAR, wording.STAR_KEY)
        self.note = KeyButton(session_wording.NOTE_NAME, session_wording.NOTE_KEY)
        self.chip = MarkChip()
        self.line = Words("", "body", "muted_text", MEDIUM, wraps=True)
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.span = Words(wording.span_words(5), "body", "muted_text", MEDIUM)
        self.less = KeyButton(wording.LESS_TIME)
        self.more = KeyButton(wording.MORE_TIME)
        self.look_button = KeyButton(wording.DARK_NAME, wording.LOOK_KEY)
        self._lasting = ""
        self._line_timer = QTimer(self)
        self._line_timer.setSingleShot(True)
        self._line_timer.timeout.connect(self._clear_line)
        self.less.setAccessibleName(wording.LESS_TIME_NAME)
        self.more.setAccessibleName(wording.MORE_TIME_NAME)
        self.set_button.keep_room_for(session_wording.SET_START, session_wording.SET_STOP)
        self._is_narrow = self._is_writing = self._is_over = self._takes_notes = False
        self._is_wide = self._has_lanes = True
        self._lay_out()
        self._show_parts()
        self._connect()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.set_card_look(look)
        marks = (self.set_button, self.star, self.note, self.chip, self.set_words)
        for part in (self.end, self.close_button, self.less, self.more, self.look_button, *marks):
            part.set_look(look)
        self.line.set_look(look)
        self.span.set_look(look)
        self.look_button.show_words(
            wording.LIGHT_NAME if look.colours.is_dark else wording.DARK_NAME, is_main=False
        )

    def say(self, text: str) -> None:
        """One line for a few seconds, for instance why a key can't act."""
        self.line.say(text)
        self._show_parts()
        self._line_timer.start(_LINE_STAYS_MS)

    def keep_saying(self, text: str) -> None:
        """Say this for as long as it is so; a line of a few seconds comes before it."""
        if text != self._lasting:
            self._lasting = text
            if not self._line_timer.isActive():
                self._clear_line()

    def show_stage(self, stage: Stage, now_s: float) -> None:
        """Show the set that runs, or how long ago the last one ended."""
        self.set_words.show_stage(stage, now_s)
        text = session_wording.SET_STOP if stage.is_in_set else session_wording.SET_START
        self.set_button.show_words(text, is_main=True)

    def show_span(self, span_min: int) -> None:
        """Show how much time the lanes show."""
        self.span.say(wording.span_words(span_min))

    def set_room(self, *, is_narrow: bool, is_wide: bool) -> None:
        """Leave out what the keys say anyway: on a narrow screen, and where it isn't wide the note."""
        self._is_narrow, self._is_wide = is_narrow, is_wide
        self._show_parts()

    def set_takes_notes(self, *, takes_notes: bool) -> None:
        """Offer the note where there is a place for it."""
        if takes_notes is not self._takes_notes:
            self._takes_notes = takes_notes
            self._show_parts()

    def add_note_line(self, line: QWidget) -> None:
        """Take the line for notes; it stands where marks are told."""
        self._row.insertWidget(self._row.indexOf(self.chip), line, 10)

    def set_writing(self, *, is_writing: bool) -> None:
        """Make room for the note line, or take it back."""
        self._is_writing = is_writing
        self._show_parts()

    def leave_lanes(self) -> None:
        """Offer no more or less time: there are no lanes any more."""
        self._has_lanes = False
        self._show_parts()

    def show_ended(self) -> None:
        """Offer the way back instead of the end."""
        self._is_over = True
        self._show_parts()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Make room again where a word or a mark has come or gone."""
        is_done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._show_parts()
        return is_done

    def _show_parts(self) -> None:
        """Show what belongs here now and has room; what the keys say anyway goes first, the set's clock last."""
        is_held = not self._is_over
        always: dict[QWidget, bool] = {self.chip: True, self.set_button: is_held, self.end: is_held}
        roomy: dict[QWidget, bool] = dict.fromkeys(
            (self.span, self.less, self.more, self.look_button), not self._is_narrow
        )
        roomy[self.note] = not self._is_narrow and self._takes_notes and is_held
        can_go: list[dict[QWidget, bool]] = [roomy, {self.star: is_held}, {self.set_words: is_held}]
        shown: dict[QWidget, bool] = {**always, self.close_button: self._is_over}
        left = self.width() - _MARGINS_PX - sum(_room_of(part) for part, is_so in shown.items() if is_so)
        left -= self.line.width_of(self.line.text()) + _GAP_PX
        for parts in reversed(can_go):
            needed = sum(_room_of(part) for part, is_so in parts.items() if is_so)
            is_room = needed <= left and not self._is_writing
            left -= needed if is_room else 0
            shown.update({part: is_so and is_room for part, is_so in parts.items()})
        for part, is_so in shown.items():
            if part.isHidden() is is_so:
                part.setVisible(is_so)

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(_MARGINS_PX // 2, 8, _MARGINS_PX // 2, 8)
        row.setSpacing(_GAP_PX)
        marks = (self.set_words, self.set_button, self.star, self.note, self.chip, self.line)
        for widget in (self.close_button, *marks):
            row.addWidget(widget)
        row.setStretch(row.indexOf(self.line), 1)
        for widget in (self.span, self.less, self.more, self.look_button, self.end):
            row.addWidget(widget)

    def _connect(self) -> None:
        self.end.held.connect(self._ask_end)
        self.star.clicked.connect(self._ask_star)
        self.note.clicked.connect(self._ask_note)
        self.set_button.clicked.connect(self._ask_set)
        self.less.clicked.connect(self._ask_less)
        self.more.clicked.connect(self._ask_more)
        self.look_button.clicked.connect(self._ask_look)
        self.close_button.clicked.connect(self.closed)

    def _ask_end(self) -> None:
        self.asked.emit(Request(Act.END))

    def _ask_star(self) -> None:
        self.asked.emit(Request(Act.STAR))

    def _ask_note(self) -> None:
        self.asked.emit(View.WRITE_NOTE)

    def _ask_set(self) -> None:
        self.asked.emit(Request(Act.SET))

    def _ask_less(self) -> None:
        self.asked.emit(View.SHOW_LESS)

    def _ask_more(self) -> None:
        self.asked.emit(View.SHOW_MORE)

    def _ask_look(self) -> None:
        self.asked.emit(View.SWITCH_LOOK)

    def _clear_line(self) -> None:
        self.line.say(self._lasting)
        self._show_parts()
