"""What the window may ask of the rest of the program."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coreg.app.plans import marked_as, replay_plan, scan_straps, session_path, simulated_plan, strap_plan
from coreg.app.vault import vault_doors
from coreg.app.warm_up import warm_up, warm_up_live
from coreg.domain.other_folder import OtherFolder
from coreg.domain.person import Role
from coreg.domain.snapshot import DiskProblem, DiskState
from coreg.domain.strap import RememberedStrap, Strap

if TYPE_CHECKING:
    from coreg.session.plan import Plan
    from coreg.ui.doors import Doors, Held


def other_folders(path: Path, disk: DiskState) -> tuple[OtherFolder, ...]:
    """Return where a recording to this file could go on, its disk being as it is."""
    from coreg.recording import other_folders as others

    is_same_disk_useless = disk.problem in (None, DiskProblem.FULL)
    return others.other_folders(
        path, Path.home(), others.plugged_in_disks(), is_same_disk_useless=is_same_disk_useless
    )


def doors(recordings: Path, *, seed: int = 1) -> "Doors":
    """Return what the window may ask of the rest of the program."""
    from coreg.recording.place import Place
    from coreg.settings import client_window, remember_client_window, remember_straps, remembered_straps
    from coreg.ui.doors import Doors

    remembered_file = recordings.parent / "straps.json"
    client_file = recordings.parent / "client_window.json"
