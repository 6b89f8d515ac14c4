"""The drawings of a comparison in a window: a strip of each session, and their curves in one field."""

import math

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from coreg.report import curve_svg, strip_svg
from coreg.report.compare.drawing import paint_curve, room
from coreg.report.compare.page import ComparePage
from coreg.ui.course.painted import Painted, unit_px
from coreg.ui.theme import Look


class StripView(QLabel):
    """The strip of one of the two sessions, as wide as its room. A label: see NumberView."""

    def __init__(self, page: ComparePage, nth: int) -> None:
        super().__init__()
        self._look, self._page, self._nth = Look(), page, nth
        self._is_at_first_set = False
        self.strip = page.strips[nth]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if self.strip is not None:
            self.setAccessibleName(self.strip.title)
            self.setAccessibleDescription(self.strip.description)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        height = 0.0 if self.strip is None else strip_svg.height_pt(self.strip)
        self.setFixedHeight(math.ceil(height * unit_px(look)))
        self.update()

    def align(self, *, at_first_set: bool) -> None:
        """Have the first sets stand one beneath the other, or the starts."""
        self._is_at_first_set = at_first_set
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        if self.strip is None:
            return
        painter = QPainter(self)
        width = self.width() / unit_px(self._look)
        place = room(self._page, self._nth, at_first_set=self._is_at_first_set, width=width)
        strip_svg.paint(Painted(painter, self._look), self.strip, place)
        painter.end()


class CurvesView(QLabel):
    """Both curves in one field. A label: see NumberView."""

    def __init__(self, page: ComparePage) -> None:
        super().__init__()
        self._look, self._page = Look(), page
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if page.curve is not None:
            self.setAccessibleName(page.curve.title)
            self.setAccessibleDescription(page.curve.description)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.setFixedHeight(math.ceil(curve_svg.HEIGHT * unit_px(look)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the curves."""
        painter = QPainter(self)
        paint_curve(Painted(painter, self._look), self._page, self.width() / unit_px(self._look))
        painter.end()
