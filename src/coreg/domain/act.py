"""What a therapist can ask for during a session, whatever key, pedal or button it was asked with."""

from dataclasses import dataclass
from enum import Enum

from coreg.domain.band import Band


class Act(Enum):
    """One thing to do. A few take a value: RATE a number, PHASE 1 to 8.

    SCREEN_PACER may take a rate in tenths of a breath a minute; without one the pacer has its usual rate.
    """

    SET = "set"
    RATE = "rate"
    AS_VOC = "as_voc"
    AS_SUD = "as_sud"
    RATE_SELF = "rate_self"
    STAR = "star"
    STRONG_REACTION = "strong_reaction"
    DRIFTED = "drifted"
    INTERWEAVE = "interweave"
    BACK_TO_TARGET = "back_to_target"
    CLOSURE = "closure"
    KIND = "kind"
    TARGET = "target"
    STOP_SIGNAL = "stop_signal"
    BASELINE = "baseline"
    BASELINE_UPSET = "baseline_upset"
    QUIET = "quiet"
    DISTURBED = "disturbed"
    CLIENT_SPEAKS = "client_speaks"
    THERAPIST_SPEAKS = "therapist_speaks"
    EARLIER = "earlier"
    LATER = "later"
    RETRACT = "retract"
    BRING_BACK = "bring_back"
    NOTE = "note"
    PHASE = "phase"
    SCREEN_OFF = "screen_off"
    SCREEN_REST = "screen_rest"
    SCREEN_CALM = "screen_calm"
    SCREEN_PACER = "screen_pacer"
    FIND_RATE = "find_rate"
    BAND = "band"
    KEYS_ELSEWHERE = "keys_elsewhere"
    KEYS_BACK = "keys_back"
    WITHDRAW = "withdraw"
    OFF_RECORD = "off_record"
    END = "end"
    PART_NOTICED = "part_noticed"
    UNBLENDED = "unblended"
    PROTECTOR_AGREES = "protector_agrees"
    WITNESSING = "witnessing"
    UNBURDENING = "unburdening"
    BACK_TO_PROTECTOR = "back_to_protector"


class Refusal(Enum):
    """Why something asked for isn't done; the screen says it in one line."""

    NOT_RECORDING = "not_recording"
    OFF_THE_RECORD = "off_the_record"
    BASELINE_IN_SET = "baseline_in_set"
    NO_SET_YET = "no_set_yet"
    NO_MARK_YET = "no_mark_yet"
    NOTHING_TO_BRING_BACK = "nothing_to_bring_back"
    SET_ENDED_LONG_AGO = "set_ended_long_ago"
    VOC_IS_1_TO_7 = "voc_is_1_to_7"
    NOT_IN_THIS_PROFILE = "not_in_this_profile"
    SPEECH_IS_OFF = "speech_is_off"
    NO_TEXT_HERE = "no_text_here"
    RATE_IS_45_TO_65 = "rate_is_45_to_65"
    NOT_A_BAND = "not_a_band"


@dataclass(frozen=True, slots=True)
class Request:
    """One act with its value, and when it was asked for: a rating is of the press, not of when it was settled.

    `ago_s` counts back from now. `band` is what BAND shows from now on, None where it shows none.
    """

    act: Act
    value: int | None = None
    ago_s: float = 0.0
    band: Band | None = None
