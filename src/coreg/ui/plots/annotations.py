"""What stands in a lane beside its curve: shades of sets, today's start, holes, marks and their words."""

from PySide6.QtCore import QLine, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from coreg.ui import wording
from coreg.ui.plots import curve
from coreg.ui.plots.label_rows import LabelRows
from coreg.ui.plots.lane_view import LaneView
from coreg.ui.theme import Colours

_UNDER_LINES = {  # a shade over the grid that leaves its lines to be seen
    False: QPainter.CompositionMode.CompositionMode_Darken,
    True: QPainter.CompositionMode.CompositionMode_Lighten,
}
_FOOT_PX = 2  # a shade is soft; its foot is what must be told from the ground
_INSET_PX = 4.0
_ROW_SHARE = 0.3  # of a lane's height: as many rows of words as leave the curve most of it


def paint_under(painter: QPainter, view: LaneView, field: curve.Field, colours: Colours) -> None:
    """Paint what the curve goes over."""
    for start_s, end_s, _ in view.shaded:
        _paint_shade(painter, field, colours, start_s, end_s)
    _paint_level(painter, view, field, colours)
    for spans, words in ((view.gaps_s, wording.NO_BEATS), (view.off_record_s, wording.OFF_RECORD)):
        for start_s, end_s in spans:
            if end_s > field.start_s:
                _paint_hole(painter, field, colours, (start_s, end_s), words)


def paint_over(painter: QPainter, view: LaneView, field: curve.Field, colours: Colours) -> None:
    """Paint the lines of marks, and all words: those of sets first, then the newest marks'."""
    metrics = QFontMetricsF(painter.font())
    rows = LabelRows(max(1, int(field.height_px * _ROW_SHARE / metrics.height())))
    painter.setPen(QColor(colours.muted_text))
    for start_s, end_s, word in view.shaded:
        if word and end_s > field.start_s:
            left = _shade_label_left(field, start_s, end_s, metrics.horizontalAdvance(word))
            _write(painter, rows, field, left, word, n_rows=1)
    for t_s, word in reversed(view.marks):
        if t_s >= field.start_s:
            _paint_mark(painter, rows, field, colours, t_s, word)


def _paint_shade(painter: QPainter, field: curve.Field, colours: Colours, start_s: float, end_s: float) -> None:
    if end_s <= field.start_s:
        return
    left, right = field.x(curve.as_points([max(start_s, field.start_s), end_s]))
    area = QRectF(left, field.top_px, max(1.0, right - left), field.height_px)
    painter.setCompositionMode(_UNDER_LINES[colours.is_dark])
    painter.fillRect(area, QColor(colours.set_shade))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    area.setTop(area.bottom() - _FOOT_PX)
    painter.fillRect(area, QColor(colours.control_edge))


def _paint_level(painter: QPainter, view: LaneView, field: curve.Field, colours: Colours) -> None:
    if view.level is None:
        return
    y = round(float(field.y(curve.as_points([view.level]))[0]))
    painter.setPen(QPen(QColor(colours.muted_text), 1))
    painter.drawLine(QLine(round(field.left_px), y, round(field.left_px + field.width_px), y))


def _paint_hole(
    painter: QPainter, field: curve.Field, colours: Colours, span_s: tuple[float, float], words: str
) -> None:
    start_s, end_s = span_s
    metrics = QFontMetricsF(painter.font())
    left, right = field.x(curve.as_points([max(start_s, field.start_s), min(end_s, field.end_s)]))
    area = QRectF(left, field.top_px, max(1.0, right - left), field.height_px)
    painter.fillRect(area, QBrush(QColor(colours.hatch), Qt.BrushStyle.BDiagPattern))
    width = metrics.horizontalAdvance(words) + 12
    if area.width() > width + 4:
        label = QRectF(0, 0, width, metrics.height() + 4)
        label.moveCenter(area.center())
        painter.fillRect(label, QColor(colours.panel))
        painter.setPen(QColor(colours.muted_text))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)


def _shade_label_left(field: curve.Field, start_s: float, end_s: float, width: float) -> float:
    """In the shade's corner, or over its middle where it is narrower than the word."""
    left, right = field.x(curve.as_points([max(start_s, field.start_s), end_s]))
    is_room = right - left >= width + 2 * _INSET_PX
    inside = left + _INSET_PX if is_room else (left + right - width) / 2
    return float(min(max(inside, field.left_px), field.left_px + field.width_px - width))


def _paint_mark(
    painter: QPainter, rows: LabelRows, field: curve.Field, colours: Colours, t_s: float, word: str
) -> None:
    x = round(float(field.x(curve.as_points([t_s]))[0]))
    painter.setPen(QPen(QColor(colours.text), 1, Qt.PenStyle.DotLine))
    painter.drawLine(QLine(x, round(field.top_px), x, round(field.top_px + field.height_px)))
    painter.setPen(QColor(colours.text))
    width = QFontMetricsF(painter.font()).horizontalAdvance(word)
    left = x - width - _INSET_PX
    _write(painter, rows, field, left if left >= field.left_px else x + _INSET_PX, word)


def _write(
    painter: QPainter, rows: LabelRows, field: curve.Field, left: float, word: str, n_rows: int | None = None
) -> None:
    metrics = QFontMetricsF(painter.font())
    row = rows.place(left, metrics.horizontalAdvance(word), n_rows)
    if row is not None:
        painter.drawText(QPointF(left, field.top_px + metrics.ascent() + row * metrics.height() + 1), word)
