"""The bar on top: the session's clock, the banner of what isn't a real session, and where the recording stands."""

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from coreg.domain.snapshot import DiskProblem, RecordState, Snapshot
from coreg.ui import session_wording, wording
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.theme import Look
from coreg.ui.therapist import disk_wording
from coreg.ui.words import Words

_GRACE_MS = 500  # a commit takes under 1 ms: without it the words would change to and fro at every beat


class TopBar(QWidget):
    """Clock left, banner in the middle, saving state right (an icon on a narrow screen)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock = Words(wording.clock(0), "clock", "text", STRONG)
        self.phase = Words("", "body", "muted_text", MEDIUM)
        self.client = Words("", "body", "muted_text", MEDIUM)
        self.banner = Words("", "body", "simulated", STRONG)
        self.saving = Words(wording.NOTHING_RECORDED_YET, "body", "muted_text", MEDIUM)
        self.icon = SavingIcon()
        self._confirmed = QElapsedTimer()
        self._is_replay = self._is_folded = False
        row = QGridLayout(self)
        row.setContentsMargins(2, 4, 2, 4)
        left = QHBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.clock)
        left.addWidget(self.phase)
        left.addWidget(self.client)
        left.addStretch(1)
        row.addLayout(left, 0, 0)
        row.addWidget(self.banner, 0, 1, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.saving, 0, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.icon, 0, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.setColumnStretch(0, 1)
        row.setColumnStretch(2, 1)
        self.banner.hide()
        self.icon.hide()

    def set_kind(self, *, is_simulated: bool, is_replay: bool) -> None:
        """Say what this is if it isn't two people in the room."""
        self._is_replay = is_replay
        self.banner.say(wording.SIMULATED if is_simulated else wording.WATCHING if is_replay else "")
        self.banner.setVisible(bool(self.banner.text()))

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        for part in (self.clock, self.phase, self.client, self.banner, self.saving, self.icon):
            part.set_look(look)
        self.setMinimumHeight(look.px(44))

    def set_folded(self, is_folded: bool) -> None:
        """Fold the right side to an icon, its words on hover and for screen readers."""
        self._is_folded = is_folded
        self.saving.setVisible(not is_folded)
        self.client.setVisible(not is_folded)
        self.icon.setVisible(is_folded)

    def say_client(self, words: str) -> None:
        """Say what the client's screen shows; empty where there is none."""
        self.client.say(words)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show time and saving state."""
        self.clock.say(wording.clock(snapshot.t_s), spoken=wording.spoken_clock(snapshot.t_s))
        self.phase.say(session_wording.phase(snapshot.stage, is_short=self._is_folded))
        disk = snapshot.disk
        if not disk.n_waiting and disk.problem is None:
            self._confirmed.start()
        elif disk.problem is None and self._confirmed.isValid() and not self._confirmed.hasExpired(_GRACE_MS):
            return
        words = wording.saving_words(snapshot.record, disk, is_replay=self._is_replay)
        if snapshot.is_ending:
            words = disk_wording.ENDING
        self.saving.say(words)
        self.icon.show_saving(words, _shape_of(snapshot, is_replay=self._is_replay))


class SavingIcon(QLabel):
    """The saving state as a drawing: a tick, dots, an exclamation mark, a triangle. Never as a colour.

    A label, so that screen readers don't pass over it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._shape = "dots"
        self.setFixedSize(QSize(30, 30))
        self.show_saving(wording.NOTHING_RECORDED_YET, "dots")

    def set_look(self, look: Look) -> None:
        """Change palette and size."""
        self._look = look
        self.setFixedSize(QSize(look.px(30), look.px(30)))
        self.update()

    def show_saving(self, words: str, shape: str) -> None:
        """Take the words and the drawing that stands for them."""
        if words != self.accessibleName() or shape != self._shape:
            self._shape = shape
            self.setToolTip(words)
            self.setAccessibleName(words)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a ring with the drawing in it."""
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.width() / 30
        painter.scale(unit, unit)
        is_notice = self._shape == "mark"
        painter.setBrush(QColor(colours.notice_ground if is_notice else colours.panel))
        painter.setPen(QPen(QColor(colours.notice_text if is_notice else colours.muted_text), 2))
        painter.drawEllipse(QRectF(2, 2, 26, 26))
        for x1, y1, x2, y2 in _STROKES[self._shape]:
            painter.drawLine(x1, y1, x2, y2)
        painter.end()


_STROKES = {
    "tick": ((9, 15, 13, 19), (13, 19, 21, 10)),
    "dots": ((9, 15, 10, 15), (15, 15, 16, 15), (20, 15, 21, 15)),
    "mark": ((15, 8, 15, 17), (15, 21, 15, 22)),
    "triangle": ((12, 9, 21, 15), (21, 15, 12, 21), (12, 21, 12, 9)),
    "square": ((10, 10, 20, 10), (20, 10, 20, 20), (20, 20, 10, 20), (10, 20, 10, 10)),
}


def _shape_of(snapshot: Snapshot, *, is_replay: bool) -> str:
    if is_replay or snapshot.record is RecordState.NONE:
        return "triangle"
    if snapshot.record is not RecordState.RECORDING:
        return "square"
    if isinstance(snapshot.disk.problem, DiskProblem) or snapshot.disk.behind_s > 2.0:
        return "mark"
    return "dots" if snapshot.disk.n_waiting else "tick"
