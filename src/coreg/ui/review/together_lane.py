"""Moving together as stretches: shaded where it held, hatched where it isn't known, a plain line elsewhere."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPen

from coreg.domain.together import TogetherState
from coreg.ui.plots import curve
from coreg.ui.review import wording
from coreg.ui.review.lane import TimeLane, paint_hatch, paint_words_within, stretch
from coreg.ui.theme import mix

_HEIGHT_PX = 46


class TogetherLane(TimeLane):
    """Has no values: where it held, and where that isn't known and why."""

    has_feet = True

    def __init__(self) -> None:
        super().__init__(wording.TOGETHER)

    def minimumSizeHint(self) -> QSize:
        """Return its height."""
        return QSize(0, self.look.px(_HEIGHT_PX))

    def describe(self) -> str:
        """Say the stretches that are seen."""
        seen = [
            wording.spoken_together(one.start_s, one.end_s, one.unknown)
            for one in self.view.together or ()
            if one.state is not TogetherState.CHANCE
            and one.end_s > self.seen.start_s
            and one.start_s < self.seen.end_s
        ]
        return ". ".join(seen)

    def paint_own(self, painter: QPainter, field: curve.Field) -> None:
        """Paint the stretches."""
        colours = self.look.colours
        middle = field.top_px + field.height_px / 2
        for one in self.view.together or ():
            place = stretch(field, one.start_s, one.end_s)
            if place is None:
                continue
            if one.state is TogetherState.UNKNOWN:
                paint_hatch(painter, place, self.look)
                words = wording.together_here(one.unknown)
                paint_words_within(
                    painter, place, self.look, words, wording.why_here(one.unknown), wording.NOT_KNOWN
                )
            elif one.state is TogetherState.TOGETHER:
                painter.fillRect(place, QColor(mix(colours.together, colours.panel, 0.35)))
                painter.fillRect(place.adjusted(0, place.height() - 4, 0, 0), QColor(colours.together))
                painter.setPen(QColor(colours.text))
                words = wording.together_here(None)
                if painter.fontMetrics().horizontalAdvance(words) + 10 < place.width():
                    painter.drawText(QPointF(place.left() + 6, middle + 4), words)
            else:
                painter.setPen(QPen(QColor(colours.control_edge), 1))
                painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))
