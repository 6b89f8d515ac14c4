"""Which moment a correction is about: the last mark that stands, a set's start, the last thing taken back."""

from collections.abc import Sequence

from coreg.domain.marks import Marks
from coreg.domain.moment import Moment, MomentKind

_RUNS_ON_WITHIN_S = 60.0  # design section 5: a set's end taken back later would swallow the time since
_NOT_PRESSED = {
    MomentKind.STRAPS_CHECKED,
    MomentKind.CLIENT_SCREEN,
    MomentKind.OFF_RECORD_STARTED,
    MomentKind.OFF_RECORD_ENDED,
    MomentKind.NOTE,
    MomentKind.BAND,
    MomentKind.KEYS_ELSEWHERE,
    MomentKind.KEYS_BACK,
    MomentKind.CONSENT_WITHDRAWN,
}


def last_mark(marks: Marks) -> Moment | None:
    """Return the last mark that stands, in the order of pressing; what the program did beside it isn't one."""
    pressed = [moment for moment in marks.moments if moment.kind not in _NOT_PRESSED]
    return max(pressed, key=lambda moment: moment.moment_id, default=None)


def last_of(marks: Marks, kind: MomentKind) -> Moment | None:
    """Return the newest moment of a kind that stands."""
    found = [moment for moment in marks.moments if moment.kind is kind]
    return max(found, key=lambda moment: moment.moment_id, default=None)


def start_of(marks: Marks, number: int) -> Moment | None:
    """Return the moment that began the set of this number."""
    starts = (moment for moment in marks.moments if moment.kind is MomentKind.SET_STARTED)
    return next((moment for moment in starts if moment.payload.get("set") == number), None)


def is_end_of_long_ago(moment: Moment, now_s: float) -> bool:
    """Whether this ended a set more than a minute ago."""
    return moment.kind is MomentKind.SET_ENDED and now_s - moment.t_s > _RUNS_ON_WITHIN_S


def last_retraction(moments: Sequence[Moment]) -> Moment | None:
    """Return the newest retraction of a mark that still holds."""
    taken_back = {m.amends for m in moments if m.kind is MomentKind.RETRACT}
    retractions = {m.moment_id for m in moments if m.kind is MomentKind.RETRACT}
    of_marks = (m for m in moments if m.kind is MomentKind.RETRACT and m.amends not in retractions)
    return max((m for m in of_marks if m.moment_id not in taken_back), key=lambda m: m.moment_id, default=None)
