"""The client's side of a session's windows: their own window, and the therapist's panel for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coreg.domain.act import Request
from coreg.domain.client import Relation
from coreg.domain.snapshot import Snapshot
from coreg.ui.client.flow import BY_HAND, ClientScreenFlow
from coreg.ui.client.panel import ClientPanel

if TYPE_CHECKING:
    from coreg.ui.doors import Doors
    from coreg.ui.session_link import SessionLink
    from coreg.ui.therapist.window import TherapistWindow


class ClientSide(QObject):
    """Both of them, for one session: it goes with the therapist's window. `said(str)` is for that one's top bar."""

    said = Signal(str)

    def __init__(
        self,
        therapist: "TherapistWindow",
        doors: "Doors",
        link: "SessionLink",
        relation: Relation = Relation.THERAPIST,
    ) -> None:
        super().__init__(therapist)
        self._therapist, self._link = therapist, link
        self.panel: ClientPanel | None = None
        self.flow: ClientScreenFlow | None = ClientScreenFlow(doors.client_window(), self, relation)
        self.flow.attend(therapist)
        self.flow.asked.connect(link.ask)
        self.flow.said.connect(self.said)
        self.said.connect(therapist.top_bar.say_client)
        therapist.client_panel_asked.connect(self.turn_panel)
        self.flow.settings_changed.connect(doors.remember_client_window)
        self.flow.choice_wanted.connect(self.open_panel)
        link.snapshot_changed.connect(self.follow)
        therapist.is_closing.connect(self.close)

    def follow(self, snapshot: Snapshot) -> None:
        """Show what the session says."""
        if self.flow is not None:
            self.flow.follow(snapshot)
        if self.panel is not None:
            self.panel.follow(snapshot)

    def turn_panel(self) -> None:
        """Show the panel, or take it away."""
        if self.panel is not None and self.panel.isVisible():
            self.panel.hide()
        else:
            self.open_panel()

    def open_panel(self) -> None:
        """Show the panel at the therapist's window, without taking the keyboard."""
        if self.flow is None:
            return
        if self.panel is None:
            self.panel = ClientPanel(self.flow.settings, self._therapist.look, self._therapist, self.flow.relation)
            self.panel.settings_chosen.connect(self.flow.choose)
            self.panel.asked.connect(self._ask)
            self.panel.beside_chosen.connect(self.flow.show_beside)
        self.panel.screens.refresh()
        over, panel = self._therapist.frameGeometry(), self.panel
        panel.fit()
        lowest = panel.screen().availableGeometry().bottom() - panel.height()
        panel.move(over.right() - panel.width() - 24, max(0, min(over.top() + 72, lowest)))
        panel.show()

    def close(self) -> None:
        """Take everything away: the session's windows are going."""
        if self.flow is not None:
            self.flow.close_window()
            self.flow = None
        if self.panel is not None:
            self.panel.close()
            self.panel.deleteLater()
            self.panel = None

    def _ask(self, request: Request) -> None:
        self._link.ask(request, BY_HAND)
