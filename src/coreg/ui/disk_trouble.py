"""Joins the window's words about the disk with the session: another folder, and leaving without what waits."""

from PySide6.QtCore import QObject

from coreg.domain.snapshot import Snapshot
from coreg.ui.session_link import SessionLink
from coreg.ui.start_window import StartWindow
from coreg.ui.therapist import disk_wording
from coreg.ui.therapist.window import TherapistWindow

_PATIENCE_S = 10.0  # our choice: a demonstration without anybody in front of it waits no longer for its disk


class DiskTrouble(QObject):
    """One for the life of the program.

    Parameters
    ----------
    gives_up
        Whether a session that has ended is left where the disk doesn't take its rest: nobody is there to make room.
    """

    def __init__(self, link: SessionLink, start: StartWindow, *, gives_up: bool) -> None:
        super().__init__()
        self._link = link
        self._start = start
        self._gives_up = gives_up
        self._has_told_start = False

    def watch(self, window: TherapistWindow) -> None:
        """Have this window's choices reach the session."""
        window.notice.folders_asked.connect(self._link.find_folders)
        window.notice.folder_chosen.connect(self._link.record_elsewhere)
        window.leave_asked.connect(self._link.leave)
        self._link.folders_found.connect(window.notice.offer)
        self._link.elsewhere_refused.connect(window.notice.say_refusal)

    def follow(self, snapshot: Snapshot, *, is_shown: bool) -> None:
        """Say it on the start window where the session's own window is closed already."""
        if self._gives_up and snapshot.is_ending and snapshot.disk.behind_s > _PATIENCE_S:
            self._link.leave()
        words = "" if is_shown or not snapshot.is_ending else disk_wording.notice_without_button(snapshot.disk)
        if words or self._has_told_start:
            self._start.say_problem(words)
        self._has_told_start = bool(words)
