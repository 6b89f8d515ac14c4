"""The words of a running session: acts, marks, refusals, phases, and where a person stands."""

from coreg.domain.act import Act, Refusal, Request
from coreg.domain.baseline import Baseline
from coreg.domain.baseline import Refusal as BaselineRefusal
from coreg.domain.marks import Scale, SetKind
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.snapshot import PersonSnapshot
from coreg.domain.stage import ClientScreen, Phase, Profile, Stage
from coreg.domain.standing import Pace, Standing, Variability
from coreg.ui.wording import DASH, NO_BASELINE, State, clock, reason
from coreg.ui.wording import state_of as plain_state_of

SET_START, SET_STOP = "Start set", "End set"
SET_KEY = "Space"
STILL_IN_SET = "still in a set?"
LONG_SET_S = 180.0  # design section 5: asked about in small type, never closed by the program
USUAL_SET = ("Set 88 ended", "Set 88 · resource")
CARD_GOES = "F1 takes this card away · keys act meanwhile"
NOTE_NAME, NOTE_KEY = "Note", "Enter"
NOTE_HOW = "A note · Enter keeps it, Esc drops it"
NOTES_WAIT = "The note waits in memory: the disk takes nothing just now"
RESTING = "Resting"
RESTING_WHY = "the screen is covered, recording goes on · F12 shows it again"
OFF_RECORD_STATE = State("Off the record", "nothing is kept · Ctrl+O comes back")

REFUSED = {
    Refusal.NOT_RECORDING: "Nothing is recorded, so no mark is kept",
    Refusal.OFF_THE_RECORD: "Off the record: Ctrl+O comes back",
    Refusal.BASELINE_IN_SET: "A baseline can't begin in a set",
    Refusal.NO_SET_YET: "There is no set yet",
    Refusal.NO_MARK_YET: "There is no mark to change",
    Refusal.NOTHING_TO_BRING_BACK: "Nothing was taken back",
    Refusal.SET_ENDED_LONG_AGO: "That set ended over a minute ago: its end stays",
    Refusal.VOC_IS_1_TO_7: "VoC goes from 1 to 7",
    Refusal.NOT_IN_THIS_PROFILE: "This key has no meaning in this profile",
    Refusal.SPEECH_IS_OFF: "Marking who speaks is switched off",
    Refusal.NO_TEXT_HERE: "This recording takes no notes",
    Refusal.RATE_IS_45_TO_65: "The pacer goes from 4.5 to 6.5 breaths a minute",
}

PHASES = {
    Phase.HISTORY: "History",
    Phase.PREPARATION: "Preparation",
    Phase.ASSESSMENT: "Assessment",
    Phase.DESENSITIZATION: "Desensitization",
    Phase.INSTALLATION: "Installation",
    Phase.BODY_SCAN: "Body scan",
    Phase.CLOSURE: "Closure",
    Phase.REEVALUATION: "Re-evaluation",
}
_KINDS = {
    SetKind.PROCESSING: "",
    SetKind.RESOURCE: " · resource",
    SetKind.INSTALLATION: " · installation",
    SetKind.BODY_SCAN: " · body scan",
    SetKind.CONTINUOUS: " · continuous",
}
_SCALES = {Scale.SUD.value: "SUD", Scale.VOC.value: "VoC", Scale.SELF_ENERGY.value: "Self-energy"}
_SCREENS = {
    ClientScreen.OFF.value: "Client's screen off",
    ClientScreen.REST.value: "Client's screen rests",
    ClientScreen.CALM.value: "Client's screen: calm",
    ClientScreen.PACER.value: "Client's screen: pacer",
}
_MARKS = {
    MomentKind.STAR: "Star",
    MomentKind.STRONG_REACTION: "Strong reaction",
    MomentKind.DRIFTED: "Drifted",
    MomentKind.INTERWEAVE: "Interweave",
    MomentKind.BACK_TO_TARGET: "Back to target",
    MomentKind.CLOSURE: "Closure begins",
    MomentKind.STOP_SIGNAL: "Stop signal",
    MomentKind.BASELINE_STARTED: "Baseline begins",
    MomentKind.BASELINE_ENDED: "Baseline ends",
    MomentKind.BASELINE_UPSET: "Baseline taken while upset",
    MomentKind.QUIET_STARTED: "Quiet begins",
    MomentKind.QUIET_ENDED: "Quiet ends",
    MomentKind.DISTURBED_STARTED: "Movement, door or phone",
    MomentKind.DISTURBED_ENDED: "Quiet again",
    MomentKind.SPEECH_STARTED: "Speech begins",
    MomentKind.SPEECH_ENDED: "Speech ends",
    MomentKind.OFF_RECORD_STARTED: "Off the record",
    MomentKind.OFF_RECORD_ENDED: "On the record again",
    MomentKind.UNBLENDED: "Unblended",
    MomentKind.PROTECTOR_AGREES: "Protector agrees",
    MomentKind.WITNESSING_STARTED: "Witnessing begins",
    MomentKind.WITNESSING_ENDED: "Witnessing ends",
    MomentKind.UNBURDENING_STARTED: "Unburdening begins",
    MomentKind.UNBURDENING_ENDED: "Unburdening ends",
    MomentKind.BACK_TO_PROTECTOR: "Back to protector",
    MomentKind.AMEND: "Changed",
    MomentKind.RETRACT: "Taken back",
    MomentKind.NOTE: "Note",
    MomentKind.SET_ENDED: "Set ended",
}
_HEARD = {Act.SET: "Set", Act.RATE: "Rating", Act.RATE_SELF: "Self-energy"}


def heard(request: Request) -> str:
    """What a chip says the moment its key was heard."""
    words = _HEARD.get(request.act, request.act.value.replace("_", " ").capitalize())
    return words if request.value is None else f"{words} {request.value}"


def mark(moment: Moment) -> str:
    """What a chip says of a moment that was made.

    >>> mark(Moment(1, 62.0, "", MomentKind.RATING, payload={"scale": "sud", "value": 7}))
    'SUD 7'
    """
    payload = moment.payload
    match moment.kind:
        case MomentKind.RATING:
            return f"{_SCALES.get(str(payload.get('scale')), 'Rating')} {payload.get('value')}"
        case MomentKind.SET_STARTED:
            return f"Set {payload.get('set')}"
        case MomentKind.TARGET | MomentKind.PART_NOTICED:
            name = "Target" if moment.kind is MomentKind.TARGET else "Part"
            return f"{name} {payload.get(name.lower())}"
        case MomentKind.PHASE:
            return f"Phase {payload.get('phase')}"
        case MomentKind.CLIENT_SCREEN:
            return _SCREENS.get(str(payload.get("screen")), "Client's screen")
        case _:
            plain: str = moment.kind.value
            return _MARKS.get(moment.kind, plain.replace("_", " ").capitalize())


def rating_label(moment: Moment) -> str:
    """A rating in a lane: a number alone would be one of its scale."""
    return f"{_SCALES.get(str(moment.payload.get('scale')), '')} {moment.payload.get('value')}".strip()


def phase(stage: Stage, *, is_short: bool = False) -> str:
    """The phase, or the profile where it has none; in short without the word."""
    if stage.profile is Profile.IFS:
        return "IFS"
    if stage.phase is None:
        return ""
    name = PHASES[stage.phase]
    return f"{stage.phase.value} {name}" if is_short else f"Phase {stage.phase.value} · {name}"


def set_lines(stage: Stage, now_s: float) -> tuple[str, str]:
    """Which set, and its time: how long it runs, or how long ago it ended. A very long one is asked about.

    >>> set_lines(Stage(), 10.0)
    ('No set yet', '–')
    """
    last = stage.last_set
    if last is None:
        return "No set yet", DASH
    if last.end_s is not None:
        return f"Set {last.number} ended", f"{clock(now_s - last.end_s)} ago"
    is_long = now_s - last.start_s > LONG_SET_S
    which = f"Set {last.number}" + (f" · {STILL_IN_SET}" if is_long else _KINDS[last.kind])
    return which, clock(now_s - last.start_s)


def set_words(stage: Stage, now_s: float) -> str:
    """The same as one sentence, for those who hear the screen.

    >>> set_words(Stage(), 10.0)
    'No set yet'
    """
    which, time = set_lines(stage, now_s)
    if stage.last_set is None:
        return which
    return f"{which} · {time}" if stage.is_in_set else f"{which} {time}"


def state_of(person: PersonSnapshot | None, now_s: float, stage: Stage, *, is_over: bool) -> State:
    """What a panel says in large letters, and why: the link's troubles first, then where the heart stands."""
    plain = plain_state_of(person, now_s, is_over=is_over)
    if person is None or is_over or plain.large != NO_BASELINE:
        return plain
    if stage.is_off_record:
        return OFF_RECORD_STATE
    found = standing(person, now_s)
    if found is None:
        return plain
    return State(found.large, plain.small, is_notice=True) if plain.is_notice else found


def standing(person: PersonSnapshot, now_s: float) -> State | None:
    """Where a person stands against today's start; None where the link's own words come first."""
    if person.baselining is not None:
        progress = person.baselining
        have, need = clock(progress.good_s), clock(progress.need_s)
        return State(NO_BASELINE, f"learning: {have} of {need} · sit quietly, as usual")
    if person.standing is not None:
        return _stands(person.standing, now_s)
    return None if person.baseline is None else _not_compared(person, person.baseline)


NOT_KNOWN, NOT_COMPARED = "Not known just now", "Not compared today"
_UPSET = "the baseline was taken while upset: B begins another"


def _not_compared(person: PersonSnapshot, baseline: Baseline) -> State:
    """Why nothing is said although there was a baseline."""
    if baseline.refusal is not None:
        return State(NO_BASELINE, f"{_REFUSED_BASELINE[baseline.refusal]}: B begins another")
    rate, start = person.numbers.heart_rate_60s_bpm, baseline.heart_rate_bpm.value
    if rate.is_known or start is None:
        return State(NOT_COMPARED, _UPSET)
    return State(NOT_KNOWN, f"start: {start:.0f} /min · {reason(rate)}")


_REFUSED_BASELINE = {
    BaselineRefusal.TOO_SHORT: "the last one was too short",
    BaselineRefusal.BEATS_MISSING: "beats were missing in the last one",
    BaselineRefusal.INTERVALS_UNEVEN: "intervals were too uneven in the last one",
    BaselineRefusal.NO_VARIATION: "every interval was the same in the last one",
}
_PACES = {Pace.FASTER: "Faster", Pace.SLOWER: "Slower", Pace.NEAR: "Near today's start"}
_VARIABILITIES = {Variability.LESS: "less variable", Variability.MORE: "more variable"}


def _stands(found: Standing, now_s: float) -> State:
    if found.slowing_since_set is not None and found.set_ended_s is not None:
        ended = clock(now_s - found.set_ended_s)
        return State("Slowing since the set", f"set {found.slowing_since_set} ended {ended} ago")
    large, beside = _PACES[found.pace], _VARIABILITIES.get(found.variability)
    since = f"since {clock(found.since_s)}"
    if found.pace is Pace.NEAR:
        small = f"start: {found.start_bpm:.0f} /min · {since}"
        return State(beside.capitalize() if beside else large, small)
    return State(
        f"{large}, {beside}" if beside else large, f"than today's start ({found.start_bpm:.0f} /min), {since}"
    )
