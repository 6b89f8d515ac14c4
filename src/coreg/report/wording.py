"""Every word of a report: whole sentences, or templates with named places. It states what was measured, no more."""

from coreg.domain.client import Relation
from coreg.domain.marks import Scale, SetKind
from coreg.domain.moment import MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Reading
from coreg.domain.set_readings import SetCurve, Settling
from coreg.domain.stage import Phase
from coreg.domain.together import Lead, TogetherReview, TogetherState
from coreg.report.figures import change, clock, plain, signed
from coreg.report.page import Copy, Names
from coreg.report.reasons import why

LANGUAGE = "en"
TITLE = "Coreg: report of a session"
HEADING, HEADING_NUMBERED = "Session report", "Session {number}"
NAMED = "{pseudonym} · {name}"
COPIES = {
    Copy.THERAPIST: "Therapist’s copy",
    Copy.CLIENT: "Client’s own copy",
    Copy.SUPERVISION: "Copy for supervision",
}
SIMULATED = "Simulated people, not a real session"
IMPORTED = "Imported ({format}), not recorded by Coreg"
CUT_OFF = "The session was cut off: nothing after its last entry is known"
AMENDED = "From marks that were amended after the session; the original marks stay in its file"

STARTED, DAY, DAY_UNKNOWN = "{date}, {time}", "Day {day} since the first session", "Date left out"
LENGTH = "{length} long"
NO_SETS, ONE_SET, SETS = "no sets", "1 set", "{n} sets"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DATE = "{day} {month} {year}"

SECOND = {
    Relation.THERAPIST: "Therapist",
    Relation.PARENT: "Parent",
    Relation.PARTNER: "Partner",
    Relation.OTHER: "Other person",
}
FIRST = "Client"
NOT_WORN = "no strap worn, nothing measured"
STRAP, STRAP_UNKNOWN = "{model}", "strap of a model that isn’t known"
USABLE, USABLE_UNKNOWN = "{share} % of the time can be read", "how much can be read isn’t known"
BASELINE = "baseline {bpm}\u00a0/min, RMSSD {rmssd} ms"
BASELINE_UPSET = "baseline taken while upset: {bpm}\u00a0/min"
BETWEEN = " · "

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
ALT = "{title}. {description}"
STRIP = "The session from beginning to end"
STRIP_IS = "Heart rate and RMSSD of {who} over {length}, with {sets} shaded. {ratings}"
STRIP_RATING = "{scale} at {time}: {value}."
NAMES = Names("Phase", "Heart rate\n/min, 10 s", "RMSSD\nms, 60 s", "No beats", "Ratings", "Moving\ntogether")
OFF_RECORD, EXCLUDED = "off the record", "excluded"
SCALES = {Scale.SUD: "SUD", Scale.VOC: "VoC", Scale.SELF_ENERGY: "Self-energy"}

CURVE = "The sets’ mean curve"
CURVE_IS = "Mean heart rate around the sets against the 20 s before each, with its 95 % band. {said}"
CURVE_BEFORE, CURVE_SET, CURVE_AFTER = "20 s", "set", "60 s after"

TABLE = "Sets: the client’s heart rate (/min)"
HEADS = (
    ("Set", ""),
    ("at", ""),
    ("long", ""),
    ("before", ""),
    ("first 10 s", "change"),
    ("in the set", "change"),
    ("against start", "change"),
    ("ln RMSSD", "change"),
    ("rise", "after"),
    ("half gone", "after, s"),
)
KINDS = {
    SetKind.PROCESSING: "",
    SetKind.RESOURCE: "r",
    SetKind.INSTALLATION: "i",
    SetKind.BODY_SCAN: "b",
    SetKind.CONTINUOUS: "c",
}
KIND_WORDS = {
    SetKind.RESOURCE: "r resource",
    SetKind.INSTALLATION: "i installation",
    SetKind.BODY_SCAN: "b body scan",
    SetKind.CONTINUOUS: "c continuous",
}
KINDS_ARE = "{kinds}."
SINGLE_SETS = (
    "A single set says little: where nothing happens, one differs by about 3\u00a0/min. The curve is the reading."
)
WITHIN = "* within its own uncertainty."
NOT_COUNTED, NOT_COUNTED_IS = "†", "† counts in no statistics: cut off, or partly off the record or excluded."
LONGER = ">{seconds}"
UNKNOWN_CELL = "–"

IN_ALL = "Over the session"
SET_CURVE = "{who}: over {n} sets heart rate rose by {rise}\u00a0/min ({low} to {high}){settled}"
SETTLED = {
    "known": "; half of it was gone after {seconds} s ({low} to {high}), read about 5 s late.",
    "open": "; half of it was gone after {seconds} s ({low} or more), read about 5 s late.",
    "alone": "; half of it was gone after {seconds} s, read about 5 s late.",
    "longer": "; half of it wasn’t gone after {seconds} s.",
    "": ".",
}
DRIFT = (
    "{who}: before the sets heart rate changed by {change}\u00a0/min over ten sets; sitting still alone: about ±4."
)
START_TO_END = (
    "{who}: from the start to the last quiet minutes heart rate changed by {change}\u00a0/min; "
    "sitting still alone: about ±4."
)

TOGETHER = "Moving together"
TOGETHER_SAYS = {
    TogetherState.TOGETHER: (
        "The two hearts rose and fell together more than at unrelated moments (excess {excess} ± .14)."
    ),
    TogetherState.CHANCE: (
        "The two hearts rose and fell together no more than at unrelated moments; "
        "this does not show that there was no link."
    ),
    TogetherState.OPPOSITE: (
        "One heart rose where the other fell more than at unrelated moments (excess {excess} ± .14)."
    ),
    TogetherState.UNKNOWN: "Not known: {why}.",
}
HELD = (
    "Looking back over ten minutes at a time it held for {length}, first at {first}; in about 1 of 15 sessions of "
    "two people who don’t influence each other this appears at least once."
)
LEADS = {
    Lead.CLIENT_FIRST: "{first} first by about {lead} s ({low} to {high}): first in time, not the cause.",
    Lead.THERAPIST_FIRST: "{second} first by about {lead} s ({low} to {high}): first in time, not the cause.",
    Lead.WITHIN: "Neither was first by more than about 2.5 s.",
}
BREATHING = {
    True: "Their breathing was in step more than chance gives.",
    False: "Their breathing was in step no more than chance gives.",
}

UNKNOWN = "Not known, and why"
NOTHING_UNKNOWN = "Nothing that this page would say is unknown."
NOBODY = "No strap was worn: marks and ratings only."
NOBODY_MEASURED, AND = "nobody", " and "
NOT_WORN_AT_ALL = "{who}, everything: no strap was worn."
UPSET = "the baseline was taken while upset"
UPSET_BASELINE = "{who}, everything against the start: the baseline was taken while upset."
LEAD_TOO_WIDE = "the interval is too wide to say"
HOLES = "{who}, {n} without beats, {length} in all: {causes}."
WHILE_OFF_RECORD = "Everything while off the record, {length} in all."
IN_EXCLUDED = "Everything in what was excluded, {length} in all."
ONE_STRETCH, STRETCHES = "one stretch", "{n} stretches"
NO_CURVE = "{who}, a rise around the sets: {why}."
NO_DRIFT = "{who}, drift of heart rate over the sets: {why}."
NO_START_TO_END = "{who}, from start to end: {why}."
NO_BASELINE = "{who}, everything against the start: no baseline was marked."
BASELINE_REFUSED = "{who}, everything against the start: the baseline wasn’t accepted, for {why}."
NO_LEAD = "Who was first: {why}."
NO_BREATHING = "Breathing in step: {why}."
TOGETHER_GAPS = "Moving together, for {length} of the session: {why}."

RATED, RATED_TARGET = "{scale}: {values}", "{scale}, target {target}: {values}"
RATINGS = "Ratings and marks"
SELF_ENERGY = "Self-energy, as the therapist judged it: {values}"
VALUE_AT = "{value} ({time})"
MARKS = {
    MomentKind.STAR: "star",
    MomentKind.STRONG_REACTION: "strong reaction",
    MomentKind.DRIFTED: "drifted",
    MomentKind.INTERWEAVE: "interweave",
    MomentKind.STOP_SIGNAL: "stop signal",
    MomentKind.CLOSURE: "closure",
    MomentKind.UNBLENDED: "unblended",
    MomentKind.PROTECTOR_AGREES: "protector agrees",
    MomentKind.BACK_TO_PROTECTOR: "back to protector",
}
MARKED = "Marked: {marks}"
MARK_AT = "{mark} {times}"
NOTES = "A few words"

SEAL, NO_SEAL = "Seal {n} · {head}", "Not sealed: the file keeps no proof that it is unchanged"
MADE = "Coreg {version} · definitions {definitions}, recorded with {recorded}"
NOT_KNOWN = "a version that isn’t known"
SESSION_ID = "session {session_id}"
INTENDED = "Measurements, for education, self-observation and supervision. Not a medical device."


def person(role: Role, relation: Relation) -> str:
    """What somebody is called.

    >>> person(Role.THERAPIST, Relation.PARENT)
    'Parent'
    """
    return FIRST if role is Role.CLIENT else SECOND[relation]


def n_sets(n: int) -> str:
    """How many sets.

    >>> n_sets(0), n_sets(1), n_sets(12)
    ('no sets', '1 set', '12 sets')
    """
    return NO_SETS if not n else ONE_SET if n == 1 else SETS.format(n=n)


def curve(who: str, found: SetCurve) -> str:
    """A set curve in one sentence; its rise is known."""
    rise = found.rise_bpm
    return SET_CURVE.format(
        who=who,
        n=found.n,
        rise=plain(rise.value or 0.0),
        low=plain(rise.low or 0.0),
        high=plain(rise.high or 0.0),
        settled=settled(found.half_settle),
    )


def settled(found: Settling) -> str:
    """How the sentence about a rise ends.

    >>> settled(Settling(19.0, low_s=12.0, high_s=27.0))
    '; half of it was gone after 19 s (12 to 27), read about 5 s late.'
    """
    if found.seconds is None:
        return SETTLED[""]
    is_open = found.low_s is not None and found.high_s is None
    kind = "longer" if found.is_longer else "open" if is_open else "alone" if found.low_s is None else "known"
    return SETTLED[kind].format(
        seconds=plain(found.seconds), low=plain(found.low_s or 0.0), high=plain(found.high_s or 0.0)
    )


def drift(who: str, found: Reading) -> tuple[str, ...]:
    """How heart rate before the sets changed over them; nothing where it isn't known."""
    return () if found.value is None else (DRIFT.format(who=who, change=change(found, 1)),)


def start_to_end(who: str, found: Reading) -> tuple[str, ...]:
    """The last quiet minutes against the baseline; nothing where that isn't known."""
    return () if found.value is None else (START_TO_END.format(who=who, change=change(found, 1)),)


def rated(scale: Scale, target: int, values: str) -> str:
    """What was given on a scale; `target` 0 where there is one only."""
    if scale is Scale.SELF_ENERGY:
        return SELF_ENERGY.format(values=values)
    return (RATED_TARGET if target else RATED).format(scale=SCALES[scale], target=target, values=values)


def together(found: TogetherReview, relation: Relation) -> tuple[str, ...]:
    """What is said of two hearts, and of who was first where that may be said."""
    excess = signed(found.excess.value or 0.0, 2).replace("0.", ".")
    said = [TOGETHER_SAYS[found.state].format(excess=excess, why=why(found.unknown))]
    if found.lead in LEADS and found.lead_s.value is not None:
        ends = sorted(abs(end or 0.0) for end in (found.lead_s.low, found.lead_s.high))
        said.append(
            LEADS[found.lead].format(
                first=FIRST,
                second=SECOND[relation],
                lead=plain(abs(found.lead_s.value)),
                low=plain(ends[0], 1),
                high=plain(ends[1], 1),
            )
        )
    if found.breathing_in_step is not None:
        said.append(BREATHING[found.breathing_in_step])
    return tuple(said)


def held(seconds: float, first_s: float) -> str:
    """For how long the trace of the last ten minutes held."""
    return HELD.format(length=clock(seconds), first=clock(first_s))
