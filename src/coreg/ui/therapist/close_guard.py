"""Keeps a window that is to be closed while its disk takes nothing: what waits would be lost."""

from PySide6.QtCore import QObject, Signal

from coreg.domain.snapshot import Snapshot
from coreg.ui.therapist import disk_wording
from coreg.ui.therapist.bottom_strip import BottomStrip


class CloseGuard(QObject):
    """Asked before every close: the first asks for the end, the second says what would be lost, the third leaves.

    Signals: `end_asked()`, `leave_asked()` for an end without what the disk doesn't take.
    """

    end_asked = Signal()
    leave_asked = Signal()

    def __init__(self, strip: BottomStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._has_warned = False
        self._is_let_go = False

    def let_go(self) -> None:
        """Have the next close be one, whatever the disk does."""
        self._is_let_go = True

    def stays(self, snapshot: Snapshot | None, *, is_over: bool) -> bool:
        """Whether the window stays for its disk."""
        if snapshot is None or snapshot.disk.problem is None or is_over or self._is_let_go:
            return False
        if not snapshot.is_ending:
            self._strip.say(disk_wording.CLOSE_WAITS)
            self.end_asked.emit()
        elif not self._has_warned:
            self._strip.say(disk_wording.leaving(snapshot.disk))
            self._has_warned = True
        else:
            self.leave_asked.emit()
            return False
        return True
