"""The first half of a session read anew: each person's beats and curves, which the review window shows first.

What takes longer, the readings of the sets and of the two together, is read from it (`reviewed.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coreg.domain.baseline import Baseline
from coreg.domain.beat import Beat, Gap
from coreg.domain.marks import Marks
from coreg.domain.person import Role
from coreg.domain.snapshot import Lane
from coreg.domain.strap import Strap
from coreg.readings.baseline import read_baselines
from coreg.readings.marks import marks_of, read_marks
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.usable import usable_share
from coreg.readings.whole_lanes import heart_rate_lane, rmssd_lane
from coreg.recording.reader import Recording
from coreg.review.amended import amended_beats
from coreg.review.person_gaps import person_gaps
from coreg.review.worn import as_worn


@dataclass(frozen=True, slots=True, eq=False)
class PersonStrip:
    """One person's part of a session, as far as a strip shows it.

    Attributes
    ----------
    heart_rate_lane, rmssd_lane
        Heart rate of every beat, and RMSSD of the minute that ends with it; NaN breaks the line.
    gaps
        Stretches without beats between the first beat and the end of the session.
    usable_share
        Of the time on the record, the part that lies in intervals which count; None where there is no such time.
    """

    role: Role
    strap: Strap | None
    beats: Sequence[Beat]
    series: BeatSeries
    heart_rate_lane: Lane
    rmssd_lane: Lane
    gaps: tuple[Gap, ...]
    usable_share: float | None
    baselines: tuple[Baseline, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SessionStrip:
    """A session, as far as a strip shows it; nobody in a session of marks only.

    Attributes
    ----------
    placed
        The recording with its beats as a clock placed them; the same one where that is the live clock.
    """

    recording: Recording
    placed: Recording
    length_s: float
    marks: Marks
    people: Mapping[Role, PersonStrip]


def read_strip(recording: Recording, placed: Recording | None = None) -> SessionStrip:
    """Read what a strip shows of a session, with beats as they lie in `placed`, or in the recording itself."""
    placed = recording if placed is None else placed
    marks, measured = read_marks(recording.moments), {each.role for each in as_worn(recording).beats}
    people = {role: _person(placed, marks, role) for role in Role if role in measured}
    return SessionStrip(recording, placed, recording.duration_s, marks, people)


def _person(recording: Recording, marks: Marks, role: Role) -> PersonStrip:
    beats = amended_beats(recording, marks, role)
    series = finished_series(beats)
    return PersonStrip(
        role=role,
        strap=as_worn(recording).strap_of(role),
        beats=beats,
        series=series,
        heart_rate_lane=heart_rate_lane(series),
        rmssd_lane=rmssd_lane(series),
        gaps=person_gaps(recording, marks, role),
        usable_share=usable_share(series, marks, recording.duration_s),
        baselines=read_baselines(series, marks_of(marks, role)),
    )
