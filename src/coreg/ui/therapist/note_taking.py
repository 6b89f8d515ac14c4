"""Joins the note line with the window's strip: opened where notes are taken, else one sentence says why not."""

from PySide6.QtCore import QObject, Signal

from coreg.domain.act import Act, Refusal, Request
from coreg.domain.moment import MomentKind
from coreg.domain.snapshot import DiskState, Snapshot
from coreg.ui import session_wording
from coreg.ui.therapist.bottom_strip import BottomStrip
from coreg.ui.therapist.keyboard import Keyboard
from coreg.ui.therapist.note_line import NoteLine


class NoteTaking(QObject):
    """Holds the line. Signals: `kept(str)` for the session, `closed()` where the keys are the window's again."""

    kept = Signal(str)
    closed = Signal()

    def __init__(self, strip: BottomStrip, keyboard: Keyboard, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._snapshot: Snapshot | None = None
        self._has_told = False
        self.line = NoteLine(keyboard)
        strip.add_note_line(self.line)
        self.line.kept.connect(self._keep)
        self.line.closed.connect(self._close)

    def follow(self, snapshot: Snapshot) -> None:
        """Know whether notes are taken just now, and say once where they wait for the disk."""
        self._snapshot = snapshot
        self._strip.set_takes_notes(takes_notes=snapshot.notes is not None)
        waits = snapshot.notes is not None and snapshot.notes.problem is not None
        if waits and not self._has_told and snapshot.disk.problem is None:
            self._strip.say(session_wording.NOTES_WAIT)
        self._has_told = waits

    def open(self) -> None:
        """Open the line, or say why not."""
        why_not = self._why_not()
        if why_not:
            self._strip.say(why_not)
            return
        self._strip.set_writing(is_writing=True)
        self.line.open()

    def _why_not(self) -> str:
        snapshot = self._snapshot
        if snapshot is None or snapshot.notes is None:
            return session_wording.REFUSED[Refusal.NO_TEXT_HERE]
        return session_wording.REFUSED[Refusal.OFF_THE_RECORD] if snapshot.stage.is_off_record else ""

    def _keep(self, text: str) -> None:
        why_not = self._why_not()
        if why_not or self._snapshot is None:
            self._strip.say(why_not)  # what was typed stays in the line
            return
        self._strip.chip.press(session_wording.heard(Request(Act.NOTE)), len(self._snapshot.moments))
        self.line.take()
        self.kept.emit(text)

    def _close(self) -> None:
        self._strip.set_writing(is_writing=False)
        self.closed.emit()


def disk_of_last(snapshot: Snapshot) -> DiskState:
    """Return how far the disk has taken the newest mark: a note's words go to a file of their own."""
    is_note = bool(snapshot.moments) and snapshot.moments[-1].kind is MomentKind.NOTE
    notes = snapshot.notes if is_note else None
    return snapshot.disk if notes is None or snapshot.disk.n_waiting else notes
