"""Sessions that were cut off: what is asked about them, the plan to go on, and the end where they stand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coreg.app.plans import marked_then, simulated_plan, strap_plan
from coreg.domain.cut_off import CutOff
from coreg.domain.errors import SessionFileError
from coreg.domain.language import _
from coreg.domain.person import Role
from coreg.domain.role_name import relation_in
from coreg.domain.session import utc_words

if TYPE_CHECKING:
    from coreg.recording.place import Place
    from coreg.recording.reader import Recording
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.stored_session import SessionEntry
    from coreg.session.earlier import Earlier
    from coreg.session.plan import Keeper, Plan

_NS_PER_S = 1_000_000_000


def look_at(place: "Place", who: str = "") -> CutOff | None:
    """Return what there is to say of a session that was cut off, None where it was closed.

    Raises
    ------
    SessionFileError
        The file can't be read.
    """
    from coreg.recording.interrupted import look_at as look
    from coreg.session.cut_off import running_set

    found = look(place)
    if found is None:
        return None
    return CutOff(
        session_id=found.header.session_id,
        who=who,
        last_utc=found.last_utc,
        utc_offset_s=found.header.utc_offset_s,
        set_number=running_set(found.moments),
        may_resume=found.may_resume(datetime.now(UTC)),
        is_simulated=found.header.is_simulated,
        straps=found.straps,
    )


def find_in_vault(vault: "OpenVault") -> tuple[CutOff, ...]:
    """Return the vault's sessions that were cut off, the newest last; one that was closed already is finished.

    A program that is killed between closing a file and sealing it leaves such a one. A file that can't be read is
    left out: checking the vault says what is wrong with it.
    """
    from coreg.recording.vault.stored_session import SessionState

    left = [each for each in vault.sessions() if each.state is SessionState.INTERRUPTED]
    return tuple(sorted(_found(vault, left), key=lambda each: each.last_utc))


def _found(vault: "OpenVault", left: "Iterable[SessionEntry]") -> "Iterable[CutOff]":
    for session in left:
        try:
            found = look_at(vault.place_of(session.session_id), vault.person(session.person_id).pseudonym)
            if found is None:
                _finish_closed(vault, session)
        except SessionFileError:
            continue
        if found is not None:
            yield found


def _finish_closed(vault: "OpenVault", session: "SessionEntry") -> None:
    from coreg.recording.reader import read_session

    place = vault.place_of(session.session_id)
    vault.finish_session(session.session_id, read_session(place.path, place.key).duration_s)


def end_in_vault(vault: "OpenVault", session_id: str, input_: str = "key") -> float:
    """End a session of the vault at the last thing that was stored, and seal it; returns how long it was, in s.

    Raises
    ------
    SessionFileError
        It can't be read or written.
    """
    duration_s = end_there(vault.place_of(session_id), input_)
    vault.finish_session(session_id, duration_s)
    return duration_s


def end_there(place: "Place", input_: str = "key") -> float:
    """End a session at the last thing that was stored, with what was running; returns how long it was, in s.

    Raises
    ------
    SessionFileError
        It was closed already, or can't be read or written.
    """
    from coreg.recording.interrupted import end_there as end
    from coreg.recording.interrupted import look_at as look
    from coreg.session.cut_off import ends

    found, now = look(place), datetime.now(UTC)
    running = () if found is None else ends(found.moments, found.last_beat_s, found.last_s, utc_words(now))
    end(place, now, input_, running)
    return 0.0 if found is None else found.last_s


def plan_to_resume(place: "Place") -> "Plan":
    """Plan to go on with a plain file: with the straps that were worn, or simulated people where they were.

    Raises
    ------
    SessionFileError
        It was closed, was cut off too long ago, or can't be read.
    """
    return resumed_plan(_people_of(place), place)


def plan_to_resume_kept(vault: "OpenVault", session_id: str, plan: "Plan | None" = None) -> "Plan":
    """Plan to go on with a session of the vault.

    Parameters
    ----------
    plan
        The straps; None takes those that were worn.

    Raises
    ------
    SessionFileError
        It was closed, was cut off too long ago, or can't be read.
    """
    from coreg.recording.notes_file import last_note
    from coreg.recording.vault.keeper import PersonKeeper

    session = next(each for each in vault.sessions() if each.session_id == session_id)
    place = vault.place_of(session_id)
    last = last_note(vault.notes_of(session_id)) if session.has_notes else 0
    return resumed_plan(plan or _people_of(place), place, PersonKeeper(vault, session.person_id), last)


def _people_of(place: "Place") -> "Plan":
    found = look_at(place)
    if found is None:
        msg = _("{path} was closed: there is nothing to go on with.").format(path=place.path)
        raise SessionFileError(msg)
    if found.is_simulated:
        return simulated_plan(speed=1.0, seed=1, duration_s=None, place=None)
    return strap_plan(found.straps.get(Role.CLIENT), found.straps.get(Role.THERAPIST), None)


def resumed_plan(plan: "Plan", place: "Place", keeper: "Keeper | None" = None, last_note: int = 0) -> "Plan":
    """Return the plan with the session that was cut off: what it has already, and where it goes on.

    Blocks for as long as an hour takes to be computed anew: called on a worker thread.

    Parameters
    ----------
    plan
        The same straps, or simulated people where they were; its clock is the one that goes on.

    Raises
    ------
    SessionFileError
        It was closed, was cut off too long ago, or can't be read.
    """
    from coreg.recording.anchors import Instant
    from coreg.recording.interrupted import last_beat_s, resume_point
    from coreg.recording.reader import read_session
    from coreg.session.cut_off import ends
    from coreg.session.earlier import Resumed

    recording = read_session(place.path, place.key)
    earlier = {role: _earlier(recording, role) for role in Role}
    point = resume_point(place, Instant.now(plan.clock.now_ns()))
    now = utc_words(datetime.now(UTC))
    running = ends(recording.moments, last_beat_s(recording), recording.duration_s, now)
    return replace(
        plan,
        header=recording.header,
        place=None if keeper is not None else place,
        keeper=keeper,
        records_at_once=True,
        resumed=Resumed(point, running, earlier),
        last_note=last_note,
        marked_then=marked_then(recording),
        relation=relation_in(recording.settings),
    )


def _earlier(recording: "Recording", role: Role) -> "Earlier":
    from coreg.domain.marks import SpanKind
    from coreg.domain.packet import PacketOutcome
    from coreg.readings.marks import read_marks
    from coreg.review.stored_gaps import stored_gaps
    from coreg.session.earlier import Counts, earlier_of

    packets = recording.packets_of(role)
    outcomes = [packet.outcome for packet in packets]
    stored = [each for each in recording.beats if each.role is role]
    off_record = read_marks(recording.moments).spans_of(SpanKind.OFF_RECORD)
    counts = Counts(
        len(packets),
        outcomes.count(PacketOutcome.MALFORMED),
        outcomes.count(PacketOutcome.DUPLICATE),
        stored_gaps(stored, recording.link_events_of(role), off_record),
    )
    arrival_s = {packet.entry: packet.t_ns / _NS_PER_S for packet in packets}
    arrived = [(arrival_s.get(each.packet or 0, each.beat.t_s), each.beat) for each in stored]
    return earlier_of(recording.strap_of(role), counts, arrived, recording.moments)
