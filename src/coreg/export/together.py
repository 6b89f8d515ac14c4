"""Two people's moving together in exports: the answers as shown and as found again, their stretches, the review."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coreg.domain.reading import Unknown
from coreg.domain.together import TogetherReview, TogetherState, TogetherUpdate
from coreg.export.content import Content
from coreg.export.reading_cells import reading_cells, reading_columns, reason
from coreg.export.table import Cell, Column, Kind, Table

_WHY = "why it isn't known, a word of the table reasons; empty where it is"
_A = "standard deviations from chance, where they are most within 3 s of lag; empty where it couldn't be computed"
_ANSWERS = (
    Column(
        "t_s", Kind.NUMBER, "s", "the end of the ten minutes it is of, on the session's clock; shown 12-20 s later"
    ),
    Column("a", Kind.NUMBER, "", _A, may_be_empty=True),
    Column("state", Kind.TEXT, "", "together (more than chance would give), chance (no more), unknown"),
    Column("unknown", Kind.TEXT, "", _WHY, may_be_empty=True),
    Column("marks_revision", Kind.INTEGER, "", "id of the newest event that it knew of; 0: none"),
)
_REVIEW = (
    Column("state", Kind.TEXT, "", "together, chance, opposite or unknown, of the whole session"),
    Column("unknown", Kind.TEXT, "", _WHY, may_be_empty=True),
    Column("clock", Kind.TEXT, "", "how the beats were placed that it is of, as in the table session"),
    Column("marks_revision", Kind.INTEGER, "", "id of the newest event, corrections included; 0: none"),
    Column("n_segments", Kind.INTEGER, "", "usable half-minutes"),
    Column("z", Kind.NUMBER, "", "of the largest size over lags; says nothing where unknown", may_be_empty=True),
    Column("lag_s", Kind.NUMBER, "s", "the lag of z; positive: client first", may_be_empty=True),
    *reading_columns("excess", "", "matched minus unrelated half-minutes, Fisher z, at that lag", ""),
    *reading_columns("lead", "s", "by how much the client goes first", "_s"),
    Column(
        "lead", Kind.TEXT, "", "what it may be called: client_first, therapist_first, within (2.5 s), not_clear"
    ),
    Column("breathing_in_step", Kind.TRUTH, "", "1: they breathed in step; empty: not known", may_be_empty=True),
    Column("breathing_unknown", Kind.TEXT, "", _WHY, may_be_empty=True),
    Column("breathing_p", Kind.NUMBER, "", "of 999 permutations", may_be_empty=True),
)
_SAID_ELSEWHERE = ("clock", "excess_rough", "lead_rough")  # room is short in EDF+; neither is ever rough


@dataclass(frozen=True, slots=True)
class Stretch:
    """Answers in a row that say the same, for the same reason; each stands for the time since the one before it."""

    start_s: float
    end_s: float
    state: TogetherState
    unknown: Unknown | None

    @property
    def words(self) -> str:
        """The state, and why where it isn't known."""
        return self.state.value if self.unknown is None else f"{self.state.value} {self.unknown.value}"


def stretches(answers: Sequence[TogetherUpdate]) -> Iterator[Stretch]:
    """Give the stretches, from the session's zero on.

    >>> unknown, chance = TogetherState.UNKNOWN, TogetherState.CHANCE
    >>> said = [TogetherUpdate(40.0, None, unknown, Unknown.TOO_SHORT), TogetherUpdate(50.0, 1.1, chance)]
    >>> [(one.start_s, one.end_s, one.words) for one in stretches(said)]
    [(0.0, 40.0, 'unknown too_short'), (40.0, 50.0, 'chance')]
    """
    start_s = 0.0
    for (state, unknown), same in groupby(answers, key=lambda one: (one.state, one.unknown)):
        end_s = list(same)[-1].t_s
        yield Stretch(start_s, end_s, state, unknown)
        start_s = end_s


def both_traces(content: Content) -> Iterator[tuple[str, Stretch]]:
    """Give the stretches as found again (`together`), and those that were shown (`together_shown`)."""
    found = () if content.together is None else content.together.updates
    yield from (("together", one) for one in stretches(found))
    yield from (("together_shown", one) for one in stretches(content.shown))


def together_tables(content: Content) -> tuple[Table, ...]:
    """Return the tables; empty where nothing was shown, or the session is too long."""
    again = content.together
    return (
        Table(
            "together",
            "moving together, live: the answers as they were shown",
            _ANSWERS,
            _answer_rows(content.shown),
        ),
        Table(
            "together_again",
            "the same answers found again, with beats and marks as they are in this export",
            _ANSWERS,
            () if again is None else _answer_rows(again.updates),
        ),
        Table(
            "together_review",
            "moving together over the whole session, one row",
            _REVIEW,
            () if again is None else (_review_row(content, again.review),),
        ),
    )


def review_facts(content: Content) -> dict[str, Cell]:
    """Return the review's row by the names of its columns, without cells that say nothing, and without clock."""
    if content.together is None:
        return {}
    row = _review_row(content, content.together.review)
    return {
        column.name: cell
        for column, cell in zip(_REVIEW, row, strict=True)
        if cell is not None and column.name not in _SAID_ELSEWHERE
    }


def _answer_rows(answers: Sequence[TogetherUpdate]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((one.t_s, one.a, one.state.value, reason(one.unknown), one.marks_revision) for one in answers)


def _review_row(content: Content, review: TogetherReview) -> tuple[Cell, ...]:
    return (
        review.state.value,
        reason(review.unknown),
        content.clock,
        content.marks.revision,
        review.n_segments,
        review.z,
        review.lag_s,
        *reading_cells(review.excess),
        *reading_cells(review.lead_s),
        review.lead.value,
        review.breathing_in_step,
        reason(review.breathing_unknown),
        review.breathing_p,
    )
