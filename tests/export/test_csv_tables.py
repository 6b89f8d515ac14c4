"""Tidy CSV, read back by pandas, and held against its own dictionary."""

import csv
import json
import re
from pathlib import Path

import numpy as np
import pandas
import pytest

from coreg.domain.person import Role
from coreg.export.content import Content
from coreg.export.csv_tables import harmless
from coreg.export.formats import Format
from coreg.readings.whole import read_whole
from coreg.recording.reader import Recording
from tests.export import reading


@pytest.fixture
def folder(content: Content, out: Path) -> Path:
    return reading.export(content, Format.CSV, out)


def read(folder: Path, table: str) -> pandas.DataFrame:
    return pandas.read_csv(folder / f"{table}.csv", float_precision="round_trip")


def test_pandas_reads_every_beat_exactly(folder: Path, recording: Recording) -> None:
    found = read(folder, "beats")[["role", "t_s", "rr_ticks", "rr_ms"]]
    assert list(found.itertuples(index=False, name=None)) == reading.beats(recording)


def test_pandas_reads_every_gap_with_its_cause_exactly(folder: Path, recording: Recording) -> None:
    assert list(read(folder, "gaps").itertuples(index=False, name=None)) == reading.gaps(recording)


def test_the_session_says_its_clock_versions_and_whether_it_is_simulated(
    folder: Path, recording: Recording
) -> None:
    session = read(folder, "session").iloc[0]
    assert session["simulated"] == recording.header.is_simulated
    clock = "imported" if recording.header.imported_from else "final" if recording.packets else "live"
    assert (session["clock"], session["ended"]) == (clock, recording.ended.value)
    assert session["started_utc"] == recording.header.started_utc
    assert str(session["definitions"]) == "1"
    assert session["coreg_version"]


def test_malformed_and_doubled_packets_are_counted(contents: dict[str, Content], out: Path) -> None:
    people = read(reading.export(contents["whole"], Format.CSV, out), "people").set_index("role")
    assert people.loc["client", ["n_packets", "n_malformed", "n_duplicates"]].tolist() == [163, 1, 1]
    assert people.loc["therapist", ["n_malformed", "n_duplicates"]].tolist() == [0, 0]


def test_artifacts_and_holes_are_flagged(contents: dict[str, Content], out: Path) -> None:
    beats = read(reading.export(contents["alone"], Format.CSV, out), "beats").fillna("")
    assert (beats["flag_final"] == "artifact").sum() == 6
    assert (beats["flag_final"] == "spans_gap").sum() == 1
    assert beats["flag_final"].tolist()[0] == "first_after_link"


@pytest.mark.parametrize("sample", ["whole", "alone"])
def test_who_follows_the_document_finds_our_rmssd(
    contents: dict[str, Content], recordings: dict[str, Recording], sample: str, out: Path
) -> None:
    beats = read(reading.export(contents[sample], Format.CSV, out), "beats")
    client = beats[beats["role"] == "client"]
    counts = client["flag_final"].isna()
    is_pair = counts & counts.shift(fill_value=False) & (client["segment"].diff() == 0)
    found = float(np.sqrt((client["rr_ms"].diff()[is_pair] ** 2).mean()))
    ours = read_whole(recordings[sample].beats_of(Role.CLIENT))["rmssd_ms"].value
    assert found == pytest.approx(ours, rel=1e-12)


def test_sets_ratings_and_stretches_are_as_they_were_corrected(contents: dict[str, Content], out: Path) -> None:
    folder = reading.export(contents["marked"], Format.CSV, out)
    (one,) = read(folder, "sets").fillna("").values.tolist()
    assert one == [1, 30.0, 55.5, "processing", "tapping", 1, "key", 1]
    assert read(folder, "ratings").values.tolist() == [[60.0, "sud", 6, 1]]
    assert read(folder, "baselines").values.tolist() == [[5.0, 25.0]]
    assert read(folder, "spans").fillna("").values.tolist() == [[80.0, "", "quiet", ""]]
    events = read(folder, "events")
    assert events["retracted"].tolist() == [0, 0, 0, 0, 0, 0, 1, 0, 0, 0]
    assert json.loads(events["payload"][4])["value"] == 7  # the original stays


def test_an_imported_interval_stays_finer_than_a_strap_sends_it(contents: dict[str, Content], out: Path) -> None:
    beats = read(reading.export(contents["imported"], Format.CSV, out), "beats")
    assert beats["rr_ms"].tolist()[:2] == [800.3, 807.3]
    assert beats["rr_ticks"].tolist()[:2] == [820, 827]


def test_a_correction_names_what_it_corrects(contents: dict[str, Content], out: Path) -> None:
    events = read(reading.export(contents["alone"], Format.CSV, out), "events")
    assert events["id"].tolist() == [1, 2]
    assert events["amends"].tolist()[1] == 1
    assert events["retracted"].tolist() == [0, 0]
    assert json.loads(events["payload"].iloc[1]) == {"word": '=1+1; "ä"\n'}


def test_the_dictionary_documents_every_column_and_nothing_else(folder: Path) -> None:
    documented = read(folder, "dictionary")
    there = [
        (path.stem, column)
        for path in sorted(folder.glob("*.csv"))
        if path.stem != "dictionary"
        for column in path.read_text(encoding="utf-8").splitlines()[0].split(",")
    ]
    assert sorted(zip(documented["table"], documented["column"], strict=True)) == sorted(there)
    assert documented["meaning"].str.len().min() > 5


def test_every_cell_is_what_the_dictionary_says(folder: Path) -> None:
    documented = {
        (row.table, row.column): row for row in read(folder, "dictionary").fillna("").itertuples(index=False)
    }
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                for column, cell in row.items():
                    if path.stem != "dictionary":
                        check_cell(cell, documented[path.stem, column])


def check_cell(cell: str, said: object) -> None:
    kind, may_be_empty, unit = said.type, said.may_be_empty, said.unit  # type: ignore[attr-defined]
    if cell == "":
        assert may_be_empty, said
        return
    match kind:
        case "integer":
            int(cell)
        case "number":
            float(cell)
        case "0 or 1":
            assert cell in ("0", "1")
        case "json":
            assert isinstance(json.loads(cell), dict)
        case _:
            assert kind == "text"
    column = said.column  # type: ignore[attr-defined]
    ending = re.search(r"_(ms|s)$", column)
    assert not ending or unit == ending.group(1)


def test_every_table_is_there_although_it_is_empty(folder: Path) -> None:
    assert {path.stem for path in folder.glob("*.csv")} == {
        "session", "people", "beats", "gaps", "sets", "ratings", "events", "baselines", "spans", "classic", "links",
        "clock", "settings", "dictionary", "worn", "phases", "baseline_readings", "set_readings", "set_curve",
        "session_readings", "together", "together_again", "together_review", "reasons",
    }  # fmt: skip
    assert list(read(folder, "baselines").columns) == ["start_s", "end_s"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'quoted'"])
def test_a_formula_is_made_harmless_and_can_be_had_back(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"a{cell}") == f"a{cell}"
