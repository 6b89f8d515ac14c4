"""What stands in a lane beside its curve: shades of sets, today's start, holes, marks and their words.

All that is of one kind is placed in one go: a call for each set and mark was half of an hour-long lane's time.
"""

from PySide6.QtCore import QLine, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from coreg.ui import wording
from coreg.ui.plots import curve
from coreg.ui.plots.label_rows import LabelRows
from coreg.ui.plots.lane_view import LaneView
from coreg.ui.theme import Colours, mix

_FOOT_PX = 2  # a shade is soft; its foot is what must be told from the ground
_INSET_PX = 4.0
_ROW_SHARE = 0.3  # of a lane's height: as many rows of words as leave the curve most of it


def paint_grid_lines(painter: QPainter, field: curve.Field, colours: Colours) -> None:
    """Paint a faint line at each figure of the scale."""
    left, right = round(field.left_px), round(field.left_px + field.width_px)
    heights = field.y(curve.as_points(field.scale.ticks)).round().astype(int).tolist()
    painter.setPen(QPen(QColor(colours.grid), 1))
    painter.drawLines([QLine(left, y, right, y) for y in heights])


def paint_under(painter: QPainter, view: LaneView, field: curve.Field, colours: Colours) -> None:
    """Paint what the curve goes over."""
    shades = _areas(field, [(start_s, end_s) for start_s, end_s, _ in view.shaded])
    band = None if view.band is None else _field_of(field, view.band)
    if band is not None and not shades:
        painter.fillRect(band, QColor(colours.baseline_band))
        paint_grid_lines(painter, field, colours)
    if shades:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.set_shade))
        painter.drawRects(shades)
        if band is not None:
            _paint_band_under_sets(painter, band, shades, colours)
        paint_grid_lines(painter, field, colours)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.control_edge))
        painter.drawRects([area.adjusted(0, area.height() - _FOOT_PX, 0, 0) for area in shades])
    if view.draft is not None:
        _paint_draft(painter, field, view.draft, colours)
    if view.level is not None:
        y = round(float(field.y(curve.as_points([view.level]))[0]))
        painter.setPen(QPen(QColor(colours.muted_text), 1))
        painter.drawLine(QLine(round(field.left_px), y, round(field.left_px + field.width_px), y))
    for spans, words in ((view.gaps_s, wording.NO_BEATS), (view.off_record_s, wording.OFF_RECORD)):
        for area in _areas(field, spans):
            _paint_hole(painter, area, colours, words)


def paint_over(painter: QPainter, view: LaneView, field: curve.Field, colours: Colours) -> None:
    """Paint the lines of marks, and all words: those of sets first, then the newest marks'."""
    metrics = QFontMetricsF(painter.font())
    rows = LabelRows(max(1, int(field.height_px * _ROW_SHARE / metrics.height())))
    seen = [(start_s, end_s, word) for start_s, end_s, word in view.shaded if end_s > field.start_s]
    painter.setPen(QColor(colours.muted_text))
    areas = _areas(field, [(start_s, end_s) for start_s, end_s, _ in seen])
    for area, (_, _, word) in zip(areas, seen, strict=True):
        width = metrics.horizontalAdvance(word)
        _write(painter, rows, field, metrics, ([_shade_label_left(field, area, width)], width, word), n_rows=1)
    marks = [(t_s, word) for t_s, word in reversed(view.marks) if t_s >= field.start_s]
    places = field.x(curve.as_points([t_s for t_s, _ in marks])).round().astype(int).tolist()
    top, foot = round(field.top_px), round(field.top_px + field.height_px)
    painter.setPen(QPen(QColor(colours.text), 1, Qt.PenStyle.DotLine))
    painter.drawLines([QLine(x, top, x, foot) for x in places])
    painter.setPen(QColor(colours.text))
    for x, (_, word) in zip(places, marks, strict=True):
        width = metrics.horizontalAdvance(word)
        sides = [x + _INSET_PX, x - width - _INSET_PX]
        _write(painter, rows, field, metrics, (_inside(field, sides, width), width, word))


def _inside(field: curve.Field, lefts: list[float], width: float) -> list[float]:
    """Those of the places that are within the field."""
    return [left for left in lefts if field.left_px <= left <= field.left_px + field.width_px - width]


def _areas(
    field: curve.Field, spans_s: "list[tuple[float, float]] | tuple[tuple[float, float], ...]"
) -> list[QRectF]:
    """The rectangles of stretches that reach into the field, as high as it is and at least a pixel wide."""
    seen = [(max(start_s, field.start_s), min(end_s, field.end_s)) for start_s, end_s in spans_s]
    seen = [span for span in seen if span[1] > field.start_s]
    lefts = field.x(curve.as_points([start_s for start_s, _ in seen])).tolist()
    rights = field.x(curve.as_points([end_s for _, end_s in seen])).tolist()
    return [
        QRectF(left, field.top_px, max(1.0, right - left), field.height_px)
        for left, right in zip(lefts, rights, strict=True)
    ]


def _field_of(field: curve.Field, limits: tuple[float, float]) -> QRectF:
    """The field between two values, as wide as the lane."""
    foot, top = field.y(curve.as_points(limits)).round().tolist()
    return QRectF(field.left_px, top, field.width_px, max(1.0, foot - top))


def _paint_band_under_sets(painter: QPainter, band: QRectF, shades: list[QRectF], colours: Colours) -> None:
    """Paint the field, and where a set lies over it a shade of both: neither hides the other."""
    painter.fillRect(band, QColor(colours.baseline_band))
    both = QColor(mix(colours.set_shade, colours.baseline_band, 0.5))
    for shade in shades:
        painter.fillRect(band.intersected(shade), both)


def _paint_draft(painter: QPainter, field: curve.Field, limits: tuple[float, float], colours: Colours) -> None:
    """Paint where the band would lie that is being set: two dashed lines, no field."""
    area = _field_of(field, limits)
    left, right = round(area.left()), round(area.right())
    painter.setPen(QPen(QColor(colours.text), 1, Qt.PenStyle.DashLine))
    painter.drawLines([QLine(left, round(y), right, round(y)) for y in (area.top(), area.bottom())])


def _paint_hole(painter: QPainter, area: QRectF, colours: Colours, words: str) -> None:
    metrics = QFontMetricsF(painter.font())
    painter.fillRect(area, QBrush(QColor(colours.hatch), Qt.BrushStyle.BDiagPattern))
    width = metrics.horizontalAdvance(words) + 12
    if area.width() > width + 4:
        label = QRectF(0, 0, width, metrics.height() + 4)
        label.moveCenter(area.center())
        painter.fillRect(label, QColor(colours.panel))
        painter.setPen(QColor(colours.muted_text))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)


def _shade_label_left(field: curve.Field, area: QRectF, width: float) -> float:
    """In the shade's corner, or over its middle where it is narrower than the word."""
    is_room = area.width() >= width + 2 * _INSET_PX
    inside = area.left() + _INSET_PX if is_room else area.center().x() - width / 2
    return min(max(inside, field.left_px), field.left_px + field.width_px - width)


def _write(
    painter: QPainter,
    rows: LabelRows,
    field: curve.Field,
    metrics: QFontMetricsF,
    label: tuple[list[float], float, str],
    n_rows: int | None = None,
) -> None:
    """Write a word in the first row in which one of its places is free."""
    lefts, width, word = label
    place = rows.place(lefts, width, n_rows)
    if place is not None:
        row, left = place
        painter.drawText(QPointF(left, field.top_px + metrics.ascent() + row * metrics.height() + 1), word)
