"""BIDS: the standard's own validator finds no error, and pandas finds the session's beats and gaps."""

import gzip
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas
import pytest

from coreg.domain.person import Role
from coreg.export.content import Content
from coreg.export.formats import Format
from coreg.recording.reader import Recording
from tests.export import reading


@pytest.fixture
def folder(content: Content, out: Path) -> Path:
    return reading.export(content, Format.BIDS, out)


def read_events(folder: Path) -> pandas.DataFrame:
    (path,) = folder.rglob("*_events.tsv")
    return pandas.read_csv(path, sep="\t", float_precision="round_trip")


def of_role(events: pandas.DataFrame, role: Role, kind: str) -> pandas.DataFrame:
    return events[(events["trial_type"] == kind) & (events["role"] == role.value)]


def test_every_beat_is_an_event_exactly(folder: Path, recording: Recording) -> None:
    events = read_events(folder)
    for role in Role:
        found = of_role(events, role, "beat")[["onset", "rr_ticks", "rr_ms"]]
        sent = sorted(each[1:] for each in reading.beats(recording) if each[0] == role.value)
        assert list(found.itertuples(index=False, name=None)) == sent


def test_every_gap_is_an_event_with_its_cause(folder: Path, recording: Recording) -> None:
    events = read_events(folder)
    for role in Role:
        found = of_role(events, role, "gap")[["onset", "duration", "cause"]]
        gaps = [(g.start_s, g.end_s - g.start_s, g.cause.value) for g in reading.gaps_of(recording, role)]
        assert list(found.itertuples(index=False, name=None)) == gaps


def test_the_signal_has_nothing_in_a_gap(folder: Path, recording: Recording) -> None:
    for role in reading.measured(recording):
        (path,) = folder.rglob(f"*_recording-{role.value}_physio.tsv.gz")
        (sidecar,) = folder.rglob(f"*_recording-{role.value}_physio.json")
        about = json.loads(sidecar.read_bytes())
        signal = pandas.read_csv(path, sep="\t", names=about["Columns"], float_precision="round_trip")
        t_s = about["StartTime"] + np.arange(len(signal)) / about["SamplingFrequency"]
        assert set(signal["rr_ms"].dropna()) <= set(recording.rr_ms_of(role))
        for gap in reading.gaps_of(recording, role):
            assert signal["rr_ms"][(t_s > gap.start_s) & (t_s < gap.end_s)].isna().all()
        assert about["CoregSession"]["simulated"] is recording.header.is_simulated
        assert about["CoregPerson"]["role"] == role.value


def test_sets_and_stretches_are_events_with_their_length(contents: dict[str, Content], out: Path) -> None:
    events = read_events(reading.export(contents["marked"], Format.BIDS, out))
    marked = events[events["trial_type"].isin(["set", "span"])][["onset", "duration", "kind"]].fillna("")
    assert marked.values.tolist() == [[5.0, 20.0, "baseline"], [30.0, 25.5, "processing"], [80.0, "", "quiet"]]


def test_the_archive_holds_no_date_and_no_name(folder: Path) -> None:
    for path in folder.rglob("*.gz"):
        packed = path.read_bytes()
        assert packed[3:8] == bytes(5)  # RFC 1952: no flags, so no name; MTIME 0
        assert gzip.decompress(packed)


def test_a_pseudonym_that_can_be_a_label_is_the_subject(contents: dict[str, Content], out: Path) -> None:
    content = contents["whole"]
    for n, (pseudonym, subject) in enumerate((("C07", "sub-C07"), ("C 07=", "sub-1a2b3c4d"))):
        client = replace(content.people[0], pseudonym=pseudonym)
        folder = reading.export(replace(content, people=(client, content.people[1])), Format.BIDS, out / str(n))
        participants = pandas.read_csv(folder / "participants.tsv", sep="\t")
        assert participants[["participant_id", "pseudonym"]].values.tolist() == [[subject, pseudonym]]
        assert (folder / subject).is_dir()


def test_the_validator_of_the_standard_finds_no_error(folder: Path, validator: list[str]) -> None:
    ran = subprocess.run([*validator, str(folder), "--json"], capture_output=True, text=True, check=False)
    issues = json.loads(ran.stdout)["issues"]
    assert [issue["key"] for issue in issues["errors"]] == []
    assert {issue["key"] for issue in issues["warnings"]} <= {"NO_AUTHORS"}  # an export names nobody


def test_the_validator_does_find_what_is_wrong(
    contents: dict[str, Content], out: Path, validator: list[str]
) -> None:
    folder = reading.export(contents["whole"], Format.BIDS, out)
    (folder / "dataset_description.json").unlink()
    ran = subprocess.run([*validator, str(folder), "--json"], capture_output=True, text=True, check=False)
    assert "DATASET_DESCRIPTION_JSON_MISSING" in ran.stdout
