"""Something that happened in the session, as the therapist marked it. Append-only: corrections are moments too."""

from dataclasses import dataclass, field
from enum import Enum

SUPERVISOR = "supervisor"  # who made a moment that came back as a comment; the therapist makes all others
PayloadValue = str | int | float | bool | None


class MomentKind(Enum):
    """What a moment says. What each kind's payload holds stands in docs/FILE_FORMAT.md.

    STRAPS_CHECKED stands at the start of a recording that was prepared: how it was made sure who wears which strap.
    ENDED_THERE stands at the last thing that an interrupted session stored: it was closed afterwards. ERASED stands
    in the place of what was erased for good, and says nothing of it. ROLES_SWAPPED says that from its instant on
    each wore the other's strap, as was found out afterwards.
    """

    STAR = "star"
    STRAPS_CHECKED = "straps_checked"
    SET_STARTED = "set_started"
    SET_ENDED = "set_ended"
    RATING = "rating"
    STRONG_REACTION = "strong_reaction"
    DRIFTED = "drifted"
    INTERWEAVE = "interweave"
    BACK_TO_TARGET = "back_to_target"
    CLOSURE = "closure"
    TARGET = "target"
    PHASE = "phase"
    STOP_SIGNAL = "stop_signal"
    BASELINE_STARTED = "baseline_started"
    BASELINE_ENDED = "baseline_ended"
    BASELINE_UPSET = "baseline_upset"
    QUIET_STARTED = "quiet_started"
    QUIET_ENDED = "quiet_ended"
    DISTURBED_STARTED = "disturbed_started"
    DISTURBED_ENDED = "disturbed_ended"
    SPEECH_STARTED = "speech_started"
    SPEECH_ENDED = "speech_ended"
    OFF_RECORD_STARTED = "off_record_started"
    OFF_RECORD_ENDED = "off_record_ended"
    CLIENT_SCREEN = "client_screen"
    BAND = "band"
    KEYS_ELSEWHERE = "keys_elsewhere"
    KEYS_BACK = "keys_back"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    EXCLUDED = "excluded"
    CONTEXT = "context"
    TARGET_STATE = "target_state"
    ROLES_SWAPPED = "roles_swapped"
    PART_NOTICED = "part_noticed"
    UNBLENDED = "unblended"
    PROTECTOR_AGREES = "protector_agrees"
    WITNESSING_STARTED = "witnessing_started"
    WITNESSING_ENDED = "witnessing_ended"
    UNBURDENING_STARTED = "unburdening_started"
    UNBURDENING_ENDED = "unburdening_ended"
    BACK_TO_PROTECTOR = "back_to_protector"
    NOTE = "note"
    AMEND = "amend"
    RETRACT = "retract"
    ENDED_THERE = "ended_there"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Moment:
    """One marked moment.

    Attributes
    ----------
    moment_id
        Numbered from 1 within the session, never reused.
    by, input
        Who marked it and with what ("key", "button", "command", "script").
    amends
        The moment that this one corrects, if it does: AMEND changes what its payload names, RETRACT takes it back.
    """

    moment_id: int
    t_s: float
    wall_utc: str
    kind: MomentKind
    by: str = "therapist"
    input: str = "key"
    payload: dict[str, PayloadValue] = field(default_factory=dict)
    amends: int | None = None
