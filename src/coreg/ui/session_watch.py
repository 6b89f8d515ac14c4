"""What goes along with a session's window: words about its disk, what is typed, and what it comes to at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coreg.domain.snapshot import Snapshot
from coreg.ui.after_session import AfterSession
from coreg.ui.disk_trouble import DiskTrouble
from coreg.ui.session_link import SessionLink
from coreg.ui.start_window import StartWindow
from coreg.ui.taken_back import TakenBack
from coreg.ui.vault.side import VaultSide

if TYPE_CHECKING:
    from coreg.session.plan import Plan
    from coreg.ui.therapist.window import TherapistWindow


class SessionWatch(QObject):
    """One for the life of the program.

    Parameters
    ----------
    gives_up
        Whether a session that has ended is left where the disk doesn't take its rest: nobody is there to make room.
    """

    def __init__(self, link: SessionLink, start: StartWindow, vault: VaultSide, *, gives_up: bool) -> None:
        super().__init__()
        self._disk = DiskTrouble(link, start, gives_up=gives_up)
        self._after = AfterSession(vault, link)
        self._taken_back = TakenBack(vault)

    def watch(self, window: TherapistWindow, plan: Plan) -> None:
        """Have this window's choices reach the session, and the session's end the window."""
        self._disk.watch(window)
        self._after.watch(window, plan)
        self._taken_back.watch(window, plan)

    def follow(self, snapshot: Snapshot, *, is_shown: bool) -> None:
        """Say on the start window what is wrong with the disk, where the session's own window is closed already."""
        self._disk.follow(snapshot, is_shown=is_shown)
