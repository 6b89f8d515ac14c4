"""One page of the vault's window: a title, a column that scrolls, a notice, and the buttons at its foot."""

from typing import Protocol, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
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
        self.main = main
        self.section = self.dress(Words(section, "body", "text", STRONG))
        self.status = self.dress(Words("", "body", "muted_text", MEDIUM))
        self.title = self.dress(Words(title, "clock", "text", STRONG, wraps=True))
        self.doing = self.dress(Words("", "body", "muted_text", MEDIUM))
        self.problem = self.dress(Words("", "body", "notice", MEDIUM, wraps=True))
        self.back = self.dress(KeyButton(wording.BACK, wording.BACK_KEY))
        if main is not None:
            self.dress(main)
        self.foot = QHBoxLayout()
        self.back.clicked.connect(self._ask_back)
        self.problem.hide()

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

    def begin(self, words: str) -> None:
        """Something takes a moment: say so, and take nothing more meanwhile."""
        self.is_busy = True
        self.say_problem("")
        self.doing.say(words)
        self._show_busy()

    def end(self, problem: str = "") -> None:
        """It is over."""
        self.is_busy = False
        self.doing.say("")
        self._show_busy()
        self.say_problem(problem)

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
        self.column.setContentsMargins(0, 0, 0, 8)
        self.column.setSpacing(12)
        self.column.addWidget(self.title)
        self._area = Area()
        self.dress(self._area)
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
        self._size_column()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column as wide as is easily read."""
        super().resizeEvent(event)
        self._size_column()

    def _size_column(self) -> None:
        width = min(self._look.px(COLUMN_PX), self.width() - 2 * EDGE_PX)
        self._body.setFixedWidth(max(1, width))
        self._foot_column.setFixedWidth(max(1, width))

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
        self._body = QWidget()
        self._body.setLayout(self.column)
        self._area.hold(self._body)
        self._foot_column = QWidget()
        feet = QVBoxLayout(self._foot_column)
        feet.setContentsMargins(0, 0, 0, 0)
        feet.setSpacing(8)
        for words in (self.doing, self.problem):
            feet.addWidget(words)
        feet.addLayout(self.foot)
        page = QVBoxLayout(self)
        page.setContentsMargins(EDGE_PX, 8, EDGE_PX, 12)
        page.setSpacing(8)
        page.addLayout(self._top())
        page.addWidget(self._area, 1)
        page.addWidget(self._foot_column, 0, Qt.AlignmentFlag.AlignHCenter)


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
    """Scrolls what is higher than its room; what gets the focus comes into sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)

    def hold(self, body: QWidget) -> None:
        """Show this, in the middle."""
        page = QWidget()
        page.setObjectName("page")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(page)
        page.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """Return very little: it scrolls."""
        return QSize(0, 60)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.setStyleSheet(area_sheet(look))
