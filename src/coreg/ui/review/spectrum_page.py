"""The right column's second page: the mean spectrum of each, read when the page is opened."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coreg.domain.person import Role
from coreg.ui.fonts import STRONG
from coreg.ui.review import spectrum_wording as wording
from coreg.ui.review.dressed import dress
from coreg.ui.review.page import Page
from coreg.ui.review.spectrum_view import SpectrumView
from coreg.ui.theme import Look
from coreg.ui.words import Words

Spectrum = tuple[NDArray[np.float64], NDArray[np.float64]]  # Hz, ms²/Hz


class SpectrumPage(Page):
    """Shows the spectra, person by person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Words(wording.HEADING, "body", "text", STRONG, wraps=True)
        self.how = Words(wording.HOW, "label", "muted_text", wraps=True)
        self.state = Words(wording.READING, "label", "muted_text", wraps=True)
        self.views = {role: SpectrumView(role) for role in Role}
        self.said = {role: Words("", "label", "text", wraps=True) for role in Role}
        self.is_read = False
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for part in (self.heading, self.state):
            column.addWidget(part)
        for role in Role:
            column.addWidget(self.views[role])
            column.addWidget(self.said[role])
            self.views[role].hide()
        column.addWidget(self.how)
        column.addStretch(1)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        dress(look, self.heading, self.how, self.state, *self.views.values(), *self.said.values())

    def forget(self) -> None:
        """Another session, or the same amended: what was shown is of before."""
        self.is_read = False
        self.state.say(wording.READING)
        self.state.show()
        for role in Role:
            self.views[role].hide()
            self.said[role].say("")

    def show_spectra(self, spectra: Mapping[Role, Spectrum]) -> None:
        """Show everybody's."""
        self.is_read = True
        self.state.say("" if spectra else wording.NOBODY)
        self.state.setVisible(not spectra)
        for role, (hz, power) in spectra.items():
            self.said[role].say(self.views[role].show_spectrum(hz, power))
