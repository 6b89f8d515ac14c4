"""The right column: pages to switch between, one of them seen, and the buttons beneath."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.card import Card
from coreg.ui.review import wording
from coreg.ui.review.dressed import dress
from coreg.ui.review.page import Page
from coreg.ui.review.tab_button import TabButton
from coreg.ui.review.tab_rows import TabRows
from coreg.ui.sheet import area_sheet
from coreg.ui.theme import Look

WIDTH_PX = 370


class Side(Card):
    """A card of fixed width. With a single page there is nothing to switch. `turned(int)` to another page."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self._look = Look()
        self._stack = QStackedWidget()
        self._rows = TabRows()
        self._dressed: list[Page] = []
        self._areas: list[QScrollArea] = []
        self.replay = KeyButton(wording.REPLAY, wording.REPLAY_KEY)
        self.speed = KeyButton("1×", wording.SPEED_KEY)
        self.report, self.export = KeyButton(wording.REPORT), KeyButton(wording.EXPORT)
        self.back = KeyButton(wording.BACK, wording.BACK_KEY)
        self._lay_out()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        self.set_card_look(look)
        self.setFixedWidth(look.px(WIDTH_PX))
        for area in self._areas:  # before what lies in it: a sheet takes the palette of every label away
            area.setStyleSheet(area_sheet(look))
        dress(look, self._rows, self.replay, self.speed, self.report, self.export, self.back)
        dress(look, *self._dressed)

    def add_page(self, name: str, page: Page, *, has_tab: bool = True) -> TabButton:
        """Put a page behind a button of this name, which stands after those before; returns the button.

        Parameters
        ----------
        has_tab
            False where another button leads to it.
        """
        area = _Area(page)
        area.setStyleSheet(area_sheet(self._look))
        button = TabButton(name)
        button.set_look(self._look)
        nth = len(self._dressed)
        button.setProperty("nth", nth)
        button.clicked.connect(self._turn)
        self._stack.addWidget(area)
        self._dressed.append(page)
        self._areas.append(area)
        self._rows.add(button, is_seen=has_tab)
        page.set_look(self._look)
        self.turn_to(self._stack.currentIndex())
        return button

    def turn_to(self, nth: int) -> None:
        """Show this page."""
        is_other = nth != self.page
        self._stack.setCurrentIndex(nth)
        for each, button in enumerate(self._rows.tabs):
            button.setChecked(each == nth)
        self._rows.setVisible(len(self._rows.tabs) > 1)
        if is_other:
            self.turned.emit(nth)

    def turn_by(self, by: int) -> None:
        """Show the next page, or the one before; after the last comes the first."""
        self.turn_to((self.page + by) % len(self._dressed))

    def turn_to_page(self, page: Page) -> None:
        """Show this one."""
        self.turn_to(self._dressed.index(page))

    def take_key(self, event: QKeyEvent) -> bool:
        """Have the page that is seen do what a key means there."""
        return self._dressed[self.page].take_key(event)

    @property
    def tabs(self) -> tuple[TabButton, ...]:
        """The buttons that switch between the pages."""
        return tuple(self._rows.tabs)

    @property
    def page(self) -> int:
        """Which page is seen."""
        return self._stack.currentIndex()

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll to something on the page that is seen."""
        self._areas[self.page].ensureWidgetVisible(widget, 0, 24)

    def _turn(self) -> None:
        button = self.sender()
        if isinstance(button, TabButton):
            self.turn_to(int(button.property("nth")))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 12)
        column.setSpacing(8)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(8, 0, 8, 0)
        tabs.addWidget(self._rows)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((first, (self.replay, self.speed)), (second, (self.back, self.report, self.export))):
            row.setContentsMargins(12, 0, 12, 0)
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button, 1 if button is self.replay else 0)
            column.addLayout(row)
        second.addStretch(1)


class _Area(QScrollArea):
    """A page that scrolls up and down. It leaves the keys to the window; Tab brings what it goes to into view."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        page.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        for ground in (self.viewport(), page):
            ground.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """Return little: it scrolls."""
        return QSize(100, 100)
