"""Corrections after the session: what is to be appended so that the marks say what was meant.

Nothing here touches a file. Every correction is a new moment whose `input` is `review`; those that there were stay
as they are. A correction after which the marks would say what can't have been is refused in one sentence.
"""

import math
from dataclasses import dataclass, replace

from coreg.domain.errors import AmendmentError
from coreg.domain.marks import Scale, SetEnd, SetKind, SpanKind
from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.person import Role
from coreg.readings.marks import retracted_moments, standing_moments
from coreg.recording.reader import Recording
from coreg.review import amendment_wording as say
from coreg.review.amended import REVIEW
from coreg.review.mark_pairs import BOUNDS, POINTS, partner_of
from coreg.review.standing_order import Wrong, wrongs

_CORRECTIONS = (MomentKind.AMEND, MomentKind.RETRACT)
_STAY = (  # what was recorded, shown or gone then: no opinion of now changes it
    MomentKind.OFF_RECORD_STARTED,
    MomentKind.OFF_RECORD_ENDED,
    MomentKind.STRAPS_CHECKED,
    MomentKind.CLIENT_SCREEN,
    MomentKind.BAND,
    MomentKind.KEYS_ELSEWHERE,
    MomentKind.KEYS_BACK,
    MomentKind.CONSENT_WITHDRAWN,
    MomentKind.ENDED_THERE,
    MomentKind.ERASED,
)
_SCALES = {Scale.SUD: (0, 10), Scale.VOC: (1, 7), Scale.SELF_ENERGY: (0, 10)}
_N_PHASES = 8
_Payload = dict[str, PayloadValue]


@dataclass(frozen=True, slots=True)
class Amending:
    """A closed session's marks, and what is being added to them; each step returns the next state.

    >>> star = Moment(1, 30.0, "", MomentKind.STAR)
    >>> amending = Amending((star,), 60.0, "2026-03-01T10:00:00Z").move(1, 31.5).exclude(10.0, 20.0)
    >>> [(m.moment_id, m.kind.value, m.amends, m.payload) for m in amending.added]
    [(2, 'amend', 1, {'t_s': 31.5}), (3, 'excluded', None, {'end_s': 20.0})]

    Raises
    ------
    AmendmentError
        Every step: the marks would say what can't have been.
    """

    moments: tuple[Moment, ...]
    length_s: float
    wall_utc: str
    by: str = "therapist"
    added: tuple[Moment, ...] = ()

    # Corrections of what there is

    def move(self, number: int, to_s: float) -> "Amending":
        """Move a mark to an instant."""
        self._standing(number)
        return self._amend(number, {"t_s": _time(to_s)})

    def move_by(self, number: int, by_s: float) -> "Amending":
        """Move a mark by so many seconds."""
        return self.move(number, self._standing(number).t_s + _time(by_s))

    def end_excluded_at(self, number: int, end_s: float) -> "Amending":
        """Move the end of an excluded stretch."""
        self._of_kind(number, MomentKind.EXCLUDED)
        return self._amend(number, {"end_s": _time(end_s)})

    def as_set_of(self, number: int, kind: SetKind) -> "Amending":
        """Say what kind of set the mark began."""
        self._of_kind(number, MomentKind.SET_STARTED)
        return self._amend(number, {"kind": kind.value})

    def for_target(self, number: int, target: int) -> "Amending":
        """Say which target a set, a rating or a change of target is of."""
        self._of_kind(number, MomentKind.SET_STARTED, MomentKind.RATING, MomentKind.TARGET)
        if target < 1:
            raise AmendmentError(say.not_a_target())
        return self._amend(number, {"target": target})

    def as_rating(self, number: int, value: int | None = None, scale: Scale | None = None) -> "Amending":
        """Say which number was given, or on which scale."""
        payload = self._of_kind(number, MomentKind.RATING).payload
        changes: _Payload = {}
        if value is not None:
            changes["value"] = value
        if scale is not None:
            changes["scale"] = scale.value
        _check_rating({**payload, **changes})
        return self._amend(number, changes)

    def as_phase(self, number: int, phase: int) -> "Amending":
        """Say which phase began."""
        self._of_kind(number, MomentKind.PHASE)
        return self._amend(number, {"phase": _phase(phase)})

    def as_mark(self, number: int, kind: MomentKind) -> "Amending":
        """Make another mark of one that says nothing but its kind: of a star a strong reaction, for example."""
        self._of_kind(number, *POINTS)
        if kind not in POINTS:
            raise AmendmentError(say.not_added())
        return self._amend(number, {"mark": kind.value})

    def retract(self, number: int) -> "Amending":
        """Take a mark or a correction back; of a set or a stretch both ends go."""
        moment = self._any(number)
        if moment.kind is MomentKind.RETRACT:
            raise AmendmentError(say.is_correction(number))
        if number in retracted_moments(self.moments):
            raise AmendmentError(say.taken_back(number))
        other = partner_of(self.moments, number)
        took = [self._new(MomentKind.RETRACT, amends=number)]
        if other is not None:
            took.append(self._new(MomentKind.RETRACT, {"with": number}, amends=other, nth=1))
        return self._with(*took)

    def bring_back(self, number: int) -> "Amending":
        """Bring back what was taken back, and what was taken back with it."""
        self._any(number)
        retracted = retracted_moments(self.moments)
        if number not in retracted:
            raise AmendmentError(say.stands(number))
        holding = [m for m in self.moments if m.kind is MomentKind.RETRACT and m.moment_id not in retracted]
        own = [m for m in holding if m.amends == number]
        first = {number, *(m.payload.get("with") for m in own if "with" in m.payload)}
        found = [m for m in holding if m.amends in first or m.payload.get("with") in first]
        return self._with(*(self._new(MomentKind.RETRACT, amends=m.moment_id, nth=i) for i, m in enumerate(found)))

    def take_all_back(self) -> "Amending":
        """Take back everything that was added or corrected after the session."""
        made = [moment for moment in self.moments if moment.input == REVIEW]
        if not made:
            raise AmendmentError(say.nothing())
        taken = (self._new(MomentKind.RETRACT, amends=m.moment_id, nth=i) for i, m in enumerate(reversed(made)))
        return self._and(*taken)

    # What is added

    def add_set(
        self, start_s: float, end_s: float, kind: SetKind = SetKind.PROCESSING, target: int | None = None
    ) -> "Amending":
        """Add a set that wasn't marked; its number is new."""
        numbers = [m.payload.get("set") for m in self.moments]
        number = max((n for n in numbers if isinstance(n, int)), default=0) + 1
        start: _Payload = {
            "set": number,
            "kind": kind.value,
            "modality": None,
            "target": target or self._target(start_s),
        }
        end: _Payload = {"set": number, "by": SetEnd.KEY.value}
        return self._with(
            self._new(MomentKind.SET_STARTED, start, t_s=start_s),
            self._new(MomentKind.SET_ENDED, end, t_s=end_s, nth=1),
        )

    def add_rating(self, t_s: float, scale: Scale, value: int, target: int | None = None) -> "Amending":
        """Add a number that was given."""
        payload: _Payload = {"scale": scale.value, "value": value, "target": target or self._target(t_s)}
        _check_rating(payload)
        return self._with(self._new(MomentKind.RATING, payload, t_s=t_s))

    def add_phase(self, t_s: float, phase: int) -> "Amending":
        """Add the beginning of a phase."""
        return self._with(self._new(MomentKind.PHASE, {"phase": _phase(phase)}, t_s=t_s))

    def add_mark(self, t_s: float, kind: MomentKind) -> "Amending":
        """Add a mark that says nothing but its kind."""
        if kind not in POINTS:
            raise AmendmentError(say.not_added())
        return self._with(self._new(kind, t_s=t_s))

    def add_stretch(self, kind: SpanKind, start_s: float, end_s: float) -> "Amending":
        """Add a stretch: quiet, disturbed, a baseline, somebody speaking."""
        if kind not in BOUNDS:
            raise AmendmentError(say.not_added())
        started, ended, payload = BOUNDS[kind]
        return self._with(
            self._new(started, dict(payload), t_s=start_s), self._new(ended, dict(payload), t_s=end_s, nth=1)
        )

    def exclude(self, start_s: float, end_s: float, who: Role | None = None, note: int | None = None) -> "Amending":
        """Leave a stretch of one person or of both out of every number; `note` numbers the reason."""
        payload: _Payload = {"end_s": _time(end_s)}
        payload |= {} if who is None else {"who": who.value}
        payload |= {} if note is None else {"note": note}
        return self._with(self._new(MomentKind.EXCLUDED, payload, t_s=start_s))

    def swap_straps(self, from_s: float = 0.0) -> "Amending":
        """Say that from an instant on each wore the strap that was recorded as the other's."""
        return self._with(self._new(MomentKind.ROLES_SWAPPED, t_s=from_s))

    def _amend(self, number: int, changes: _Payload) -> "Amending":
        if not changes:
            raise AmendmentError(say.nothing())
        return self._with(self._new(MomentKind.AMEND, changes, amends=number))

    def _with(self, *moments: Moment) -> "Amending":
        new = wrongs((*self.moments, *moments), self.length_s) - wrongs(self.moments, self.length_s)
        if new:
            wrong = next(each for each in Wrong if any(each is found for found, _ in new))
            raise AmendmentError(say.wrong(wrong, self.length_s))
        return self._and(*moments)

    def _and(self, *moments: Moment) -> "Amending":
        return replace(self, moments=(*self.moments, *moments), added=(*self.added, *moments))

    def _new(
        self,
        kind: MomentKind,
        payload: _Payload | None = None,
        *,
        t_s: float | None = None,
        amends: int | None = None,
        nth: int = 0,
    ) -> Moment:
        number = max((moment.moment_id for moment in self.moments), default=0) + 1 + nth
        at_s = self.length_s if t_s is None else _time(t_s)
        return Moment(number, at_s, self.wall_utc, kind, self.by, REVIEW, payload or {}, amends)

    def _any(self, number: int) -> Moment:
        moment = next((m for m in self.moments if m.moment_id == number), None)
        if moment is None:
            raise AmendmentError(say.no_mark(number))
        if moment.kind in _STAY:
            raise AmendmentError(say.stays(number))
        return moment

    def _standing(self, number: int) -> Moment:
        """Return the mark as it stands now."""
        if self._any(number).kind in _CORRECTIONS:
            raise AmendmentError(say.is_correction(number))
        moment = next((m for m in standing_moments(self.moments) if m.moment_id == number), None)
        if moment is None:
            raise AmendmentError(say.taken_back(number))
        return moment

    def _of_kind(self, number: int, *kinds: MomentKind) -> Moment:
        moment = self._standing(number)
        if moment.kind not in kinds:
            raise AmendmentError(say.not_such_a_mark(number))
        return moment

    def _target(self, t_s: float) -> int:
        before = [m for m in standing_moments(self.moments) if m.kind is MomentKind.TARGET and m.t_s <= t_s]
        newest = max(before, key=lambda m: (m.t_s, m.moment_id), default=None)
        target = None if newest is None else newest.payload.get("target")
        return target if isinstance(target, int) else 1


def amending(recording: Recording, wall_utc: str, by: str = "therapist") -> Amending:
    """Begin to correct a session's marks; `wall_utc` is now."""
    return Amending(recording.moments, recording.duration_s, wall_utc, by)


def _time(t_s: float) -> float:
    if not math.isfinite(t_s):
        raise AmendmentError(say.not_a_time())
    return float(t_s)


def _phase(phase: int) -> int:
    if not 1 <= phase <= _N_PHASES:
        raise AmendmentError(say.not_a_phase())
    return phase


def _check_rating(payload: _Payload) -> None:
    scale = next((each for each in Scale if each.value == payload.get("scale")), None)
    value = payload.get("value")
    low, high = (0, -1) if scale is None else _SCALES[scale]
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise AmendmentError(say.not_on_the_scale())
