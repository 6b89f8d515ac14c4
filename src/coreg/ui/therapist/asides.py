"""What opens over the strip without a dialog: the band, consent taken back; and the strip's reminders."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coreg.domain.band import Band
from coreg.domain.client import Relation
from coreg.domain.snapshot import Snapshot
from coreg.domain.withdrawal import Withdrawal
from coreg.ui.key_table import View
from coreg.ui.theme import Look
from coreg.ui.therapist.band_taking import BandTaking
from coreg.ui.therapist.bottom_strip import BottomStrip
from coreg.ui.therapist.keyboard import Keyboard
from coreg.ui.therapist.reminders import Reminders
from coreg.ui.therapist.withdrawing import Withdrawing


class Asides(QObject):
    """One for a window.

    Signals: `asked(Request)` for the session by a key, `noticed(Request)` where the program saw something itself,
    `turned()` where a panel came or went.
    """

    asked = Signal(object)
    noticed = Signal(object)
    turned = Signal()

    def __init__(self, strip: BottomStrip, keyboard: Keyboard, relation: Relation, parent: QObject) -> None:
        super().__init__(parent)
        self.band = BandTaking(keyboard, self)
        self.withdrawing = Withdrawing(relation, self)
        self.reminders = Reminders(strip, self)
        self.reminders.asked.connect(self.noticed)
        for aside in (self.band, self.withdrawing):
            aside.asked.connect(self.asked)
            aside.turned.connect(self.turned)

    @property
    def panels(self) -> tuple[QWidget, ...]:
        """The panels, in the order in which they stand over the strip."""
        return self.band.panel, self.withdrawing.panel

    @property
    def is_open(self) -> bool:
        """Whether one of them is seen."""
        return any(not panel.isHidden() for panel in self.panels)

    @property
    def draft(self) -> Band | None:
        """The band that is being set."""
        return self.band.draft

    @property
    def withdrawal(self) -> Withdrawal | None:
        """What was chosen where consent was taken back."""
        return self.withdrawing.chosen

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.band.panel.set_look(look)
        self.withdrawing.panel.set_look(look)

    def follow(self, snapshot: Snapshot) -> None:
        """Know how the session stands."""
        self.band.follow(snapshot)
        self.withdrawing.follow(snapshot)
        self.reminders.follow(snapshot)

    def turn(self, view: View) -> None:
        """Open what the key asks for, or close it again; consent that is taken back comes before everything."""
        if view is View.WITHDRAW:
            self.band.panel.close_panel()
            self.withdrawing.open()
        else:
            self.band.turn()

    def close(self) -> None:
        """Take everything away: the session has ended."""
        self.band.panel.close_panel()
        self.withdrawing.panel.hide()
