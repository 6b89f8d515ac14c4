"""The rows of BIDS' events.tsv, in order of time: beats, gaps, sets, ratings, phases, marks, moving together."""

from collections.abc import Iterator, Mapping
from itertools import chain

from coreg.export.content import Content
from coreg.export.levels import GAP, SET_END, TOGETHER, UNKNOWN, by_word, kinds
from coreg.export.phases import phases
from coreg.export.table import json_text
from coreg.export.together import both_traces

NOTHING = "n/a"  # BIDS, Tabular files: missing values
_ROLES = {"client": "the client", "therapist": "the other person who was measured"}
_TRIAL_TYPES = {
    "beat": "one RR interval",
    "gap": "no beats are known",
    "set": "a set of stimulation, corrections applied",
    "rating": "a number that was given, corrections applied",
    "phase": "a phase of EMDR, until the next one was marked, corrections applied",
    "span": "a stretch marked by the therapist, corrections applied",
    "together": "answers on moving together that are the same, found again with beats and marks as they are here",
    "together_shown": "the same as it was shown during the session, with the marks of then",
    "moment": "what the therapist marked, as it was marked; corrections are moments too",
}
EVENT_COLUMNS: Mapping[str, Mapping[str, object]] = {
    "onset": {
        "Description": "Seconds from the session clock's zero; of a beat, the END of its interval",
        "Units": "s",
    },
    "duration": {"Description": "0 for what happens at one instant, n/a for what never ended", "Units": "s"},
    "trial_type": {"Description": "What it is", "Levels": _TRIAL_TYPES},
    "role": {"Description": "Whose beat, gap or excluded stretch it is; n/a: both people's", "Levels": _ROLES},
    "rr_ticks": {"Description": "The interval as the strap sent it", "Units": "1/1024 s"},
    "rr_ms": {"Description": "The same, exact: rr_ticks * 125 / 128", "Units": "ms"},
    "segment": {"Description": "Beats of different segments are never contiguous"},
    "uncertainty_ms": {"Description": "Standard uncertainty of the onset of a beat", "Units": "ms"},
    "clock": {
        "Description": "How the beat was placed",
        "Levels": {
            "final": "from both sides, after the session",
            "live": "as during the session",
            "imported": "as the imported file told",
        },
    },
    "live_t_s": {"Description": "Onset of the beat as it was placed during the session", "Units": "s"},
    "latency_s": {"Description": "What was subtracted; n/a: not known, nothing was", "Units": "s"},
    "recorded_as": {"Description": "Whose strap sent the beat, as it was thought to be then", "Levels": _ROLES},
    "flag": {"Description": "artifact (as first judged), first_after_link, spans_gap, suspect, joined by +"},
    "flag_final": {
        "Description": "The same with the final artifact verdict, and excluded; n/a where the beat counts"
    },
    "cause": {"Description": "Why there is a gap", "Levels": by_word(GAP)},
    "number": {"Description": "Number of the set, or of the phase"},
    "kind": {"Description": "What kind of set, stretch or moment; which scale or phase", "Levels": kinds()},
    "modality": {"Description": "How it was stimulated in the set: eyes, taps, tones"},
    "target": {"Description": "Number of the target that the set or rating belongs to"},
    "ended_by": {"Description": "What ended the set", "Levels": by_word(SET_END)},
    "counted": {
        "Description": "Whether the set enters statistics",
        "Levels": {"0": "interrupted, or reaches into time off the record or excluded", "1": "it does"},
    },
    "value": {"Description": "The number of a rating"},
    "state": {"Description": "Of moving together", "Levels": by_word(TOGETHER)},
    "unknown": {"Description": "Why moving together isn't known", "Levels": by_word(UNKNOWN)},
    "moment_id": {"Description": "Number of the moment, never reused"},
    "amends": {"Description": "moment_id of the moment that this one corrects"},
    "retracted": {
        "Description": "Whether the moment was taken back",
        "Levels": {"0": "it stands, or was corrected", "1": "taken back"},
    },
    "payload": {"Description": "What else the moment says, a JSON object"},
}
_Row = dict[str, object]


def event_rows(content: Content) -> list[_Row]:
    """Return the rows; what a row doesn't say isn't in it."""
    rows = chain(
        _beat_rows(content),
        _gap_rows(content),
        _set_rows(content),
        _span_rows(content),
        _rating_rows(content),
        _phase_rows(content),
        _together_rows(content),
        _moment_rows(content),
    )
    return sorted(rows, key=lambda row: float(str(row["onset"])))


def _beat_rows(content: Content) -> Iterator[_Row]:
    for person in content.people:
        for each in person.beats:
            worn = each.worn
            yield {
                "onset": each.beat.t_s,
                "duration": 0,
                "trial_type": "beat",
                "role": person.role.value,
                "rr_ticks": each.beat.ticks,
                "rr_ms": each.rr_ms,
                "segment": each.beat.segment,
                "uncertainty_ms": each.beat.uncertainty_s * 1000,
                "clock": content.clock if worn is None else worn.clock,
                "live_t_s": None if each.live is None else each.live.t_s,
                "latency_s": person.latency_s if worn is None else worn.latency_s,
                "recorded_as": person.role.value if worn is None else worn.recorded_as.value,
                "flag": each.flag or None,
                "flag_final": each.flag_final or None,
            }


def _gap_rows(content: Content) -> Iterator[_Row]:
    for person in content.people:
        for gap in person.gaps:
            yield {
                **_stretch("gap", gap.start_s, gap.end_s),
                "role": person.role.value,
                "cause": gap.cause.value,
            }


def _set_rows(content: Content) -> Iterator[_Row]:
    for one in content.marks.sets:
        yield {
            **_stretch("set", one.start_s, one.end_s),
            "number": one.number,
            "kind": one.kind.value,
            "modality": one.modality,
            "target": one.target,
            "ended_by": None if one.ended_by is None else one.ended_by.value,
            "counted": int(one.is_counted),
        }


def _span_rows(content: Content) -> Iterator[_Row]:
    for span in content.marks.spans:
        who = None if span.who is None else span.who.value
        yield {**_stretch("span", span.start_s, span.end_s), "kind": span.kind.value, "role": who}


def _rating_rows(content: Content) -> Iterator[_Row]:
    for one in content.marks.ratings:
        yield {
            **_stretch("rating", one.t_s, one.t_s),
            "kind": one.scale.value,
            "value": one.value,
            "target": one.target,
        }


def _phase_rows(content: Content) -> Iterator[_Row]:
    for one in phases(content):
        yield {**_stretch("phase", one.start_s, one.end_s), "number": int(one.phase), "kind": one.name}


def _together_rows(content: Content) -> Iterator[_Row]:
    for trace, one in both_traces(content):
        yield {
            **_stretch(trace, one.start_s, one.end_s),
            "state": one.state.value,
            "unknown": None if one.unknown is None else one.unknown.value,
        }


def _moment_rows(content: Content) -> Iterator[_Row]:
    for moment in content.moments:
        yield {
            **_stretch("moment", moment.t_s, moment.t_s),
            "moment_id": moment.moment_id,
            "kind": moment.kind.value,
            "amends": moment.amends,
            "retracted": int(moment.moment_id in content.retracted),
            "payload": json_text(moment.payload),
        }


def _stretch(trial_type: str, start_s: float, end_s: float | None) -> _Row:
    duration_s = None if end_s is None else 0 if end_s == start_s else max(0.0, end_s - start_s)
    return {"onset": start_s, "duration": duration_s, "trial_type": trial_type}
