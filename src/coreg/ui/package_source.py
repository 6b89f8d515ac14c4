"""What the window is handed of an opened package. No Qt, nothing that takes time to import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coreg.domain.comment import Comment
    from coreg.ui.review_source import ReviewSource


@dataclass(frozen=True, slots=True)
class PackageSource:
    """A session for supervision, in memory alone.

    Attributes
    ----------
    review
        What its review is read from.
    pseudonym, number, day
        Who it is, which session of theirs, and how many days after their first.
    comments_path
        Where comments are kept, unless somebody says otherwise.
    comments, add
        The comments in a file, none where there is none; and one more, about an instant or the whole session, on
        disk when it returns. Both may block.
    """

    review: ReviewSource
    pseudonym: str
    number: int
    day: int
    is_simulated: bool
    comments_path: Path
    comments: Callable[[Path], Sequence[Comment]]
    add: Callable[[Path, str, float | None], Sequence[Comment]]
