"""`coreg demo` as a process of its own: the main job from simulated straps to screen and disk."""

import struct
import subprocess
import sys
from pathlib import Path

from coreg.domain.person import Role
from coreg.recording.reader import Ended, read_session


def coreg(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "coreg", *words], capture_output=True, text=True, check=False, timeout=200
    )


def size_px(png: Path) -> tuple[int, int]:
    head = png.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def test_a_headless_demo_leaves_a_session_and_pictures_of_the_real_window(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    ran = coreg("demo", "--headless", "--minutes", "2", "--speed", "max", "--out", str(out))
    assert ran.returncode == 0, ran.stderr
    assert "Simulated people, not a real session" in ran.stdout
    recording = read_session(out / "session.coreg")
    assert recording.header.is_simulated
    assert recording.ended is Ended.CLOSED
    assert 120.0 <= recording.duration_s < 120.5, "the end is pressed at two minutes, and closes what then stands"
    for role in Role:
        assert len(recording.packets_of(role)) > 110
    pictures = sorted(out.glob("*.png"))
    assert [picture.stem for picture in pictures] == ["at-00m03s", "at-00m30s", "at-01m55s"]
    assert {size_px(picture) for picture in pictures} == {(1280, 800)}


def test_a_demo_without_a_place_writes_nothing(tmp_path: Path) -> None:
    ran = coreg("--data", str(tmp_path / "data"), "demo", "--headless", "--minutes", "0.5")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert not (tmp_path / "data").exists()


def test_a_place_that_cant_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = coreg("demo", "--headless", "--out", str(tmp_path / "file" / "demo"))
    assert ran.returncode == 2
    assert "can't be written to" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_nobody_elses_files_make_way(tmp_path: Path) -> None:
    (tmp_path / "session.coreg").write_text("mine")
    (tmp_path / "holiday.png").write_text("mine")
    ran = coreg("demo", "--headless", "--out", str(tmp_path))
    assert ran.returncode == 2
    assert "choose another folder" in ran.stderr
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "session.coreg": "mine",
        "holiday.png": "mine",
    }


def test_what_a_session_was_is_shown_and_its_beats_are_listed(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    assert coreg("demo", "--headless", "--minutes", "1", "--out", str(out)).returncode == 0
    shown = coreg("show", str(out / "session.coreg"))
    beats = coreg("beats", str(out / "session.coreg"))
    assert shown.returncode == beats.returncode == 0
    assert "Simulated people" in shown.stdout
    head, *rows = beats.stdout.splitlines()
    assert head == "role,run,segment,t_s,rr_ticks,rr_ms,uncertainty_ms,clock,latency_s,flag,flag_final"
    n_beats = sum(len(read_session(out / "session.coreg").beats_of(role)) for role in Role)
    assert len(rows) == n_beats
