"""The client's side of a session's windows: their own window, and the therapist's panel for it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coreg.domain.act import Request
from coreg.domain.client_window import ClientWindowSettings
from coreg.domain.snapshot import Snapshot
from coreg.ui.client.flow import BY_HAND, ClientScreenFlow
from coreg.ui.client.panel import ClientPanel
from coreg.ui.theme import Look

Ask = Callable[[Request, str], None]


class ClientSide(QObject):
    """Both of them, for one session. `said(str)` is for the therapist's top bar.

    Parameters
    ----------
    ask
        Asks the session for something, and says with what it was asked.
    keep
        Remembers settings.
    """

    said = Signal(str)

    def __init__(
        self,
        therapist: QWidget,
        look: Look,
        settings: ClientWindowSettings,
        ask: Ask,
        keep: Callable[[ClientWindowSettings], None],
    ) -> None:
        super().__init__()
        self._ask, self._keep = ask, keep
        self._therapist, self._look = therapist, look
        self.panel: ClientPanel | None = None
        self.flow = ClientScreenFlow(settings)
        self.flow.attend(therapist)
        self.flow.asked.connect(self._ask)
        self.flow.said.connect(self.said)
        self.flow.settings_changed.connect(self._keep)
        self.flow.choice_wanted.connect(self.open_panel)

    def follow(self, snapshot: Snapshot) -> None:
        """Show what the session says."""
        self.flow.follow(snapshot)
        if self.panel is not None:
            self.panel.follow(snapshot)

    def open_panel(self) -> None:
        """Show the panel at the therapist's window, without taking the keyboard."""
        if self.panel is None:
            self.panel = ClientPanel(self.flow.settings, self._look, self._therapist)
            self.panel.settings_chosen.connect(self.flow.choose)
            self.panel.asked.connect(self._ask_by_hand)
        self.panel.screens.refresh()
        over, panel = self._therapist.frameGeometry(), self.panel
        panel.adjustSize()
        panel.move(over.right() - panel.width() - 24, over.top() + 72)
        panel.show()

    def close(self) -> None:
        """Take everything away: the session's windows are going."""
        self.flow.close_window()
        if self.panel is not None:
            self.panel.close()
            self.panel.deleteLater()
            self.panel = None

    def _ask_by_hand(self, request: Request) -> None:
        self._ask(request, BY_HAND)
