"""The pair of CSV files of the app HRV Logger, RR and events, for programs that read those; a pair per person.

The app writes whole milliseconds and adds them up for its `since start`. Here `rr` is exact and `since start` is
the END of the interval on the session's clock, so that a gap is a jump there; programs that add up `rr` lose it.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from coreg.export.content import Content, ExportedPerson
from coreg.export.csv_tables import harmless
from coreg.export.phases import phases
from coreg.export.table import json_text, well_formed
from coreg.export.tables import person_facts, session_facts
from coreg.export.together import both_traces

CANNOT_CARRY = (
    "gaps, where a program adds up `rr` and doesn't look at `since start` or the events",
    "dates finer than a second; `since start` and the events are to 0.001 ms",
    "uncertainty and live time of a beat, links, raw packets",
    "readings of sets and baselines, each answer on moving together (use csv, json, sqlite or parquet)",
)

_RR = ("date", "rr", "since start", "flag_final")  # the app's three, and ours
_EVENTS = ("date", "timestamp", "annotation", "manual")
_Event = tuple[float, str, bool]  # when, what, whether the therapist marked it so


def hrv_logger_files(content: Content, name: str) -> Mapping[str, bytes]:
    """Return the files by their names, which hold RR and Events as the app's do."""
    files = {}
    for person in content.measured:
        files[f"{name}_RR_{person.role.value}.csv"] = _csv(_RR, _rr_rows(content, person))
        files[f"{name}_Events_{person.role.value}.csv"] = _csv(_EVENTS, _event_rows(content, person))
    return files


def _rr_rows(content: Content, person: ExportedPerson) -> Iterable[tuple[str, ...]]:
    for each in person.beats:
        t_s = each.beat.t_s
        yield _date(content, t_s), repr(each.rr_ms), f"{t_s * 1000:.3f}", each.flag_final


def _event_rows(content: Content, person: ExportedPerson) -> Iterable[tuple[str, ...]]:
    for t_s, text, is_manual in sorted(_said(content, person), key=lambda event: event[0]):
        yield _date(content, t_s), f"{t_s:.6f}", harmless(well_formed(text)), str(int(is_manual))


def _said(content: Content, person: ExportedPerson) -> Iterator[_Event]:
    about = json_text({**session_facts(content), **person_facts(content, person)})
    yield 0.0, f"coreg session {about}", False
    for gap in person.gaps:
        yield from _both_ends("gap", gap.cause.value, gap.start_s, gap.end_s)
    for worn in person.worn:
        yield from _both_ends("strap", f"recorded as the {worn.recorded_as.value}'s", worn.start_s, worn.end_s)
    for one in content.marks.sets:
        yield from _both_ends(f"set {one.number}", one.kind.value, one.start_s, one.end_s)
    for span in content.marks.spans:
        who = "" if span.who is None else f" of the {span.who.value} alone"
        yield from _both_ends("span", f"{span.kind.value}{who}", span.start_s, span.end_s)
    for rating in content.marks.ratings:
        target = "" if rating.target is None else f", target {rating.target}"
        yield rating.t_s, f"rating {rating.scale.value} {rating.value}{target}", False
    for phase in phases(content):
        yield phase.start_s, f"phase {int(phase.phase)} begins: {phase.name}", False
    for trace, stretch in both_traces(content):
        yield from _both_ends(trace, stretch.words, stretch.start_s, stretch.end_s)
    for moment in content.moments:
        taken_back = ", retracted" if moment.moment_id in content.retracted else ""
        amends = "" if moment.amends is None else f", amends {moment.amends}"
        text = f"{moment.kind.value} (id {moment.moment_id}{amends}{taken_back}) {json_text(moment.payload)}"
        yield moment.t_s, text, True


def _both_ends(what: str, words: str, start_s: float, end_s: float | None) -> Iterator[_Event]:
    yield start_s, f"{what} begins: {words}", False
    if end_s is not None:
        yield end_s, f"{what} ends: {words}", False


def _date(content: Content, t_s: float) -> str:
    started = datetime.fromisoformat(content.header.started_utc)
    return (started + timedelta(seconds=t_s)).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S +0000")


def _csv(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
