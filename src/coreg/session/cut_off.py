"""Ends what was running when a session was cut off: at the last thing that is known, and never later.

A set, a baseline and every other stretch end at the last stored beat; time off the record, of which no beat is
stored, at the last thing that was. Each end says that it was interrupted, so that a set is out of statistics. The
client's screen went dark with the program: it begins again by the therapist's hand alone.
"""

from collections.abc import Iterator, Sequence

from coreg.domain.marks import Marks, SetEnd, SpanKind
from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.stage import ClientScreen
from coreg.readings.marks import read_marks

_ENDS = {
    SpanKind.BASELINE: MomentKind.BASELINE_ENDED,
    SpanKind.QUIET: MomentKind.QUIET_ENDED,
    SpanKind.DISTURBED: MomentKind.DISTURBED_ENDED,
    SpanKind.OFF_RECORD: MomentKind.OFF_RECORD_ENDED,
    SpanKind.CLIENT_SPEAKS: MomentKind.SPEECH_ENDED,
    SpanKind.THERAPIST_SPEAKS: MomentKind.SPEECH_ENDED,
    SpanKind.WITNESSING: MomentKind.WITNESSING_ENDED,
    SpanKind.UNBURDENING: MomentKind.UNBURDENING_ENDED,
}
_SPEAKERS = {SpanKind.CLIENT_SPEAKS: "client", SpanKind.THERAPIST_SPEAKS: "therapist"}

_End = tuple[MomentKind, float, dict[str, PayloadValue]]


def running_set(moments: Sequence[Moment]) -> int | None:
    """Return the number of the set that ran when nothing more was stored, None where none did."""
    sets = read_marks(moments).sets
    return sets[-1].number if sets and sets[-1].end_s is None else None


def ends(moments: Sequence[Moment], last_beat_s: float | None, last_s: float, wall_utc: str) -> tuple[Moment, ...]:
    """Return the moments that end what was still running, to be stored after all others.

    Parameters
    ----------
    last_beat_s, last_s
        The end of the last stored beat, None where there is none; and the last thing of any kind.
    wall_utc
        When these are written.
    """
    number = max((moment.moment_id for moment in moments), default=0)
    found = _running(read_marks(moments), last_s if last_beat_s is None else last_beat_s, last_s)
    return tuple(
        Moment(number + nth, t_s, wall_utc, kind, by="program", input="interrupted", payload=payload)
        for nth, (kind, t_s, payload) in enumerate(found, start=1)
    )


def _running(marks: Marks, beat_s: float, last_s: float) -> Iterator[_End]:
    by: dict[str, PayloadValue] = {"by": SetEnd.INTERRUPTED.value}
    for one in marks.sets:
        if one.end_s is None:
            yield MomentKind.SET_ENDED, max(one.start_s, beat_s), {"set": one.number, **by}
    for span in marks.spans:
        if span.end_s is None and span.kind in _ENDS:
            end_s = last_s if span.kind is SpanKind.OFF_RECORD else beat_s
            who: dict[str, PayloadValue] = {"who": _SPEAKERS[span.kind]} if span.kind in _SPEAKERS else {}
            yield _ENDS[span.kind], max(span.start_s, end_s), {**who, **by}
    shown = next((m for m in reversed(marks.moments) if m.kind is MomentKind.CLIENT_SCREEN), None)
    if shown is not None and shown.payload.get("screen") != ClientScreen.OFF.value:
        yield MomentKind.CLIENT_SCREEN, max(shown.t_s, last_s), {"screen": ClientScreen.OFF.value, **by}
