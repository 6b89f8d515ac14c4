"""Sessions whose program ended before they did: found, ended where they stand, or gone on with.

An end is never invented: a session that is ended afterwards ends at the last thing that was stored, and says so. A
session that goes on has a new run with a clock of its own; what lies between the two runs is a hole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from coreg.domain.errors import SessionFileError
from coreg.domain.language import _
from coreg.domain.moment import Moment, MomentKind
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader, utc_ns, utc_words
from coreg.recording.anchors import Instant
from coreg.recording.appending import appended
from coreg.recording.door import opened
from coreg.recording.new_file import renew
from coreg.recording.place import Place
from coreg.recording.reader import Ended, Recording, Run, read_session
from coreg.recording.rows import moment_row
from coreg.recording.schema import Insert

RESUME_WITHIN_S = 2 * 3600.0  # design section 5: Resume within 2 h
_NS_PER_S = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A session that nobody closed.

    Attributes
    ----------
    last_s
        When, on the session's clock, the last thing was stored.
    last_beat_s
        When the last stored beat of anybody ended; None without one.
    last_utc
        `last_s` in UTC, as near as the stored clocks tell.
    moments
        What was marked so far: the last of them says whether a set was running.
    straps
        The identities of the straps that were worn.
    """

    place: Place
    header: SessionHeader
    last_s: float
    last_beat_s: float | None
    last_utc: datetime
    moments: tuple[Moment, ...]
    straps: Mapping[Role, str]

    def may_resume(self, now_utc: datetime) -> bool:
        """Whether it is recent enough to be gone on with."""
        return now_utc - self.last_utc <= timedelta(seconds=RESUME_WITHIN_S)


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """Where an interrupted session is gone on with.

    Attributes
    ----------
    origin_ns
        The session's zero on the new run's clock.
    runs
        All of its runs, the new one last.
    last_entry, last_beat
        Numbers go on after these.
    segments, links
        How many of each a person has had: those of the new run are counted on from there.
    """

    header: SessionHeader
    origin_ns: int
    runs: tuple[Run, ...]
    last_entry: int
    last_beat: int
    segments: Mapping[Role, int]
    links: Mapping[Role, int]
    moments: tuple[Moment, ...]


def find_interrupted(places: Iterable[Place]) -> list[Interrupted]:
    """Return the sessions that nobody closed, the newest last; files that can't be read are left out.

    A session that another program records just now looks the same: one program a vault is its owner's business.
    """
    found = []
    for place in places:
        try:
            session = look_at(place)
        except SessionFileError:
            continue
        if session is not None:
            found.append(session)
    return sorted(found, key=lambda each: each.last_utc)


def look_at(place: Place) -> Interrupted | None:
    """Return what there is to say of an interrupted session, None where it was closed.

    Raises
    ------
    SessionFileError
        The file can't be read.
    """
    recording = read_session(place.path, place.key)
    if recording.ended is Ended.CLOSED:
        return None
    return _interrupted(place, recording)


def _interrupted(place: Place, recording: Recording) -> Interrupted:
    straps = {role: recording.strap_of(role) for role in Role}
    return Interrupted(
        place,
        recording.header,
        recording.duration_s,
        last_beat_s(recording),
        _utc_of_end(recording),
        recording.moments,
        {role: strap.identity for role, strap in straps.items() if strap is not None},
    )


def last_beat_s(recording: Recording) -> float | None:
    """Return when the last stored beat of anybody ended, None where there is none."""
    return max((stored.beat.t_s for stored in recording.beats), default=None)


def end_there(place: Place, now_utc: datetime, input_: str = "key", ends: Sequence[Moment] = ()) -> None:
    """Close an interrupted session at the last thing that was stored in it, with a moment that says so.

    Parameters
    ----------
    ends
        Moments that end what was running; their numbers go on from the file's highest.

    Raises
    ------
    SessionFileError
        The file can't be read or written.
    """
    recording = _interrupted_recording(place)
    renew(place)
    number = max((moment.moment_id for moment in (*recording.moments, *ends)), default=0) + 1
    ended = Moment(number, recording.duration_s, utc_words(now_utc), MomentKind.ENDED_THERE, input=input_)
    run = recording.runs[-1]
    closed = Insert.CLOSED.row(run.origin_ns + round(recording.duration_s * _NS_PER_S))
    with appended(place) as connection:
        for statement, values in (*(moment_row(run.run, each) for each in (*ends, ended)), closed):
            connection.execute(statement, values)


def resume_point(place: Place, now: Instant) -> ResumePoint:
    """Return where to go on with an interrupted session; `now` is read from the clock that its packets will be.

    Raises
    ------
    SessionFileError
        It was closed, was interrupted too long ago, or can't be read.
    """
    recording = _interrupted_recording(place)
    renew(place)
    elapsed_s = max(recording.duration_s, _elapsed_s(recording, now))
    if elapsed_s - recording.duration_s > RESUME_WITHIN_S:
        msg = _("{path} was interrupted more than {hours:.0f} hours ago: end it there.").format(
            path=place.path, hours=RESUME_WITHIN_S / 3600
        )
        raise SessionFileError(msg)
    origin_ns = now.monotonic_ns - round(elapsed_s * _NS_PER_S)
    started = datetime.fromtimestamp(now.utc_ns / _NS_PER_S, UTC)
    run = Run(recording.runs[-1].run + 1, now.boot_id, utc_words(started), origin_ns)
    return ResumePoint(
        header=recording.header,
        origin_ns=origin_ns,
        runs=(*recording.runs, run),
        last_entry=_last_entry(recording),
        last_beat=_last_beat(place),
        segments={role: _n_segments(recording, role) for role in Role},
        links={role: _n_links(recording, role) for role in Role},
        moments=recording.moments,
    )


def _interrupted_recording(place: Place) -> Recording:
    recording = read_session(place.path, place.key)
    if recording.ended is Ended.CLOSED:
        msg = _("{path} was closed: there is nothing to go on with or to end.").format(path=place.path)
        raise SessionFileError(msg)
    return recording


def _elapsed_s(recording: Recording, now: Instant) -> float:
    """Return what the session's clock would show now, had it run on."""
    if not recording.anchors:
        return (now.utc_ns - utc_ns(recording.header.started_utc)) / _NS_PER_S
    last = recording.anchors[-1]
    since_ns = now.utc_ns - last.utc_ns
    run = next(run for run in recording.runs if run.run == last.run)
    if run.boot_id == now.boot_id:
        since_ns = now.monotonic_ns - (last.t_ns + run.origin_ns)
        if last.with_sleep_ns is not None and now.with_sleep_ns is not None:
            since_ns = now.with_sleep_ns - last.with_sleep_ns
    return (last.t_ns + since_ns) / _NS_PER_S


def _utc_of_end(recording: Recording) -> datetime:
    zero_ns = utc_ns(recording.header.started_utc)
    if recording.anchors:
        zero_ns = recording.anchors[-1].utc_ns - recording.anchors[-1].t_ns
    return datetime.fromtimestamp(zero_ns / _NS_PER_S + recording.duration_s, UTC)


def _last_entry(recording: Recording) -> int:
    numbers = [row.entry for row in recording.packets]
    numbers += [row.entry for row in recording.straps]
    numbers += [row.entry for row in recording.link_events]
    numbers += [row.entry for row in recording.anchors]
    numbers += [row.entry for row in recording.imported]
    return max(numbers, default=0)


def _last_beat(place: Place) -> int:
    with opened(place.path, place.key) as tables:
        return int(next(tables.execute("SELECT coalesce(max(beat_id), 0) FROM beat"))[0])


def _n_segments(recording: Recording, role: Role) -> int:
    return max((beat.segment for beat in recording.beats_of(role)), default=-1) + 1


def _n_links(recording: Recording, role: Role) -> int:
    numbers = [event.link for event in recording.link_events_of(role)]
    return max(numbers + [packet.link for packet in recording.packets_of(role)], default=0)
