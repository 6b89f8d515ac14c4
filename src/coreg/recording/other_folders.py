"""Which other folders a recording could go on in: the user's home and the disks that are plugged in.

None for temporary files (a restart empties those) and none over a network (it may hang when it is needed most).
"""

import os
import re
import shutil
import string
import sys
from collections.abc import Iterable
from pathlib import Path

from coreg.domain.other_folder import OtherFolder

FOLDER_NAME = "Coreg-elsewhere"
_LEAST_FREE_BYTES = 50_000_000  # our choice: ten hours of two people
_LINUX_MOUNTS = Path("/proc/self/mounts")
_KEPT_ON = frozenset(
    ("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "vfat", "exfat", "ntfs", "ntfs3", "fuseblk", "hfsplus")
)
_SYSTEMS_OWN = re.compile(r"/(boot|efi|etc|usr|var|snap|proc|sys|dev|run/(?!media/))")


def other_folders(
    first: Path, home: Path, disks: Iterable[Path], *, is_same_disk_useless: bool
) -> tuple[OtherFolder, ...]:
    """Return what there is, home first, then by room.

    Parameters
    ----------
    first
        The file that can't be written.
    is_same_disk_useless
        Whether its disk is full or slow, so that another folder of it would be no better.
    """
    avoided = _device(first.parent) if is_same_disk_useless else None
    found = {}
    for above in (home, *disks):
        device = _device(above)
        if device not in (None, avoided) and device not in found and os.access(above, os.W_OK):
            free_bytes = shutil.disk_usage(above).free
            if free_bytes >= _LEAST_FREE_BYTES:
                found[device] = OtherFolder(above / FOLDER_NAME, free_bytes, is_home=above == home)
    return tuple(sorted(found.values(), key=lambda other: (not other.is_home, -other.free_bytes)))


def folders_there(home: Path) -> list[Path]:
    """Return the other folders that have been recorded in, as far as their disks are here."""
    folders = [above / FOLDER_NAME for above in (home, *plugged_in_disks())]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def plugged_in_disks() -> list[Path]:
    """Return the mount points of this computer's disks, its own system's left out."""
    if sys.platform == "win32":
        return [Path(f"{letter}:\\") for letter in string.ascii_uppercase if Path(f"{letter}:\\").exists()]
    if sys.platform == "darwin":
        return sorted(Path("/Volumes").iterdir())
    return mount_points(_LINUX_MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))


def mount_points(mounts: str) -> list[Path]:
    r"""Return where disks are mounted, of the text of Linux's /proc/self/mounts (fstab(5): spaces stand as \040).

    >>> mount_points("/dev/sdb1 /media/KING\\040STON vfat rw 0 0\ntmpfs /tmp tmpfs rw 0 0\n")
    [PosixPath('/media/KING STON')]
    """
    points = []
    for line in mounts.splitlines():
        words = line.split()
        if len(words) >= 3 and words[2] in _KEPT_ON and words[1] != "/" and not _SYSTEMS_OWN.match(words[1]):
            points.append(Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), words[1])))
    return points


def _device(folder: Path) -> int | None:
    try:
        return folder.stat().st_dev
    except OSError:
        return None
