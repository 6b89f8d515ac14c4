"""BIDS: a data set of one session, its signals as physio and every beat, gap and mark as an event.

Beside the signals of equal steps (BIDS knows no others), `events.tsv` (bids_events.py) holds every beat at the
END of its interval: it is the truth. A session is the client's; the other person is a second `recording` of it.
"""

import gzip
import json
from collections.abc import Iterable, Mapping

from coreg.export.bids_events import EVENT_COLUMNS, NOTHING, event_rows
from coreg.export.content import Content, ExportedPerson
from coreg.export.table import well_formed
from coreg.export.tables import person_facts, session_facts
from coreg.export.tachogram import RATE_HZ, sample
from coreg.export.together import review_facts

CANNOT_CARRY = (
    "intervals under 250 ms in the physio signals (every interval is in events.tsv)",
    "readings of sets and baselines, each answer on moving together (use csv, json, sqlite or parquet)",
    "links, raw packets",
)

_BIDS_VERSION = "1.10.0"


def bids_files(content: Content, name: str) -> Mapping[str, bytes]:
    """Return the files by their paths within the data set."""
    subject, session = _labels(content, name)
    stem = f"{subject}/{session}/beh/{subject}_{session}_task-session"
    files = {
        "dataset_description.json": _json(_description(content)),
        "participants.tsv": _participants(content, subject),
        "participants.json": _json(_PARTICIPANT_COLUMNS),
        f"{stem}_events.tsv": _events(content),
        f"{stem}_events.json": _json(
            {**EVENT_COLUMNS, "CoregSession": session_facts(content), "CoregTogether": review_facts(content)}
        ),
    }
    for person in content.measured:
        recording = f"{stem}_recording-{person.role.value}_physio"
        files[f"{recording}.tsv.gz"] = _physio(content, person)
        files[f"{recording}.json"] = _json(_sidecar(content, person))
    return files


_PARTICIPANT_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "pseudonym": {"Description": "The client's pseudonym"},
    "therapist_pseudonym": {
        "Description": "The pseudonym of the second person, who is recorded in the same session"
    },
    "simulated": {"Description": "1: simulated people, nobody was measured"},
}


def _labels(content: Content, name: str) -> tuple[str, str]:
    """Return subject and session: the client's pseudonym where it can be a label, else the export's random name."""
    pseudonym = content.people[0].pseudonym or ""
    subject = pseudonym if _is_label(pseudonym) else name.rpartition("-")[2]
    session = "".join(letter for letter in content.header.session_id if _is_label(letter))[:8]
    return f"sub-{subject}", f"ses-{session or name.rpartition('-')[2]}"


def _is_label(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _description(content: Content) -> dict[str, object]:
    simulated = "Simulated people, not a real session. " if content.header.is_simulated else ""
    return {
        "Name": f"{simulated}One session recorded by Coreg",
        "BIDSVersion": _BIDS_VERSION,
        "DatasetType": "raw",
        "GeneratedBy": [{"Name": "Coreg", "Version": content.coreg_version}],
        "CoregDefinitions": content.definitions,
        "CoregSimulated": content.header.is_simulated,
    }


def _participants(content: Content, subject: str) -> bytes:
    pseudonyms = [_tsv_text(person.pseudonym) for person in content.people]
    simulated = str(int(content.header.is_simulated))
    return _tsv([("participant_id", *_PARTICIPANT_COLUMNS), (subject, *pseudonyms, simulated)])


def _sidecar(content: Content, person: ExportedPerson) -> dict[str, object]:
    return {
        "SamplingFrequency": RATE_HZ,
        "StartTime": 0,
        "Columns": ["rr_ms", "artifact"],
        "rr_ms": {
            "Description": "RR interval in progress, held, never interpolated; n/a where none is known (gaps)",
            "Units": "ms",
        },
        "artifact": {"Description": "1 where the final artifact verdict leaves the interval out"},
        "TaskName": "session",
        "Manufacturer": "n/a" if person.strap is None else well_formed(person.strap.model or NOTHING),
        "CoregPerson": person_facts(content, person),
        "CoregSession": session_facts(content),
    }


def _physio(content: Content, person: ExportedPerson) -> bytes:
    tachogram = sample(person, content.duration_s)
    rows = zip(tachogram.rr_ms.tolist(), tachogram.is_artifact.tolist(), strict=True)
    text = "".join(
        f"{rr_ms!r}\t{int(is_artifact)}\n" if rr_ms else f"{NOTHING}\t{NOTHING}\n" for rr_ms, is_artifact in rows
    )
    return gzip.compress(text.encode("ascii"), mtime=0)  # without the date of making


def _events(content: Content) -> bytes:
    said = [tuple(_tsv_text(row.get(name)) for name in EVENT_COLUMNS) for row in event_rows(content)]
    return _tsv([tuple(EVENT_COLUMNS), *said])


def _tsv_text(value: object) -> str:
    """Return a cell: tabs and line ends can't be in one, and there is no way to escape them."""
    return NOTHING if value is None or value == "" else well_formed(str(value))


def _tsv(rows: Iterable[tuple[str, ...]]) -> bytes:
    return "".join("\t".join(row) + "\n" for row in rows).encode("utf-8")


def _json(value: Mapping[str, object]) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode("ascii")
