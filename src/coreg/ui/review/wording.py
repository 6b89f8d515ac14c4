"""The words of the review window. Whole sentences and templates; what isn't known is said with its reason."""

from datetime import datetime, timedelta

from coreg.domain.beat import GapCause
from coreg.domain.language import _
from coreg.domain.marks import Scale, SetKind, SpanKind
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.session import SessionHeader
from coreg.domain.stage import ClientScreen, Phase
from coreg.ui import session_wording
from coreg.ui.wording import REASON, clock, length

SIMULATED = _("Simulated people, not a real session")
READING, READING_SETS = _("Reading the session …"), _("Reading the sets …")
NOT_READ = _("The session can't be shown")
NAME = _("Review of a session")
PERSON = {Role.CLIENT: _("Client"), Role.THERAPIST: _("Therapist")}
_PERSON_SMALL = {Role.CLIENT: _("client"), Role.THERAPIST: _("therapist")}

PHASES_NAME = _("Phases")
NO_PHASES = _("no phase was marked")
MARKS_NAME = _("Marks")
HEART_RATE_NEAR = _("Heart rate from each beat (/min)")
HEART_RATE_FAR = _("Heart rate (/min) · shade: lowest to highest beat")
HEART_RATE = _("Heart rate (/min)")
RMSSD = _("Variability: RMSSD, 60 s (ms), with its uncertainty")
START_LINES = _("thin lines: today's start")
RATINGS = _("Ratings")
NO_RATINGS = _("no rating was given")
TOGETHER = _("Moving together")
TOGETHER_LATER = _("Moving together: being read …")
NOBODY = _("No strap was worn: marks only")
OFF_RECORD, EXCLUDED = _("off the record"), _("left out")
AXIS_NAME = _("Time since the start")
SCALES = {Scale.SUD: _("SUD"), Scale.VOC: _("VoC"), Scale.SELF_ENERGY: _("Self-energy (as the therapist saw it)")}
_SCALES_SHORT = {Scale.SUD: _("SUD"), Scale.VOC: _("VoC"), Scale.SELF_ENERGY: _("Self-energy")}
_TOGETHER_HERE, _NOT_KNOWN_HERE, NOT_KNOWN = _("together"), _("not known: {reason}"), _("not known")
LEGEND = {Role.CLIENT: _("Client, solid"), Role.THERAPIST: _("Therapist, dashed")}

SETS, SPECTRUM, NOTES, AMEND = _("Sets"), _("Spectrum"), _("Notes"), _("Amend")
REPORT, EXPORT, REPLAY, BACK = _("Report"), _("Export"), _("Replay"), _("Back")
REPLAY_KEY, SPEED_KEY, BACK_KEY = "R", "S", "Esc"
KEYS = _("Wheel or + − zooms · drag moves · ← → sets · ↑ ↓ marks · Home whole session · Enter note")
NO_NOTES = _("No notes were typed in this session.")
NOTES_ELSEWHERE = _("Notes are kept in the vault alone.")
NO_NOTE_HERE = _("There is no note at this mark")
CHOOSE_MARK = _("↑ and ↓ choose a mark")
NO_SETS_TO_CHOOSE = _("No set was marked")

_CAUSES = {
    GapCause.LINK_LOST: _("{who}: no signal {length}"),
    GapCause.NO_DATA: _("{who}: no beats {length}"),
    GapCause.CONTACT_LOST: _("{who}: no skin contact {length}"),
    GapCause.OFF_RECORD: _("{who}: off the record {length}"),
    None: _("{who}: unknown {length}"),
}
_BRACKETS = {
    SpanKind.BASELINE: _("baseline"),
    SpanKind.QUIET: _("quiet"),
    SpanKind.DISTURBED: _("movement, door or phone"),
    SpanKind.CLIENT_SPEAKS: _("client speaks"),
    SpanKind.THERAPIST_SPEAKS: _("therapist speaks"),
    SpanKind.WITNESSING: _("witnessing"),
    SpanKind.UNBURDENING: _("unburdening"),
}
_SCREENS = {
    ClientScreen.OFF: _("client's screen off"),
    ClientScreen.REST: _("client's screen at rest"),
    ClientScreen.CALM: _("client's screen: calm"),
    ClientScreen.PACER: _("client's screen: pacer"),
}
_KINDS = {
    SetKind.PROCESSING: _("Set {number}"),
    SetKind.RESOURCE: _("Set {number}, resource"),
    SetKind.INSTALLATION: _("Set {number}, installation"),
    SetKind.BODY_SCAN: _("Set {number}, body scan"),
    SetKind.CONTINUOUS: _("Set {number}, continuous"),
}
_MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)


def title(header: SessionHeader, length_s: float, who: str, *, is_short: bool = False) -> str:
    """Which session: of whom, of which day, how long.

    >>> header = SessionHeader("a", "1", "2026-11-23T23:30:00Z", "CET", 3600, False)
    >>> title(header, 3000.0, ""), title(header, 3000.0, "", is_short=True)
    ('Session of 24 November 2026 · 50:00', '24 November 2026 · 50:00')
    """
    day = datetime.fromisoformat(header.started_utc) + timedelta(seconds=header.utc_offset_s)
    template = _("Session of {day} {month} {year} · {length}")
    if who:
        template = _("{who} · {day} {month} {year} · {length}")
    elif is_short:
        template = _("{day} {month} {year} · {length}")
    month = _MONTHS[day.month - 1]
    return template.format(who=who, day=day.day, month=month, year=day.year, length=clock(length_s))


def supervisors(at: str) -> str:
    """When a note is of that a supervisor wrote.

    >>> supervisors("12:34")
    '12:34 · supervisor'
    """
    return _("{time} · supervisor").format(time=at)


def called(what: str, length_s: float) -> str:
    """A session whose date nobody is told: what it is called, and how long.

    >>> called("K-12 · session 4 · day 21", 3000.0)
    'K-12 · session 4 · day 21 · 50:00'
    """
    return f"{what} · {clock(length_s)}"


def measured(shares: dict[Role, float | None], *, is_short: bool = False) -> str:
    """How much of the time was measured, of each.

    >>> measured({Role.CLIENT: 0.963}), measured({Role.CLIENT: 0.963}, is_short=True)
    ('Share of time measured: client 96 %, therapist not worn', 'Measured: client 96 %, therapist not worn')
    """
    client, therapist = (_measured(shares, role) for role in Role)
    template = _("Share of time measured: client {client}, therapist {therapist}")
    if is_short:
        template = _("Measured: client {client}, therapist {therapist}")
    return template.format(client=client, therapist=therapist)


def _measured(shares: dict[Role, float | None], role: Role) -> str:
    if role not in shares:
        return _("not worn")
    share = shares[role]
    return _("not known") if share is None else f"{100 * share:.0f} %"


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
    return _("{what} from {start} to {end}").format(what=bracket(what), start=clock(start_s), end=clock(end_s))


def set_name(number: int, kind: SetKind) -> str:
    """A set, and its kind where that isn't the usual one."""
    return _KINDS[kind].format(number=number)


def mark(moment: Moment) -> str:
    """A mark on the strip."""
    if moment.kind is MomentKind.NOTE:
        return _("Note")
    return session_wording.mark(moment)


def spoken_mark(moment: Moment) -> str:
    """A mark with its time, for those who hear the screen."""
    return _("{mark} at {time}").format(mark=mark(moment), time=clock(moment.t_s))


def rating(scale: Scale, target: int | None, *, has_targets: bool) -> str:
    """What a line of ratings is of."""
    name = _SCALES_SHORT[scale]
    if not has_targets or target is None:
        return name
    return _("{scale}, target {target}").format(scale=name, target=target)


def ratings_label(scales: list[Scale]) -> str:
    """The lane's heading."""
    if not scales:
        return _("Ratings: no rating was given")
    return " · ".join(SCALES[scale] for scale in scales)


def why_here(unknown: Unknown | None) -> str:
    """The reason alone, where there is less room."""
    return NOT_KNOWN if unknown is None else REASON[unknown]


def together_here(unknown: Unknown | None) -> str:
    """What stands in a stretch."""
    if unknown is None:
        return _TOGETHER_HERE
    return _NOT_KNOWN_HERE.format(reason=REASON[unknown])


def at(t_s: float) -> str:
    """An instant of the session."""
    return clock(t_s)


def value_at(role: Role, bpm: float | None, rmssd_ms: float | None) -> str:
    """What one person's lines say at an instant."""
    rate = _("unknown") if bpm is None else f"{bpm:.0f} /min"
    rmssd = _("unknown") if rmssd_ms is None else f"{rmssd_ms:.0f} ms"
    return _("{who} {rate}, RMSSD {rmssd}").format(who=_PERSON_SMALL[role], rate=rate, rmssd=rmssd)


def tick(t_s: int, step_s: int) -> str:
    """A time under the strip.

    >>> tick(600, 600), tick(630, 30)
    ('10 min', '10:30')
    """
    return _("{minutes} min").format(minutes=t_s // 60) if step_s >= 60 else clock(t_s)


def seen(start_s: float, end_s: float, *, is_whole: bool) -> str:
    """Which part is seen."""
    if is_whole:
        return _("Whole session")
    return _("{start} to {end}").format(start=clock(start_s), end=clock(end_s))


def replay(t_s: float) -> str:
    """What the replay button does."""
    return _("Replay from {time}").format(time=clock(t_s))


def spoken_speed(speed: int) -> str:
    """The speed of a replay, for those who hear the screen."""
    return _("Speed of the replay: {n} times, key S").format(n=speed)


def set_at(number: int, kind: SetKind, t_s: float) -> str:
    """A set and when it began."""
    return _("{set} at {time}").format(set=set_name(number, kind), time=clock(t_s))


SPOKEN_RATE, SPOKEN_RMSSD = _("heart rate"), _("variability")
BEATS_A_MINUTE, MILLISECONDS = _("beats a minute"), _("ms")


def spoken_together(start_s: float, end_s: float, unknown: Unknown | None) -> str:
    """A stretch of the two together, for those who hear the screen."""
    here = together_here(unknown)
    return _("{start} to {end}: {what}").format(start=clock(start_s), end=clock(end_s), what=here)


def spoken_phase(found: Phase, t_s: float) -> str:
    """A phase and when it began."""
    return _("{phase}, {time}").format(phase=phase(found), time=clock(t_s))


def spoken_rating(name: str, value: int, t_s: float) -> str:
    """A rating and when it was given."""
    return _("{scale} {value} at {time}").format(scale=name, value=value, time=clock(t_s))


def spoken_lane(name: str, who: str, low: float, high: float, unit: str) -> str:
    """One line on what a lane shows of a person in the stretch that is seen."""
    return _("{who}, {name}, from {low} to {high} {unit}").format(
        who=who, name=name, low=f"{low:.0f}", high=f"{high:.0f}", unit=unit
    )


def spoken_unknown(name: str, who: str) -> str:
    """The same where nothing is known."""
    return _("{who}, {name}: nothing known in this stretch").format(who=who, name=name)
