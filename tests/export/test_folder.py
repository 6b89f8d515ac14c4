"""The folder appears whole or not at all, and nothing that was there is touched."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coreg.domain.errors import FileProblemError
from coreg.export.folder import new_name, write_folder
from tests.recording.test_kill import tiny_disk

FILES = {"a.txt": b"a" * 2000, "sub/b.txt": b"b"}


def test_names_say_nothing_and_differ() -> None:
    names = {new_name() for _ in range(50)}
    assert len(names) == 50
    assert all(name.startswith("coreg-") and len(name) == 14 and int(name[6:], 16) >= 0 for name in names)


def test_everything_is_written_where_it_belongs_and_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    folder = write_folder(out, "coreg-1", FILES)
    assert [path.name for path in out.iterdir()] == ["coreg-1"]
    assert {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == FILES


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, "coreg-1", FILES)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "a.txt").stat().st_mode) == 0o600


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "coreg-1").mkdir()
    (tmp_path / "coreg-1" / "mine").write_text("mine")
    with pytest.raises(FileProblemError, match="can't be written to"):
        write_folder(tmp_path, "coreg-1", FILES)
    assert [path.name for path in tmp_path.rglob("*")] == ["coreg-1", "mine"]


def test_a_file_in_the_folders_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(FileProblemError, match="is a file: name a folder"):
        write_folder(tmp_path / "out", "coreg-1", FILES)


def test_a_name_that_cant_be_a_file_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileProblemError):
        write_folder(tmp_path, "coreg-1", {"a.txt": b"a", "x" * 300: b"b"})
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare(1) to mount a disk of its own")
def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path: Path, recordings: dict[str, object]) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    within = tiny_disk(disk, 16)
    if subprocess.run([*within, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a disk of their own")
    file = recordings["whole"].path  # type: ignore[attr-defined]
    export = [sys.executable, "-m", "coreg", "export", str(file), "--format", "csv", "--out", str(disk / "out")]
    listed = ["sh", "-c", '"$@"; echo "exit $?"; find "$0"', str(disk), *export]
    ran = subprocess.run([*within, *listed], capture_output=True, text=True, check=False, env={**os.environ})
    assert ran.stderr.splitlines() == [
        f"coreg: The disk is full: nothing was exported to {disk / 'out'}. Make room, or choose another disk."
    ]
    assert ran.stdout.splitlines() == ["exit 2", str(disk), str(disk / "out")]
