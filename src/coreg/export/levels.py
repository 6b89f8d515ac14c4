"""What each word in an export means: reasons, kinds of marks, states; every word of the domain has its line."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from coreg.domain.beat import GapCause
from coreg.domain.marks import Scale, SetEnd, SetKind, SpanKind
from coreg.domain.moment import MomentKind
from coreg.domain.reading import Unknown
from coreg.domain.stage import Phase
from coreg.domain.together import TogetherState
from coreg.export.table import Column, Kind, Table

_Word = TypeVar("_Word", bound=Enum)

UNKNOWN: Mapping[Unknown, str] = {
    Unknown.NO_STRAP: "nobody wore a strap",
    Unknown.NO_SIGNAL: "the strap sent nothing",
    Unknown.NO_CONTACT: "the strap had no contact with the skin",
    Unknown.NO_RR: "the strap sent no RR intervals",
    Unknown.TOO_FEW_BEATS: "too few beats",
    Unknown.INTERVALS_UNEVEN: "too few of the intervals are valid",
    Unknown.RECENT_GAP: "beats were missing shortly before",
    Unknown.TOO_SHORT: "too little time",
    Unknown.SLOW_BREATHING: "breathing below 0.12 Hz, outside the band",
    Unknown.NO_CLEAR_RHYTHM: "no rhythm stands out",
    Unknown.NO_VARIATION: "the intervals don't vary at all",
    Unknown.NO_BASELINE: "no accepted baseline had ended by then",
    Unknown.PREPARING: "it was still being prepared",
    Unknown.OFF_RECORD: "off the record",
    Unknown.SET_TOO_SHORT: "a reading needs a longer set",
    Unknown.SET_TOO_CLOSE: "the last set ended too shortly before",
    Unknown.SET_RUNNING: "the set has not ended",
    Unknown.CONTINUOUS_SET: "stimulation goes on for minutes and the client talks: no RMSSD",
    Unknown.NO_RISE: "heart rate rose by less than 6 a minute: nothing to settle from",
    Unknown.TOO_FEW_SETS: "fewer than 8 sets",
    Unknown.NO_CLEAR_RISE: "the mean course has no rise that chance wouldn't give",
    Unknown.NOT_FOLLOWED: "the largest slow wave isn't at the pacer's rate",
    Unknown.NOT_MARKED_QUIET: "no three minutes were marked quiet",
    Unknown.WRONG_BEATS: "more than 5 wrong beats in 100",
    Unknown.RHYTHM_UNEVEN: "over 20 % of neighbouring intervals differ by more than 15 % of the local median",
    Unknown.BREATHING_TOO_SLOW: "one rhythm below 0.15 Hz carries most of over a quarter of the minutes",
    Unknown.SETS_UNMARKED: "no set was marked for over 5 minutes where sets are expected",
    Unknown.FIRST_SETS: "too much of it lies in the first three sets, which only teach",
    Unknown.PACER_ON: "the client's screen paced the breath",
    Unknown.DISTURBED: "too much is marked as movement, door or phone, excluded, or off the record",
    Unknown.CLOCKS_UNSURE: "the two people's beats can't be placed against each other within half a second",
    Unknown.OPPOSITE_WITHOUT_SPEECH: "one rose where the other fell, and who spoke isn't marked",
    Unknown.NOT_TOGETHER: "a lead is said only of two who moved together",
    Unknown.LATENCY_UNKNOWN: "how late a strap sends isn't known",
}
TOGETHER: Mapping[TogetherState, str] = {
    TogetherState.TOGETHER: "rose and fell together more than chance would give",
    TogetherState.CHANCE: "no more than chance would give; this does not show that there was no link",
    TogetherState.OPPOSITE: "one rose where the other fell, more than chance would give; of a review alone",
    TogetherState.UNKNOWN: "not known; the column unknown says why",
}
GAP: Mapping[GapCause, str] = {
    GapCause.LINK_LOST: "the link to the strap was lost",
    GapCause.NO_DATA: "the strap sent nothing",
    GapCause.CONTACT_LOST: "the strap lost contact with the skin",
    GapCause.OFF_RECORD: "off the record, or erased for good",
}
SET_END: Mapping[SetEnd, str] = {
    SetEnd.KEY: "the therapist's press",
    SetEnd.STOP_SIGNAL: "the client's stop signal",
    SetEnd.SESSION_END: "the end of the session",
    SetEnd.INTERRUPTED: "a crash; the end is that of the last stored beat",
}
SCALE: Mapping[Scale, str] = {
    Scale.SUD: "rating: Subjective Units of Disturbance, 0 to 10",
    Scale.VOC: "rating: Validity of Cognition, 1 to 7",
    Scale.SELF_ENERGY: "rating: Self-energy, 0 to 10, as the therapist judges it",
}
SET_KIND: Mapping[SetKind, str] = {
    SetKind.PROCESSING: "set: processing",
    SetKind.RESOURCE: "set: for a resource",
    SetKind.INSTALLATION: "set: installing the positive cognition",
    SetKind.BODY_SCAN: "set: in the body scan",
    SetKind.CONTINUOUS: "set: stimulation that goes on while the client talks",
}
SPAN: Mapping[SpanKind, str] = {
    SpanKind.BASELINE: "span: baseline",
    SpanKind.QUIET: "span: still and not talking",
    SpanKind.DISTURBED: "span: movement, door or phone",
    SpanKind.CLIENT_SPEAKS: "span: the client speaks",
    SpanKind.THERAPIST_SPEAKS: "span: the therapist speaks",
    SpanKind.OFF_RECORD: "span: off the record, nothing else is stored",
    SpanKind.EXCLUDED: "span: left out of every number since, of role alone where one is named",
    SpanKind.WITNESSING: "span: witnessing",
    SpanKind.UNBURDENING: "span: unburdening",
}
PHASE: Mapping[Phase, str] = {
    phase: f"phase {int(phase)} of EMDR: {phase.name.lower().replace('_', ' ')}" for phase in Phase
}
MOMENT: Mapping[MomentKind, str] = {
    kind: f"moment: {kind.value.replace('_', ' ')} (payload: docs/FILE_FORMAT.md of Coreg)" for kind in MomentKind
}


def kinds() -> dict[str, str]:
    """Return what the words of the column `kind` mean, whatever they are the kind of."""
    found: dict[str, list[str]] = {}
    phase_words = {phase.name.lower(): meaning for phase, meaning in PHASE.items()}
    for of in (by_word(SET_KIND), by_word(SPAN), by_word(SCALE), phase_words, by_word(MOMENT)):
        for word, meaning in of.items():
            found.setdefault(word, []).append(meaning)
    return {word: "; ".join(said) for word, said in found.items()}


def by_word(meanings: Mapping[_Word, str]) -> dict[str, str]:
    """Return the meanings by the words that stand in files."""
    return {str(word.value): meaning for word, meaning in meanings.items()}


def reasons_table() -> Table:
    """Return the table of every reason for which something isn't known."""
    columns = (
        Column("reason", Kind.TEXT, "", "the word that columns ending in unknown hold"),
        Column("meaning", Kind.TEXT, "", "what it says"),
    )
    rows = tuple((reason.value, meaning) for reason, meaning in UNKNOWN.items())
    return Table("reasons", "why something isn't known, the same in every session", columns, rows)
