"""The panel on which the therapist sets the band: no dialog, keyboard alone, and session keys act meanwhile."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.band import MOST_NAME_CHARACTERS, Band, BandShown
from coreg.ui.buttons import KeyButton
from coreg.ui.card import Card
from coreg.ui.field import Line
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.key_names import key_name
from coreg.ui.theme import Look
from coreg.ui.therapist import band_wording
from coreg.ui.therapist.keyboard import Keyboard
from coreg.ui.therapist.stepper import Stepper
from coreg.ui.wording import MS, PER_MIN
from coreg.ui.words import Words

_STEPS = {"low_bpm": 1.0, "high_bpm": 1.0, "low_ln_rmssd": 0.1, "high_ln_rmssd": 0.1}  # our choice: a tenth of it
_NAMES = {
    "low_bpm": band_wording.HEART_RATE_LOW,
    "high_bpm": band_wording.HEART_RATE_HIGH,
    "low_ln_rmssd": band_wording.RMSSD_LOW,
    "high_ln_rmssd": band_wording.RMSSD_HIGH,
}
_SPOKEN = {
    "low_bpm": (band_wording.HEART_RATE_LOW_NAME, PER_MIN),
    "high_bpm": (band_wording.HEART_RATE_HIGH_NAME, PER_MIN),
    "low_ln_rmssd": (band_wording.RMSSD_LOW_NAME, MS),
    "high_ln_rmssd": (band_wording.RMSSD_HIGH_NAME, MS),
}
_ENDS = ("high_bpm", "high_ln_rmssd")


class NameLine(Line):
    """The band's name. The session's hands-free keys act in it as in the note line; Enter, Esc are the panel's."""

    entered = Signal()
    left = Signal()

    def __init__(self, keyboard: Keyboard) -> None:
        super().__init__()
        self._keyboard = keyboard
        self.setMaxLength(MOST_NAME_CHARACTERS)
        self.setPlaceholderText(band_wording.NAME_HOW)
        self.setAccessibleName(band_wording.NAME)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act, enter, leave, or write."""
        if self._keyboard.take(event, in_note=True):
            event.accept()
        elif key_name(event) == "Enter":
            self.entered.emit()
        elif key_name(event) == "Esc":
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Leave it to the window: it lets go of the end."""
        event.ignore()


class BandPanel(Card):
    """Hidden until it is asked for. `taken(Band)`, `switched_off()`, `closed()` once the keys are the window's."""

    taken = Signal(object)
    switched_off = Signal()
    closed = Signal()

    def __init__(self, keyboard: Keyboard, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self.draft: Band | None = None
        self._shown = BandShown()
        self.title = Words(band_wording.TITLE, "body", "text", STRONG)
        self.says = Words("", "body", "muted_text", MEDIUM, wraps=True)
        self.limits = {name: Stepper(partial(band_wording.spoken_limit, *words)) for name, words in _SPOKEN.items()}
        self.names = {name: Words(words, "body", "text", MEDIUM) for name, words in _NAMES.items()}
        self.units = {name: Words(_SPOKEN[name][1], "body", "muted_text", MEDIUM) for name in _ENDS}
        self.name = NameLine(keyboard)
        self.take = KeyButton(band_wording.TAKE, band_wording.TAKE_KEY, is_main=True)
        self.at_start = KeyButton(band_wording.AT_START)
        self.off = KeyButton(band_wording.OFF)
        self.setAccessibleName(band_wording.TITLE)
        self._lay_out()
        self._connect()
        self.hide()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.set_card_look(look)
        for words in (self.title, self.says, *self.names.values(), *self.units.values()):
            words.set_look(look)
        for limit in self.limits.values():
            limit.set_look(look)
        for part in (self.name, self.take, self.at_start, self.off):
            part.set_look(look)

    def open(self, shown: BandShown, *, takes_name: bool) -> None:
        """Offer what there is: the band that is shown, else the client's last, else one around today's start."""
        self._shown = shown
        self.draft = shown.band or shown.earlier or shown.at_start
        kept = shown.earlier.name if shown.earlier is not None else ""
        self.name.setText(self.name.text() if shown.band is not None else kept)
        self.name.setVisible(takes_name and self.draft is not None)
        self._show_draft()
        self.show()
        if self.draft is not None:
            self.limits["low_bpm"].setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Go, and leave everything as it was."""
        if not self.isHidden():
            self.draft = None
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; every other key is the session's."""
        if key_name(event) == "Esc":
            self.close_panel()
        else:
            event.ignore()

    def _step(self, by: int) -> None:
        moved = next((name for name, limit in self.limits.items() if limit is self.sender()), None)
        if self.draft is None or moved is None:
            return
        value = round(getattr(self.draft, moved) + by * _STEPS[moved], 6)
        changed = replace(self.draft, **{moved: value}, dated_utc="")
        if changed.is_one:
            self.draft = changed
            self._show_draft()

    def _offer_start(self) -> None:
        self.draft = self._shown.at_start
        self._show_draft()

    def _take(self) -> None:
        draft = self.draft
        if draft is not None:
            self.taken.emit(replace(draft, name=self.name.text().strip()))
            self.close_panel()

    def _switch_off(self) -> None:
        self.switched_off.emit()
        self.close_panel()

    def _show_draft(self) -> None:
        draft = self.draft
        for name, limit in self.limits.items():
            value = 0.0 if draft is None else getattr(draft, name)
            limit.show_value(f"{value:.0f}" if name.endswith("bpm") else band_wording.milliseconds(value))
        for part in (*self.limits.values(), *self.names.values(), *self.units.values(), self.take):
            part.setVisible(draft is not None)
        self.at_start.setVisible(self._shown.at_start is not None and self._shown.at_start != draft)
        self.off.setVisible(self._shown.band is not None)
        self.says.say(self._sentence(draft))

    def _sentence(self, draft: Band | None) -> str:
        shown = self._shown
        if draft is None:
            return band_wording.NOTHING_TO_OFFER
        if draft == shown.at_start:
            return band_wording.OFFERED_AT_START
        if shown.band is not None and draft == shown.band:
            return band_wording.dated(band_wording.SHOWN, draft.dated_utc)
        if draft == shown.earlier:
            return band_wording.dated(band_wording.OFFERED_EARLIER, draft.dated_utc)
        return band_wording.CHANGED

    def _connect(self) -> None:
        for limit in self.limits.values():
            limit.stepped.connect(self._step)
            limit.entered.connect(self._take)
        self.name.entered.connect(self._take)
        self.name.left.connect(self.close_panel)
        self.take.clicked.connect(self._take)
        self.at_start.clicked.connect(self._offer_start)
        self.off.clicked.connect(self._switch_off)

    def _lay_out(self) -> None:
        head, limits, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.says, 1)
        for name, limit in self.limits.items():
            limits.addWidget(self.names[name])
            limits.addWidget(limit)
            if name in self.units:
                limits.addWidget(self.units[name])
                limits.addSpacing(16)
        limits.addStretch(1)
        foot.addWidget(self.take)
        foot.addWidget(self.at_start)
        foot.addWidget(self.off)
        foot.addWidget(self.name, 2)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(8)
        for row in (head, limits, foot):
            row.setSpacing(10)
            column.addLayout(row)
