"""What was marked and what was corrected since: when, by whom, and how each mark stood before and after it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from coreg.domain.moment import Moment, MomentKind
from coreg.readings.marks import retracted_moments, standing_moments
from coreg.review.amended import REVIEW


class Did(Enum):
    """What one entry did."""

    MARKED = "marked"
    ADDED = "added"
    AMENDED = "amended"
    TOOK_BACK = "took_back"
    BROUGHT_BACK = "brought_back"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One moment, and what it did.

    Attributes
    ----------
    about
        The number of the mark that a correction is about in the end, however many corrections lie between.
    before, after
        That mark as it stood before this entry and after it; None where it didn't stand. Of a mark, only `after`:
        as it was made.
    stands
        Whether this entry itself was not taken back since.
    changed_by
        The numbers of the corrections that name this entry.
    """

    moment: Moment
    did: Did
    about: int | None
    before: Moment | None
    after: Moment | None
    stands: bool
    changed_by: tuple[int, ...]

    @property
    def is_after_session(self) -> bool:
        """Whether it was made in a review."""
        return self.moment.input == REVIEW


def audit(moments: Sequence[Moment]) -> list[AuditEntry]:
    """Return an entry for every moment, in the order in which they were made."""
    return list(_entries(moments))


def _entries(moments: Sequence[Moment]) -> Iterator[AuditEntry]:
    by_number = {moment.moment_id: moment for moment in moments}
    retracted = retracted_moments(moments)
    for i, moment in enumerate(moments):
        about = _about(moment, by_number)
        before = None if about is None else _as_it_stood(moments[:i], about)
        after = moment if about is None else _as_it_stood(moments[: i + 1], about)
        yield AuditEntry(
            moment=moment,
            did=_did(moment, by_number),
            about=about,
            before=before,
            after=after,
            stands=moment.moment_id not in retracted,
            changed_by=tuple(m.moment_id for m in moments if m.amends == moment.moment_id),
        )


def _about(moment: Moment, by_number: Mapping[int, Moment]) -> int | None:
    """Follow a correction to the mark; each names an earlier one, else the search ends."""
    while moment.amends is not None:
        named = by_number.get(moment.amends)
        if named is None or named.moment_id >= moment.moment_id:
            return None
        if named.amends is None:
            return named.moment_id
        moment = named
    return None


def _as_it_stood(moments: Sequence[Moment], number: int) -> Moment | None:
    return next((moment for moment in standing_moments(moments) if moment.moment_id == number), None)


def _did(moment: Moment, by_number: Mapping[int, Moment]) -> Did:
    if moment.kind is MomentKind.ERASED:
        return Did.ERASED
    if moment.kind is MomentKind.AMEND:
        return Did.AMENDED
    if moment.kind is MomentKind.RETRACT:
        named = by_number.get(moment.amends or 0)
        was_taking_back = named is not None and _did(named, _before(by_number, named)) is Did.TOOK_BACK
        return Did.BROUGHT_BACK if was_taking_back else Did.TOOK_BACK
    return Did.ADDED if moment.input == REVIEW else Did.MARKED


def _before(by_number: Mapping[int, Moment], moment: Moment) -> Mapping[int, Moment]:
    """Only what came before: a file whose corrections name each other in a circle has an end."""
    return {number: each for number, each in by_number.items() if number < moment.moment_id}
