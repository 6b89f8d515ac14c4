"""Why something isn't known, as a page says it afterwards."""

from coreg.domain.baseline import Refusal
from coreg.domain.beat import GapCause
from coreg.domain.reading import Reading, Unknown

_WHY = {
    Unknown.NO_STRAP: "no strap was worn",
    Unknown.NO_SIGNAL: "there was no signal",
    Unknown.NO_CONTACT: "the strap had no skin contact",
    Unknown.NO_RR: "the strap sent a heart rate only, no single beats",
    Unknown.TOO_FEW_BEATS: "too few beats",
    Unknown.INTERVALS_UNEVEN: "intervals too uneven to compute: movement, strap, or the heart's own rhythm",
    Unknown.RECENT_GAP: "beats were missing just before",
    Unknown.TOO_SHORT: "too short",
    Unknown.SLOW_BREATHING: "breathing below 0.12 Hz",
    Unknown.NO_CLEAR_RHYTHM: "no clear rhythm in it",
    Unknown.NO_VARIATION: "every interval was the same",
    Unknown.NO_BASELINE: "no baseline before it",
    Unknown.PREPARING: "the program was still getting ready",
    Unknown.OFF_RECORD: "off the record",
    Unknown.SET_TOO_SHORT: "the set was too short",
    Unknown.SET_TOO_CLOSE: "the last set ended too shortly before",
    Unknown.SET_RUNNING: "the set has no end",
    Unknown.CONTINUOUS_SET: "not read in a continuous set",
    Unknown.NO_RISE: "no rise to settle from",
    Unknown.TOO_FEW_SETS: "too few sets",
    Unknown.NO_CLEAR_RISE: "no clear rise",
    Unknown.NOT_FOLLOWED: "the breath went at another rate",
    Unknown.NOT_MARKED_QUIET: "no three minutes were marked as quiet",
    Unknown.WRONG_BEATS: "more than 5 wrong beats in 100",
    Unknown.RHYTHM_UNEVEN: "the rhythm was too uneven",
    Unknown.BREATHING_TOO_SLOW: "slow breathing carried most of it",
    Unknown.SETS_UNMARKED: "no set was marked for over 5 minutes where sets are expected",
    Unknown.FIRST_SETS: "the first three sets only teach how each heart answers to a set",
    Unknown.PACER_ON: "the pacer was on",
    Unknown.DISTURBED: "too much of it is marked as movement, door or phone",
    Unknown.CLOCKS_UNSURE: "the two straps' times are too unsure",
    Unknown.OPPOSITE_WITHOUT_SPEECH: "one rose where the other fell, as in talking by turns, which isn't marked",
    Unknown.NOT_TOGETHER: "said only where they moved together",
    Unknown.LATENCY_UNKNOWN: "how late a strap sends isn't known",
}
_COUNTED = {
    Unknown.TOO_FEW_BEATS: "{have} of {need} beats",
    Unknown.TOO_FEW_SETS: "{have} of the {need} sets that it needs",
}
REFUSED = {
    Refusal.TOO_SHORT: "it was too short",
    Refusal.BEATS_MISSING: "beats were missing in it",
    Refusal.INTERVALS_UNEVEN: "intervals were too uneven in it",
    Refusal.NO_VARIATION: "every interval in it was the same",
}
NO_BEATS = {
    GapCause.LINK_LOST: "the link was lost",
    GapCause.NO_DATA: "nothing came",
    GapCause.CONTACT_LOST: "no skin contact",
    GapCause.OFF_RECORD: "off the record",
}


def why(reason: Unknown | None) -> str:
    """Why something isn't known.

    >>> why(Unknown.NO_STRAP)
    'no strap was worn'
    """
    return "the reason wasn't kept" if reason is None else _WHY[reason]


def why_of(reading: Reading) -> str:
    """The same of a reading, with how far the data got where that helps.

    >>> why_of(Reading.of_unknown(Unknown.TOO_FEW_SETS, n_have=3, n_need=8))
    '3 of the 8 sets that it needs'
    """
    if reading.unknown in _COUNTED and reading.n_need:
        return _COUNTED[reading.unknown].format(have=reading.n_have, need=reading.n_need)
    return why(reading.unknown)
