"""How a recording begins: its file, and the first thing that stands in it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from coreg.domain.errors import DiskProblemError
from coreg.domain.language import _
from coreg.domain.person import Role
from coreg.domain.role_name import RELATION_SETTING
from coreg.domain.session import SessionHeader, utc_words
from coreg.domain.snapshot import Snapshot
from coreg.readings import DEFINITIONS
from coreg.recording.journal import Journal
from coreg.recording.notes import Notebook
from coreg.recording.place import Place
from coreg.session.earlier import Resumed
from coreg.session.plan import Keeper, Plan


def open_journal(plan: Plan, origin_ns: int) -> Journal:
    """Make the session's file, or go on with the one that was cut off; blocks as long as the disk takes.

    Raises
    ------
    DiskProblemError
        The file can't be made.
    """
    header = plan.header
    if plan.resumed is not None:
        return _resume(plan, plan.resumed)
    if not plan.records_at_once:
        header = replace(header, started_utc=utc_words(datetime.now(UTC)))
    if plan.keeper is not None:
        return _open_kept(plan, plan.keeper, header, origin_ns)
    if plan.place is None:
        msg = _("This session has no place to be recorded in.")
        raise DiskProblemError(msg)
    if not plan.records_at_once:
        _make_folder(plan.place.path.parent)
    return _open(plan, plan.place, header, origin_ns)


def open_notes(plan: Plan) -> Notebook | None:
    """Make ready for what is typed, where there is a place for it: only the vault has one."""
    if plan.keeper is None:
        return None
    return Notebook(partial(plan.keeper.notes, plan.header.session_id), plan.last_note)


def _open_kept(plan: Plan, keeper: Keeper, header: SessionHeader, origin_ns: int) -> Journal:
    place = keeper.begin(header)
    try:
        return _open(plan, place, header, origin_ns)
    except DiskProblemError:
        keeper.abandon(header.session_id)
        raise


def _resume(plan: Plan, resumed: Resumed) -> Journal:
    session_id = plan.header.session_id
    place = plan.place if plan.keeper is None else plan.keeper.resume(session_id)
    if place is None:
        msg = _("This session has no place to be recorded in.")
        raise DiskProblemError(msg)
    try:
        journal = Journal.resume(place, resumed.point)
    except DiskProblemError:
        if plan.keeper is not None:
            plan.keeper.set_aside(session_id)
        raise
    journal.write_settings(_settings(plan))
    for moment in resumed.ends:
        journal.write_moment(moment)
    return journal


def _open(plan: Plan, place: Place, header: SessionHeader, origin_ns: int) -> Journal:
    journal = Journal(place, header, origin_ns)
    journal.write_settings(_settings(plan))
    return journal


def _settings(plan: Plan) -> dict[str, str]:
    """Return what the numbers are computed with, and who the second person is."""
    return {
        "definitions": DEFINITIONS,
        "profile": plan.marks.profile.value,
        RELATION_SETTING: plan.relation.value,
    }


def _make_folder(folder: Path) -> None:
    """Make the data folder, where this is the first session in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        msg = _("The folder {folder} can't be made ({strerror}): mend that, then start again.").format(
            folder=folder, strerror=problem.strerror
        )
        raise DiskProblemError(msg) from problem


def check_payload(
    snapshot: Snapshot, confirmed: Collection[Role], *, is_swapped: bool
) -> dict[str, str | int | float | bool | None]:
    """Return what the file says of how it was made sure who wears which strap."""
    check = snapshot.stand_up
    return {
        "result": check.state.value if check.state.is_over else "skipped",
        "who": None if check.who is None else check.who.value,
        "client_rise_bpm": check.client_rise_bpm,
        "therapist_rise_bpm": check.therapist_rise_bpm,
        "client_confirmed": Role.CLIENT in confirmed,
        "therapist_confirmed": Role.THERAPIST in confirmed,
        "is_swapped": is_swapped,
    }
