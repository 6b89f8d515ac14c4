"""What a session that goes on had before it was cut off: its beats in the readings again, as they were live.

Reading an hour anew takes about a second, so it is done before the session's loop holds anything of it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coreg.domain.beat import Beat, Gap, GapCause
from coreg.domain.moment import Moment
from coreg.domain.person import Role
from coreg.domain.strap import Strap
from coreg.readings.marks import read_marks
from coreg.readings.person import PersonReadings
from coreg.recording.interrupted import ResumePoint
from coreg.session.against_start import AgainstStart


@dataclass(frozen=True, slots=True)
class Counts:
    """What a person's earlier packets came to."""

    n_packets: int = 0
    n_malformed: int = 0
    n_duplicates: int = 0
    gaps: tuple[Gap, ...] = ()


@dataclass(slots=True, eq=False)
class Earlier:
    """One person's part of the session so far; whoever goes on with it feeds the readings on.

    Attributes
    ----------
    last_beat
        Where the hole begins that the next beat ends; None where there is no beat.
    """

    strap: Strap | None = None
    counts: Counts = field(default_factory=Counts)
    n_beats: int = 0
    last_beat: Beat | None = None
    readings: PersonReadings = field(default_factory=PersonReadings)
    against_start: AgainstStart = field(default_factory=AgainstStart)

    def gap_before(self, first: Beat) -> Gap | None:
        """Return the hole between the last beat of then and the first of now."""
        if self.last_beat is None:
            return None
        began_s = self.last_beat.t_s
        return Gap(began_s, max(began_s, first.t_s - first.rr_ms / 1000), GapCause.NO_DATA)


@dataclass(frozen=True, slots=True, eq=False)
class Resumed:
    """A session to be gone on with.

    Attributes
    ----------
    ends
        What ends that which was running; not written yet.
    """

    point: ResumePoint
    ends: tuple[Moment, ...]
    earlier: Mapping[Role, Earlier]

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All marks so far, these ends included."""
        return (*self.point.moments, *self.ends)


def earlier_of(
    strap: Strap | None, counts: Counts, arrived: Iterable[tuple[float, Beat]], moments: Sequence[Moment]
) -> Earlier:
    """Read a person's earlier beats.

    Parameters
    ----------
    arrived
        The stored beats in their order, each with when its packet arrived, in s on the session's clock.
    moments
        All marks so far. A baseline is read when it ended, with the verdicts of then.
    """
    beats = list(arrived)
    found = Earlier(strap, counts, n_beats=len(beats), last_beat=beats[-1][1] if beats else None)
    arrived_s = [arrival_s for arrival_s, _ in beats]
    n_fed = 0
    for nth, moment in enumerate(moments, start=1):
        n_then = max(n_fed, bisect_right(arrived_s, moment.t_s))
        found.readings.update([beat for _, beat in beats[n_fed:n_then]])
        found.against_start.follow(read_marks(moments[:nth]), found.readings.series)
        n_fed = n_then
    found.readings.update([beat for _, beat in beats[n_fed:]])
    return found
