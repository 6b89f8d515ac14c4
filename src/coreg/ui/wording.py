"""The words that every screen shares; those of one screen stand beside it, what no screen says in `never.py`.

Sentences are short; large words have at most 24 characters, the reason stands small beneath. What isn't known is a
dash with its reason, never a zero or the last value.
"""

from dataclasses import dataclass

from coreg.domain.errors import CoregError
from coreg.domain.language import _
from coreg.domain.reading import Reading, Unknown
from coreg.domain.snapshot import DiskState, PersonSnapshot, RecordState
from coreg.domain.strap import BluetoothFault, LinkCause, LinkState

MAX_LARGE_CHARACTERS = 24

PRODUCT = "Coreg"
DASH = "–"
SIMULATED = _("Simulated people, not a real session")
WATCHING = _("Watching a recording, not a live session")
SOMETHING_FAILED = _(
    "Something went wrong inside Coreg. What was recorded so far is kept; the log says where it happened."
)

HEART_RATE, RMSSD, RSA = _("Heart rate"), _("Variability (RMSSD)"), "RSA"
HEART_RATE_HELP = _("Beats a minute over the last 10 seconds.")
RMSSD_HELP = _(
    "How much one beat's length differs from the next, over the last 60 seconds, with its 95 % interval."
)
RSA_HELP = _(
    "How much the heart's rhythm moves with the breath: the vagal-tone estimate, over the last 60 seconds."
)
PER_MIN, MS, LN_MS2 = "/min", "ms", "ln ms²"
ROUGH = _("rough")
HEART_RATE_SPOKEN, VARIABILITY_SPOKEN, PER_MIN_SPOKEN = _("heart rate"), _("variability"), _("beats a minute")
HEART_RATE_LANE = _("Heart rate from each beat (/min)")
RMSSD_LANE = _("Variability: RMSSD, 60 s (ms), with its uncertainty")
NO_BEATS, OFF_RECORD = _("no beats"), _("off the record")
LINE_IS_START = _(" · line: today's start")


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
        return State(_("Not worn today"), _("no strap on this side: nothing is measured"))
    if is_over:
        return State(_("Ended"), _("these are the last numbers"))
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


NO_BASELINE = _("No baseline yet")
_STREAMING = State(NO_BASELINE, _("numbers as measured, compared with nothing so far"))
_STREAMING_SUSPECT = State(NO_BASELINE, _("the strap contradicts itself: check that it sits well"), is_notice=True)
_STREAMING_MILLISECONDS = State(
    NO_BASELINE, _("this strap counts in milliseconds: its numbers are 2 % off"), is_notice=True
)
_WAITING = State(_("Waiting for a heartbeat"), _("the strap is connected"))
_WAITING_LONG = State(_("Waiting for a heartbeat"), _("wet the electrodes, pull the strap snug"), is_notice=True)
_NO_CONTACT = State(_("No skin contact"), _("wet the electrodes, pull the strap snug"), is_notice=True)
_LOOKING = State(_("Looking for the strap"), _("worn and near by? it wakes up on wet skin"))
_NOT_FOUND = State(
    _("Looking for the strap"), _("worn and wet? no phone, watch or app holding it?"), is_notice=True
)
_HELD_ELSEWHERE = State(
    _("No answer yet"), _("held by a phone, watch or app? close that one's link"), is_notice=True
)
_LINK = {
    LinkState.IDLE: State(_("Not started"), _("the strap is not asked yet")),
    LinkState.SCANNING: _LOOKING,
    LinkState.CONNECTING: State(_("Connecting"), _("the strap was found")),
    LinkState.SUBSCRIBING: State(_("Connecting"), _("the strap answers")),
    LinkState.CONTACT_LOST: _NO_CONTACT,
    LinkState.STOPPED: State(_("Stopped"), _("this strap sends no more")),
}
_FAULT = {
    BluetoothFault.OFF: State(_("Bluetooth is off"), _("switch it on: the strap comes by itself"), is_notice=True),
    BluetoothFault.NO_ADAPTER: State(
        _("No Bluetooth"), _("this computer has no adapter: plug one in"), is_notice=True
    ),
    BluetoothFault.NO_PERMISSION: State(
        _("Bluetooth not allowed"), _("allow it for Coreg in the system's settings"), is_notice=True
    ),
    BluetoothFault.NO_SERVICE: State(
        _("Bluetooth not running"), _("start the system's Bluetooth service"), is_notice=True
    ),
}


def _no_signal(person: PersonSnapshot, now_s: float) -> State:
    silent_since_s = person.link_since_s if person.last_beat_s is None else person.last_beat_s
    silent_s = now_s - silent_since_s
    what_to_do = _("nothing to do yet") if silent_s < 60 else _("is the strap on and near?")
    return State(
        _("No signal"),
        _("for {length} · reconnecting · {what_to_do}").format(length=length(silent_s), what_to_do=what_to_do),
        is_notice=True,
    )


def _no_rr(person: PersonSnapshot, since_s: float) -> State:
    if person.n_beats == 0:
        return State(_("Heart rate only"), _("this strap sends no beats: no variability"), is_notice=True)
    return State(
        _("Heart rate only"),
        _("no single beats for {length}: no variability").format(length=length(since_s)),
        is_notice=True,
    )


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
        battery = _("battery {pct} %").format(pct=battery_pct)
        parts = [words for words in (signal, battery) if words]
        in_full = [words for words in (signal + left_out, battery) if words]
        return Corner(" · ".join(in_full)), Corner(" · ".join(parts))
    low = _("Battery {pct} %").format(pct=battery_pct)
    soon, today = _("Battery {pct} % · change it soon"), _("Battery {pct} % · change it after today")
    with_remedy = (soon if battery_pct > 10 else today).format(pct=battery_pct)
    return Corner(signal + left_out, with_remedy), Corner(signal, with_remedy), Corner(signal, low)


def _signal_words(person: PersonSnapshot | None) -> tuple[str, str]:
    """Signal quality and how much is left out; empty where the state words say it already."""
    if person is None or person.link is not LinkState.STREAMING or not person.n_beats:
        return "", ""
    left_out = person.numbers.artifact_pct
    if left_out.value is None:
        return _("signal settling"), ""
    if left_out.value < 2.0:
        return _("signal good"), ""
    quality = _("signal fair") if left_out.value <= 5.0 else _("signal poor")
    return quality, _(" · {value:.0f} % of beats left out").format(value=left_out.value)


REASON = {
    Unknown.NO_STRAP: _("no strap"),
    Unknown.NO_SIGNAL: _("no signal"),
    Unknown.NO_CONTACT: _("no skin contact"),
    Unknown.NO_RR: _("no single beats"),
    Unknown.TOO_FEW_BEATS: _("too few beats"),
    Unknown.INTERVALS_UNEVEN: _("intervals too uneven to compute"),
    Unknown.RECENT_GAP: _("beats were missing just now"),
    Unknown.TOO_SHORT: _("not long enough yet"),
    Unknown.SLOW_BREATHING: _("breathing below 0.12\u00a0Hz"),
    Unknown.NO_CLEAR_RHYTHM: _("no clear rhythm in it"),
    Unknown.NO_VARIATION: _("every interval is the same"),
    Unknown.NO_BASELINE: _("no baseline today"),
    Unknown.PREPARING: _("the program is still getting ready"),
    Unknown.OFF_RECORD: _("off the record"),
    Unknown.SET_TOO_SHORT: _("the set was too short"),
    Unknown.SET_TOO_CLOSE: _("the last set ended too shortly before"),
    Unknown.SET_RUNNING: _("the set still runs"),
    Unknown.CONTINUOUS_SET: _("not in a continuous set"),
    Unknown.NO_RISE: _("no rise to settle from"),
    Unknown.TOO_FEW_SETS: _("too few sets"),
    Unknown.NO_CLEAR_RISE: _("no clear rise"),
    Unknown.NOT_FOLLOWED: _("the breath went at another rate"),
    Unknown.NOT_MARKED_QUIET: _("no three minutes marked as quiet"),
    Unknown.WRONG_BEATS: _("more than 5 wrong beats in 100"),
    Unknown.RHYTHM_UNEVEN: _("the rhythm is too uneven"),
    Unknown.BREATHING_TOO_SLOW: _("slow breathing, below 0.15\u00a0Hz"),
    Unknown.SETS_UNMARKED: _("no set marked for over 5 minutes"),
    Unknown.FIRST_SETS: _("the first three sets only teach"),
    Unknown.PACER_ON: _("the pacer is on"),
    Unknown.DISTURBED: _("movement, door or phone"),
    Unknown.CLOCKS_UNSURE: _("the two straps' times are too unsure"),
    Unknown.OPPOSITE_WITHOUT_SPEECH: _("opposite, and who spoke isn't marked"),
    Unknown.NOT_TOGETHER: _("said only where they moved together"),
    Unknown.LATENCY_UNKNOWN: _("how late a strap sends isn't known"),
}
_COUNTED = {
    Unknown.TOO_FEW_BEATS: _("unknown: {have} of {need} beats"),
    Unknown.TOO_SHORT: _("unknown: {have} of {need} s"),
    Unknown.TOO_FEW_SETS: _("unknown: {have} of {need} sets"),
}

UNKNOWN_HELP = {
    Unknown.INTERVALS_UNEVEN: _("Movement, the strap, or the heart's own rhythm."),
    Unknown.RECENT_GAP: _("A number needs 15 seconds without a hole of more than 5."),
    Unknown.SLOW_BREATHING: _("Slow breathing moves this number by itself."),
}


def reason(reading: Reading) -> str:
    """Why a number isn't known.

    >>> reason(Reading.of_unknown(Unknown.TOO_FEW_BEATS, n_have=12, n_need=20))
    'unknown: 12 of 20 beats'
    """
    if reading.unknown is None:
        return _("unknown")
    counted = _COUNTED.get(reading.unknown)
    if counted is not None and reading.n_need:
        return counted.format(have=reading.n_have, need=reading.n_need)
    return _("unknown: {reason}").format(reason=REASON[reading.unknown])


def number(value: float, decimals: int) -> str:
    """A number as it stands on the screen, with a true minus sign."""
    return f"{value:.{decimals}f}".replace("-", "−")


def interval(reading: Reading, decimals: int) -> str:
    """The 95 % interval; empty where there is none."""
    if reading.low is None or reading.high is None:
        return ""
    return f"{number(reading.low, decimals)}–{number(reading.high, decimals)}"


def spoken_number(who: str, name: str, unit: str, reading: Reading, decimals: int) -> str:
    """A number as a sentence, for those who hear the screen.

    >>> spoken_number("Client", "variability", "ms", Reading(20.2, 17.1, 22.9), 0)
    'Client, variability: 20 ms, between 17 and 23'
    """
    subject = f"{who}, {name}: "
    if reading.value is None:
        return subject + reason(reading)
    words = subject + f"{number(reading.value, decimals)} {unit}"
    if reading.low is not None and reading.high is not None:
        low, high = number(reading.low, decimals), number(reading.high, decimals)
        words = _("{number}, between {low} and {high}").format(number=words, low=low, high=high)
    return f"{words}, {ROUGH}" if reading.is_rough else words


def spoken_clock(t_s: float) -> str:
    """The session's clock for those who hear the screen.

    >>> spoken_clock(708)
    'Session time 11:48'
    """
    return _("Session time {clock}").format(clock=clock(t_s))


def spoken_lane(who: str, name: str, unit: str, low: float, high: float, last: float) -> str:
    """One line about a lane's last minute."""
    return _("{role}, {name}, last minute: from {low:.0f} to {high:.0f}, now {last:.0f} {unit}").format(
        role=who, name=name, low=low, high=high, last=last, unit=unit
    )


def spoken_lane_empty(who: str, name: str) -> str:
    """The same where the last minute holds nothing."""
    return _("{role}, {name}, last minute: nothing known").format(role=who, name=name)


def saving_words(record: RecordState, disk: DiskState, *, is_replay: bool) -> str:
    """Where the recording stands. "On disk" is said only of what the disk has confirmed."""
    if is_replay:
        return _("Watching a recording")
    if record is RecordState.NONE:
        return WATCHING_ONLY
    if record is RecordState.ENDED and disk.elsewhere is not None:
        return _("Ended · the recording is in two files")
    if record is not RecordState.RECORDING:
        return _RECORD[record]
    if disk.problem is not None:
        return _("Not being saved")
    if disk.behind_s > 2.0:
        return _("Recording is behind by {behind_s:.0f} s").format(behind_s=disk.behind_s)
    what = _("Recording") if disk.elsewhere is None else _("Recording elsewhere")
    return what if disk.n_waiting else _("{what} · every beat is on disk").format(what=what)


WATCHING_ONLY = _("Watching only · nothing is recorded")
NOTHING_RECORDED_YET = _("Nothing is recorded yet")
_RECORD = {
    RecordState.PREPARED: NOTHING_RECORDED_YET,
    RecordState.OFF_RECORD: _("Off the record"),
    RecordState.ENDED: _("Ended · the recording is closed"),
    RecordState.SEALED: _("Ended · the recording is sealed"),
    RecordState.INTERRUPTED: _("Interrupted · kept up to here"),
}


def of_failure(failure: BaseException) -> str:
    """A failure in words: ours speak for themselves, everything else is one sentence and the log."""
    return str(failure) if isinstance(failure, CoregError) else SOMETHING_FAILED


STAR, STAR_KEY = _("Star"), "*"
END, END_KEY = _("End"), _("hold Ctrl+E")
CLOSE, CLOSE_KEY = _("Back to start"), "Enter"
LEAVE, LEAVE_KEY = _("Back"), "Esc"
LOOK_KEY = "F11"
DARK_NAME, LIGHT_NAME = _("Dark"), _("Light")
LESS_TIME, MORE_TIME = "−", "+"
LESS_TIME_NAME, MORE_TIME_NAME = _("Show less time, key minus"), _("Show more time, key plus")
HOLD_ON = _("Keep holding for one second to end")
NO_VAULT_TO_LOCK = _("No vault is open: there is nothing to lock")
NO_MARK_IN_REPLAY = _("A recording takes no new marks")
NO_MARK_UNRECORDED = _("Nothing is recorded, so no mark is kept")
NO_MARK_ENDED = _("The session has ended: no mark is kept")


def span_words(span_min: int) -> str:
    """How much time the lanes show."""
    return _("{span_min} min shown").format(span_min=span_min)


def in_memory(mark: str) -> str:
    """A mark that waits for the disk."""
    return _("{mark} · kept in memory").format(mark=mark)


def spoken_mark(text: str, kept: str) -> str:
    """A mark for those who hear the screen."""
    return f"{text}, {kept}"


TAGLINE = _("Two hearts, side by side")
INTENDED = _("For education, self-observation and supervision. Not a medical device; nobody is watching.")
GETTING_READY = _("Getting the charts ready …")
GETTING_NUMBERS_READY = _("Getting the numbers ready …")
READY = _("Ready")
OPENING = _("Opening …")
CLOSING = _("Closing the last session …")
START_STRAPS, START_SIMULATED = _("Start with your straps"), _("Try it with simulated people")
START_REPLAY, START_LIBRARY = _("Open a recording"), _("Clients and sessions")
START_MARKING, START_GUIDED = _("Keys and marks"), _("Guided try")
START_PACKAGE = _("Open a package for supervision")
START_HELP, HELP_KEY = _("What the numbers mean"), "F1"
CHOOSE_RECORDING, RECORDINGS = _("Choose a recording"), _("Coreg recordings") + " (*.coreg)"


def other_person(who: str, state: str) -> str:
    """The other person's state, where the screen has room for one only."""
    return _("{role}: {state}   ·   Ctrl+Tab switches").format(role=who, state=state)
