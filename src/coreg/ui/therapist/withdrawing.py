"""Joins the withdrawal's panel with the session: off the record at once, then the end, or back on the record."""

from PySide6.QtCore import QObject, Signal

from coreg.domain.act import Act, Request
from coreg.domain.client import Relation
from coreg.domain.snapshot import Snapshot
from coreg.domain.withdrawal import Withdrawal
from coreg.ui.therapist.withdraw_panel import WithdrawPanel


class Withdrawing(QObject):
    """Holds the panel. Signals: `asked(Request)` for the session, `turned()` where the panel came or went."""

    asked = Signal(object)
    turned = Signal()

    def __init__(self, relation: Relation, parent: QObject) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._was_off_record = False
        self.chosen: Withdrawal | None = None
        self.panel = WithdrawPanel(relation)
        self.panel.chosen.connect(self._withdraw)
        self.panel.taken_back.connect(self._go_on)

    def follow(self, snapshot: Snapshot) -> None:
        """Know whether it is recorded just now."""
        self._snapshot = snapshot

    def open(self) -> None:
        """Stop the recording, then ask; what was pressed by mistake costs seconds off the record."""
        if self._snapshot is None or not self.panel.isHidden():
            return
        self._was_off_record = self._snapshot.stage.is_off_record
        if not self._was_off_record:
            self.asked.emit(Request(Act.OFF_RECORD))
        self.panel.open(can_erase=self._snapshot.notes is not None)
        self.turned.emit()

    def _withdraw(self, withdrawal: Withdrawal) -> None:
        self.chosen = withdrawal
        self.turned.emit()
        self.asked.emit(Request(Act.WITHDRAW, withdrawal.value))

    def _go_on(self) -> None:
        self.turned.emit()
        if not self._was_off_record:
            self.asked.emit(Request(Act.OFF_RECORD))
