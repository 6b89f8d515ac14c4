"""JSON: schema coreg.export/1, as docs/JSON.md says it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from coreg.export.content import Content
from coreg.export.formats import Format
from coreg.recording.reader import Recording
from tests.export import reading
from tests.export.samples import NAME

DOCUMENT = Path(__file__).parents[2] / "docs" / "JSON.md"
TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "integer": (int,),
    "number": (int, float),
    "0 or 1": (bool,),
    "json": (dict,),
}


@pytest.fixture
def document(content: Content, out: Path) -> dict[str, Any]:
    found = json.loads((reading.export(content, Format.JSON, out) / f"{NAME}.json").read_bytes())
    assert isinstance(found, dict)
    return found


def test_beats_and_gaps_are_the_sessions(document: dict[str, Any], recording: Recording) -> None:
    beats = [(row["role"], row["t_s"], row["rr_ticks"], row["rr_ms"]) for row in document["beats"]]
    assert beats == reading.beats(recording)
    gaps = [(row["role"], row["start_s"], row["end_s"], row["cause"]) for row in document["gaps"]]
    assert gaps == reading.gaps(recording)


def test_every_value_is_of_the_type_that_the_dictionary_says(document: dict[str, Any]) -> None:
    rows = {**document, "session": [document["session"]]}
    assert document["schema"] == "coreg.export/1"
    for said in document["dictionary"]:
        for row in rows[said["table"]]:
            value = row[said["column"]]
            if value is None:
                assert said["may_be_empty"], said
            else:
                assert isinstance(value, TYPES[said["type"]]), said
                assert isinstance(value, bool) == (said["type"] == "0 or 1")


def test_every_column_is_in_the_dictionary(document: dict[str, Any]) -> None:
    documented = {(said["table"], said["column"]) for said in document["dictionary"]}
    rows = {**document, "session": [document["session"]]}
    there = {(name, key) for name, of in rows.items() if isinstance(of, list) for row in of for key in row}
    assert {each for each in there if each[0] != "dictionary"} <= documented


def test_the_keys_are_those_of_the_document(document: dict[str, Any]) -> None:
    section = DOCUMENT.read_text(encoding="utf-8").split("## coreg.export/1")[1].split("\n## ")[0]
    documented = set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\|(.+?)\|", section, re.MULTILINE))))
    assert set(document) == documented | {"schema", "coreg_version", "definitions", "amended"}


def test_it_says_whether_it_is_simulated_and_amended(document: dict[str, Any], sample: str) -> None:
    assert document["session"]["simulated"] is (sample != "imported")
    assert document["amended"] is (sample in ("alone", "marked"))
