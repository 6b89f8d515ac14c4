"""From append-only moments to what they come to: corrections applied, sets and stretches put together.

An AMEND moves or re-types the moment that it names (`mark` in its payload makes it another mark); a RETRACT takes
the one that it names back, and a RETRACT of a RETRACT brings it back again. The moments themselves are never
changed: this is read anew from all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from typing import TypeVar

from coreg.domain.marks import Marks, Rating, Scale, SetEnd, SetKind, SetMark, Span, SpanKind
from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.person import Role

_Word = TypeVar("_Word", bound=Enum)

_STARTS = {
    MomentKind.BASELINE_STARTED: SpanKind.BASELINE,
    MomentKind.QUIET_STARTED: SpanKind.QUIET,
    MomentKind.DISTURBED_STARTED: SpanKind.DISTURBED,
    MomentKind.OFF_RECORD_STARTED: SpanKind.OFF_RECORD,
    MomentKind.WITNESSING_STARTED: SpanKind.WITNESSING,
    MomentKind.UNBURDENING_STARTED: SpanKind.UNBURDENING,
}
_ENDS = {
    MomentKind.BASELINE_ENDED: SpanKind.BASELINE,
    MomentKind.QUIET_ENDED: SpanKind.QUIET,
    MomentKind.DISTURBED_ENDED: SpanKind.DISTURBED,
    MomentKind.OFF_RECORD_ENDED: SpanKind.OFF_RECORD,
    MomentKind.WITNESSING_ENDED: SpanKind.WITNESSING,
    MomentKind.UNBURDENING_ENDED: SpanKind.UNBURDENING,
}
_SPEAKERS = {"client": SpanKind.CLIENT_SPEAKS, "therapist": SpanKind.THERAPIST_SPEAKS}
_UNCOUNTED = (SpanKind.OFF_RECORD, SpanKind.EXCLUDED)
_CORRECTIONS = (MomentKind.AMEND, MomentKind.RETRACT)
_OF_THE_MOMENT = ("t_s", "mark")  # what an amendment changes beside the payload


def read_marks(moments: Sequence[Moment]) -> Marks:
    """Return what the moments come to.

    Parameters
    ----------
    moments
        All of a session's, in the order of their numbers.
    """
    standing = sorted(standing_moments(moments), key=lambda moment: (moment.t_s, moment.moment_id))
    spans = tuple(_spans(standing))
    return Marks(
        sets=tuple(_counted(one, spans) for one in _sets(standing)),
        ratings=tuple(_ratings(standing)),
        spans=spans,
        moments=tuple(standing),
        revision=moments[-1].moment_id if moments else 0,
    )


def marks_of(marks: Marks, role: Role) -> Marks:
    """Return the marks as they count for one person: what is excluded of the other alone takes nothing away."""
    if all(span.who is None for span in marks.spans_of(SpanKind.EXCLUDED)):
        return marks
    own = [span for span in marks.spans if span.concerns(role)]
    return replace(marks, sets=tuple(_counted(one, own) for one in marks.sets))


def standing_moments(moments: Sequence[Moment]) -> list[Moment]:
    """Return the moments that stand, each as it was last amended, in the order of their numbers."""
    retracted = retracted_moments(moments)
    kept = {m.moment_id: m for m in moments if m.moment_id not in retracted}
    for moment in moments:
        if moment.kind is MomentKind.AMEND and moment.moment_id in kept and moment.amends in kept:
            kept[moment.amends] = _amended(kept[moment.amends], moment.payload)
    return [moment for moment in kept.values() if moment.kind not in _CORRECTIONS]


def retracted_moments(moments: Sequence[Moment]) -> frozenset[int]:
    """Return the numbers of the moments that were taken back, and not brought back since."""
    retracted: set[int | None] = set()
    for moment in reversed(moments):  # a correction names an earlier moment, so the newest is judged first
        if moment.kind is MomentKind.RETRACT and moment.moment_id not in retracted:
            retracted.add(moment.amends)
    return frozenset(number for number in retracted if number is not None)


def span_kinds(moment: Moment) -> tuple[SpanKind | None, SpanKind | None]:
    """Return which kind of stretch the moment starts, and which it ends."""
    speaker = _SPEAKERS.get(str(moment.payload.get("who")))
    match moment.kind:
        case MomentKind.SPEECH_STARTED:
            return speaker, None
        case MomentKind.SPEECH_ENDED:
            return None, speaker
        case _:
            return _STARTS.get(moment.kind), _ENDS.get(moment.kind)


def _one_of(words: type[_Word], value: object) -> _Word | None:
    """Return the word, None where a file holds one that isn't known: such a mark is left out, its moment stays."""
    return next((word for word in words if word.value == value), None)


def _amended(moment: Moment, changes: dict[str, PayloadValue]) -> Moment:
    payload = {**moment.payload, **{name: each for name, each in changes.items() if name not in _OF_THE_MOMENT}}
    t_s, kind = changes.get("t_s"), _one_of(MomentKind, changes.get("mark"))
    return replace(
        moment,
        payload=payload,
        t_s=float(t_s) if isinstance(t_s, int | float) else moment.t_s,
        kind=kind if kind is not None and kind not in _CORRECTIONS else moment.kind,
    )


def _sets(moments: Sequence[Moment]) -> Iterator[SetMark]:
    ends = {m.payload.get("set"): m for m in moments if m.kind is MomentKind.SET_ENDED}
    for moment in moments:
        number = moment.payload.get("set")
        if moment.kind is not MomentKind.SET_STARTED or not isinstance(number, int):
            continue
        end = ends.get(number)
        kind = _one_of(SetKind, moment.payload.get("kind", SetKind.PROCESSING.value))
        if kind is None:
            continue
        target, modality = moment.payload.get("target"), moment.payload.get("modality")
        yield SetMark(
            number=number,
            start_s=moment.t_s,
            end_s=None if end is None else max(end.t_s, moment.t_s),
            kind=kind,
            modality=modality if isinstance(modality, str) else None,
            target=target if isinstance(target, int) else None,
            ended_by=None if end is None else _one_of(SetEnd, end.payload.get("by", SetEnd.KEY.value)),
        )


def _counted(one: SetMark, spans: Sequence[Span]) -> SetMark:
    end_s = one.start_s if one.end_s is None else one.end_s
    reaches_in = any(
        span.kind in _UNCOUNTED and span.start_s < end_s and (span.end_s is None or span.end_s > one.start_s)
        for span in spans
    )
    return replace(one, is_counted=one.ended_by is not SetEnd.INTERRUPTED and not reaches_in)


def _ratings(moments: Sequence[Moment]) -> Iterator[Rating]:
    for moment in moments:
        value, target = moment.payload.get("value"), moment.payload.get("target")
        scale = _one_of(Scale, moment.payload.get("scale"))
        if moment.kind is MomentKind.RATING and isinstance(value, int) and scale is not None:
            yield Rating(moment.t_s, scale, value, target if isinstance(target, int) else None)


def _spans(moments: Sequence[Moment]) -> Iterator[Span]:
    running: dict[SpanKind, float] = {}
    for moment in moments:
        if moment.kind is MomentKind.EXCLUDED:
            end_s = moment.payload.get("end_s")
            until_s = float(end_s) if isinstance(end_s, int | float) else None
            yield Span(SpanKind.EXCLUDED, moment.t_s, until_s, _one_of(Role, moment.payload.get("who")))
        started, ended = span_kinds(moment)
        if started is not None:
            running.setdefault(started, moment.t_s)
        if ended is not None and ended in running:
            yield Span(ended, running.pop(ended), moment.t_s)
    for kind, start_s in running.items():
        yield Span(kind, start_s, None)
