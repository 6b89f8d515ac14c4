"""What the strip is given to show, put together from a session read anew. No pixels, no Qt."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeVar

import numpy as np

from coreg.domain.beat import Gap, GapCause
from coreg.domain.marks import Marks, Scale, SetMark, Span, SpanKind
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.snapshot import Lane
from coreg.domain.stage import ClientScreen, Phase
from coreg.domain.together import Together, TogetherState
from coreg.review.reviewed import ReviewedPerson, ReviewedSession
from coreg.review.strip import PersonStrip, SessionStrip

_Said = TypeVar("_Said")
_LEAST_UNKNOWN_S = 5.0  # our choice: a shorter break in a line is seen as one, and needs no words
_IN_LANES_OF_THEIR_OWN = (
    MomentKind.SET_STARTED,
    MomentKind.SET_ENDED,
    MomentKind.RATING,
    MomentKind.PHASE,
    MomentKind.EXCLUDED,
    MomentKind.ERASED,
    MomentKind.STRAPS_CHECKED,
    MomentKind.ENDED_THERE,
    MomentKind.CLIENT_SCREEN,
)
_SCREENS = (MomentKind.CLIENT_SCREEN,)
_ONLY_STRETCHES = ("_started", "_ended")
_BRACKETED = (
    SpanKind.BASELINE,
    SpanKind.QUIET,
    SpanKind.DISTURBED,
    SpanKind.CLIENT_SPEAKS,
    SpanKind.THERAPIST_SPEAKS,
    SpanKind.WITNESSING,
    SpanKind.UNBURDENING,
)


@dataclass(frozen=True, slots=True)
class PhaseAt:
    """A phase, from when it was said to the next."""

    start_s: float
    end_s: float
    phase: Phase


@dataclass(frozen=True, slots=True)
class Bracket:
    """A marked stretch: what was marked, or what the client's screen showed."""

    start_s: float
    end_s: float
    what: SpanKind | ClientScreen


@dataclass(frozen=True, slots=True)
class Hole:
    """A stretch in which a person's line is missing; `cause` None where there are beats that give no number."""

    start_s: float
    end_s: float
    cause: GapCause | None


@dataclass(frozen=True, slots=True, eq=False)
class PersonLines:
    """One person's two curves with their holes, and today's start of each where there is one."""

    role: Role
    heart_rate: Lane
    rmssd: Lane
    gaps: tuple[Hole, ...]
    unknown_rmssd: tuple[Hole, ...]
    start_bpm: float | None
    start_rmssd_ms: float | None


@dataclass(frozen=True, slots=True)
class RatingSteps:
    """The ratings of one scale, for one target, in order of time."""

    scale: Scale
    target: int | None
    steps: tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class TogetherAt:
    """A stretch in which the same was said of the two; `unknown` is why nothing was."""

    start_s: float
    end_s: float
    state: TogetherState
    unknown: Unknown | None


@dataclass(frozen=True, slots=True, eq=False)
class StripView:
    """Everything on the strip. `together` is None until it has been read."""

    length_s: float
    sets: tuple[SetMark, ...] = ()
    phases: tuple[PhaseAt, ...] = ()
    marks: tuple[Moment, ...] = ()
    brackets: tuple[Bracket, ...] = ()
    off_record: tuple[Span, ...] = ()
    excluded: tuple[Span, ...] = ()
    people: tuple[PersonLines, ...] = ()
    ratings: tuple[RatingSteps, ...] = ()
    together: tuple[TogetherAt, ...] | None = None
    set_ends_s: dict[int, float] = field(default_factory=dict)


def strip_view(session: SessionStrip | ReviewedSession) -> StripView:
    """Put together what the strip shows of a session."""
    marks, length_s = session.marks, session.length_s
    people = [session.people[role] for role in Role if role in session.people]
    found = session.together if isinstance(session, ReviewedSession) else None
    return StripView(
        length_s=length_s,
        sets=tuple(one for one in marks.sets if one.start_s < length_s),
        phases=tuple(_phases(marks, length_s)),
        marks=tuple(moment for moment in marks.moments if _is_mark(moment)),
        brackets=(*_brackets(marks, length_s), *_screens(marks, length_s)),
        off_record=marks.spans_of(SpanKind.OFF_RECORD),
        excluded=marks.spans_of(SpanKind.EXCLUDED),
        people=tuple(_lines(person) for person in people),
        ratings=tuple(_ratings(marks)),
        together=None if found is None else tuple(_together(found)),
        set_ends_s={one.number: length_s if one.end_s is None else one.end_s for one in marks.sets},
    )


def end_of(span: Span, length_s: float) -> float:
    """When a stretch ended; one that was never closed ends with the session."""
    return length_s if span.end_s is None else span.end_s


def _is_mark(moment: Moment) -> bool:
    kind: str = moment.kind.value
    return moment.kind not in _IN_LANES_OF_THEIR_OWN and not kind.endswith(_ONLY_STRETCHES)


def _brackets(marks: Marks, length_s: float) -> Iterable[Bracket]:
    for span in marks.spans:
        if span.kind in _BRACKETED:
            yield Bracket(span.start_s, end_of(span, length_s), span.kind)


def _screens(marks: Marks, length_s: float) -> Iterable[Bracket]:
    """The stretches in which the client's screen moved: a breath that is led is another breath."""
    known = {screen.value: screen for screen in ClientScreen}
    said = [(m.t_s, known.get(str(m.payload.get("screen")))) for m in marks.moments if m.kind in _SCREENS]
    for start_s, end_s, screen in _until_the_next(said, length_s):
        if screen in (ClientScreen.CALM, ClientScreen.PACER) and end_s > start_s:
            yield Bracket(start_s, end_s, screen)


def _until_the_next(said: Sequence[tuple[float, _Said]], length_s: float) -> Iterable[tuple[float, float, _Said]]:
    """What holds from when it was said to when the next was."""
    for nth, (start_s, what) in enumerate(said, start=1):
        yield start_s, said[nth][0] if nth < len(said) else length_s, what


def _phases(marks: Marks, length_s: float) -> Iterable[PhaseAt]:
    said = [(m.t_s, m.payload.get("phase")) for m in marks.moments if m.kind is MomentKind.PHASE]
    known = {phase.value: phase for phase in Phase}
    named = [(t_s, known[value]) for t_s, value in said if isinstance(value, int) and value in known]
    for start_s, end_s, phase in _until_the_next(named, length_s):
        if end_s > start_s:
            yield PhaseAt(start_s, end_s, phase)


def _lines(person: PersonStrip | ReviewedPerson) -> PersonLines:
    start = next((one for one in reversed(person.baselines) if one.is_accepted), None)
    ln_rmssd = None if start is None else start.ln_rmssd.value
    kept = (gap for gap in person.gaps if gap.cause is not GapCause.OFF_RECORD)
    gaps = tuple(Hole(gap.start_s, gap.end_s, gap.cause) for gap in kept)
    return PersonLines(
        role=person.role,
        heart_rate=person.heart_rate_lane,
        rmssd=person.rmssd_lane,
        gaps=gaps,
        unknown_rmssd=tuple(_unknown(person.rmssd_lane, person.gaps)),
        start_bpm=None if start is None else start.heart_rate_bpm.value,
        start_rmssd_ms=None if ln_rmssd is None else math.exp(ln_rmssd),
    )


def _unknown(lane: Lane, gaps: Sequence[Gap]) -> Iterable[Hole]:
    """Where a lane says nothing, from its last value to its next; the cause is that of the gap in it, if any."""
    t_s, is_known = np.asarray(lane.t_s), ~np.isnan(np.asarray(lane.value))
    holes = [(gap.start_s, gap.end_s) for gap in gaps]
    if t_s.size:
        edges = np.flatnonzero(np.diff(np.concatenate(([1], is_known.astype(np.int8), [1]))))
        for first, after in zip(edges[::2], edges[1::2], strict=True):
            start_s = float(t_s[first - 1] if first else t_s[0])
            holes.append((start_s, float(t_s[min(after, t_s.size - 1)])))
    for start_s, end_s in _merged(holes):
        own = next((gap for gap in gaps if gap.start_s < end_s and gap.end_s > start_s), None)
        if own is not None and own.cause is GapCause.OFF_RECORD:  # hatched for both; what comes after it is a hole
            start_s, own = own.end_s, None
        if end_s - start_s >= _LEAST_UNKNOWN_S:
            yield Hole(start_s, end_s, None if own is None else own.cause)


def _merged(spans_s: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for start_s, end_s in sorted(spans_s):
        if found and start_s <= found[-1][1]:
            found[-1] = (found[-1][0], max(end_s, found[-1][1]))
        else:
            found.append((start_s, end_s))
    return found


def _ratings(marks: Marks) -> Iterable[RatingSteps]:
    for scale in Scale:
        own = [one for one in marks.ratings if one.scale is scale]
        for target in dict.fromkeys(one.target for one in own):
            steps = tuple((one.t_s, one.value) for one in own if one.target == target)
            yield RatingSteps(scale, target, steps)


def _together(found: Together) -> Iterable[TogetherAt]:
    """Neighbours that say the same, as one stretch: each answer stands for the time since the one before it."""
    start_s = 0.0
    for (state, unknown), same in groupby(found.updates, key=lambda one: (one.state, one.unknown)):
        end_s = list(same)[-1].t_s
        yield TogetherAt(start_s, end_s, state, unknown)
        start_s = end_s
