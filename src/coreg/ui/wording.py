"""Every word that the screens say, and the list of words they never say.

Sentences are short; large words have at most 24 characters, the reason stands small beneath. What isn't known is a
dash with its reason, never a zero or the last value.
"""

from dataclasses import dataclass

from coreg.domain.errors import CoregError
from coreg.domain.person import Role
from coreg.domain.reading import Reading, Unknown
from coreg.domain.snapshot import DiskState, PersonSnapshot, RecordState
from coreg.domain.strap import BluetoothFault, LinkCause, LinkState

MAX_LARGE_CHARACTERS = 24

# Design section 5, "Never": whole words with their inflections, in any case. A display is a screen.
NEVER = (
    r"diagnos(?:e|es|ed|ing|is|tic|tics)",
    r"detect(?:s|ed|ing|ion|or|ors)?",
    r"monitor(?:s|ed|ing)?",
    r"treat(?:s|ed|ing|ment|ments)?",
    r"(?:ab)?normal(?:ly|ity)?",
    r"(?:un)?safe(?:ly|ty)?",
    r"stress(?:es|ed|ing|ful|or|ors)?",
    r"(?:dys|de|un|well-)?regulated",
    r"dysregulat(?:e|es|ing|ion)",
    r"dissociat(?:e|es|ed|ing|ion|ive)",
    r"ventral",
    r"dorsal",
    r"(?:para)?sympathetic",
    r"self[- ]scores?",
    r"alarm(?:s|ed|ing)?",
    r"recommend(?:s|ed|ing|ation|ations)?",
    r"irregular rhythms?",
    r"extra beats?",
)

PRODUCT = "Coreg"
DASH = "–"
SIMULATED = "Simulated people, not a real session"
WATCHING = "Watching a recording, not a live session"
SOMETHING_FAILED = (
    "Something went wrong inside Coreg. What was recorded so far is kept; the log says where it happened."
)

ROLE = {Role.CLIENT: "Client", Role.THERAPIST: "Therapist (you)"}

HEART_RATE, RMSSD, RSA = "Heart rate", "Variability (RMSSD)", "RSA"
HEART_RATE_HELP = "Beats a minute over the last 10 seconds."
RMSSD_HELP = "How much one beat's length differs from the next, over the last 60 seconds, with its 95 % interval."
RSA_HELP = "How much the heart's rhythm moves with the breath: the vagal-tone estimate, over the last 60 seconds."
PER_MIN, MS, LN_MS2 = "/min", "ms", "ln ms²"
ROUGH = "rough"
HEART_RATE_LANE = "Heart rate from each beat (/min)"
RMSSD_LANE = "Variability: RMSSD, 60 s (ms), with its uncertainty"
NO_BEATS, OFF_RECORD = "no beats", "off the record"
LINE_IS_START = " · line: today's start"
TOGETHER = "Moving together"
TOGETHER_NOT_YET = "not known: comes with a later version"


@dataclass(frozen=True, slots=True)
class State:
    """A person's state: large words, the small ones beneath, and whether there is something to do."""

    large: str
    small: str
    is_notice: bool = False


def clock(t_s: float) -> str:
    """Minutes and seconds, with hours once there are any.

    >>> clock(1421.9), clock(3725)
    ('23:41', '1:02:05')
    """
    minutes, seconds = divmod(int(max(0.0, t_s)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def length(seconds: float) -> str:
    """How long, as it is said: `14 s`, then `1:14`."""
    return f"{int(seconds)} s" if seconds < 60 else clock(seconds)


def state_of(person: PersonSnapshot | None, now_s: float, *, is_over: bool = False) -> State:
    """What a person's panel says in large letters, and why."""
    if person is None or person.numbers.heart_rate_bpm.unknown is Unknown.NO_STRAP:
        return State("Not worn today", "no strap on this side: nothing is measured")
    if is_over:
        return State("Ended", "these are the last numbers")
    if person.fault is not None:
        return _FAULT[person.fault]
    return _link_state(person, now_s)


def _link_state(person: PersonSnapshot, now_s: float) -> State:
    since_s = now_s - person.link_since_s
    match person.link:
        case LinkState.STREAMING if person.n_beats:
            return _streaming(person)
        case LinkState.NO_RR:
            return _no_rr(person, since_s)
        case LinkState.RECONNECTING if person.link_cause is LinkCause.CONNECT_FAILED and not person.n_beats:
            return _HELD_ELSEWHERE
        case LinkState.STALE | LinkState.RECONNECTING:
            return _no_signal(person, now_s)
        case LinkState.WAIT_CONTACT if person.has_contact is False:
            return _NO_CONTACT
        case LinkState.WAIT_CONTACT | LinkState.STREAMING:
            return _WAITING if since_s < 10 else _WAITING_LONG  # section 2: first packet within 10 s
        case LinkState.SCANNING if person.link_cause is LinkCause.NOT_FOUND:
            return _NOT_FOUND
        case _:
            return _LINK.get(person.link, _LOOKING)


def _streaming(person: PersonSnapshot) -> State:
    if person.sends_milliseconds:
        return _STREAMING_MILLISECONDS
    return _STREAMING_SUSPECT if person.is_suspect else _STREAMING


NO_BASELINE = "No baseline yet"
_STREAMING = State(NO_BASELINE, "numbers as measured, compared with nothing so far")
_STREAMING_SUSPECT = State(NO_BASELINE, "the strap contradicts itself: check that it sits well", is_notice=True)
_STREAMING_MILLISECONDS = State(
    NO_BASELINE, "this strap counts in milliseconds: its numbers are 2 % off", is_notice=True
)
_WAITING = State("Waiting for a heartbeat", "the strap is connected")
_WAITING_LONG = State("Waiting for a heartbeat", "wet the electrodes, pull the strap snug", is_notice=True)
_NO_CONTACT = State("No skin contact", "wet the electrodes, pull the strap snug", is_notice=True)
_LOOKING = State("Looking for the strap", "worn and near by? it wakes up on wet skin")
_NOT_FOUND = State("Looking for the strap", "worn and wet? no phone, watch or app holding it?", is_notice=True)
_HELD_ELSEWHERE = State("No answer yet", "held by a phone, watch or app? close that one's link", is_notice=True)
_LINK = {
    LinkState.IDLE: State("Not started", "the strap is not asked yet"),
    LinkState.SCANNING: _LOOKING,
    LinkState.CONNECTING: State("Connecting", "the strap was found"),
    LinkState.SUBSCRIBING: State("Connecting", "the strap answers"),
    LinkState.CONTACT_LOST: _NO_CONTACT,
    LinkState.STOPPED: State("Stopped", "this strap sends no more"),
}
_FAULT = {
    BluetoothFault.OFF: State("Bluetooth is off", "switch it on: the strap comes by itself", is_notice=True),
    BluetoothFault.NO_ADAPTER: State("No Bluetooth", "this computer has no adapter: plug one in", is_notice=True),
    BluetoothFault.NO_PERMISSION: State(
        "Bluetooth not allowed", "allow it for Coreg in the system's settings", is_notice=True
    ),
    BluetoothFault.NO_SERVICE: State(
        "Bluetooth not running", "start the system's Bluetooth service", is_notice=True
    ),
}


def _no_signal(person: PersonSnapshot, now_s: float) -> State:
    silent_since_s = person.link_since_s if person.last_beat_s is None else person.last_beat_s
    silent_s = now_s - silent_since_s
    what_to_do = "nothing to do yet" if silent_s < 60 else "is the strap on and near?"
    return State("No signal", f"for {length(silent_s)} · reconnecting · {what_to_do}", is_notice=True)


def _no_rr(person: PersonSnapshot, since_s: float) -> State:
    if person.n_beats == 0:
        return State("Heart rate only", "this strap sends no beats: no variability", is_notice=True)
    return State("Heart rate only", f"no single beats for {length(since_s)}: no variability", is_notice=True)


@dataclass(frozen=True, slots=True)
class Corner:
    """A panel's upper corner: how the signal is, and what is to be done about the battery if anything is."""

    signal: str
    battery_notice: str = ""


def corners(person: PersonSnapshot | None) -> tuple[Corner, ...]:
    """Return a panel's corner in full, and the same in fewer words for where there is less room."""
    signal, left_out = _signal_words(person)
    battery_pct = person.strap.battery_pct if person is not None and person.strap is not None else None
    if battery_pct is None:
        return Corner(signal + left_out), Corner(signal)
    if battery_pct > 20:  # section 2: warn at 20 and at 10 %
        parts = [words for words in (signal, f"battery {battery_pct} %") if words]
        in_full = [words for words in (signal + left_out, f"battery {battery_pct} %") if words]
        return Corner(" · ".join(in_full)), Corner(" · ".join(parts))
    when = "soon" if battery_pct > 10 else "after today"
    low = f"Battery {battery_pct} %"
    with_remedy = f"{low} · change it {when}"
    return Corner(signal + left_out, with_remedy), Corner(signal, with_remedy), Corner(signal, low)


def _signal_words(person: PersonSnapshot | None) -> tuple[str, str]:
    """Signal quality and how much is left out; empty where the state words say it already."""
    if person is None or person.link is not LinkState.STREAMING or not person.n_beats:
        return "", ""
    left_out = person.numbers.artifact_pct
    if left_out.value is None:
        return "signal settling", ""
    if left_out.value < 2.0:
        return "signal good", ""
    quality = "signal fair" if left_out.value <= 5.0 else "signal poor"
    return quality, f" · {left_out.value:.0f} % of beats left out"


_REASON = {
    Unknown.NO_STRAP: "no strap",
    Unknown.NO_SIGNAL: "no signal",
    Unknown.NO_CONTACT: "no skin contact",
    Unknown.NO_RR: "no single beats",
    Unknown.TOO_FEW_BEATS: "too few beats",
    Unknown.INTERVALS_UNEVEN: "intervals too uneven to compute",
    Unknown.RECENT_GAP: "beats were missing just now",
    Unknown.TOO_SHORT: "not long enough yet",
    Unknown.SLOW_BREATHING: "breathing below 0.12\u00a0Hz",
    Unknown.NO_CLEAR_RHYTHM: "no clear rhythm in it",
    Unknown.NO_VARIATION: "every interval is the same",
    Unknown.NO_BASELINE: "no baseline today",
    Unknown.PREPARING: "the program is still getting ready",
    Unknown.OFF_RECORD: "off the record",
    Unknown.SET_TOO_SHORT: "the set was too short",
    Unknown.SET_TOO_CLOSE: "the last set ended too shortly before",
    Unknown.SET_RUNNING: "the set still runs",
    Unknown.CONTINUOUS_SET: "not in a continuous set",
    Unknown.NO_RISE: "no rise to settle from",
    Unknown.TOO_FEW_SETS: "too few sets",
    Unknown.NO_CLEAR_RISE: "no clear rise",
    Unknown.NOT_FOLLOWED: "the breath went at another rate",
    Unknown.NOT_MARKED_QUIET: "no three minutes marked as quiet",
    Unknown.WRONG_BEATS: "more than 5 wrong beats in 100",
    Unknown.RHYTHM_UNEVEN: "the rhythm is too uneven",
    Unknown.BREATHING_TOO_SLOW: "slow breathing, below 0.15\u00a0Hz",
    Unknown.SETS_UNMARKED: "no set marked for over 5 minutes",
    Unknown.FIRST_SETS: "the first three sets only teach",
    Unknown.PACER_ON: "the pacer is on",
    Unknown.DISTURBED: "movement, door or phone",
    Unknown.CLOCKS_UNSURE: "the two straps' times are too unsure",
    Unknown.OPPOSITE_WITHOUT_SPEECH: "opposite, and who spoke isn't marked",
    Unknown.NOT_TOGETHER: "said only where they moved together",
    Unknown.LATENCY_UNKNOWN: "how late a strap sends isn't known",
}
_COUNTED = {Unknown.TOO_FEW_BEATS: "beats", Unknown.TOO_SHORT: "s", Unknown.TOO_FEW_SETS: "sets"}

UNKNOWN_HELP = {
    Unknown.INTERVALS_UNEVEN: "Movement, the strap, or the heart's own rhythm.",
    Unknown.RECENT_GAP: "A number needs 15 seconds without a hole of more than 5.",
    Unknown.SLOW_BREATHING: "Slow breathing moves this number by itself.",
}


def reason(reading: Reading) -> str:
    """Why a number isn't known.

    >>> reason(Reading.of_unknown(Unknown.TOO_FEW_BEATS, n_have=12, n_need=20))
    'unknown: 12 of 20 beats'
    """
    if reading.unknown is None:
        return "unknown"
    counted = _COUNTED.get(reading.unknown)
    if counted is not None and reading.n_need:
        return f"unknown: {reading.n_have} of {reading.n_need} {counted}"
    return f"unknown: {_REASON[reading.unknown]}"


def number(value: float, decimals: int) -> str:
    """A number as it stands on the screen, with a true minus sign."""
    return f"{value:.{decimals}f}".replace("-", "−")


def interval(reading: Reading, decimals: int) -> str:
    """The 95 % interval; empty where there is none."""
    if reading.low is None or reading.high is None:
        return ""
    return f"{number(reading.low, decimals)}–{number(reading.high, decimals)}"


def spoken_number(role: Role, name: str, unit: str, reading: Reading, decimals: int) -> str:
    """A number as a sentence, for those who hear the screen.

    >>> spoken_number(Role.CLIENT, "variability", "ms", Reading(20.2, 17.1, 22.9), 0)
    'Client, variability: 20 ms, between 17 and 23'
    """
    subject = f"{ROLE[role]}, {name}: "
    if reading.value is None:
        return subject + reason(reading)
    words = subject + f"{number(reading.value, decimals)} {unit}"
    if reading.low is not None and reading.high is not None:
        words += f", between {number(reading.low, decimals)} and {number(reading.high, decimals)}"
    return words + (f", {ROUGH}" if reading.is_rough else "")


def spoken_clock(t_s: float) -> str:
    """The session's clock for those who hear the screen.

    >>> spoken_clock(708)
    'Session time 11:48'
    """
    return f"Session time {clock(t_s)}"


def spoken_lane(role: Role, name: str, unit: str, low: float, high: float, last: float) -> str:
    """One line about a lane's last minute."""
    return f"{ROLE[role]}, {name}, last minute: from {low:.0f} to {high:.0f}, now {last:.0f} {unit}"


def spoken_lane_empty(role: Role, name: str) -> str:
    """The same where the last minute holds nothing."""
    return f"{ROLE[role]}, {name}, last minute: nothing known"


def saving_words(record: RecordState, disk: DiskState, *, is_replay: bool) -> str:
    """Where the recording stands. "On disk" is said only of what the disk has confirmed."""
    if is_replay:
        return "Watching a recording"
    if record is RecordState.NONE:
        return WATCHING_ONLY
    if record is RecordState.ENDED and disk.elsewhere is not None:
        return "Ended · the recording is in two files"
    if record is not RecordState.RECORDING:
        return _RECORD[record]
    if disk.problem is not None:
        return "Not being saved"
    if disk.behind_s > 2.0:
        return f"Recording is behind by {disk.behind_s:.0f} s"
    what = "Recording" if disk.elsewhere is None else "Recording elsewhere"
    return what if disk.n_waiting else f"{what} · every beat is on disk"


WATCHING_ONLY = "Watching only · nothing is recorded"
NOTHING_RECORDED_YET = "Nothing is recorded yet"
_RECORD = {
    RecordState.PREPARED: NOTHING_RECORDED_YET,
    RecordState.OFF_RECORD: "Off the record",
    RecordState.ENDED: "Ended · the recording is closed",
    RecordState.SEALED: "Ended · the recording is sealed",
    RecordState.INTERRUPTED: "Interrupted · kept up to here",
}


def of_failure(failure: BaseException) -> str:
    """A failure in words: ours speak for themselves, everything else is one sentence and the log."""
    return str(failure) if isinstance(failure, CoregError) else SOMETHING_FAILED


STAR, STAR_KEY = "Star", "*"
END, END_KEY = "End", "hold Ctrl+E"
CLOSE = "Back to start"
LOOK_KEY = "F11"
DARK_NAME, LIGHT_NAME = "Dark", "Light"
LESS_TIME, MORE_TIME = "−", "+"
LESS_TIME_NAME, MORE_TIME_NAME = "Show less time, key minus", "Show more time, key plus"
HOLD_ON = "Keep holding for one second to end"
NO_VAULT_TO_LOCK = "No vault is open: there is nothing to lock"
NO_MARK_IN_REPLAY = "A recording takes no new marks"
NO_MARK_UNRECORDED = "Nothing is recorded, so no mark is kept"
NO_MARK_ENDED = "The session has ended: no mark is kept"


def span_words(span_min: int) -> str:
    """How much time the lanes show."""
    return f"{span_min} min shown"


def in_memory(mark: str) -> str:
    """A mark that waits for the disk."""
    return f"{mark} · kept in memory"


def spoken_mark(text: str, kept: str) -> str:
    """A mark for those who hear the screen."""
    return f"{text}, {kept}"


TAGLINE = "Two hearts, side by side"
INTENDED = "For education, self-observation and supervision. Not a medical device; nobody is watching."
GETTING_READY = "Getting the charts ready …"
GETTING_NUMBERS_READY = "Getting the numbers ready …"
READY = "Ready"
OPENING = "Opening …"
CLOSING = "Closing the last session …"
START_STRAPS, START_SIMULATED, START_REPLAY, START_LIBRARY = (
    "Start with your straps",
    "Try it with simulated people",
    "Open a recording",
    "Clients and sessions",
)
START_MARKING = "Keys and marks"
CHOOSE_RECORDING, RECORDINGS = "Choose a recording", "Coreg recordings (*.coreg)"


def other_person(role: Role, state: str) -> str:
    """The other person's state, where the screen has room for one only."""
    return f"{ROLE[role]}: {state}   ·   Ctrl+Tab switches"
