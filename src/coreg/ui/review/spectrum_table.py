"""The powers of the bands and the breath, beside each other: a value and its interval, or why there is none."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from coreg.domain.person import Role
from coreg.domain.reading import Reading
from coreg.review.spectrum import Spectrum
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.review import spectrum_wording as wording
from coreg.ui.review.dressed import dress
from coreg.ui.theme import Look
from coreg.ui.words import Tone, Words

_LEFT, _TOP = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop
_TONES: dict[Role, Tone] = {Role.CLIENT: "client", Role.THERAPIST: "therapist"}


class SpectrumTable(QWidget):
    """A row for each number, a column for each person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads = {role: Words(wording.PEOPLE[role], "label", _TONES[role], STRONG) for role in Role}
        self.names = {name: Words(row[0], "label", "text", MEDIUM) for name, row in wording.ROWS.items()}
        self.bands = {name: Words(row[1], "tick", "muted_text") for name, row in wording.ROWS.items()}
        cells = [(role, name) for role in Role for name in wording.ROWS]
        self.values = {cell: Words("", "body", "text", STRONG) for cell in cells}
        self.intervals = {cell: Words("", "tick", "muted_text", wraps=True) for cell in cells}
        self._lay_out()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        for words in (self.heads, self.names, self.bands):
            dress(look, *words.values())
        dress(look, *self.values.values(), *self.intervals.values())

    def show_spectra(self, spectra: Mapping[Role, Spectrum]) -> None:
        """Show everybody's numbers."""
        for role in Role:
            one = spectra.get(role)
            self.heads[role].setVisible(one is not None)
            for name in wording.ROWS:
                value, interval = self.values[role, name], self.intervals[role, name]
                found: Reading | None = None if one is None else getattr(one, name)
                value.setVisible(found is not None)
                interval.setVisible(found is not None)
                if found is not None:
                    words, beneath = wording.cell(name, found)
                    value.say(words, spoken=wording.spoken_cell(role, name, found))
                    value.setAccessibleName(wording.spoken_cell(role, name, found))
                    interval.say(beneath)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        for column, stretch in enumerate((3, 3, 3)):
            grid.setColumnStretch(column, stretch)
        for column, role in enumerate(Role, start=1):
            grid.addWidget(self.heads[role], 0, column)
        for nth, name in enumerate(wording.ROWS):
            row = 1 + 3 * nth
            grid.setRowMinimumHeight(row, 8)
            grid.addWidget(self.names[name], row + 1, 0, _LEFT)
            grid.addWidget(self.bands[name], row + 2, 0, _LEFT | _TOP)
            for column, role in enumerate(Role, start=1):
                grid.addWidget(self.values[role, name], row + 1, column)
                grid.addWidget(self.intervals[role, name], row + 2, column, _TOP)
