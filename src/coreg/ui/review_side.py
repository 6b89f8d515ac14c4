"""The review as the desk sees it: nothing is loaded before somebody wants it, and a replay leads back to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coreg.ui.follow import follow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coreg.session.plan import Plan
    from coreg.ui.review.flow import ReviewFlow
    from coreg.ui.review_source import ReviewSource
    from coreg.ui.theme import Look


class ReviewSide(QObject):
    """Opens one session at a time.

    Signals: `replay_asked(object)` with what makes the plan, `export_asked(str)` with a session's id,
    `shown(ReviewFlow)` when a session's window is there, `closed()` when it goes.
    """

    replay_asked = Signal(object)
    export_asked = Signal(str)
    shown = Signal(object)
    closed = Signal()

    def __init__(self, start: QWidget) -> None:
        super().__init__()
        self._start = start  # what a replay begins from, and comes back to before the review takes its place
        self.flow: ReviewFlow | None = None
        self._behind: QWidget | None = None
        self._waits = False

    def enter(self, source: ReviewSource, look: Look, before: QWidget) -> QWidget:
        """Show a session in front of this window, which comes back when the review is left; returns its window."""
        from coreg.ui.review.flow import ReviewFlow

        self.close()
        self._behind = before
        self.flow = ReviewFlow(source, look)
        self.flow.replay_asked.connect(self._replay)
        self.flow.export_asked.connect(self._export)
        self.flow.left.connect(self.leave)
        self.shown.emit(self.flow)
        self.flow.enter(before)
        return self.flow.window

    def leave(self) -> None:
        """Show the window that was there before, and let the review go."""
        if self.flow is not None and self._behind is not None:
            if self.flow.window.isVisible():
                follow(self.flow.window, self._behind)
            self.close()

    def come_back(self) -> None:
        """Show the review again where its replay is over."""
        if self.flow is not None and self._waits:
            self._waits = False
            follow(self._start, self.flow.window)

    def close(self) -> None:
        """Let the review go."""
        flow, self.flow, self._waits = self.flow, None, False
        if flow is not None:
            self.closed.emit()
            flow.close()
            flow.deleteLater()

    def _replay(self, make_plan: partial[Plan]) -> None:
        """Give way to the replay; the window before the review takes its place until the session runs."""
        self._waits = True
        if self.flow is not None:
            follow(self.flow.window, self._start)
        self.replay_asked.emit(make_plan)

    def _export(self, session_id: str) -> None:
        self.leave()
        self.export_asked.emit(session_id)
