"""The pair of CSV files of the app HRV Logger, RR and events, for programs that read those; a pair per person.

The app writes whole milliseconds and adds them up for its `since start`. Here `rr` is exact and `since start` is
the END of the interval on the session's clock, so that a gap is a jump there; programs that add up `rr` lose it.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from coreg.export.content import Content, ExportedPerson
from coreg.export.csv_tables import harmless
from coreg.export.table import json_text, well_formed
from coreg.export.tables import person_facts, session_facts

CANNOT_CARRY = (
    "gaps, where a program adds up `rr` and doesn't look at `since start` or the events",
    "dates finer than a second; `since start` and the events are to 0.001 ms",
    "uncertainty of a beat's time, links, raw packets",
)

_RR = ("date", "rr", "since start", "flag_final")  # the app's three, and ours
_EVENTS = ("date", "timestamp", "annotation", "manual")


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
        yield _date(content, t_s), repr(each.beat.rr_ms), f"{t_s * 1000:.3f}", each.flag_final


def _event_rows(content: Content, person: ExportedPerson) -> Iterable[tuple[str, ...]]:
    about = json_text({**session_facts(content), **person_facts(content, person)})
    said = [(0.0, f"coreg session {about}", False)]
    for gap in person.gaps:
        said.append((gap.start_s, f"gap begins: {gap.cause.value}", False))
        said.append((gap.end_s, f"gap ends: {gap.cause.value}", False))
    for moment in content.moments:
        taken_back = ", retracted" if moment.moment_id in content.retracted else ""
        amends = "" if moment.amends is None else f", amends {moment.amends}"
        text = f"{moment.kind.value} (id {moment.moment_id}{amends}{taken_back}) {json_text(moment.payload)}"
        said.append((moment.t_s, text, True))
    for t_s, text, is_manual in sorted(said, key=lambda event: event[0]):
        yield _date(content, t_s), f"{t_s:.6f}", harmless(well_formed(text)), str(int(is_manual))


def _date(content: Content, t_s: float) -> str:
    started = datetime.fromisoformat(content.header.started_utc)
    return (started + timedelta(seconds=t_s)).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S +0000")


def _csv(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
