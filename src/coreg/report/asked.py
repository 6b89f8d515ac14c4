"""What a report is asked to say, and what it may know beside the session's own file."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coreg.domain.client import Relation
from coreg.domain.errors import UsageError
from coreg.domain.language import _
from coreg.domain.note import Note
from coreg.report.page import Copy, Tick


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom the page is for, and what was ticked.

    Raises
    ------
    UsageError
        That copy never says what was ticked.
    """

    copy: Copy = Copy.THERAPIST
    ticks: frozenset[Tick] = frozenset()

    def __post_init__(self) -> None:
        if self.copy is Copy.CLIENT and Tick.NOTES in self.ticks:
            msg = _("The client's own copy never holds notes: leave them out, or make the therapist's copy.")
            raise UsageError(msg)
        if self.copy is Copy.SUPERVISION and Tick.NAMES in self.ticks:
            msg = _("A copy for supervision goes by pseudonym: leave names out, or make the therapist's copy.")
            raise UsageError(msg)

    @property
    def shows_second(self) -> bool:
        """Whether the page has the second person's part, and what the two have in common."""
        return self.copy is not Copy.CLIENT or Tick.THERAPIST in self.ticks

    @property
    def shows_marks(self) -> bool:
        """Whether the page has what the therapist marked of what they saw."""
        return self.copy is not Copy.CLIENT


@dataclass(frozen=True, slots=True)
class Known:
    """What the vault knows of a session; a plain file knows nobody, so everything may be missing.

    Attributes
    ----------
    number
        Which of the client's sessions it is, from 1.
    first_utc
        When the client's first session began.
    """

    pseudonym: str | None = None
    name: str | None = field(default=None, repr=False)
    number: int | None = None
    first_utc: str | None = None
    relation: Relation = Relation.THERAPIST
    notes: Sequence[Note] = field(default=(), repr=False)
