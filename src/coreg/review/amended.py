"""The one door through which what was amended after the session enters every number.

Whose strap it was, what is excluded, and, where the recording was placed by the final clock, when each beat was:
window, report, exports and commands read a person's beats here and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coreg.domain.beat import Beat
from coreg.domain.marks import Marks, Span, SpanKind
from coreg.domain.moment import Moment
from coreg.domain.person import Role
from coreg.readings.verdicts import judge
from coreg.recording.reader import Recording, StoredBeat
from coreg.review.worn import as_worn

REVIEW = "review"  # the `input` of a moment that was made after the session


@dataclass(frozen=True, slots=True)
class AmendedBeat:
    """A beat of the person who wore the strap; `rr_ms` exactly as it was sent or imported."""

    stored: StoredBeat
    rr_ms: float
    is_excluded: bool


def is_amended(moments: Sequence[Moment]) -> bool:
    """Whether marks were corrected, or anything was added to them after the session."""
    return any(moment.amends is not None or moment.input == REVIEW for moment in moments)


def every_beat(recording: Recording, marks: Marks, role: Role) -> list[AmendedBeat]:
    """Return all of a person's beats, excluded ones too.

    Raises
    ------
    ValueError
        The file has not one interval for each beat.
    """
    worn = as_worn(recording)
    stored = [each for each in worn.beats if each.role is role]
    spans = _excluded(marks, role)
    return [
        AmendedBeat(each, rr_ms, _reaches_into(each.beat, spans))
        for each, rr_ms in zip(stored, worn.rr_ms_of(role), strict=True)
    ]


def amended_verdicts(beats: Sequence[AmendedBeat]) -> list[tuple[bool, bool]]:
    """Return for each beat whether it is an artifact: as first judged with all there, and as judged in the end.

    The final verdict is that of the beats that are left; an excluded beat has none.
    """
    live, final = judge([each.stored.beat for each in beats])
    if any(each.is_excluded for each in beats):
        left = iter(judge(_without([each.stored.beat for each in beats], [each.is_excluded for each in beats]))[1])
        final = [False if each.is_excluded else next(left) for each in beats]
    return list(zip(live, final, strict=True))


def amended_beats(recording: Recording, marks: Marks, role: Role) -> list[Beat]:
    """Return a person's beats without those that lie in excluded stretches."""
    return without_spans(as_worn(recording).beats_of(role), _excluded(marks, role))


def without_spans(beats: Sequence[Beat], spans: Sequence[Span]) -> list[Beat]:
    """Leave out the beats whose interval reaches into a stretch; nothing is paired across what is left out.

    >>> beats = [Beat(1, 1024, float(i), 0.025) for i in range(1, 7)]
    >>> [(beat.segment, beat.t_s) for beat in without_spans(beats, [Span(SpanKind.EXCLUDED, 2.5, 3.5)])]
    [(1, 1.0), (1, 2.0), (2, 5.0), (2, 6.0)]
    """
    return _without(beats, [_reaches_into(beat, spans) for beat in beats]) if spans else list(beats)


def _without(beats: Sequence[Beat], is_out: Sequence[bool]) -> list[Beat]:
    kept: list[Beat] = []
    n_holes, is_hole = 0, False
    for beat, out in zip(beats, is_out, strict=True):
        if out:
            n_holes += not is_hole
            is_hole = True
            continue
        is_hole = False
        kept.append(replace(beat, segment=beat.segment + n_holes) if n_holes else beat)
    return kept


def _excluded(marks: Marks, role: Role) -> list[Span]:
    return [span for span in marks.spans_of(SpanKind.EXCLUDED) if span.concerns(role)]


def _reaches_into(beat: Beat, spans: Sequence[Span]) -> bool:
    begins_s = beat.t_s - beat.rr_ms / 1000.0
    return any(span.start_s < beat.t_s and (span.end_s is None or span.end_s > begins_s) for span in spans)
