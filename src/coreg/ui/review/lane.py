"""What all lanes of the strip share: the part of the session they show, and what goes through them all."""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coreg.ui.fonts import font
from coreg.ui.plots.curve import Field
from coreg.ui.plots.scales import Scale
from coreg.ui.review import wording
from coreg.ui.review.span import Seen
from coreg.ui.review.strip_view import StripView, end_of
from coreg.ui.theme import Look

GUTTER_PX, RIGHT_PX, EDGE_PX = 44, 10, 3
_FOOT_PX = 2
_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_PLAIN = Scale(0.0, 1.0, ())


class TimeLane(QLabel):
    """A lane. It is given what it shows and computes no number of it. A label: see NumberView."""

    tells_nowhere = True  # whether it says why a hatched stretch is nobody's
    has_shades, has_feet = True, False  # whether the sets go through it, and end in it with a foot

    def __init__(self, name: str, scale: Scale = _PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = Look()
        self.view = StripView(0.0)
        self.seen = Seen.whole(0.0)
        self.scale = scale
        self.cursor_s: float | None = None
        self.chosen_s: tuple[float, float] | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.look = look
        self.updateGeometry()
        self.update()

    def show_view(self, view: StripView) -> None:
        """Take what is to be shown."""
        self.view = view
        self.update()

    def show_seen(self, seen: Seen) -> None:
        """Show this part of it."""
        self.seen = seen
        self.update()

    def show_choice(self, cursor_s: float | None, chosen_s: tuple[float, float] | None) -> None:
        """Show the instant and the stretch that are chosen."""
        if (cursor_s, chosen_s) != (self.cursor_s, self.chosen_s):
            self.cursor_s, self.chosen_s = cursor_s, chosen_s
            self.update()

    def describe(self) -> str:
        """Return what is to be read aloud of the part that is seen."""
        return ""

    @property
    def field(self) -> Field:
        """Where the time goes."""
        left = self.look.px(GUTTER_PX)
        return Field(
            left_px=left,
            top_px=EDGE_PX,
            width_px=max(1, self.width() - left - RIGHT_PX),
            height_px=max(1, self.height() - 2 * EDGE_PX),
            start_s=self.seen.start_s,
            end_s=self.seen.end_s,
            scale=self.scale,
        )

    def minimumSizeHint(self) -> QSize:
        """Return the least at which something can be read."""
        return QSize(self.look.px(GUTTER_PX + 200), self.look.px(48))

    def sizeHint(self) -> QSize:
        """Return the same: lanes share what is left over."""
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, what goes through all lanes, and the lane's own."""
        painter = QPainter(self)
        field = self.field
        painter.setFont(font(self.look, "tick"))
        painter.fillRect(self.rect(), QColor(self.look.colours.panel))
        if self.view.length_s:
            self._paint_chosen(painter, field)
            self._paint_sets(painter, field)
            self._paint_grid(painter, field)
            painter.setClipRect(area(field))
            self._paint_nowhere(painter, field)
            self.paint_own(painter, field)
            painter.setClipping(False)
            self._paint_cursor(painter, field)
            self.paint_beside(painter, field)
        painter.end()

    def paint_own(self, painter: QPainter, field: Field) -> None:
        """Paint what this lane is for, within its field."""

    def paint_beside(self, painter: QPainter, field: Field) -> None:
        """Paint what stands outside of the field."""

    def x_in(self, other: QWidget) -> int:
        """Where the lane's left is, in a widget that it lies in."""
        return self.mapTo(other, QPoint(0, 0)).x()

    def _whole_height(self, place: QRectF | None) -> QRectF | None:
        """The same on to the lane's edges: it goes on in the next lane."""
        return None if place is None else QRectF(place.left(), 0, place.width(), self.height())

    def _paint_sets(self, painter: QPainter, field: Field) -> None:
        colours = self.look.colours
        for one in self.view.sets if self.has_shades else ():
            shade = self._whole_height(stretch(field, one.start_s, self.view.set_ends_s[one.number]))
            if shade is not None:
                painter.fillRect(shade, QColor(colours.set_shade))
                if self.has_feet:
                    foot = shade.adjusted(0, shade.height() - _FOOT_PX, 0, 0)
                    painter.fillRect(foot, QColor(colours.control_edge))

    def _paint_chosen(self, painter: QPainter, field: Field) -> None:
        if self.chosen_s is None or not self.has_shades:
            return
        chosen = self._whole_height(stretch(field, *self.chosen_s))
        if chosen is not None:
            painter.fillRect(chosen, QColor(self.look.colours.chosen))

    def _paint_grid(self, painter: QPainter, field: Field) -> None:
        if not self.scale.ticks:
            return
        colours, metrics = self.look.colours, QFontMetricsF(painter.font())
        heights = field.y(np.asarray(self.scale.ticks, dtype=np.float64)).round().tolist()
        for tick, y in zip(self.scale.ticks, heights, strict=True):
            painter.setPen(QPen(QColor(colours.grid), 1))
            painter.drawLine(QPointF(field.left_px, y), QPointF(field.left_px + field.width_px, y))
            painter.setPen(QColor(colours.muted_text))
            text = str(tick)
            place = QRectF(0, y - 10, field.left_px - 6, 20)
            if metrics.height() * len(self.scale.ticks) <= self.height() + 12:
                painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_nowhere(self, painter: QPainter, field: Field) -> None:
        """Paint what is nobody's: time off the record, and stretches that were left out."""
        for spans, words in ((self.view.off_record, wording.OFF_RECORD), (self.view.excluded, wording.EXCLUDED)):
            for span in spans:
                place = stretch(field, span.start_s, end_of(span, self.view.length_s))
                if place is None:
                    continue
                paint_hatch(painter, place, self.look)
                if self.tells_nowhere:
                    paint_words_within(painter, place, self.look, words)

    def _paint_cursor(self, painter: QPainter, field: Field) -> None:
        if self.cursor_s is not None and self.seen.start_s <= self.cursor_s <= self.seen.end_s:
            x = round(x_of(field, self.cursor_s)) + 0.5
            painter.setPen(QPen(QColor(self.look.colours.text), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))


def area(field: Field) -> QRectF:
    """The field as a rectangle."""
    return QRectF(field.left_px, field.top_px, field.width_px, field.height_px)


def x_of(field: Field, t_s: float) -> float:
    """Where an instant is, in pixels from the left."""
    return field.left_px + (t_s - field.start_s) * field.width_px / (field.end_s - field.start_s)


def stretch(field: Field, start_s: float, end_s: float) -> QRectF | None:
    """The rectangle of a stretch, as high as the field and at least a pixel wide; None where it isn't seen."""
    if end_s <= field.start_s or start_s >= field.end_s:
        return None
    left, right = x_of(field, max(start_s, field.start_s)), x_of(field, min(end_s, field.end_s))
    return QRectF(left, field.top_px, max(1.0, right - left), field.height_px)


def paint_hatch(painter: QPainter, place: QRectF, look: Look) -> None:
    """Hatch a place where nothing is known."""
    painter.fillRect(place, QColor(look.colours.panel))
    painter.fillRect(place, QBrush(QColor(look.colours.hatch), Qt.BrushStyle.BDiagPattern))


def paint_words_within(painter: QPainter, place: QRectF, look: Look, *choices: str) -> None:
    """Write the first of the words that have room in the middle of a place, in lines, on the ground."""
    room = QRectF(0, 0, place.width() - 14, place.height() - 2)
    for words in choices:
        needed = QFontMetricsF(painter.font()).boundingRect(room, _WRAPPED, words)
        if needed.width() <= room.width() and needed.height() <= room.height():
            label = QRectF(0, 0, needed.width() + 10, needed.height() + 2)
            label.moveCenter(place.center())
            painter.fillRect(label, QColor(look.colours.panel))
            painter.setPen(QColor(look.colours.muted_text))
            painter.drawText(label, _WRAPPED, words)
            return
