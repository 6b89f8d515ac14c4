"""The words of the review window. Whole sentences and templates; what isn't known is said with its reason."""

from datetime import datetime

from coreg.domain.beat import GapCause
from coreg.domain.marks import Scale, SetKind, SpanKind
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.session import SessionHeader
from coreg.domain.stage import ClientScreen, Phase
from coreg.ui import session_wording
from coreg.ui.wording import clock, length, reason

SIMULATED = "Simulated people, not a real session"
READING, READING_SETS = "Reading the session …", "Reading the sets …"
NAME = "Review of a session"
PERSON = {Role.CLIENT: "Client", Role.THERAPIST: "Therapist"}
_PERSON_SMALL = {Role.CLIENT: "client", Role.THERAPIST: "therapist"}

PHASES_NAME = "Phases"
NO_PHASES = "no phase was marked"
MARKS_NAME = "Marks"
HEART_RATE_NEAR = "Heart rate from each beat (/min)"
HEART_RATE_FAR = "Heart rate (/min) · shade: lowest to highest beat"
RMSSD = "Variability: RMSSD, 60 s (ms), with its uncertainty"
START_LINES = "thin lines: today's start"
RATINGS = "Ratings"
NO_RATINGS = "no rating was given"
TOGETHER = "Moving together"
TOGETHER_LATER = "Moving together: being read …"
NOBODY = "No strap was worn: marks only"
OFF_RECORD, EXCLUDED = "off the record", "left out"
AXIS_NAME = "Time since the start"
SCALES = {Scale.SUD: "SUD", Scale.VOC: "VoC", Scale.SELF_ENERGY: "Self-energy (as the therapist saw it)"}
_SCALES_SHORT = {Scale.SUD: "SUD", Scale.VOC: "VoC", Scale.SELF_ENERGY: "Self-energy"}
_TOGETHER_HERE, _NOT_KNOWN_HERE, NOT_KNOWN = "together", "not known: {reason}", "not known"
LEGEND = {Role.CLIENT: "Client, solid", Role.THERAPIST: "Therapist, dashed"}

SETS, SPECTRUM, NOTES, AMEND = "Sets", "Spectrum", "Notes", "Amend"
REPORT, EXPORT, REPLAY, BACK = "Report", "Export", "Replay", "Back"
REPLAY_KEY, SPEED_KEY, BACK_KEY = "R", "S", "Esc"
KEYS = "Wheel or + − zooms · drag moves · ← → sets · ↑ ↓ marks · Home whole session · Enter note"
NO_NOTES = "No notes were typed in this session."
NOTES_ELSEWHERE = "Notes are kept in the vault alone."
NO_NOTE_HERE = "There is no note at this mark"
CHOOSE_MARK = "↑ and ↓ choose a mark"
NO_SETS_TO_CHOOSE = "No set was marked"

_CAUSES = {
    GapCause.LINK_LOST: "{who}: no signal {length}",
    GapCause.NO_DATA: "{who}: no beats {length}",
    GapCause.CONTACT_LOST: "{who}: no skin contact {length}",
    GapCause.OFF_RECORD: "{who}: off the record {length}",
    None: "{who}: unknown {length}",
}
_BRACKETS = {
    SpanKind.BASELINE: "baseline",
    SpanKind.QUIET: "quiet",
    SpanKind.DISTURBED: "movement, door or phone",
    SpanKind.CLIENT_SPEAKS: "client speaks",
    SpanKind.THERAPIST_SPEAKS: "therapist speaks",
    SpanKind.WITNESSING: "witnessing",
    SpanKind.UNBURDENING: "unburdening",
}
_SCREENS = {
    ClientScreen.OFF: "client's screen off",
    ClientScreen.REST: "client's screen at rest",
    ClientScreen.CALM: "client's screen: calm",
    ClientScreen.PACER: "client's screen: pacer",
}
_KINDS = {
    SetKind.PROCESSING: "Set {number}",
    SetKind.RESOURCE: "Set {number}, resource",
    SetKind.INSTALLATION: "Set {number}, installation",
    SetKind.BODY_SCAN: "Set {number}, body scan",
    SetKind.CONTINUOUS: "Set {number}, continuous",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def title(header: SessionHeader, length_s: float, who: str) -> str:
    """Which session: of whom, of which day, how long.

    >>> header = SessionHeader("a", "1", "2026-11-23T23:30:00Z", "CET", 3600, False)
    >>> title(header, 3000.0, "")
    'Session of 24 November 2026 · 50:00'
    """
    when = datetime.fromisoformat(header.started_utc).timestamp() + header.utc_offset_s
    day = datetime.fromtimestamp(when, tz=datetime.fromisoformat(header.started_utc).tzinfo)
    template = "{who} · {day} {month} {year} · {length}" if who else "Session of {day} {month} {year} · {length}"
    return template.format(
        who=who, day=day.day, month=_MONTHS[day.month - 1], year=day.year, length=clock(length_s)
    )


def measured(shares: dict[Role, float | None]) -> str:
    """How much of the time was measured, of each.

    >>> measured({Role.CLIENT: 0.963})
    'Share of time measured: client 96 %, therapist not worn'
    """
    client, therapist = (_measured(shares, role) for role in Role)
    return f"Share of time measured: client {client}, therapist {therapist}"


def _measured(shares: dict[Role, float | None], role: Role) -> str:
    if role not in shares:
        return "not worn"
    share = shares[role]
    return "not known" if share is None else f"{100 * share:.0f} %"


def phase(found: Phase, *, is_short: bool = False) -> str:
    """A phase by number and name, or by its number."""
    return f"{found.value}" if is_short else f"{found.value} · {session_wording.PHASES[found]}"


def hole(role: Role, cause: GapCause | None, seconds: float) -> str:
    """What is missing of whom, and for how long.

    >>> hole(Role.CLIENT, GapCause.LINK_LOST, 40.0)
    'client: no signal 40 s'
    """
    return _CAUSES[cause].format(who=_PERSON_SMALL[role], length=length(seconds))


def bracket(what: SpanKind | ClientScreen) -> str:
    """What a marked stretch is."""
    return _SCREENS[what] if isinstance(what, ClientScreen) else _BRACKETS[what]


def spoken_bracket(what: SpanKind | ClientScreen, start_s: float, end_s: float) -> str:
    """A marked stretch, for those who hear the screen."""
    return f"{bracket(what)} from {clock(start_s)} to {clock(end_s)}"


def set_name(number: int, kind: SetKind) -> str:
    """A set, and its kind where that isn't the usual one."""
    return _KINDS[kind].format(number=number)


def mark(moment: Moment) -> str:
    """A mark on the strip."""
    if moment.kind is MomentKind.NOTE:
        return "Note"
    return session_wording.mark(moment)


def spoken_mark(moment: Moment) -> str:
    """A mark with its time, for those who hear the screen."""
    return f"{mark(moment)} at {clock(moment.t_s)}"


def rating(scale: Scale, target: int | None, *, has_targets: bool) -> str:
    """What a line of ratings is of."""
    name = _SCALES_SHORT[scale]
    return f"{name}, target {target}" if has_targets and target is not None else name


def ratings_label(scales: list[Scale]) -> str:
    """The lane's heading."""
    if not scales:
        return f"{RATINGS}: {NO_RATINGS}"
    return " · ".join(SCALES[scale] for scale in scales)


def together_here(unknown: Unknown | None) -> str:
    """What stands in a stretch."""
    if unknown is None:
        return _TOGETHER_HERE
    return _NOT_KNOWN_HERE.format(reason=reason(Reading.of_unknown(unknown)).removeprefix("unknown: "))


def at(t_s: float) -> str:
    """An instant of the session."""
    return clock(t_s)


def value_at(role: Role, bpm: float | None, rmssd_ms: float | None) -> str:
    """What one person's lines say at an instant."""
    rate = "unknown" if bpm is None else f"{bpm:.0f} /min"
    rmssd = "unknown" if rmssd_ms is None else f"{rmssd_ms:.0f} ms"
    return f"{_PERSON_SMALL[role]} {rate}, RMSSD {rmssd}"


def tick(t_s: int, step_s: int) -> str:
    """A time under the strip.

    >>> tick(600, 600), tick(630, 30)
    ('10 min', '10:30')
    """
    return f"{t_s // 60} min" if step_s >= 60 else clock(t_s)


def seen(start_s: float, end_s: float, *, is_whole: bool) -> str:
    """Which part is seen."""
    return "Whole session" if is_whole else f"{clock(start_s)} to {clock(end_s)}"


def replay(t_s: float) -> str:
    """What the replay button does."""
    return f"Replay from {clock(t_s)}"


def spoken_speed(speed: int) -> str:
    """The speed of a replay, for those who hear the screen."""
    return f"Speed of the replay: {speed} times, key S"


def set_at(number: int, kind: SetKind, t_s: float) -> str:
    """A set and when it began."""
    return f"{set_name(number, kind)} at {clock(t_s)}"


def spoken_lane(name: str, who: str, low: float, high: float, unit: str) -> str:
    """One line on what a lane shows of a person in the stretch that is seen."""
    return f"{who}, {name}, from {low:.0f} to {high:.0f} {unit}"


def spoken_unknown(name: str, who: str) -> str:
    """The same where nothing is known."""
    return f"{who}, {name}: nothing known in this stretch"
