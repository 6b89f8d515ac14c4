"""What `coreg export` writes, `coreg import` reads back: the same beats, in the same segments where it can."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coreg.domain.beat import Beat
from coreg.domain.person import Role
from coreg.recording.reader import read_session
from coreg.review.final_clock import by_final_clock
from tests.cli.conftest import Ran

Coreg = Callable[..., Ran]


def again(coreg: Coreg, recorded: Path, tmp_path: Path, kind: str, role: Role) -> tuple[list[Beat], list[Beat]]:
    """Return a person's beats as the final clock places them, and after export and import."""
    assert coreg("export", recorded, "--format", kind, "--out", tmp_path).code == 0
    (file,) = (each for each in tmp_path.glob(f"coreg-*/*{role.value}*") if "Events" not in each.name)
    out = tmp_path / "again.coreg"
    ran = coreg("import", file, "--out", out, "--role", role.value)
    assert ran.code == 0, ran.err
    return by_final_clock(read_session(recorded)).beats_of(role), read_session(out).beats_of(role)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("kind", ["edf", "hrv-logger", "kubios"])
def test_every_interval_comes_back(coreg: Coreg, recorded: Path, tmp_path: Path, kind: str, role: Role) -> None:
    before, after = again(coreg, recorded, tmp_path, kind, role)
    assert [beat.ticks for beat in after] == [beat.ticks for beat in before]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("kind", ["edf", "hrv-logger"])
def test_holes_come_back(coreg: Coreg, recorded: Path, tmp_path: Path, kind: str, role: Role) -> None:
    before, after = again(coreg, recorded, tmp_path, kind, role)
    assert [beat.segment for beat in after] == [beat.segment for beat in before]


@pytest.mark.parametrize("role", list(Role))
def test_edf_brings_back_flags_and_times(coreg: Coreg, recorded: Path, tmp_path: Path, role: Role) -> None:
    before, after = again(coreg, recorded, tmp_path, "edf", role)
    assert [beat.flags for beat in after] == [beat.flags for beat in before]
    shift_s = after[0].t_s - before[0].t_s
    assert [beat.t_s - shift_s for beat in after] == pytest.approx([beat.t_s for beat in before], abs=2e-6)
