"""One page of the vault's window: a title, a column that scrolls, a notice, and the buttons at its foot."""

from typing import Protocol, TypeVar

from PySide6.QtCore import QMargins, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from coreg.ui.buttons import KeyButton
from coreg.ui.card import Card
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.sheet import area_sheet
from coreg.ui.theme import Look
from coreg.ui.vault import wording
from coreg.ui.words import Words

COLUMN_PX = 660
EDGE_PX = 24
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Dressed(Protocol):
    """Anything that has our look."""

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        ...


_Part = TypeVar("_Part", bound=Dressed)


class Page(QWidget):
    """A page. Escape asks to go `back_asked()`, Enter presses the main button wherever nothing else takes it.

    Parameters
    ----------
    section
        Where in the program this is.
    main
        The button that Enter stands for; None where there is none.
    """

    back_asked = Signal()

    def __init__(self, section: str, title: str, main: KeyButton | None = None) -> None:
        super().__init__()
        self._look = Look()
        self._dressed: list[Dressed] = []
        self._keys: dict[tuple[Qt.KeyboardModifier, Qt.Key], KeyButton] = {}
        self.is_busy = False
        self._lost_focus: QWidget | None = None  # a button can't be pressed and keep the focus while it is disabled
        self.main = main
        self.section = self.dress(Words(section, "body", "text", STRONG, self))
        self.status = self.dress(Words("", "body", "muted_text", MEDIUM, self))
        self.title = self.dress(Words(title, "clock", "text", STRONG, self, wraps=True))
        self.doing = self.dress(Words("", "body", "muted_text", MEDIUM, self))
        self.problem = self.dress(Words("", "body", "notice", MEDIUM, self, wraps=True))
        self.back = self.dress(KeyButton(wording.BACK, wording.BACK_KEY))
        if main is not None:
            self.dress(main)
        self.foot = QHBoxLayout()
        self.back.clicked.connect(self._ask_back)
        for words in (self.doing, self.problem):
            words.hide()

    @property
    def first(self) -> QWidget | None:
        """What has the focus when the page opens."""
        return None

    def dress(self, part: _Part) -> _Part:
        """Have a part follow the page's look, and return it."""
        self._dressed.append(part)
        return part

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        for part in self._dressed:
            part.set_look(look)

    def add_key(self, modifier: Qt.KeyboardModifier, key: Qt.Key, button: KeyButton) -> None:
        """Let a key press a button."""
        self._keys[modifier, key] = button

    def say_problem(self, text: str) -> None:
        """What went wrong and what to do; empty takes it away."""
        self.problem.say(text)
        self.problem.setVisible(bool(text))

    def say_doing(self, text: str) -> None:
        """What is being done, or was done; empty takes it away."""
        self.doing.say(text)
        self.doing.setVisible(bool(text))

    def begin(self, words: str) -> None:
        """Something takes a moment: say so, and take nothing more meanwhile."""
        self.is_busy = True
        self.say_problem("")
        self.say_doing(words)
        had_focus = self.focusWidget()
        self._show_busy()
        self._lost_focus = had_focus if had_focus is not None and not had_focus.isEnabled() else None

    def end(self, problem: str = "") -> None:
        """It is over."""
        self.is_busy = False
        self.say_doing("")
        self._show_busy()
        self.say_problem(problem)
        if self._lost_focus is not None:
            self._lost_focus.setFocus()
            self._lost_focus = None

    def refuse(self, problem: str) -> None:
        """Say why what was asked for wasn't done."""
        self.end(problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, Enter presses the main button, and the page's own keys theirs."""
        button = self._keys.get((event.modifiers(), Qt.Key(event.key())))
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self._ask_back()
        elif event.key() in _ENTER and self.main is not None:
            self.main.click()
        elif button is not None:
            button.click()
        else:
            super().keyPressEvent(event)

    def _show_busy(self) -> None:
        if self.main is not None:
            self.main.setEnabled(not self.is_busy)

    def _ask_back(self) -> None:
        if not self.is_busy:
            self.back_asked.emit()

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.section)
        row.addStretch(1)
        row.addWidget(self.status)
        return row


class ColumnPage(Page):
    """A page whose parts stand under each other in a column that a long line is still read in easily."""

    def __init__(self, section: str, title: str, main: KeyButton | None = None) -> None:
        super().__init__(section, title, main)
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self.column.addWidget(self.title)
        self._area = self.dress(Area(self.column))
        self._lay_out_page()

    def words(self, text: str, *, is_muted: bool = False) -> Words:
        """Return a paragraph of this page."""
        return self.dress(Words(text, "body", "muted_text" if is_muted else "text", wraps=True))

    def heading(self, text: str) -> Words:
        """Return the heading of a part of this page."""
        return self.dress(Words(text, "body", "text", STRONG, wraps=True))

    def card(self, *parts: QWidget) -> "Panel":
        """Put parts on a panel of their own, and the panel into the column."""
        panel = self.dress(Panel())
        for part in parts:
            panel.column.addWidget(part)
        self.column.addWidget(panel)
        return panel

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        super().set_look(look)
        self._size_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the foot as wide as the column."""
        super().resizeEvent(event)
        self._size_foot()

    def _size_foot(self) -> None:
        self._foot_column.setFixedWidth(max(1, min(self._look.px(COLUMN_PX), self.width() - 2 * EDGE_PX)))

    def go_to(self, part: QWidget) -> None:
        """Give a part the focus, and bring it into sight."""
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(part)

    def show_part(self, part: QWidget, area: QRect) -> None:
        """Bring a piece of a part into sight: the chosen row of a list."""
        self._area.bring_into_sight(part, area)

    def finish(self, *buttons: KeyButton) -> None:
        """Close the column, and put these buttons between Back and the main one."""
        self.column.addStretch(1)
        self.foot.setSpacing(12)
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        for button in buttons:
            self.foot.addWidget(button)
        if self.main is not None:
            self.foot.addWidget(self.main)

    def _lay_out_page(self) -> None:
        self._foot_column = QWidget()
        feet = QVBoxLayout(self._foot_column)
        feet.setContentsMargins(0, 0, 0, 0)
        feet.setSpacing(8)
        for words in (self.doing, self.problem):
            feet.addWidget(words)
        feet.addLayout(self.foot)
        page = QVBoxLayout(self)
        page.setContentsMargins(EDGE_PX, 12, EDGE_PX, 12)
        page.setSpacing(12)
        page.addLayout(self._top())
        page.addWidget(self._area, 1)
        middle = QHBoxLayout()  # an alignment would have the height asked for at the page's width, not the column's
        middle.addStretch(1)
        middle.addWidget(self._foot_column)
        middle.addStretch(1)
        page.addLayout(middle)


def together(*parts: QWidget) -> QWidget:
    """Return parts that stand close under each other."""
    result = QWidget()
    column = QVBoxLayout(result)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return result


class Panel(Card):
    """A card with a column in it."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(10)

    def set_look(self, look: Look) -> None:
        """Change the palette."""
        self.set_card_look(look)


class Area(QScrollArea):
    """Scrolls a column that is higher than its room; what gets the focus comes into sight."""

    def __init__(self, column: QVBoxLayout) -> None:
        super().__init__()
        self._body = _Body(column)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(self._body)
        for ground in (self.viewport(), self._body):
            ground.setAutoFillBackground(False)

    def bring_into_sight(self, part: QWidget, area: QRect) -> None:
        """Scroll to an area of a part of the column."""
        middle = part.mapTo(self._body, area.center())
        self.ensureVisible(middle.x(), middle.y(), 0, area.height())

    def minimumSizeHint(self) -> QSize:
        """Return very little: it scrolls."""
        return QSize(0, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle, whether the bar at the side is there or not."""
        super().resizeEvent(event)
        self._body.set_whole(self.width())

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._body.set_width(look.px(COLUMN_PX))
        self.setStyleSheet(area_sheet(look))


class _Body(QWidget):
    """The column in the middle of what scrolls.

    Its least height is what its words take at this very width: Qt's own guess for wrapped labels is higher, and
    would scroll what fits.
    """

    def __init__(self, column: QVBoxLayout) -> None:
        super().__init__()
        self.setObjectName("page")
        self._widest_px = self._whole_px = COLUMN_PX
        self._column = column
        self.setLayout(column)

    def set_width(self, px: int) -> None:
        """Let the column be as wide as this, where there is room."""
        self._widest_px = px
        self._centre()

    def set_whole(self, px: int) -> None:
        """Say how wide everything is, the bar at the side included."""
        self._whole_px = px
        self._centre()

    def minimumSizeHint(self) -> QSize:
        """Return what the column takes at this width."""
        return QSize(0, self._column.totalHeightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self._centre()

    def _centre(self) -> None:
        left = max(0, (self._whole_px - self._widest_px) // 2)
        margins = QMargins(left, 0, max(0, self.width() - left - self._widest_px), 8)
        if margins != self._column.contentsMargins():
            self._column.setContentsMargins(margins)
            self.updateGeometry()
