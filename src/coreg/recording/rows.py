"""The rows that a session's plain facts, runs, beats and moments become."""

import json

from coreg.domain.beat import Beat
from coreg.domain.moment import Moment
from coreg.domain.person import Role
from coreg.domain.session import SessionHeader
from coreg.domain.together import TogetherUpdate
from coreg.recording.reader import Run
from coreg.recording.schema import Insert, Row


def session_row(header: SessionHeader) -> Row:
    """Return the one row that says whose file this is."""
    return Insert.SESSION.row(
        header.session_id,
        header.app_version,
        header.started_utc,
        header.zone,
        header.utc_offset_s,
        int(header.is_simulated),
        header.imported_from,
    )


def run_row(run: Run) -> Row:
    """Return one life of the program."""
    return Insert.RUN.row(run.run, run.boot_id, run.started_utc, run.origin_ns)


def beat_row(number: int, run: int, packet: int | None, role: Role, beat: Beat, segments_before: int = 0) -> Row:
    """Return a beat's row; its segment counts on from the person's segments in earlier runs."""
    place = (beat.segment + segments_before, beat.ticks, beat.t_s, beat.uncertainty_s, beat.flags.value)
    return Insert.BEAT.row(number, run, packet, role.value, *place)


def moment_row(run: int, moment: Moment) -> Row:
    """Return a moment's row; it is made in `run`."""
    payload = json.dumps(moment.payload, ensure_ascii=False, allow_nan=False)
    made = (moment.wall_utc, moment.kind.value, moment.by, moment.input, payload, moment.amends)
    return Insert.MOMENT.row(moment.moment_id, run, moment.t_s, *made)


def together_row(number: int, run: int, answer: TogetherUpdate) -> Row:
    """Return an answer's row: on moving together, as it was shown."""
    unknown = None if answer.unknown is None else answer.unknown.value
    shown = (answer.t_s, answer.a, answer.state.value, unknown, answer.marks_revision)
    return Insert.TOGETHER.row(number, run, *shown)
