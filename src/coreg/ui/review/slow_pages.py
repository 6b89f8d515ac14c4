"""What takes long and is asked for: the differences from what was shown live, and NeuroKit's second opinion.

They have a thread of their own, so that corrections don't wait for them. Leaving stops the one; the other, which
can't be stopped while it loads, ends by itself and writes nothing.
"""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, QTimer

from coreg.domain.errors import UsageError
from coreg.domain.person import Role
from coreg.recording.reader import Recording
from coreg.review.differences import Comparison, compare
from coreg.review.reviewed import ReviewedPerson, ReviewedSession
from coreg.review.second_opinion import SecondOpinion, second_opinion
from coreg.ui.review import differences_wording, opinion_wording
from coreg.ui.review.differences_page import DifferencesPage
from coreg.ui.review.opinion_page import OpinionPage
from coreg.ui.vault.vault_thread import Failed, VaultThread

_POLL_MS = 200


class SlowPages(QObject):
    """Holds the two pages."""

    def __init__(self) -> None:
        super().__init__()
        self.differences, self.opinion = DifferencesPage(), OpinionPage()
        self._thread = VaultThread(self)
        self._session: ReviewedSession | None = None
        self._share = 0.0
        self._is_over = Event()
        self._progress = QTimer(self)
        self._progress.setInterval(_POLL_MS)
        self._progress.timeout.connect(self._show_progress)
        self.differences.asked.connect(self._compare)
        self.opinion.asked.connect(self._ask)

    def show_session(self, session: ReviewedSession) -> None:
        """Take the session, as it is read now."""
        is_other = self._session is None or self._session.marks != session.marks
        self._session = session
        if is_other:
            self.differences.show_changed()
            self.opinion.forget()

    def close(self) -> None:
        """Stop what can be stopped."""
        self._is_over.set()
        self._progress.stop()
        self._thread.close(waits=False)

    def _compare(self) -> None:
        if self._session is not None:
            self._share = 0.0
            self._show_progress()
            self._progress.start()
            work = partial(_compared, self._session.recording, self._tell)
            self._thread.ask(work, self._show_found, self._show_differences_failed)

    def _tell(self, share: float) -> None:
        """Called on the other thread, thousands of times."""
        self._share = share
        if self._is_over.is_set():
            raise _Stopped

    def _show_progress(self) -> None:
        self.differences.show_progress(self._share)

    def _show_found(self, found: tuple[Recording, Comparison]) -> None:
        self._progress.stop()
        recording, comparison = found
        self.differences.show_found(comparison)
        if self._session is not None and self._session.recording.moments != recording.moments:
            self.differences.show_changed()

    def _show_differences_failed(self, failed: Failed) -> None:
        self._progress.stop()
        self.differences.show_problem(failed.words)

    def _ask(self, span_s: tuple[float, float] | None) -> None:
        if self._session is not None:
            is_loaded = "neurokit2" in sys.modules
            self.opinion.show_waiting(opinion_wording.READING if is_loaded else opinion_wording.LOADING)
            work = partial(_opinions, self._session.people, span_s)
            self._thread.ask(work, self.opinion.show_found, self._show_opinion_failed)

    def _show_opinion_failed(self, failed: Failed) -> None:
        self.opinion.show_problem(failed.words)

    @property
    def named(self) -> tuple[tuple[str, DifferencesPage], tuple[str, OpinionPage]]:
        """The pages, each with the words of its button."""
        return (differences_wording.TAB, self.differences), (opinion_wording.TAB, self.opinion)


class _Stopped(Exception):  # noqa: N818  # not an error: the window was left
    """Nobody waits for it any more."""


def _compared(recording: Recording, tell: Callable[[float], None]) -> tuple[Recording, Comparison]:
    return recording, compare(recording, tell)


def _opinions(
    people: Mapping[Role, ReviewedPerson], span_s: tuple[float, float] | None
) -> dict[Role, SecondOpinion]:
    """Ask of everybody; of one of whom too little is there, nothing is said unless there is nobody else."""
    start_s, end_s = (None, None) if span_s is None else span_s
    found: dict[Role, SecondOpinion] = {}
    problem: UsageError | None = None
    for role, person in people.items():
        try:
            found[role] = second_opinion(person.beats, start_s, end_s)
        except UsageError as error:
            problem = error
    if not found and problem is not None:
        raise problem
    return found
