"""Other folders that a recording could go on in: home, plugged-in disks, nothing temporary, no full disk."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coreg.recording.other_folders import FOLDER_NAME, mount_points, other_folders, plugged_in_disks

MOUNTS = """\
/dev/vda2 / ext4 rw 0 0
/dev/vda1 /boot/efi vfat rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/share /mnt/share nfs4 rw 0 0
/dev/sdb1 /run/media/ada/KING\\040STON vfat rw 0 0
/dev/sdc1 /mnt/backup ext4 rw 0 0
"""


def test_only_disks_of_this_computer_that_are_no_system_of_it_are_offered() -> None:
    assert mount_points(MOUNTS) == [Path("/run/media/ada/KING STON"), Path("/mnt/backup")]


def test_this_computers_own_table_is_read() -> None:
    assert all(path.is_absolute() for path in plugged_in_disks())


def test_where_the_disk_is_gone_home_is_offered(tmp_path: Path) -> None:
    found = other_folders(tmp_path / "no" / "s.coreg", tmp_path, [], is_same_disk_useless=False)
    assert [(other.folder, other.is_home) for other in found] == [(tmp_path / FOLDER_NAME, True)]
    assert found[0].free_bytes == pytest.approx(shutil.disk_usage(tmp_path).free, rel=0.1)
    assert list(tmp_path.iterdir()) == [], "nothing is made before it is chosen"


def test_a_folder_of_the_full_disk_itself_is_not_offered(tmp_path: Path) -> None:
    first = tmp_path / "s.coreg"
    assert other_folders(first, tmp_path, [tmp_path], is_same_disk_useless=True) == ()


def test_one_disk_is_offered_once_and_a_missing_one_never(tmp_path: Path) -> None:
    disks = [tmp_path, tmp_path / "pulled out"]
    found = other_folders(tmp_path / "s.coreg", tmp_path, disks, is_same_disk_useless=False)
    assert len(found) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="needs unshare(1)")
def test_a_full_disk_leaves_home_and_disks_with_room(tmp_path: Path) -> None:
    big, small = tmp_path / "big", tmp_path / "small"
    big.mkdir()
    small.mkdir()
    mount = f'mount -t tmpfs -o size=200m tmpfs "{big}" && mount -t tmpfs -o size=1m tmpfs "{small}" && exec "$@"'
    ask = (
        "import sys; from pathlib import Path; from coreg.recording.other_folders import other_folders as others\n"
        "home, big, small = map(Path, sys.argv[1:])\n"
        "for o in others(small / 's.coreg', home, [small, big], is_same_disk_useless=True): print(o.folder)\n"
        "for o in others(big / 's.coreg', home, [small, big], is_same_disk_useless=True): print(o.folder)"
    )
    command = ("unshare", "--map-root-user", "--mount", "sh", "-c", mount, "sh")
    if shutil.which("unshare") is None or subprocess.run([*command, "true"], check=False).returncode:
        pytest.skip("this system lets nobody mount a disk of their own")
    asked = subprocess.run(
        [*command, sys.executable, "-c", ask, str(tmp_path), str(big), str(small)],
        capture_output=True,
        text=True,
        check=True,
    )
    home = str(tmp_path / FOLDER_NAME)
    assert asked.stdout.split() == [home, str(big / FOLDER_NAME), home]
