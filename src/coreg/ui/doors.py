"""What the window is handed by the composition root: how sessions are planned and held, how straps are found."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coreg.domain.client_window import ClientWindowSettings

if TYPE_CHECKING:  # the start window knows its doors, and nothing that takes time to import
    from coreg.domain.act import Request
    from coreg.domain.cut_off import CutOff
    from coreg.domain.other_folder import OtherFolder
    from coreg.domain.person import Role
    from coreg.domain.session_settings import SessionSettings
    from coreg.domain.snapshot import DiskState, Snapshot
    from coreg.domain.strap import FoundStrap, RememberedStrap
    from coreg.recording.place import Place
    from coreg.session.plan import Plan
    from coreg.ui.package_source import PackageSource
    from coreg.ui.vault.doors import VaultDoors


class Held(Protocol):
    """A session as the window knows it; `session.conductor.Conductor` is one.

    `snapshot` may be read from any thread; everything else belongs to the session's loop.
    """

    @property
    def snapshot(self) -> Snapshot:
        """What is known just now."""
        ...

    @property
    def places(self) -> Sequence[Place]:
        """The session's file, and its parts in other folders; nothing while nothing is recorded."""
        ...

    async def run(self) -> None:
        """Hold the session until it is stopped or its sensors end."""
        ...

    def stop(self) -> None:
        """Have `run` close everything and return."""
        ...

    def leave(self) -> None:
        """Have `run` return although the disk doesn't take what waits: that is lost."""
        ...

    async def record_elsewhere(self, folder: Path) -> None:
        """Go on recording in another folder; raises DiskProblemError."""
        ...

    def ask(self, request: Request, input_: str) -> None:
        """Do what the therapist asks for."""
        ...

    def keep_note(self, text: str, input_: str) -> None:
        """Keep what was typed as a note."""
        ...

    def ask_to_stand_up(self) -> None:
        """Begin the check of who wears which strap."""
        ...

    def swap_roles(self) -> bool:
        """Exchange who wears which strap, before the recording; whether that was done."""
        ...

    async def begin_recording(self, confirmed: Collection[Role], input_: str, *, is_watched_only: bool) -> None:
        """Begin a session that is prepared; nothing is written where it is only watched. Raises CoregError."""
        ...


def _keep_nothing(_settings: ClientWindowSettings) -> None:
    """Forget it with the window: a rig's settings are nobody's."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Everything that the window may ask of the house.

    Attributes
    ----------
    plan_simulated, plan_straps, plan_replay
        Make a plan: at a speed, for the addresses of the client's and the therapist's strap, of a file at a speed.
        Called on a worker thread; what a user must be told is raised as a `CoregError`.
    conduct
        A plan's session, not yet running. Called on the session's loop.
    scan
        The straps in reach within so many seconds. Runs on the session's loop.
    remembered_straps
        Who wore which strap when a recording last began without a vault.
    other_folders
        Where a recording to this file could go on, as its disk is; blocks, called on a worker thread.
    session_settings, set_session_settings
        How sessions are marked: read anew for each, kept at once.
    warm_up
        Load or compile what the first number needs. Blocks; called once, on a worker thread.
    vault
        Where sessions with straps are kept; None where they go to plain files, as a rig's do.
    client_window, remember_client_window
        How the client's window is set up, and a place to keep that.
    open_package
        Open a package for supervision with its passphrase, in memory alone; blocks.
    choose_language
        Keep which language is spoken from the next start on; None where there is nothing to choose.
    """

    plan_simulated: Callable[[float], Plan]
    plan_straps: Callable[[str | None, str | None], Plan]
    plan_replay: Callable[[Path, float], Plan]
    conduct: Callable[[Plan], Held]
    scan: Callable[[float], Awaitable[list[FoundStrap]]]
    remembered_straps: Callable[[], dict[Role, RememberedStrap]]
    other_folders: Callable[[Path, DiskState], Sequence[OtherFolder]]
    warm_up: Callable[[], None]
    session_settings: Callable[[], SessionSettings]
    set_session_settings: Callable[[SessionSettings], None]
    recordings_folder: Path
    vault: VaultDoors | None = None
    client_window: Callable[[], ClientWindowSettings] = ClientWindowSettings
    remember_client_window: Callable[[ClientWindowSettings], None] = _keep_nothing
    choose_language: Callable[[str], None] | None = None
    open_package: Callable[[Path, str], PackageSource] | None = None

    def plan_again(self, cut_off: CutOff) -> Plan:
        """Plan the same straps as in a session that was cut off, or simulated people; for a worker thread."""
        from coreg.domain.person import Role

        if cut_off.is_simulated:
            return self.plan_simulated(1.0)
        return self.plan_straps(cut_off.straps.get(Role.CLIENT), cut_off.straps.get(Role.THERAPIST))
