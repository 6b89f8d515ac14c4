"""Plans of sessions: simulated, with straps, replayed."""

import uuid
from collections.abc import Awaitable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coreg import __version__
from coreg.domain.errors import UsageError
from coreg.domain.language import _
from coreg.domain.person import Role
from coreg.domain.role_name import relation_in
from coreg.domain.session import SessionHeader, utc_words
from coreg.domain.session_settings import SessionSettings
from coreg.domain.strap import FoundStrap

if TYPE_CHECKING:
    from coreg.readings.together_marks import Markings
    from coreg.recording.place import Place
    from coreg.recording.reader import Recording
    from coreg.sensors.clock import Clock
    from coreg.sensors.sensor import Sensor
    from coreg.session.plan import Plan

_N_STEPPING_TASKS = 3  # two straps and the conductor's ticker take part in a StepClock


def new_header(
    *, is_simulated: bool, started: datetime | None = None, imported_from: str | None = None
) -> SessionHeader:
    """Return the header of a session that begins now, or began `started`, with a fresh random id."""
    began = (started or datetime.now()).astimezone()
    offset = began.utcoffset()
    return SessionHeader(
        session_id=uuid.uuid4().hex,
        app_version=__version__,
        started_utc=utc_words(began),
        zone=began.tzname() or "UTC",
        utc_offset_s=int(offset.total_seconds()) if offset else 0,
        is_simulated=is_simulated,
        imported_from=imported_from,
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
    scripted_minutes: float | None = None,
) -> "Plan":
    """Plan a session of two simulated people.

    Parameters
    ----------
    speed
        How many times as fast as life; None plays it as fast as the computer can.
    scripted_minutes
        Play the EMDR session by itself, fitted to so many minutes; None leaves all marks to whoever watches.
    """
    from coreg.sensors.simulator import simulated_pair
    from coreg.session.plan import Plan
    from coreg.session.script import Script, emdr_script

    clock = _clock(speed, _N_STEPPING_TASKS)
    script = Script() if scripted_minutes is None else emdr_script(scripted_minutes)
    sensors = simulated_pair(seed, clock, duration_s, surges=script.surges)
    header = new_header(is_simulated=True)
    return Plan(sensors, clock, header, place, records_at_once=records_at_once, script=script)


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


def marked_as(plan: "Plan", settings: SessionSettings) -> "Plan":
    """Return the plan with its marks as the therapist has chosen."""
    from coreg.session.profile import MarkSettings

    marks = MarkSettings(
        profile=settings.profile,
        is_continuous=settings.is_continuous,
        modality=settings.modality,
        rests_screen=settings.rests_screen,
        marks_speech=settings.marks_speech,
    )
    return replace(plan, marks=marks)


def replay_plan(path: Path, speed: float | None, key: bytes | None = None, from_s: float = 0.0) -> "Plan":
    """Plan the replay of a recorded session, from an instant on; nothing is written.

    Parameters
    ----------
    key
        That of a session of the vault.

    Raises
    ------
    SessionFileError
        `path` isn't a session file that this program can read.
    """
    from coreg.recording.reader import read_session

    return recording_plan(read_session(path, key), speed, from_s)


def recording_plan(recording: "Recording", speed: float | None, from_s: float = 0.0) -> "Plan":
    """Plan the replay of a session that was read, from an instant on; UsageError where it holds no packets."""
    from coreg.review.recompute import events_of
    from coreg.sensors.replay import ReplaySensor
    from coreg.session.plan import Plan

    if recording.header.imported_from is not None:
        msg = _(
            "{path} was imported: it has the beats, not the packets that the live window plays. See it with show, "
            "analyze or beats."
        ).format(path=recording.path)
        raise UsageError(msg)
    roles = [role for role in Role if events_of(recording, role)]
    clock = _clock(speed, len(roles) + 1, from_s)
    is_simulated = recording.header.is_simulated
    sensors = {role: ReplaySensor(events_of(recording, role), clock, is_simulated) for role in roles}
    return Plan(
        sensors,
        clock,
        recording.header,
        None,
        is_replay=True,
        marked_then=marked_then(recording, is_whole=True),
        relation=relation_in(recording.settings),
    )


def marked_then(recording: "Recording", *, is_whole: bool = False) -> "tuple[Markings, ...]":
    """Return what was marked at each answer on moving together; of a whole session also what is marked in all."""
    from coreg.readings.marks import read_marks
    from coreg.readings.together_marks import as_marked_then, profile_of

    revisions = [answer.marks_revision for answer in recording.together]
    whole = read_marks(recording.moments)
    revisions += [whole.revision] if is_whole else []
    return as_marked_then(recording.moments, revisions, profile_of(recording.settings, whole))


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


def _clock(speed: float | None, n_tasks: int, from_s: float = 0.0) -> "Clock":
    from coreg.sensors.clock import NS_PER_S, ScaledClock, StepClock
    from coreg.sensors.skipping_clock import SkippingClock

    if speed is None:
        return StepClock(n_tasks)
    if from_s > 0.0:
        return SkippingClock(n_tasks, int(from_s * NS_PER_S), speed)
    return ScaledClock(speed)
