"""A review from opening to leaving: the strip first, the sets and the two together right after, off Qt's thread.

Then the times are settled: the same session with every beat placed from both sides takes the place of the first.
"""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coreg.domain.person import Role
from coreg.recording.reader import Recording
from coreg.review.audit import AuditEntry, audit
from coreg.review.reviewed import ReviewedSession, complete
from coreg.review.settled import Settled
from coreg.review.spectrum import Spectrum, read_spectrum
from coreg.review.strip import PersonStrip, SessionStrip, read_strip
from coreg.ui.follow import follow
from coreg.ui.review.flow_pages import FlowPages
from coreg.ui.review.window import ReviewWindow
from coreg.ui.review_source import ReviewSource
from coreg.ui.theme import Look
from coreg.ui.vault.vault_thread import Failed, VaultThread

_T = TypeVar("_T")
Span = tuple[float, float] | None


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """A session, and what became of its marks."""

    session: ReviewedSession
    entries: Sequence[AuditEntry]


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
        self._settled = Settled()
        self._n_reads, self._length_s = 0, 0.0
        self._people: Mapping[Role, PersonStrip] | None = None
        self.window = ReviewWindow(look, can_report=source.report is not None, can_export=source.can_export)
        self.pages = FlowPages(self.window, source, self._thread)
        self.pages.changed.connect(self.read)
        self.window.replay_asked.connect(self._replay)
        self.window.spectrum_asked.connect(self._read_spectra)
        self.window.export_asked.connect(self._export)
        self.window.left.connect(self.left)

    @property
    def source(self) -> ReviewSource:
        """Where the session comes from."""
        return self._source

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written."""
        return self._thread.is_busy

    def enter(self, before: QWidget) -> None:
        """Show the window in front of this one, and read the session."""
        follow(before, self.window)
        self.read()

    def read(self) -> None:
        """Read the session, or read it again: what was amended is seen then, and with settled times at once."""
        self._n_reads += 1
        if self._people is None:
            self._ask(partial(_read_strip, self._source), self._show_strip)
        else:
            self._ask(partial(self._read_again, self._n_reads), self._show_again)
        if self._source.notes is not None:
            self._ask(self._source.notes, self.window.show_notes)

    def close(self) -> None:
        """Let the window go."""
        self.pages.close()
        self._thread.close()
        self.window.may_close = True
        self.window.close()
        self.window.deleteLater()

    def _show_strip(self, strip: SessionStrip) -> None:
        self._people, self._length_s = strip.people, strip.length_s
        self.window.show_session(strip, self._source.who)
        if self._source.notes is None:
            self.window.show_notes(None)
        self._ask(partial(_complete, strip), self._show_first)

    def _show_first(self, read: _Read) -> None:
        if self._n_reads == 1:
            self._show(read)
            self._ask(partial(self._read_settled, read.session.recording), self._complete_settled)

    def _show_again(self, strip: SessionStrip | None) -> None:
        """Show the strip of the newest reading; one that another was asked for meanwhile isn't shown."""
        if strip is not None:
            self.window.show_session(strip, self._source.who)
            self.pages.show_moments(strip.recording.moments)
            self._complete_settled(strip)

    def _complete_settled(self, strip: SessionStrip) -> None:
        self._ask(partial(_complete, strip), partial(self._show_settled, self._n_reads))

    def _show_settled(self, nth: int, read: _Read) -> None:
        if nth == self._n_reads:
            self._show(read)
            self.pages.show_settled()

    def _show(self, read: _Read) -> None:
        self._people = read.session.people
        self.window.show_session(read.session, self._source.who)
        self.pages.show_session(read.session, read.entries)

    def _read_again(self, nth: int) -> SessionStrip | None:
        """Read it on the other thread, unless it is to be read once more anyway."""
        return self._settled.strip(self._source.read()) if nth == self._n_reads else None

    def _read_settled(self, recording: Recording) -> SessionStrip:
        return self._settled.strip(recording)

    def _read_spectra(self) -> None:
        if self._people is not None:
            span_s = self.window.spectrum.span_s
            self._ask(
                partial(_spectra, self._people, span_s or (0.0, self._length_s)),
                partial(self._show_spectra, span_s),
            )

    def _show_spectra(self, span_s: Span, spectra: Mapping[Role, Spectrum]) -> None:
        if span_s == self.window.spectrum.span_s:  # another stretch may have been drawn out since
            self.window.show_spectra(spectra)

    def _replay(self, from_s: float, speed: int) -> None:
        self.replay_asked.emit(partial(self._source.plan_replay, float(speed), from_s))

    def _export(self) -> None:
        if self._source.session_id is not None:
            self.export_asked.emit(self._source.session_id)

    def _ask(self, work: Callable[[], _T], then: Callable[[_T], None]) -> None:
        self._thread.ask(work, then, self._fail)

    def _fail(self, failed: Failed) -> None:
        self.window.say_problem(failed.words)


def _read_strip(source: ReviewSource) -> SessionStrip:
    return read_strip(source.read())


def _complete(strip: SessionStrip) -> _Read:
    return _Read(complete(strip), audit(strip.recording.moments))


def _spectra(people: Mapping[Role, PersonStrip], of_s: tuple[float, float]) -> dict[Role, Spectrum]:
    importlib.import_module("pyqtgraph")  # what the plot needs next, and takes a while: not on Qt's thread
    return {role: read_spectrum(person.series, of_s) for role, person in people.items()}
