"""Parquet, read back by pyarrow and pandas."""

import json
from pathlib import Path

import pandas
import pytest

from coreg.export.content import Content
from coreg.export.formats import Format
from coreg.recording.reader import Recording
from tests.export import reading

parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow isn't installed: the extra export")


@pytest.fixture
def folder(content: Content, out: Path) -> Path:
    return reading.export(content, Format.PARQUET, out)


def test_pandas_reads_beats_and_gaps_exactly(folder: Path, recording: Recording) -> None:
    beats = pandas.read_parquet(folder / "beats.parquet")[["role", "t_s", "rr_ticks", "rr_ms"]]
    assert list(beats.itertuples(index=False, name=None)) == reading.beats(recording)
    gaps = pandas.read_parquet(folder / "gaps.parquet")
    assert list(gaps.itertuples(index=False, name=None)) == reading.gaps(recording)


def test_every_file_says_what_session_it_is_of(folder: Path, recording: Recording) -> None:
    for path in folder.glob("*.parquet"):
        about = json.loads(parquet.read_schema(path).metadata[b"coreg"])
        assert about["session"]["session_id"] == recording.header.session_id
        assert about["session"]["simulated"] is recording.header.is_simulated
        assert about["session"]["definitions"] == "1"
        assert [person["role"] for person in about["people"]] == ["client", "therapist"]


def test_every_column_says_its_unit_and_meaning(folder: Path) -> None:
    for path in folder.glob("*.parquet"):
        for field in parquet.read_schema(path):
            assert field.metadata[b"meaning"]
            assert b"unit" in field.metadata
    rr = parquet.read_schema(folder / "beats.parquet").field("rr_ticks")
    assert rr.metadata[b"unit"] == b"1/1024 s"


def test_no_date_of_making_and_no_author_is_in_it(folder: Path) -> None:
    metadata = parquet.read_metadata(folder / "beats.parquet")
    assert set(metadata.metadata) == {b"coreg", b"table", b"ARROW:schema"}
