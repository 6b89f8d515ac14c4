"""What the strip goes on saying while it is so: the keys go to another program, or nothing has come for long."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from coreg.domain.act import Act, Request
from coreg.domain.snapshot import RecordState, Snapshot
from coreg.readings.quiet import is_quiet_for_long
from coreg.ui import session_wording
from coreg.ui.therapist.bottom_strip import BottomStrip

_SETTLES_MS = 400  # our choice: between two windows of ours nobody has the keys for a moment


class Reminders(QObject):
    """Watches who has the keys. `asked(Request)` where that is to be recorded: the program saw it."""

    asked = Signal(object)

    def __init__(self, strip: BottomStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._snapshot: Snapshot | None = None
        self._has_had_keys = False  # where no window manager gives them to anybody, nothing is said
        self._is_elsewhere = False
        self._is_told = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_MS)
        self._settling.timeout.connect(self._look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._notice_keys)

    @property
    def has_had_keys(self) -> bool:
        """Whether a window of ours has had the keys yet."""
        return self._has_had_keys

    def follow(self, snapshot: Snapshot) -> None:
        """Say what is so now, and record where the keys went while it is recorded."""
        self._snapshot = snapshot
        self._notice_keys()
        is_recording = snapshot.record is RecordState.RECORDING
        if is_recording and self._is_elsewhere is not self._is_told:
            self._is_told = self._is_elsewhere
            self.asked.emit(Request(Act.KEYS_ELSEWHERE if self._is_elsewhere else Act.KEYS_BACK))
        self._strip.keep_saying(self._words(snapshot) if is_recording else "")

    def _words(self, snapshot: Snapshot) -> str:
        if self._is_elsewhere:
            return session_wording.KEYS_ELSEWHERE
        last_beats = [person.last_beat_s for person in snapshot.people.values()]
        is_long = is_quiet_for_long(last_beats, snapshot.marks.moments, snapshot.t_s)
        return session_wording.STILL_RECORDING if is_long else ""

    def _notice_keys(self) -> None:
        """See whether somebody else has the keys than it is known; a window that is destroyed tells nobody."""
        has_keys = QGuiApplication.focusWindow() is not None
        if has_keys is (self._is_elsewhere or not self._has_had_keys) and not self._settling.isActive():
            self._settling.start()

    def _look(self) -> None:
        has_keys = QGuiApplication.focusWindow() is not None
        self._has_had_keys = self._has_had_keys or has_keys
        self._is_elsewhere = self._has_had_keys and not has_keys
        if self._snapshot is not None:
            self.follow(self._snapshot)
