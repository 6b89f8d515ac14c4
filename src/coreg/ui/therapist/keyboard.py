"""The therapist's keys: from presses to what is asked of the session and of the view, by the one table."""

import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from coreg.domain.act import Act, Request
from coreg.domain.stage import Profile
from coreg.ui.key_names import key_name
from coreg.ui.key_reader import KeyReader
from coreg.ui.key_table import View

_LOOK_EVERY_MS = 100
_REPEAT_WITHIN_MS = 2  # our choice: no finger lets go and presses again so fast


class Keyboard(QObject):
    """Reads keys. `asked(Request, str)` for the session, `view_asked(View)` for the screen, `hold_begins()`.

    Parameters
    ----------
    remapped
        From a key to the key of the table that it stands for.
    devices
        Which of those keys were learnt as a pedal or presenter, and what to call it in the record.
    """

    asked = Signal(object, str)
    view_asked = Signal(object)
    pending_changed = Signal(str)
    end_pressed = Signal()

    def __init__(
        self,
        profile: Profile = Profile.EMDR,
        remapped: dict[str, str] | None = None,
        devices: dict[str, str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader = KeyReader(profile, remapped, frozenset(devices or ()))
        self._devices = devices or {}
        self._released = (0, 0)
        self._waiting = QTimer(self)
        self._waiting.setInterval(_LOOK_EVERY_MS)
        self._waiting.timeout.connect(self._tick)

    def take(self, event: QKeyEvent, *, in_note: bool = False) -> bool:
        """Take a key; whether it meant something here."""
        key = key_name(event)
        if not key:
            return False
        if event.isAutoRepeat() or self._is_repeat(event):
            return self._reader.means(key, in_note=in_note)
        had_pending = self._reader.pending
        means = self._reader.means(key, in_note=in_note)
        for one in self._reader.press(key, time.monotonic(), in_note=in_note):
            self._tell(one, self._devices.get(key, "key"))
        self._follow_pending(had_pending)
        return means

    def let_go(self, event: QKeyEvent) -> None:
        """Take note of a release: X11 tells a held key's repeats as releases and presses at one instant."""
        self._released = (event.key(), event.timestamp())

    def _is_repeat(self, event: QKeyEvent) -> bool:
        key, at_ms = self._released
        return key == event.key() and at_ms > 0 and event.timestamp() - at_ms <= _REPEAT_WITHIN_MS

    def _tell(self, one: Request | View, input_: str) -> None:
        if isinstance(one, View):
            self.view_asked.emit(one)
        elif one.act is Act.END:
            self.end_pressed.emit()
        else:
            self.asked.emit(one, input_)

    def _tick(self) -> None:
        had_pending = self._reader.pending
        for request in self._reader.tick(time.monotonic()):
            self.asked.emit(request, "key")
        self._follow_pending(had_pending)

    def _follow_pending(self, before: int | None) -> None:
        now = self._reader.pending
        if now is not None and not self._waiting.isActive():
            self._waiting.start()
        if now is None:
            self._waiting.stop()
        if now != before:
            self.pending_changed.emit("" if now is None else str(now))
