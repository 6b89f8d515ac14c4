"""What is marked in a person's lanes beside the curves: sets, stars, ratings, time off the record, the band."""

from dataclasses import dataclass, field, replace

from coreg.domain.band import Band, BandStanding
from coreg.domain.marks import SpanKind
from coreg.domain.moment import MomentKind
from coreg.domain.snapshot import Snapshot
from coreg.ui import session_wording


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is marked in a person's lanes: sets as shades, stars, and in the upper lane the client's ratings too.

    `off_record_s` are the stretches off the record, as (start, end). `band` is the therapist's, `draft` the one
    that is being set, `outside` what lies outside: all of the client alone.
    """

    sets: tuple[tuple[float, float, str], ...] = ()
    stars: tuple[tuple[float, str], ...] = ()
    marks: tuple[tuple[float, str], ...] = ()
    off_record_s: tuple[tuple[float, float], ...] = ()
    band: Band | None = None
    draft: Band | None = None
    outside: BandStanding = field(default_factory=BandStanding)

    @property
    def of_therapist(self) -> "Drawn":
        """The same for the therapist: ratings and the band are the client's."""
        return replace(self, marks=self.stars, band=None, draft=None, outside=BandStanding())


def drawn_of(snapshot: Snapshot, draft: Band | None = None) -> Drawn:
    """Return what is drawn in the client's lanes."""
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
    marks = tuple(sorted((*stars, *ratings)))
    return Drawn(sets, stars, marks, off_s, snapshot.band.band, draft, snapshot.band.standing)
