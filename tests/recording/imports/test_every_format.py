"""Every format: what was written in it comes back exactly, and the file alone tells which it is."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coreg.domain.beat import MS_PER_TICK
from coreg.recording.imports.detect import read_recording, recognise
from coreg.recording.imports.imported import Format, Imported
from tests.recording.imports.layouts import BEGAN, LAYOUTS

RR_MS = [906.0, 956.0, 953.0, 888.0, 885.0, 940.0, 976.0, 947.0]
NAMES = sorted(LAYOUTS)
TICKS = st.lists(st.integers(250, 2500), min_size=2, max_size=60)


def put(folder: Path, content: bytes) -> Path:
    path = folder / "recording"
    path.write_bytes(content)
    return path


def read(folder: Path, name: str, rr_ms: list[float]) -> Imported:
    return read_recording(put(folder, LAYOUTS[name][1](rr_ms)))


@pytest.mark.parametrize("name", NAMES)
def test_the_content_tells_the_format(tmp_path: Path, name: str) -> None:
    kind, layout = LAYOUTS[name]
    assert recognise(put(tmp_path, layout(RR_MS))) is kind


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ticks=TICKS)
def test_intervals_come_back_exactly(tmp_path: Path, name: str, ticks: list[int]) -> None:
    rr_ms = [n_ticks * MS_PER_TICK for n_ticks in ticks]
    imported = read(tmp_path, name, rr_ms)
    assert list(imported.rr_ms) == rr_ms
    assert [beat.ticks for beat in imported.beats()] == ticks


@pytest.mark.parametrize("name", NAMES)
def test_an_unbroken_recording_has_one_segment_and_lasts_as_long_as_its_intervals(
    tmp_path: Path, name: str
) -> None:
    imported = read(tmp_path, name, RR_MS)
    assert imported.gaps == ()
    assert imported.starts == ()
    assert imported.duration_s == pytest.approx(sum(RR_MS) / 1000)
    beats = list(imported.beats())
    assert {beat.segment for beat in beats} == {0}
    assert beats[0].t_s == pytest.approx(RR_MS[0] / 1000)
    assert beats[-1].t_s == pytest.approx(imported.duration_s)


@pytest.mark.parametrize("name", NAMES)
def test_the_start_is_known_where_the_file_says_it(tmp_path: Path, name: str) -> None:
    started = read(tmp_path, name, RR_MS).started
    kind = LAYOUTS[name][0]
    if kind in (Format.HRV_LOGGER, Format.POLAR_SENSOR_LOGGER, Format.EDF_PLUS):
        assert started is not None
        assert abs(started.replace(tzinfo=BEGAN.tzinfo) - BEGAN).total_seconds() < 1.0
        assert (started.tzinfo is not None) == (kind is Format.HRV_LOGGER)
    else:
        assert started is None


@pytest.mark.parametrize("name", NAMES)
def test_names_in_the_file_are_left_behind(tmp_path: Path, name: str) -> None:
    imported = read(tmp_path, name, RR_MS)
    assert "Jane" not in repr(imported)
    assert "Example" not in repr(imported)


@pytest.mark.parametrize("kind", list(Format))
def test_every_format_is_said_in_words(kind: Format) -> None:
    assert kind.words[0].islower() or kind is Format.EDF_PLUS
    assert any(found is kind for found, _ in LAYOUTS.values())
