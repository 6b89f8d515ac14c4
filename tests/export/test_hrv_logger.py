"""The CSV pair of HRV Logger, read as the app's own files are read: by the names of the columns."""

from datetime import datetime
from pathlib import Path

import pandas
import pytest

from coreg.domain.person import Role
from coreg.export.content import Content
from coreg.export.formats import Format
from coreg.recording.imports.detect import read_recording
from coreg.recording.reader import Recording
from tests.export import reading
from tests.export.samples import NAME


@pytest.fixture
def folder(content: Content, out: Path) -> Path:
    return reading.export(content, Format.HRV_LOGGER, out)


def read(folder: Path, what: str, role: Role) -> pandas.DataFrame:
    return pandas.read_csv(folder / f"{NAME}_{what}_{role.value}.csv", float_precision="round_trip")


def test_intervals_are_exact_and_their_ends_to_a_microsecond(folder: Path, recording: Recording) -> None:
    for role in reading.measured(recording):
        found, beats = read(folder, "RR", role), reading.beats_of(recording, role)
        assert found["rr"].tolist() == recording.rr_ms_of(role)
        assert found["since start"].tolist() == [round(beat.t_s * 1000, 3) for beat in beats]
        assert list(found.columns[:3]) == ["date", "rr", "since start"]


def test_dates_are_the_apps_and_utc(folder: Path, recording: Recording) -> None:
    zero = datetime.fromisoformat(recording.header.started_utc)
    for role in reading.measured(recording):
        for date, since_ms in read(folder, "RR", role)[["date", "since start"]].itertuples(index=False, name=None):
            said = datetime.strptime(date, "%Y-%m-%d %H:%M:%S %z")
            assert 0 <= (zero - said).total_seconds() + since_ms / 1000 < 1.000001


def test_gaps_begin_and_end_as_events(folder: Path, recording: Recording) -> None:
    for role in reading.measured(recording):
        events = read(folder, "Events", role)
        for gap in reading.gaps_of(recording, role):
            for word, t_s in (("begins", gap.start_s), ("ends", gap.end_s)):
                found = events[events["annotation"] == f"gap {word}: {gap.cause.value}"]
                assert round(t_s, 6) in found["timestamp"].tolist()
        assert events["annotation"].str.startswith("gap").sum() == 2 * len(reading.gaps_of(recording, role))


def test_marks_are_manual_events_and_the_first_says_what_session_it_is(folder: Path, recording: Recording) -> None:
    for role in reading.measured(recording):
        events = read(folder, "Events", role)
        assert events["manual"].sum() == len(recording.moments)
        about = events["annotation"].iloc[0]
        assert f'"simulated": {str(recording.header.is_simulated).lower()}' in about
        assert f'"role": "{role.value}"' in about


def test_our_own_import_reads_it_back(
    contents: dict[str, Content], recordings: dict[str, Recording], out: Path
) -> None:
    folder = reading.export(contents["alone"], Format.HRV_LOGGER, out)
    found = read_recording(folder / f"{NAME}_RR_client.csv", Role.CLIENT)
    assert list(found.rr_ms) == recordings["alone"].rr_ms_of(Role.CLIENT)
    (gap,) = (gap for gap in found.gaps if gap.end_s - gap.start_s > 5)
    ours = reading.gaps_of(recordings["alone"], Role.CLIENT)[0]
    assert gap.end_s - gap.start_s == pytest.approx(ours.end_s - ours.start_s, abs=1.0)


def test_nobody_gives_no_files_but_the_readme(contents: dict[str, Content], out: Path) -> None:
    folder = reading.export(contents["nobody"], Format.HRV_LOGGER, out)
    assert [path.name for path in folder.iterdir()] == ["README.txt"]
