"""A small table: a name and its numbers, right-aligned so that they stand under each other."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coreg.ui.fonts import MEDIUM, font
from coreg.ui.theme import Look

_ROW_PX = 26
_NAME_SHARE = 0.4


class NumberRows(QWidget):
    """Painted at once; read aloud row by row in its description."""

    def __init__(self, columns: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._columns = tuple(columns)
        self.rows: list[tuple[str, ...]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def show_rows(self, rows: Sequence[tuple[tuple[str, ...], str]]) -> None:
        """Show these, each its cells and how it is read aloud."""
        self.rows = [cells for cells, _ in rows]
        self.setAccessibleDescription("\n".join(spoken for _, spoken in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for every row and the head."""
        return QSize(200, self._look.px(_ROW_PX) * (len(self.rows) + 1))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the head, a line, the rows."""
        colours, height = self._look.colours, self._look.px(_ROW_PX)
        painter = QPainter(self)
        painter.setPen(QColor(colours.muted_text))
        painter.setFont(font(self._look, "tick", MEDIUM))
        self._paint_row(painter, 0, self._columns)
        painter.setPen(QPen(QColor(colours.grid), 1))
        painter.drawLine(0, height - 1, self.width(), height - 1)
        painter.setPen(QColor(colours.text))
        painter.setFont(font(self._look, "label"))
        for nth, cells in enumerate(self.rows, start=1):
            self._paint_row(painter, nth * height, cells)
        painter.end()

    def _paint_row(self, painter: QPainter, top: int, cells: Sequence[str]) -> None:
        height, name = self._look.px(_ROW_PX), _NAME_SHARE * self.width()
        rest = (self.width() - name) / max(1, len(cells) - 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        for nth, words in enumerate(cells):
            if nth == 0:
                painter.drawText(QRectF(0, top, name, height), middle | Qt.AlignmentFlag.AlignLeft, words)
            else:
                place = QRectF(name + (nth - 1) * rest, top, rest, height)
                painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, words)
