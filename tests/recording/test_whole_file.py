"""A small file is there whole, old or new; whatever is in the way or goes wrong."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coreg.domain.errors import DiskProblemError
from coreg.recording.whole_file import write_whole

KILLED = """
import os, signal, sys
from pathlib import Path
from coreg.recording.whole_file import write_whole
folder, kill_at, n = Path(sys.argv[1]), int(sys.argv[2]), 0
def watch(event, arguments):
    global n
    if event in ("open", "os.rename", "os.remove") and str(arguments[0]).startswith(str(folder)):
        n += 1
        if n == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
write_whole(folder / "file", b"new")
"""


def test_it_replaces_what_was_there_and_is_for_its_owner_alone(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_put_in_its_way_is_not_written_through(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"theirs")
    (tmp_path / "file.new").symlink_to(elsewhere)
    write_whole(tmp_path / "file", b"new")
    assert elsewhere.read_bytes() == b"theirs"
    assert not (tmp_path / "file").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")
def test_a_disk_that_is_full_leaves_what_was_there(tmp_path):
    import resource

    path = tmp_path / "file"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(DiskProblemError, match="file can't be written"):
            write_whole(path, b"n" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == b"old"
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_folder_that_is_gone_is_said(tmp_path):
    with pytest.raises(DiskProblemError, match="can't be written"):
        write_whole(tmp_path / "gone" / "file", b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_killed_at_every_step_the_old_or_the_new_is_there_whole(tmp_path):
    seen = []
    for step in range(1, 20):
        folder = tmp_path / str(step)
        folder.mkdir()
        (folder / "file").write_bytes(b"old")
        ended = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(step)], check=False, env=os.environ)
        seen.append((folder / "file").read_bytes())
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL
        write_whole(folder / "file", b"later")
        assert (folder / "file").read_bytes() == b"later"
    assert seen == [b"old"] * 3 + [b"new"] * 2
    assert not list(Path(tmp_path, "5").glob("*.new"))
