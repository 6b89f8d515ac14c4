"""A person's gaps from the first beat to the end of the session, with what was found out afterwards applied."""

from collections.abc import Iterator

from coreg.domain.beat import Beat, Gap, GapCause
from coreg.domain.marks import Marks, Span, SpanKind
from coreg.domain.person import Role
from coreg.domain.strap import LinkState
from coreg.recording.reader import Recording
from coreg.review.recompute import erased_spans
from coreg.review.stored_gaps import stored_gaps
from coreg.review.worn import Wearing, as_worn, read_wearing
from coreg.sensors.beat_clock import GAP_SLACK_S

_SILENCE_S = (
    6.0  # design section 2: a link that is silent for this long is given up; before, it may be a slow packet
)


def person_gaps(recording: Recording, marks: Marks, role: Role) -> tuple[Gap, ...]:
    """Return the stretches without beats, found among the stored beats: nothing is decoded anew."""
    wearing, worn = read_wearing(recording.moments), as_worn(recording)
    stored = [each for each in worn.beats if each.role is role]
    off_record = [*marks.spans_of(SpanKind.OFF_RECORD), *_erased(recording, wearing, role)]
    found = stored_gaps(stored, worn.link_events_of(role), off_record)
    kept = (gap for gap in found if not _is_swap(gap, wearing))
    return (*kept, *gap_at_the_end(worn, role, [each.beat for each in stored]))


def gap_at_the_end(recording: Recording, role: Role, beats: list[Beat]) -> list[Gap]:
    """Find the gap of a strap that fell silent and didn't come back: no later beat closed it."""
    if not beats or recording.duration_s - beats[-1].t_s <= _SILENCE_S:
        return []
    states = [event.state for event in recording.link_events_of(role) if event.t_ns / 1e9 > beats[-1].t_s]
    cause = GapCause.NO_DATA
    if LinkState.RECONNECTING in states or LinkState.STALE in states:
        cause = GapCause.LINK_LOST
    elif LinkState.CONTACT_LOST in states:
        cause = GapCause.CONTACT_LOST
    return [Gap(beats[-1].t_s, recording.duration_s, cause)]


def _erased(recording: Recording, wearing: Wearing, role: Role) -> Iterator[Span]:
    for piece in wearing.pieces(role):
        for start_s, end_s in erased_spans(recording, piece.strap):
            if start_s < piece.end_s and end_s > piece.start_s:
                yield Span(SpanKind.OFF_RECORD, start_s, end_s)


def _is_swap(gap: Gap, wearing: Wearing) -> bool:
    """Whether nothing is missing but that one strap's beat doesn't end when the other's begins."""
    is_short = gap.end_s - gap.start_s <= 2.0 + GAP_SLACK_S  # no interval that counts is longer than 2 s
    return is_short and any(gap.start_s <= t_s <= gap.end_s + GAP_SLACK_S for t_s in wearing.swaps_s)
