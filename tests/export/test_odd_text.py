"""Texts and numbers that nobody expects come back from every format, or as the format's file says."""

import csv
import io
import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coreg.domain.beat import Beat, Gap, GapCause
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.strap import Strap
from coreg.export.content import Content, ExportedBeat, ExportedPerson
from coreg.export.formats import Format, make
from coreg.export.table import well_formed
from tests.export.samples import NAME
from tests.recording.samples import HEADER

any_text = st.text(alphabet=st.characters(), max_size=30)  # surrogates and control characters too
odd = any_text | st.sampled_from(
    ["=cmd|' /C calc'!A0", "NA", "null", "n/a", "'", '"', "a\r\nb", "\x00", "\ud800", ""]
)
value = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | odd
moments = st.lists(
    st.builds(
        Moment,
        moment_id=st.integers(1, 2**62),
        t_s=st.floats(-10, 600_000),
        wall_utc=st.just("2026-03-01T09:30:42Z"),
        kind=st.sampled_from(MomentKind),
        by=odd,
        input=odd,
        payload=st.dictionaries(odd, value, max_size=4),
        amends=st.none() | st.integers(1, 2**62),
    ),
    max_size=4,
)
often = settings(max_examples=60, deadline=None)


def with_moments(said: list[Moment], pseudonym: str) -> Content:
    """Ten beats of a client, and these moments."""
    beats = tuple(
        ExportedBeat(1, Beat(0, 800 + i, 0.8 * i, 0.025), (800 + i) * 125 / 128, False, False) for i in range(10)
    )
    gaps = (Gap(8.0, 9.5, GapCause.LINK_LOST),)
    return Content(
        header=HEADER,
        ended="closed",
        duration_s=60.0,
        clock="live",
        coreg_version="0.1.0",
        definitions="1",
        recorded_definitions="1",
        people=(
            ExportedPerson(Role.CLIENT, pseudonym, pseudonym, Strap("AA:BB"), None, 10, 0, 0, beats, gaps),
            ExportedPerson(Role.THERAPIST, None, None, None, None, 0, 0, 0, (), ()),
        ),
        packets=(),
        links=(),
        moments=tuple(said),
    )


def payloads(said: list[Moment]) -> list[dict[str, object]]:
    return [dict(moment.payload) for moment in said]


def back(cell: str) -> str:
    """Take the apostrophe from a cell that was made harmless."""
    return cell.removeprefix("'")


@given(said=moments, pseudonym=odd)
@often
def test_csv_gives_every_moment_back(said: list[Moment], pseudonym: str) -> None:
    files = make(with_moments(said, pseudonym), Format.CSV, NAME).files
    rows = list(csv.DictReader(io.StringIO(files["events.csv"].decode("utf-8"), newline="")))
    assert [json.loads(row["payload"]) for row in rows] == payloads(said)
    assert [back(row["by"]) for row in rows] == [well_formed(moment.by) for moment in said]
    assert [(int(row["id"]), float(row["t_s"])) for row in rows] == [(each.moment_id, each.t_s) for each in said]
    for name, content in files.items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(content.decode("utf-8"), newline="")):
                assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row), name
                assert not any(cell.startswith("-") and not cell[1:2].isdigit() for cell in row), name


@given(said=moments, pseudonym=odd)
@often
def test_pandas_reads_the_csv(said: list[Moment], pseudonym: str) -> None:
    files = make(with_moments(said, pseudonym), Format.CSV, NAME).files
    events = pandas.read_csv(io.BytesIO(files["events.csv"]), keep_default_na=False, float_precision="round_trip")
    assert [json.loads(cell) for cell in events["payload"]] == payloads(said)
    people = pandas.read_csv(io.BytesIO(files["people.csv"]), keep_default_na=False, dtype=str)
    assert back(people["pseudonym"][0]) == well_formed(pseudonym)


@given(said=moments, pseudonym=odd)
@often
def test_sqlite_and_json_give_every_moment_back(said: list[Moment], pseudonym: str) -> None:
    content = with_moments(said, pseudonym)
    document = json.loads(make(content, Format.JSON, NAME).files[f"{NAME}.json"])
    assert [row["payload"] for row in document["events"]] == payloads(said)
    assert document["people"][0]["pseudonym"] == well_formed(pseudonym)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(make(content, Format.SQLITE, NAME).files[f"{NAME}.sqlite"])
        cells = [cell for (cell,) in database.execute("SELECT payload FROM events ORDER BY rowid")]
        assert [json.loads(cell) for cell in cells] == payloads(said)
        assert database.execute("SELECT pseudonym FROM people").fetchone() == (well_formed(pseudonym),)


@given(said=moments, pseudonym=odd)
@often
def test_parquet_gives_every_moment_back(said: list[Moment], pseudonym: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow isn't installed: the extra export")
    files = make(with_moments(said, pseudonym), Format.PARQUET, NAME).files
    events = parquet.read_table(io.BytesIO(files["events.parquet"])).to_pydict()
    assert [json.loads(cell) for cell in events["payload"]] == payloads(said)
    assert events["t_s"] == [moment.t_s for moment in said]


@given(said=moments, pseudonym=odd)
@often
def test_bids_gives_every_moment_back(said: list[Moment], pseudonym: str) -> None:
    files = make(with_moments(said, pseudonym), Format.BIDS, NAME).files
    (path,) = (path for path in files if path.endswith("_events.tsv"))
    header, *lines = files[path].decode("utf-8").removesuffix("\n").split("\n")
    rows = [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]
    found = [json.loads(row["payload"]) for row in rows if row["trial_type"] == "moment"]
    assert sorted(map(repr, found)) == sorted(map(repr, payloads(said)))
    assert all(len(line.split("\t")) == 4 for line in files["participants.tsv"].decode("utf-8").strip().split("\n"))


@given(said=moments, pseudonym=odd)
@often
def test_edf_and_hrv_logger_keep_their_form(said: list[Moment], pseudonym: str) -> None:
    pyedflib = pytest.importorskip("pyedflib", reason="pyEDFlib isn't installed")
    content = with_moments([moment for moment in said if moment.t_s < 400], pseudonym)
    events = make(content, Format.HRV_LOGGER, NAME).files[f"{NAME}_Events_client.csv"]
    rows = list(csv.DictReader(io.StringIO(events.decode("utf-8"), newline="")))
    assert sum(row["manual"] == "1" for row in rows) == len(content.moments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "client.edf"
        path.write_bytes(make(content, Format.EDF, NAME).files[f"{NAME}-client.edf"])
        with pyedflib.EdfReader(str(path)) as opened:
            onsets, _, texts = opened.readAnnotations()
    found = [(t_s, text) for t_s, text in zip(onsets, texts, strict=True) if text.startswith("moment ")]
    assert [round(t_s, 5) for t_s, _ in found] == sorted(round(round(each.t_s, 6), 5) for each in content.moments)
    assert sorted(int(text.split("id=")[1].split()[0]) for _, text in found) == sorted(
        moment.moment_id for moment in content.moments
    )
