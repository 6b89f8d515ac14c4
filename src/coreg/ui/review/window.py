"""The review window: the strip at the left, what the session can be read to say at the right."""

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coreg.domain.moment import SUPERVISOR, Moment, MomentKind
from coreg.domain.note import Note
from coreg.domain.person import Role
from coreg.domain.snapshot import Lane
from coreg.review.reviewed import ReviewedSession
from coreg.review.spectrum import Spectrum
from coreg.review.strip import SessionStrip
from coreg.ui import wording as words_of_all
from coreg.ui.fonts import MEDIUM
from coreg.ui.review import together_wording, wording
from coreg.ui.review.chart import Chart
from coreg.ui.review.dressed import dress
from coreg.ui.review.findings import Findings
from coreg.ui.review.keys import act_of
from coreg.ui.review.note_list import NoteAt
from coreg.ui.review.page import Page
from coreg.ui.review.side import Side
from coreg.ui.review.spectrum_page import SpectrumPage
from coreg.ui.review.strip_view import strip_view
from coreg.ui.review.top_line import TopLine
from coreg.ui.theme import DARK, LIGHT, Look
from coreg.ui.words import Words

SPEEDS = (1, 2, 4, 8)
_GAP_PX = 12
_DESCRIBE_AFTER_MS = 300
_NEAR_S = 3.0


class ReviewWindow(QWidget):
    """Shows one session.

    Signals: `replay_asked(float, int)` with an instant and a speed, `spectrum_asked()`, `report_asked()`,
    `export_asked()`, `comment_asked()` (who reads a package for supervision takes comments), `left()`.

    Parameters
    ----------
    can_report, can_export, can_replay
        Which of the buttons there are.
    """

    replay_asked = Signal(float, int)
    spectrum_asked = Signal()
    report_asked = Signal()
    export_asked = Signal()
    comment_asked = Signal()
    left = Signal()

    def __init__(
        self, look: Look, *, can_report: bool = False, can_export: bool = False, can_replay: bool = True
    ) -> None:
        super().__init__()
        self.look = look
        self.session: SessionStrip | ReviewedSession | None = None
        self.may_close = False
        self._notes: dict[int, NoteAt] = {}
        self._typed: dict[int, str] = {}
        self._has_notes_file = False
        self._speed = SPEEDS[0]
        self.top = TopLine()
        self.chart, self.side = Chart(), Side()
        self.findings, self.spectrum = Findings(), SpectrumPage()
        self.readout = Words("", "label", "text", MEDIUM)
        self.keys = Words(wording.KEYS, "tick", "muted_text")
        self.side.add_page(wording.SETS, self.findings)
        self.spectrum_button = self.side.add_page(wording.SPECTRUM, self.spectrum)
        for button, is_there in (
            (self.side.report, can_report),
            (self.side.export, can_export),
            (self.side.replay, can_replay),
            (self.side.speed, can_replay),
        ):
            button.setVisible(is_there)
        self._describe_soon = QTimer(self)
        self._describe_soon.setSingleShot(True)
        self._describe_soon.setInterval(_DESCRIBE_AFTER_MS)
        self._spectrum_soon = QTimer(self)
        self._spectrum_soon.setSingleShot(True)
        self._spectrum_soon.setInterval(_DESCRIBE_AFTER_MS)
        self._connect()
        self._lay_out()
        self.setWindowTitle(words_of_all.PRODUCT)
        self.setAccessibleName(wording.NAME)
        self.setAccessibleDescription(wording.KEYS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self.setMinimumSize(900, 600)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Change palette and text size."""
        self.look = look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(look.colours.window))
        self.setPalette(palette)
        dress(look, self.top, self.readout, self.keys, self.chart, self.side)

    def show_session(self, session: SessionStrip | ReviewedSession, who: str = "") -> None:
        """Show a session, at first perhaps only its strip; the same one again, read further or amended, stays put.

        Parameters
        ----------
        who
            The client's pseudonym, where the vault knows it.
        """
        self.session = session
        self.top.show_session(session, who)
        self.spectrum.forget()
        if isinstance(session, ReviewedSession):
            self.chart.show_view(strip_view(session), together_wording.sentence(session.together))
            self.findings.show_session(session)
        else:
            self.chart.show_view(strip_view(session), wording.TOGETHER_LATER)
            self.findings.show_reading()
        self.findings.choose_set(None if self.chart.chosen_set is None else self.chart.chosen_set.number)
        if self.side.page == 1:
            self._ask_spectrum()
        self._show_notes()

    def show_notes(self, notes: Sequence[Note] | None) -> None:
        """Take what was typed; None where this session can have no notes."""
        self._typed = {} if notes is None else {note.note_id: note.text for note in notes}
        self._has_notes_file = notes is not None
        self._show_notes()

    def show_spectra(self, spectra: Mapping[Role, Spectrum]) -> None:
        """Show what was asked for."""
        self.spectrum.show_spectra(spectra)

    def add_page(self, name: str, page: Page, *, has_tab: bool = True) -> None:
        """Put another page into the right column, behind a button of this name, or one that is led to."""
        self.side.add_page(name, page, has_tab=has_tab)

    def selected_span(self) -> tuple[float, float] | None:
        """Return the stretch that was drawn out, else the chosen set's, else None."""
        if self.chart.chosen_s is not None:
            return self.chart.chosen_s
        one = self.chart.chosen_set
        return None if one is None else (one.start_s, self.chart.view.set_ends_s[one.number])

    def selected_moment(self) -> Moment | None:
        """Return the mark that is chosen; of a chosen set the press that began it."""
        if self.chart.mark is not None or self.session is None or self.chart.chosen_set is None:
            return self.chart.mark
        number = self.chart.chosen_set.number
        starts = (m for m in self.session.marks.moments if m.kind is MomentKind.SET_STARTED)
        return next((m for m in starts if m.payload.get("set") == number), None)

    def say(self, words: str) -> None:
        """Say one line beneath the strip."""
        self.readout.say(words, "text")
        self.keys.setVisible(not words)

    def say_problem(self, words: str) -> None:
        """Say what went wrong; where nothing is shown yet, in the title's place too."""
        self.readout.say(words, "notice")
        self.keys.hide()
        if self.session is None:
            self.top.title.say(wording.NOT_READ)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means."""
        if self.side.take_key(event):
            return
        act = act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            getattr(self, f"_{act.value}")()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys: no button has them before Tab gives them to one."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go back; the owner lets the window go."""
        if self.may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.left.emit()

    def _next_page(self) -> None:
        self.side.turn_by(1)

    def _previous_page(self) -> None:
        self.side.turn_by(-1)

    def _whole(self) -> None:
        self.chart.show_seen(self.chart.seen.zoomed(1e9, 0.0))

    def _zoom_in(self) -> None:
        self.chart.zoom(0.5)

    def _zoom_out(self) -> None:
        self.chart.zoom(2.0)

    def _earlier(self) -> None:
        self.chart.show_seen(self.chart.seen.moved(-0.8 * self.chart.seen.span_s))

    def _later(self) -> None:
        self.chart.show_seen(self.chart.seen.moved(0.8 * self.chart.seen.span_s))

    def _next_set(self) -> None:
        if not self.chart.step_set(1):
            self.say(wording.NO_SETS_TO_CHOOSE)

    def _previous_set(self) -> None:
        if not self.chart.step_set(-1):
            self.say(wording.NO_SETS_TO_CHOOSE)

    def _next_mark(self) -> None:
        self.chart.step_mark(1)

    def _previous_mark(self) -> None:
        self.chart.step_mark(-1)

    def _stretch_later(self) -> None:
        self.chart.stretch_by(0.02)

    def _stretch_earlier(self) -> None:
        self.chart.stretch_by(-0.02)

    def _open_note(self) -> None:
        mark = self.chart.mark
        if mark is None:
            self.say(wording.CHOOSE_MARK)
        elif mark.moment_id not in self._notes:
            self.say(wording.NO_NOTE_HERE)
        else:
            self._show_note(mark.moment_id)

    def _comment(self) -> None:
        self.comment_asked.emit()

    def _replay(self) -> None:
        if self.side.replay.isVisible():
            self.replay_asked.emit(self.replays_from_s, self._speed)

    def _change_speed(self) -> None:
        self._speed = SPEEDS[(SPEEDS.index(self._speed) + 1) % len(SPEEDS)]
        self._show_replay()

    def _change_look(self) -> None:
        self.set_look(Look(LIGHT if self.look.colours.is_dark else DARK, self.look.scale, self.look.is_large))

    def _back(self) -> None:
        if not self.chart.forget_choice():
            self.left.emit()

    def _leave(self) -> None:
        self.left.emit()

    @property
    def replays_from_s(self) -> float:
        """The instant that a replay begins at: the chosen one, else where the strip begins."""
        return self.chart.seen.start_s if self.chart.cursor_s is None else self.chart.cursor_s

    def _show_note(self, moment_id: int) -> None:
        self.side.turn_to(0)
        if self.findings.notes.open(moment_id):
            self.side.bring_into_view(self.findings.notes)

    def _show_moment(self, moment_id: int) -> None:
        """Choose the mark of a note that was opened in the list."""
        mark = next((mark for mark in self.chart.view.marks if mark.moment_id == moment_id), None)
        if mark is not None:
            self.chart.choose_mark(mark)
        self._show_note(moment_id)

    def _show_set(self, number: int) -> None:
        one = next((one for one in self.chart.view.sets if one.number == number), None)
        if one is not None:
            self.chart.choose_set(one)

    def _show_notes(self) -> None:
        if self.session is None:
            return
        moments = [m for m in self.session.marks.moments if m.kind is MomentKind.NOTE]
        typed = getattr(self, "_typed", {})
        found = [
            NoteAt(m.moment_id, m.t_s, typed[m.payload["note"]], is_supervisors=m.by == SUPERVISOR)
            for m in moments
            if m.payload.get("note") in typed
        ]
        self._notes = {note.moment_id: note for note in found}
        words = wording.NO_NOTES if self._has_notes_file else wording.NOTES_ELSEWHERE
        self.findings.show_notes(found, words)

    def _show_turned(self, nth: int) -> None:
        if nth == 1:
            self._ask_spectrum()

    def _ask_spectrum(self) -> None:
        if not self.spectrum.is_read:
            self.spectrum_asked.emit()

    def _show_seen(self) -> None:
        self._describe_soon.start()
        self._show_replay()

    def _show_choice(self) -> None:
        one = self.chart.chosen_set
        self.findings.choose_set(None if one is None else one.number)
        t_s = self.chart.cursor_s
        self.say("" if t_s is None else self._words_at(t_s))
        self._show_replay()
        if self.spectrum.choose(self.chart.chosen_s) and self.side.page == 1:
            self._spectrum_soon.start()

    def _words_at(self, t_s: float) -> str:
        mark = self.chart.mark
        parts = [wording.at(t_s) if mark is None else wording.spoken_mark(mark)]
        if self.chart.chosen_set is not None and mark is None:
            parts = [wording.set_at(self.chart.chosen_set.number, self.chart.chosen_set.kind, t_s)]
        for person in self.chart.view.people:
            parts.append(wording.value_at(person.role, _value(person.heart_rate, t_s), _value(person.rmssd, t_s)))
        return " · ".join(parts)

    def _show_replay(self) -> None:
        self.side.speed.show_words(f"{self._speed}×", is_main=False)
        self.side.speed.setAccessibleName(wording.spoken_speed(self._speed))
        self.side.replay.show_words(wording.replay(self.replays_from_s), is_main=False)

    def _connect(self) -> None:
        self.chart.seen_changed.connect(self._show_seen)
        self.chart.choice_changed.connect(self._show_choice)
        self._describe_soon.timeout.connect(self.chart.describe)
        self._spectrum_soon.timeout.connect(self._ask_spectrum)
        self.findings.set_asked.connect(self._show_set)
        self.findings.moment_asked.connect(self._show_moment)
        self.side.turned.connect(self._show_turned)
        self.side.replay.clicked.connect(self._replay)
        self.side.speed.clicked.connect(self._change_speed)
        self.side.report.clicked.connect(self.report_asked)
        self.side.export.clicked.connect(self.export_asked)
        self.side.back.clicked.connect(self._leave)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.readout)
        foot.addStretch(1)
        foot.addWidget(self.keys)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.chart, 1)
        left.addLayout(foot)
        middle = QHBoxLayout()
        middle.setSpacing(_GAP_PX)
        middle.addLayout(left, 1)
        middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(_GAP_PX, 8, _GAP_PX, _GAP_PX)
        column.setSpacing(8)
        column.addWidget(self.top)
        column.addLayout(middle, 1)


def _value(lane: Lane, t_s: float) -> float | None:
    """A lane's value at an instant: that of the last beat before it, if that was just before."""
    times = np.asarray(lane.t_s)
    nth = int(np.searchsorted(times, t_s, side="right")) - 1
    if nth < 0 or t_s - float(times[nth]) > _NEAR_S:
        return None
    value = float(np.asarray(lane.value)[nth])
    return None if np.isnan(value) else value
