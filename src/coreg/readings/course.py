"""From a client's sessions to what they come to together: lines with their usual range, targets, breaks.

A line is never read across a change of strap model or of medication: either moves the numbers by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coreg.domain.course import (
    Break,
    ContextTick,
    Course,
    CourseSession,
    Line,
    Overlap,
    Step,
    TargetCourse,
    TooFew,
    Usual,
)
from coreg.domain.reading import Reading
from coreg.dsp.nap import nap
from coreg.dsp.theil_sen import theil_sen
from coreg.dsp.usual_range import LEAST_SESSIONS, usual_range

LEAST_BEFORE = 3  # our choice: design section 8
_PER_SESSIONS = 10.0


def read_course(sessions: Sequence[CourseSession]) -> Course:
    """Return what the sessions come to.

    Parameters
    ----------
    sessions
        Of one client, oldest first.
    """
    breaks = dict(_breaks(sessions))
    begins = next((i for i, one in enumerate(sessions) if one.n_processing), None)
    return Course(
        sessions=tuple(sessions),
        breaks=breaks,
        processing_from=begins,
        baseline_bpm=read_line([one.baseline_bpm for one in sessions], breaks, begins),
        baseline_ln_rmssd=read_line([one.baseline_ln_rmssd for one in sessions], breaks, begins),
        targets=tuple(_targets(sessions)),
    )


def read_line(values: Sequence[Reading], breaks: Mapping[int, object], begins: int | None) -> Line:
    """Return one number over the sessions, as far as it can be read."""
    first = max(breaks, default=0)
    order, known = _known(values, first)
    per_ten, too_few = _per_ten(order, known)
    return Line(
        values=tuple(values),
        usual=_usual(known),
        outside=tuple(_outside(values, breaks)),
        per_ten=per_ten,
        per_ten_too_few=too_few,
        overlap=_overlap(values, first, begins),
    )


def _breaks(sessions: Sequence[CourseSession]) -> Iterator[tuple[int, tuple[Break, ...]]]:
    worn: str | None = None
    for i, one in enumerate(sessions):
        found = []
        if one.has_strap:
            model = one.strap_model or ""
            if worn is not None and model != worn:
                found.append(Break.OTHER_STRAP)
            worn = model
        if i and ContextTick.MEDICATION_CHANGED in one.context:
            found.append(Break.MEDICATION_CHANGED)
        if found:
            yield i, tuple(found)


def _known(values: Sequence[Reading], first: int, end: int | None = None) -> tuple[NDArray[np.float64], ...]:
    """Return the numbers of the sessions from `first` on that are known, and what they are; shapes (n,)."""
    known = [(i, one.value) for i, one in enumerate(values[:end]) if i >= first and one.value is not None]
    return tuple(np.array(known, dtype=np.float64).reshape(-1, 2).T)


def _usual(known: NDArray[np.float64]) -> Usual | None:
    if known.size < LEAST_SESSIONS:
        return None
    found = usual_range(known)
    return Usual(found.low, found.high, known.size)


def _outside(values: Sequence[Reading], breaks: Mapping[int, object]) -> Iterator[int]:
    for i, one in enumerate(values):
        first = max((at for at in breaks if at <= i), default=0)
        usual = _usual(_known(values, first, i)[1])
        if one.value is not None and usual is not None and not usual.low <= one.value <= usual.high:
            yield i


def _per_ten(order: NDArray[np.float64], known: NDArray[np.float64]) -> tuple[Reading, TooFew | None]:
    if known.size < LEAST_SESSIONS:
        return Reading(), TooFew.SESSIONS
    slope = theil_sen(order, known)
    if np.isnan(slope.low):
        return Reading(), TooFew.SESSIONS
    value, low, high = (_PER_SESSIONS * bound for bound in slope)
    reading = Reading(value=value, low=low, high=high)
    return reading, TooFew.NOT_CLEAR if slope.low <= 0.0 <= slope.high else None


def _overlap(values: Sequence[Reading], first: int, begins: int | None) -> Overlap:
    if begins is None:
        return Overlap(_known(values, first)[1].size, 0, too_few=TooFew.SESSIONS)
    before, since = _known(values, first, begins)[1], _known(values, max(first, begins))[1]
    if before.size < LEAST_BEFORE:
        return Overlap(before.size, since.size, too_few=TooFew.BEFORE_PROCESSING)
    if since.size < LEAST_BEFORE:
        return Overlap(before.size, since.size, too_few=TooFew.SESSIONS)
    return Overlap(before.size, since.size, *nap(before, since))


def _targets(sessions: Sequence[CourseSession]) -> Iterator[TargetCourse]:
    """Give the targets in the order of their numbers; ratings of none in particular come last."""
    rated = {rating.target for one in sessions for rating in one.ratings}
    answered = {target for one in sessions for target in one.complete_targets}
    for target in sorted(rated | answered, key=lambda number: (number is None, number)):
        steps = tuple(
            Step(i, rating) for i, one in enumerate(sessions) for rating in one.ratings if rating.target == target
        )
        answers = [one.complete_targets[target] for one in sessions if target in one.complete_targets]
        yield TargetCourse(target, steps, answers[-1] if answers else None)


def unbroken(breaks: Mapping[int, object], n: int) -> list[range]:
    """Return the runs of sessions that may be compared with one another.

    >>> unbroken({3: ()}, 5)
    [range(0, 3), range(3, 5)]
    """
    edges = sorted({0, *breaks, n})
    return [range(a, b) for a, b in pairwise(edges)]
