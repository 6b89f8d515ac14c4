"""Something to read that may be higher than its room: arrow keys scroll it, and a ring shows that they do."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from coreg.ui.sheet import RING_PX, area_sheet
from coreg.ui.theme import Look
from coreg.ui.words import Words


class ReadingArea(QScrollArea):
    """A column of words and drawings.

    Parameters
    ----------
    name
        What it is called where the screen is read aloud.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._look = Look()
        self._lines: list[Words] = []
        self._body = _Body()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._body)
        for ground in (self.viewport(), self._body):
            ground.setAutoFillBackground(False)

    @property
    def text(self) -> str:
        """Every sentence that `show_lines` put there."""
        return " ".join(words.text() for words in self._lines)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        ring = f"ReadingArea:focus {{ border: {RING_PX}px solid {look.colours.client}; border-radius: 6px; }}"
        self.setStyleSheet(area_sheet(look) + ring)
        for words in self._lines:
            words.set_look(look)

    def add(self, part: QWidget) -> None:
        """Put something beneath what is there."""
        self._body.column.insertWidget(self._body.column.count() - 1, part)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show these sentences instead of those before."""
        for words in self._lines:
            self._body.column.removeWidget(words)
            words.hide()
            words.deleteLater()
        self._lines = [Words(line, "body", "text", wraps=True) for line in lines]
        for words in self._lines:
            words.set_look(self._look)
            self.add(words)
        self.verticalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        """Return very little: it scrolls."""
        return QSize(0, 60)


class _Body(QWidget):
    """As high as its words take at its width: Qt's own guess for wrapped words is higher."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(6, 6, 6, 6)
        self.column.setSpacing(6)
        self.column.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        """Return what the column takes at this width."""
        return QSize(0, self.column.totalHeightForWidth(max(1, self.width())))
