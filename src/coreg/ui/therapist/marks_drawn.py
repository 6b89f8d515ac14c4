"""What of a snapshot's marks is drawn in the lanes, and how far the disk has taken the newest of them."""

from coreg.domain.marks import SpanKind
from coreg.domain.moment import MomentKind
from coreg.domain.snapshot import DiskState, Snapshot
from coreg.ui import session_wording
from coreg.ui.therapist.person_panel import Drawn


def disk_of_last(snapshot: Snapshot) -> DiskState:
    """Return how far the disk has taken the newest mark: a note's words go to a file of their own."""
    is_note = bool(snapshot.moments) and snapshot.moments[-1].kind is MomentKind.NOTE
    notes = snapshot.notes if is_note else None
    return snapshot.disk if notes is None or snapshot.disk.n_waiting else notes


def drawn(snapshot: Snapshot) -> Drawn:
    """What is marked in the lanes: sets with their numbers, stars, ratings, time off the record."""
    sets = tuple(
        (one.start_s, snapshot.t_s if one.end_s is None else one.end_s, str(one.number))
        for one in snapshot.marks.sets
    )
    stars = tuple((m.t_s, "*") for m in snapshot.marks.moments if m.kind is MomentKind.STAR)
    ratings = tuple(
        (m.t_s, session_wording.rating_label(m)) for m in snapshot.marks.moments if m.kind is MomentKind.RATING
    )
    off_s = tuple(
        (span.start_s, snapshot.t_s if span.end_s is None else span.end_s)
        for span in snapshot.marks.spans_of(SpanKind.OFF_RECORD)
    )
    return Drawn(sets, stars, tuple(sorted((*stars, *ratings))), off_s)
