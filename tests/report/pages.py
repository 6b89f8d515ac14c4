"""Pages to write in tests: an hour's session with notes, and the same with the oddest of texts."""

from dataclasses import replace

from coreg.domain.note import Note, NoteKind
from coreg.report.asked import Asked, Known
from coreg.report.page import Cell, Copy, Page, Tick
from coreg.review.report_page import report_page
from tests.review.long_session import session

PSEUDONYM, NAME = "K-12", "Johanna Beispiel"
NOTE, LAST_WORDS = "the blue door came back", "slept well, wants to go on"
PART, TARGET, REASON = "the night watchman", "the stairs at school", "she stood up to open"
UTC = "2026-03-02T00:00:00.000Z"
NOTES = (
    Note(1, NoteKind.NOTE, NOTE, UTC),
    Note(2, NoteKind.NOTE, LAST_WORDS, UTC),
    Note(3, NoteKind.PART, PART, UTC),
    Note(4, NoteKind.TARGET, TARGET, UTC),
    Note(5, NoteKind.REASON, REASON, UTC),
)
KNOWN = Known(PSEUDONYM, NAME, 7, "2026-02-01T08:00:00.000Z", notes=NOTES)
EVERYTHING = frozenset({Tick.NOTES, Tick.NAMES})

MARKUP = '</p><script>alert(1)</script> & "quoted" #let x = 1; *bold* _it_ $x^2$ `raw` \\ <label> @ref // no'
LONG = "Wolkenkratzer" * 15 + "Ende!"
RIGHT_TO_LEFT = "שלום עולם · مرحبا"
EMOJI = "🙂 a kite 🪁 and 日本語"
ODD = (MARKUP, LONG, RIGHT_TO_LEFT, EMOJI)


def page(copy: Copy = Copy.THERAPIST, ticks: frozenset[Tick] = frozenset(), known: Known = KNOWN) -> Page:
    return report_page(session(), Asked(copy, ticks), known)


def full_page() -> Page:
    """Return the page that says the most."""
    return page(Copy.THERAPIST, EVERYTHING)


def odd_page(text: str) -> Page:
    """Return a page whose pseudonym and note are this text."""
    known = replace(KNOWN, pseudonym=text[:200], notes=(Note(1, NoteKind.NOTE, text, UTC),))
    return page(Copy.THERAPIST, frozenset({Tick.NOTES}), known)


def page_of_sets(n: int) -> Page:
    """Return a page with a table of so many sets."""
    whole = page()
    assert whole.sets is not None
    rows = [(Cell(str(i + 1)), *whole.sets.rows[i % len(whole.sets.rows)][1:]) for i in range(n)]
    return replace(whole, sets=replace(whole.sets, rows=tuple(rows)))
