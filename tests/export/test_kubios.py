"""RR text, read back by hrv-analysis's numbers and by our own reader."""

import re
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from coreg.domain.person import Role
from coreg.export.content import Content
from coreg.export.formats import Format
from coreg.readings.as_given import as_given
from coreg.recording.reader import Recording
from coreg.recording.rr_text import read_rr_text
from tests.export import reading
from tests.export.samples import NAME


@pytest.fixture
def folder(content: Content, out: Path) -> Path:
    return reading.export(content, Format.KUBIOS, out)


def time_domain(rr_ms: list[float]) -> dict[str, float]:
    """hrv-analysis's time domain. It imports nolds for another measure, and nolds 0.6 needs Python 3.12."""
    try:
        import nolds  # type: ignore[import-not-found, import-untyped, unused-ignore] # noqa: F401
    except TypeError:
        sys.modules["nolds"] = ModuleType("nolds")
    from hrvanalysis import get_time_domain_features

    found: dict[str, float] = get_time_domain_features(rr_ms)
    return found


def test_one_interval_a_line_exactly_as_it_was_sent(folder: Path, recording: Recording) -> None:
    for role in Role:
        path = folder / f"{NAME}-{role.value}.txt"
        sent = recording.rr_ms_of(role)
        assert path.exists() == bool(sent)
        if sent:
            assert np.loadtxt(path).tolist() == sent
            assert list(read_rr_text(path)[0].rr_ms) == sent


@pytest.mark.filterwarnings("default")
def test_hrv_analysis_finds_our_numbers_in_it(
    recordings: dict[str, Recording], contents: dict[str, Content], out: Path
):
    folder = reading.export(contents["whole"], Format.KUBIOS, out)
    found = time_domain(np.loadtxt(folder / f"{NAME}-client.txt").tolist())
    sent = [beat.rr_ms for beat in recordings["whole"].beats_of(Role.CLIENT)]
    ours = as_given(np.array(sent))
    assert found["rmssd"] == pytest.approx(ours["rmssd_ms"], rel=1e-12)
    assert found["sdnn"] == pytest.approx(ours["sdnn_ms"], rel=1e-12)
    assert found["mean_nni"] == pytest.approx(ours["mean_rr_ms"], rel=1e-12)


def test_the_readme_says_after_which_line_each_gap_is(folder: Path, recording: Recording) -> None:
    said = (folder / "README.txt").read_text(encoding="utf-8")
    for role in Role:
        ends_s = [beat.t_s for beat in reading.beats_of(recording, role)]
        for gap in reading.gaps_of(recording, role):
            found = re.search(
                rf"{role.value}, gap {gap.start_s:.3f} to {gap.end_s:.3f} s \((\w+)\): after line (\d+)", said
            )
            assert found
            assert found[1] == gap.cause.value
            assert all(t_s <= gap.start_s for t_s in ends_s[: int(found[2])])
            assert all(t_s >= gap.end_s - 0.5 for t_s in ends_s[int(found[2]) :])


def test_the_readme_says_which_lines_are_artifacts(contents: dict[str, Content], out: Path) -> None:
    said = (reading.export(contents["alone"], Format.KUBIOS, out) / "README.txt").read_text(encoding="utf-8")
    assert "client, artifact: lines 44-49" in said
    assert "client, spans a gap: lines 70" in said


def test_who_has_no_beats_has_no_file_and_the_readme_says_so(contents: dict[str, Content], out: Path) -> None:
    folder = reading.export(contents["without_beats"], Format.KUBIOS, out)
    assert [path.name for path in folder.iterdir()] == ["README.txt"]
    assert "therapist: no beats, so no file" in (folder / "README.txt").read_text(encoding="utf-8")
