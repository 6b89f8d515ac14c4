"""A session's strip for the page: as many points as paper can show, and the rows that have something to say."""

import math
from bisect import bisect_right
from collections.abc import Iterator

import numpy as np

from coreg.domain.beat import GapCause
from coreg.domain.marks import Scale, SpanKind
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.snapshot import Lane
from coreg.domain.stage import Phase
from coreg.readings.heart_rate_course import TrailingMean
from coreg.report import wording
from coreg.report.figures import clock
from coreg.report.page import Hole, Line, Steps, Stretch, Strip
from coreg.review.report_part import Part
from coreg.review.reviewed import ReviewedPerson

_N_POINTS = 450  # our choice: one a point of paper's width
_LEAST_STEP_S = 2.0
_RANGES = {Scale.SUD: (0, 10), Scale.VOC: (1, 7)}  # Self-energy never stands beside heart data: design section 5


def strip(part: Part) -> Strip | None:
    """Return the strip; None where the session has no length to show."""
    if part.length_s <= 0.0:
        return None
    ratings = tuple(_ratings(part))
    return Strip(
        title=wording.STRIP,
        description=_description(part, ratings),
        names=wording.NAMES,
        length_s=part.length_s,
        phases=tuple(_phases(part)),
        sets=tuple(_sets(part)),
        left_out=tuple(_left_out(part)),
        heart_rate=tuple(_heart_rate(role, person, part.length_s) for role, person in part.people.items()),
        rmssd=tuple(_rmssd(role, person.rmssd_lane, part.length_s) for role, person in part.people.items()),
        holes=tuple(_holes(part)),
        ratings=ratings,
        together=part.together_stretches if part.together is not None and len(part.people) == len(Role) else None,
    )


def _instants_s(length_s: float) -> list[float]:
    step_s = max(_LEAST_STEP_S, length_s / _N_POINTS)
    return [step_s * i for i in range(1, math.floor(length_s / step_s) + 1)]


def _heart_rate(role: Role, person: ReviewedPerson, length_s: float) -> Line:
    t_s = _instants_s(length_s)
    return Line(role, tuple(t_s), tuple(TrailingMean(person.series).at(np.array(t_s)).tolist()))


def _rmssd(role: Role, lane: Lane, length_s: float) -> Line:
    """Thin a lane out: at each instant the newest value, if it is of the last few seconds."""
    t_s = _instants_s(length_s)
    times_s = list(lane.t_s)
    step_s = t_s[0] if t_s else _LEAST_STEP_S
    rows = [bisect_right(times_s, at) - 1 for at in t_s]
    kept = [
        row if row >= 0 and at - times_s[row] <= max(step_s, 5.0) else None
        for row, at in zip(rows, t_s, strict=True)
    ]

    def of(values: "memoryview[float]") -> tuple[float, ...]:
        return tuple(math.nan if row is None else values[row] for row in kept)

    value, low, high = of(lane.value), of(lane.low), of(lane.high)
    both = [math.isnan(a) or math.isnan(b) for a, b in zip(low, high, strict=True)]
    low = tuple(math.nan if gone else a for a, gone in zip(low, both, strict=True))
    high = tuple(math.nan if gone else b for b, gone in zip(high, both, strict=True))
    return Line(role, tuple(t_s), value, low, high)


def _phases(part: Part) -> Iterator[Stretch]:
    begins = [
        (moment.t_s, phase)
        for moment in part.marks.moments
        if moment.kind is MomentKind.PHASE
        for phase in Phase
        if moment.payload.get("phase") == phase.value
    ]
    for i, (start_s, phase) in enumerate(begins):
        end_s = begins[i + 1][0] if i + 1 < len(begins) else part.length_s
        yield Stretch(start_s, end_s, f"{phase.value} {wording.PHASES[phase]}")


def _sets(part: Part) -> Iterator[Stretch]:
    for one in part.marks.sets:
        yield Stretch(one.start_s, part.length_s if one.end_s is None else one.end_s, str(one.number))


def _left_out(part: Part) -> Iterator[Stretch]:
    for kind, label in ((SpanKind.OFF_RECORD, wording.OFF_RECORD), (SpanKind.EXCLUDED, wording.EXCLUDED)):
        for span in part.marks.spans_of(kind):
            yield Stretch(span.start_s, part.length_s if span.end_s is None else span.end_s, label)


def _holes(part: Part) -> Iterator[Hole]:
    for role, person in part.people.items():
        for gap in person.gaps:
            if gap.cause is not GapCause.OFF_RECORD:
                yield Hole(role, gap.start_s, gap.end_s)


def _ratings(part: Part) -> Iterator[Steps]:
    for scale, (lowest, highest) in _RANGES.items():
        given = [one for one in part.marks.ratings if one.scale is scale]
        targets = sorted({one.target or 0 for one in given})
        for target in targets:
            points = tuple((one.t_s, one.value) for one in given if (one.target or 0) == target)
            label = wording.SCALES[scale] + (f" {target}:" if len(targets) > 1 else "")
            yield Steps(label, lowest, highest, points)


def _description(part: Part, ratings: tuple[Steps, ...]) -> str:
    said = " ".join(
        wording.STRIP_RATING.format(scale=one.label, time=clock(t_s), value=value)
        for one in ratings
        for t_s, value in one.points
    )
    who = wording.AND.join(part.name(role) for role in part.people) or wording.NOBODY_MEASURED
    sets = wording.n_sets(len(part.marks.sets))
    return wording.STRIP_IS.format(who=who, length=clock(part.length_s), sets=sets, ratings=said).strip()
