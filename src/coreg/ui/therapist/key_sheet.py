"""The card of keys over the therapist's window: no dialog, and every key goes on acting under it."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coreg.domain.stage import Profile
from coreg.ui import key_card, session_wording
from coreg.ui.fonts import MEDIUM, STRONG, font
from coreg.ui.theme import Look

_EDGE_PX, _GAP_PX, _ROW_PX, _N_COLUMNS = 24, 28, 4, 3


class KeySheet(QWidget):
    """Covers its parent with all keys in three columns."""

    def __init__(self, profile: Profile, remapped: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = Look()
        self._groups = key_card.card(profile, remapped)
        self.setAccessibleName(f"{key_card.TITLE}: {spoken(self._groups)}")
        self.hide()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.update()

    def turn(self) -> None:
        """Lie over everything, or go."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.setVisible(not self.isVisible())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the groups, column by column."""
        colours = self._look.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.window))
        painter.setFont(font(self._look, "role", STRONG))
        painter.setPen(QColor(colours.text))
        head = QRectF(_EDGE_PX, _EDGE_PX, self.width() - 2 * _EDGE_PX, QFontMetricsF(painter.font()).height())
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, key_card.TITLE)
        painter.setFont(font(self._look, "label", MEDIUM))
        painter.setPen(QColor(colours.muted_text))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight, session_wording.CARD_GOES)
        self._paint_columns(painter, head.bottom() + _EDGE_PX)
        painter.end()

    def _paint_columns(self, painter: QPainter, top: float) -> None:
        width = (self.width() - 2 * _EDGE_PX - (_N_COLUMNS - 1) * _GAP_PX) / _N_COLUMNS
        n_lines = sum(len(rows) + 2 for _, rows in self._groups)
        row_px = QFontMetricsF(font(self._look, "label", MEDIUM)).height() + self._look.px(_ROW_PX)
        column, line = 0, 0
        for title, rows in self._groups:
            if column + 1 < _N_COLUMNS and line and line + len(rows) / 2 > n_lines / _N_COLUMNS:
                column, line = column + 1, 0
            left = _EDGE_PX + column * (width + _GAP_PX)
            self._paint_group(painter, QRectF(left, top + line * row_px, width, row_px), title, rows)
            line += len(rows) + 2

    def _paint_group(self, painter: QPainter, place: QRectF, title: str, rows: tuple[key_card.Row, ...]) -> None:
        colours = self._look.colours
        painter.setPen(QColor(colours.text))
        painter.setFont(font(self._look, "label", STRONG))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)
        metrics = QFontMetricsF(painter.font())
        beside = max(metrics.horizontalAdvance("hold Ctrl+E 1 s"), *(metrics.horizontalAdvance(k) for k, _ in rows))
        for keys, words in rows:
            place.translate(0, place.height())
            painter.setPen(QColor(colours.text))
            painter.setFont(font(self._look, "label", STRONG))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, keys)
            painter.setPen(QColor(colours.muted_text))
            painter.setFont(font(self._look, "label", MEDIUM))
            painter.drawText(place.adjusted(beside + 14, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


def spoken(groups: tuple[key_card.Group, ...]) -> str:
    """Return the card for those who hear the screen."""
    return ". ".join(f"{title}: {', '.join(f'{keys} {words}' for keys, words in rows)}" for title, rows in groups)
