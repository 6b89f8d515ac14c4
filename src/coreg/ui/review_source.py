"""Where a review gets its session from, and what can be done with it. No Qt, nothing that takes time to import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coreg.domain.note import Note
    from coreg.recording.reader import Recording
    from coreg.review.reviewed import ReviewedSession
    from coreg.session.plan import Plan

MakeReport = Callable[["ReviewedSession", "Sequence[Note]", Path], Path]


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
        Writes its report into a folder and returns what was made; None where there is none.
    """

    read: Callable[[], Recording]
    plan_replay: Callable[[float, float], Plan]
    notes: Callable[[], Sequence[Note]] | None = None
    who: str = ""
    session_id: str | None = None
    can_export: bool = False
    report: MakeReport | None = None
