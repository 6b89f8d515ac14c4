"""The composition root: the only file that knows every room. Builds sessions for the window and for the commands.

Rooms are imported where they are needed: the window's shell must be up before numpy and numba are loaded.
"""

import uuid
from collections.abc import Awaitable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coreg import __version__
from coreg.domain.errors import VaultError
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader, utc_words
from coreg.domain.strap import FoundStrap, RememberedStrap, Strap

if TYPE_CHECKING:
    from coreg.recording.place import Place
    from coreg.recording.vault.keychain import Keychain as SystemKeychain
    from coreg.recording.vault.keys import Keys
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.strength import Strength
    from coreg.sensors.clock import Clock
    from coreg.sensors.sensor import Sensor
    from coreg.session.plan import Plan
    from coreg.ui.doors import Doors, Held
    from coreg.ui.vault.doors import Keychain, VaultDoors

_EXPORT_FORMATS = (
    ("csv", "Tables (CSV)", "Beats, gaps, marks, settings, with a dictionary of every column"),
    ("kubios", "Kubios", "One interval a line, a file for each person"),
    ("hrv-logger", "HRV Logger", "Its pair of CSV files"),
    ("json", "JSON", "Everything in one file, for programs"),
    ("sqlite", "SQLite", "Everything in one plain database, raw packets too"),
    ("edf", "EDF+", "For programs that read biosignals"),
    ("parquet", "Parquet", "The tables for large studies"),
    ("bids", "BIDS", "The physiology files of a BIDS study"),
)
_N_STEPPING_TASKS = 3  # two straps and the conductor's ticker take part in a StepClock


def new_header(*, is_simulated: bool) -> SessionHeader:
    """Return the header of a session that begins now, with a fresh random id."""
    now = datetime.now().astimezone()
    offset = now.utcoffset()
    return SessionHeader(
        session_id=uuid.uuid4().hex,
        app_version=__version__,
        started_utc=utc_words(now),
        zone=now.tzname() or "UTC",
        utc_offset_s=int(offset.total_seconds()) if offset else 0,
        is_simulated=is_simulated,
    )


def session_path(folder: Path) -> Path:
    """Return where a new session's file goes: a random name, so that a listing of the folder tells nothing."""
    return folder / f"{uuid.uuid4().hex}.coreg"


def simulated_plan(
    *,
    speed: float | None,
    seed: int,
    duration_s: float | None,
    place: "Place | None",
    records_at_once: bool = True,
) -> "Plan":
    """Plan a session of two simulated people; `speed` None plays it as fast as the computer can."""
    from coreg.sensors.simulator import simulated_pair
    from coreg.session.plan import Plan

    clock = _clock(speed, _N_STEPPING_TASKS)
    sensors = simulated_pair(seed, clock, duration_s)
    return Plan(sensors, clock, new_header(is_simulated=True), place, records_at_once=records_at_once)


def strap_plan(
    client_id: str | None, therapist_id: str | None, place: "Place | None", *, records_at_once: bool = True
) -> "Plan":
    """Plan a session with real straps. An id is an address, a full name, or the end of a name."""
    from coreg.sensors.ble import BleSensor
    from coreg.sensors.clock import RealClock
    from coreg.session.plan import Plan

    clock = RealClock()
    ids = {Role.CLIENT: client_id, Role.THERAPIST: therapist_id}
    sensors = {role: BleSensor(identity, clock) for role, identity in ids.items() if identity}
    return Plan(sensors, clock, new_header(is_simulated=False), place, records_at_once=records_at_once)


def replay_plan(path: Path, speed: float | None, key: bytes | None = None) -> "Plan":
    """Plan the replay of a recorded session; nothing is written. `key` is that of a session of the vault.

    Raises
    ------
    SessionFileError
        `path` isn't a session file that this program can read.
    """
    from coreg.recording.reader import read_session
    from coreg.review.recompute import events_of
    from coreg.sensors.replay import ReplaySensor
    from coreg.session.plan import Plan

    recording = read_session(path, key)
    roles = [role for role in Role if events_of(recording, role)]
    clock = _clock(speed, len(roles) + 1)
    is_simulated = recording.header.is_simulated
    sensors = {role: ReplaySensor(events_of(recording, role), clock, is_simulated) for role in roles}
    return Plan(sensors, clock, recording.header, None, is_replay=True)


def one_strap(identity: str, speed: float = 1.0) -> "tuple[Sensor, Clock]":
    """Return a strap to be listened to alone, and its clock; `speed` is for rigs whose straps live faster."""
    from coreg.sensors.ble import BleSensor
    from coreg.sensors.clock import RealClock, ScaledClock

    clock = RealClock() if speed == 1.0 else ScaledClock(speed)
    return BleSensor(identity, clock), clock


def scan_straps(seconds: float) -> Awaitable[list[FoundStrap]]:
    """Look for straps in reach."""
    from coreg.sensors.ble import scan

    return scan(seconds)


def warm_up() -> None:
    """Load or compile every kernel; takes seconds the first time, so call it from a worker thread."""
    from coreg.dsp.warm_up import warm_up as warm_up_kernels

    warm_up_kernels()


def doors(recordings: Path, *, seed: int = 1) -> "Doors":
    """Return what the window may ask of the rest of the program."""
    from coreg.recording.place import Place
    from coreg.settings import remember_straps, remembered_straps
    from coreg.ui.doors import Doors

    remembered_file = recordings.parent / "straps.json"
    simulated = recordings.parent / "simulated"  # plain files; what lies in `recordings` is the vault's

    def plan_simulated(speed: float) -> "Plan":
        place = Place(session_path(simulated))
        return simulated_plan(speed=speed, seed=seed, duration_s=None, place=place, records_at_once=False)

    def plan_straps(client_id: str | None, therapist_id: str | None) -> "Plan":
        return strap_plan(client_id, therapist_id, None, records_at_once=False)

    def conduct(plan: "Plan") -> "Held":
        from coreg.session.conductor import Conductor

        return Conductor(plan, warm_up=warm_up, remember=remember)

    def remembered() -> dict[Role, RememberedStrap]:
        return remembered_straps(remembered_file)

    def remember(straps: Mapping[Role, Strap]) -> None:
        remember_straps(remembered_file, straps)

    return Doors(
        plan_simulated=plan_simulated,
        plan_straps=plan_straps,
        plan_replay=replay_plan,
        conduct=conduct,
        scan=scan_straps,
        remembered_straps=remembered,
        warm_up=warm_up,
        recordings_folder=simulated,
        vault=vault_doors(recordings.parent),
    )


def vault_doors(folder: Path) -> "VaultDoors":
    """Return what the window may ask of the vault in this folder; what takes time is loaded when it is asked."""
    from coreg.settings import lock_after_min, set_lock_after_min
    from coreg.ui.vault.doors import ExportFormat, VaultDoors

    window_file = folder / "window.json"
    return VaultDoors(
        exists=(folder / "vault.toml").is_file,
        create=partial(_create_vault, folder),
        unlock=partial(_unlock_vault, folder),
        check=partial(_check_passphrase, folder),
        rebuild=partial(_rebuild_vault, folder),
        recover=partial(_recover_vault, folder),
        change_passphrase=partial(_change_passphrase, folder),
        strength=_strength,
        is_same_code=_is_same_code,
        keychain=_keychain(folder),
        keep=_kept,
        plan_replay=_kept_replay,
        export_formats=tuple(ExportFormat(*each) for each in _EXPORT_FORMATS),
        export=_export_kept,
        lock_after_min=partial(lock_after_min, window_file),
        set_lock_after_min=partial(set_lock_after_min, window_file),
    )


def _create_vault(folder: Path, passphrase: str) -> "tuple[OpenVault, str]":
    from coreg.recording.vault import unlock

    keys, code = unlock.create(folder, passphrase)
    return _open_vault(folder, keys), code


def _unlock_vault(folder: Path, passphrase: str) -> "OpenVault":
    from coreg.recording.vault import unlock

    return _open_vault(folder, unlock.unlock(folder, passphrase))


def _check_passphrase(folder: Path, passphrase: str) -> None:
    from coreg.recording.vault import unlock

    unlock.unlock(folder, passphrase)


def _rebuild_vault(folder: Path, passphrase: str) -> "OpenVault":
    from coreg.recording.vault import unlock
    from coreg.recording.vault.library import OpenVault

    vault, _findings = OpenVault.rebuilt(folder, unlock.unlock(folder, passphrase))
    return vault


def _recover_vault(folder: Path, code: str, passphrase: str) -> "tuple[OpenVault, str]":
    """Recover; the new code is never lost: nothing that can be known before fails after it was made."""
    from coreg.domain.errors import LibraryLostError
    from coreg.recording.vault import unlock
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.one_program import OneProgram

    OneProgram(folder).release()  # raises where another program has the vault open
    keys, new_code = unlock.recover(folder, code, passphrase)
    try:
        return OpenVault(folder, keys), new_code
    except LibraryLostError:
        vault, _findings = OpenVault.rebuilt(folder, keys)
        return vault, new_code


def _open_vault(folder: Path, keys: "Keys") -> "OpenVault":
    from coreg.recording.vault.library import OpenVault

    return OpenVault(folder, keys)


def _change_passphrase(folder: Path, old: str, new: str) -> None:
    from coreg.recording.vault import unlock

    unlock.change_passphrase(folder, old, new)


def _is_same_code(code: str, typed: str) -> bool:
    from coreg.recording.vault.recovery_code import typed_code

    return typed_code(typed) is not None and typed_code(typed) == typed_code(code)


def _strength(passphrase: str) -> "Strength":
    from coreg.recording.vault.strength import strength

    return strength(passphrase)


def _keychain(folder: Path) -> "Keychain":
    from coreg.ui.vault.doors import Keychain

    def system() -> "SystemKeychain":
        from coreg.recording.vault.keychain import system_keychain

        return system_keychain()

    def is_there() -> bool:
        try:
            system()
        except VaultError:
            return False
        return True

    def is_used() -> bool:
        from coreg.recording.vault.keychain import is_in_keychain

        return is_in_keychain(folder) and is_there()

    def open_() -> "OpenVault":
        from coreg.recording.vault.keychain import unlock_with_keychain

        return _open_vault(folder, unlock_with_keychain(folder, system()))

    def put(vault: "OpenVault") -> None:
        from coreg.recording.vault.keychain import put_in_keychain

        put_in_keychain(folder, vault.keys, system())

    def take_out(vault: "OpenVault") -> None:
        from coreg.recording.vault.keychain import take_out_of_keychain

        take_out_of_keychain(folder, vault.keys, system())

    return Keychain(is_there=is_there, is_used=is_used, unlock=open_, put=put, take_out=take_out)


def _kept(plan: "Plan", vault: "OpenVault", person_id: str) -> "Plan":
    from coreg.recording.vault.keeper import PersonKeeper

    return replace(plan, place=None, keeper=PersonKeeper(vault, person_id))


def _kept_replay(vault: "OpenVault", session_id: str) -> "Plan":
    place = vault.place_of(session_id)
    return replay_plan(place.path, 1.0, place.key)


def _export_kept(vault: "OpenVault", session_id: str, format_name: str, folder: Path) -> Path:
    """Write a session of the vault for other programs; returns the folder that was made."""
    from coreg.export.folder import new_name, write_folder
    from coreg.export.formats import Format, make
    from coreg.recording.reader import read_session
    from coreg.review.export_content import content_of

    session = next(each for each in vault.sessions() if each.session_id == session_id)
    pseudonyms = {person.role: person.pseudonym for person in (vault.person(session.person_id), vault.therapist())}
    place = vault.place_of(session_id)
    seal = None if session.seal is None else session.seal.head.hex()
    content = content_of(read_session(place.path, place.key), pseudonyms, seal)
    export = make(content, Format(format_name), new_name())
    return write_folder(folder, export.name, export.files)


def _clock(speed: float | None, n_tasks: int) -> "Clock":
    from coreg.sensors.clock import ScaledClock, StepClock

    if speed is None:
        return StepClock(n_tasks)
    return ScaledClock(speed)
