"""Which two marks belong together, and which marks stand alone: the shapes that corrections deal with."""

from collections.abc import Mapping, Sequence

from coreg.domain.marks import SpanKind
from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.readings.marks import span_kinds, standing_moments

POINTS = (  # marks that say nothing but their kind
    MomentKind.STAR,
    MomentKind.STRONG_REACTION,
    MomentKind.DRIFTED,
    MomentKind.INTERWEAVE,
    MomentKind.BACK_TO_TARGET,
    MomentKind.CLOSURE,
    MomentKind.STOP_SIGNAL,
    MomentKind.BASELINE_UPSET,
    MomentKind.UNBLENDED,
    MomentKind.PROTECTOR_AGREES,
    MomentKind.BACK_TO_PROTECTOR,
)
BOUNDS: Mapping[SpanKind, tuple[MomentKind, MomentKind, Mapping[str, PayloadValue]]] = {
    SpanKind.BASELINE: (MomentKind.BASELINE_STARTED, MomentKind.BASELINE_ENDED, {}),
    SpanKind.QUIET: (MomentKind.QUIET_STARTED, MomentKind.QUIET_ENDED, {}),
    SpanKind.DISTURBED: (MomentKind.DISTURBED_STARTED, MomentKind.DISTURBED_ENDED, {}),
    SpanKind.CLIENT_SPEAKS: (MomentKind.SPEECH_STARTED, MomentKind.SPEECH_ENDED, {"who": "client"}),
    SpanKind.THERAPIST_SPEAKS: (MomentKind.SPEECH_STARTED, MomentKind.SPEECH_ENDED, {"who": "therapist"}),
    SpanKind.WITNESSING: (MomentKind.WITNESSING_STARTED, MomentKind.WITNESSING_ENDED, {}),
    SpanKind.UNBURDENING: (MomentKind.UNBURDENING_STARTED, MomentKind.UNBURDENING_ENDED, {}),
}
_OF_SETS = (MomentKind.SET_STARTED, MomentKind.SET_ENDED)


def partner_of(moments: Sequence[Moment], number: int) -> int | None:
    """Return the number of the other end of a set or a stretch, as the marks stand; None where there is none."""
    standing = sorted(standing_moments(moments), key=lambda moment: (moment.t_s, moment.moment_id))
    of_sets = [m for m in standing if m.kind in _OF_SETS]
    own = next((m for m in of_sets if m.moment_id == number), None)
    if own is not None:
        same = [m.moment_id for m in of_sets if m.payload.get("set") == own.payload.get("set")]
        return next((each for each in same if each != number), None)
    return _stretch_pairs(standing).get(number)


def _stretch_pairs(standing: Sequence[Moment]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    running: dict[SpanKind, int] = {}
    for moment in standing:
        started, ended = span_kinds(moment)
        if started is not None:
            running.setdefault(started, moment.moment_id)
        if ended is not None and ended in running:
            start = running.pop(ended)
            pairs |= {start: moment.moment_id, moment.moment_id: start}
    return pairs
