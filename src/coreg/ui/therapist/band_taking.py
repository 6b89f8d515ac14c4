"""Joins the band's panel with the window: opened by its key, said in one line why not, asked of the session."""

from PySide6.QtCore import QObject, Signal

from coreg.domain.act import Act, Request
from coreg.domain.band import Band
from coreg.domain.snapshot import Snapshot
from coreg.ui.therapist.band_panel import BandPanel
from coreg.ui.therapist.keyboard import Keyboard


class BandTaking(QObject):
    """Holds the panel. Signals: `asked(Request)` for the session, `turned()` where it came or went."""

    asked = Signal(object)
    turned = Signal()

    def __init__(self, keyboard: Keyboard, parent: QObject) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self.panel = BandPanel(keyboard)
        self.panel.taken.connect(self._take)
        self.panel.switched_off.connect(self._switch_off)
        self.panel.closed.connect(self.turned)

    @property
    def draft(self) -> Band | None:
        """The band that the panel would have shown, while it is open."""
        return self.panel.draft

    def follow(self, snapshot: Snapshot) -> None:
        """Know what there is to offer."""
        self._snapshot = snapshot

    def turn(self) -> None:
        """Open the panel, or close it and leave everything as it was."""
        if not self.panel.isHidden():
            self.panel.close_panel()
        elif self._snapshot is not None:
            self.panel.open(self._snapshot.band, takes_name=self._snapshot.notes is not None)
            self.turned.emit()

    def _take(self, band: Band) -> None:
        self.asked.emit(Request(Act.BAND, band=band))

    def _switch_off(self) -> None:
        self.asked.emit(Request(Act.BAND))
