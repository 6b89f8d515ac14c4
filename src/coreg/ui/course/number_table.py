"""A page's table in a window: a row of words for each, read aloud as a sentence, and the reasons beneath."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coreg.report.page import Cell, SetTable
from coreg.ui.fonts import REGULAR, STRONG
from coreg.ui.theme import Look
from coreg.ui.words import Words

_SPOKEN = "{row}, {column}: {value}"


class NumberTable(QWidget):
    """Every cell is said with its row and its column; what isn't known, with why."""

    def __init__(self, table: SetTable) -> None:
        super().__init__()
        self._reasons = dict(table.reasons)
        self.caption = Words(table.caption, "body", "text", STRONG, wraps=True)
        self._words = [self.caption]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.caption)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        column.addLayout(grid)
        heads = [name for name, _ in table.heads]
        for nth, name in enumerate(heads):
            grid.addWidget(self._say(Words(name, "label", "muted_text", wraps=True)), 0, nth)
            grid.setColumnStretch(nth, 1)
        for row, cells in enumerate(table.rows, start=1):
            for nth, cell in enumerate(cells):
                words = Words("", "body", "text", STRONG if not nth else REGULAR, wraps=True)
                spoken = _SPOKEN.format(row=cells[0].text, column=heads[nth], value=self._value(cell))
                words.say(self._value(cell), spoken=spoken if nth else cell.text)
                grid.addWidget(self._say(words), row, nth)
        for remark in table.remarks:
            column.addWidget(self._say(Words(remark, "label", "muted_text", wraps=True)))

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        for words in self._words:
            words.set_look(look)

    def _say(self, words: Words) -> Words:
        self._words.append(words)
        return words

    def _value(self, cell: Cell) -> str:
        """A reason stands in the cell itself: there is room for it, and no letter to follow."""
        return self._reasons.get(cell.reason, cell.text)
