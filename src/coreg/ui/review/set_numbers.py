"""The numbers of the sets above their shades: a row of its own, so that no curve runs through them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from coreg.ui.fonts import STRONG, font
from coreg.ui.plots import curve
from coreg.ui.plots.label_rows import LabelRows
from coreg.ui.review import wording
from coreg.ui.review.lane import TimeLane, stretch
from coreg.ui.review.sets_wording import TABLE


class SetNumbers(TimeLane):
    """A number over each set, where there is room for it."""

    tells_nowhere = False

    def __init__(self) -> None:
        super().__init__(TABLE)

    def minimumSizeHint(self) -> QSize:
        """Return a row's height."""
        return QSize(0, round(QFontMetricsF(font(self.look, "tick", STRONG)).height()) + 4)

    def describe(self) -> str:
        """Say the sets that are seen."""
        seen = [one for one in self.view.sets if self.seen.start_s <= one.start_s <= self.seen.end_s]
        return ", ".join(wording.set_at(one.number, one.kind, one.start_s) for one in seen)

    def paint_own(self, painter: QPainter, field: curve.Field) -> None:
        """Paint the numbers in the middle of their shades."""
        painter.setFont(font(self.look, "tick", STRONG))
        metrics = QFontMetricsF(painter.font())
        rows = LabelRows(1)
        painter.setPen(QColor(self.look.colours.text))
        for one in self.view.sets:
            shade = stretch(field, one.start_s, self.view.set_ends_s[one.number])
            if shade is None:
                continue
            long = wording.set_name(one.number, one.kind)
            is_room = metrics.horizontalAdvance(long) + 8 <= shade.width()
            words = long if is_room else str(one.number)
            width = metrics.horizontalAdvance(words)
            place = rows.place([shade.center().x() - width / 2], width)
            if place is not None:
                top = (self.height() - metrics.height()) / 2
                painter.drawText(round(place[1]), round(top + metrics.ascent()), words)
