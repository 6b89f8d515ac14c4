"""The right column's second page: both hearts' rhythms, read and plotted when the page is opened."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.person import Role
from coreg.review.spectrum import Spectrum
from coreg.ui.card import RoleShape
from coreg.ui.fonts import MEDIUM, STRONG
from coreg.ui.review import spectrum_wording as wording
from coreg.ui.review.dressed import dress
from coreg.ui.review.page import Page
from coreg.ui.review.spectrum_table import SpectrumTable
from coreg.ui.theme import Look
from coreg.ui.words import Words

if TYPE_CHECKING:
    from coreg.ui.review.spectrum_plot import SpectrumPlot


class SpectrumPage(Page):
    """Shows the spectra and their powers, of the session or of the stretch that is drawn out on the strip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self.heading = Words(wording.heading(None), "body", "text", STRONG, wraps=True)
        self.state = Words(wording.READING, "label", "muted_text", wraps=True)
        self.legend = {role: (RoleShape(role), Words(wording.LEGEND[role], "tick", "muted_text")) for role in Role}
        self.keys = Words(wording.PLOT_KEYS, "tick", "muted_text", MEDIUM, wraps=True)
        self.missing = {role: Words("", "label", "text", wraps=True) for role in Role}
        self.table = SpectrumTable()
        self.how = Words(wording.HOW, "label", "muted_text", wraps=True)
        self.how_to_choose = Words(wording.HOW_TO_CHOOSE, "label", "muted_text", wraps=True)
        self.plot: SpectrumPlot | None = None
        self.span_s: tuple[float, float] | None = None
        self.is_read = False
        self._lay_out()
        self.forget()

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self._look = look
        words = (self.heading, self.state, self.keys, self.how, self.how_to_choose, *self.missing.values())
        dress(look, *words, self.table, *[part for both in self.legend.values() for part in both])
        if self.plot is not None:
            self.plot.set_look(look)

    def forget(self) -> None:
        """Another session, another stretch, or the same amended: what was shown is of before."""
        self.is_read = False
        self.heading.say(wording.heading(self.span_s))
        self.state.say(wording.READING)
        self._show_parts({})

    def choose(self, span_s: tuple[float, float] | None) -> bool:
        """Take the stretch that is drawn out, None for the whole session; says whether it is another one."""
        if span_s == self.span_s:
            return False
        self.span_s = span_s
        self.forget()
        return True

    def show_spectra(self, spectra: Mapping[Role, Spectrum]) -> None:
        """Show everybody's."""
        self.is_read = True
        self.state.say("" if spectra else wording.NOBODY)
        if any(one.unknown is None for one in spectra.values()):
            self._plot().show_spectra(spectra)
        self.table.show_spectra(spectra)
        for role, one in spectra.items():
            self.missing[role].say("" if one.unknown is None else wording.no_spectrum(role, one.unknown))
        self._show_parts(spectra)

    def _show_parts(self, spectra: Mapping[Role, Spectrum]) -> None:
        known = [role for role, one in spectra.items() if one.unknown is None]
        self.state.setVisible(not spectra)
        for role in Role:
            for part in self.legend[role]:
                part.setVisible(role in known)
            self.missing[role].setVisible(role in spectra and role not in known)
        for part in (self.keys, self.how):
            part.setVisible(bool(known))
        self.table.setVisible(bool(spectra))
        self.how_to_choose.setVisible(bool(spectra) and self.span_s is None)
        if self.plot is not None:
            self.plot.setVisible(bool(known))

    def _plot(self) -> "SpectrumPlot":
        if self.plot is None:
            # Here: importing pyqtgraph takes 0.2 to 0.3 s, and who doesn't ask for a spectrum doesn't wait for it.
            from coreg.ui.review.spectrum_plot import SpectrumPlot

            self.plot = SpectrumPlot()
            self.plot.set_look(self._look)
            self._column.insertWidget(self._column.indexOf(self.keys), self.plot)
        return self.plot

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for shape, words in self.legend.values():
            row.addWidget(shape)
            row.addWidget(words)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(6)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.state)
        self._column.addLayout(row)
        for part in (self.keys, *self.missing.values(), self.table, self.how, self.how_to_choose):
            self._column.addWidget(part)
        self._column.addStretch(1)
