"""Where a review gets its session from, and what can be done with it. No Qt, nothing that takes time to import."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coreg.domain.moment import Moment
    from coreg.domain.note import Note
    from coreg.recording.reader import Recording
    from coreg.report.asked import Asked
    from coreg.report.page import Face
    from coreg.review.amendments import Amending
    from coreg.review.reviewed import ReviewedSession
    from coreg.session.plan import Plan

Correct = Callable[["Amending", "int | None"], "Amending"]
Amend = Callable[["Correct", "str | None"], "tuple[Moment, ...]"]
Erase = Callable[["tuple[float, float, str] | None", "Collection[int]"], None]
MakeReport = Callable[["ReviewedSession", "Asked", "Face"], bytes]


@dataclass(frozen=True, slots=True)
class ReviewSource:
    """A session that can be reviewed. Everything here may block: it is called on a thread of the review's own.

    Attributes
    ----------
    read
        The session, as it is now: an amendment is seen by reading it again.
    plan_replay
        Its replay, at a speed and from an instant in seconds. Raises UsageError where it can't be replayed.
    notes
        What was typed in it; None where it can hold no text.
    who
        The client's pseudonym, empty where nobody knows it.
    session_id
        Of a session of the vault; None for a plain file.
    can_export
        Whether the vault's export page can be asked for it.
    report
        Returns the file of its report; None where there is none.
    amend
        Appends corrections, with the reason where one is given, and returns them; None where it stays as it is.
    erase
        Takes a stretch (start, end, whose: a role or "both") or moments away for good; None likewise.
    keeps_text
        Whether a reason can be kept.
    """

    read: Callable[[], Recording]
    plan_replay: Callable[[float, float], Plan]
    notes: Callable[[], Sequence[Note]] | None = None
    who: str = ""
    session_id: str | None = None
    can_export: bool = False
    report: MakeReport | None = None
    amend: Amend | None = None
    erase: Erase | None = None
    keeps_text: bool = False
