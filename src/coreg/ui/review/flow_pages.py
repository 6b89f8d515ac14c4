"""The pages that change a session or write of it, off Qt's thread: corrections, the audit list, the report.

Each change is written, and then the session is read again: no number on the screen is of anything but the file.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coreg.domain.moment import Moment, MomentKind
from coreg.report.asked import Asked
from coreg.report.file import write_file
from coreg.report.page import Face
from coreg.review.audit import AuditEntry
from coreg.review.reviewed import Clock, ReviewedSession
from coreg.ui.file_dialog import choose
from coreg.ui.review import amend_wording, corrections, history_wording, report_wording, wording
from coreg.ui.review.amend_page import AmendPage
from coreg.ui.review.chosen import chosen_of
from coreg.ui.review.history_page import HistoryPage
from coreg.ui.review.report_file import file_name
from coreg.ui.review.report_page import ReportPage
from coreg.ui.review.slow_pages import SlowPages
from coreg.ui.review.window import ReviewWindow
from coreg.ui.review_source import Correct, MakeReport, ReviewSource
from coreg.ui.vault.vault_thread import Failed, VaultThread


class FlowPages(QObject):
    """Puts the pages into the window, and does what they ask. `changed()`: the file is another now."""

    changed = Signal()

    def __init__(self, window: ReviewWindow, source: ReviewSource, thread: VaultThread) -> None:
        super().__init__()
        self._window, self._source, self._thread = window, source, thread
        self._session: ReviewedSession | None = None
        self._moments: Sequence[Moment] = ()
        self._asked: tuple[Asked, Face] | None = None
        is_kept = source.session_id is not None
        self.amend = AmendPage(keeps_text=source.keeps_text)
        self.history = HistoryPage(is_kept=is_kept, can_erase=source.erase is not None)
        self.report = ReportPage(is_kept=is_kept)
        self.slow = SlowPages()
        window.add_page(report_wording.TAB, self.report, has_tab=False)
        if source.amend is not None:
            window.add_page(wording.AMEND, self.amend)
        window.add_page(history_wording.TAB, self.history)
        for name, page in self.slow.named:
            window.add_page(name, page)
        self._connect()

    def show_session(self, session: ReviewedSession, entries: Sequence[AuditEntry]) -> None:
        """Take the session as it was read now, and what became of its marks."""
        self._session = session
        self._window.top.show_standing(
            amend_wording.standing(
                is_amended=session.is_amended,
                is_settled=session.clock is Clock.FINAL,
                is_imported=session.clock is Clock.IMPORTED,
            )
        )
        self.show_moments(session.recording.moments)
        self.history.show_entries(entries, session.recording.header)
        self.slow.show_session(session)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Take the marks as they are in the file now; the numbers that they change are still being read."""
        self._moments = moments
        self.amend.show_moments(moments)
        self._show_choice()

    def show_settled(self) -> None:
        """The session that was taken last is the one that reports are made of."""
        self.report.show_ready(is_ready=True)

    def close(self) -> None:
        """Stop what can be stopped."""
        self.slow.close()

    def write_report(self, folder: str) -> None:
        """Write what was asked for into this folder."""
        if self._asked is not None and self._session is not None and self._source.report is not None:
            self.report.say(report_wording.WRITING)
            asked, face = self._asked
            work = partial(_write, self._source.report, self._session, asked, face, Path(folder))
            self._thread.ask(work, self._show_written, self._show_not_written)

    def _connect(self) -> None:
        self._window.chart.choice_changed.connect(self._take_choice)
        self._window.report_asked.connect(self._turn_to_report)
        self.amend.asked.connect(self._amend)
        self.amend.moment_asked.connect(self._take)
        self.history.moment_asked.connect(self._take_from_history)
        self.history.erase_asked.connect(self._erase)
        self.report.asked.connect(self._choose_folder)

    def _take_choice(self) -> None:
        """What was chosen on the strip is taken in hand; a place without anything leaves what is in hand there."""
        moment, chart = self._window.selected_moment(), self._window.chart
        if moment is not None:
            self.amend.take(moment.moment_id)
            self.history.take(moment.moment_id)
        elif chart.cursor_s is None and chart.chosen_s is None:
            self.amend.take(None)
        self._show_choice()

    def _show_choice(self) -> None:
        cursor_s, span_s = self._window.chart.cursor_s, self._window.selected_span()
        self.amend.show_place(cursor_s, span_s)
        self.history.show_place(span_s)
        self.slow.opinion.show_place(span_s)

    def _take(self, number: int) -> None:
        """Take a mark in hand by its number, and show it on the strip where it is there."""
        one, chart = chosen_of(self._moments, number), self._window.chart
        if one is None:
            return
        mark = next((mark for mark in chart.view.marks if mark.moment_id == one.moment.moment_id), None)
        a_set = next((each for each in chart.view.sets if each.number == one.moment.payload.get("set")), None)
        if one.stands and mark is not None:
            chart.choose_mark(mark)
        elif one.stands and a_set is not None and one.moment.kind is MomentKind.SET_STARTED:
            chart.choose_set(a_set)
        else:
            chart.choose_place(one.moment.t_s)
        self.amend.take(one.moment.moment_id)

    def _take_from_history(self, number: int) -> None:
        self._take(number)
        if self._source.amend is not None:
            self._window.side.turn_to_page(self.amend)

    def _amend(self, correct: Correct, reason: str) -> None:
        if self._source.amend is not None:
            self._window.say(amend_wording.WRITING)
            words = amend_wording.UNDONE if correct is corrections.undo else amend_wording.DONE
            self._change(partial(self._source.amend, correct, reason or None), words)

    def _erase(self, span: tuple[float, float, str] | None, moments: Collection[int]) -> None:
        if self._source.erase is not None:
            self._window.say(history_wording.ERASING)
            self._change(partial(self._source.erase, span, moments), history_wording.ERASED)

    def _change(self, work: Callable[[], object], words: str) -> None:
        self._thread.ask(work, partial(self._show_changed, words), self._fail)

    def _show_changed(self, words: str, _done: object) -> None:
        self._window.say(words)
        self.report.show_ready(is_ready=False)
        self.changed.emit()

    def _fail(self, failed: Failed) -> None:
        self._window.say_problem(failed.words)

    def _turn_to_report(self) -> None:
        self._window.side.turn_to_page(self.report)

    def _choose_folder(self, asked: Asked, face: Face) -> None:
        self._asked = (asked, face)
        choose(self._window, report_wording.FOLDER, Path.home(), self.write_report)

    def _show_written(self, path: Path) -> None:
        self.report.say(report_wording.written(path))
        self._window.say(report_wording.written(path))

    def _show_not_written(self, failed: Failed) -> None:
        self.report.say(failed.words, "notice")


def _write(make: MakeReport, session: ReviewedSession, asked: Asked, face: Face, folder: Path) -> Path:
    content = make(session, asked, face)
    names = (file_name(session.recording.header, asked.copy, face, nth) for nth in range(1, 1000))
    path = next(folder / name for name in names if not (folder / name).exists())  # an earlier one stays
    write_file(path, content)
    return path
