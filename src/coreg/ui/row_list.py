"""A list of rows of two lines each, by arrow keys or mouse; nothing in a row is cut short: what is long wraps."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coreg.ui.fonts import REGULAR, STRONG, font
from coreg.ui.sheet import RING_PX, TARGET_PX, list_sheet
from coreg.ui.theme import Look

_SIDE_PX, _ABOVE_PX, _BETWEEN_PX, _MARK_PX = 14, 9, 2, 4
_DETAIL = Qt.ItemDataRole.UserRole + 1
_WRAPS, _WRAPS_ANYWHERE = Qt.TextFlag.TextWordWrap, Qt.TextFlag.TextWrapAnywhere
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it stands for, and its two lines (the second may be empty)."""

    id: str
    title: str
    detail: str = ""


class RowList(QListWidget):
    """Rows to choose one of: `chosen(str)` whenever another is, `entered(str)` on Enter or double click.

    Parameters
    ----------
    is_whole
        Whether it is as high as its rows: what is around it scrolls then, and it doesn't.
    """

    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, is_whole: bool = False) -> None:
        super().__init__(parent)
        self._is_whole = is_whole
        self.rows: tuple[Row, ...] = ()
        self._delegate = _RowPainter(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.currentItemChanged.connect(self._tell_chosen)
        self.itemClicked.connect(self._tell_clicked)
        self.itemDoubleClicked.connect(self._tell_entered)

    @property
    def chosen_id(self) -> str | None:
        """What the chosen row stands for."""
        item = self.currentItem()
        return None if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._delegate.look = look
        self.setStyleSheet(list_sheet(look))
        self.scheduleDelayedItemsLayout()
        self._fit()

    def show_rows(self, rows: tuple[Row, ...], chosen_id: str | None = None) -> None:
        """List these; the same row stays chosen where it is still there, else `chosen_id`, else the first."""
        if rows == self.rows and chosen_id in (None, self.chosen_id):
            return
        wanted = chosen_id if chosen_id is not None else self.chosen_id
        before = self.chosen_id
        self.rows = rows
        self.blockSignals(True)
        self.clear()
        for row in rows:
            self.addItem(_item_of(row))
        ids = [row.id for row in rows]
        if rows:
            self.setCurrentRow(ids.index(wanted) if wanted in ids else 0)
        self.blockSignals(False)
        if self.chosen_id != before and self.chosen_id is not None:
            self.chosen.emit(self.chosen_id)

    def step(self, by: int) -> None:
        """Choose the row so many further down."""
        if self.rows:
            self.setCurrentRow(min(max(0, self.currentRow() + by), len(self.rows) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts; Escape and letters are the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_id is not None:
            self.entered.emit(self.chosen_id)
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the rows anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        if self._is_whole:
            height = sum(self.sizeHintForRow(row) for row in range(self.count()))
            if height != self.height():
                self.setFixedHeight(height)

    def _tell_chosen(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if now is not None:
            self.chosen.emit(str(now.data(Qt.ItemDataRole.UserRole)))

    def _tell_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _tell_entered(self, item: QListWidgetItem) -> None:
        self.entered.emit(str(item.data(Qt.ItemDataRole.UserRole)))


_Key = Qt.Key
_MOVES = (_Key.Key_Up, _Key.Key_Down, _Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Home, _Key.Key_End)


def _item_of(row: Row) -> QListWidgetItem:
    item = QListWidgetItem(row.title)
    item.setData(Qt.ItemDataRole.UserRole, row.id)
    item.setData(_DETAIL, row.detail)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}, {row.detail}" if row.detail else row.title)
    return item


class _RowPainter(QStyledItemDelegate):
    """Measures and paints a row."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view
        self.look = Look()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return room for both lines, wrapped at the list's width."""
        width = self._view.viewport().width()
        title, detail = self._areas(QRect(0, 0, width, 10_000), index)
        last = detail if not detail.isEmpty() else title
        return QSize(width, max(TARGET_PX, self.look.px(TARGET_PX), last.bottom() + 1 + _ABOVE_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint ground, mark, words and ring."""
        colours = self.look.colours
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.set_shade))
            painter.drawRoundedRect(area, 6, 6)
            painter.fillRect(
                QRectF(area.left(), area.top() + 6, _MARK_PX, area.height() - 12), QColor(colours.text)
            )
            if self._view.hasFocus():
                painter.setPen(QPen(QColor(colours.client), RING_PX))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(area, 6, 6)
        title, detail = self._areas(rect, index)
        painter.setPen(QColor(colours.text))
        painter.setFont(self._title_font())
        painter.drawText(title, _wraps(self._title_font(), index.data(), title.width()), index.data())
        painter.setFont(self._detail_font())
        painter.setPen(QColor(colours.muted_text))
        painter.drawText(
            detail, _wraps(self._detail_font(), index.data(_DETAIL), detail.width()), index.data(_DETAIL)
        )
        painter.restore()

    def _areas(self, rect: QRect, index: _Index) -> tuple[QRect, QRect]:
        left, width = rect.left() + _SIDE_PX, rect.width() - 2 * _SIDE_PX
        title = _area(self._title_font(), index.data(), left, rect.top() + _ABOVE_PX, width)
        detail = _area(self._detail_font(), index.data(_DETAIL), left, title.bottom() + 1 + _BETWEEN_PX, width)
        return title, detail

    def _title_font(self) -> QFont:
        return font(self.look, "body", STRONG)

    def _detail_font(self) -> QFont:
        return font(self.look, "label", REGULAR)


def _area(of: QFont, text: str, left: int, top: int, width: int) -> QRect:
    """Where these words stand; empty where there are none."""
    if not text:
        return QRect(left, top, 0, 0)
    wraps = _wraps(of, text, width)
    height = QFontMetrics(of).boundingRect(QRect(0, 0, max(1, width), 10_000), wraps, text).height()
    return QRect(left, top, width, height)


def _wraps(of: QFont, text: str, width: int) -> Qt.TextFlag:
    """Break between words; within one only where it is longer than a line. Qt would else break any."""
    longest = max((QFontMetrics(of).horizontalAdvance(word) for word in text.split()), default=0)
    return _WRAPS if longest <= width else _WRAPS | _WRAPS_ANYWHERE
