"""EMDR's phases as stretches: each goes on until the next one was marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from coreg.domain.moment import MomentKind
from coreg.domain.stage import Phase
from coreg.export.content import Content
from coreg.export.table import Column, Kind, Table

_PHASES = (
    Column("start_s", Kind.NUMBER, "s", "when it was marked, on the session's clock"),
    Column("end_s", Kind.NUMBER, "s", "when the next one was, or the session ended"),
    Column("phase", Kind.INTEGER, "", "1 to 8"),
    Column("name", Kind.TEXT, "", "history, preparation, assessment, … reevaluation"),
)


@dataclass(frozen=True, slots=True)
class PhaseStretch:
    """One phase, from its mark on."""

    start_s: float
    end_s: float
    phase: Phase

    @property
    def name(self) -> str:
        """The phase's word."""
        return self.phase.name.lower()


def phases(content: Content) -> Iterator[PhaseStretch]:
    """Give the phases in order, corrections applied; a number that is no phase's is left out."""
    numbers = set(Phase)
    marked = [
        (moment.t_s, moment.payload.get("phase"))
        for moment in content.marks.moments
        if moment.kind is MomentKind.PHASE
    ]
    for (start_s, number), (end_s, _) in pairwise([*marked, (content.duration_s, None)]):
        if isinstance(number, int) and not isinstance(number, bool) and number in numbers:
            yield PhaseStretch(start_s, max(start_s, end_s), Phase(number))


def phase_table(content: Content) -> Table:
    """Return the table; without rows where no phase was marked."""
    rows = tuple((one.start_s, one.end_s, int(one.phase), one.name) for one in phases(content))
    return Table("phases", "EMDR's phases as they were marked, corrections applied", _PHASES, rows)
