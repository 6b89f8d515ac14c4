"""Pictures of the review: a whole session, near a set, gaps, one strap, marks alone, a note, a spectrum."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coreg.domain.moment import Moment, MomentKind
from coreg.domain.note import Note, NoteKind
from coreg.recording.reader import Recording
from coreg.review.reviewed import ReviewedSession, review
from coreg.review.spectrum import read_spectrum
from coreg.review.strip import read_strip
from coreg.ui.review.window import ReviewWindow
from coreg.ui.theme import Look
from tests.ui.conftest import settle
from tests.ui.review import page_screens, sessions

Key = Qt.Key
LEAST_WIDTH_PX = 1024
_NOTES = ((690.0, "“hands feel cold”, slowed passes"), (1500.0, "long breath out, shoulders drop"))


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What there is to take pictures of."""

    whole: ReviewedSession
    gaps: ReviewedSession
    one_strap: ReviewedSession
    marks_only: ReviewedSession
    pages: page_screens.PageSeen


def seen() -> Seen:
    """Record and read the sessions."""

    def of(make: Callable[[Path], Recording]) -> ReviewedSession:
        with tempfile.TemporaryDirectory() as folder:
            return review(make(Path(folder)))

    whole, gaps = of(sessions.whole), of(sessions.with_gaps)
    return Seen(_noted(whole), gaps, of(sessions.one_strap), of(sessions.marks_only), page_screens.PageSeen())


def take_all(app: QApplication, folder: Path, look: Look, size_px: tuple[int, int], sessions_: Seen) -> None:
    """Take every picture in one look and size."""
    whole, gaps = sessions_.whole, sessions_.gaps

    def take(
        name: str, session: ReviewedSession, *keys: Key, prepare: Callable[[ReviewWindow], None] | None = None
    ) -> None:
        _take(app, folder / f"{name}.png", look, size_px, session, keys, prepare)

    take("whole", whole)
    take("reading", whole, prepare=lambda window: window.show_session(read_strip(whole.recording)))
    take("set", whole, *[Key.Key_Right] * 5)
    take("set-near", whole, *[Key.Key_Right] * 5, Key.Key_Plus, Key.Key_Plus)
    take("note", whole, prepare=_open_note)
    take("spectrum", whole, prepare=_show_spectra)
    take("stretch", gaps, Key.Key_Plus, prepare=_stretch)
    take("gaps", gaps)
    take("gap-near", gaps, *[Key.Key_Right] * 4, Key.Key_Minus)
    take("one-strap", sessions_.one_strap)
    take("marks-only", sessions_.marks_only)
    page_screens.take_all(app, folder, look, size_px, sessions_.pages)


def _take(
    app: QApplication,
    path: Path,
    look: Look,
    size_px: tuple[int, int],
    session: ReviewedSession,
    keys: tuple[Key, ...],
    prepare: Callable[[ReviewWindow], None] | None,
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    window = ReviewWindow(look, can_report=True, can_export=True)
    window.resize(*size_px)
    window.show()
    window.show_session(session, "AB 17")
    window.show_notes([Note(nth, NoteKind.NOTE, words, "") for nth, (_, words) in enumerate(_NOTES, start=1)])
    settle(app)
    for key in keys:
        QTest.keyClick(window, key)
    if prepare is not None:
        prepare(window)
    settle(app)
    window.grab().save(str(path))
    window.may_close = True
    window.close()
    window.deleteLater()


def _noted(session: ReviewedSession) -> ReviewedSession:
    """The session with two notes typed in it."""
    notes = [
        Moment(900 + nth, t_s, "", MomentKind.NOTE, payload={"note": nth})
        for nth, (t_s, _) in enumerate(_NOTES, start=1)
    ]
    return replace(session, marks=replace(session.marks, moments=(*session.marks.moments, *notes)))


def _open_note(window: ReviewWindow) -> None:
    note = next(mark for mark in window.chart.view.marks if mark.kind is MomentKind.NOTE)
    window.chart.choose_mark(note)
    QTest.keyClick(window, Key.Key_Return)


def _show_spectra(window: ReviewWindow) -> None:
    window.spectrum_button.click()
    if window.session is not None:
        people = window.session.people
        span_s = (0.0, window.session.length_s)
        window.show_spectra({role: read_spectrum(person.series, span_s) for role, person in people.items()})


def _stretch(window: ReviewWindow) -> None:
    for _ in range(6):
        QTest.keyClick(window, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
