"""Two sessions side by side on the screen: their strips on the same scales, their curves, and both in numbers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coreg.report.compare import wording as of_page
from coreg.report.compare.page import ComparePage
from coreg.report.course.wording import simulated
from coreg.ui.buttons import ChoiceButton, KeyButton
from coreg.ui.course.compared_views import CurvesView, StripView
from coreg.ui.course.number_table import NumberTable
from coreg.ui.course.reading_area import ReadingArea
from coreg.ui.fonts import STRONG
from coreg.ui.vault import course_wording as wording
from coreg.ui.vault.page import EDGE_PX, Page, Panel
from coreg.ui.words import Tone, Words


class CompareScreen(Page):
    """Shows a comparison. `save_asked()` where it is to be written as a page."""

    save_asked = Signal()

    def __init__(self, page: ComparePage) -> None:
        super().__init__(page.heading, "")
        self.shown = page
        self.whole = self.dress(ReadingArea(page.heading))
        self.strips = [self.dress(StripView(page, nth)) for nth in range(len(page.names))]
        self.align = self.dress(ChoiceButton(of_page.align()))
        self.save = self.dress(KeyButton(wording.SAVE, wording.SAVE_KEY))
        self.add_key(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_S, self.save)
        self.align.setEnabled(page.at_first_set is not None)
        self.align.toggled.connect(self._align)
        self.save.clicked.connect(self.save_asked)
        self._fill()
        self._lay_out()

    @property
    def first(self) -> QWidget:
        """What is read: arrow keys scroll it."""
        return self.whole

    def _align(self, at_first_set: bool) -> None:
        for strip in self.strips:
            strip.align(at_first_set=at_first_set)

    def _fill(self) -> None:
        page = self.shown
        for banner in page.banners:
            tone: Tone = "simulated" if banner == simulated() else "notice"
            self.whole.add(self.dress(Words(banner, "body", tone, wraps=True)))
        for name, strip in zip(page.names, self.strips, strict=True):
            self.whole.add(self.dress(Words(name, "body", "text", STRONG, wraps=True)))
            self.whole.add(strip)
        if page.curve is not None:
            self.whole.add(self.dress(Words(page.curve.title, "body", "text", STRONG, wraps=True)))
            self.whole.add(self.dress(CurvesView(page)))
            self.whole.add(self.dress(Words(page.curve_key, "label", "muted_text", wraps=True)))
        self.whole.add(self.dress(NumberTable(page.table)))

    def _lay_out(self) -> None:
        panel = self.dress(Panel())
        panel.column.addWidget(self.whole, 1)
        self.foot.setSpacing(12)
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        for button in (self.align, self.save):
            self.foot.addWidget(button)
        page = QVBoxLayout(self)
        page.setContentsMargins(EDGE_PX, 12, EDGE_PX, 12)
        page.setSpacing(8)
        page.addLayout(self._top())
        page.addWidget(panel, 1)
        for words in (self.doing, self.problem):
            page.addWidget(words)
        page.addLayout(self.foot)
        self.title.hide()
