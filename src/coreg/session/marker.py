"""Turns what the therapist asks for into moments. It keeps the moments so far, and no other state.

Whatever is asked, the answer is new moments or one reason why not; a moment is never changed or taken out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coreg.domain.act import Act, Refusal, Request
from coreg.domain.marks import Scale, SetEnd, SetKind, SpanKind
from coreg.domain.moment import Moment, MomentKind, PayloadValue
from coreg.domain.stage import FASTEST_PER_MIN, SLOWEST_PER_MIN, ClientScreen, Phase
from coreg.domain.withdrawal import Withdrawal
from coreg.readings.band import payload_of
from coreg.readings.marks import read_marks
from coreg.readings.rate_finding import FINDING, next_rate_per_min
from coreg.readings.wave import RATES_PER_MIN
from coreg.session import corrections
from coreg.session.profile import MarkSettings
from coreg.session.stage import read_stage

_BOUNCE_S = 0.4  # design section 5: a second press within 0.4 s is a slip of the finger
_RETYPE_S = 5.0
_VOC_LOWEST, _VOC_HIGHEST = 1, 7

_SIMPLE = {
    Act.STAR: MomentKind.STAR,
    Act.BASELINE_UPSET: MomentKind.BASELINE_UPSET,
    Act.STRONG_REACTION: MomentKind.STRONG_REACTION,
    Act.DRIFTED: MomentKind.DRIFTED,
    Act.INTERWEAVE: MomentKind.INTERWEAVE,
    Act.BACK_TO_TARGET: MomentKind.BACK_TO_TARGET,
    Act.CLOSURE: MomentKind.CLOSURE,
    Act.UNBLENDED: MomentKind.UNBLENDED,
    Act.PROTECTOR_AGREES: MomentKind.PROTECTOR_AGREES,
    Act.BACK_TO_PROTECTOR: MomentKind.BACK_TO_PROTECTOR,
    Act.KEYS_ELSEWHERE: MomentKind.KEYS_ELSEWHERE,
    Act.KEYS_BACK: MomentKind.KEYS_BACK,
}
_TOGGLES = {
    Act.QUIET: (SpanKind.QUIET, MomentKind.QUIET_STARTED, MomentKind.QUIET_ENDED),
    Act.DISTURBED: (SpanKind.DISTURBED, MomentKind.DISTURBED_STARTED, MomentKind.DISTURBED_ENDED),
    Act.WITNESSING: (SpanKind.WITNESSING, MomentKind.WITNESSING_STARTED, MomentKind.WITNESSING_ENDED),
    Act.UNBURDENING: (SpanKind.UNBURDENING, MomentKind.UNBURDENING_STARTED, MomentKind.UNBURDENING_ENDED),
}
_SPEAKERS = {
    Act.CLIENT_SPEAKS: ("client", SpanKind.CLIENT_SPEAKS),
    Act.THERAPIST_SPEAKS: ("therapist", SpanKind.THERAPIST_SPEAKS),
}
_SCREENS = {
    Act.SCREEN_OFF: ClientScreen.OFF,
    Act.SCREEN_REST: ClientScreen.REST,
    Act.SCREEN_CALM: ClientScreen.CALM,
    Act.SCREEN_PACER: ClientScreen.PACER,
}
_NOT_BY_KEY = ("client", "unplugged")
_WHILE_OFF_RECORD = {
    Act.WITHDRAW,
    Act.OFF_RECORD,
    Act.SCREEN_OFF,
    Act.SCREEN_REST,
    Act.SCREEN_CALM,
    Act.SCREEN_PACER,
    Act.END,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request: the moments it made (none where it was a slip), or why it wasn't done."""

    moments: tuple[Moment, ...] = ()
    refusal: Refusal | None = None


def _none_known(_end_s: float) -> Mapping[str, PayloadValue]:
    return {}


class Marker:
    """One session's moments, and what may be added to them now.

    Parameters
    ----------
    moments
        Those of the session so far, where it was interrupted and goes on.
    baseline_results
        Whose baseline is accepted if it ends then, and why not whose isn't: goes into the moment that ends it.

    >>> marker = Marker(MarkSettings())
    >>> marker.ask(Request(Act.SET), 10.0, "2026-03-01T09:30:10Z", "key").moments[0].payload["set"]
    1
    >>> marker.stage.is_in_set
    True
    """

    def __init__(
        self,
        settings: MarkSettings,
        moments: tuple[Moment, ...] = (),
        baseline_results: Callable[[float], Mapping[str, PayloadValue]] = _none_known,
    ) -> None:
        self._settings = settings
        self._baseline_results = baseline_results
        self.moments = moments
        self.marks = read_marks(moments)
        self.stage = read_stage(self.marks, settings)
        self._last_set_press_s = float("-inf")
        self._forced: Scale | None = None
        self._new: list[Moment] = []
        self._now: tuple[float, str, str] = (0.0, "", "")

    def ask(self, request: Request, t_s: float, wall_utc: str, input_: str) -> Answer:
        """Do what is asked at `t_s`, or say why not."""
        self._new, self._now = [], (t_s - request.ago_s, wall_utc, input_)
        refusal = self._refused(request.act) or self._do(request)
        if refusal is not None:
            return Answer(refusal=refusal)
        return Answer(tuple(self._new))

    def add(
        self,
        kind: MomentKind,
        t_s: float,
        wall_utc: str,
        input_: str,
        payload: Mapping[str, PayloadValue] | None = None,
    ) -> Moment:
        """Add a moment that nobody pressed a key for."""
        self._new, self._now = [], (t_s, wall_utc, input_)
        self._write(kind, None, **(payload or {}))
        return self._new[0]

    def end_baseline(self, t_s: float, wall_utc: str) -> tuple[Moment, ...]:
        """End the running baseline because it has what it needs."""
        self._new, self._now = [], (t_s, wall_utc, "program")
        self._end_baseline("itself")
        return tuple(self._new)

    def try_next_rate(self, t_s: float, wall_utc: str) -> tuple[Moment, ...]:
        """Go on to the next rate of the search: the running one has lasted its time. After the last, rest."""
        self._new, self._now = [], (t_s, wall_utc, "program")
        rate = next_rate_per_min(self.marks)
        if rate is None:
            self._rest_screen(FINDING)
        else:
            self._pace(rate, FINDING)
        return tuple(self._new)

    def _refused(self, act: Act) -> Refusal | None:
        if not self._settings.allows(act):
            return Refusal.NOT_IN_THIS_PROFILE
        if self.stage.is_off_record and act not in _WHILE_OFF_RECORD:
            return Refusal.OFF_THE_RECORD
        if act in _SPEAKERS and not self._settings.marks_speech:
            return Refusal.SPEECH_IS_OFF
        return Refusal.NO_TEXT_HERE if act is Act.NOTE and not self._settings.takes_text else None

    def _do(self, request: Request) -> Refusal | None:
        act = request.act
        if act in _SIMPLE:
            self._write(_SIMPLE[act])
        elif act in _TOGGLES:
            kind, started, ended = _TOGGLES[act]
            self._write(ended if kind in self.stage.running else started)
        elif act in _SPEAKERS:
            who, kind = _SPEAKERS[act]
            speaks = kind in self.stage.running
            self._write(MomentKind.SPEECH_ENDED if speaks else MomentKind.SPEECH_STARTED, who=who)
        elif act in _SCREENS:
            return self._show(_SCREENS[act], request.value)
        else:
            return _OTHERS[act](self, request)
        return None

    def _set(self, _request: Request) -> None:
        t_s = self._now[0]
        last_s, self._last_set_press_s = self._last_set_press_s, t_s  # a key that is held goes on bouncing
        if t_s - last_s < _BOUNCE_S:
            return
        if self.stage.is_in_set:
            self._end_set(SetEnd.KEY)
            return
        if SpanKind.BASELINE in self.stage.running:
            self._end_baseline("set")
        number = 1 + sum(moment.kind is MomentKind.SET_STARTED for moment in self.moments)
        stage = self.stage
        self._write(
            MomentKind.SET_STARTED,
            set=number,
            kind=stage.next_kind.value,
            modality=stage.modality,
            target=stage.target,
        )
        if self._settings.rests_screen:
            self._rest_screen("set")

    def _end_set(self, by: SetEnd) -> None:
        if self.stage.last_set is not None and self.stage.is_in_set:
            self._write(MomentKind.SET_ENDED, set=self.stage.last_set.number, by=by.value)

    def _rest_screen(self, by: str) -> None:
        if self.stage.screen not in (ClientScreen.OFF, ClientScreen.REST):
            self._write(MomentKind.CLIENT_SCREEN, screen=ClientScreen.REST.value, by=by)

    def _show(self, screen: ClientScreen, tenths: int | None) -> Refusal | None:
        by = self._now[2] if self._now[2] in _NOT_BY_KEY else "key"
        if screen is not ClientScreen.PACER:
            self._write(MomentKind.CLIENT_SCREEN, screen=screen.value, by=by)
            return None
        rate = self._last_rate_per_min if tenths is None else tenths / 10.0
        if not SLOWEST_PER_MIN <= rate <= FASTEST_PER_MIN:
            return Refusal.RATE_IS_45_TO_65
        self._pace(rate, by)
        return None

    def _find_rate(self, _request: Request) -> None:
        self._pace(RATES_PER_MIN[0], FINDING)

    def _pace(self, rate_per_min: float, by: str) -> None:
        self._write(
            MomentKind.CLIENT_SCREEN,
            screen=ClientScreen.PACER.value,
            by=by,
            rate_per_min=rate_per_min,
            in_share=self._settings.pacer.in_share,
        )

    @property
    def _last_rate_per_min(self) -> float:
        """The rate that was last asked for in this session; the usual one before that."""
        for moment in reversed(self.marks.moments):
            rate = moment.payload.get("rate_per_min")
            if isinstance(rate, float) and moment.payload.get("by") != FINDING:
                return rate
        return self._settings.pacer.rate_per_min

    def _stop_signal(self, _request: Request) -> None:
        self._write(MomentKind.STOP_SIGNAL)
        self._end_set(SetEnd.STOP_SIGNAL)
        self._rest_screen("stop_signal")

    def _rate(self, request: Request) -> Refusal | None:
        scale = self._forced or (Scale.VOC if self.stage.phase is Phase.INSTALLATION else Scale.SUD)
        self._forced = None
        return self._rate_on(scale, _value_of(request))

    def _rate_self(self, request: Request) -> Refusal | None:
        return self._rate_on(Scale.SELF_ENERGY, _value_of(request))

    def _rate_on(self, scale: Scale, value: int) -> Refusal | None:
        if scale is Scale.VOC and not _VOC_LOWEST <= value <= _VOC_HIGHEST:
            return Refusal.VOC_IS_1_TO_7
        self._write(MomentKind.RATING, scale=scale.value, value=value, target=self.stage.target)
        return None

    def _as_voc(self, _request: Request) -> Refusal | None:
        return self._retype(Scale.VOC)

    def _as_sud(self, _request: Request) -> Refusal | None:
        return self._retype(Scale.SUD)

    def _retype(self, scale: Scale) -> Refusal | None:
        """Re-type a rating of the last five seconds; with none, the next digit is on this scale."""
        last = corrections.last_of(self.marks, MomentKind.RATING)
        if last is None or self._now[0] - last.t_s > _RETYPE_S or last.payload.get("scale") == scale.value:
            self._forced = scale
            return None
        value = last.payload.get("value")
        if scale is Scale.VOC and not (isinstance(value, int) and _VOC_LOWEST <= value <= _VOC_HIGHEST):
            return Refusal.VOC_IS_1_TO_7
        self._write(MomentKind.AMEND, amends=last.moment_id, scale=scale.value)
        return None

    def _kind(self, _request: Request) -> Refusal | None:
        last = self.stage.last_set
        start = None if last is None else corrections.start_of(self.marks, last.number)
        if last is None or start is None:
            return Refusal.NO_SET_YET
        kinds = list(SetKind)
        after = kinds[(kinds.index(last.kind) + 1) % len(kinds)]
        self._write(MomentKind.AMEND, amends=start.moment_id, kind=after.value)
        return None

    def _target(self, _request: Request) -> None:
        self._write(MomentKind.TARGET, target=self.stage.target + 1)

    def _part_noticed(self, _request: Request) -> None:
        part = 1 + sum(moment.kind is MomentKind.PART_NOTICED for moment in self.moments)
        self._write(MomentKind.PART_NOTICED, part=part)

    def _baseline(self, _request: Request) -> Refusal | None:
        if SpanKind.BASELINE in self.stage.running:
            self._end_baseline("key")
            return None
        if self.stage.is_in_set:
            return Refusal.BASELINE_IN_SET
        self._write(MomentKind.BASELINE_STARTED)
        return None

    def _end_baseline(self, by: str) -> None:
        self._write(MomentKind.BASELINE_ENDED, None, by=by, **self._baseline_results(self._now[0]))

    def _phase(self, request: Request) -> None:
        self._write(MomentKind.PHASE, phase=Phase(_value_of(request)).value)

    def _note(self, request: Request) -> None:
        self._write(MomentKind.NOTE, note=request.value)

    def _band(self, request: Request) -> Refusal | None:
        if request.band is not None and not request.band.is_one:
            return Refusal.NOT_A_BAND
        self._write(MomentKind.BAND, None, **payload_of(request.band))
        return None

    def _off_record(self, _request: Request) -> None:
        is_off = self.stage.is_off_record
        self._write(MomentKind.OFF_RECORD_ENDED if is_off else MomentKind.OFF_RECORD_STARTED)

    def _end(self, _request: Request) -> None:
        self._end_set(SetEnd.SESSION_END)
        if SpanKind.BASELINE in self.stage.running:
            self._end_baseline("session_end")

    def _withdraw(self, request: Request) -> None:
        withdrawal = Withdrawal(_value_of(request))
        then = "erase" if withdrawal.erases else "keep"
        self._write(MomentKind.CONSENT_WITHDRAWN, None, who=withdrawal.role.value, then=then)
        self._end(request)

    def _move(self, request: Request) -> Refusal | None:
        last = corrections.last_mark(self.marks)
        if last is None:
            return Refusal.NO_MARK_YET
        by_s = -1.0 if request.act is Act.EARLIER else 1.0
        moved_s = max(0.0, min(last.t_s + by_s, self._now[0]))
        self._write(MomentKind.AMEND, amends=last.moment_id, t_s=moved_s)
        return None

    def _retract(self, _request: Request) -> Refusal | None:
        last = corrections.last_mark(self.marks)
        if last is None:
            return Refusal.NO_MARK_YET
        if corrections.is_end_of_long_ago(last, self._now[0]):
            return Refusal.SET_ENDED_LONG_AGO
        self._write(MomentKind.RETRACT, amends=last.moment_id)
        return None

    def _bring_back(self, _request: Request) -> Refusal | None:
        retraction = corrections.last_retraction(self.moments)
        if retraction is None:
            return Refusal.NOTHING_TO_BRING_BACK
        self._write(MomentKind.RETRACT, amends=retraction.moment_id)
        return None

    def _write(self, moment_kind: MomentKind, amends: int | None = None, **payload: PayloadValue) -> None:
        t_s, wall_utc, input_ = self._now
        number = len(self.moments) + 1
        moment = Moment(number, t_s, wall_utc, moment_kind, input=input_, payload=payload, amends=amends)
        self._new.append(moment)
        self.moments = (*self.moments, moment)
        self.marks = read_marks(self.moments)
        self.stage = read_stage(self.marks, self._settings)


def _value_of(request: Request) -> int:
    if request.value is None:
        msg = f"{request.act} needs a value"
        raise ValueError(msg)
    return request.value


_OTHERS: dict[Act, Callable[[Marker, Request], Refusal | None]] = {
    Act.SET: Marker._set,
    Act.RATE: Marker._rate,
    Act.RATE_SELF: Marker._rate_self,
    Act.AS_VOC: Marker._as_voc,
    Act.AS_SUD: Marker._as_sud,
    Act.KIND: Marker._kind,
    Act.TARGET: Marker._target,
    Act.STOP_SIGNAL: Marker._stop_signal,
    Act.BASELINE: Marker._baseline,
    Act.PHASE: Marker._phase,
    Act.NOTE: Marker._note,
    Act.FIND_RATE: Marker._find_rate,
    Act.BAND: Marker._band,
    Act.OFF_RECORD: Marker._off_record,
    Act.END: Marker._end,
    Act.WITHDRAW: Marker._withdraw,
    Act.EARLIER: Marker._move,
    Act.LATER: Marker._move,
    Act.RETRACT: Marker._retract,
    Act.BRING_BACK: Marker._bring_back,
    Act.PART_NOTICED: Marker._part_noticed,
}
