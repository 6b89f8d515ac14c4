"""The words of a running session: acts, marks, refusals, phases, and where a person stands."""

from coreg.domain.act import Act, Refusal, Request
from coreg.domain.baseline import Baseline
from coreg.domain.baseline import Refusal as BaselineRefusal
from coreg.domain.language import _
from coreg.domain.marks import Scale, SetKind
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.snapshot import PersonSnapshot
from coreg.domain.stage import ClientScreen, Phase, Profile, Stage
from coreg.domain.standing import Pace, Standing, Variability
from coreg.ui.wording import DASH, NO_BASELINE, State, clock, reason
from coreg.ui.wording import state_of as plain_state_of

SET_START, SET_STOP = _("Start set"), _("End set")
SET_KEY = "Space"
STILL_IN_SET = _("still in a set?")
LONG_SET_S = 180.0  # design section 5: asked about in small type, never closed by the program
CARD_GOES = _("F1 takes this card away · keys act meanwhile")
NOTE_NAME, NOTE_KEY = _("Note"), "Enter"
NOTE_HOW = _("A note · Enter keeps it, Esc drops it")
NOTES_WAIT = _("The note waits in memory: the disk takes nothing just now")
HEARD, SAVED, IN_MEMORY = _("heard"), _("saved"), _("in memory")  # how far a mark has come
KEYS_ELSEWHERE = _("keys go to another program")
STILL_RECORDING = _("still recording?")
RESTING = _("Resting")
RESTING_WHY = _("the screen is covered, recording goes on · F12 shows it again")
OFF_RECORD_STATE = State(_("Off the record"), _("nothing is kept · Ctrl+O comes back"))

REFUSED = {
    Refusal.NOT_RECORDING: _("Nothing is recorded, so no mark is kept"),
    Refusal.OFF_THE_RECORD: _("Off the record: Ctrl+O comes back"),
    Refusal.BASELINE_IN_SET: _("A baseline can't begin in a set"),
    Refusal.NO_SET_YET: _("There is no set yet"),
    Refusal.NO_MARK_YET: _("There is no mark to change"),
    Refusal.NOTHING_TO_BRING_BACK: _("Nothing was taken back"),
    Refusal.SET_ENDED_LONG_AGO: _("That set ended over a minute ago: its end stays"),
    Refusal.VOC_IS_1_TO_7: _("VoC goes from 1 to 7"),
    Refusal.NOT_IN_THIS_PROFILE: _("This key has no meaning in this profile"),
    Refusal.SPEECH_IS_OFF: _("Marking who speaks is switched off"),
    Refusal.NO_TEXT_HERE: _("This recording takes no notes"),
    Refusal.NOT_A_BAND: _("A band needs its upper limits above its lower ones"),
    Refusal.RATE_IS_45_TO_65: _("The pacer goes from 4.5 to 6.5 breaths a minute"),
}

PHASES = {
    Phase.HISTORY: _("History"),
    Phase.PREPARATION: _("Preparation"),
    Phase.ASSESSMENT: _("Assessment"),
    Phase.DESENSITIZATION: _("Desensitization"),
    Phase.INSTALLATION: _("Installation"),
    Phase.BODY_SCAN: _("Body scan"),
    Phase.CLOSURE: _("Closure"),
    Phase.REEVALUATION: _("Re-evaluation"),
}
_KINDS = {
    SetKind.PROCESSING: "",
    SetKind.RESOURCE: _(" · resource"),
    SetKind.INSTALLATION: _(" · installation"),
    SetKind.BODY_SCAN: _(" · body scan"),
    SetKind.CONTINUOUS: _(" · continuous"),
}
USUAL_SET = (
    _("Set {number} ended").format(number=88),
    _("Set {number}").format(number=88) + _KINDS[SetKind.RESOURCE],
)
_SCALES = {Scale.SUD.value: "SUD", Scale.VOC.value: "VoC", Scale.SELF_ENERGY.value: _("Self-energy")}
_SCREENS = {
    ClientScreen.OFF.value: _("Client's screen off"),
    ClientScreen.REST.value: _("Client's screen rests"),
    ClientScreen.CALM.value: _("Client's screen: calm"),
    ClientScreen.PACER.value: _("Client's screen: pacer"),
}
_MARKS = {
    MomentKind.STAR: _("Star"),
    MomentKind.STRONG_REACTION: _("Strong reaction"),
    MomentKind.DRIFTED: _("Drifted"),
    MomentKind.INTERWEAVE: _("Interweave"),
    MomentKind.BACK_TO_TARGET: _("Back to target"),
    MomentKind.CLOSURE: _("Closure begins"),
    MomentKind.STOP_SIGNAL: _("Stop signal"),
    MomentKind.BASELINE_STARTED: _("Baseline begins"),
    MomentKind.BASELINE_ENDED: _("Baseline ends"),
    MomentKind.BASELINE_UPSET: _("Baseline taken while upset"),
    MomentKind.QUIET_STARTED: _("Quiet begins"),
    MomentKind.QUIET_ENDED: _("Quiet ends"),
    MomentKind.DISTURBED_STARTED: _("Movement, door or phone"),
    MomentKind.DISTURBED_ENDED: _("Quiet again"),
    MomentKind.SPEECH_STARTED: _("Speech begins"),
    MomentKind.SPEECH_ENDED: _("Speech ends"),
    MomentKind.OFF_RECORD_STARTED: _("Off the record"),
    MomentKind.OFF_RECORD_ENDED: _("On the record again"),
    MomentKind.UNBLENDED: _("Unblended"),
    MomentKind.PROTECTOR_AGREES: _("Protector agrees"),
    MomentKind.WITNESSING_STARTED: _("Witnessing begins"),
    MomentKind.WITNESSING_ENDED: _("Witnessing ends"),
    MomentKind.UNBURDENING_STARTED: _("Unburdening begins"),
    MomentKind.UNBURDENING_ENDED: _("Unburdening ends"),
    MomentKind.BACK_TO_PROTECTOR: _("Back to protector"),
    MomentKind.AMEND: _("Changed"),
    MomentKind.RETRACT: _("Taken back"),
    MomentKind.NOTE: _("Note"),
    MomentKind.BAND: _("Your band"),
    MomentKind.KEYS_ELSEWHERE: _("Keys go to another program"),
    MomentKind.KEYS_BACK: _("Keys come back"),
    MomentKind.CONSENT_WITHDRAWN: _("Consent withdrawn"),
    MomentKind.SET_ENDED: _("Set ended"),
    MomentKind.ROLES_SWAPPED: _("Straps swapped from here on"),
    MomentKind.STRAPS_CHECKED: _("Straps checked"),
    MomentKind.EXCLUDED: _("Excluded"),
    MomentKind.ENDED_THERE: _("Ended there"),
    MomentKind.ERASED: _("Erased"),
    MomentKind.ROLES_SWAPPED: _("Straps swapped"),
    MomentKind.CONTEXT: _("Said of the session"),
    MomentKind.TARGET_STATE: _("State of a target"),
}
RATING = _("Rating")
_HEARD = {
    Act.BAND: _("Your band"),
    Act.KEYS_ELSEWHERE: _("Keys go to another program"),
    Act.KEYS_BACK: _("Keys come back"),
    Act.WITHDRAW: _("Consent withdrawn"),
    Act.SET: _("Set"),
    Act.RATE: RATING,
    Act.AS_VOC: _("As VoC"),
    Act.AS_SUD: _("As SUD"),
    Act.RATE_SELF: _("Self-energy"),
    Act.STAR: _("Star"),
    Act.STRONG_REACTION: _("Strong reaction"),
    Act.DRIFTED: _("Drifted"),
    Act.INTERWEAVE: _("Interweave"),
    Act.BACK_TO_TARGET: _("Back to target"),
    Act.CLOSURE: _("Closure"),
    Act.KIND: _("Kind"),
    Act.TARGET: _("Target"),
    Act.STOP_SIGNAL: _("Stop signal"),
    Act.BASELINE: _("Baseline"),
    Act.BASELINE_UPSET: _("Baseline upset"),
    Act.QUIET: _("Quiet"),
    Act.DISTURBED: _("Disturbed"),
    Act.CLIENT_SPEAKS: _("Client speaks"),
    Act.THERAPIST_SPEAKS: _("Therapist speaks"),
    Act.EARLIER: _("Earlier"),
    Act.LATER: _("Later"),
    Act.RETRACT: _("Retract"),
    Act.BRING_BACK: _("Bring back"),
    Act.NOTE: _("Note"),
    Act.PHASE: _("Phase"),
    Act.SCREEN_OFF: _("Screen off"),
    Act.SCREEN_REST: _("Screen rest"),
    Act.SCREEN_CALM: _("Screen calm"),
    Act.SCREEN_PACER: _("Screen pacer"),
    Act.FIND_RATE: _("Find rate"),
    Act.OFF_RECORD: _("Off record"),
    Act.END: _("End"),
    Act.PART_NOTICED: _("Part noticed"),
    Act.UNBLENDED: _("Unblended"),
    Act.PROTECTOR_AGREES: _("Protector agrees"),
    Act.WITNESSING: _("Witnessing"),
    Act.UNBURDENING: _("Unburdening"),
    Act.BACK_TO_PROTECTOR: _("Back to protector"),
}


def heard(request: Request) -> str:
    """What a chip says the moment its key was heard."""
    words = _HEARD[request.act]
    return words if request.value is None else f"{words} {request.value}"


def mark(moment: Moment) -> str:
    """What a chip says of a moment that was made.

    >>> mark(Moment(1, 62.0, "", MomentKind.RATING, payload={"scale": "sud", "value": 7}))
    'SUD 7'
    """
    payload = moment.payload
    match moment.kind:
        case MomentKind.RATING:
            return f"{_SCALES.get(str(payload.get('scale')), RATING)} {payload.get('value')}"
        case MomentKind.SET_STARTED:
            return _("Set {number}").format(number=payload.get("set"))
        case MomentKind.TARGET:
            return _("Target {number}").format(number=payload.get("target"))
        case MomentKind.PART_NOTICED:
            return _("Part {part}").format(part=payload.get("part"))
        case MomentKind.PHASE:
            return _("Phase {number}").format(number=payload.get("phase"))
        case MomentKind.CLIENT_SCREEN:
            return _SCREENS.get(str(payload.get("screen")), _("Client's screen"))
        case _:
            return _MARKS[moment.kind]


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
    return (
        f"{stage.phase.value} {name}"
        if is_short
        else _("Phase {number} · {name}").format(number=stage.phase.value, name=name)
    )


def set_lines(stage: Stage, now_s: float) -> tuple[str, str]:
    """Which set, and its time: how long it runs, or how long ago it ended. A very long one is asked about.

    >>> set_lines(Stage(), 10.0)
    ('No set yet', '–')
    """
    last = stage.last_set
    if last is None:
        return _("No set yet"), DASH
    if last.end_s is not None:
        return _("Set {number} ended").format(number=last.number), _("{clock} ago").format(
            clock=clock(now_s - last.end_s)
        )
    is_long = now_s - last.start_s > LONG_SET_S
    which = _("Set {number}").format(number=last.number) + (f" · {STILL_IN_SET}" if is_long else _KINDS[last.kind])
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
        return State(
            NO_BASELINE, _("learning: {have} of {need} · sit quietly, as usual").format(have=have, need=need)
        )
    if person.standing is not None:
        return _stands(person.standing, now_s)
    return None if person.baseline is None else _not_compared(person, person.baseline)


NOT_KNOWN, NOT_COMPARED = _("Not known just now"), _("Not compared today")
_UPSET = _("the baseline was taken while upset: B begins another")


def _not_compared(person: PersonSnapshot, baseline: Baseline) -> State:
    """Why nothing is said although there was a baseline."""
    if baseline.refusal is not None:
        return State(
            NO_BASELINE,
            _("{why}: B begins another").format(why=_REFUSED_BASELINE[baseline.refusal]),
        )
    rate, start = person.numbers.heart_rate_60s_bpm, baseline.heart_rate_bpm.value
    if rate.is_known or start is None:
        return State(NOT_COMPARED, _UPSET)
    return State(NOT_KNOWN, _("start: {start:.0f} /min · {reason}").format(start=start, reason=reason(rate)))


_REFUSED_BASELINE = {
    BaselineRefusal.TOO_SHORT: _("the last one was too short"),
    BaselineRefusal.BEATS_MISSING: _("beats were missing in the last one"),
    BaselineRefusal.INTERVALS_UNEVEN: _("intervals were too uneven in the last one"),
    BaselineRefusal.NO_VARIATION: _("every interval was the same in the last one"),
}
_NEAR = {Variability.LESS: _("Less variable"), Variability.MORE: _("More variable")}
_FASTER = {Variability.LESS: _("Faster, less variable"), Variability.MORE: _("Faster, more variable")}
_SLOWER = {Variability.LESS: _("Slower, less variable"), Variability.MORE: _("Slower, more variable")}
_BESIDE = {Pace.FASTER: _FASTER, Pace.SLOWER: _SLOWER, Pace.NEAR: _NEAR}
_ALONE = {Pace.FASTER: _("Faster"), Pace.SLOWER: _("Slower"), Pace.NEAR: _("Near today's start")}


def _stands(found: Standing, now_s: float) -> State:
    if found.slowing_since_set is not None and found.set_ended_s is not None:
        ended = clock(now_s - found.set_ended_s)
        return State(
            _("Slowing since the set"),
            _("set {number} ended {ended} ago").format(number=found.slowing_since_set, ended=ended),
        )
    large = _BESIDE[found.pace].get(found.variability, _ALONE[found.pace])
    against = {"bpm": found.start_bpm, "so_long": lasting(now_s - found.since_s)}
    if found.pace is Pace.NEAR:
        return State(large, _("start: {bpm:.0f} /min · {so_long}").format(**against))
    return State(large, _("than today's start ({bpm:.0f} /min), {so_long}").format(**against))


def lasting(seconds: float) -> str:
    """How long it has been so: a length, never a time of day, and in steps that let the words stand still.

    >>> lasting(8), lasting(48), lasting(233), lasting(3900)
    ('just now', 'for 40 s', 'for 3 min', 'for 1 h 5 min')
    """
    whole = max(0, int(seconds))
    if whole < 10:
        return _("just now")
    if whole < 60:
        return _("for {seconds} s").format(seconds=whole // 10 * 10)
    hours, minutes = divmod(whole // 60, 60)
    if hours:
        return _("for {hours} h {minutes} min").format(hours=hours, minutes=minutes)
    return _("for {minutes} min").format(minutes=minutes)
