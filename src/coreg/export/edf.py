"""EDF+, one file per person: RR as a signal of equal steps, and every beat, gap and mark as an annotation.

One digital step of the signal is 1/1024 s, and its range is chosen so that a sample is the interval exactly:
0 … 32640 digital is 0 … 31875 ms, and 0 means that none is known. The annotations are the truth: a beat's stands at
the END of its interval, to the microsecond, with the interval in 1/1024 s in its text.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

import numpy as np

from coreg.domain.beat import MS_PER_TICK
from coreg.export.content import Content, ExportedBeat, ExportedPerson
from coreg.export.edf_marks import Said, edf_marks
from coreg.export.extra import need
from coreg.export.table import json_text, well_formed
from coreg.export.tables import person_facts, session_facts
from coreg.export.tachogram import RATE_HZ, sample
from coreg.export.together import review_facts

CANNOT_CARRY = (
    "times finer than a microsecond, a beat's time uncertainty and live time, links, raw packets",
    "readings of sets and baselines, each answer on moving together (use csv, json, sqlite or parquet)",
    "intervals under 250 ms in the signal (every interval is in the annotations)",
)

_MOST_DIGITAL = 32640  # 255 · 128: its 31875 ms is exact, and fits the header's eight characters
_MOST_CODE = 30  # characters of a pseudonym that the header's 80 have room for
_MOST_TEXT = 480  # bytes of an annotation; EDFlib gives 512 back
_DIGITS = 6
_YEARS = range(1985, 2085)  # EDF+, 2.1.3.2: two digits, 85 to 99 and 00 to 84


def edf_files(content: Content, name: str) -> Mapping[str, bytes]:
    """Return the files by their names."""
    return {f"{name}-{person.role.value}.edf": _edf(content, person) for person in content.measured}


def _edf(content: Content, person: ExportedPerson) -> bytes:
    edfio = need("edfio", "EDF+")
    signals = _signals(edfio, content, person)
    started = _local_start(content)
    simulated = ("simulated",) if content.header.is_simulated else ()
    written: bytes = edfio.Edf(
        signals,
        patient=edfio.Patient(code=_code(person.pseudonym), additional=(person.role.value, *simulated)),
        recording=edfio.Recording(
            startdate=started.date() if started.year in _YEARS else None,
            equipment_code=_code(f"Coreg_{content.coreg_version}"),
            additional=simulated,
        ),
        starttime=started.time(),
        data_record_duration=1.0,
        annotations=_annotations(edfio, content, person),
    ).to_bytes()
    return written


def _signals(edfio: Any, content: Content, person: ExportedPerson) -> list[Any]:
    tachogram = sample(person, content.duration_s)
    rr = edfio.EdfSignal.from_digital(
        np.minimum(tachogram.ticks, _MOST_DIGITAL).astype(np.int16),
        RATE_HZ,
        label="RR",
        transducer_type="chest strap, Heart Rate Service",
        physical_dimension="ms",
        physical_range=(0.0, _MOST_DIGITAL * MS_PER_TICK),
        digital_range=(0, _MOST_DIGITAL),
        prefiltering="interval in progress, held; 0: none known (gap)",
    )
    artifact = edfio.EdfSignal.from_digital(
        tachogram.is_artifact.astype(np.int16),
        RATE_HZ,
        label="Artifact",
        physical_range=(0.0, 1.0),
        digital_range=(0, 1),
        prefiltering="final verdict; 1: the interval is left out",
    )
    return [rr, artifact]


def _annotations(edfio: Any, content: Content, person: ExportedPerson) -> list[Any]:
    return [
        edfio.EdfAnnotation(
            round(t_s, _DIGITS), None if length_s is None else round(max(0.0, length_s), _DIGITS), _short(text)
        )
        for t_s, length_s, text in chain(_about(content, person), _of_person(person), edf_marks(content))
    ]


def _about(content: Content, person: ExportedPerson) -> Iterator[Said]:
    yield 0.0, None, f"coreg session {json_text(session_facts(content))}"
    yield 0.0, None, f"coreg person {json_text(person_facts(content, person))}"
    review = review_facts(content)
    if review:
        yield max(0.0, content.duration_s), None, f"coreg together {json_text(review)}"


def _of_person(person: ExportedPerson) -> Iterator[Said]:
    for each in person.beats:
        yield each.beat.t_s, None, _beat_text(each)
    for gap in person.gaps:
        yield gap.start_s, gap.end_s - gap.start_s, f"gap {gap.cause.value}"
    for worn in person.worn:
        latency = "unknown" if worn.latency_s is None else repr(worn.latency_s)
        text = f"strap recorded_as={worn.recorded_as.value} latency_s={latency} clock={worn.clock}"
        yield worn.start_s, worn.end_s - worn.start_s, text


def _beat_text(each: ExportedBeat) -> str:
    beat = each.beat
    flags = f"flag={each.flag} flag_final={each.flag_final}"
    return f"beat rr_ticks={beat.ticks} segment={beat.segment} {flags} rr_ms={each.rr_ms!r}"


def _short(text: str) -> str:
    """Cut a text to the bytes that every reader gives back; a control character would end it too soon."""
    return well_formed(text).encode("utf-8")[:_MOST_TEXT].decode("utf-8", "ignore")


def _code(text: str | None) -> str:
    """Return a header's word: printable ASCII without spaces, X where there is none."""
    letters = (letter if "!" <= letter <= "~" else "_" for letter in (text or "X")[:_MOST_CODE])
    return "".join(letters)


def _local_start(content: Content) -> datetime:
    started = datetime.fromisoformat(content.header.started_utc)
    return started.replace(tzinfo=None) + timedelta(seconds=content.header.utc_offset_s)
