"""What the window may ask of the rest of the program."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coreg.app.plans import marked_as, replay_plan, scan_straps, session_path, simulated_plan, strap_plan
from coreg.app.supervision_doors import open_for_supervision
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
    from coreg.settings import (
        client_window,
        remember_client_window,
        remember_straps,
        remembered_straps,
        session_settings,
        set_language,
        set_session_settings,
    )
    from coreg.ui.doors import Doors

    remembered_file = recordings.parent / "straps.json"
    client_file = recordings.parent / "client_window.json"
    marking_file = recordings.parent / "marking.json"
    simulated = recordings.parent / "simulated"  # plain files; what lies in `recordings` is the vault's

    def plan_simulated(speed: float) -> "Plan":
        place = Place(session_path(simulated))
        plan = simulated_plan(speed=speed, seed=seed, duration_s=None, place=place, records_at_once=False)
        return marked(plan)

    def plan_straps(client_id: str | None, therapist_id: str | None) -> "Plan":
        plan = strap_plan(client_id, therapist_id, None, records_at_once=False)
        return marked(plan)

    def marked(plan: "Plan") -> "Plan":
        chosen = marked_as(plan, session_settings(marking_file))
        return replace(chosen, marks=replace(chosen.marks, pacer=client_window(client_file).pacer))

    def conduct(plan: "Plan") -> "Held":
        from coreg.session.conductor import Conductor

        return Conductor(plan, warm_up=warm_up_live, remember=remember)

    def remembered() -> dict[Role, RememberedStrap]:
        return remembered_straps(remembered_file)

    def remember(straps: Mapping[Role, Strap]) -> None:
        if straps:  # a session without straps forgets nobody's
            remember_straps(remembered_file, straps)

    return Doors(
        plan_simulated=plan_simulated,
        plan_straps=plan_straps,
        plan_replay=replay_plan,
        conduct=conduct,
        scan=scan_straps,
        remembered_straps=remembered,
        other_folders=other_folders,
        warm_up=warm_up,
        session_settings=partial(session_settings, marking_file),
        set_session_settings=partial(set_session_settings, marking_file),
        recordings_folder=simulated,
        vault=vault_doors(recordings.parent),
        client_window=partial(client_window, client_file),
        remember_client_window=partial(remember_client_window, client_file),
        choose_language=partial(set_language, recordings.parent / "window.json"),
        open_package=open_for_supervision,
    )
