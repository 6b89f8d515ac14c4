"""The card of keys over the therapist's window: no dialog, and every key goes on acting under it."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coreg.domain.stage import Profile
from coreg.ui import key_card, session_wording
from coreg.ui.fonts import MEDIUM, STRONG, font, font_of_px
from coreg.ui.theme import Look

_EDGE_PX, _GAP_PX, _BETWEEN_PX, _BESIDE_PX, _N_COLUMNS = 24, 28, 4, 16, 3
_LEAST_PX = 13  # design section 6: words for the desk are never smaller


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

    def is_cut_short(self) -> bool:
        """Whether some words have no room even in the smallest letters."""
        return not self._fits(self._letters_px())

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
        painter.drawText(
            head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, session_wording.CARD_GOES
        )
        px = self._letters_px()
        for column, groups in enumerate(self._columns()):
            place = QRectF(
                _EDGE_PX + column * (self._column_px + _GAP_PX), self._top_px, self._column_px, _row_px(px)
            )
            for title, rows in groups:
                self._paint_group(painter, place, px, title, rows)
                place.translate(0, 2 * place.height())
        painter.end()

    @property
    def _top_px(self) -> float:
        return 2 * _EDGE_PX + QFontMetricsF(font(self._look, "role", STRONG)).height()

    @property
    def _column_px(self) -> float:
        return (self.width() - 2 * _EDGE_PX - (_N_COLUMNS - 1) * _GAP_PX) / _N_COLUMNS

    def _letters_px(self) -> int:
        """As large as everything fits, up to the look's own size."""
        px = self._look.text_px("body")
        while px > _LEAST_PX and not self._fits(px):
            px -= 1
        return px

    def _fits(self, px: int) -> bool:
        columns = self._columns()
        n_rows = max(sum(len(rows) + 2 for _, rows in groups) for groups in columns) - 1
        metrics = QFontMetricsF(font_of_px(px, MEDIUM))
        width = max(
            _keys_px(px, rows) + metrics.horizontalAdvance(words)
            for groups in columns
            for _, rows in groups
            for _, words in rows
        )
        return width <= self._column_px and self._top_px + n_rows * _row_px(px) <= self.height()

    def _columns(self) -> list[list[key_card.Group]]:
        n_lines = sum(len(rows) + 2 for _, rows in self._groups)
        columns: list[list[key_card.Group]] = [[]]
        n = 0
        for group in self._groups:
            n_more = len(group[1]) + 2
            if columns[-1] and len(columns) < _N_COLUMNS and n + n_more / 2 > n_lines / _N_COLUMNS:
                columns.append([])
                n = 0
            columns[-1].append(group)
            n += n_more
        return columns

    def _paint_group(
        self, painter: QPainter, place: QRectF, px: int, title: str, rows: tuple[key_card.Row, ...]
    ) -> None:
        colours, middle = self._look.colours, Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.muted_text))
        painter.setFont(font_of_px(px, MEDIUM))
        painter.drawText(place, middle, title)
        keys_px = _keys_px(px, rows)
        painter.setPen(QColor(colours.text))
        for keys, words in rows:
            place.translate(0, place.height())
            painter.setFont(font_of_px(px, STRONG))
            painter.drawText(place, middle, keys)
            painter.setFont(font_of_px(px, MEDIUM))
            painter.drawText(place.adjusted(keys_px, 0, 0, 0), middle, words)


def _row_px(px: int) -> float:
    return QFontMetricsF(font_of_px(px, MEDIUM)).height() + _BETWEEN_PX


def _keys_px(px: int, rows: tuple[key_card.Row, ...]) -> float:
    metrics = QFontMetricsF(font_of_px(px, STRONG))
    return max(metrics.horizontalAdvance(keys) for keys, _ in rows) + _BESIDE_PX


def spoken(groups: tuple[key_card.Group, ...]) -> str:
    """Return the card for those who hear the screen."""
    return ". ".join(f"{title}: {', '.join(f'{keys} {words}' for keys, words in rows)}" for title, rows in groups)
