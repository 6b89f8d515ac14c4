"""The picture of a course in a window; a click chooses a session, and the chosen one's column is shaded."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from coreg.report.course.drawing import height_pt, paint, session_at
from coreg.report.course.page import Picture
from coreg.ui.course.painted import Painted, unit_px
from coreg.ui.theme import Look


class PictureView(QLabel):
    """As wide as its room, as high as its rows. A label: see NumberView. `chosen(int)`: session, from 0."""

    chosen = Signal(int)

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._look = Look()
        self._picture = picture
        self.chosen_session: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(picture.description)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.setFixedHeight(math.ceil(height_pt(self._picture) * unit_px(look)))
        self.update()

    def choose(self, session: int | None) -> None:
        """Shade a session's column."""
        if session != self.chosen_session:
            self.chosen_session = session
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the session that is clicked on."""
        px = unit_px(self._look)
        session = session_at(self._picture, event.position().x() / px, self.width() / px)
        if session is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(session)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        paint(Painted(painter, self._look), self._picture, self.width() / unit_px(self._look), self.chosen_session)
        painter.end()
