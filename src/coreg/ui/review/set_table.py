"""Set by set: muted rows, a letter for each reason, a star where a change is within its uncertainty."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from coreg.domain.reading import Unknown
from coreg.domain.set_readings import SessionSets, SetReadings
from coreg.ui.fonts import MEDIUM, REGULAR, STRONG, font
from coreg.ui.review import sets_wording as wording
from coreg.ui.sheet import RING_PX
from coreg.ui.theme import Look

_ROW_PX = 26
_SHARES = (0.11, 0.15, 0.15, 0.18, 0.23, 0.18)
_FOCUS_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SetTable(QWidget):
    """Everybody's readings of each set, of one person at a time. `set_asked(int)` with a set's number."""

    set_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self.head = _HeadRow()
        self.rows: list[SetRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.head.set_look(look)
        for row in self.rows:
            row.set_look(look)

    def show_sets(self, sets: SessionSets | None) -> None:
        """Show these sets instead of those before."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        letters = {} if sets is None else wording.reasons(sets)
        self.rows = [] if sets is None else [SetRow(one, letters) for one in sets.sets]
        for row in self.rows:
            row.set_look(self._look)
            row.asked.connect(self.set_asked)
            self._column.addWidget(row)
        self.head.setVisible(bool(self.rows))

    def choose(self, number: int | None) -> None:
        """Let the row of this set stand out."""
        for row in self.rows:
            row.set_chosen(row.number == number)


class _Cells(QLabel):
    """A row's cells, each in its column. A label: see NumberView."""

    def __init__(self, n_lines: int = 1) -> None:
        super().__init__()
        self._look = Look()
        self._n_lines = n_lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row's height."""
        return QSize(200, self._look.px(_ROW_PX if self._n_lines == 1 else _ROW_PX + 14))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def _areas(self) -> list[QRectF]:
        areas, left = [], 0.0
        for share in _SHARES:
            width = share * self.width()
            areas.append(QRectF(left, 0, width - 4, self.height()))
            left += width
        return areas


class _HeadRow(_Cells):
    """What the columns are, with their units."""

    def __init__(self) -> None:
        super().__init__(n_lines=2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint two lines."""
        painter = QPainter(self)
        painter.setFont(font(self._look, "tick", MEDIUM))
        painter.setPen(QColor(self._look.colours.muted_text))
        half = self.height() / 2
        for area, name, unit in zip(self._areas(), wording.COLUMNS, wording.UNITS, strict=True):
            upper, lower = QRectF(area), QRectF(area)
            upper.setHeight(half)
            lower.setTop(half)
            painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
            painter.drawText(lower, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, unit)
        painter.setPen(QPen(QColor(self._look.colours.grid), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


class SetRow(_Cells):
    """One set. `asked(int)` by a click or Enter."""

    asked = Signal(int)

    def __init__(self, one: SetReadings, letters: dict[Unknown, str]) -> None:
        super().__init__()
        self.number = one.mark.number
        self.cells = wording.cells(one)
        self.letters = tuple("" if why is None else letters[why] for why in wording.unknowns(one))
        self._is_chosen = False
        self.setAccessibleName(wording.spoken(one))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_chosen(self, is_chosen: bool) -> None:  # Qt's own setters are so
        """Stand out."""
        if is_chosen != self._is_chosen:
            self._is_chosen = is_chosen
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the set."""
        self.asked.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for it by Enter."""
        if event.key() in _FOCUS_KEYS:
            self.asked.emit(self.number)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers, and the small letters of what isn't known."""
        colours = self._look.colours
        painter = QPainter(self)
        if self._is_chosen:
            painter.fillRect(self.rect(), QColor(colours.set_shade))
        body, small = font(self._look, "label", STRONG if self._is_chosen else REGULAR), font(self._look, "tick")
        for area, words, letter in zip(self._areas(), self.cells, self.letters, strict=True):
            self._paint_cell(painter, area, words, letter, (body, small))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.client), RING_PX))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _paint_cell(
        self, painter: QPainter, area: QRectF, words: str, letter: str, fonts: tuple[QFont, QFont]
    ) -> None:
        """Paint figures right-aligned so that they stand under each other; a star or letter hangs beside them."""
        body, small = fonts
        painter.setPen(QColor(self._look.colours.text if self._is_chosen else self._look.colours.muted_text))
        plain, hanging = (words[:-1], "*") if words.endswith("*") else (words, letter)
        room = QFontMetricsF(small).horizontalAdvance("m")
        figures = area.adjusted(0, 0, -room, 0)
        painter.setFont(body)
        painter.drawText(figures, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, plain)
        if hanging:
            painter.setFont(small)
            place = QRectF(figures.right() + 1, area.top() - 3, room + 4, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, hanging)
