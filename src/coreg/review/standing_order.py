"""What can't be in a session's marks: an end before its start, two sets at once, times outside the session."""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

from coreg.domain.marks import SpanKind
from coreg.domain.moment import Moment, MomentKind
from coreg.readings.marks import span_kinds, standing_moments


class Wrong(Enum):
    """What is wrong with marks as they stand; where it is several things, the first of these says it best."""

    OUTSIDE = "outside"
    STRETCHES_OVERLAP = "stretches_overlap"
    SETS_OVERLAP = "sets_overlap"
    ENDS_BEFORE = "ends_before"
    NEVER_ENDS = "never_ends"
    EXCLUDED_NOTHING = "excluded_nothing"


def wrongs(moments: Sequence[Moment], length_s: float) -> set[tuple[Wrong, int]]:
    """Return what is wrong, each with the number of the moment that it is seen at."""
    standing = sorted(standing_moments(moments), key=lambda moment: (moment.t_s, moment.moment_id))
    return {
        *_outside(standing, length_s),
        *_sets(standing),
        *_stretches(standing),
        *_excluded(standing, length_s),
    }


def _outside(standing: Sequence[Moment], length_s: float) -> Iterator[tuple[Wrong, int]]:
    for moment in standing:
        if not 0.0 <= moment.t_s <= length_s:
            yield Wrong.OUTSIDE, moment.moment_id


def _sets(standing: Sequence[Moment]) -> Iterator[tuple[Wrong, int]]:
    ends = {m.payload.get("set"): m for m in standing if m.kind is MomentKind.SET_ENDED}
    starts = [m for m in standing if m.kind is MomentKind.SET_STARTED]
    found: list[tuple[float, float, int]] = []
    for start in starts:
        end = ends.get(start.payload.get("set"))
        if end is None:
            yield Wrong.NEVER_ENDS, start.moment_id
        elif end.t_s <= start.t_s:
            yield Wrong.ENDS_BEFORE, start.moment_id
        else:
            found.append((start.t_s, end.t_s, start.moment_id))
    for (_, end_s, _), (start_s, _, number) in pairwise(found):
        if start_s < end_s:
            yield Wrong.SETS_OVERLAP, number


def _stretches(standing: Sequence[Moment]) -> Iterator[tuple[Wrong, int]]:
    running: dict[SpanKind, Moment] = {}
    for moment in standing:
        started, ended = span_kinds(moment)
        if started is not None and running.setdefault(started, moment) is not moment:
            yield Wrong.STRETCHES_OVERLAP, moment.moment_id
        if ended is not None and running.pop(ended, None) is None:
            yield Wrong.ENDS_BEFORE, moment.moment_id
    for moment in running.values():
        yield Wrong.NEVER_ENDS, moment.moment_id


def _excluded(standing: Sequence[Moment], length_s: float) -> Iterator[tuple[Wrong, int]]:
    for moment in standing:
        end_s = moment.payload.get("end_s")
        if moment.kind is not MomentKind.EXCLUDED:
            continue
        if not isinstance(end_s, int | float) or not moment.t_s < end_s:
            yield Wrong.EXCLUDED_NOTHING, moment.moment_id
        elif end_s > length_s:
            yield Wrong.OUTSIDE, moment.moment_id
