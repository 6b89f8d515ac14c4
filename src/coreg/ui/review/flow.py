"""A review from opening to leaving: the strip first, the sets and the two together right after, off Qt's thread."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coreg.domain.note import Note
from coreg.domain.person import Role
from coreg.review.reviewed import ReviewedSession, complete
from coreg.review.spectrum import Spectrum, read_spectrum
from coreg.review.strip import SessionStrip, read_strip
from coreg.ui.file_dialog import choose
from coreg.ui.follow import follow
from coreg.ui.review import wording
from coreg.ui.review.window import ReviewWindow
from coreg.ui.review_source import ReviewSource
from coreg.ui.theme import Look
from coreg.ui.vault.vault_thread import Failed, VaultThread

_T = TypeVar("_T")
Span = tuple[float, float] | None


class ReviewFlow(QObject):
    """Holds a session's window.

    Signals: `replay_asked(object)` with what makes the plan, `export_asked(str)` with the session's id, `left()`.
    """

    replay_asked = Signal(object)
    export_asked = Signal(str)
    left = Signal()

    def __init__(self, source: ReviewSource, look: Look) -> None:
        super().__init__()
        self._source = source
        self._thread = VaultThread(self)
        self._strip: SessionStrip | None = None
        self._session: ReviewedSession | None = None
        self._notes: Sequence[Note] = ()
        self.window = ReviewWindow(look, can_report=source.report is not None, can_export=source.can_export)
        self.window.replay_asked.connect(self._replay)
        self.window.spectrum_asked.connect(self._read_spectra)
        self.window.report_asked.connect(self._choose_folder)
        self.window.export_asked.connect(self._export)
        self.window.left.connect(self.left)

    @property
    def source(self) -> ReviewSource:
        """Where the session comes from."""
        return self._source

    def enter(self, before: QWidget) -> None:
        """Show the window in front of this one, and read the session."""
        follow(before, self.window)
        self.read()

    def read(self) -> None:
        """Read the session, or read it again: what was amended is seen then."""
        self._ask(partial(_read_strip, self._source), self._show_strip)
        if self._source.notes is not None:
            self._ask(self._source.notes, self._show_notes)

    def close(self) -> None:
        """Let the window go."""
        self._thread.close()
        self.window.may_close = True
        self.window.close()
        self.window.deleteLater()

    def _show_strip(self, strip: SessionStrip) -> None:
        self._strip = strip
        self.window.show_session(strip, self._source.who)
        if self._source.notes is None:
            self.window.show_notes(None)
        self._ask(partial(complete, strip), self._show_session)

    def _show_session(self, session: ReviewedSession) -> None:
        self._session = session
        self.window.show_session(session, self._source.who)

    def _show_notes(self, notes: Sequence[Note]) -> None:
        self._notes = notes
        self.window.show_notes(notes)

    def _read_spectra(self) -> None:
        if self._strip is not None:
            span_s = self.window.spectrum.span_s
            self._ask(partial(_spectra, self._strip, span_s), partial(self._show_spectra, span_s))

    def _show_spectra(self, span_s: Span, spectra: Mapping[Role, Spectrum]) -> None:
        if span_s == self.window.spectrum.span_s:  # another stretch may have been drawn out since
            self.window.show_spectra(spectra)

    def _replay(self, from_s: float, speed: int) -> None:
        self.replay_asked.emit(partial(self._source.plan_replay, float(speed), from_s))

    def _export(self) -> None:
        if self._source.session_id is not None:
            self.export_asked.emit(self._source.session_id)

    def _choose_folder(self) -> None:
        if self._session is not None:
            choose(self.window, wording.REPORT_FOLDER, Path.home(), self.write_report)

    def write_report(self, folder: str) -> None:
        """Write the report into this folder."""
        if self._session is not None and self._source.report is not None:
            self.window.say(wording.REPORTING)
            self._ask(partial(self._source.report, self._session, self._notes, Path(folder)), self._show_reported)

    def _show_reported(self, made: Path) -> None:
        self.window.say(wording.reported(str(made)))

    def _ask(self, work: Callable[[], _T], then: Callable[[_T], None]) -> None:
        self._thread.ask(work, then, self._fail)

    def _fail(self, failed: Failed) -> None:
        self.window.say_problem(failed.words)


def _read_strip(source: ReviewSource) -> SessionStrip:
    return read_strip(source.read())


def _spectra(strip: SessionStrip, span_s: Span) -> dict[Role, Spectrum]:
    importlib.import_module("pyqtgraph")  # what the plot needs next, and takes a while: not on Qt's thread
    of_s = (0.0, strip.length_s) if span_s is None else span_s
    return {role: read_spectrum(person.series, of_s) for role, person in strip.people.items()}
