"""EDF+, read back by pyEDFlib, which is EDFlib."""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from coreg.domain.person import Role
from coreg.export.content import Content
from coreg.export.formats import Format
from coreg.recording.reader import Recording
from tests.export import reading
from tests.export.samples import NAME

pyedflib = pytest.importorskip("pyedflib", reason="pyEDFlib isn't installed")
pytest.importorskip("edfio", reason="edfio isn't installed: the extra export")


class Read:
    """One file, as EDFlib gives it."""

    def __init__(self, path: Path) -> None:
        with pyedflib.EdfReader(str(path)) as opened:
            self.header = opened.getHeader()
            self.starts = opened.getStartdatetime()
            self.rr_ms, self.artifact = opened.readSignal(0), opened.readSignal(1)
            self.rate_hz = opened.getSampleFrequencies().tolist()
            self.labels = opened.getSignalLabels()
            onsets, durations, texts = opened.readAnnotations()
        self.annotations = list(zip(onsets.tolist(), durations.tolist(), texts.tolist(), strict=True))

    def of(self, word: str) -> list[tuple[float, float, str]]:
        return [each for each in self.annotations if each[2].startswith(f"{word} ")]


@pytest.fixture
def files(content: Content, out: Path) -> dict[Role, Read]:
    folder = reading.export(content, Format.EDF, out)
    paths = {role: folder / f"{NAME}-{role.value}.edf" for role in Role}
    return {role: Read(path) for role, path in paths.items() if path.exists()}


def test_everybody_who_was_measured_has_a_file(files: dict[Role, Read], recording: Recording) -> None:
    assert list(files) == reading.measured(recording)


def test_every_beat_is_an_annotation_to_the_microsecond(files: dict[Role, Read], recording: Recording) -> None:
    for role, read in files.items():
        found = [(onset, int(text.split("rr_ticks=")[1].split()[0])) for onset, _, text in read.of("beat")]
        sent = sorted((beat.t_s, beat.ticks) for beat in reading.beats_of(recording, role))
        assert [ticks for _, ticks in found] == [ticks for _, ticks in sent]
        assert np.allclose([t_s for t_s, _ in found], [t_s for t_s, _ in sent], rtol=0, atol=1e-6)


def test_every_gap_is_an_annotation_with_its_length_and_cause(
    files: dict[Role, Read], recording: Recording
) -> None:
    for role, read in files.items():
        gaps = reading.gaps_of(recording, role)
        assert [text for _, _, text in read.of("gap")] == [f"gap {gap.cause.value}" for gap in gaps]
        for (onset, length, _), gap in zip(read.of("gap"), gaps, strict=True):
            assert onset == pytest.approx(gap.start_s, abs=1e-6)
            assert length == pytest.approx(gap.end_s - gap.start_s, abs=2e-6)


def test_a_sample_is_an_interval_exactly_or_0_in_a_gap(files: dict[Role, Read], recording: Recording) -> None:
    for role, read in files.items():
        sent = {beat.rr_ms for beat in recording.beats_of(role)}  # in 1/1024 s, the imported ones too
        assert set(read.rr_ms.tolist()) <= sent | {0.0}
        t_s = np.arange(read.rr_ms.size) / 4
        for gap in reading.gaps_of(recording, role):
            assert not read.rr_ms[(t_s > gap.start_s) & (t_s < gap.end_s)].any()
        long_enough = {beat.rr_ms for beat in recording.beats_of(role) if not beat.flags and beat.t_s > 1}
        assert long_enough <= set(read.rr_ms.tolist())


def test_marks_are_annotations(files: dict[Role, Read], recording: Recording) -> None:
    for read in files.values():
        assert [onset for onset, _, _ in read.of("moment")] == [mark.t_s for mark in recording.moments]


def test_the_header_says_role_start_and_simulated_and_nothing_of_a_person(
    files: dict[Role, Read], content: Content
) -> None:
    simulated = ["simulated"] if content.header.is_simulated else []
    begins = datetime.fromisoformat(content.header.started_utc) + timedelta(seconds=content.header.utc_offset_s)
    for role, read in files.items():
        assert read.labels == ["RR", "Artifact"]
        assert read.rate_hz == [4.0, 4.0]
        assert read.header["patient_additional"] == " ".join([role.value, *simulated])
        assert read.header["recording_additional"] == "".join(simulated)
        assert str(read.starts)[:19] == str(begins)[:19]  # pyEDFlib gives a tenth of the fraction of the second
        assert read.header["technician"] == read.header["patientname"].strip("X") == ""
        assert f'"definitions": "{content.definitions}"' in read.of("coreg")[1][2]


def test_sets_and_stretches_are_annotations_with_their_length(contents: dict[str, Content], out: Path) -> None:
    read = Read(reading.export(contents["marked"], Format.EDF, out) / f"{NAME}-client.edf")
    assert read.of("set") == [(30.0, 25.5, "set number=1 processing modality=tapping target=1 ended_by=key")]
    assert read.of("rating") == [(60.0, -1.0, "rating scale=sud value=6 target=1")]
    assert read.of("span") == [(5.0, 20.0, "span baseline"), (80.0, -1.0, "span quiet")]


def test_artifacts_are_a_signal_too(contents: dict[str, Content], out: Path) -> None:
    folder = reading.export(contents["alone"], Format.EDF, out)
    read = Read(folder / f"{NAME}-client.edf")
    assert set(read.rr_ms[read.artifact == 1].tolist()) >= {435 * 125 / 128}
    assert (read.artifact == 1).sum() == pytest.approx(4 * (841 + 835 + 1740 + 435 + 435 + 835) / 1024, abs=2)
