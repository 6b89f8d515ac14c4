"""`coreg export`: a folder that appears whole, and what it says on the way."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

Coreg = Callable[..., Ran]
FORMATS = ("csv", "kubios", "hrv-logger", "sqlite", "json", "edf", "parquet", "bids")


@pytest.mark.parametrize("format_", FORMATS)
def test_one_new_folder_with_a_readme_and_it_says_simulated(
    coreg: Coreg, recorded: Path, tmp_path: Path, format_: str
) -> None:
    ran = coreg("export", recorded, "--format", format_, "--out", tmp_path / "out")
    assert (ran.code, ran.err) == (0, "")
    (folder,) = (tmp_path / "out").iterdir()
    said = (folder / "README.txt").read_text(encoding="utf-8")
    assert "Simulated people, not a real session." in said
    assert ran.out.startswith(f"Simulated people, not a real session\n{folder}\n")
    for word in (
        "client:",
        "therapist:",
        "link_lost",
        "Clock:",
        "definitions 1",
        "pseudonym not known",
        "artifacts",
    ):
        assert word in said
    for path in folder.rglob("*"):
        assert path.is_dir() or str(path.relative_to(folder)) in ran.out


@pytest.mark.parametrize("format_", FORMATS)
def test_no_address_name_or_path_is_in_any_file(coreg: Coreg, recorded: Path, tmp_path: Path, format_: str) -> None:
    coreg("export", recorded, "--format", format_, "--out", tmp_path)
    for path in tmp_path.rglob("coreg-*/**/*"):
        if path.is_file():
            content = path.read_bytes()
            for word in (b"AA:BB:CC", str(recorded.parent).encode(), Path.home().name.encode() + b"/"):
                assert word not in content, path


def test_twice_gives_two_folders(coreg: Coreg, recorded: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert coreg("export", recorded, "--format", "csv", "--out", tmp_path).code == 0
    assert len(list(tmp_path.iterdir())) == 2


def test_what_the_format_cant_say_is_said(coreg: Coreg, recorded: Path, tmp_path: Path) -> None:
    ran = coreg("export", recorded, "--format", "kubios", "--out", tmp_path)
    assert "Not in this format: gaps" in ran.out
    assert "Not in this format: artifact flags" in ran.out


def test_asking_for_notes_and_names_says_that_there_are_none(coreg: Coreg, recorded: Path, tmp_path: Path) -> None:
    ran = coreg("export", recorded, "--format", "csv", "--out", tmp_path, "--with", "notes", "--with", "names")
    assert ran.out.splitlines()[-2:] == [
        "Notes: this session has none, so none were exported.",
        "Names: none is known of this session, so none was exported.",
    ]


def test_a_file_that_is_no_session_is_one_sentence_and_leaves_nothing(coreg: Coreg, tmp_path: Path) -> None:
    (tmp_path / "no.coreg").write_bytes(b"no session at all")
    ran = coreg("export", tmp_path / "no.coreg", "--format", "csv", "--out", tmp_path / "out")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("format_", "module"), [("edf", "edfio"), ("parquet", "pyarrow")])
def test_without_the_extra_a_sentence_says_the_remedy(
    recorded: Path, tmp_path: Path, format_: str, module: str
) -> None:
    program = f"import sys; sys.modules[{module!r}] = None; from coreg.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "export", str(recorded), "--format", format_, "--out", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert "coreg[export]" in ran.stderr
    assert not list(tmp_path.iterdir())


def test_the_other_formats_dont_load_the_extra(recorded: Path, tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['edfio'] = sys.modules['pyarrow'] = None"
    program = f"{hidden}; from coreg.__main__ import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "export", str(recorded), "--format", "bids", "--out", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
