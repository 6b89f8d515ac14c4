"""A chip for a mark: an outline when the key was heard, filled when it is on disk, gone three seconds later."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from coreg.domain.moment import Moment
from coreg.domain.snapshot import DiskState
from coreg.ui import session_wording, wording
from coreg.ui.fonts import MEDIUM, font
from coreg.ui.theme import Look

_STAYS_MS = 3000
_HEIGHT_PX, _SIDE_PX = 30, 12


class Kept(Enum):
    """How far a mark has come."""

    HEARD = "heard"
    SAVED = "saved"
    IN_MEMORY = "in memory"


_SPOKEN = {
    Kept.HEARD: session_wording.HEARD,
    Kept.SAVED: session_wording.SAVED,
    Kept.IN_MEMORY: session_wording.IN_MEMORY,
}


class MarkChip(QFrame):
    """Shows the newest mark. `press` on the key, `follow` with every snapshot.

    A frame, so that screen readers don't pass over it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self.kept: Kept | None = None
        self.text = ""
        self._n_expected = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def press(self, text: str, n_moments: int) -> None:
        """Show at once that the key was heard; `n_moments` were there before. What comes of nothing goes again."""
        self._n_expected = n_moments + 1
        self._timer.start(_STAYS_MS)
        self._become(Kept.HEARD, text)

    def drop(self) -> None:
        """Show nothing more: it was refused."""
        self._timer.stop()
        self._leave()

    def follow(self, moments: Sequence[Moment], disk: DiskState) -> None:
        """Fill where the disk has confirmed the mark."""
        if self.kept is None or self.kept is Kept.SAVED or len(moments) < self._n_expected:
            return
        words = f"{session_wording.mark(moments[-1])} {wording.clock(moments[-1].t_s)}"
        if disk.problem is not None:
            self._timer.stop()
            self._become(Kept.IN_MEMORY, wording.in_memory(words))
        elif not disk.n_waiting:
            self._become(Kept.SAVED, words)
            self._timer.start(_STAYS_MS)

    def sizeHint(self) -> QSize:
        """Return room for the words; none without a mark."""
        if self.kept is None:
            return QSize(0, 0)
        width = QFontMetricsF(font(self._look, "label", MEDIUM)).horizontalAdvance(self.text)
        return QSize(round(width) + 2 * _SIDE_PX + 1, self._look.px(_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint outline or filled."""
        if self.kept is None:
            return
        colours = self._look.colours
        is_filled = self.kept is Kept.SAVED
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.text), 1.5))
        painter.setBrush(QColor(colours.text) if is_filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QColor(colours.panel if is_filled else colours.text))
        painter.setFont(font(self._look, "label", MEDIUM))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)
        painter.end()

    def _become(self, kept: Kept, text: str) -> None:
        if (kept, text) != (self.kept, self.text):
            self.kept, self.text = kept, text
            self.setAccessibleName(wording.spoken_mark(text, _SPOKEN[kept]))
            self.updateGeometry()
            self.update()

    def _leave(self) -> None:
        self.kept, self.text = None, ""
        self.setAccessibleName("")
        self.updateGeometry()
        self.update()
